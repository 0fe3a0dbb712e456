//! What has been read of the archive, kept for as long as its directory is unchanged.
//!
//! An hour's directory changes its modification time whenever a name appears or goes. So one `stat` tells
//! whether the hour must be read again, but for one trap: two changes can fall into one tick of the file
//! system's clock, and the second then leaves no trace. An hour is therefore believed only if its directory
//! had last changed clearly before it was read.

use std::collections::HashMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::{Duration, Instant, SystemTime};

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
    /// The directories that are being read.
    turns: Mutex<HashMap<PathBuf, Weak<Turn>>>,
}

/// Where those who want the same directory wait; it has what the last of them read, and when that began.
type Turn = Mutex<Option<(Instant, Arc<Hour>)>>;

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

    /// The hour of this directory, which `read` reads if it is not here as it is now. Of several who want the same at
    /// once one reads, and the others wait for that: what was begun to be read after they asked is good for them.
    /// Who finds nothing then reads alone, whatever became of the others.
    pub(super) fn find_or_read(
        &self,
        directory: &Path,
        modified: SystemTime,
        read: impl FnOnce() -> io::Result<Arc<Hour>>,
    ) -> io::Result<Arc<Hour>> {
        if let Some(hour) = self.find(directory, modified) {
            return Ok(hour);
        }
        let asked = Instant::now();
        let turn = self.turn(directory);
        let mut last = turn.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, hour)) = last.as_ref().filter(|(begun, _)| *begun >= asked) {
            return Ok(Arc::clone(hour));
        }
        if let Some(hour) = self.find(directory, modified) {
            return Ok(hour);
        }
        let begun = Instant::now();
        let hour = read()?;
        *last = Some((begun, Arc::clone(&hour)));
        Ok(hour)
    }

    fn turn(&self, directory: &Path) -> Arc<Turn> {
        let mut turns = self.turns.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(turn) = turns.get(directory).and_then(Weak::upgrade) {
            return turn;
        }
        turns.retain(|_, turn| turn.strong_count() > 0);
        let turn = Arc::default();
        turns.insert(directory.to_owned(), Arc::downgrade(&turn));
        turn
    }

    /// Keeps an hour, if no change to its directory can have gone unnoticed. `modified` is what the directory
    /// said before it was read, `read_at` the [`stamp_clock`] before that.
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

/// The clock by which the kernel stamps files, where it can be asked: what changes from now on has no earlier stamp, however
/// late that clock is. On a busy machine it may stand still for longer than a tick.
pub(super) fn stamp_clock() -> SystemTime {
    #[cfg(target_os = "linux")]
    {
        use rustix::time::{ClockId, clock_gettime};
        let now = clock_gettime(ClockId::RealtimeCoarse);
        let since = u64::try_from(now.tv_sec).ok().zip(u32::try_from(now.tv_nsec).ok());
        let since = since.map(|(seconds, nanos)| Duration::new(seconds, nanos));
        // Before that time nothing is believed.
        SystemTime::UNIX_EPOCH + since.unwrap_or_default()
    }
    #[cfg(not(target_os = "linux"))]
    SystemTime::now()
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
    use std::sync::Barrier;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::super::root::Root;
    use super::super::skipped::Skipped;
    use super::*;
    use crate::time::Time;

    #[test]
    fn who_wants_the_same_at_once_reads_it_once() {
        let index = Index::default();
        let modified = SystemTime::UNIX_EPOCH + Duration::from_millis(10_001);
        let path = tempfile::tempdir().unwrap();
        let root = Root::open(path.path()).unwrap();
        let reads = AtomicUsize::new(0);
        let start = Barrier::new(8);
        let read = || {
            reads.fetch_add(1, Ordering::Relaxed);
            let hour = Hour::read(path.path(), Time::MIN, &root, &Skipped::default())?;
            let hour = Arc::new(hour);
            index.keep(path.path(), &hour, modified, modified + COARSE_TICK);
            Ok(hour)
        };
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    start.wait();
                    index.find_or_read(path.path(), modified, read).unwrap();
                });
            }
        });
        assert_eq!(reads.into_inner(), 1);
        let failed = index.find_or_read(Path::new("other"), modified, || Err(io::Error::other("no")));
        assert!(failed.is_err());
        let hour = index.find(path.path(), modified).unwrap();
        assert!(
            index.find_or_read(Path::new("other"), modified, || Ok(hour)).is_ok(),
            "each tries for itself"
        );
    }

    #[test]
    fn what_was_begun_to_be_read_before_somebody_asked_is_not_for_him() {
        let index = Index::default();
        // A change in between leaves no trace: it falls into the same tick.
        let modified = SystemTime::UNIX_EPOCH + Duration::from_millis(10_001);
        let path = tempfile::tempdir().unwrap();
        let root = Root::open(path.path()).unwrap();
        let read = || Ok(Arc::new(Hour::read(path.path(), Time::MIN, &root, &Skipped::default())?));
        let (reading, asked) = (Barrier::new(2), Barrier::new(2));
        std::thread::scope(|scope| {
            scope.spawn(|| {
                let slow = || {
                    let hour = read();
                    reading.wait();
                    asked.wait();
                    hour
                };
                assert_eq!(index.find_or_read(path.path(), modified, slow).unwrap().len(), 0);
            });
            reading.wait();
            std::fs::write(path.path().join("00:00.0-2.0-full-AAAA.ts"), "").unwrap();
            scope.spawn(|| {
                // It waits for its turn, and does not take what it finds then.
                assert_eq!(index.find_or_read(path.path(), modified, read).unwrap().len(), 1);
            });
            while Arc::strong_count(&index.turn(path.path())) < 3 {
                std::thread::yield_now();
            }
            asked.wait();
        });
    }

    #[test]
    fn nothing_has_an_earlier_stamp_than_the_clock_it_comes_from() {
        let directory = tempfile::tempdir().unwrap();
        for index in 0..2_000 {
            let before = stamp_clock();
            std::fs::write(directory.path().join(index.to_string()), "").unwrap();
            let modified = std::fs::metadata(directory.path()).unwrap().modified().unwrap();
            assert!(modified >= before, "{modified:?} {before:?}");
        }
        let behind = SystemTime::now().duration_since(stamp_clock()).unwrap_or_default();
        assert!(behind < Duration::from_secs(30), "{behind:?}");
    }

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
