//! Request ids: one for each answer, by which a client, a proxy and the logs speak of the same request.
//!
//! An id that somebody in front has given is taken over if it can do no harm in a log. Others are a number, behind
//! a random part that tells this process from the one before.

use std::hash::{BuildHasher, Hasher, RandomState};
use std::sync::atomic::{AtomicU64, Ordering};

use axum::http::{HeaderMap, HeaderName, HeaderValue};

/// The header of both requests and answers.
pub(super) const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");
/// The longest id that is taken over, in bytes.
const LONGEST: usize = 128;

/// Where ids come from.
#[derive(Debug)]
pub(super) struct Ids {
    process: u64,
    next: AtomicU64,
}

impl Ids {
    pub(super) fn new() -> Self {
        // The standard library's only source of randomness: the keys of its hash tables.
        Self { process: RandomState::new().build_hasher().finish(), next: AtomicU64::new(1) }
    }

    /// The id of a request with these headers, which have it afterwards.
    pub(super) fn give(&self, request: &mut HeaderMap) -> HeaderValue {
        let mut sent = request.get_all(X_REQUEST_ID).iter();
        if let (Some(id), None) = (sent.next(), sent.next())
            && is_well_formed(id.as_bytes())
        {
            return id.clone();
        }
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let id = format!("{:016x}-{number:x}", self.process);
        // Digits and a hyphen are a header's value.
        let id = HeaderValue::try_from(id).unwrap_or(HeaderValue::from_static("-"));
        request.insert(X_REQUEST_ID, id.clone());
        id
    }
}

/// What the warnings and errors that a request with these headers causes are told in.
pub(super) fn span(request: &HeaderMap) -> tracing::Span {
    let id = request.get(X_REQUEST_ID).and_then(|id| id.to_str().ok()).unwrap_or_default();
    tracing::error_span!("request", id)
}

/// Whether an id has only letters that mean nothing anywhere, and not too many.
fn is_well_formed(id: &[u8]) -> bool {
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'_' | b'-');
    (1..=LONGEST).contains(&id.len()) && id.iter().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn given(ids: &Ids, sent: &[&[u8]]) -> HeaderValue {
        let mut headers = HeaderMap::new();
        for id in sent {
            headers.append(X_REQUEST_ID, HeaderValue::from_bytes(id).unwrap());
        }
        let id = ids.give(&mut headers);
        assert_eq!(headers.get_all(X_REQUEST_ID).iter().next_back(), Some(&id));
        id
    }

    #[test]
    fn a_good_id_is_taken_over_and_all_others_are_new() {
        let ids = Ids::new();
        let long = "x".repeat(LONGEST);
        for good in ["a", "0-A_z.9", "5f0c1f3e-8a3b-4a7e-9a51-0d5a3b0a9c1e", &long] {
            assert_eq!(given(&ids, &[good.as_bytes()]), good);
        }
        let long = format!("{long}x");
        let mut seen = std::collections::HashSet::new();
        let bad: [&[&[u8]]; 8] = [
            &[],
            &[b""],
            &[b"a b"],
            &[b"a\"b"],
            &[b"\xC3\xA9"],
            &[b"a\tb"],
            &[long.as_bytes()],
            &[b"two", b"ids"],
        ];
        for bad in bad {
            let id = given(&ids, bad);
            assert!(is_well_formed(id.as_bytes()) && !bad.contains(&id.as_bytes()), "{id:?}");
            assert!(seen.insert(id));
        }
        assert!(seen.insert(given(&Ids::new(), &[])), "another process has other ids");
    }
}
