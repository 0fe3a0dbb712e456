//! The configuration: one resolved answer, and where each value of it came from.
//!
//! The file is found, read once, and checked to the last key ([`Config`]). With the flags and the environment it
//! makes a [`Cloud`]; a flag beats the environment, which beats the file, each setting for itself, but an
//! account's keys are one set from one source. Secrets are read last, when they are needed, and only from where
//! nobody else can. The addresses of services are text here: what one is, `pili` knows.

mod check;
mod cloud;
mod command;
mod descendants;
mod document;
mod draft;
mod environment;
mod error;
mod file;
mod finding;
mod keys;
mod name;
mod origin;
mod place;
mod profile;
mod show;

use std::fs::File;
use std::io::Read;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

pub use cloud::{Cloud, DEFAULT_API, DEFAULT_JOBS_API, Flags};
use document::Document;
pub use draft::{Draft, DraftError};
pub use environment::Environment;
pub use error::ConfigError;
pub use file::{private_file, secret_file};
pub use finding::Finding;
pub use keys::Keys;
pub use origin::{Origin, Setting};
pub use place::Place;
pub use profile::{Profile, SecretSource};
pub use show::{Shown, shown_address};

/// Where `serve` listens unless someone says otherwise.
pub const DEFAULT_LISTEN: &str = "127.0.0.1:8000";
/// What `serve` serves unless someone says otherwise.
pub const DEFAULT_ROOT: &str = ".";

/// What the configuration says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// The archive to serve; relative paths are taken from the file's own directory.
    pub root: Option<PathBuf>,
    /// The address to listen on.
    pub listen: Option<String>,
    /// The file with the secrets of links; relative paths are taken from the file's own directory.
    pub link_secret_file: Option<PathBuf>,
    /// The file all this was read from.
    pub file: Option<PathBuf>,
    /// The settings of `[serve]`, as they are shown.
    serve: Vec<(&'static str, Setting<String>)>,
    default_profile: Option<Setting<String>>,
    profiles: Vec<Profile>,
}

impl Config {
    fn read(path: &Path) -> Result<Self, ConfigError> {
        let (text, mode) = Self::open(path)?;
        Self::parse(&text, path, mode)
    }

    /// A file's text and its permissions.
    fn open(path: &Path) -> Result<(String, u32), ConfigError> {
        let read = || {
            let mut file = File::open(path)?;
            let mut text = String::new();
            file.read_to_string(&mut text)?;
            Ok((text, file.metadata()?.permissions().mode()))
        };
        read().map_err(|source| ConfigError::Read { path: path.to_owned(), source })
    }

    fn parse(text: &str, path: &Path, mode: u32) -> Result<Self, ConfigError> {
        let Document { config, mut findings, .. } = Document::parse(text, path, mode);
        if findings.is_empty() {
            return Ok(config);
        }
        let finding = findings.remove(0);
        Err(ConfigError::Syntax { finding, more: findings.len() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Config, String> {
        Config::parse(text, Path::new("/etc/s/config.toml"), 0o600).map_err(|error| error.to_string())
    }

    #[test]
    fn settings_are_read_and_paths_lie_beside_the_file() {
        let config = parse("[serve]\nroot = \"rec\"\nlisten = \"[::1]:80\"\n").unwrap();
        assert_eq!(config.root.as_deref(), Some(Path::new("/etc/s/rec")));
        assert_eq!(config.listen.as_deref(), Some("[::1]:80"));
        assert_eq!(parse("[serve]\nroot = \"/rec\"").unwrap().root.as_deref(), Some(Path::new("/rec")));
        let file = Some(PathBuf::from("/etc/s/config.toml"));
        assert_eq!(parse("").unwrap(), Config { file, ..Config::default() });
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place_and_the_keys_there_are() {
        for (text, told) in [
            (
                "[serve]\nrot = 1\n",
                "/etc/s/config.toml:2:1: unknown field `rot`, expected one of `root`, `listen`, `link_secret_file`",
            ),
            ("[serve]\n  listen = 8000\n", "/etc/s/config.toml:2:12: invalid type"),
            ("[serve]\nroot = \"\"\n", "/etc/s/config.toml:2:8: an empty path names no directory"),
            ("[server]\n", "/etc/s/config.toml:1:2: unknown field `server`, expected one of"),
            ("é = \n", "/etc/s/config.toml:1:"),
        ] {
            let error = parse(text).unwrap_err();
            assert!(error.starts_with(told) && !error.contains('\n'), "{error}");
        }
    }
}
