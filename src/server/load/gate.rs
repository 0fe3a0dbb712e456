//! How much is done at once.
//!
//! All that reads the disk or writes playlists runs on threads that may block, and the runtime has 512 of them. Without
//! gates a crowd could take them all, and memory for as many playlists. Each kind of work has a gate of its own, so that
//! those who have waited for a segment and wake together keep nobody out who comes new. Who finds no place waits for one,
//! in order and not for long.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::server::answer::Problem;
use crate::server::query::Query;
use crate::server::route::Route;
use crate::time::{Span, Time};

/// How many places requests have at least, and at most; eight a processor in between. More than processors, because disks
/// answer better when they are asked much at once; and with the other gates and the readers of files not all threads.
const PLACES: (usize, usize) = (64, 192);
/// How many places there are for scrapes of metrics, so that they come through whatever else is going on.
const SCRAPES: usize = 2;
/// How many may wait for a place. Each holds no more than its connection.
const QUEUE: usize = 4_096;
/// For how long. Who waits longer asks again with more success than he would have here.
const PATIENCE: Duration = Duration::from_secs(10);
/// What part of a playlist has a place: of 2 s segments it is 1 MB of text, and some more to write it.
const PART: Span = Span::from_secs(3 * 3_600);
/// How long a playlist is taken to be whose request does not say.
const IMPLIED: Span = Span::from_secs(12 * 3_600);
/// From more parts on than this a playlist is long: longer than what players ask for who say nothing.
const LONG: usize = 4;
/// How many parts of long ones are written at once: seven of a day each, or one of a week.
const LONG_PLACES: usize = 56;
/// How many places those have who wake together, a processor: they read no disk.
const WOKEN: usize = 2;

/// The gates of a server.
#[derive(Debug)]
pub(in crate::server) struct Gates {
    /// For requests as they come.
    pub(in crate::server) arrived: Gate,
    /// For long playlists, for which nobody with a shorter one is to wait.
    pub(in crate::server) long: Gate,
    /// For those that have waited for a segment. How many there are is bounded already.
    pub(in crate::server) woken: Gate,
    /// For metrics.
    pub(in crate::server) scrapes: Gate,
}

impl Gates {
    pub(in crate::server) fn new() -> Self {
        let processors = std::thread::available_parallelism().map_or(1, usize::from);
        let places = (8 * processors).clamp(PLACES.0, PLACES.1);
        Self {
            arrived: Gate::new(places, QUEUE),
            long: Gate::new(LONG_PLACES, QUEUE),
            woken: Gate::new((WOKEN * processors).clamp(4, 64), usize::MAX),
            scrapes: Gate::new(SCRAPES, QUEUE),
        }
    }

    /// The gate that a request for this goes through, and how many places it takes there.
    pub(in crate::server) fn of(&self, route: &Route, query: &str, now: Time) -> (&Gate, usize) {
        match route {
            Route::Metrics => (&self.scrapes, 1),
            Route::Media { .. } | Route::Master { .. } | Route::Coverage { .. } => {
                let parts = parts(query, now);
                (if parts > LONG { &self.long } else { &self.arrived }, parts)
            }
            _ => (&self.arrived, 1),
        }
    }

    /// How many requests are being worked on, how many wait for that, and how many were refused it.
    pub(in crate::server) fn load(&self) -> [u64; 3] {
        let gates = [&self.arrived, &self.long, &self.woken, &self.scrapes];
        let sum = |count: fn(&Gate) -> u64| gates.iter().map(|gate| count(gate)).sum();
        [
            sum(|gate| gate.running.load(Ordering::Relaxed) as u64),
            sum(|gate| gate.queued.load(Ordering::Relaxed) as u64),
            sum(|gate| gate.refused.load(Ordering::Relaxed)),
        ]
    }
}

/// How many parts a playlist has that is asked for like this. What is wrong with it is said later.
fn parts(query: &str, now: Time) -> usize {
    let asked = Query::parse(query, now).map(|query| query.asked).unwrap_or_default();
    let span = match (asked.start, asked.end, asked.window) {
        (Some(start), end, _) => end.unwrap_or(now).since(start),
        (None, _, Some(window)) => window,
        (None, ..) => IMPLIED,
    };
    usize::try_from(span.micros().div_ceil(PART.micros())).unwrap_or(usize::MAX).max(1)
}

/// So many places, and a queue in front of them.
#[derive(Debug)]
pub(in crate::server) struct Gate {
    places: Arc<Semaphore>,
    count: usize,
    longest_queue: usize,
    queued: AtomicUsize,
    running: Arc<AtomicUsize>,
    refused: AtomicU64,
}

