//! Answers: texts with their validators and compression, and problems as JSON with a sentence.

use std::borrow::Cow;
use std::convert::Infallible;
use std::io;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG, IF_NONE_MATCH,
    RETRY_AFTER, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Response, StatusCode};
use serde_json::json;

use crate::archive::ArchiveError;
use crate::playlist::range::RangeError;
use crate::server::cache::cut::Cut;
use crate::server::cache::whole::Whole;
use crate::server::load::budget::{Budget, SMALL};
use crate::server::validate;

/// The media type of playlists (RFC 8216 §10).
pub(crate) const PLAYLIST: &str = "application/vnd.apple.mpegurl";
/// The media type of JSON.
pub(crate) const JSON: &str = "application/json";

/// Below this a compressed text is hardly smaller, in bytes.
const LEAST_COMPRESSED: usize = 1_024;

/// A text to answer with.
#[derive(Clone, Debug)]
pub(crate) struct Text<'a> {
    pub(crate) content_type: &'static str,
    pub(crate) cache_control: Cow<'a, str>,
    pub(crate) body: Content,
}

/// What a text says.
#[derive(Clone, Debug)]
pub(crate) enum Content {
    /// This, for all who ask for the same.
    Whole(Arc<Whole>),
    /// What was cut from sheets.
    Cut(Cut),
}

/// Why a request cannot be answered as asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) status: StatusCode,
    pub(crate) message: String,
}

impl Problem {
    pub(crate) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self { status, message: message.into() }
    }

    pub(crate) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }

    pub(crate) fn not_found(message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, message)
    }

    /// What is said to those who wait when the server ends.
    pub(crate) fn ending() -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "the server is about to end")
    }

    /// What is said to those who may come back when there is less to do.
    pub(crate) fn busy(why: &str) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, format!("{why}: try again in a moment"))
    }

    /// What is said when a handler panicked: the panic itself has been told on stderr.
    pub(crate) fn fault() -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "this request met a fault in the server")
    }

    /// What is said when the system fails: the world is told what kind of failure, the log which file.
    pub(crate) fn system(what: &str, error: &io::Error) -> Self {
        // Too many open files, in the process or the system: ENFILE and EMFILE.
        let is_passing =
            matches!(error.raw_os_error(), Some(23 | 24)) || error.kind() == io::ErrorKind::OutOfMemory;
        if is_passing {
            return Self::crowded(what);
        }
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, format!("{what} cannot be read: {}", error.kind()))
    }

    /// What is said when there is no handle left to read something with.
    pub(crate) fn crowded(what: &str) -> Self {
        let message = format!("{what} cannot be read: the server has too much open");
        Self::new(StatusCode::SERVICE_UNAVAILABLE, message)
    }

    pub(crate) fn answer(&self) -> Response<Body> {
        let body = json!({ "error": self.message }).to_string() + "\n";
        let mut answer = Response::new(Body::from(body));
        *answer.status_mut() = self.status;
        let headers = answer.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(JSON));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        // Of a limit of requests a second, the next is never further away.
        if matches!(self.status, StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS) {
            headers.insert(RETRY_AFTER, HeaderValue::from_static("1"));
        }
        answer
    }
}

impl From<ArchiveError> for Problem {
    fn from(error: ArchiveError) -> Self {
        tracing::error!("{error}: {}", error.source);
        let name = error.path.file_name().unwrap_or_default().to_string_lossy();
        Self::system(&format!("'{name}'"), &error.source)
    }
}

impl From<RangeError> for Problem {
    fn from(error: RangeError) -> Self {
        match error {
            RangeError::Archive(error) => error.into(),
            error => Self::bad_request(error.to_string()),
        }
    }
}

impl Text<'_> {
    /// Whether nothing has to be compressed first to answer a request with these headers.
    pub(crate) fn is_ready(&self, request: &HeaderMap) -> bool {
        !self.is_compressed_for(request) || self.body.is_compressed()
    }

    fn is_compressed_for(&self, request: &HeaderMap) -> bool {
        self.body.len() >= LEAST_COMPRESSED && accepts_gzip(request)
    }

    /// The answer to a request with these headers: the text, compressed if that is wanted, or 304 if the
    /// client has it. A problem if there is no room for it.
    pub(crate) fn answer(self, request: &HeaderMap, budget: &Arc<Budget>) -> Result<Response<Body>, Problem> {
        // The tag is weak: it stands for the text, compressed or not.
        let tag = format!("W/\"{:016x}\"", self.body.digest());
        let is_known = validate::matches_weakly(&request.get_all(IF_NONE_MATCH), &tag);
        let mut answer = Response::new(Body::empty());
        let headers = answer.headers_mut();
        headers.insert(VARY, HeaderValue::from_name(ACCEPT_ENCODING));
        for (name, value) in [(ETAG, tag.as_str()), (CACHE_CONTROL, &*self.cache_control)] {
            if let Ok(value) = HeaderValue::from_str(value) {
                headers.insert(name, value);
            }
        }
        if is_known {
            *answer.status_mut() = StatusCode::NOT_MODIFIED;
            return Ok(answer);
        }
        self.body.count(budget)?;
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(self.content_type));
        let is_compressed = self.is_compressed_for(request);
        let (length, body) = if is_compressed { self.body.compressed(budget) } else { self.body.plain() };
        if is_compressed {
            headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
        }
        headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
        *answer.body_mut() = body;
        Ok(answer)
    }
}

