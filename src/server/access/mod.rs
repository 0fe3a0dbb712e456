//! Who may see what: callers known by the auth file, and links that say by themselves what they are for.
//!
//! A caller comes by one of three ways: with a link in its path, with credentials in its head, or, if nobody asked for
//! credentials, just so. What it may see is decided by the names in its path alone, before anything is read. A link's
//! token is a folder of the path, so that the relative URIs of playlists hand it on, and caches never see it: it is
//! taken away before anybody else looks at the request. Where there are no files for this, a request is not looked at.

mod address;
mod book;
mod credentials;
mod file;
mod guard;
mod keys;
mod limit;
mod seal;
mod slow;
mod token;
mod view;

use std::path::Path;
use std::sync::Arc;

use axum::body::Body;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::http::uri::PathAndQuery;
use axum::http::{Method, Response, StatusCode, Uri};

pub use address::{Address, AddressError};
pub use file::link_keys;
pub use keys::{LinkKeys, LinkKeysError};
pub(super) use seal::Way;
pub use token::{Link, TokenError};
pub(super) use view::View;

use crate::server::access::credentials::Credentials;
use crate::server::access::file::Entrance;
use crate::server::access::guard::Guard;
use crate::server::answer::Problem;
use crate::server::fresh::{Files, Fresh};
use crate::server::log;
use crate::server::query::Query;
use crate::server::route::{Refusal, Route};
use crate::server::state::State;
use crate::time::Time;

/// What the path of a link begins with; the token is next.
const LINK: &str = "/link/";
/// What is shown of that where a path is told.
const SHOWN: &str = "/link/…";

/// Who may come in, kept as the files say it.
#[derive(Debug)]
pub struct Access {
    entrance: Option<Arc<Fresh<Entrance>>>,
    keys: Option<Arc<Fresh<LinkKeys>>>,
    guard: Guard,
}

/// How a request came in, or why it did not.
pub(super) struct Admission {
    /// What it asks for.
    pub(super) route: Result<Route, Refusal>,
    /// Why it is not answered.
    pub(super) result: Result<(), Problem>,
    pub(super) way: Way,
    /// Who came with credentials, by the name in the auth file.
    pub(super) user: Option<String>,
}

impl Access {
    /// Reads an auth file, and a file of link secrets; none if there are neither. An error names the file, the reason
    /// and the fix, and no secret.
    pub fn open(auth: Option<&Path>, link_secret: Option<&Path>) -> Result<Option<Self>, String> {
        if auth.is_none() && link_secret.is_none() {
            return Ok(None);
        }
        let entrance = auth.map(|path| Fresh::open(vec![path.to_owned()], file::entrance)).transpose()?;
        let keys = link_secret.map(|path| Fresh::open(vec![path.to_owned()], file::keys)).transpose()?;
        let processors = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let (entrance, keys) = (entrance.map(Arc::new), keys.map(Arc::new));
        Ok(Some(Self { entrance, keys, guard: Guard::new(processors) }))
    }

    /// Adds the files to those that are read again when they change.
    pub(super) fn add_to(&self, files: &mut Files) {
        self.entrance.iter().for_each(|entrance| files.add(entrance));
        self.keys.iter().for_each(|keys| files.add(keys));
    }

    /// How many passwords were checked so far.
    pub(super) fn password_checks(&self) -> u64 {
        self.guard.checks()
    }

    /// Lets a request in, or not.
    pub(super) async fn admit(&self, request: &mut Parts) -> Admission {
        let now = State::now();
        let link = self.take_link(request, now);
        let route = Route::parse(request.uri.path());
        let is_answered = matches!(request.method, Method::GET | Method::HEAD);
        let is_open = !is_answered || route == Ok(Route::Health);
        let way = match (&link, &self.entrance) {
            (Some(_), _) => Way::Link,
            (None, Some(_)) if !is_open => Way::Credentials,
            _ => Way::Free,
        };
        let mut user = None;
        let view = match (link, &self.entrance) {
            (Some(link), _) if is_answered => link.map(|link| View::Link(Arc::new(link))),
            (None, Some(entrance)) if way == Way::Credentials => {
                let found = self.identify(entrance, request).await;
                found.map(|(view, name)| {
                    user = Some(name);
                    view
                })
            }
            _ => Ok(View::All),
        };
        let result = view.and_then(|view| see(view, request, route.as_ref().ok(), now));
        if let Err(problem) = &result {
            let before = if way == Way::Link { SHOWN } else { "" };
            tracing::info!("{} {} {before}{}", problem.status.as_u16(), request.method, shown(request));
        }
        Admission { route, result, way, user }
    }

