//! How many requests a second one client may send.
//!
//! Each client has a bucket of tokens, of which one request takes one and which fills up at the limit's rate; it is known
//! by the moment when it will be full (the generic cell rate algorithm of ITU-T I.371). A full one is as good as none, and
//! is not kept. There are no more than so many: then a newcomer takes the place of the one that is nearest to full, and
//! its tokens too. So whoever lost his place to others comes back to no more than he would have had, and nobody is locked
//! out unless all of that many clients have used up theirs.

use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use crate::server::front::network;
use crate::server::state::lock;

#[cfg(test)]
mod tests;

/// How many seconds' worth of requests may come at once: a page with its scripts, and a player that begins.
const BURST: u64 = 10;
/// So many tables, by a secret hash, so that few wait for the same lock and a full one is searched in no time.
const TABLES: usize = 64;
/// How many clients each knows: 65,536 in all, which take some 4 MB.
const PLACES: usize = 1_024;
/// What one client of IPv6 has at least, in bits (RFC 6177): he may choose freely among the addresses in it.
const SITE: u8 = 64;

/// The requests of all clients lately.
#[derive(Debug)]
pub(in crate::server) struct Rate {
    /// How long a token takes, in nanoseconds.
    interval: u64,
    began: Instant,
    hashing: RandomState,
    tables: Vec<Mutex<Table>>,
    /// How many clients each of them knows.
    places: usize,
}

/// When buckets will be full, in nanoseconds since the beginning.
type Table = HashMap<IpAddr, u64>;

impl Rate {
    /// So many requests a second, counted from now on.
    pub(in crate::server) fn new(per_second: NonZeroU32, now: Instant) -> Self {
        Self::sized(per_second, now, TABLES, PLACES)
    }

    fn sized(per_second: NonZeroU32, now: Instant, tables: usize, places: usize) -> Self {
        let interval = 1_000_000_000_u64.div_ceil(u64::from(per_second.get()));
        let tables = (0..tables).map(|_| Mutex::default()).collect();
        Self { interval, began: now, hashing: RandomState::new(), tables, places }
    }

    /// Takes a token of the client at this address; if there is none, how long it will be until there is.
    pub(in crate::server) fn take(&self, address: IpAddr, now: Instant) -> Result<(), Duration> {
        let client = match address.to_canonical() {
            address @ IpAddr::V4(_) => address,
            address @ IpAddr::V6(_) => network::first(address, SITE),
        };
        let now = u64::try_from(now.saturating_duration_since(self.began).as_nanos()).unwrap_or(u64::MAX);
        let place =
            usize::try_from(self.hashing.hash_one(client) % self.tables.len() as u64).unwrap_or_default();
        let mut table = lock(&self.tables[place]);
        let (full_at, replaced) = match table.get(&client) {
            Some(full_at) => (*full_at, None),
            None => self.newcomer(&mut table, now),
        };
        let after = full_at.max(now).saturating_add(self.interval);
        let most = now.saturating_add(self.interval.saturating_mul(self.burst()));
        if after > most {
            return Err(Duration::from_nanos(after - most));
        }
        if let Some(replaced) = replaced {
            table.remove(&replaced);
        }
        table.insert(client, after);
        Ok(())
    }

    /// How many tokens a bucket has when it is full.
    fn burst(&self) -> u64 {
        // As many as come in that time, and one of those that rounding makes longer.
        (BURST * 1_000_000_000 / self.interval).max(1)
    }

    /// When the bucket of a client that is not in a table will be full, and whose place he takes.
    fn newcomer(&self, table: &mut Table, now: u64) -> (u64, Option<IpAddr>) {
        if table.len() < self.places {
            return (now, None);
        }
        table.retain(|_, full_at| *full_at > now);
        let fullest = table.iter().min_by_key(|(_, full_at)| **full_at);
        match fullest {
            Some((client, full_at)) if table.len() >= self.places => (*full_at, Some(*client)),
            _ => (now, None),
        }
    }
}
