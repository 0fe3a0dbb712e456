//! "Qiniu" request signing: HMAC-SHA1 over what is really sent.

use crate::secret::Secret;

/// A request as it goes over the wire.
#[derive(Clone, Copy, Debug)]
pub struct Signable<'a> {
    /// In upper case.
    pub method: &'a str,
    /// The path as sent, encoded.
    pub path: &'a str,
    /// The query as sent, encoded.
    pub query: Option<&'a str>,
    /// The Host header's value, with its port if that is sent.
    pub host: &'a str,
    /// The Content-Type header's value, if it is sent.
    pub content_type: Option<&'a str>,
    /// `X-Qiniu-…` headers.
    pub qiniu_headers: &'a [(&'a str, &'a str)],
    /// The body; empty for none.
    pub body: &'a [u8],
}

impl Signable<'_> {
    /// The bytes that are signed.
    #[must_use]
    pub fn message(&self) -> Vec<u8> {
        todo!()
    }
}

/// The signature of a message: URL-safe Base64, padded, of its HMAC-SHA1.
#[must_use]
pub fn signature(key: &Secret, message: &[u8]) -> String {
    let _ = (key, message);
    todo!()
}
