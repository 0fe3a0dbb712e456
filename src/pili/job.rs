//! Jobs of the cloud's file processing ("persistent fop"): `GET /status/get/prefop?id=`.

use serde_json::{Map, Value};

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
        todo!()
    }

    /// Whether it makes no sense to ask again.
    #[must_use]
    pub fn has_ended(self) -> bool {
        todo!()
    }
}

impl Job {
    /// Why it failed, from its description and the errors of its steps.
    #[must_use]
    pub fn failure(&self) -> String {
        todo!()
    }
}
