//! Segments opened and measured, on all processors at once, each once: what was found is kept in `cache`.

mod cache;
mod record;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::fs::File;
use std::io::Read;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::UNIX_EPOCH;

use self::cache::Cache;
use crate::media::{self, MeasureError, Measured};
use crate::playlist::entry::{Entry, Place};

/// A larger file is no segment that could be held in memory, in bytes.
const LARGEST: u64 = 1 << 30;

/// What opens segments.
#[derive(Clone, Debug, Default)]
pub struct Gauge {
    /// The directory in which what was found is kept.
    cache: Option<PathBuf>,
}

/// Why nothing is known of a segment.
#[derive(Debug, thiserror::Error)]
enum Unread {
    #[error(transparent)]
    System(#[from] std::io::Error),
    #[error(transparent)]
    Content(#[from] MeasureError),
    #[error("it is larger than 1 GiB")]
    Large,
}

impl Gauge {
    /// A gauge that keeps what it finds below this directory; without one it opens every segment every time.
    #[must_use]
    pub fn new(cache: Option<PathBuf>) -> Self {
        Self { cache }
    }

    /// What is in each of these segments; none of those that cannot be read, of which a warning is given.
    #[must_use]
    pub fn measure(&self, entries: &[Entry<'_>]) -> Vec<Option<Arc<Measured>>> {
        let mut directories: HashMap<PathBuf, Vec<usize>> = HashMap::new();
        for (index, entry) in entries.iter().enumerate() {
            let directory = match entry.place {
                Place::Hour(hour, _) => hour.directory(),
                Place::Listed(directory, _) | Place::Directory(directory) => directory,
            };
            directories.entry(directory.to_owned()).or_default().push(index);
        }
        let mut found: Vec<Option<Arc<Measured>>> = vec![None; entries.len()];
        for (directory, indices) in directories {
            let keys: Vec<String> = indices.iter().map(|index| key(&entries[*index])).collect();
            let mut cache = self.cache.as_ref().map(|root| Cache::open(root, &directory));
            let known = |key: &String| cache.as_ref().and_then(|cache| cache.find(key));
            let mut open = Vec::new();
            for (index, key) in indices.iter().zip(&keys) {
                found[*index] = known(key);
                if found[*index].is_none() {
                    open.push((*index, key));
                }
            }
            let read = in_parallel(&open, |(index, _)| read(&entries[*index]));
            for ((index, key), measured) in open.into_iter().zip(read) {
                match measured {
                    Ok(measured) => {
                        let measured = Arc::new(measured);
                        if let Some(cache) = &mut cache {
                            cache.keep(key, &measured);
                        }
                        found[index] = Some(measured);
                    }
                    Err(why) => {
                        let path = entries[index].path();
                        let path = path.to_string_lossy().escape_debug().to_string();
                        tracing::warn!("{path} cannot be measured, but is listed: {why}");
                    }
                }
            }
            if let Some(cache) = cache {
                let is_archive = indices.iter().any(|index| entries[*index].hour().is_some());
                cache.save(if is_archive { None } else { Some(&keys) });
            }
        }
        found
    }
}

/// What a segment is known by: in an archive its name, which has a hash of its bytes in it; else all that changes
/// with them.
fn key(entry: &Entry<'_>) -> String {
    if entry.hour().is_some() {
        return entry.name.to_owned();
    }
    let metadata = std::fs::metadata(entry.path());
    let (size, modified) = metadata
        .map_or((0, UNIX_EPOCH), |metadata| (metadata.len(), metadata.modified().unwrap_or(UNIX_EPOCH)));
    let modified = modified.duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos();
    let init = entry.init.as_ref().map_or_else(String::new, |init| cache::digest(&init.bytes));
    format!("{}/{size}/{modified}/{init}", entry.name)
}

fn read(entry: &Entry<'_>) -> Result<Measured, Unread> {
    let file = File::open(entry.path())?;
    let length = file.metadata()?.len();
    if length > LARGEST {
        return Err(Unread::Large);
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
    file.take(LARGEST).read_to_end(&mut bytes)?;
    let init = entry.init.as_ref().map_or(&[][..], |init| &init.bytes);
    let mut measured = media::measure_with_init(init, &bytes)?;
    for track in &mut measured.tracks {
        // The first is all that a playlist asks for.
        track.keyframes.truncate(1);
        track.keyframes.shrink_to_fit();
    }
    Ok(measured)
}

/// What `work` makes of each of these, in order.
fn in_parallel<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
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
