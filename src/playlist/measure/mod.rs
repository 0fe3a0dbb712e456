//! Segments opened and measured, on all processors at once, each once: what was found is kept, in memory and in
//! `cache`.

mod cache;
mod memory;
mod open;
mod record;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use self::cache::{Cache, Found};
use self::memory::Memory;
use self::open::{Unread, Wanted, in_parallel};
use crate::archive::Hour;
use crate::media::Measured;
use crate::playlist::entry::{Entry, Place};
use crate::time::Time;

/// How many segments are opened before what they are is kept.
const BATCH: usize = 128;
/// How many segments of a directory may be new before they are written down by a gauge that goes on.
const UNSAVED: usize = 64;

/// What opens segments.
#[derive(Debug)]
pub struct Gauge {
    /// The directory in which what was found is kept.
    cache: Option<PathBuf>,
    memory: Memory,
    /// How many new segments of a directory are worth writing its file.
    least_saved: usize,
}

/// Some segments of an hour: those that begin between two moments.
#[derive(Clone, Debug)]
pub struct Section {
    /// The hour.
    pub hour: Arc<Hour>,
    /// From here on.
    pub from: Time,
    /// Before this.
    pub to: Time,
}

impl Gauge {
    /// A gauge for one time, which keeps what it finds below this directory; without one only for as long as it is
    /// there itself.
    #[must_use]
    pub fn new(cache: Option<PathBuf>) -> Self {
        Self { cache, memory: Memory::default(), least_saved: 1 }
    }

    /// The same for somebody who asks for segments as they are recorded: not every single one is written down at
    /// once.
    #[must_use]
    pub fn lasting(cache: Option<PathBuf>) -> Self {
        Self { least_saved: UNSAVED, ..Self::new(cache) }
    }

    /// What is in each of these segments; none of those that cannot be read, of which a warning is given.
    #[must_use]
    pub fn measure(&self, entries: &[Entry<'_>]) -> Vec<Option<Arc<Measured>>> {
        let mut found = Vec::with_capacity(entries.len());
        for neighbours in entries.chunk_by(|one, other| are_together(one.place, other.place)) {
            let (directory, is_archive) = match neighbours[0].place {
                Place::Hour(hour, _) => (hour.directory(), true),
                Place::Listed(directory, _) => (directory, true),
                Place::Directory(directory) => (directory, false),
            };
            let wanted: Vec<Wanted<'_>> =
                neighbours.iter().map(|entry| Wanted::of(directory, entry)).collect();
            found.extend(self.find(directory, &wanted));
            let keys = || wanted.iter().map(|wanted| wanted.key.to_string()).collect::<Vec<_>>();
            // Of a flat directory these are all there is.
            let only = if is_archive { None } else { Some(keys()) };
            self.with(directory, |cache| cache.save(self.least_saved, only.as_deref()));
        }
        found
    }

    /// What is in a segment of this name; none if it cannot be read, of which a warning is given once.
    #[must_use]
    pub fn measure_one(&self, hour: &Hour, name: &str) -> Option<Arc<Measured>> {
        self.find(hour.directory(), &[Wanted::named(hour, name)]).pop().flatten()
    }

    /// How many segments of a section would have to be opened.
    #[must_use]
    pub fn lacks(&self, section: &Section) -> usize {
        self.with(section.hour.directory(), |cache| section.lacking(cache).count())
    }

    /// Opens some more segments of a section, and keeps what is in them; whether that is all now.
    pub fn fill(&self, section: &Section) -> bool {
        let directory = section.hour.directory();
        let (lacking, is_all) = self.with(directory, |cache| {
            let mut lacking = section.lacking(cache);
            let some: Vec<&str> = lacking.by_ref().take(BATCH).collect();
            (some, lacking.next().is_none())
        });
        let wanted: Vec<_> = lacking.into_iter().map(|name| Wanted::named(&section.hour, name)).collect();
        self.find(directory, &wanted);
        let least = if is_all { 1 } else { self.least_saved };
        self.with(directory, |cache| cache.save(least, None));
        is_all
    }

    /// Writes down what is new, where it has become much. What somebody is just using is left for another time.
    pub fn save(&self) {
        for shelf in self.memory.shelves() {
            if let Some(cache) = shelf.try_lock().as_deref_mut().and_then(Option::as_mut) {
                cache.save(self.least_saved, None);
            }
        }
    }

    /// What is in each of these segments of a directory. Files are opened without holding up anybody, and what was
    /// found is kept as it goes.
    fn find(&self, directory: &Path, wanted: &[Wanted<'_>]) -> Vec<Option<Arc<Measured>>> {
        let mut open = Vec::new();
        let mut found: Vec<Option<Arc<Measured>>> = self.with(directory, |cache| {
            let look = |(index, wanted): (usize, &Wanted<'_>)| match cache.find(&wanted.key) {
                Some(Found::Measured(measured)) => Some(measured),
                Some(Found::Unreadable) => None,
                Some(Found::Failed) | None => {
                    open.push(index);
                    None
                }
            };
            wanted.iter().enumerate().map(look).collect()
        });
        for batch in open.chunks(BATCH) {
            let read = in_parallel(batch, |index| wanted[*index].read());
            let failed = self.with(directory, |cache| {
                let mut failed = Vec::new();
                for (index, read) in batch.iter().zip(read) {
                    let key = &wanted[*index].key;
                    match read {
                        Ok(measured) => {
                            let measured = Arc::new(measured);
                            cache.keep(key, &measured);
                            found[*index] = Some(measured);
                        }
                        Err(why) if cache.fail(key, !matches!(why, Unread::System(_))) => {
                            failed.push((*index, why));
                        }
                        Err(_) => {}
                    }
                }
                failed
            });
            for (index, why) in failed {
                let path = directory.join(wanted[index].name);
                let path = path.to_string_lossy().escape_debug().to_string();
                tracing::warn!("{path} cannot be measured, but is listed: {why}");
            }
        }
        found
    }

    /// Does something with what is known of a directory.
    fn with<R>(&self, directory: &Path, work: impl FnOnce(&mut Cache) -> R) -> R {
        let shelf = self.memory.shelf(directory);
        let mut held = shelf.lock();
        let cache = held.get_or_insert_with(|| Cache::open(self.cache.as_deref(), directory));
        let done = work(cache);
        let weight = cache.weight();
        drop(held);
        for gone in self.memory.weigh(directory, weight) {
            if let Some(cache) = &mut *gone.lock() {
                cache.save(1, None);
            }
        }
        done
    }
}

/// Whether segments lie in the same directory.
fn are_together(one: Place<'_>, other: Place<'_>) -> bool {
    match (one, other) {
        (Place::Hour(one, _), Place::Hour(other, _)) => std::ptr::eq(one, other),
        (
            Place::Directory(one) | Place::Listed(one, _),
            Place::Directory(other) | Place::Listed(other, _),
        ) => one == other,
        _ => false,
    }
}

impl Section {
    /// The names of its segments of which nothing is known.
    fn lacking<'a>(&'a self, cache: &Cache) -> impl Iterator<Item = &'a str> {
        let within = self.hour.segments().filter(|segment| (self.from..self.to).contains(&segment.start));
        within.map(|segment| segment.name).filter(|name| cache.find(name).is_none())
    }
}
