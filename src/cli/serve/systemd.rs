//! What systemd, or who else has started the server as a service, is told: that it is ready, reloads, ends, and is
//! alive (`sd_notify(3)`, `sd_watchdog_enabled(3)`).

use std::convert::Infallible;
use std::env;
use std::ffi::{OsStr, OsString};
use std::future::pending;
use std::io;
use std::os::unix::net::{SocketAddr, UnixDatagram as StdDatagram};
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};
use tokio::net::UnixDatagram;
use tokio::time::{MissedTickBehavior, interval, timeout};

use crate::cli::serve::signals::Signals;
use crate::server::Reloader;

/// How long a message may wait to be taken.
const PATIENCE: Duration = Duration::from_secs(1);

/// Who has started the server, and listens.
pub(super) struct Manager {
    address: Option<SocketAddr>,
    /// How often it wants to hear that the server is alive, at least.
    watchdog: Option<Duration>,
    /// What the server does, for people.
    status: String,
}

impl Manager {
    /// The service manager that the environment names, if any.
    pub(super) fn from_env(status: &str) -> Self {
        let address = env::var_os("NOTIFY_SOCKET").filter(|name| !name.is_empty());
        let address = address.and_then(|name| {
            address_of(&name)
                .inspect_err(|error| tracing::warn!("cannot notify {}: {error}", name.display()))
                .ok()
        });
        // A line is a variable of its own.
        let status = status.chars().map(|letter| if letter.is_control() { '?' } else { letter }).collect();
        Self {
            address,
            watchdog: watchdog(env::var_os("WATCHDOG_USEC"), env::var_os("WATCHDOG_PID")),
            status,
        }
    }

    /// Says that the server takes requests.
    pub(super) async fn tell_ready(&self) {
        self.tell(&format!("READY=1\nSTATUS={}", self.status)).await;
    }

    /// Says that the server ends. To be waited for, as nobody listens afterwards.
    pub(super) async fn tell_stopping(&self) {
        self.tell("STOPPING=1\nSTATUS=finishing the answers under way").await;
    }

    /// Lets the server reload when a signal asks for it, and says so; says that it is alive.
    pub(super) async fn attend(&self, signals: &Signals, reloader: &Reloader) -> Infallible {
        let reloading = async {
            let mut count = 0;
            loop {
                count = signals.reload_after(count).await;
                let now = clock_gettime(ClockId::Monotonic);
                let micros = now.tv_sec * 1_000_000 + now.tv_nsec / 1_000;
                self.tell(&format!("RELOADING=1\nMONOTONIC_USEC={micros}\nSTATUS=reloading")).await;
                reloader.reload().await;
                self.tell_ready().await;
            }
        };
        let until_end = async {
            tokio::select! {
                () = reloading => {}
                () = signals.wait_for(1) => {}
            }
        };
        tokio::join!(until_end, self.tell_alive());
        pending().await
    }

    /// Says that the server is alive, as long as it is: a task has run since the last time. Threads that may block are not
    /// asked: a slow disk can hold all of them, and does not get faster when the server is killed.
    async fn tell_alive(&self) {
        let Some(most) = self.watchdog else { return };
        let mut ticks = interval(most / 2);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            ticks.tick().await;
            if tokio::spawn(async {}).await.is_ok() {
                self.tell("WATCHDOG=1").await;
            }
        }
    }

    async fn tell(&self, message: &str) {
        let Some(address) = &self.address else { return };
        let sent = timeout(PATIENCE, send(address, message)).await;
        if let Err(error) = sent.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into())) {
            let what = message.split('=').next().unwrap_or_default();
            tracing::warn!("cannot tell the service manager {what}: {error}");
        }
    }
}

/// Sends a message from a socket of its own: the service manager may have been started again.
async fn send(address: &SocketAddr, message: &str) -> io::Result<()> {
    let socket = StdDatagram::unbound()?;
    socket.connect_addr(address)?;
    socket.set_nonblocking(true)?;
    UnixDatagram::from_std(socket)?.send(message.as_bytes()).await.map(drop)
}

/// The address of a `NOTIFY_SOCKET`: a path, or an abstract name behind an `@`.
fn address_of(name: &OsStr) -> io::Result<SocketAddr> {
    match name.as_encoded_bytes() {
        [b'/', ..] => SocketAddr::from_pathname(name),
        #[cfg(target_os = "linux")]
        [b'@', name @ ..] => <SocketAddr as std::os::linux::net::SocketAddrExt>::from_abstract_name(name),
        _ => Err(io::Error::new(io::ErrorKind::Unsupported, "it is neither a path nor an abstract socket")),
    }
}

/// The longest silence, by `WATCHDOG_USEC` and the process that `WATCHDOG_PID` says it is for.
fn watchdog(longest: Option<OsString>, process: Option<OsString>) -> Option<Duration> {
    let is_ours = process.is_none_or(|process| process.to_str() == Some(&std::process::id().to_string()));
    let micros = longest?.to_str()?.parse::<u64>().ok()?;
    // Half of it must still be a time.
    (is_ours && micros > 1).then(|| Duration::from_micros(micros))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_disk_that_answers_nobody_gets_the_server_not_killed() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("notify");
        let socket = StdDatagram::bind(&path).unwrap();
        socket.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        let address = Some(SocketAddr::from_pathname(&path).unwrap());
        let watchdog = Some(Duration::from_millis(10));
        let manager = Manager { address, watchdog, status: String::new() };
        let runtime = tokio::runtime::Builder::new_multi_thread();
        let runtime = { runtime }.worker_threads(1).max_blocking_threads(1).enable_all().build().unwrap();
        let (free, is_free) = std::sync::mpsc::channel::<()>();
        runtime.spawn_blocking(move || is_free.recv());
        runtime.spawn(async move { manager.tell_alive().await });
        let mut message = [0; 99];
        for _ in 0..3 {
            let length = socket.recv(&mut message).expect("it is alive");
            assert_eq!(&message[..length], b"WATCHDOG=1");
        }
        drop(free);
    }

    #[test]
    fn a_watchdog_is_for_one_process() {
        let this = std::process::id().to_string();
        for (longest, process, found) in [
            (Some("2000000"), None, Some(2)),
            (Some("2000000"), Some(this.as_str()), Some(2)),
            (Some("2000000"), Some("1"), None),
            (Some("2000000"), Some("x"), None),
            (Some("0"), None, None),
            (Some("-1"), None, None),
            (None, Some(this.as_str()), None),
        ] {
            let found = found.map(Duration::from_secs);
            assert_eq!(
                watchdog(longest.map(Into::into), process.map(Into::into)),
                found,
                "{longest:?} {process:?}"
            );
        }
    }

    #[test]
    fn addresses_are_paths_or_abstract() {
        for (name, is_one) in
            [("/run/systemd/notify", true), ("@abc", true), ("vsock:2:1", false), ("x", false)]
        {
            assert_eq!(address_of(OsStr::new(name)).is_ok(), is_one, "{name}");
        }
    }
}
