//! What has been read of the archive, kept for as long as its directory is unchanged.
//!
//! An hour's directory changes its modification time whenever a name appears or goes. So one `stat` tells
//! whether the hour must be read again, but for one trap: two changes can fall into one tick of the file
//! system's clock, and the second then leaves no trace. An hour is therefore believed only if its directory
//! had last changed clearly before it was read.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};

use super::hour::Hour;

/// How much memory the hours kept may take together, in bytes: about 300 hours of 2 s segments.
const BUDGET: usize = 64 << 20;
/// A change this close to the reading may have been followed by another in the same tick. Kernels stamp files
/// by a clock of 1 to 10 ms.
const FINE_TICK: Duration = Duration::from_millis(50);
/// The same for file systems that keep whole seconds (two, for FAT).
const COARSE_TICK: Duration = Duration::from_secs(2);

/// Hours that have been read, by directory.
#[derive(Debug, Default)]
pub(super) struct Index {
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    hours: HashMap<PathBuf, Entry>,
    weight: usize,
    uses: u64,
}

#[derive(Debug)]
struct Entry {
    hour: Arc<Hour>,
    modified: SystemTime,
    last_use: u64,
}

impl Index {
    /// The hour of this directory as it was read before, if the directory has not changed since.
    pub(super) fn find(&self, directory: &Path, modified: SystemTime) -> Option<Arc<Hour>> {
        let mut kept = self.lock();
        kept.uses += 1;
        let now = kept.uses;
        let entry = kept.hours.get_mut(directory).filter(|entry| entry.modified == modified)?;
        entry.last_use = now;
        Some(Arc::clone(&entry.hour))
    }

    /// Keeps an hour, if no change to its directory can have gone unnoticed. `modified` is what the directory
    /// said before it was read, `read_at` the clock before that.
    pub(super) fn keep(&self, directory: &Path, hour: &Arc<Hour>, modified: SystemTime, read_at: SystemTime) {
        if !is_settled(modified, read_at) {
            return;
        }
        let weight = hour.weight();
        let mut kept = self.lock();
        kept.uses += 1;
        let entry = Entry { hour: Arc::clone(hour), modified, last_use: kept.uses };
        kept.weight += weight;
        if let Some(old) = kept.hours.insert(directory.to_owned(), entry) {
            kept.weight -= old.hour.weight();
        }
        while kept.weight > BUDGET && kept.hours.len() > 1 {
            let oldest = kept.hours.iter().min_by_key(|(_, entry)| entry.last_use);
            let Some(oldest) = oldest.map(|(directory, _)| directory.clone()) else { break };
            if let Some(old) = kept.hours.remove(&oldest) {
                kept.weight -= old.hour.weight();
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        // Nothing under this lock can leave the table half changed in a way that matters: it is a cache.
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether a directory last changed so long before it was read that a later change must show.
fn is_settled(modified: SystemTime, read_at: SystemTime) -> bool {
    let is_coarse =
        modified.duration_since(SystemTime::UNIX_EPOCH).is_ok_and(|since| since.subsec_nanos() == 0);
    let tick = if is_coarse { COARSE_TICK } else { FINE_TICK };
    read_at.duration_since(modified).is_ok_and(|age| age > tick)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_directory_is_believed_only_when_its_clock_has_moved_on() {
        let at = |millis| SystemTime::UNIX_EPOCH + Duration::from_millis(millis);
        assert!(is_settled(at(10_001), at(10_100)));
        assert!(!is_settled(at(10_001), at(10_051)), "within a tick");
        assert!(!is_settled(at(10_000), at(11_900)), "a clock of whole seconds");
        assert!(is_settled(at(10_000), at(12_001)));
        assert!(!is_settled(at(10_001), at(9_000)), "from the future");
    }
}
