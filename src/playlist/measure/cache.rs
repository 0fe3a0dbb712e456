//! What was measured, kept on disk: a file for each directory of segments. Losing one costs the time to read the
//! segments again; what is no such file, or was written by another version, counts as lost.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime};

use sha2::{Digest, Sha256};

use super::record::Records;
use crate::file;
use crate::media::{Keyframe, Measured, Parameters, Track};

/// The directory in the cache that the files are in.
const DIRECTORY: &str = "measured";
/// What their names end with.
const ENDING: &str = ".json";
/// A larger file is none of ours, in bytes.
const LARGEST: u64 = 64 << 20;
/// How long a few new segments wait for more before they are written.
const LONG: Duration = Duration::from_secs(60);
/// How many segments of an hour are kept on disk; there are 1800 of two seconds.
pub(super) const MOST: usize = 20_000;
/// How much all files may take together, in bytes, before those that were written longest ago go.
const BUDGET: u64 = 256 << 20;

/// What is known of the segments of one directory.
#[derive(Debug)]
pub(super) struct Cache {
    /// Its file; none if it is to be in memory only.
    path: Option<PathBuf>,
    known: BTreeMap<String, Arc<Measured>>,
    /// What could not be read, and whether it never can be.
    failed: BTreeMap<String, bool>,
    /// How many are not in the file yet, and since when.
    unsaved: usize,
    since: Option<Instant>,
    weight: usize,
}

/// What is known of a segment.
pub(super) enum Found {
    /// This is in it.
    Measured(Arc<Measured>),
    /// It cannot be read; it may be another time.
    Failed,
    /// It never can be read: its bytes are none of a segment.
    Unreadable,
}

impl Cache {
    /// What is kept below `root` of the segments in a directory; nothing if that cannot be read.
    pub(super) fn open(root: Option<&Path>, directory: &Path) -> Self {
        let name = digest(directory.as_os_str().as_encoded_bytes()) + ENDING;
        let path = root.map(|root| root.join(DIRECTORY).join(name));
        let known = path.as_deref().and_then(read).unwrap_or_default();
        let weight = known.iter().map(|(key, measured)| weight(key, measured)).sum();
        Self { path, known, failed: BTreeMap::new(), unsaved: 0, since: None, weight }
    }

    pub(super) fn find(&self, key: &str) -> Option<Found> {
        let measured = self.known.get(key).map(|measured| Found::Measured(Arc::clone(measured)));
        measured.or_else(|| {
            self.failed.get(key).map(|is_final| if *is_final { Found::Unreadable } else { Found::Failed })
        })
    }

    pub(super) fn keep(&mut self, key: &str, measured: &Arc<Measured>) {
        self.weight += weight(key, measured);
        if let Some(old) = self.known.insert(key.to_owned(), Arc::clone(measured)) {
            self.weight -= weight(key, &old);
        }
        self.unsaved += 1;
        self.since.get_or_insert_with(Instant::now);
    }

    /// Remembers that a segment cannot be read, and `is_final` if it never can; whether that is news.
    pub(super) fn fail(&mut self, key: &str, is_final: bool) -> bool {
        let is_news = self.failed.insert(key.to_owned(), is_final).is_none();
        self.weight += if is_news { key.len() } else { 0 };
        is_news
    }

    /// About how much memory it takes, in bytes.
    pub(super) const fn weight(&self) -> usize {
        self.weight
    }

    /// Writes what is new to the disk, if that are at least so many or some of it has waited for long: of `only`
    /// these, if that is given. If it cannot be written, that is no reason to fail.
    pub(super) fn save(&mut self, least: usize, only: Option<&[String]>) {
        let (Some(path), Some(since)) = (&self.path, self.since) else { return };
        if self.unsaved < least && since.elapsed() < LONG {
            return;
        }
        if let Some(only) = only {
            let only: HashSet<&str> = only.iter().map(String::as_str).collect();
            self.known.retain(|key, _| only.contains(key.as_str()));
        }
        self.weight = self.known.iter().map(|(key, measured)| weight(key, measured)).sum();
        (self.unsaved, self.since) = (0, None);
        // Of the rest it is still known what is in it, or whoever measures an hour would never be done.
        let rest = self.known.len().saturating_sub(MOST);
        if let Err(error) = write(path, &Records::of(self.known.iter().skip(rest))) {
            tracing::debug!("what was measured cannot be kept in {}: {error}", path.display());
        }
    }
}

/// About how much memory a segment's measurement takes, in bytes.
fn weight(key: &str, measured: &Measured) -> usize {
    /// What the table and the memory's own bookkeeping take besides.
    const REST: usize = 150;
    let parameters = |parameters: &Parameters| {
        size_of::<Parameters>() + parameters.written.len() + parameters.codec.as_ref().map_or(0, String::len)
    };
    let track = |track: &Track| {
        size_of::<Track>()
            + track.keyframes.len() * size_of::<Keyframe>()
            + track.parameters.iter().map(parameters).sum::<usize>()
    };
    key.len() + size_of::<Measured>() + measured.tracks.iter().map(track).sum::<usize>() + REST
}

fn write(path: &Path, records: &Records) -> std::io::Result<()> {
    let directory = file::directory_of(path);
    fs::create_dir_all(directory)?;
    let text = serde_json::to_vec(records)?;
    file::replace(path, text)?;
    prune(directory)
}

/// The name of something by its bytes.
pub(super) fn digest(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let hash = Sha256::digest(bytes);
    hash.iter().take(16).fold(String::with_capacity(32), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn read(path: &Path) -> Option<BTreeMap<String, Arc<Measured>>> {
    let metadata = fs::metadata(path).ok()?;
    if !metadata.is_file() || metadata.len() > LARGEST {
        return None;
    }
    let records: Records = serde_json::from_slice(&fs::read(path).ok()?).ok()?;
    records.into_measured()
}

/// Deletes the files that were written longest ago, if all together are too large.
fn prune(directory: &Path) -> std::io::Result<()> {
    let mut files: Vec<(SystemTime, u64, PathBuf)> = Vec::new();
    for entry in fs::read_dir(directory)? {
        let entry = entry?;
        let metadata = entry.metadata()?;
        let is_ours = entry.file_name().as_encoded_bytes().ends_with(ENDING.as_bytes());
        if is_ours && metadata.is_file() {
            files.push((metadata.modified()?, metadata.len(), entry.path()));
        }
    }
    files.sort_unstable();
    let mut total: u64 = files.iter().map(|(_, length, _)| length).sum();
    for (_, length, path) in files {
        if total <= BUDGET {
            break;
        }
        fs::remove_file(path)?;
        total -= length;
    }
    Ok(())
}