/// What counts as waiting until it is dropped, for clients leave while they wait.
struct Waiting<'a>(&'a AtomicUsize);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A place, until it is dropped.
#[derive(Debug)]
pub(in crate::server) struct Pass {
    running: Arc<AtomicUsize>,
    _places: OwnedSemaphorePermit,
}

impl Drop for Pass {
    fn drop(&mut self) {
        self.running.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Gate {
    fn new(count: usize, longest_queue: usize) -> Self {
        Self {
            places: Arc::new(Semaphore::new(count)),
            count,
            longest_queue,
            queued: AtomicUsize::new(0),
            running: Arc::default(),
            refused: AtomicU64::new(0),
        }
    }

    /// So many places, or all if there are fewer, once they are free. It goes with the work, which may go on when whoever
    /// asked for it has left.
    pub(in crate::server) async fn enter(&self, places: usize) -> Result<Pass, Problem> {
        let places = u32::try_from(places.min(self.count)).unwrap_or(u32::MAX);
        let places = match Arc::clone(&self.places).try_acquire_many_owned(places) {
            Ok(places) => places,
            Err(_) => self.wait(places).await.ok_or_else(|| {
                self.refused.fetch_add(1, Ordering::Relaxed);
                Problem::busy("the server has too much to do")
            })?,
        };
        self.running.fetch_add(1, Ordering::Relaxed);
        Ok(Pass { running: Arc::clone(&self.running), _places: places })
    }

    async fn wait(&self, places: u32) -> Option<OwnedSemaphorePermit> {
        let before = self.queued.fetch_add(1, Ordering::Relaxed);
        let _waiting = Waiting(&self.queued);
        if before >= self.longest_queue {
            return None;
        }
        let places = Arc::clone(&self.places).acquire_many_owned(places);
        tokio::time::timeout(PATIENCE, places).await.ok()?.ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn who_finds_no_place_waits_in_order_and_not_for_ever() {
        let gate = Gate::new(4, 2);
        let all = gate.enter(1_000).await.unwrap();
        let (first, second, third) = tokio::join!(gate.enter(1), gate.enter(1), gate.enter(1));
        assert!(first.is_err() && second.is_err() && third.is_err());
        assert_eq!(third.unwrap_err().status, axum::http::StatusCode::SERVICE_UNAVAILABLE);
        assert_eq!((gate.refused.load(Ordering::Relaxed), gate.queued.load(Ordering::Relaxed)), (3, 0));

        let began = tokio::time::Instant::now();
        let later = async {
            tokio::time::sleep(PATIENCE / 2).await;
            drop(all);
        };
        let ((), one, two, over) = tokio::join!(later, gate.enter(4), gate.enter(1), gate.enter(1));
        assert!(over.is_err(), "the queue is bounded");
        // The first in the queue got all places, and the next none although it wanted fewer.
        assert!(one.is_ok() && two.is_err());
        assert_eq!(began.elapsed(), PATIENCE);
        drop(one);
        assert_eq!(gate.running.load(Ordering::Relaxed), 0);
        assert_eq!(gate.places.available_permits(), 4);
    }

    #[test]
    fn long_playlists_take_more_places() {
        let now = Time::parse("2026-01-02T12:00:00Z", Time::MAX).unwrap();
        for (query, expected) in [
            ("", 4),
            ("window=1m", 1),
            ("window=3h", 1),
            ("window=24h", 8),
            ("start=-1h", 1),
            ("start=-24h&end=-18h", 2),
            ("start=2025-12-26T12:00:00Z&end=now", 56),
            ("end=-1h", 4),
            ("start=now&end=-1h", 1),
            ("start=nonsense", 4),
        ] {
            assert_eq!(parts(query, now), expected, "{query}");
        }
        let gates = Gates::new();
        let place = |path: &str| gates.of(&Route::parse(path).unwrap(), "window=24h", now).1;
        assert_eq!((place("/playlist/a/b.m3u8"), place("/files"), place("/metrics")), (8, 1, 1));
        let media = Route::parse("/playlist/a/b.m3u8").unwrap();
        for (query, is_long) in [("", false), ("window=12h", false), ("window=13h", true)] {
            assert_eq!(gates.of(&media, query, now).0.count == LONG_PLACES, is_long, "{query}");
        }
        let threads = gates.arrived.count + gates.long.count + gates.woken.count + gates.scrapes.count;
        assert!(threads + crate::server::load::reader::PLACES < 512);
    }
}
