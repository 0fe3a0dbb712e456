//! HTTP/2 (RFC 9113): many requests on one connection, each a stream, and what a client could do with that.
//!
//! Nobody may hold a connection without using it, nor an answer without taking it, nor have answers made only to reset
//! them (CVE-2023-44487). Connection-specific headers, and messages whose length is not what they say, are refused
//! by the library.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::header::{CONTENT_LENGTH, HOST, HeaderValue};
use axum::http::request::Parts;
use axum::http::{Method, Request, Response, Uri};
use hyper::body::{Body as _, Incoming};
use hyper::rt::Executor;
use hyper::server::conn::http2;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::Watcher;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::watch;
use tokio::time::sleep;

use crate::server::client::Client;
use crate::server::connection::{Ended, HEADER_TIMEOUT, MAX_HEADER, STALL};
use crate::server::pace::{Pace, Paced};
use crate::server::patience::Patient;
use crate::server::respond;
use crate::server::state::State;

/// How many requests a client may have under way on one connection.
const MAX_STREAMS: u32 = 100;
/// How many bytes of what requests carry are taken before anybody wants them. Nobody does: RFC 9113 §6.9.2's least.
const WINDOW: u32 = 65_535;
/// How much of an answer goes ahead of the client, in bytes.
const MAX_SEND: usize = 256 << 10;
/// How often a silent client is asked whether it is there.
const PING: Duration = Duration::from_secs(30);
/// How long it may take to say so.
const PING_TIMEOUT: Duration = Duration::from_secs(20);
/// How long a connection that is to end, and on which nothing is under way, may take for that.
const PARTING: Duration = Duration::from_secs(5);
/// How many more answers than it waited for a client may have reset.
const MAX_CANCELLED: usize = 100;

/// Serves a connection until it ends, or is idle for too long, or the server ends and all answers are finished.
pub(super) async fn serve(
    stream: impl AsyncRead + AsyncWrite + Unpin,
    address: SocketAddr,
    state: Arc<State>,
    watcher: Watcher,
) -> Result<(), Ended> {
    let streams = Streams::default();
    let (serving, counting) = (Arc::clone(&state), streams.clone());
    let service = service_fn(move |request: Request<Incoming>| {
        let (state, asked) = (Arc::clone(&serving), counting.ask());
        async move {
            let mut parts = plain(request.into_parts().0);
            parts.extensions.insert(Client::elsewhere(address));
            let is_head = parts.method == Method::HEAD;
            let mut answer = respond(state, parts).await;
            asked.answered();
            if is_head {
                leave_out_body(&mut answer);
            }
            Ok::<_, Infallible>(answer.map(Paced::new))
        }
    });
    let connection = http2::Builder::new(streams.clone())
        .timer(TokioTimer::new())
        .max_concurrent_streams(MAX_STREAMS)
        .max_header_list_size(u32::try_from(MAX_HEADER)?)
        .initial_stream_window_size(WINDOW)
        .initial_connection_window_size(WINDOW)
        .max_send_buf_size(MAX_SEND)
        .keep_alive_interval(PING)
        .keep_alive_timeout(PING_TIMEOUT)
        .serve_connection(TokioIo::new(Patient::new(stream, STALL)), service);
    let mut connection = pin!(connection);
    tokio::select! {
        ended = connection.as_mut() => return Ok(ended?),
        () = streams.exhausted() => return Err("too many answers were asked for and not waited for".into()),
        () = streams.idle(HEADER_TIMEOUT) => {}
        () = state.stopped() => {}
    }
    connection.as_mut().graceful_shutdown();
    let ended = tokio::select! {
        ended = connection => Ok(ended?),
        () = streams.exhausted() => Err("too many answers were asked for and not waited for".into()),
        () = streams.idle(PARTING) => Ok(()),
    };
    drop(watcher);
    ended
}

/// The request as HTTP/1.1 would have it: to a path, and with a `Host`, which `:authority` stands for (RFC 9113
/// §8.3.1). If there are both and they differ, both stay, for which the request is refused.
fn plain(mut request: Parts) -> Parts {
    if let Some(authority) = request.uri.authority() {
        let is_told =
            |host: &HeaderValue| host.as_bytes().eq_ignore_ascii_case(authority.as_str().as_bytes());
        let hosts = request.headers.get_all(HOST);
        let agree = hosts.iter().count() == 1 && hosts.iter().all(is_told);
        if !agree && let Ok(host) = HeaderValue::from_str(authority.as_str()) {
            request.headers.append(HOST, host);
        }
    }
    if request.method != Method::CONNECT
        && let Some(path) = request.uri.path_and_query()
    {
        request.uri = Uri::from(path.clone());
    }
    request
}