    /// Takes the link away that is before a request's path, and tells what it is for; none if there is none.
    fn take_link(&self, request: &mut Parts, now: Time) -> Option<Result<Link, Problem>> {
        let keys = self.keys.as_ref()?;
        let rest = request.uri.path().strip_prefix(LINK)?;
        let (token, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        let link = Link::open(token, &keys.current(), now);
        let query = request.uri.query().map(|query| format!("?{query}")).unwrap_or_default();
        let target = format!("{path}{query}");
        // Where nobody signed the token, it may be elsewhere in the path, which is told.
        let is_link = link != Err(TokenError::Invalid);
        let is_moved = is_link && target.starts_with('/') && set(&mut request.uri, &target);
        if !is_moved {
            request.uri = Uri::from_static("/");
        }
        let link = if is_moved { link } else { Err(TokenError::Invalid) };
        Some(link.map_err(|error| Problem::new(StatusCode::FORBIDDEN, error.to_string())))
    }

    /// What whoever sends this may see, and the name.
    async fn identify(&self, entrance: &Fresh<Entrance>, request: &Parts) -> Result<(View, String), Problem> {
        let entrance = entrance.current();
        let found = match Credentials::of(&request.headers) {
            Some(Credentials::Bearer(token)) => {
                entrance.book.of_token(&token).map(|(view, name)| (view.clone(), name.to_owned()))
            }
            Some(Credentials::Basic { user, password }) => {
                let view = self.guard.view(&entrance.book, &entrance.memory, &user, password).await?;
                view.map(|view| (view, String::from_utf8_lossy(&user).into_owned()))
            }
            None => None,
        };
        found.ok_or_else(|| {
            let has_tried = request.headers.contains_key(AUTHORIZATION);
            let message =
                if has_tried { "these credentials are not known here" } else { "this needs credentials" };
            Problem::new(StatusCode::UNAUTHORIZED, message)
        })
    }

    /// Says on an answer who may keep it, and with 401 how to come in.
    pub(super) fn seal(&self, way: Way, answer: &mut Response<Body>) {
        let kinds = self.entrance.as_ref().map(|entrance| entrance.current().book.kinds());
        seal::seal(way, kinds.unwrap_or_default(), answer);
    }
}

/// What a request asks for, as it may be told: without the token of a link, also of one that nobody here knows.
pub(super) fn shown(request: &Parts) -> String {
    let before = if matches!(request.extensions.get(), Some(View::Link(_))) { SHOWN } else { "" };
    format!("{before}{}", log::target(&request.uri))
}

/// Leaves a note on a request of what it may see, if that is not all; an error if it asks for more.
fn see(view: View, request: &mut Parts, route: Option<&Route>, now: Time) -> Result<(), Problem> {
    if view == View::All {
        return Ok(());
    }
    if let Some(route) = route {
        if let Some(problem) = view.refusal(route, now) {
            return Err(problem);
        }
        let has_range = matches!(route, Route::Master { .. } | Route::Media { .. } | Route::Coverage { .. });
        if let (View::Link(link), true) = (&view, has_range) {
            narrow(link, &mut request.uri, now)?;
        }
    }
    request.extensions.insert(view);
    Ok(())
}

/// Adds what a link says and the query does not. A query that is wrong is refused by whoever answers it.
fn narrow(link: &Link, uri: &mut Uri, now: Time) -> Result<(), Problem> {
    let query = uri.query().unwrap_or_default();
    let Ok(Query { asked, .. }) = Query::parse(query, now) else { return Ok(()) };
    let narrowed =
        link.narrow(&asked, now).map_err(|message| Problem::new(StatusCode::FORBIDDEN, message))?;
    let added: Vec<String> = [
        narrowed.start.filter(|_| asked.start.is_none()).map(|start| format!("start={start}")),
        narrowed.end.filter(|_| asked.end.is_none()).map(|end| format!("end={end}")),
        // What was read is whole milliseconds.
        narrowed
            .window
            .filter(|_| asked.window.is_none())
            .map(|window| format!("window={}ms", window.micros() / 1_000)),
    ]
    .into_iter()
    .flatten()
    .collect();
    if !added.is_empty() {
        let parts = [query].into_iter().filter(|query| !query.is_empty());
        let parts: Vec<&str> = parts.chain(added.iter().map(String::as_str)).collect();
        let target = format!("{}?{}", uri.path(), parts.join("&"));
        if !set(uri, &target) {
            return Err(Problem::fault());
        }
    }
    Ok(())
}

/// Gives a URI another path and query; tells whether it can have them.
pub(super) fn set(uri: &mut Uri, target: &str) -> bool {
    let mut parts = uri.clone().into_parts();
    let Ok(path) = PathAndQuery::try_from(target) else { return false };
    parts.path_and_query = Some(path);
    let Ok(moved) = Uri::from_parts(parts) else { return false };
    *uri = moved;
    true
}
