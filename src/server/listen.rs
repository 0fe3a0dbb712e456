//! Connections: accepted, given their limits, and drained at the end.

use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::server::client::Client;
use crate::server::patience::Patient;
use crate::server::state::State;
use crate::server::{Settings, access, handles, respond};

/// How long a client may take to send a request's head, and to send another one on the same connection.
const HEADER_TIMEOUT: Duration = Duration::from_secs(30);
/// How long a client may take nothing at all of its answer.
const STALL: Duration = Duration::from_secs(60);
/// The largest head of a request, in bytes: the longest path there can be, and room for cookies.
const MAX_HEADER: usize = 128 << 10;
/// How long open connections may take to finish once the server is told to stop.
const DRAIN: Duration = Duration::from_secs(10);
/// How long to wait when no connection can be accepted, for want of file handles as a rule.
const PAUSE: Duration = Duration::from_millis(100);
/// How long that is not told again.
const SILENCE: Duration = Duration::from_secs(10);

/// Serves an archive on a listener until `stop` is ready, then lets the answers under way finish.
pub async fn serve(listener: TcpListener, settings: Settings, stop: impl Future<Output = ()>) {
    let max_connections = handles::connections(settings.max_connections);
    let state = Arc::new(State::new(Settings { max_connections, ..settings }));
    access::keep_fresh(&state);
    let places = Arc::new(Semaphore::new(max_connections));
    let connections = GracefulShutdown::new();
    let mut stop = pin!(stop);
    let mut told: Option<Instant> = None;
    loop {
        let accepted = tokio::select! {
            accepted = accept(&listener, &places) => accepted,
            () = &mut stop => break,
        };
        let (stream, address, place) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                if told.is_none_or(|told| told.elapsed() > SILENCE) {
                    told = Some(Instant::now());
                    tracing::warn!("cannot accept connections: {error}");
                }
                tokio::time::sleep(PAUSE).await;
                continue;
            }
        };
        // Without this the last packet of an answer waits for the client's delayed acknowledgement.
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!("cannot set TCP_NODELAY: {error}");
        }
        let counting = Arc::clone(&state);
        let state = Arc::clone(&state);
        let client = Client::new(stream, address);
        let (asking, address) = (client.clone(), client.address);
        let service = service_fn(move |request: Request<Incoming>| {
            let state = Arc::clone(&state);
            let (mut parts, _) = request.into_parts();
            parts.extensions.insert(asking.clone());
            async move { Ok::<_, std::convert::Infallible>(respond(state, parts).await) }
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEADER_TIMEOUT)
            // A client that has said all may close its side and still wait for the answer.
            .half_close(true)
            .max_buf_size(MAX_HEADER)
            .serve_connection(TokioIo::new(Patient::new(client, STALL)), service);
        let connection = connections.watch(connection);
        tokio::spawn(async move {
            let _open = counting.metrics.open();
            // Clients leave in the middle of answers all the time.
            if let Err(error) = connection.await {
                tracing::debug!("a connection from {address} ended: {error}");
            }
            drop(place);
        });
    }
    drop(listener);
    state.stop();
    if tokio::time::timeout(DRAIN, connections.shutdown()).await.is_err() {
        tracing::warn!("some answers were not finished within {} s", DRAIN.as_secs());
    }
}

/// The next connection, once there is a place for it.
async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> io::Result<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let place = Arc::clone(places).acquire_owned().await.map_err(io::Error::other)?;
    let (stream, address) = listener.accept().await?;
    Ok((stream, address, place))
}
