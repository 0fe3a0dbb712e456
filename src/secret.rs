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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_end_of_a_file_is_no_part_of_its_secret() {
        for (text, secret) in [
            ("key", "key"),
            ("key\n", "key"),
            ("key\r\n", "key"),
            ("key\n\n", "key\n"),
            ("key\r", "key\r"),
            (" key \n", " key "),
            ("\n", ""),
            ("", ""),
        ] {
            assert_eq!(Secret::from_file(text.to_owned()).expose(), secret, "{text:?}");
        }
    }

    #[test]
    fn a_secret_is_hidden_in_debug_wherever_it_is() {
        let pair = Credentials { access_key: "AK".into(), secret_key: Secret::new("s3cret") };
        let shown = format!("{pair:?} {:#?} {:?}", pair.clone(), Some(&pair.secret_key));
        assert!(!shown.contains("s3cret"), "{shown}");
        assert!(shown.contains(HIDDEN) && shown.contains("AK"), "{shown}");
    }

    #[test]
    fn secrets_are_compared_by_their_text() {
        assert_eq!(Secret::new("a"), Secret::new(String::from("a")));
        assert_ne!(Secret::new("a"), Secret::new("b"));
    }
}
