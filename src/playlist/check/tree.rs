//! The playlists of a directory.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// As many playlists as are looked for, and as many levels down.
const MOST: usize = 10_000;
const DEEPEST: usize = 32;

/// The paths of the playlists in a directory and below it, sorted; whatever is hidden, and below what is, is left
/// out, and symbolic links to directories are not followed. Fails if the directory itself cannot be listed.
pub fn playlists(directory: &Path) -> io::Result<Vec<PathBuf>> {
    let mut found = BTreeSet::new();
    let mut waiting = vec![(directory.to_owned(), 0)];
    let mut is_first = true;
    while let Some((directory, depth)) = waiting.pop() {
        let entries = match fs::read_dir(&directory) {
            Ok(entries) => entries,
            Err(error) if is_first => return Err(error),
            Err(error) => {
                tracing::warn!("cannot look into {}: {error}", directory.display());
                continue;
            }
        };
        is_first = false;
        for entry in entries.flatten() {
            let name = entry.file_name();
            let name = name.as_encoded_bytes();
            if name.starts_with(b".") {
                continue;
            }
            let Ok(kind) = entry.file_type() else { continue };
            if kind.is_dir() {
                if depth < DEEPEST {
                    waiting.push((entry.path(), depth + 1));
                }
            } else if is_playlist(name) && fs::metadata(entry.path()).is_ok_and(|data| data.is_file()) {
                if found.len() == MOST {
                    tracing::warn!("more than {MOST} playlists: the others are left out");
                    return Ok(found.into_iter().collect());
                }
                found.insert(entry.path());
            }
        }
    }
    Ok(found.into_iter().collect())
}

fn is_playlist(name: &[u8]) -> bool {
    let name = name.to_ascii_lowercase();
    name.ends_with(b".m3u8") || name.ends_with(b".m3u")
}

/// The real paths of files, by which two ways to one are the same.
#[derive(Debug, Default)]
pub struct Seen(HashSet<PathBuf>);

impl Seen {
    /// Whether this file is here for the first time.
    pub fn is_new(&mut self, path: &Path) -> bool {
        self.0.insert(real(path))
    }

    /// Whether this file was here before.
    #[must_use]
    pub fn has(&self, path: &Path) -> bool {
        self.0.contains(&real(path))
    }
}

fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}
