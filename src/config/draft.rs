//! A configuration that is to be written: the file, and beside it the secret. They are the only files that are
//! ever written here; there is never a moment at which others can read them, and nothing is overwritten.

use std::fmt::Write as _;
use std::fs::{self, DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use crate::config::cloud::{DEFAULT_API, DEFAULT_JOBS_API};
use crate::config::name::{check_access_key, check_hub};
use crate::config::{DEFAULT_LISTEN, keys};
use crate::secret::Secret;

/// What the first configuration is to say. What is not known is left to be filled in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Draft {
    /// The profile's name.
    pub profile: String,
    /// Its hub.
    pub hub: Option<String>,
    /// The account's public key.
    pub access_key: Option<String>,
    /// The account's secret key.
    pub secret_key: Option<Secret>,
    /// The address of the API, where it is not the usual one.
    pub api: Option<String>,
}

/// Why a draft could not be written. Nothing of it is left.
#[derive(Debug, thiserror::Error)]
#[error("cannot write {path}")]
pub struct DraftError {
    /// The file.
    pub path: PathBuf,
    /// What the system said.
    pub source: io::Error,
}

impl Draft {
    /// Says what is wrong with the name of a profile that is to be: it names a file, too.
    pub fn check_profile(name: &str) -> Result<(), String> {
        let is_allowed = |letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter);
        let is_right = (1..=64).contains(&name.len()) && name.chars().all(is_allowed);
        if is_right { Ok(()) } else { Err("a profile's name is of letters, digits, - and _".to_owned()) }
    }

    /// Says what is wrong with a hub.
    pub fn check_hub(hub: &str) -> Result<(), String> {
        check_hub(hub)
    }

    /// Says what is wrong with an access key.
    pub fn check_access_key(key: &str) -> Result<(), String> {
        check_access_key(key)
    }

    /// Says what is wrong with a secret key.
    pub fn check_secret_key(key: &str) -> Result<(), String> {
        keys::fault(key).map_or(Ok(()), |fault| Err(format!("this is no secret key: {fault}")))
    }

    /// The keys of the file that are left to be filled in.
    #[must_use]
    pub fn unknown(&self) -> Vec<&'static str> {
        let keys = [
            ("hub", self.hub.is_none()),
            ("access_key", self.access_key.is_none()),
            ("secret_key_file", self.secret_key.is_none()),
        ];
        keys.into_iter().filter_map(|(key, is_unknown)| is_unknown.then_some(key)).collect()
    }

    /// The file of the secret, beside that of the configuration; none where the secret is not known.
    #[must_use]
    pub fn secret_file(&self, file: &Path) -> Option<PathBuf> {
        self.secret_key.as_ref().map(|_| file.with_file_name(self.secret_name()))
    }

    fn secret_name(&self) -> String {
        format!("{}.secret", self.profile)
    }

    /// The text of the configuration. The secret is not in it.
    #[must_use]
    pub fn text(&self) -> String {
        let Self { profile, hub, access_key, secret_key, api } = self;
        let secret_name = self.secret_name();
        let mut text =
            "# What streamctl does unless it is told otherwise. `streamctl config check` says whether \
                        this is right.\n\n"
                .to_owned();
        line(&mut text, "default_profile", Some(profile), "");
        let _ = write!(text, "\n[profiles.{profile}]\n");
        line(&mut text, "hub", hub.as_deref(), "HUB");
        line(&mut text, "access_key", access_key.as_deref(), "ACCESS-KEY");
        text.push_str("# The secret key is in a file that only you can read, or is printed by a program.\n");
        line(&mut text, "secret_key_file", secret_key.as_ref().map(|_| secret_name.as_str()), &secret_name);
        text.push_str("# secret_key_command = [\"pass\", \"show\", \"pili\"]\n");
        line(&mut text, "api", api.as_deref(), DEFAULT_API);
        line(&mut text, "jobs_api", None, DEFAULT_JOBS_API);
        text.push_str("# Whether update, disable and delete need --yes.\n# protected = true\n\n# [serve]\n");
        line(&mut text, "root", None, "/srv/recordings");
        line(&mut text, "listen", None, DEFAULT_LISTEN);
        text
    }

    /// Writes the configuration there, and its secret beside it: both, or nothing.
    pub fn write(&self, file: &Path) -> Result<(), DraftError> {
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |source| DraftError { path, source }
        };
        let directory = file.parent().filter(|directory| !directory.as_os_str().is_empty());
        let is_new = directory.is_some_and(|directory| !directory.exists());
        if let Some(directory) = directory {
            DirBuilder::new().recursive(true).mode(0o700).create(directory).map_err(failed(directory))?;
        }
        let write = || {
            let secret = self.secret_key.as_ref().zip(self.secret_file(file));
            if let Some((secret, path)) = &secret {
                create(path, &format!("{}\n", secret.expose())).map_err(failed(path))?;
            }
            create(file, &self.text()).map_err(failed(file)).inspect_err(|_| {
                if let Some((_, path)) = &secret {
                    // As good as can be: the first failure is what is told.
                    let _ = fs::remove_file(path);
                }
            })
        };
        write().inspect_err(|_| {
            if let Some(directory) = directory.filter(|_| is_new) {
                let _ = fs::remove_dir(directory);
            }
        })
    }
}

