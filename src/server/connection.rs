//! One connection, from its first byte to its end: whether it is encrypted, which version of HTTP it speaks, and the
//! limits of each.

use std::convert::Infallible;
use std::error::Error;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::header::HOST;
use axum::http::request::Parts;
use axum::http::{Request, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::Watcher;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio::time::{Instant, timeout_at};

use crate::server::answer::Problem;
use crate::server::client::Client;
use crate::server::patience::Patient;
use crate::server::state::State;
use crate::server::tls::Tls;
use crate::server::{http2, respond};

/// How long a client may take to begin, to send a request's head, and to send another one on the same connection.
pub(super) const HEADER_TIMEOUT: Duration = Duration::from_secs(30);
/// How long the two sides may take to agree on keys.
const HANDSHAKE_TIMEOUT: Duration = Duration::from_secs(10);
/// How long a client may take nothing at all of its answer.
pub(super) const STALL: Duration = Duration::from_secs(60);
/// The largest head of a request, in bytes: the longest path there can be, and room for cookies.
pub(super) const MAX_HEADER: usize = 128 << 10;
/// The beginning of what an HTTP/2 client sends first, always at once, and no HTTP/1 client ever (RFC 9113 §3.4).
const PREFACE: &[u8; 3] = b"PRI";
/// The first byte of a TLS handshake (RFC 8446 §5.1).
const HANDSHAKE: u8 = 22;

/// Why a connection ended before its time.
pub(super) type Ended = Box<dyn Error + Send + Sync>;

/// Serves a connection until it ends, or the server does.
pub(super) async fn run(
    stream: TcpStream,
    address: SocketAddr,
    state: Arc<State>,
    watcher: Watcher,
) -> Result<(), Ended> {
    let patience = if state.tls.is_some() { HANDSHAKE_TIMEOUT } else { HEADER_TIMEOUT };
    let deadline = Instant::now() + patience;
    let mut first = [0; PREFACE.len()];
    let count = tokio::select! {
        biased;
        peeked = timeout_at(deadline, stream.peek(&mut first)) => peeked??,
        () = state.stopped() => return Ok(()),
    };
    let first = &first[..count];
    let Some(tls) = &state.tls else {
        if first == PREFACE {
            return http2::serve(stream, address, state, watcher).await;
        }
        return plain(stream, address, state, watcher, respond).await;
    };
    if first.first() != Some(&HANDSHAKE) {
        return plain(stream, address, state, watcher, refuse).await;
    }
    let secure = tokio::select! {
        agreed = timeout_at(deadline, tls.accept(stream)) => agreed??,
        () = state.stopped() => return Ok(()),
    };
    if Tls::is_http2(&secure) {
        return http2::serve(secure, address, state, watcher).await;
    }
    let (secure, client) = Client::secure(secure, address);
    http1(secure, client, state, watcher, respond).await
}

async fn plain<A: Future<Output = Response<Body>> + Send>(
    stream: TcpStream,
    address: SocketAddr,
    state: Arc<State>,
    watcher: Watcher,
    answer: impl Fn(Arc<State>, Parts) -> A,
) -> Result<(), Ended> {
    let (stream, client) = Client::plain(stream, address);
    http1(stream, client, state, watcher, answer).await
}

async fn http1<A: Future<Output = Response<Body>> + Send>(
    stream: impl AsyncRead + AsyncWrite + Unpin + 'static,
    client: Client,
    state: Arc<State>,
    watcher: Watcher,
    answer: impl Fn(Arc<State>, Parts) -> A,
) -> Result<(), Ended> {
    let service = service_fn(move |request: Request<Incoming>| {
        let (mut parts, _) = request.into_parts();
        parts.extensions.insert(client.clone());
        let answer = answer(Arc::clone(&state), parts);
        async move { Ok::<_, Infallible>(answer.await) }
    });
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEADER_TIMEOUT)
        // A client that has said all may close its side and still wait for the answer.
        .half_close(true)
        .max_buf_size(MAX_HEADER)
        .serve_connection(TokioIo::new(Patient::new(stream, STALL)), service);
    Ok(watcher.watch(connection).await?)
}

/// The answer to whoever speaks plain HTTP where only HTTPS is spoken.
async fn refuse(_: Arc<State>, request: Parts) -> Response<Body> {
    let host = request.headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("…");
    let path = request.uri.path_and_query().map_or("/", |path| path.as_str());
    if let Some(client) = request.extensions.get::<Client>() {
        tracing::debug!("{} spoke plain HTTP where HTTPS is spoken", client.address);
    }
    let message = format!("this server speaks HTTPS: use https://{host}{path}");
    Problem::bad_request(message).answer()
}
