//! How many files and connections the system lets this process have open at once.

use rustix::process::{Resource, getrlimit, setrlimit};
use tokio::sync::Semaphore;

/// How many are left for files and directories that are read, and for the program itself.
const RESERVED: u64 = 128;

/// How many connections there may be, at most as many as `wanted`; at least one. The process's limit on open files is
/// raised for that as far as it can be.
pub(super) fn connections(wanted: usize) -> usize {
    let needed = (wanted as u64).saturating_add(RESERVED);
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
    use super::within;

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
}
