//! The URL a stream is published to, signed as its `publishSecurity` asks.

use crate::pili::model::Stream;
use crate::pili::play::UrlError;
use crate::secret::{Credentials, Secret};

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
    let _ = (stream, credentials, nonce, expires);
    todo!()
}
