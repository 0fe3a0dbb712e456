//! Where a service is: its URL as people give it, checked once.

/// The address of a service: scheme, host, port, and a path in front of the service's own if a proxy wants one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address(reqwest::Url);

/// Why a text is no address.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{text}' is not an address: {reason}")]
pub struct AddressError {
    /// The text, without anything that could be a password.
    pub text: String,
    /// What is wrong with it, and what to write.
    pub reason: &'static str,
}

impl Address {
    /// Reads `https://host[:port][/path]` or `http://…`; a bare `host[:port]` means https (the old SDK's
    /// `API_HOST`). No user, password, query or fragment.
    pub fn parse(text: &str) -> Result<Self, AddressError> {
        let _ = text;
        todo!()
    }

    /// Whether what is sent there can be read on the way: http to something that is not this machine.
    #[must_use]
    pub fn is_exposed(&self) -> bool {
        todo!()
    }

    /// Whether it is https.
    #[must_use]
    pub fn is_encrypted(&self) -> bool {
        todo!()
    }

    /// The URL of a path of the service, given in its encoded form with a leading slash, with an encoded query.
    pub(super) fn url(&self, path: &str, query: Option<&str>) -> reqwest::Url {
        let _ = (path, query, &self.0);
        todo!()
    }
}
