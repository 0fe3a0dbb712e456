//! The URL a stream is published to, signed as its `publishSecurity` asks.

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::pili::model::Stream;
use crate::pili::play::{UrlError, checked_host, path};
use crate::pili::quote::quote;
use crate::pili::sign::signature;
use crate::secret::{Credentials, Secret};

#[cfg(test)]
mod tests;

/// What is encoded in a key: all that ends or changes a query, or that no URL has, and what is not ASCII. The rest
/// stays as it is, as the SDKs print it: media servers compare keys and signatures undecoded.
const UNSAFE: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'&')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'\\')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A publish URL. It holds a key or a token, so it is a secret itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishUrl {
    /// The URL.
    pub url: Secret,
    /// The kind of signature: `static`, `dynamic`, `expiry`, `expiry_sk` or `none`.
    pub security: &'static str,
    /// The nonce that was signed (`dynamic`).
    pub nonce: Option<u64>,
    /// When it expires, in unix seconds (`expiry`, `expiry_sk`).
    pub expires: Option<i64>,
}

/// Why there is no publish URL.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PublishError {
    /// A host is missing.
    #[error(transparent)]
    Url(#[from] UrlError),
    /// The server did not say how the stream is published to.
    #[error("the server does not say how {0} is published to (publishSecurity is missing)")]
    Unsaid(String),
    /// A kind of signature nobody knows.
    #[error("{stream} is published to with '{security}', which streamctl cannot sign")]
    Unknown {
        /// The stream.
        stream: String,
        /// Its `publishSecurity`.
        security: String,
    },
    /// It takes a publish key to sign, and there is none.
    #[error("{stream} is published to with '{security}', but the server gives no publish key")]
    NoKey {
        /// The stream.
        stream: String,
        /// Its `publishSecurity`.
        security: String,
    },
    /// `expiry_sk` is signed with the account's keys, and there are none.
    #[error("{0} is published to with 'expiry_sk', which takes the account's keys")]
    NoCredentials(String),
}

/// The publish URL of a stream: signed over `nonce` (`dynamic`) or up to `expires` in unix seconds (`expiry`,
/// `expiry_sk`); an empty `publishSecurity` is `none`.
pub fn publish_url(
    stream: &Stream,
    credentials: Option<&Credentials>,
    nonce: u64,
    expires: i64,
) -> Result<PublishUrl, PublishError> {
    let name = || stream.id.to_string();
    let Some(security) = stream.publish_security.as_deref() else {
        return Err(PublishError::Unsaid(name()));
    };
    let key = || {
        let key = stream.publish_key.as_ref().filter(|key| !key.expose().is_empty());
        key.ok_or_else(|| PublishError::NoKey { stream: name(), security: quote(security) })
    };
    let path = path(stream);
    let signed = |query: &str, key: &Secret, account: &str| {
        let token = signature(key, format!("{path}?{query}").as_bytes());
        format!("?{query}&token={}{token}", utf8_percent_encode(account, UNSAFE))
    };
    let (security, query) = match security {
        "" | "none" => ("none", String::new()),
        "static" => ("static", format!("?key={}", utf8_percent_encode(key()?.expose(), UNSAFE))),
        "dynamic" => ("dynamic", signed(&format!("nonce={nonce}"), key()?, "")),
        "expiry" => ("expiry", signed(&format!("expire={expires}"), key()?, "")),
        "expiry_sk" => {
            let pair = credentials.ok_or_else(|| PublishError::NoCredentials(name()))?;
            let account = format!("{}:", pair.access_key);
            ("expiry_sk", signed(&format!("e={expires}"), &pair.secret_key, &account))
        }
        other => return Err(PublishError::Unknown { stream: name(), security: quote(other) }),
    };
    let host = checked_host(stream, "publishing", stream.hosts.publish.as_deref(), "hosts.publish.rtmp")?;
    Ok(PublishUrl {
        url: Secret::new(format!("rtmp://{host}{path}{query}")),
        security,
        nonce: (security == "dynamic").then_some(nonce),
        expires: security.starts_with("expiry").then_some(expires),
    })
}
