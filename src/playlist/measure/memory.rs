//! What is known of directories of segments, in memory: so much that a request for the same again reads nothing.
//!
//! A directory's shelf has a lock of its own, so that one whose file is slow to read holds up nobody else.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, TryLockError};

use super::cache::Cache;

/// How much all shelves may take together, in bytes: about 100,000 segments, which are more than two days of one
/// variant in pieces of 2 s.
pub(super) const BUDGET: usize = 128 << 20;

/// The shelves, by directory.
#[derive(Debug, Default)]
pub(super) struct Memory {
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    shelves: HashMap<PathBuf, Place>,
    weight: usize,
    uses: u64,
}

#[derive(Debug, Default)]
struct Place {
    shelf: Arc<Shelf>,
    weight: usize,
    last_use: u64,
}

/// What is known of a directory; nothing before it was first asked for.
#[derive(Debug, Default)]
pub(super) struct Shelf(Mutex<Option<Cache>>);

impl Memory {
    /// The shelf of a directory.
    pub(super) fn shelf(&self, directory: &Path) -> Arc<Shelf> {
        let mut kept = self.lock();
        kept.uses += 1;
        let now = kept.uses;
        if !kept.shelves.contains_key(directory) {
            kept.shelves.insert(directory.to_owned(), Place::default());
        }
        let place = kept.shelves.get_mut(directory);
        place
            .map(|place| {
                place.last_use = now;
                Arc::clone(&place.shelf)
            })
            .unwrap_or_default()
    }

    /// All shelves.
    pub(super) fn shelves(&self) -> Vec<Arc<Shelf>> {
        self.lock().shelves.values().map(|place| Arc::clone(&place.shelf)).collect()
    }

    /// Notes how much a directory's shelf takes. Those that were not used for longest go if it is too much, and are
    /// handed back.
    pub(super) fn weigh(&self, directory: &Path, weight: usize) -> Vec<Arc<Shelf>> {
        let mut kept = self.lock();
        if let Some(place) = kept.shelves.get_mut(directory) {
            let old = std::mem::replace(&mut place.weight, weight);
            kept.weight = kept.weight + weight - old;
        }
        let mut gone = Vec::new();
        while kept.weight > BUDGET && kept.shelves.len() > 1 {
            let oldest = kept.shelves.iter().min_by_key(|(_, place)| place.last_use);
            let Some(oldest) = oldest.map(|(directory, _)| directory.clone()) else { break };
            if let Some(place) = kept.shelves.remove(&oldest) {
                kept.weight -= place.weight;
                gone.push(place.shelf);
            }
        }
        gone
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shelf {
    /// What is on it, to be filled by whoever finds nothing.
    pub(super) fn lock(&self) -> MutexGuard<'_, Option<Cache>> {
        // A cache is whole after every step.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The same, unless somebody is using it.
    pub(super) fn try_lock(&self) -> Option<MutexGuard<'_, Option<Cache>>> {
        match self.0.try_lock() {
            Ok(held) => Some(held),
            Err(TryLockError::Poisoned(held)) => Some(held.into_inner()),
            Err(TryLockError::WouldBlock) => None,
        }
    }
}
