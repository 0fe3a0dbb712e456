//! The archive over HTTP: lists, playlists, coverage, segments, and a page that plays them.
//!
//! A request's path becomes a `route::Route` by a pure function, and a handler answers it. Handlers read the
//! disk, so all of them run where blocking is allowed, and the connection's own task only waits, also for a
//! segment that is still to come, or answers with one that is in memory; a handler that panics is one answer of 500. Nothing here knows flags or the terminal.

mod access;
mod answer;
mod backlog;
mod cache;
mod client;
mod coverage;
mod feed;
#[allow(dead_code, reason = "what is read from files comes next")]
mod fresh;
mod handles;
mod hold;
mod listen;
mod metrics;
mod page;
mod past;
mod patience;
mod playlist;
mod query;
mod range;
mod route;
mod segment;
mod state;
mod validate;

use std::path::PathBuf;
use std::sync::Arc;

use axum::body::{Body, HttpBody as _};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN,
    ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, ALLOW, CONTENT_LENGTH, CONTENT_SECURITY_POLICY,
    HOST, HeaderName, HeaderValue, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::request::Parts;
use axum::http::{Method, Response, StatusCode, Version};
use serde_json::json;
use tokio::time::Instant;

use crate::archive::Archive;
use crate::media;
use crate::playlist::measure::Gauge;
use crate::playlist::range::DEFAULT_MAX_RANGE;
use crate::server::access::{Admission, View};
use crate::server::answer::{Content, JSON, Problem, Text};
use crate::server::backlog::Backlog;
use crate::server::hold::Hold;
use crate::server::playlist::Reply;
use crate::server::query::Query;
use crate::server::route::{Refusal, Route};
use crate::server::state::State;
use crate::time::Span;

pub use access::{Access, Address, AddressError, Link, LinkKeys, LinkKeysError, TokenError, link_keys};
pub use listen::serve;

/// What a server is made of.
#[derive(Debug)]
pub struct Settings {
    /// The recordings to serve.
    pub archive: Archive,
    /// How long an explicit range may be.
    pub max_range: Span,
    /// The directory for what must survive a restart: the numbers of live playlists. Without one, they begin
    /// anew.
    pub state: Option<PathBuf>,
    /// What measures segments before they are listed; none if their names are believed.
    pub gauge: Option<Gauge>,
    /// How many connections may be open at once; further ones wait to be accepted.
    pub max_connections: usize,
    /// How many bytes of segments may be kept in memory.
    pub cache_size: u64,
    /// Who may come in; everybody if this is none.
    pub access: Option<Access>,
}

impl Settings {
    /// A server of these recordings that is like one whose flags nobody has touched, and keeps nothing on disk.
    pub fn new(archive: Archive) -> Self {
        Self {
            archive,
            max_range: DEFAULT_MAX_RANGE,
            state: None,
            gauge: None,
            max_connections: DEFAULT_MAX_CONNECTIONS,
            cache_size: DEFAULT_CACHE_SIZE,
            access: None,
        }
    }
}

/// How many connections may be open at once unless someone says otherwise.
pub const DEFAULT_MAX_CONNECTIONS: usize = 10_000;
/// How many bytes of segments are kept in memory unless someone says otherwise.
pub const DEFAULT_CACHE_SIZE: u64 = 64 << 20;

const METHODS: &str = "GET, HEAD, OPTIONS";

