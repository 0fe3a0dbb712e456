//! How a run ends: the only place that knows numbers.

use std::io;
use std::process::ExitCode;

use crate::archive::ArchiveError;
use crate::config::{ConfigError, DraftError};
use crate::pili::{ErrorKind, PiliError, PublishError, UrlError};
use crate::playlist::compose::ComposeError;
use crate::playlist::source::SourceError;

/// The stable exit codes; the README and the man page document them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done, or already in the wanted state.
    Done,
    /// Anything that has no code of its own.
    Other,
    /// Flags, arguments or times that are wrong.
    Usage,
    /// The configuration is missing, invalid or unsafe.
    Config,
    /// The credentials are refused.
    Credentials,
    /// There is no such thing.
    NotFound,
    /// There is such a thing already.
    Conflict,
    /// It is not in the state for it: offline, no data in that range, a way to publish that cannot be signed.
    State,
    /// For now it does not work; it is safe to try again.
    Temporary,
    /// Nobody knows whether it was done.
    Unknown,
    /// Some of several failed.
    Some,
    /// Somebody has to confirm it, and nobody can be asked.
    Confirm,
    /// Local input or output failed.
    Local,
    /// A check found something.
    Found,
    /// Interrupted (SIGINT).
    Interrupted,
    /// Terminated (SIGTERM).
    Terminated,
}

impl Exit {
    /// The number.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Other => 1,
            Self::Usage => 2,
            Self::Config => 3,
            Self::Credentials => 4,
            Self::NotFound => 5,
            Self::Conflict => 6,
            Self::State => 7,
            Self::Temporary => 8,
            Self::Unknown => 9,
            Self::Some => 10,
            Self::Confirm => 11,
            Self::Local => 12,
            Self::Found => 13,
            Self::Interrupted => 130,
            Self::Terminated => 143,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}

/// A failure whose exit code its teller knows, with something to type for whoever reads it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Failure {
    /// How the run ends.
    pub exit: Exit,
    /// What failed, and why.
    pub message: String,
    /// What to do about it.
    pub hints: Vec<String>,
    /// The status of the server's answer.
    pub status: Option<u16>,
    /// The server's id of the request.
    pub reqid: Option<String>,
}

impl Failure {
    /// A failure without hints.
    pub fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self { exit, message: message.into(), hints: Vec::new(), status: None, reqid: None }
    }

    /// The same with a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }

    /// All that an error and its causes tell.
    #[must_use]
    pub fn of(error: &anyhow::Error) -> Self {
        let mut failure = Self::new(of(error), format!("{error:#}"));
        for cause in error.chain() {
            if let Some(cause) = cause.downcast_ref::<Self>() {
                failure.hints.extend_from_slice(&cause.hints);
                failure.status = failure.status.or(cause.status);
                failure.reqid = failure.reqid.or_else(|| cause.reqid.clone());
            }
            if let Some(cause) = cause.downcast_ref::<ConfigError>() {
                failure.hints.extend(cause.hints());
            }
            if let Some(cause) = cause.downcast_ref::<PiliError>() {
                failure.status = failure.status.or(cause.status);
                failure.reqid = failure.reqid.or_else(|| cause.reqid.clone());
                if cause.kind == ErrorKind::Credentials {
                    failure.hints.push("are the keys right? streamctl hub check looks closer".to_owned());
                }
            }
        }
        failure
    }
}

/// How a run ends that failed with this error: the outermost cause that has a code decides.
#[must_use]
pub fn of(error: &anyhow::Error) -> Exit {
    error.chain().find_map(of_cause).unwrap_or(Exit::Other)
}

fn of_cause(cause: &(dyn std::error::Error + 'static)) -> Option<Exit> {
    if let Some(failure) = cause.downcast_ref::<Failure>() {
        return Some(failure.exit);
    }
    if let Some(error) = cause.downcast_ref::<ComposeError>() {
        return Some(match error {
            ComposeError::Nothing => Exit::State,
            ComposeError::Archive(_) | ComposeError::Name | ComposeError::Unreadable => Exit::Local,
            ComposeError::Build(_) | ComposeError::Master(_) | ComposeError::Uri(_) => Exit::Other,
        });
    }
    if let Some(error) = cause.downcast_ref::<SourceError>() {
        return Some(if matches!(error, SourceError::Empty(_)) { Exit::State } else { Exit::Local });
    }
    if let Some(error) = cause.downcast_ref::<PiliError>() {
        return Some(of_kind(error.kind));
    }
    if cause.is::<PublishError>() || cause.is::<UrlError>() {
        return Some(Exit::State);
    }
    if let Some(error) = cause.downcast_ref::<ConfigError>() {
        let is_flag = matches!(error, ConfigError::Setting { origin, .. } if origin.starts_with("--"));
        return Some(if is_flag { Exit::Usage } else { Exit::Config });
    }
    let is_local = cause.is::<ArchiveError>() || cause.is::<io::Error>() || cause.is::<DraftError>();
    is_local.then_some(Exit::Local)
}

/// How a run ends that the cloud refused.
const fn of_kind(kind: ErrorKind) -> Exit {
    match kind {
        ErrorKind::Credentials => Exit::Credentials,
        ErrorKind::NotFound => Exit::NotFound,
        ErrorKind::Conflict => Exit::Conflict,
        ErrorKind::NoData => Exit::State,
        ErrorKind::TooMany | ErrorKind::Temporary => Exit::Temporary,
        ErrorKind::OutcomeUnknown => Exit::Unknown,
        ErrorKind::Local => Exit::Local,
        ErrorKind::Config => Exit::Config,
        ErrorKind::Refused | ErrorKind::Garbled | ErrorKind::Other => Exit::Other,
    }
}
