//! Jobs of the cloud's file processing ("persistent fop"): `GET /status/get/prefop?id=`.

use serde_json::{Map, Value};

use crate::pili::decode::{DecodeError, integer, members, object, required_integer, text};
use crate::pili::query::Query;
use crate::pili::quote::one_line;
use crate::pili::quote::quote;
use crate::pili::request::{Call, Method};

#[cfg(test)]
mod tests;

/// A job.
#[derive(Clone, Debug, PartialEq)]
pub struct Job {
    /// `id`, else what was asked for.
    pub id: String,
    /// By `code`.
    pub state: JobState,
    /// `desc`.
    pub description: String,
    /// `items`: one for each step.
    pub items: Vec<JobItem>,
    /// All fields as they came.
    pub fields: Map<String, Value>,
}

/// How far a job has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobState {
    /// Code 0.
    Done,
    /// Code 1.
    Waiting,
    /// Code 2.
    Running,
    /// Code 3.
    Failed,
    /// Code 4: done, but nobody could be notified.
    DoneUnnotified,
    /// A code nobody documented.
    Unknown(i64),
}

/// One step of a job.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobItem {
    /// `cmd`.
    pub command: String,
    /// By `code`.
    pub state: JobState,
    /// `error`, where it failed.
    pub error: Option<String>,
    /// `key`, or the first of `keys`: the file that was made.
    pub key: Option<String>,
}

impl JobState {
    /// The state as a word: `done`, `waiting`, `running`, `failed`, `done (not notified)`, `unknown`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Waiting => "waiting",
            Self::Running => "running",
            Self::Failed => "failed",
            Self::DoneUnnotified => "done (not notified)",
            Self::Unknown(_) => "unknown",
        }
    }

    /// Whether it makes no sense to ask again. A code nobody documented may still become another.
    #[must_use]
    pub fn has_ended(self) -> bool {
        matches!(self, Self::Done | Self::Failed | Self::DoneUnnotified)
    }

    const fn of(code: i64) -> Self {
        match code {
            0 => Self::Done,
            1 => Self::Waiting,
            2 => Self::Running,
            3 => Self::Failed,
            4 => Self::DoneUnnotified,
            _ => Self::Unknown(code),
        }
    }
}

impl Job {
    /// The call for a job.
    pub(super) fn call(id: &str) -> Call {
        Call {
            method: Method::Get,
            path: "/status/get/prefop".to_owned(),
            query: Query::default().with("id", Some(id)).build(),
            body: None,
            secrets: Vec::new(),
        }
    }

    /// Reads the answer to a question for the job `asked`. It needs a code; a step without one is as far as its
    /// job.
    pub(super) fn read(asked: &str, answer: Value) -> Result<Self, DecodeError> {
        let fields = object(answer)?;
        let code = required_integer(&fields, "code").map_err(|error| match text(&fields, "error") {
            // What a server says of an id it does not know, should it say so with a status of success.
            Some(said) => DecodeError(format!("{error} (the server says: {})", quote(&said))),
            None => error,
        })?;
        let state = JobState::of(code);
        let items = members(&mut fields.clone(), "items")?
            .map(|(index, item)| JobItem::read(state, item).map_err(|error| error.within("items", index)))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            id: text(&fields, "id").unwrap_or_else(|| asked.to_owned()),
            state,
            description: text(&fields, "desc").unwrap_or_default(),
            items,
            fields,
        })
    }

    /// Why it failed, from its description and the errors of its steps, on one line.
    #[must_use]
    pub fn failure(&self) -> String {
        let errors: Vec<String> = self.items.iter().filter_map(JobItem::failure).collect();
        let reason = match (self.description.trim(), errors.join("; ")) {
            ("", errors) if errors.is_empty() => "the cloud does not say why".to_owned(),
            ("", errors) => errors,
            (description, errors) if errors.is_empty() => description.to_owned(),
            (description, errors) => format!("{description}: {errors}"),
        };
        one_line(reason.chars())
    }
}

impl JobItem {
    fn failure(&self) -> Option<String> {
        let error = self.error.as_deref()?.trim();
        Some(if self.command.is_empty() { error.to_owned() } else { format!("{}: {error}", self.command) })
    }

    fn read(of_job: JobState, item: Value) -> Result<Self, DecodeError> {
        let fields = object(item)?;
        let first_key = || {
            let keys = fields.get("keys")?.as_array()?;
            keys.iter().filter_map(Value::as_str).find(|key| !key.is_empty()).map(str::to_owned)
        };
        Ok(Self {
            command: text(&fields, "cmd").unwrap_or_default(),
            state: integer(&fields, "code").map_or(of_job, JobState::of),
            error: text(&fields, "error"),
            key: text(&fields, "key").or_else(first_key),
        })
    }
}
