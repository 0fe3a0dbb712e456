//! Where a service is: its URL as people give it, checked once.

use std::fmt;
use std::net::IpAddr;

use crate::pili::quote::quote;
use crate::secret::HIDDEN;

#[cfg(test)]
mod tests;

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
        let error = |reason| Err(AddressError { text: without_secrets(text), reason });
        // The URL standard drops some of these and takes others for slashes: what is meant is not what is read.
        if text.contains(|letter: char| letter.is_whitespace() || letter.is_control() || letter == '\\') {
            return error("spaces, control characters and backslashes are not part of one");
        }
        // Even in a path, where it would be allowed: in `user:80/x@host` only its writer knows what is what.
        if text.contains('@') {
            return error("leave out user and password; requests are signed with the profile's keys");
        }
        if text.contains(['?', '#']) {
            return error("leave out the query and the fragment");
        }
        let url = match text.split_once("://") {
            Some((scheme, rest)) => {
                if !scheme.eq_ignore_ascii_case("https") && !scheme.eq_ignore_ascii_case("http") {
                    return error("it starts with https:// or http://");
                }
                // The URL standard skips slashes until it finds a host.
                if rest.starts_with('/') {
                    return error("write https://host[:port][/path]");
                }
                reqwest::Url::parse(text)
            }
            None if text.contains('/') => return error("write https:// in front of a host with a path"),
            None => reqwest::Url::parse(&format!("https://{text}")),
        };
        match url {
            Ok(mut url) if url.has_host() => {
                let path = url.path().trim_end_matches('/').to_owned();
                url.set_path(&path);
                Ok(Self(url))
            }
            _ => error("write https://host[:port][/path]"),
        }
    }

    /// Whether what is sent there can be read on the way: http to something that is not this machine.
    #[must_use]
    pub fn is_exposed(&self) -> bool {
        let host = self.0.host_str().unwrap_or_default();
        let number: Option<IpAddr> = host.trim_start_matches('[').trim_end_matches(']').parse().ok();
        let is_here = number.map_or(host == "localhost", |number| number.to_canonical().is_loopback());
        !self.is_encrypted() && !is_here
    }

    /// Whether it is https.
    #[must_use]
    pub fn is_encrypted(&self) -> bool {
        self.0.scheme() == "https"
    }

    /// The URL of a path of the service, given in its encoded form with a leading slash, with an encoded query.
    pub(super) fn url(&self, path: &str, query: Option<&str>) -> reqwest::Url {
        let mut url = self.0.clone();
        url.set_path(&format!("{}{path}", url.path().trim_end_matches('/')));
        // A bare `?` would be signed by some and not by others.
        url.set_query(query.filter(|query| !query.is_empty()));
        url
    }
}

/// The URL in its normal form, without a slash at its end.
impl fmt::Display for Address {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

/// A text for a message, without what could be a user and a password or be secret in a query.
pub(super) fn without_secrets(text: &str) -> String {
    let (scheme, rest) = text.split_once("://").map_or(("", text), |(scheme, rest)| (scheme, rest));
    let is_scheme = scheme.chars().all(|letter| letter.is_ascii_alphanumeric());
    let (start, rest) =
        if is_scheme && !scheme.is_empty() { (format!("{scheme}://"), rest) } else { (String::new(), text) };
    // The last one: a password may hold any character.
    let (user, rest) =
        rest.rsplit_once('@').map_or((String::new(), rest), |(_, rest)| (format!("{HIDDEN}@"), rest));
    let (rest, end) = match rest.find(['?', '#']) {
        Some(at) => (&rest[..at], format!("{}{HIDDEN}", &rest[at..=at])),
        None => (rest, String::new()),
    };
    quote(&format!("{start}{user}{rest}{end}"))
}
