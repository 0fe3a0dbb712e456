//! Segments opened: each whole, and many at once.

use std::borrow::Cow;
use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::UNIX_EPOCH;

use super::cache;
use crate::archive::Hour;
use crate::media::{self, MeasureError, Measured};
use crate::playlist::entry::{Entry, Init};

/// A larger file is no segment that could be held in memory, in bytes.
const LARGEST: u64 = 1 << 30;

/// A segment to be opened.
pub(super) struct Wanted<'a> {
    directory: &'a Path,
    pub(super) name: &'a str,
    /// What it is known by: in an archive its name, which has a hash of its bytes in it; else all that changes with
    /// them.
    pub(super) key: Cow<'a, str>,
    init: Option<&'a Init>,
}

/// Why nothing is known of a segment.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unread {
    #[error(transparent)]
    System(#[from] std::io::Error),
    #[error(transparent)]
    Content(#[from] MeasureError),
    #[error("it is larger than 1 GiB")]
    Large,
}

impl<'a> Wanted<'a> {
    pub(super) fn named(hour: &'a Hour, name: &'a str) -> Self {
        Self { directory: hour.directory(), name, key: name.into(), init: None }
    }

    pub(super) fn of(directory: &'a Path, entry: &'a Entry<'_>) -> Self {
        let key = if entry.hour().is_some() { entry.name.into() } else { key(entry).into() };
        Self { directory, name: entry.name, key, init: entry.init.as_deref() }
    }

    pub(super) fn read(&self) -> Result<Measured, Unread> {
        let file = File::open(self.directory.join(self.name))?;
        let length = file.metadata()?.len();
        if length > LARGEST {
            return Err(Unread::Large);
        }
        let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
        file.take(LARGEST).read_to_end(&mut bytes)?;
        let init = self.init.map_or(&[][..], |init| &init.bytes);
        let mut measured = media::measure_with_init(init, &bytes)?;
        for track in &mut measured.tracks {
            // The first is all that a playlist asks for.
            track.keyframes.truncate(1);
            track.keyframes.shrink_to_fit();
        }
        Ok(measured)
    }
}

/// What a segment in a flat directory is known by.
fn key(entry: &Entry<'_>) -> String {
    let metadata = std::fs::metadata(entry.path());
    let (size, modified) = metadata
        .map_or((0, UNIX_EPOCH), |metadata| (metadata.len(), metadata.modified().unwrap_or(UNIX_EPOCH)));
    let modified = modified.duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
    let init = entry.init.as_ref().map_or_else(String::new, |init| cache::digest(&init.bytes));
    format!("{}/{size}/{modified}/{init}", entry.name)
}

/// What `work` makes of each of these, in order.
pub(super) fn in_parallel<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(items.len());
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, R)>> = Mutex::new(Vec::with_capacity(items.len()));
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some((index, item)) = {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    items.get(index).map(|item| (index, item))
                } {
                    let result = work(item);
                    done.lock().unwrap_or_else(PoisonError::into_inner).push((index, result));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort_unstable_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, result)| result).collect()
}
