//! What an answer says of who may keep it, and of how to come in. Pure.

use axum::body::Body;
use axum::http::header::{CACHE_CONTROL, REFERRER_POLICY, VARY, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode};

/// A way in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::server) enum Way {
    /// Nothing was asked of it.
    Free,
    /// It needs credentials.
    Credentials,
    /// It has a link.
    Link,
}

/// Marks an answer to a request that came this way, where there may be users and tokens.
pub(super) fn seal(way: Way, (has_users, has_tokens): (bool, bool), answer: &mut Response<Body>) {
    let status = answer.status();
    let headers = answer.headers_mut();
    match way {
        Way::Free => return,
        // What is at a link depends on nothing else; and its address is nobody else's.
        Way::Link => drop(headers.insert(REFERRER_POLICY, HeaderValue::from_static("no-referrer"))),
        Way::Credentials => vary(headers),
    }
    keep_private(headers);
    if status == StatusCode::UNAUTHORIZED {
        let basic = "Basic realm=\"streamctl\", charset=\"UTF-8\"";
        let challenges = [(has_users, basic), (has_tokens, "Bearer realm=\"streamctl\"")];
        for (_, challenge) in challenges.into_iter().filter(|(has, _)| *has) {
            headers.append(WWW_AUTHENTICATE, HeaderValue::from_static(challenge));
        }
    }
}

/// Says that another caller may be answered otherwise.
fn vary(headers: &mut HeaderMap) {
    let known = headers.get(VARY).and_then(|value| value.to_str().ok());
    let value = known.map_or("authorization".to_owned(), |known| format!("{known}, authorization"));
    if let Ok(value) = HeaderValue::try_from(value) {
        headers.insert(VARY, value);
    }
}

/// Keeps an answer out of caches that many share (RFC 9111 §5.2.2.7).
fn keep_private(headers: &mut HeaderMap) {
    let known = headers.get(CACHE_CONTROL).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let rest: Vec<&str> = known.split(", ").filter(|part| !matches!(*part, "public" | "")).collect();
    let value = ["private"].into_iter().chain(rest).collect::<Vec<_>>().join(", ");
    if let Ok(value) = HeaderValue::try_from(value) {
        headers.insert(CACHE_CONTROL, value);
    }
}