/// A line of the file: what is known, or commented out what could be written there.
fn line(text: &mut String, key: &str, value: Option<&str>, example: &str) {
    let comment = if value.is_some() { "" } else { "# " };
    let value = toml::Value::from(value.unwrap_or(example));
    let _ = writeln!(text, "{comment}{key} = {value}");
}

/// Writes a file that was not there, and that nobody else can read.
fn create(path: &Path, text: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    written.inspect_err(|_| {
        let _ = fs::remove_file(path);
    })
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;
    use crate::config::{Config, Environment};

    fn draft() -> Draft {
        Draft {
            profile: "prod".to_owned(),
            hub: Some("live".to_owned()),
            access_key: Some("AK\"x".to_owned()),
            secret_key: Some(Secret::new("s3cret")),
            api: Some("http://127.0.0.1:1".to_owned()),
        }
    }

    #[test]
    fn what_is_written_is_right_whatever_is_known() {
        let empty = Draft { profile: "p".to_owned(), ..Draft::default() };
        // Keys that are left out of the file have to be somewhere.
        let keys = [("STREAMCTL_ACCESS_KEY", "AK"), ("STREAMCTL_SECRET_KEY", "s3cret")];
        let environment = Environment::of(keys);
        for draft in [draft(), Draft { secret_key: None, ..draft() }, empty] {
            let home = tempfile::tempdir().unwrap();
            let file = home.path().join("a/b/config.toml");
            draft.write(&file).unwrap();
            assert_eq!(Config::check(&file, &environment, |_| None).unwrap(), []);
            assert!(!fs::read_to_string(&file).unwrap().contains("s3cret"));
            let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!((mode(&file), mode(file.parent().unwrap())), (0o600, 0o700));
            // Filled in where it is commented out, it is right as well.
            let filled = fs::read_to_string(&file).unwrap().replace("# hub", "hub").replace("# acc", "acc");
            let filled = filled
                .replace("# root = \"/srv/recordings\"", "root = \"/\"")
                .replace("# [serve]", "[serve]");
            fs::write(&file, filled.replace("# listen", "listen").replace("# prot", "prot")).unwrap();
            assert_eq!(Config::check(&file, &environment, |_| None).unwrap(), []);
            if let Some(secret) = draft.secret_file(&file) {
                assert_eq!(
                    (fs::read_to_string(&secret).unwrap().as_str(), mode(&secret)),
                    ("s3cret\n", 0o600)
                );
            }
        }
    }

    #[test]
    fn nothing_is_overwritten_and_nothing_half_done_stays() {
        let home = tempfile::tempdir().unwrap();
        let file = home.path().join("config.toml");
        fs::write(&file, "mine").unwrap();
        assert_eq!(draft().write(&file).unwrap_err().path, file);
        assert_eq!(fs::read_to_string(&file).unwrap(), "mine");
        assert_eq!(fs::read_dir(home.path()).unwrap().count(), 1);
        fs::remove_file(&file).unwrap();
        let secret = home.path().join("prod.secret");
        fs::write(&secret, "mine").unwrap();
        assert_eq!(draft().write(&file).unwrap_err().path, secret);
        assert_eq!(fs::read_to_string(&secret).unwrap(), "mine");
        assert!(!file.exists());
    }
}
