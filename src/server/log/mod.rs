//! The access log: a line for each answer, once its body has been sent or given up.
//!
//! What is in a line came from strangers: nothing of it can end the line or a field of it, and secrets (the tokens of
//! signed links, passwords in addresses, `Authorization`) are never in it. Lines go through a queue of so many bytes
//! to a thread that writes them, so that no request waits for whoever reads the log.

mod body;
mod line;
mod queue;
mod target;

use std::net::IpAddr;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::header::{CONTENT_LENGTH, REFERER, USER_AGENT};
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, Response, StatusCode};

use crate::server::client::Client;
use crate::server::log::line::Line;
use crate::server::state::State;

pub use line::Form;
pub use queue::Lines;
pub(super) use target::target;

/// Where a line for each answer goes, and what it looks like.
#[derive(Clone, Debug)]
pub struct AccessLog {
    /// What a line looks like.
    pub form: Form,
    /// Where lines go.
    pub lines: Lines,
}

impl AccessLog {
    /// Begins with a request, which has this id.
    pub(super) fn begin(&self, request: &Parts, id: &HeaderValue) -> Begun {
        let header = |name| request.headers.get(name).map(|value: &HeaderValue| value.as_bytes().to_vec());
        let line = Line {
            time: State::now(),
            id: id.to_str().unwrap_or_default().to_owned(),
            address: request.extensions.get::<Client>().map(|client| client.address.ip().to_canonical()),
            user: None,
            method: request.method.clone(),
            uri: request.uri.clone(),
            version: request.version,
            status: StatusCode::OK,
            bytes: 0,
            is_complete: false,
            took: Duration::ZERO,
            agent: header(USER_AGENT),
            referer: header(REFERER),
        };
        Begun { log: self.clone(), since: Instant::now(), line: Box::new(line) }
    }
}

/// A request that will have its line.
pub(super) struct Begun {
    log: AccessLog,
    since: Instant,
    line: Box<Line>,
}

impl Begun {
    /// Takes down who asks, as far as that is known only now.
    pub(super) fn came_from(&mut self, address: IpAddr, user: Option<String>) {
        self.line.address = Some(address);
        self.line.user = user;
    }

    /// The answer, whose body writes the line when it ends.
    pub(super) fn follow(mut self, answer: Response<Body>) -> Response<Body> {
        self.line.status = answer.status();
        let length =
            answer.headers().get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
        // To these nothing is sent behind the head, whatever it says.
        let is_bare = self.line.method == Method::HEAD || answer.status() == StatusCode::NOT_MODIFIED;
        let length = if is_bare { Some(0) } else { length };
        answer.map(|body| Body::new(body::Followed::new(body, length, self)))
    }

    /// Writes the line of an answer that has ended.
    fn end(&mut self, bytes: u64, is_complete: bool) {
        self.line.bytes = bytes;
        self.line.is_complete = is_complete;
        self.line.took = self.since.elapsed();
        self.log.lines.push(self.line.text(self.log.form).as_bytes());
    }
}