/// Every answer's: any page may read from here, and no browser guesses what a file may be.
const ALWAYS: [(HeaderName, &str); 3] = [
    (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    (ACCESS_CONTROL_EXPOSE_HEADERS, "Date, Age, ETag, Content-Length, Content-Range, Content-Encoding"),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
];
/// A preflight's besides.
const PREFLIGHT: [(HeaderName, &str); 4] = [
    (ALLOW, METHODS),
    (ACCESS_CONTROL_ALLOW_METHODS, METHODS),
    (ACCESS_CONTROL_ALLOW_HEADERS, "*, Authorization, Range, If-Range, If-None-Match"),
    (ACCESS_CONTROL_MAX_AGE, "86400"),
];

/// Answers a request, whatever it is.
async fn respond(state: Arc<State>, mut request: Parts) -> Response<Body> {
    let begun = Instant::now();
    let formed = check_form(&request);
    let Admission { route, result, way } = match &state.access {
        Some(access) if formed.is_ok() => access.admit(&mut request).await,
        _ => Admission::free(&request),
    };
    let kind = metrics::kind(&route);
    let mut answer = match formed.and(result) {
        Ok(()) => answer(&state, request, route).await,
        Err(problem) => problem.answer(),
    };
    if let Some(access) = &state.access {
        access.seal(way, &mut answer);
    }
    let length = answer.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    let length = length.or_else(|| answer.body().size_hint().exact()).unwrap_or(0);
    state.metrics.count(kind, answer.status(), begun.elapsed(), length);
    for (name, value) in ALWAYS {
        answer.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    answer
}

/// Refuses what a proxy in front may have taken for a request to somebody else: RFC 9112 §3.2 demands exactly
/// one `Host` of HTTP/1.1, and §3.2.3 knows a target that is no path for CONNECT alone.
fn check_form(request: &Parts) -> Result<(), Problem> {
    if request.version == Version::HTTP_11 && request.headers.get_all(HOST).iter().count() != 1 {
        return Err(Problem::bad_request("a request needs one Host header, and no more than one"));
    }
    if request.uri.path().is_empty() && request.method != Method::CONNECT {
        return Err(Problem::bad_request("the request's target must begin with a slash"));
    }
    Ok(())
}

async fn answer(state: &Arc<State>, request: Parts, route: Result<Route, Refusal>) -> Response<Body> {
    match &request.method {
        &Method::GET | &Method::HEAD => {
            let log = format!("{} {}", request.method, access::shown(&request));
            let answer = get(state, request, route).await.unwrap_or_else(|problem| problem.answer());
            tracing::info!("{} {log}", answer.status().as_u16());
            answer
        }
        &Method::OPTIONS => {
            let mut answer = Response::new(Body::empty());
            *answer.status_mut() = StatusCode::NO_CONTENT;
            for (name, value) in PREFLIGHT {
                answer.headers_mut().insert(name, HeaderValue::from_static(value));
            }
            answer
        }
        method => {
            let message = format!("{method} is not possible here: use GET or HEAD");
            let mut answer = Problem::new(StatusCode::METHOD_NOT_ALLOWED, message).answer();
            answer.headers_mut().insert(ALLOW, HeaderValue::from_static(METHODS));
            answer
        }
    }
}

/// Answers a GET or HEAD, now or when there is what it waits for.
async fn get(
    state: &Arc<State>,
    request: Parts,
    route: Result<Route, Refusal>,
) -> Result<Response<Body>, Problem> {
    let route = route.map_err(|refusal| match refusal {
        Refusal::Hidden => Problem::new(StatusCode::FORBIDDEN, "a name may not start with a period"),
        Refusal::Unknown => unknown(request.uri.path()),
    })?;
    if let Route::Segment(names) = &route
        && let Some(answer) =
            segment::answer_at_once(state, names, &request.method, &request.headers, State::now())
    {
        return answer;
    }
    let request = Arc::new((request, route));
    let mut deadline = None;
    let mut measured = 0;
    loop {
        let (shared, asked) = (Arc::clone(state), Arc::clone(&request));
        let handled =
            tokio::task::spawn_blocking(move || handle(&shared, &asked.0, &asked.1, measured)).await;
        match handled.map_err(|_| Problem::fault())?? {
            Handled::Answer(answer) => return Ok(answer),
            Handled::Measure(backlog) => {
                backlog.work_off(state, &request.0).await?;
                measured += 1;
            }
            Handled::Hold(hold) => {
                let deadline = *deadline.get_or_insert_with(|| Instant::now() + hold.patience());
                if let Some(answer) = hold.wait(state, &request.0, deadline).await? {
                    return Ok(answer);
                }
            }
        }
    }
}

/// What comes of a request at first sight.
enum Handled {
    Answer(Response<Body>),
    Hold(Box<Hold>),
    Measure(Backlog),
}

/// Answers a GET or HEAD, for which segments were measured so often already. The bodies of answers to HEAD are left
/// out by the connection.
fn handle(state: &State, request: &Parts, route: &Route, measured: usize) -> Result<Handled, Problem> {
    let now = State::now();
    let query = || Query::parse(request.uri.query().unwrap_or_default(), now).map_err(Problem::bad_request);
    let text = match route {
        Route::Page(name) => {
            let asset = page::asset(name).ok_or_else(|| unknown(request.uri.path()))?;
            let text = Text {
                content_type: asset.content_type,
                cache_control: "no-cache".into(),
                body: Content::new(asset.bytes.to_vec()),
            };
            let mut answer = text.answer(&request.headers);
            let policy = HeaderValue::from_static(page::CONTENT_SECURITY_POLICY);
            answer.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
            return Ok(Handled::Answer(answer));
        }
        Route::Health => json_text(&json!({ "status": "ok" })),
        Route::Metrics => {
            let body = Content::new(state.metrics.text(&state.archive, state.caches(), now)?);
            Text { content_type: metrics::TYPE, cache_control: "no-cache".into(), body }
        }
        Route::NoFiles => json_text(&json!([])),
        Route::Files(names) => {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            let mut listed = state.archive.list(&names)?;
            if names.len() == 3 {
                listed = segment::listed(listed);
            }
            if let Some(view) = request.extensions.get::<View>() {
                listed.retain(|name| view.shows(&[&names[..], &[name]].concat(), now));
            }
            json_text(&json!(listed))
        }
        Route::Master { stream } => match playlist::master(state, stream, &query()?, now, measured)? {
            Ok(text) => text,
            Err(backlog) => return Ok(Handled::Measure(backlog)),
        },
        Route::Gap => {
            let body = Content::new(media::filler().to_vec());
            Text { content_type: "video/mp2t", cache_control: "public, max-age=86400".into(), body }
        }
        Route::Media { stream, variant } => {
            match playlist::media(state, stream, variant, &query()?, now, measured)? {
                Reply::Text(text) => text,
                Reply::Measure(backlog) => return Ok(Handled::Measure(backlog)),
                Reply::Hold(hold) => return Ok(Handled::Hold(hold)),
            }
        }
        Route::Coverage { stream, variant } => coverage::coverage(state, stream, variant, &query()?, now)?,
        Route::Segment(names) => {
            let answer = segment::answer(state, names, &request.method, &request.headers, now);
            return answer.map(Handled::Answer);
        }
    };
    Ok(Handled::Answer(text.answer(&request.headers)))
}

fn json_text(value: &serde_json::Value) -> Text<'static> {
    Text { content_type: JSON, cache_control: "no-cache".into(), body: Content::new(format!("{value}\n")) }
}

fn unknown(path: &str) -> Problem {
    let shown: String = path.chars().take(100).collect();
    Problem::not_found(format!("there is nothing at {shown}"))
}
