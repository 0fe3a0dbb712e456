//! What a reader passed over, told once.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::sync::{Mutex, PoisonError};

/// How many names are warned of in the life of a process, so that a hostile archive cannot fill the log.
const MAX_WARNINGS: usize = 10_000;

/// What has been warned of.
#[derive(Debug, Default)]
pub(super) struct Skipped {
    paths: Mutex<HashSet<u64>>,
}

impl Skipped {
    /// Warns that a file is passed over, the first time this is said of it.
    pub(super) fn warn(&self, path: &Path, why: &str) {
        let mut hasher = DefaultHasher::new();
        path.hash(&mut hasher);
        let mut paths = self.paths.lock().unwrap_or_else(PoisonError::into_inner);
        if paths.len() >= MAX_WARNINGS || !paths.insert(hasher.finish()) {
            return;
        }
        tracing::warn!("skipped {}: {why}", path.to_string_lossy().escape_debug());
        if paths.len() == MAX_WARNINGS {
            tracing::warn!("{MAX_WARNINGS} names were skipped; further ones are not told");
        }
    }
}
