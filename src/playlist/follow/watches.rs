//! The directories in which something may appear for a list, whoever keeps it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tokio::sync::Notify;

use crate::archive::Variant;
use crate::archive::name::format_hour;
use crate::playlist::source::{Layout, Source};
use crate::time::Time;
use crate::watch::{Watch, Watcher};

/// How many hours of a variant are watched: the newest, and the next where clocks differ.
const MAX_HOURS: usize = 3;

/// The directories of a variant's hours, of these in order, in which a segment may still appear.
pub fn newest_hours(variant: &Variant, hours: Vec<Time>) -> impl Iterator<Item = PathBuf> {
    let newest = hours.into_iter().rev().take(MAX_HOURS);
    newest.map(|hour| variant.directory().join(format_hour(hour)))
}

/// What is watched of a source.
#[derive(Debug)]
pub struct Watches {
    watcher: Watcher,
    changed: Arc<Notify>,
    kept: HashMap<PathBuf, Watch>,
}

impl Watches {
    /// Nothing yet. `changed` is told.
    #[must_use]
    pub fn new(watcher: Watcher, changed: Arc<Notify>) -> Self {
        Self { watcher, changed, kept: HashMap::new() }
    }

    /// Watches the directory in which the one of this path will appear, if it is not there yet; whether all that is
    /// told of.
    pub fn wait_for(&mut self, path: &Path) -> bool {
        let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
        let mut wanted = Vec::from_iter(path.ancestors().find(|path| path.is_dir()).map(Path::to_owned));
        if wanted.first() == Some(&path) {
            // What is in it may be variants, in which hours appear.
            let inside = std::fs::read_dir(&path).into_iter().flatten().flatten().map(|entry| entry.path());
            wanted.extend(inside.filter(|path| path.is_dir()));
        }
        self.keep(&wanted)
    }

    /// Watches where segments of this source may appear from `now` on; whether all that is told of.
    pub fn follow(&mut self, source: &Source, now: Time) -> bool {
        let mut wanted = vec![source.root().to_owned()];
        if let Layout::Stream(_) = &source.layout {
            // Those in which there is no hour yet may be variants to come.
            let names = source.archive.variants(&[]).unwrap_or_default();
            wanted.extend(names.iter().map(|name| source.root().join(name)));
        }
        for (_, variant) in source.variants() {
            self.add(variant.directory());
            wanted.push(variant.directory().to_owned());
            let hours =
                source.archive.recorded(variant, now).map(|recorded| recorded.hours).unwrap_or_default();
            wanted.extend(newest_hours(variant, hours));
        }
        self.keep(&wanted)
    }

    /// Watches these directories, and no others any more; whether all that is told of.
    pub fn keep(&mut self, wanted: &[PathBuf]) -> bool {
        self.kept.retain(|directory, watch| watch.is_alive() && wanted.contains(directory));
        let mut is_told = true;
        for directory in wanted {
            is_told &= self.add(directory);
        }
        is_told
    }

    /// Watches this directory as well, before somebody looks into it; whether that is told of.
    pub fn add(&mut self, directory: &Path) -> bool {
        if self.kept.get(directory).is_some_and(Watch::is_alive) {
            return true;
        }
        let Some(watch) = self.watcher.watch(directory, &self.changed) else { return false };
        self.kept.insert(directory.to_owned(), watch);
        true
    }
}
