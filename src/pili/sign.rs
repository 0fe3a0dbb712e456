//! "Qiniu" request signing: HMAC-SHA1 over what is really sent.
//!
//! The rules are the ones on which the SDKs of all languages agree for what the v1 API needs; the server
//! rebuilds the message from the request it got, so every byte here must be a byte on the wire. Publish tokens
//! are made by the same [`signature`], over the path and query of the publish URL.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

use crate::secret::Secret;

#[cfg(test)]
mod tests;

/// What a signed header's name starts with; the bare prefix is no name.
const PREFIX: &str = "X-Qiniu-";

/// The one type of content that is never signed: it may be too long to be read twice.
const OCTETS: &str = "application/octet-stream";

/// A request as it goes over the wire. It has no `Debug`, for its body may hold a publish key.
#[derive(Clone, Copy)]
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
    /// `X-Qiniu-…` headers; the last value of a repeated one counts, as in the Java SDK.
    pub qiniu_headers: &'a [(&'a str, &'a str)],
    /// The body; empty for none.
    pub body: &'a [u8],
}

impl Signable<'_> {
    /// The bytes that are signed. The body is one of them only if its type is said and is not
    /// `application/octet-stream`.
    #[must_use]
    pub fn message(&self) -> Vec<u8> {
        let mut text = format!("{} {}", self.method, self.path);
        if let Some(query) = self.query.filter(|query| !query.is_empty()) {
            text.push('?');
            text.push_str(query);
        }
        text.push_str("\nHost: ");
        text.push_str(self.host);
        text.push('\n');
        if let Some(content_type) = self.content_type {
            text.push_str("Content-Type: ");
            text.push_str(content_type);
            text.push('\n');
        }
        let mut headers: Vec<(String, &str)> = Vec::new();
        for (name, value) in self.qiniu_headers {
            let name = canonical(name);
            if !name.starts_with(PREFIX) || name.len() == PREFIX.len() {
                continue;
            }
            headers.retain(|(earlier, _)| *earlier != name);
            headers.push((name, value));
        }
        headers.sort_unstable();
        for (name, value) in headers {
            text.push_str(&name);
            text.push_str(": ");
            text.push_str(value);
            text.push('\n');
        }
        text.push('\n');
        let mut message = text.into_bytes();
        if self.content_type.is_some_and(|content_type| content_type != OCTETS) {
            message.extend_from_slice(self.body);
        }
        message
    }
}

/// The signature of a message: URL-safe Base64, padded, of its HMAC-SHA1.
#[must_use]
pub fn signature(key: &Secret, message: &[u8]) -> String {
    URL_SAFE.encode(digest(key, message))
}

fn digest(key: &Secret, message: &[u8]) -> [u8; 20] {
    let mut mac = Hmac::<Sha1>::new_from_slice(key.expose().as_bytes())
        .expect("HMAC takes keys of any length (RFC 2104, section 3)");
    mac.update(message);
    mac.finalize().into_bytes().into()
}

/// A header's name with a capital at the start of each word: `X-Qiniu-Date`.
fn canonical(name: &str) -> String {
    let mut starts_word = true;
    let mut cased = |letter: char| {
        let cased = if starts_word { letter.to_ascii_uppercase() } else { letter.to_ascii_lowercase() };
        starts_word = letter == '-';
        cased
    };
    name.chars().map(&mut cased).collect()
}
