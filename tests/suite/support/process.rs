//! What a process takes of its machine, as the system counts it.

use std::fmt;
use std::fs;

use super::server::Server;

/// A server's figures at one moment.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Figures {
    /// Memory in use, in kB, now and at most so far.
    pub(crate) resident: u64,
    pub(crate) peak: u64,
    pub(crate) handles: u64,
    pub(crate) threads: u64,
    /// As the server tells itself.
    pub(crate) connections: u64,
    pub(crate) waiting: u64,
    /// Segments and playlists in memory, in bytes.
    pub(crate) kept: u64,
}

impl Figures {
    /// The figures of a server, which has a connection more while it is asked.
    pub(crate) fn of(server: &Server) -> Self {
        let status = fs::read_to_string(format!("/proc/{}/status", server.id())).unwrap();
        let field = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
            line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default()
        };
        let metrics = server.text("/metrics");
        let metric = |name: &str| -> u64 {
            let line = metrics.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
            line.expect("the metric is told").parse().unwrap()
        };
        Self {
            resident: field("VmRSS"),
            peak: field("VmHWM"),
            handles: fs::read_dir(format!("/proc/{}/fd", server.id())).unwrap().count() as u64,
            threads: field("Threads"),
            connections: metric("streamctl_connections_open"),
            waiting: metric("streamctl_waiting_requests"),
            kept: metric("streamctl_segment_cache_bytes") + metric("streamctl_playlist_cache_bytes"),
        }
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { resident, peak, handles, threads, connections, waiting, kept } = self;
        write!(
            out,
            "{resident:>7} kB ({peak:>7} at most) {handles:>5} handles {threads:>4} threads {connections:>5} open \
             {waiting:>4} waiting {:>6} kB kept",
            kept / 1_024
        )
    }
}