/// Leaves the length of a body that was not asked for.
fn leave_out_body(answer: &mut Response<Body>) {
    let body = std::mem::take(answer.body_mut());
    if let Some(length) = body.size_hint().exact().filter(|length| *length > 0) {
        answer.headers_mut().entry(CONTENT_LENGTH).or_insert_with(|| length.into());
    }
}

/// The requests of one connection.
#[derive(Clone, Debug)]
struct Streams(Arc<watch::Sender<Counts>>);

#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    /// How many are under way.
    open: usize,
    answered: usize,
    /// How many were reset before they were answered.
    cancelled: usize,
}

impl Default for Streams {
    fn default() -> Self {
        Self(Arc::new(watch::Sender::new(Counts::default())))
    }
}

/// A request that is being answered.
struct Asked {
    streams: Streams,
    is_answered: bool,
}

impl Asked {
    fn answered(mut self) {
        self.is_answered = true;
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        self.streams.0.send_modify(|counts| {
            *if self.is_answered { &mut counts.answered } else { &mut counts.cancelled } += 1;
        });
    }
}

/// A stream that is open for as long as this lives.
struct Open(Streams);

impl Drop for Open {
    fn drop(&mut self) {
        self.0.0.send_modify(|counts| counts.open -= 1);
    }
}

impl Streams {
    fn ask(&self) -> Asked {
        Asked { streams: self.clone(), is_answered: false }
    }

    fn open(&self) -> Open {
        self.0.send_modify(|counts| counts.open += 1);
        Open(self.clone())
    }

    /// Ready when too many answers were not waited for.
    async fn exhausted(&self) {
        let is_too_much = |counts: &Counts| counts.cancelled > counts.answered.saturating_add(MAX_CANCELLED);
        // Its sender is here.
        let _ = self.0.subscribe().wait_for(is_too_much).await;
    }

    /// Ready when nothing has been under way for so long.
    async fn idle(&self, patience: Duration) {
        let mut counts = self.0.subscribe();
        loop {
            let _ = counts.wait_for(|counts| counts.open == 0).await;
            tokio::select! {
                () = sleep(patience) => return,
                _ = counts.wait_for(|counts| counts.open > 0) => {}
            }
        }
    }
}

/// Runs the streams, each as long as its client takes anything.
impl<F: Future<Output = ()> + Send + 'static> Executor<F> for Streams {
    fn execute(&self, stream: F) {
        let open = self.open();
        tokio::spawn(async move {
            Pace::new(STALL).keep(stream).await;
            drop(open);
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_authority_is_the_host() {
        for (uri, hosts, seen) in [
            ("https://a.example/x?y", &[][..], &["a.example"][..]),
            ("https://a.example/x?y", &["A.example"], &["A.example"]),
            ("https://a.example/x?y", &["b.example"], &["b.example", "a.example"]),
            ("https://a.example/x?y", &["a.example", "a.example"], &["a.example", "a.example", "a.example"]),
            ("/x?y", &["b.example"], &["b.example"]),
            ("/x?y", &[], &[]),
        ] {
            let request =
                hosts.iter().fold(Request::builder().uri(uri), |request, host| request.header(HOST, *host));
            let request = plain(request.body(()).unwrap().into_parts().0);
            let found: Vec<&str> =
                request.headers.get_all(HOST).iter().map(|host| host.to_str().unwrap()).collect();
            assert_eq!(
                (found.as_slice(), request.uri.to_string().as_str()),
                (seen, "/x?y"),
                "{uri} {hosts:?}"
            );
        }
    }

    #[tokio::test(start_paused = true)]
    async fn who_has_answers_made_for_nothing_is_exhausted_and_who_asks_nothing_is_idle() {
        let streams = Streams::default();
        for _ in 0..MAX_CANCELLED {
            drop(streams.ask());
        }
        assert!(tokio::time::timeout(HEADER_TIMEOUT, streams.exhausted()).await.is_err());
        streams.ask().answered();
        drop(streams.ask());
        assert!(tokio::time::timeout(HEADER_TIMEOUT, streams.exhausted()).await.is_err());
        drop(streams.ask());
        streams.exhausted().await;
        let open = streams.open();
        assert!(tokio::time::timeout(10 * HEADER_TIMEOUT, streams.idle(HEADER_TIMEOUT)).await.is_err());
        drop(open);
        streams.idle(HEADER_TIMEOUT).await;
    }
}
