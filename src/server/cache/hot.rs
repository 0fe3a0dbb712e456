//! Segments that many ask for, kept in memory: the newest of a live stream above all.
//!
//! A segment comes in when it is asked for a second time, so that who plays one recording after the other throws
//! out nobody. For a short while it is believed to be still there; then its file is looked at again.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use axum::body::Bytes;

use crate::server::segment::Version;
use crate::server::state::lock;

#[cfg(test)]
mod tests;

/// How long a segment is taken to be there still, after it was.
const BELIEF: Duration = Duration::from_secs(1);
/// How many segments are remembered that were asked for once.
const MAX_KNOWN: usize = 4_096;
/// The largest part of the budget that one segment may take.
const SHARE: u64 = 4;

/// A segment's names: stream, variant, hour and file.
pub(in crate::server) type Names = [String; 4];

/// The segments in memory.
#[derive(Debug)]
pub(in crate::server) struct Hot {
    /// How many bytes of segments may be kept; none for no such memory.
    budget: u64,
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    files: HashMap<Names, Entry>,
    weight: u64,
    uses: u64,
    hits: u64,
}

#[derive(Debug)]
struct Entry {
    version: Version,
    /// Its bytes; none if it was asked for once only.
    bytes: Option<Bytes>,
    looked_at: Instant,
    last_use: u64,
}

/// A segment in memory.
#[derive(Clone, Debug)]
pub(in crate::server) struct Held {
    pub(in crate::server) version: Version,
    pub(in crate::server) bytes: Bytes,
}

impl Hot {
    pub(in crate::server) fn new(budget: u64) -> Self {
        Self { budget, kept: Mutex::default() }
    }

    /// The segment, if it was there a moment ago and is in memory.
    pub(in crate::server) fn at_once(&self, names: &Names) -> Option<Held> {
        self.find(names, |entry| entry.looked_at.elapsed() < BELIEF)
    }

    /// The segment, if it is in memory as it is on disk now, going by its version.
    pub(in crate::server) fn still(&self, names: &Names, version: &Version) -> Option<Held> {
        self.find(names, |entry| {
            let is_same = entry.version == *version;
            if is_same {
                entry.looked_at = Instant::now();
            }
            is_same
        })
    }

    /// How many bytes are kept, and how often a segment was found here.
    pub(in crate::server) fn bytes_and_hits(&self) -> (u64, u64) {
        let kept = lock(&self.kept);
        (kept.weight, kept.hits)
    }

    fn find(&self, names: &Names, is_good: impl Fn(&mut Entry) -> bool) -> Option<Held> {
        if self.budget == 0 {
            return None;
        }
        let mut kept = lock(&self.kept);
        kept.uses += 1;
        let now = kept.uses;
        let entry = kept.files.get_mut(names)?;
        let bytes = entry.bytes.clone()?;
        if !is_good(entry) {
            return None;
        }
        entry.last_use = now;
        let held = Held { version: entry.version, bytes };
        kept.hits += 1;
        Some(held)
    }

    /// Whether a segment that is not in memory is to come in, as this is not the first time it is asked for.
    pub(in crate::server) fn wants(&self, names: &Names, version: &Version) -> bool {
        if version.size > self.budget / SHARE {
            return false;
        }
        let mut kept = lock(&self.kept);
        kept.uses += 1;
        if kept.files.get(names).is_some_and(|entry| entry.version == *version) {
            return true;
        }
        let entry = Entry { version: *version, bytes: None, looked_at: Instant::now(), last_use: kept.uses };
        kept.insert(names, entry);
        if kept.files.len() > MAX_KNOWN {
            kept.forget_the_older_half();
        }
        false
    }

    /// Keeps a segment.
    pub(in crate::server) fn keep(&self, names: &Names, held: &Held) {
        let mut kept = lock(&self.kept);
        kept.uses += 1;
        let (version, bytes) = (held.version, Some(held.bytes.clone()));
        let entry = Entry { version, bytes, looked_at: Instant::now(), last_use: kept.uses };
        kept.insert(names, entry);
        while kept.weight > self.budget {
            kept.drop_the_oldest();
        }
    }

    /// Forgets a segment that is not there any more.
    pub(in crate::server) fn forget(&self, names: &Names) {
        let mut kept = lock(&self.kept);
        if let Some(old) = kept.files.remove(names) {
            kept.weight -= old.weight();
        }
    }
}

impl Kept {
    fn insert(&mut self, names: &Names, entry: Entry) {
        self.weight += entry.weight();
        let old = self.files.insert(names.clone(), entry);
        self.weight -= old.map_or(0, |old| old.weight());
    }

    /// Drops of all, in memory or only known, the half that was not used for longest: seldom, as it looks at each.
    fn forget_the_older_half(&mut self) {
        let mut uses: Vec<u64> = self.files.values().map(|entry| entry.last_use).collect();
        let half = uses.len() / 2;
        let (_, median, _) = uses.select_nth_unstable(half);
        let median = *median;
        self.files.retain(|_, entry| entry.last_use >= median);
        self.weight = self.files.values().map(Entry::weight).sum();
    }

    /// Drops what was not used for longest of what is in memory.
    fn drop_the_oldest(&mut self) {
        let kept = self.files.iter().filter(|(_, entry)| entry.bytes.is_some());
        let oldest = kept.min_by_key(|(_, entry)| entry.last_use).map(|(names, _)| names.clone());
        if let Some(old) = oldest.and_then(|names| self.files.remove(&names)) {
            self.weight -= old.weight();
        }
    }
}

impl Entry {
    fn weight(&self) -> u64 {
        self.bytes.as_ref().map_or(0, |bytes| bytes.len() as u64)
    }
}
