//! The variables that count, read once.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fmt;
use std::path::PathBuf;

use crate::config::{ConfigError, Origin, Setting, keys};
use crate::secret::Secret;

pub(super) const PROFILE: &str = "STREAMCTL_PROFILE";
pub(super) const HUB: &str = "STREAMCTL_HUB";
pub(super) const API: &str = "STREAMCTL_API";
pub(super) const JOBS_API: &str = "STREAMCTL_JOBS_API";
pub(super) const ACCESS_KEY: &str = "STREAMCTL_ACCESS_KEY";
pub(super) const SECRET_KEY: &str = "STREAMCTL_SECRET_KEY";
pub(super) const SECRET_KEY_FILE: &str = "STREAMCTL_SECRET_KEY_FILE";
/// systemd's: the directory of what `LoadCredential=` and its kin hand to a service.
const CREDENTIALS_DIRECTORY: &str = "CREDENTIALS_DIRECTORY";
/// Our credential in it.
const CREDENTIAL: &str = "streamctl.secret";

const NAMES: [&str; 8] =
    [PROFILE, HUB, API, JOBS_API, ACCESS_KEY, SECRET_KEY, SECRET_KEY_FILE, CREDENTIALS_DIRECTORY];

/// What the environment says of the cloud. A variable that is set to nothing is not set.
#[derive(Clone, Default)]
pub struct Environment(BTreeMap<&'static str, OsString>);

impl Environment {
    /// The process's own.
    #[must_use]
    pub fn of_process() -> Self {
        let variables = NAMES.into_iter().filter_map(|name| Some((name, std::env::var_os(name)?)));
        Self(variables.filter(|(_, value)| !value.is_empty()).collect())
    }

    /// One in which these variables are set. Those that do not count are left out.
    #[must_use]
    pub fn of<'a>(variables: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let known = |(name, value): (&str, &str)| {
            let name = NAMES.into_iter().find(|known| *known == name)?;
            (!value.is_empty()).then(|| (name, OsString::from(value)))
        };
        Self(variables.into_iter().filter_map(known).collect())
    }

    /// The keys that are given here, each if it is: what a first configuration keeps.
    pub fn keys(&self) -> Result<(Option<String>, Option<Secret>), ConfigError> {
        keys::given(self)
    }

    /// `STREAMCTL_PROFILE`, `STREAMCTL_HUB` and `STREAMCTL_API`, each if it is set.
    pub fn names(&self) -> Result<[Option<String>; 3], ConfigError> {
        let text = |name| Ok(self.text(name)?.map(|setting| setting.value));
        Ok([text(PROFILE)?, text(HUB)?, text(API)?])
    }

    /// A variable's text.
    pub(super) fn text(&self, name: &'static str) -> Result<Option<Setting<String>>, ConfigError> {
        let Some(value) = self.0.get(name) else { return Ok(None) };
        let text = value.to_str().ok_or(ConfigError::Variable { name, reason: "is not UTF-8".to_owned() })?;
        Ok(Some(Setting::new(text.to_owned(), Origin::Variable(name))))
    }

    /// Whether a variable is set.
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }

    /// A variable that names a file.
    pub(super) fn path(&self, name: &str) -> Option<PathBuf> {
        self.0.get(name).map(PathBuf::from)
    }

    /// The secret that systemd handed over, if it did. One that cannot be looked at is there: reading it tells.
    pub(super) fn credential(&self) -> Option<PathBuf> {
        let path = self.path(CREDENTIALS_DIRECTORY)?.join(CREDENTIAL);
        path.try_exists().unwrap_or(true).then_some(path)
    }
}

/// The variables that are set, without their values: one of them is a secret.
impl fmt::Debug for Environment {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_set().entries(self.0.keys()).finish()
    }
}
