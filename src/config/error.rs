//! Why there is no configuration, and what to do about it.

use std::path::PathBuf;

use crate::config::Finding;

/// Why there is no configuration, or none to work with.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file cannot be read.
    #[error("cannot read the configuration {path}")]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file is wrong.
    #[error("{finding}{}", beside(*.more))]
    Syntax {
        /// What is wrong first.
        finding: Finding,
        /// How much more is.
        more: usize,
    },
    /// A variable says something that cannot be.
    #[error("{name} {reason}")]
    Variable {
        /// The variable.
        name: &'static str,
        /// What is wrong with it, as the rest of a sentence; never its value.
        reason: String,
    },
    /// A setting says something that cannot be.
    #[error("{origin}: {reason}")]
    Setting {
        /// Where it came from.
        origin: String,
        /// What is wrong with it; never a secret.
        reason: String,
    },
    /// There is no such profile.
    #[error("{origin}: no profile is named '{name}'")]
    UnknownProfile {
        /// The name.
        name: String,
        /// Who asked for it.
        origin: String,
        /// The names there are, the nearest first.
        known: Vec<String>,
    },
    /// There are several profiles and nobody said which.
    #[error("there are several profiles, and none is chosen: {}", .0.join(", "))]
    Unchosen(Vec<String>),
    /// Something is needed that nobody gave.
    #[error("no {what} is given{}", .profile.as_ref().map(|name| format!(" (profile '{name}')")).unwrap_or_default())]
    Missing {
        /// What: `hub`, `access key` or `secret key`.
        what: &'static str,
        /// The profile that was looked at.
        profile: Option<String>,
        /// What else is to be said, and every way to give it.
        hints: Vec<String>,
    },
    /// Two sources say different things.
    #[error("{0}")]
    Contradiction(String),
    /// A file holds a secret that others can read.
    #[error("{path} holds a secret, and group or others can read or change it (mode {mode:04o})")]
    Exposed {
        /// The file.
        path: PathBuf,
        /// Its permissions.
        mode: u32,
    },
    /// The secret cannot be had from where it is said to be.
    #[error("cannot take the {what} from {from}: {reason}")]
    Secret {
        /// What kind of secret.
        what: &'static str,
        /// A file or a command.
        from: String,
        /// Why; never a secret.
        reason: String,
        /// What to do about it.
        hints: Vec<String>,
    },
}

fn beside(more: usize) -> String {
    if more == 0 { String::new() } else { format!(" (and {more} more)") }
}

impl ConfigError {
    /// What to do about it, a line each, with something to type.
    #[must_use]
    pub fn hints(&self) -> Vec<String> {
        match self {
            Self::Syntax { more: 1.., .. } => vec!["streamctl config check shows them all".to_owned()],
            Self::UnknownProfile { known, .. } if known.is_empty() => {
                vec!["there are no profiles yet: streamctl config init makes one".to_owned()]
            }
            Self::UnknownProfile { known, .. } => vec![format!("profiles there are: {}", known.join(", "))],
            Self::Unchosen(known) => known.first().map_or_else(Vec::new, |name| {
                vec![
                    format!("choose one with --profile {name} or STREAMCTL_PROFILE={name}"),
                    format!("or write at the top of the configuration: default_profile = \"{name}\""),
                ]
            }),
            Self::Missing { hints, .. } | Self::Secret { hints, .. } => hints.clone(),
            Self::Exposed { path, .. } => vec![format!("chmod 600 {}", typed(path))],
            _ => Vec::new(),
        }
    }
}

/// A path as a shell takes it.
fn typed(path: &std::path::Path) -> String {
    let text = path.display().to_string();
    let is_plain = |letter: char| letter.is_alphanumeric() || "/._-+:@%,=".contains(letter);
    if text.chars().all(is_plain) && !text.starts_with('-') {
        return text;
    }
    // Nothing but the quote itself means anything between single quotes.
    let quoted = format!("'{}'", text.replace('\'', r"'\''"));
    if text.starts_with('-') { format!("-- {quoted}") } else { quoted }
}
