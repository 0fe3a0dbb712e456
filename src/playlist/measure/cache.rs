//! What was measured, kept on disk: a file for each directory of segments. Losing one costs the time to read the
//! segments again; what is no such file, or was written by another version, counts as lost.

use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use sha2::{Digest, Sha256};

use super::record::Records;
use crate::file;
use crate::media::Measured;

/// The directory in the cache that the files are in.
const DIRECTORY: &str = "measured";
/// What their names end with.
const ENDING: &str = ".json";
/// A larger file is none of ours, in bytes.
const LARGEST: u64 = 64 << 20;
/// How many segments of an hour are kept; there are 1800 of two seconds.
const MOST: usize = 20_000;
/// How much all files may take together, in bytes, before those that were written longest ago go.
const BUDGET: u64 = 256 << 20;

/// What is known of the segments of one directory.
#[derive(Debug)]
pub(super) struct Cache {
    path: PathBuf,
    known: BTreeMap<String, Arc<Measured>>,
    has_changed: bool,
}

impl Cache {
    /// What is kept below `root` of the segments in a directory; nothing if that cannot be read.
    pub(super) fn open(root: &Path, directory: &Path) -> Self {
        let name = digest(directory.as_os_str().as_encoded_bytes()) + ENDING;
        let path = root.join(DIRECTORY).join(name);
        let known = read(&path).unwrap_or_default();
        Self { path, known, has_changed: false }
    }

    pub(super) fn find(&self, key: &str) -> Option<Arc<Measured>> {
        self.known.get(key).map(Arc::clone)
    }

    pub(super) fn keep(&mut self, key: &str, measured: &Arc<Measured>) {
        self.known.insert(key.to_owned(), Arc::clone(measured));
        self.has_changed = true;
    }

    /// Writes what is new to the disk: of `only` these, if that is given. If it cannot be written, that is no
    /// reason to fail.
    pub(super) fn save(mut self, only: Option<&[String]>) {
        if !self.has_changed {
            return;
        }
        if let Some(only) = only {
            let only: HashSet<&str> = only.iter().map(String::as_str).collect();
            self.known.retain(|key, _| only.contains(key.as_str()));
        }
        while self.known.len() > MOST {
            self.known.pop_first();
        }
        if let Err(error) = self.write() {
            tracing::debug!("what was measured cannot be kept in {}: {error}", self.path.display());
        }
    }

    fn write(&self) -> std::io::Result<()> {
        let directory = file::directory_of(&self.path);
        fs::create_dir_all(directory)?;
        let text = serde_json::to_vec(&Records::of(&self.known))?;
        file::replace(&self.path, text)?;
        prune(directory)
    }
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
