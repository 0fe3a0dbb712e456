//! What goes wrong, in a queue: the next so many requests of some kind meet this.

use std::sync::Arc;

use serde_json::{Value, json};

use super::reply::{Delivery, Reply};
use super::request::Request;

/// A fault, for some requests.
#[derive(Clone)]
pub(crate) struct Fault {
    method: Option<&'static str>,
    path: String,
    /// How many requests it is still for.
    pub(super) times: usize,
    pub(super) act: Act,
}

/// What happens instead.
#[derive(Clone)]
pub(crate) enum Act {
    /// The connection ends before the request has been read. Whatever the request.
    CloseUnread,
    /// The connection ends when the request has been read; `true`: and carried out.
    Close(bool),
    /// No answer ever comes; `true`: but the request has been carried out.
    Silence(bool),
    /// This answer comes, and the request is not carried out.
    Answer(Reply),
    /// The request is carried out, and its answer changed.
    Change(Arc<dyn Fn(&mut Reply) + Send + Sync>),
}

impl Fault {
    /// For the next request, whatever it is.
    pub(crate) fn new(act: Act) -> Self {
        Self { method: None, path: String::new(), times: 1, act }
    }

    /// The connection ends before the request has been read.
    pub(crate) fn close_unread() -> Self {
        Self::new(Act::CloseUnread)
    }

    /// The connection ends instead of an answer.
    pub(crate) fn close(has_run: bool) -> Self {
        Self::new(Act::Close(has_run))
    }

    /// No answer ever comes.
    pub(crate) fn silence(has_run: bool) -> Self {
        Self::new(Act::Silence(has_run))
    }

    /// An answer of this status in the words of a cloud of 2016.
    pub(crate) fn status(status: u16) -> Self {
        let error = match status {
            400 => "bad request",
            401 => "unauthorized",
            403 => "forbidden",
            404 => "not found",
            612 => "stream not found",
            614 => "stream already exists",
            619 => "no data",
            429 => "too many requests",
            503 => "service unavailable",
            _ => "internal error",
        };
        Self::answer(Reply::json(status, &json!({ "error": error })))
    }

    /// This answer.
    pub(crate) fn answer(reply: Reply) -> Self {
        Self::new(Act::Answer(reply))
    }

    /// What a gateway says when there is nobody behind it.
    pub(crate) fn bad_gateway() -> Self {
        Self::answer(Reply::new(502, "text/html", "<html><body>502 Bad Gateway</body></html>"))
    }

    /// Too many requests; come back after so many seconds.
    pub(crate) fn too_many(seconds: u32) -> Self {
        let reply = Reply::json(429, &json!({ "error": "too many requests" }));
        Self::answer(reply.header("Retry-After", seconds.to_string()))
    }

    /// How an old server refuses an account without live streaming.
    pub(crate) fn not_enabled() -> Self {
        let error = json!({ "error": 401_001, "message": "live service is not enabled" });
        Self::answer(Reply::json(401, &error))
    }

    /// The request is carried out, and the answer has this body.
    pub(crate) fn body(body: &str) -> Self {
        let body = body.to_owned();
        Self::change(move |reply| reply.body = body.clone().into_bytes())
    }

    /// The request is carried out, and the answer's body ends half way.
    pub(crate) fn cut_off() -> Self {
        Self::change(|reply| reply.delivery = Delivery::CutAfter(reply.body.len() / 2))
    }

    /// The answer comes in chunks.
    pub(crate) fn chunked() -> Self {
        Self::change(|reply| reply.delivery = Delivery::Chunked)
    }

    /// The answer's type says its charset.
    pub(crate) fn charset() -> Self {
        Self::change(|reply| reply.kind = Some("application/json; charset=utf-8".to_owned()))
    }

    /// The answer is JSON of so many bytes, and more than anybody wants.
    pub(crate) fn huge(bytes: usize) -> Self {
        Self::change(move |reply| reply.body = format!("{{\"padding\":\"{}\"}}", "x".repeat(bytes)).into())
    }

    /// A list whose every page gives this marker.
    pub(crate) fn marker(marker: &str) -> Self {
        let marker = marker.to_owned();
        Self::change(move |reply| {
            let mut page: Value = serde_json::from_slice(&reply.body).unwrap();
            page["marker"] = json!(marker);
            page["end"] = json!(false);
            reply.body = page.to_string().into_bytes();
        })
    }

    pub(crate) fn change(change: impl Fn(&mut Reply) + Send + Sync + 'static) -> Self {
        Self::new(Act::Change(Arc::new(change)))
    }

    /// Only for requests of this method whose path ends like this.
    pub(crate) fn on(self, method: &'static str, path: &str) -> Self {
        Self { method: Some(method), path: path.to_owned(), ..self }
    }

    /// For so many requests.
    pub(crate) fn times(self, times: usize) -> Self {
        Self { times, ..self }
    }

    /// From now on.
    pub(crate) fn forever(self) -> Self {
        self.times(usize::MAX)
    }

    pub(super) fn is_for(&self, request: Option<&Request>) -> bool {
        match request {
            None => matches!(self.act, Act::CloseUnread),
            Some(request) => {
                !matches!(self.act, Act::CloseUnread)
                    && self.method.is_none_or(|method| method == request.method)
                    && request.path().ends_with(&self.path)
            }
        }
    }
}
