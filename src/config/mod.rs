//! The configuration file: found, read once, and checked to the last key.

mod cloud;
mod command;
mod environment;
mod error;
mod file;
mod finding;
mod keys;
mod name;
mod origin;
mod profile;

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use serde::Deserialize;

pub use cloud::{Cloud, DEFAULT_API, DEFAULT_JOBS_API, Flags};
pub use environment::Environment;
pub use error::ConfigError;
pub use finding::Finding;
pub use keys::Keys;
pub use origin::{Origin, Setting};
pub use profile::{Profile, SecretSource};

/// The environment variable that names the file.
const VARIABLE: &str = "STREAMCTL_CONFIG";
/// Where the file is looked for when the user has none.
const SYSTEM_FILE: &str = "/etc/streamctl/config.toml";

/// What the configuration says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// The archive to serve; relative paths are taken from the file's own directory.
    pub root: Option<PathBuf>,
    /// The address to listen on.
    pub listen: Option<String>,
    /// The file all this was read from.
    pub file: Option<PathBuf>,
    default_profile: Option<Setting<String>>,
    profiles: Vec<Profile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    serve: Serve,
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Serve {
    #[serde(default, deserialize_with = "named")]
    root: Option<PathBuf>,
    listen: Option<String>,
}

/// A path that names something.
fn named<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Option<PathBuf>, D::Error> {
    let path = PathBuf::deserialize(deserializer)?;
    if path.as_os_str().is_empty() {
        return Err(serde::de::Error::custom(
            "an empty path names no directory: leave it out, or write \".\"",
        ));
    }
    Ok(Some(path))
}

impl Config {
    /// Reads the file that was named (`flag`, else the environment), which must exist; or the user's, or the
    /// system's, if there is one.
    pub fn load(flag: Option<&Path>) -> Result<Self, ConfigError> {
        let variable = std::env::var_os(VARIABLE).filter(|value| !value.is_empty()).map(PathBuf::from);
        if let Some(path) = flag.map(Path::to_owned).or(variable) {
            return Self::read(&path);
        }
        let user = dirs::config_dir().map(|directory| directory.join("streamctl/config.toml"));
        for path in user.into_iter().chain([PathBuf::from(SYSTEM_FILE)]) {
            match Self::read(&path) {
                Err(ConfigError::Read { source, .. }) if source.kind() == ErrorKind::NotFound => {}
                // Another user's home, as services inherit one: nobody meant that file.
                Err(ConfigError::Read { path, source }) if source.kind() == ErrorKind::PermissionDenied => {
                    tracing::warn!("passed over {}: {source}", path.display());
                }
                read => return read,
            }
        }
        Ok(Self::default())
    }

    fn read(path: &Path) -> Result<Self, ConfigError> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| ConfigError::Read { path: path.to_owned(), source })?;
        Self::parse(&text, path)
    }

    fn parse(text: &str, path: &Path) -> Result<Self, ConfigError> {
        let file: File = toml::from_str(text).map_err(|error| {
            let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
            let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
            let finding = Finding {
                file: path.to_owned(),
                line: before.matches('\n').count() + 1,
                column: before[line_start..].chars().count() + 1,
                message: error.message().replace('\n', " "),
            };
            ConfigError::Syntax { finding, more: 0 }
        })?;
        let directory = path.parent().unwrap_or(Path::new(""));
        Ok(Self {
            root: file.serve.root.map(|root| directory.join(root)),
            listen: file.serve.listen,
            file: Some(path.to_owned()),
            ..Self::default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Config, String> {
        Config::parse(text, Path::new("/etc/s/config.toml")).map_err(|error| error.to_string())
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
                "/etc/s/config.toml:2:1: unknown field `rot`, expected `root` or `listen`",
            ),
            ("[serve]\n  listen = 8000\n", "/etc/s/config.toml:2:12: invalid type"),
            ("[serve]\nroot = \"\"\n", "/etc/s/config.toml:2:8: an empty path names no directory"),
            ("[server]\n", "/etc/s/config.toml:1:2: unknown field `server`, expected `serve`"),
            ("é = \n", "/etc/s/config.toml:1:"),
        ] {
            let error = parse(text).unwrap_err();
            assert!(error.starts_with(told) && !error.contains('\n'), "{error}");
        }
    }
}
