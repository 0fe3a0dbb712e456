//! The files of who may come in, read: private ones, like all that hold secrets.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::{ConfigError, private_file};
use crate::server::access::book::Book;
use crate::server::access::guard::Memory;
use crate::server::access::keys::LinkKeys;

/// The longest auth file, in bytes: room for tens of thousands.
const LONGEST_BOOK: u64 = 8 << 20;
/// The longest file of link secrets, in bytes.
const LONGEST_KEYS: u64 = 64 << 10;

/// Those who may come in, and those of them who did. It is forgotten with the file that says so.
#[derive(Debug)]
pub(super) struct Entrance {
    pub(super) book: Arc<Book>,
    pub(super) memory: Memory,
}

/// Reads an auth file.
pub(super) fn entrance(files: &[PathBuf]) -> Result<Entrance, String> {
    let path = files.first().map_or(Path::new(""), PathBuf::as_path);
    let bytes = private_file("callers", path, LONGEST_BOOK).map_err(|error| told(&error))?;
    let text = String::from_utf8(bytes).map_err(|_| format!("{}: it is not UTF-8", path.display()))?;
    let (book, warnings) = Book::parse(&text, path).map_err(|finding| finding.to_string())?;
    for warning in warnings {
        tracing::warn!("{warning}");
    }
    let memory = Memory::new().map_err(|error| format!("the system has no random bytes: {error}"))?;
    Ok(Entrance { book: Arc::new(book), memory })
}

/// Reads a file of link secrets.
pub(super) fn keys(files: &[PathBuf]) -> Result<LinkKeys, String> {
    link_keys(files.first().map_or(Path::new(""), PathBuf::as_path))
}

/// The secrets of a file that nobody but its owner can read: one a line, each 32 random bytes or more. An error names
/// the file, the reason and the fix.
pub fn link_keys(path: &Path) -> Result<LinkKeys, String> {
    let bytes = private_file("link secret", path, LONGEST_KEYS).map_err(|error| told(&error))?;
    LinkKeys::parse(&bytes).map_err(|error| {
        let file = path.display();
        format!("{file}: {error}: make one with `(umask 077; openssl rand -hex 32 > FILE)`")
    })
}

/// An error with what to do about it, in one line.
fn told(error: &ConfigError) -> String {
    std::iter::once(error.to_string()).chain(error.hints()).collect::<Vec<_>>().join(": ")
}
