//! Sockets that a service manager has opened already and passes on: nobody is turned away while the server is
//! started again (`sd_listen_fds(3)`).

use std::env;
use std::net::TcpListener;

use anyhow::Context as _;
use listenfd::ListenFd;
use rustix::net::sockopt::socket_acceptconn;

use crate::cli::usage;
use crate::exit::{Exit, Failure};

/// More sockets than this are a mistake.
const MOST: usize = 1_024;

/// The socket to serve, if one was passed to this process. `--listen` beside one is refused: it would be ignored, or
/// open an address that the service manager does not know of.
///
/// To be called before there are other threads, as it takes the variables away which tell of sockets.
pub(super) fn take(listen: Option<&str>) -> anyhow::Result<Option<TcpListener>> {
    let is_ours = env::var("LISTEN_PID").is_ok_and(|process| process == std::process::id().to_string());
    let Some(count) = env::var_os("LISTEN_FDS").filter(|_| is_ours) else { return Ok(None) };
    let count = count.to_str().and_then(|count| count.parse::<usize>().ok()).filter(|count| *count <= MOST);
    let count = count.ok_or_else(|| Failure::new(Exit::Local, "LISTEN_FDS is no number of sockets"))?;
    let names = env::var("LISTEN_FDNAMES").unwrap_or_default();
    let names: Vec<&str> = names.split(':').collect();
    let mut sockets = ListenFd::from_env();
    let mut listeners = Vec::with_capacity(count);
    for index in 0..count {
        let name = names.get(index).filter(|name| !name.is_empty()).unwrap_or(&"unnamed");
        let taken = sockets.take_tcp_listener(index).ok().flatten();
        let listener = taken.filter(|listener| socket_acceptconn(listener).unwrap_or(false));
        let listener = listener.ok_or_else(|| {
            let message =
                format!("the service manager has passed a socket '{name}' that is no listening TCP socket");
            Failure::new(Exit::Local, message).hint(
                "in the .socket unit, write ListenStream=127.0.0.1:8000, and neither a path nor Accept=yes",
            )
        })?;
        listeners.push(listener);
    }
    let mut listeners = listeners.into_iter();
    let Some(listener) = listeners.next() else { return Ok(None) };
    let address = listener.local_addr().context("the service manager has passed a socket without address")?;
    if let Some(listen) = listen {
        let message =
            format!("--listen {listen} contradicts the service manager, which has passed {address}");
        return Err(usage(format!("{message}: leave --listen out, or stop the .socket unit")));
    }
    for unserved in listeners.filter_map(|listener| listener.local_addr().ok()) {
        tracing::warn!(
            "the service manager has passed {unserved} too, which nobody serves: one ListenStream= is enough"
        );
    }
    listener.set_nonblocking(true).context("cannot use the socket that the service manager has passed")?;
    Ok(Some(listener))
}
