//! What is decided of a request before it is answered: whether it is one, where it comes from, whether that address asks
//! for too much, and who may see what it asks for. From then on its path is without the server's prefix.

use std::time::Instant;

use axum::body::Body;
use axum::http::header::{CONTENT_LENGTH, HOST, LOCATION};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, Response, StatusCode, Version};

use crate::server::access::{Admission, Way, set};
use crate::server::answer::Problem;
use crate::server::front::origin::Origin;
use crate::server::front::prefix::Place;
use crate::server::route::{Refusal, Route};
use crate::server::state::State;

/// How many header fields a request may have: of HTTP/1 the library takes a hundred, and of HTTP/2 as many as fit, each
/// of which may be a byte on the wire and is a hundred in memory for as long as the request waits.
const MAX_FIELDS: usize = 128;

/// How a request came in.
pub(super) struct Entry {
    pub(super) admission: Admission,
    /// What is said to it instead of an answer.
    pub(super) refusal: Option<Response<Body>>,
}

impl Entry {
    /// What comes of this request.
    pub(super) async fn of(state: &State, request: &mut Parts) -> Self {
        let checked = check(state, request);
        let is_asking = matches!(request.method, Method::GET | Method::HEAD);
        let mut redirection = None;
        match state.front.prefix.place(request.uri.path()) {
            Place::Below(path) if path.len() == request.uri.path().len() => {}
            Place::Below(path) => {
                let query = request.uri.query().map(|query| format!("?{query}")).unwrap_or_default();
                let target = format!("{path}{query}");
                if !set(&mut request.uri, &target) {
                    return Self::without(Err(Refusal::Unknown), Err(Problem::fault()));
                }
            }
            Place::Bare if is_asking => redirection = Some(redirect(state, request)),
            Place::Bare | Place::Elsewhere => return Self::without(Err(Refusal::Unknown), checked),
        }
        match (&state.access, checked, redirection) {
            (_, Ok(()), Some(answer)) => {
                Self { refusal: Some(answer), ..Self::without(Err(Refusal::Unknown), Ok(())) }
            }
            (Some(access), Ok(()), None) => {
                let mut admission = access.admit(request).await;
                let refusal = std::mem::replace(&mut admission.result, Ok(())).err();
                Self { admission, refusal: refusal.map(|problem| problem.answer()) }
            }
            (_, checked, _) => Self::without(Route::parse(request.uri.path()), checked),
        }
    }

    /// That of a request that is answered or refused whoever asks.
    fn without(route: Result<Route, Refusal>, checked: Result<(), Problem>) -> Self {
        let admission = Admission { route, result: Ok(()), way: Way::Free, user: None };
        Self { admission, refusal: checked.err().map(|problem| problem.answer()) }
    }
}

/// Finds out where a request comes from, and whether that is reason enough not to answer it.
fn check(state: &State, request: &mut Parts) -> Result<(), Problem> {
    check_form(request)?;
    Origin::find(request, &state.front.trusted_proxies);
    if let Some(rate) = &state.rate
        && !is_health(state, request)
        && rate.take(Origin::of(request).address, Instant::now()).is_err()
    {
        let message = "too many requests from this address: try again in a moment";
        return Err(Problem::new(StatusCode::TOO_MANY_REQUESTS, message));
    }
    Ok(())
}

fn is_health(state: &State, request: &Parts) -> bool {
    match state.front.prefix.place(request.uri.path()) {
        Place::Below(path) => Route::parse(path) == Ok(Route::Health),
        Place::Bare | Place::Elsewhere => false,
    }
}

/// Sends a client that asks for the prefix without its slash there: what it finds is relative to it.
fn redirect(state: &State, request: &Parts) -> Response<Body> {
    let query = request.uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let target = state.front.prefix.missing_slash() + &query;
    let message = format!("it is at {}", state.front.prefix);
    let mut answer = Problem::new(StatusCode::PERMANENT_REDIRECT, message).answer();
    if let Ok(target) = HeaderValue::try_from(target) {
        answer.headers_mut().insert(LOCATION, target);
    }
    answer
}

/// Refuses what a proxy in front may have taken for a request to somebody else: RFC 9112 §3.2 demands exactly
/// one `Host` of HTTP/1.1 (that of HTTP/2 is its `:authority`), and §3.2.3 knows a target that is no path for CONNECT alone.
fn check_form(request: &Parts) -> Result<(), Problem> {
    if request.headers.len() > MAX_FIELDS {
        let message = format!("the request has more than {MAX_FIELDS} header fields");
        return Err(Problem::new(StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE, message));
    }
    if request.version >= Version::HTTP_11 && request.headers.get_all(HOST).iter().count() != 1 {
        return Err(Problem::bad_request("a request needs one Host header, and no more than one"));
    }
    // HTTP/1 has looked already.
    if request.version == Version::HTTP_2 && request.headers.get_all(CONTENT_LENGTH).iter().count() > 1 {
        return Err(Problem::bad_request("a request has one Content-Length header at most"));
    }
    if request.uri.path().is_empty() && request.method != Method::CONNECT {
        return Err(Problem::bad_request("the request's target must begin with a slash"));
    }
    Ok(())
}
