//! Connections: accepted as far as there are places, and drained at the end.

use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::{Duration, Instant};

use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::task::JoinSet;

use crate::server::state::State;
use crate::server::{Operation, Settings, connection, handles};

/// How long open connections may take to finish once the server is told to stop.
const DRAIN: Duration = Duration::from_secs(10);
/// How long to wait when no connection can be accepted, for want of file handles as a rule.
const PAUSE: Duration = Duration::from_millis(100);
/// How long that is not told again.
const SILENCE: Duration = Duration::from_secs(10);

/// Serves an archive on a listener until `stop` is ready, then lets the answers under way finish.
pub async fn serve(listener: TcpListener, mut settings: Settings, stop: impl Future<Output = ()>) {
    // Ends with this function.
    let mut watching = JoinSet::new();
    watching.spawn(settings.files().watch());
    let max_connections = handles::connections(settings.max_connections);
    let reloads = settings.operation.reloads.take();
    let state = Arc::new(State::new(Settings { max_connections, ..settings }));
    Operation::start(reloads, &state);
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
        let connection = connection::run(stream, address, Arc::clone(&state), connections.watcher());
        let state = Arc::clone(&state);
        tokio::spawn(async move {
            let _open = state.metrics.open();
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
