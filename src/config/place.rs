//! Where the configuration is, and where it would be.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::config::{Config, ConfigError};

/// The environment variable that names the file.
const VARIABLE: &str = "STREAMCTL_CONFIG";
/// Where the file is looked for when the user has none.
const SYSTEM_FILE: &str = "/etc/streamctl/config.toml";

/// The file of the configuration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub file: PathBuf,
    /// Whether it is there.
    pub exists: bool,
}

impl Config {
    /// Reads the file that was named (`flag`, else the environment), which must exist; or the user's, or the
    /// system's, if there is one.
    pub fn load(flag: Option<&Path>) -> Result<Self, ConfigError> {
        if let Some(path) = named(flag) {
            return Self::read(&path);
        }
        for path in usual() {
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

    /// The file that [`Config::load`] reads; where there is none, the one that would be looked for first.
    #[must_use]
    pub fn place(flag: Option<&Path>) -> Place {
        let place = |file: PathBuf| Place { exists: std::fs::File::open(&file).is_ok(), file };
        if let Some(path) = named(flag) {
            return place(path);
        }
        let places: Vec<Place> = usual().into_iter().map(place).collect();
        let used = places.iter().position(|place| place.exists).unwrap_or(0);
        places.into_iter().nth(used).unwrap_or(Place { file: SYSTEM_FILE.into(), exists: false })
    }

    /// The file that a user's configuration is written to: the one that was named, else the user's own. There is
    /// none for a user without a home.
    #[must_use]
    pub fn home(flag: Option<&Path>) -> Option<PathBuf> {
        named(flag).or_else(users)
    }
}

/// The file that somebody named.
fn named(flag: Option<&Path>) -> Option<PathBuf> {
    let variable = || std::env::var_os(VARIABLE).filter(|value| !value.is_empty()).map(PathBuf::from);
    flag.map(Path::to_owned).or_else(variable)
}

fn users() -> Option<PathBuf> {
    dirs::config_dir().map(|directory| directory.join("streamctl/config.toml"))
}

/// Where the file usually is.
fn usual() -> Vec<PathBuf> {
    users().into_iter().chain([PathBuf::from(SYSTEM_FILE)]).collect()
}
