//! A profile: an account's hub, and where the account's keys come from.

use std::fmt;
use std::path::PathBuf;

use crate::config::Setting;
use crate::secret::Secret;

/// `[profiles.NAME]`, as the file says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// Its name.
    pub name: String,
    /// The hub its commands work in.
    pub hub: Option<Setting<String>>,
    /// The account's public key.
    pub access_key: Option<Setting<String>>,
    /// Where the account's secret key is.
    pub secret: Option<Setting<SecretSource>>,
    /// The address of the API.
    pub api: Option<Setting<String>>,
    /// The address of the service that tells how jobs fare.
    pub jobs_api: Option<Setting<String>>,
    /// Whether what changes or deletes asks first.
    pub protected: Option<Setting<bool>>,
}

/// Where a secret key is. Nothing is read or run before [`Cloud::credentials`](crate::config::Cloud::credentials).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecretSource {
    /// In the configuration file itself.
    Inline {
        /// The secret.
        secret: Secret,
        /// The file.
        file: PathBuf,
        /// The permissions the file had when it was read.
        mode: u32,
    },
    /// In a variable of the environment.
    Variable(Secret),
    /// In a file that nobody but its owner may read.
    File(PathBuf),
    /// In a file that systemd looks after.
    Credential(PathBuf),
    /// On the stdout of a program.
    Command {
        /// The program, as it is found from anywhere.
        program: PathBuf,
        /// The program as it was written, and its arguments.
        words: Vec<String>,
    },
}

/// What is shown of a source: never the secret, and nothing is opened for it.
impl fmt::Display for SecretSource {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Inline { .. } | Self::Variable(_) => formatter.write_str(crate::secret::HIDDEN),
            Self::File(path) | Self::Credential(path) => write!(formatter, "file {}", path.display()),
            // One of its arguments may be a token.
            Self::Command { words, .. } => {
                formatter.write_str("command ")?;
                formatter.write_str(words.first().map_or("", String::as_str))?;
                formatter.write_str(if words.len() > 1 { " …" } else { "" })
            }
        }
    }
}
