//! Secrets: keys that sign, and keys that publish. Each lives in one type, whose `Debug` hides it, so that
//! none reaches a log, an error or a report by accident; whoever shows one has to say so with
//! [`Secret::expose`].

use std::fmt;

/// What stands where a secret was left out.
pub const HIDDEN: &str = "[hidden]";

/// A text that nobody but its receiver may see.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Keeps this text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The secret of a file's contents: one trailing line end (`\n` or `\r\n`) is not part of it.
    #[must_use]
    pub fn from_file(mut text: String) -> Self {
        if text.ends_with('\n') {
            text.pop();
            if text.ends_with('\r') {
                text.pop();
            }
        }
        Self(text)
    }

    /// The text itself, to be sent, signed with, or shown to whoever asked for it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// A text with every occurrence of this secret hidden.
    #[must_use]
    pub fn hide_in(&self, text: &str) -> String {
        if self.0.is_empty() { text.to_owned() } else { text.replace(&self.0, HIDDEN) }
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(HIDDEN)
    }
}

/// An account's pair of keys. The access key names the account and goes over the wire; the secret key signs
/// and never leaves the machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials {
    /// `AK`.
    pub access_key: String,
    /// `SK`.
    pub secret_key: Secret,
}
