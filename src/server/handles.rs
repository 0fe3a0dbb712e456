//! How many files and connections the system lets this process have open at once.

use rustix::process::{Resource, getrlimit, setrlimit};
use tokio::sync::Semaphore;

/// How many are left for files and directories that are read, and for the program itself.
const RESERVED: u64 = 128;
/// How many of these are not for files that are open for as long as a client takes to read them.
const SHORT: u64 = 32;

/// How many connections there may be, at most as many as `wanted`; at least one. The process's limit on open files is
/// raised as far as it can be, up to where each of them can have a file open.
pub(super) fn connections(wanted: usize) -> usize {
    let needed = (wanted as u64).saturating_mul(2).saturating_add(RESERVED);
    let mut limits = getrlimit(Resource::Nofile);
    if limits.current.is_some_and(|current| current < needed) {
        let mut raised = limits;
        raised.current = limits.maximum.map_or(Some(needed), |most| Some(most.min(needed)));
        if setrlimit(Resource::Nofile, raised).is_ok() {
            limits = raised;
        }
    }
    let possible = within(wanted, limits.current);
    if possible < wanted {
        tracing::warn!(
            "{possible} connections at once, and not {wanted}: the limit on open files is {}; raise it with \
             `ulimit -n` or LimitNOFILE=, or ask for less with --max-connections",
            limits.current.unwrap_or(u64::MAX)
        );
    }
    possible
}

/// How many files may be open for as long as clients take to read them, beside so many connections; at least one.
/// Without a bound they would take the handles of those who come, who would wait for the slowest of readers then.
pub(super) fn downloads(connections: usize) -> usize {
    beside(connections, getrlimit(Resource::Nofile).current)
}

/// The same with this limit on open files, if there is one.
fn beside(connections: usize, limit: Option<u64>) -> usize {
    let spare = limit.map_or(u64::MAX, |limit| limit.saturating_sub(connections as u64));
    let downloads = spare.saturating_sub(SHORT).max(spare / 4);
    usize::try_from(downloads).unwrap_or(usize::MAX).clamp(1, Semaphore::MAX_PERMITS)
}

/// How many connections fit into this limit on open files, if there is one.
fn within(wanted: usize, limit: Option<u64>) -> usize {
    let possible = limit.map_or(usize::MAX, |limit| {
        // Of a small limit most is for connections all the same.
        let reserved = RESERVED.min(limit / 4);
        usize::try_from(limit - reserved).unwrap_or(usize::MAX)
    });
    wanted.min(possible).clamp(1, Semaphore::MAX_PERMITS)
}

#[cfg(test)]
mod tests {
    use super::{Semaphore, beside, within};

    #[test]
    fn files_keep_their_share() {
        for (wanted, limit, possible) in [
            (10_000, None, 10_000),
            (10_000, Some(20_000), 10_000),
            (10_000, Some(1_024), 896),
            (10_000, Some(100), 75),
            (10_000, Some(0), 1),
            (1, Some(1), 1),
            (50, Some(1_024), 50),
        ] {
            assert_eq!(within(wanted, limit), possible, "{wanted} {limit:?}");
        }
    }

    #[test]
    fn downloads_take_what_connections_leave() {
        for (connections, limit, possible) in [
            (10_000, None, Semaphore::MAX_PERMITS),
            (10_000, Some(20_128), 10_096),
            (896, Some(1_024), 96),
            (48, Some(64), 4),
            (1, Some(1), 1),
            (10, Some(0), 1),
        ] {
            assert_eq!(beside(connections, limit), possible, "{connections} {limit:?}");
        }
    }
}