impl Content {
    /// This text.
    pub(crate) fn new(text: impl Into<Bytes>) -> Self {
        Self::Whole(Arc::new(Whole::new(text)))
    }

    pub(super) fn len(&self) -> usize {
        match self {
            Self::Whole(whole) => whole.len(),
            Self::Cut(cut) => cut.len(),
        }
    }

    /// A number that another text hardly has.
    fn digest(&self) -> u64 {
        match self {
            Self::Whole(whole) => whole.digest(),
            Self::Cut(cut) => cut.digest(),
        }
    }

    /// Counts what was made for this text alone, unless that has been done. A problem if there is too much already.
    pub(super) fn count(&self, budget: &Arc<Budget>) -> Result<(), Problem> {
        let new = match self {
            Self::Whole(whole) => whole.count(budget),
            Self::Cut(cut) => cut.count(budget),
        };
        if new > SMALL && budget.is_exceeded() { Err(Budget::problem()) } else { Ok(()) }
    }

    /// Whether it has been compressed already, but for what is little.
    fn is_compressed(&self) -> bool {
        match self {
            Self::Whole(whole) => whole.is_compressed(),
            Self::Cut(cut) => cut.is_compressed(),
        }
    }

    /// The text and its length in bytes.
    fn plain(self) -> (usize, Body) {
        match self {
            Self::Whole(whole) => (whole.len(), Body::from(whole.text())),
            Self::Cut(cut) => (cut.len(), stream(cut.frames())),
        }
    }

    /// The compressed text and its length in bytes.
    fn compressed(self, budget: &Arc<Budget>) -> (usize, Body) {
        let frames = match self {
            Self::Whole(whole) => whole.compressed(),
            Self::Cut(cut) => cut.compressed(budget),
        };
        (frames.iter().map(Bytes::len).sum(), stream(frames.into_iter()))
    }
}

/// A body of these frames.
fn stream(frames: impl Iterator<Item = Bytes> + Send + 'static) -> Body {
    Body::from_stream(futures_util::stream::iter(frames.map(Ok::<_, Infallible>)))
}

/// Whether a request's `Accept-Encoding` has gzip in it, or everything, at more than no quality
/// (RFC 9110 §12.5.3).
fn accepts_gzip(request: &HeaderMap) -> bool {
    let mut any = false;
    for coding in request.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok()) {
        for coding in coding.split(',') {
            let (name, quality) = coding.split_once(';').unwrap_or((coding, "q=1"));
            let quality = quality.trim().trim_start_matches(['q', 'Q']).trim_start().trim_start_matches('=');
            let is_wanted = quality.trim().bytes().any(|byte| matches!(byte, b'1'..=b'9'));
            match name.trim().to_ascii_lowercase().as_str() {
                "gzip" | "x-gzip" => return is_wanted,
                "*" => any = is_wanted,
                _ => {}
            }
        }
    }
    any
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compression_is_for_those_who_ask() {
        for (header, wanted) in [
            ("gzip, deflate, br", true),
            ("GZIP;q=0.5", true),
            ("br, *", true),
            ("*;q=0", false),
            ("gzip;q=0, *", false),
            ("gzip; q=0.000", false),
            ("gzip;q=0.001", true),
            ("identity", false),
            ("", false),
        ] {
            let mut request = HeaderMap::new();
            request.insert(ACCEPT_ENCODING, HeaderValue::from_static(header));
            assert_eq!(accepts_gzip(&request), wanted, "{header}");
        }
        assert!(!accepts_gzip(&HeaderMap::new()));
    }

    #[test]
    fn while_there_is_too_much_only_what_is_new_and_large_is_refused() {
        let budget = Budget::beside(0);
        let text = |length| {
            let body = Content::new("x".repeat(length));
            Text { content_type: PLAYLIST, cache_control: "no-cache".into(), body }
        };
        let known = text(100_000);
        let mut gzip = HeaderMap::new();
        gzip.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
        // Whole, and compressed; each counts while an answer has it.
        let answer = known.clone().answer(&gzip, &budget).unwrap();
        let before = budget.used();
        assert!((100_001..101_000).contains(&before), "{before}");
        drop(answer);
        assert_eq!(budget.used(), before, "it is kept");
        let others = budget.count(1 << 40);
        assert!(known.clone().answer(&HeaderMap::new(), &budget).is_ok());
        assert!(text(SMALL).answer(&HeaderMap::new(), &budget).is_ok());
        let refused = text(SMALL + 1).answer(&HeaderMap::new(), &budget).unwrap_err();
        assert_eq!(refused.answer().headers()[RETRY_AFTER], "1");
        drop((others, known));
        assert_eq!(budget.used(), 0);
        let body = text(SMALL + 1).answer(&HeaderMap::new(), &budget).unwrap().into_body();
        assert_eq!(budget.used(), SMALL + 1);
        drop(body);
        assert_eq!(budget.used(), 0);
    }
}
