//! An account's pair of keys: one set, from one source. Two that contradict each other are an error, not a guess.

use std::path::PathBuf;

use crate::config::environment::{ACCESS_KEY, Environment, SECRET_KEY, SECRET_KEY_FILE};
use crate::config::name::check_access_key;
use crate::config::{ConfigError, Origin, Profile, SecretSource, Setting, command, file};
use crate::secret::Secret;

/// What the secret one is called in messages.
pub(super) const KEY: &str = "secret key";

/// Where an account's keys come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keys {
    /// The public one.
    pub access_key: Setting<String>,
    /// Where the secret one is.
    pub secret: Setting<SecretSource>,
}

/// Whether the environment has a whole set.
pub(super) fn are_in(environment: &Environment) -> bool {
    let has_secret = environment.has(SECRET_KEY) || environment.has(SECRET_KEY_FILE);
    environment.has(ACCESS_KEY) && (has_secret || environment.credential().is_some())
}

/// The set that counts: the environment's if it has any of one, else the profile's.
pub(super) fn find(environment: &Environment, profile: Option<&Profile>) -> Result<Keys, ConfigError> {
    let credential = environment.credential();
    match (environment.text(ACCESS_KEY)?, own(environment)?) {
        (Some(access_key), secret) => {
            let secret = one_secret(secret, credential)?;
            set(access_key, secret.ok_or_else(|| without_secret_in_the_environment(profile)))
        }
        (None, Some(secret)) => Err(missing(
            "access key",
            None,
            [format!(
                "{} has a secret key, and keys are taken as one set: set {ACCESS_KEY} too, or unset it",
                secret.origin
            )],
        )),
        (None, None) => of_profile(profile, credential),
    }
}

/// The secret key that the environment itself has.
fn own(environment: &Environment) -> Result<Option<Setting<SecretSource>>, ConfigError> {
    match (environment.text(SECRET_KEY)?, environment.path(SECRET_KEY_FILE)) {
        (Some(_), Some(_)) => {
            let message = format!("both {SECRET_KEY} and {SECRET_KEY_FILE} are set: unset one of them");
            Err(ConfigError::Contradiction(message))
        }
        (Some(Setting { value, origin }), None) => {
            Ok(Some(Setting::new(SecretSource::Variable(Secret::new(value)), origin)))
        }
        (None, Some(path)) => {
            Ok(Some(Setting::new(SecretSource::File(path), Origin::Variable(SECRET_KEY_FILE))))
        }
        (None, None) => Ok(None),
    }
}

fn of_profile(profile: Option<&Profile>, credential: Option<PathBuf>) -> Result<Keys, ConfigError> {
    let by_environment = format!("set {ACCESS_KEY}, and {SECRET_KEY_FILE} or {SECRET_KEY}");
    let Some(profile) = profile else {
        return Err(missing(
            "access key",
            None,
            [by_environment, "or make a configuration: streamctl config init".to_owned()],
        ));
    };
    let name = &profile.name;
    let below = |line: &str| format!("write in the configuration, below [profiles.{name}]: {line}");
    let Some(access_key) = &profile.access_key else {
        return Err(missing(
            "access key",
            Some(name),
            [below("access_key = \"…\""), format!("or {by_environment}")],
        ));
    };
    let secret = one_secret(profile.secret.clone(), credential)?;
    set(
        access_key.clone(),
        secret.ok_or_else(|| {
            let hints = [
                below("secret_key_file = \"FILE\""),
                "or there: secret_key_command = [\"PROGRAM\", \"ARGUMENT\"]".to_owned(),
                format!("or {by_environment}"),
            ];
            missing("secret key", Some(name), hints)
        }),
    )
}

fn set(
    access_key: Setting<String>,
    secret: Result<Setting<SecretSource>, ConfigError>,
) -> Result<Keys, ConfigError> {
    let wrong = |reason| ConfigError::Setting { origin: access_key.origin.to_string(), reason };
    check_access_key(&access_key.value).map_err(wrong)?;
    Ok(Keys { secret: secret?, access_key })
}

/// The one secret of an access key: its own, or what systemd handed over.
fn one_secret(
    own: Option<Setting<SecretSource>>,
    credential: Option<PathBuf>,
) -> Result<Option<Setting<SecretSource>>, ConfigError> {
    match (own, credential) {
        (Some(own), Some(path)) => Err(ConfigError::Contradiction(format!(
            "the secret key is given twice: by {} and by {}: leave one of them out",
            own.origin,
            path.display()
        ))),
        (None, Some(path)) => {
            let origin = Origin::CredentialsDirectory(path.clone());
            Ok(Some(Setting::new(SecretSource::Credential(path), origin)))
        }
        (own, None) => Ok(own),
    }
}

fn without_secret_in_the_environment(profile: Option<&Profile>) -> ConfigError {
    let file = profile.filter(|profile| profile.secret.is_some()).map(|profile| {
        format!("profile '{}' has a secret key, but keys of two sources are never mixed", profile.name)
    });
    let set = format!("set {SECRET_KEY_FILE} or {SECRET_KEY} beside {ACCESS_KEY}, or unset {ACCESS_KEY}");
    missing("secret key", None, file.into_iter().chain([set]))
}

fn missing(
    what: &'static str,
    profile: Option<&String>,
    hints: impl IntoIterator<Item = String>,
) -> ConfigError {
    ConfigError::Missing { what, profile: profile.cloned(), hints: hints.into_iter().collect() }
}

/// The secret itself: what is in the file, or what the command prints, or what is known already.
pub(super) fn secret(source: &Setting<SecretSource>) -> Result<Secret, ConfigError> {
    let told = |secret: Secret| match fault(secret.expose()) {
        None => Ok(secret),
        Some(fault) => {
            let reason = fault.to_owned();
            Err(ConfigError::Secret { what: KEY, from: source.origin.to_string(), reason, hints: Vec::new() })
        }
    };
    match &source.value {
        SecretSource::Variable(secret) => told(secret.clone()),
        SecretSource::Inline { secret, file, mode } => {
            file::check_mode(file, *mode)?;
            told(secret.clone())
        }
        SecretSource::File(path) => file::secret(KEY, path, true),
        SecretSource::Credential(path) => file::secret(KEY, path, false),
        SecretSource::Command { program, words } => command::secret(program, words),
    }
}

/// Why a text cannot be a secret key.
pub(super) fn fault(secret: &str) -> Option<&'static str> {
    if secret.is_empty() {
        return Some("it is empty");
    }
    let has = |letter| secret.contains(letter);
    match () {
        () if has('\0') => Some("there is a NUL byte in it"),
        () if has('\n') || has('\r') => Some("it has more than one line"),
        () => None,
    }
}

/// The keys that the environment has, as far as it has any: to be kept in a file from now on.
pub(super) fn given(environment: &Environment) -> Result<(Option<String>, Option<Secret>), ConfigError> {
    let access_key = environment.text(ACCESS_KEY)?;
    if let Some(Setting { value, origin }) = &access_key {
        let wrong = |reason| ConfigError::Setting { origin: origin.to_string(), reason };
        check_access_key(value).map_err(wrong)?;
    }
    let secret_key = own(environment)?.map(|source| secret(&source)).transpose()?;
    Ok((access_key.map(|key| key.value), secret_key))
}

#[cfg(test)]
mod tests;
