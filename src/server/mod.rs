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
mod connection;
mod coverage;
mod entry;
mod feed;
mod fresh;
mod front;
mod handles;
mod hold;
mod http2;
mod id;
mod listen;
mod load;
mod log;
mod metrics;
mod operation;
mod pace;
mod page;
mod past;
mod patience;
mod playlist;
mod query;
mod range;
mod route;
mod segment;
mod state;
mod tls;
mod validate;

use std::path::PathBuf;
use std::sync::Arc;

use axum::body::{Body, HttpBody as _};
use axum::http::header::{
    ALLOW, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, HeaderValue, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::request::Parts;
use axum::http::{Method, Response, StatusCode};
use serde_json::json;
use tokio::time::Instant;
use tracing::{Instrument as _, Level};

use crate::archive::Archive;
use crate::media;
use crate::playlist::measure::Gauge;
use crate::playlist::range::DEFAULT_MAX_RANGE;
use crate::server::access::{Admission, View};
use crate::server::answer::{Content, JSON, Problem, Text};
use crate::server::backlog::Backlog;
use crate::server::entry::Entry;
use crate::server::front::cors::METHODS;
use crate::server::front::origin::Origin;
use crate::server::hold::Hold;
use crate::server::playlist::Reply;
use crate::server::query::Query;
use crate::server::route::{Refusal, Route};
use crate::server::state::State;
use crate::time::Span;

pub use access::{Access, Address, AddressError, Link, LinkKeys, LinkKeysError, TokenError, link_keys};
pub use fresh::Files;
pub use front::{Cors, CorsError, Front, Network, NetworkError, Prefix, PrefixError};
pub use listen::serve;
pub use log::{AccessLog, Form, Lines};
pub use operation::{Operation, Reloader, Reloads};
pub use tls::{Tls, TlsError};

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
    /// What its operator asks of it besides.
    pub operation: Operation,
    /// The certificate to encrypt with; without one, it does not.
    pub tls: Option<Tls>,
    /// How the server stands to the world in front of it.
    pub front: Front,
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
            operation: Operation::default(),
            tls: None,
            front: Front::default(),
            access: None,
        }
    }

    /// The files among these settings that are read again when they change, or when someone asks this for it.
    pub fn files(&self) -> Files {
        let mut files = Files::default();
        if let Some(tls) = &self.tls {
            files.add(&tls.0);
        }
        if let Some(access) = &self.access {
            access.add_to(&mut files);
        }
        files
    }
}

/// How many connections may be open at once unless someone says otherwise.
pub const DEFAULT_MAX_CONNECTIONS: usize = 10_000;
/// How many bytes of segments are kept in memory unless someone says otherwise.
pub const DEFAULT_CACHE_SIZE: u64 = 64 << 20;

/// Answers a request, whatever it is.
async fn respond(state: Arc<State>, mut request: Parts) -> Response<Body> {
    let begun = Instant::now();
    let id = state.ids.give(&mut request.headers);
    let mut logged = state.operation.access_log.as_ref().map(|log| log.begin(&request, &id));
    let grant = state.front.cors.grant(&request.headers);
    let is_preflight = request.method == Method::OPTIONS;
    let Entry { admission, refusal } = Entry::of(&state, &mut request).await;
    let Admission { route, way, user, .. } = admission;
    if let Some(logged) = &mut logged {
        logged.came_from(Origin::of(&request).address, user);
    }
    let kind = metrics::kind(&route);
    let mut answer = match refusal {
        Some(refusal) => refusal,
        None => answer(&state, request, route).await,
    };
    if let Some(access) = &state.access {
        access.seal(way, &mut answer);
    }
    let length = answer.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    let length = length.or_else(|| answer.body().size_hint().exact()).unwrap_or(0);
    state.metrics.count(kind, answer.status(), begun.elapsed(), length);
    grant.sign(answer.headers_mut(), is_preflight);
    // No browser guesses what a file may be.
    answer.headers_mut().insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    answer.headers_mut().insert(id::X_REQUEST_ID, id);
    match logged {
        Some(logged) => logged.follow(answer),
        None => answer,
    }
}

async fn answer(state: &Arc<State>, request: Parts, route: Result<Route, Refusal>) -> Response<Body> {
    match &request.method {
        &Method::GET | &Method::HEAD => {
            let told = tracing::enabled!(Level::INFO);
            let told = told.then(|| format!("{} {}", request.method, access::shown(&request)));
            let answer = get(state, request, route).await.unwrap_or_else(|problem| problem.answer());
            if let Some(told) = told {
                tracing::info!("{} {told}", answer.status().as_u16());
            }
            answer
        }
        &Method::OPTIONS => {
            let mut answer = Response::new(Body::empty());
            *answer.status_mut() = StatusCode::NO_CONTENT;
            answer.headers_mut().insert(ALLOW, HeaderValue::from_static(METHODS));
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
    let span = id::span(&request.headers);
    if route == Route::Health {
        return health(state, &request);
    }
    let request = Arc::new((request, route));
    let mut deadline = None;
    let mut measured = 0;
    loop {
        let query = request.0.uri.query().unwrap_or_default();
        let (gate, places) = state.gates.of(&request.1, query, State::now());
        let pass = gate.enter(places).await?;
        let (shared, asked) = (Arc::clone(state), Arc::clone(&request));
        let inside = span.clone();
        let work = move || {
            let _pass = pass;
            inside.in_scope(|| handle(&shared, &asked.0, &asked.1, measured))
        };
        let handled = tokio::task::spawn_blocking(work).await;
        match handled.map_err(|_| Problem::fault())?? {
            Handled::Answer(answer) => return Ok(answer),
            Handled::Measure(backlog) => {
                backlog.work_off(state, &request.0).instrument(span.clone()).await?;
                measured += 1;
            }
            Handled::Hold(hold) => {
                let view = request.0.extensions.get().unwrap_or(&View::All);
                let patience = || view.patience(hold.patience(), State::now());
                let deadline = *deadline.get_or_insert_with(|| Instant::now() + patience());
                if let Some(answer) = hold.wait(state, &request.0, deadline).instrument(span.clone()).await? {
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
            let mut answer = text.answer(&request.headers, &state.budget)?;
            let policy = HeaderValue::from_static(page::CONTENT_SECURITY_POLICY);
            answer.headers_mut().insert(CONTENT_SECURITY_POLICY, policy);
            return Ok(Handled::Answer(answer));
        }
        Route::Health => return health(state, request).map(Handled::Answer),
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
    text.answer(&request.headers, &state.budget).map(Handled::Answer)
}

/// That the server lives: said at once, however much it has to do.
fn health(state: &State, request: &Parts) -> Result<Response<Body>, Problem> {
    json_text(&json!({ "status": "ok" })).answer(&request.headers, &state.budget)
}

fn json_text(value: &serde_json::Value) -> Text<'static> {
    Text { content_type: JSON, cache_control: "no-cache".into(), body: Content::new(format!("{value}\n")) }
}

fn unknown(path: &str) -> Problem {
    let shown: String = path.chars().take(100).collect();
    Problem::not_found(format!("there is nothing at {shown}"))
}
