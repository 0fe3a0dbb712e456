//! All that is wrong with a configuration file, and with what it points to. Nothing is run for it and nobody is
//! asked.

use std::path::Path;

use crate::config::document::{Claim, Document};
use crate::config::{Config, ConfigError, Finding, file, keys};

impl Config {
    /// All that is wrong with a file, in its order; `address_fault` says what is wrong with an address.
    pub fn check(
        file: &Path,
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
                Claim::Private => file::check_mode(file, mode).err().map(|error| told(&error)),
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

/// An error with what to do about it, in one line.
fn told(error: &ConfigError) -> String {
    std::iter::once(error.to_string()).chain(error.hints()).collect::<Vec<_>>().join(": ")
}
