//! All that is wrong with a configuration file, and with what it points to. Nothing is run for it and nobody is
//! asked.

use std::path::Path;

use crate::config::document::{Claim, Document};
use crate::config::name::check_listen;
use crate::config::{Config, ConfigError, Environment, Finding, file, keys};

impl Config {
    /// All that is wrong with a file, in its order; `address_fault` says what is wrong with an address. What a
    /// profile lacks may be in the environment.
    pub fn check(
        file: &Path,
        environment: &Environment,
        address_fault: impl Fn(&str) -> Option<String>,
    ) -> Result<Vec<Finding>, ConfigError> {
        let (text, mode) = Self::open(file)?;
        let Document { config, mut findings, claims } = Document::parse(&text, file, mode);
        let faults = claims.into_iter().filter_map(|(byte, claim)| {
            let fault = match claim {
                Claim::Address(address) => address_fault(&address),
                Claim::SecretFile(path) => {
                    file::secret(keys::KEY, &path, true).err().map(|error| told(&error))
                }
                Claim::PrivateFile(path) => {
                    file::private_file("link secret", &path, file::LONGEST).err().map(|error| told(&error))
                }
                Claim::Private => file::check_mode(file, mode).err().map(|error| told(&error)),
                Claim::HasKeys(name) => {
                    let profile = config.profiles.iter().find(|profile| profile.name == name);
                    let found = keys::find(environment, profile);
                    // What is wrong with the environment is not wrong with the file.
                    let missing =
                        |error: &ConfigError| matches!(error, ConfigError::Missing { profile: Some(_), .. });
                    found.err().filter(missing).map(|error| told(&error))
                }
                Claim::Listen(listen) => check_listen(&listen).err(),
                Claim::Directory(path) => directory_fault(&path),
                Claim::HasAccessKey => Some("a secret key without an access_key is of no use".to_owned()),
            }?;
            Some(Finding::at(file, &text, byte, fault))
        });
        findings.extend(faults);
        if findings.is_empty() && config.profiles.is_empty() && config.serve.is_empty() {
            let fault = "there is no profile in it: streamctl config init shows what one looks like";
            findings.push(Finding::at(file, &text, 0, fault));
        }
        findings.sort_unstable();
        Ok(findings)
    }
}

/// Why there is no directory here.
fn directory_fault(path: &Path) -> Option<String> {
    match std::fs::metadata(path) {
        Ok(metadata) if metadata.is_dir() => None,
        Ok(_) => Some(format!("{} is no directory", path.display())),
        Err(error) => Some(format!("{}: {error}", path.display())),
    }
}

/// An error with what to do about it, in one line.
fn told(error: &ConfigError) -> String {
    std::iter::once(error.to_string()).chain(error.hints()).collect::<Vec<_>>().join(": ")
}
