//! How a run ends: the only place that knows numbers.

use std::io;
use std::process::ExitCode;

use crate::archive::ArchiveError;
use crate::config::ConfigError;
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
    /// There is no data in that range.
    State,
    /// Local input or output failed.
    Local,
    /// A check found something.
    Found,
    /// Interrupted (SIGINT).
    Interrupted,
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
            Self::State => 7,
            Self::Local => 12,
            Self::Found => 13,
            Self::Interrupted => 130,
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
}

impl Failure {
    /// A failure without hints.
    pub fn new(exit: Exit, message: impl Into<String>) -> Self {
        Self { exit, message: message.into(), hints: Vec::new() }
    }

    /// The same with a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }
}

/// How a run ends that failed with this error: the innermost cause that has a code decides.
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
    let is_local = cause.is::<ArchiveError>() || cause.is::<io::Error>();
    let is_config = cause.is::<ConfigError>();
    is_config.then_some(Exit::Config).or(is_local.then_some(Exit::Local))
}
