//! Files of lines that survive a crash: small journals in the state directory, one for each name.
//!
//! A journal only grows, a batch of lines at a time, and a batch is on the disk before
//! [`Journal::append`] returns. Each line carries a checksum, so that what a crash has torn off is noticed: a
//! torn end is cut off, for nobody was told that it had been written; damage anywhere else makes the whole
//! journal [`JournalError::Damaged`]. What the lines mean is decided elsewhere.
//!
//! One process at a time writes the journals of an archive; a lock that dies with its process says whose turn
//! it is. No name is ever part of a path: files are called by a hash of theirs.

mod line;
#[cfg(test)]
mod tests;

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use percent_encoding::{NON_ALPHANUMERIC, percent_encode};
use sha2::{Digest, Sha256};

/// The directory of the journals in the state directory.
const DIRECTORY: &str = "live";
/// The file that the writing process has locked.
const LOCK: &str = "lock";
/// What every journal begins with. Another version has another number.
const HEADER: &str = "streamctl journal 1";
/// No journal grows larger than this, in bytes: it is a different file.
const LARGEST: u64 = 1 << 30;

/// The journals of one archive, this process's alone.
#[derive(Debug)]
pub struct Journals {
    directory: PathBuf,
    /// Locked for as long as it is open.
    _lock: File,
}

/// One journal.
#[derive(Debug)]
pub struct Journal {
    path: PathBuf,
    header: String,
    /// How long the file is after what was last read or written, in bytes; none if that failed.
    length: Option<u64>,
    lines: usize,
}

/// Why journals cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// Another process writes them.
    #[error("another server keeps the journals of this archive in {0}")]
    Taken(PathBuf),
    /// What is in the file is not what was written, or not by this version.
    #[error("{0} is damaged, or was written by another version")]
    Damaged(PathBuf),
    /// The system refuses.
    #[error("cannot use {path}: {source}")]
    Io {
        /// The file or directory.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
}

impl Journals {
    /// The journals of the archive at `root`, in this state directory, which is made if it is not there.
    pub fn open(state: &Path, root: &Path) -> Result<Self, JournalError> {
        let directory = state.join(DIRECTORY).join(hash([root.as_os_str().as_encoded_bytes()]));
        let fail = |source| JournalError::Io { path: directory.clone(), source };
        make_directory(&directory).map_err(fail)?;
        let lock = File::options().create(true).truncate(false).write(true).open(directory.join(LOCK));
        let lock = lock.map_err(fail)?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { directory, _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(JournalError::Taken(directory)),
            Err(TryLockError::Error(source)) => Err(fail(source)),
        }
    }

    /// The journal of these names, whether or not it is there yet.
    #[must_use]
    pub fn journal(&self, names: &[&str]) -> Journal {
        let path = self.directory.join(hash(names.iter().map(|name| name.as_bytes())));
        let names: Vec<String> =
            names.iter().map(|name| percent_encode(name.as_bytes(), NON_ALPHANUMERIC).to_string()).collect();
        Journal { path, header: format!("{HEADER} {}", names.join("/")), length: None, lines: 0 }
    }
}

impl Journal {
    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether there is such a file.
    #[must_use]
    pub fn exists(&self) -> bool {
        self.path.exists()
    }

    /// How many lines it has.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.lines
    }

    /// Whether it has no line.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.lines == 0
    }

    /// All its lines; none if there is no such file. Afterwards it can be appended to.
    pub fn read(&mut self) -> Result<Vec<String>, JournalError> {
        self.length = None;
        let fail = |source| JournalError::Io { path: self.path.clone(), source };
        // For writing: what can only be read would soon be out of date.
        let file = match File::options().read(true).write(true).open(&self.path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(fail(error)),
        };
        if file.metadata().map_err(fail)?.len() > LARGEST {
            return Err(JournalError::Damaged(self.path.clone()));
        }
        let bytes = fs::read(&self.path).map_err(fail)?;
        let damaged = || JournalError::Damaged(self.path.clone());
        let (mut lines, length) = line::read_all(&bytes).ok_or_else(damaged)?;
        if lines.is_empty() || lines.remove(0) != self.header {
            return Err(damaged());
        }
        if length < bytes.len() {
            tracing::info!("cut a torn end off {}", self.path.display());
            file.set_len(length as u64).and_then(|()| file.sync_data()).map_err(fail)?;
        }
        self.length = Some(length as u64);
        self.lines = lines.len();
        Ok(lines)
    }

    /// Adds lines, which may hold no line end. They are on the disk afterwards; after an error the journal can
    /// only be replaced.
    pub fn append(&mut self, lines: &[String]) -> io::Result<()> {
        let Some(length) = self.length.take() else {
            return Err(io::Error::new(ErrorKind::NotFound, "there is no journal to append to"));
        };
        let mut text = String::new();
        for line in lines {
            line::push(&mut text, line);
        }
        let mut file = File::options().append(true).open(&self.path)?;
        if file.metadata()?.len() != length {
            return Err(io::Error::new(ErrorKind::InvalidData, "somebody else has changed the journal"));
        }
        file.write_all(text.as_bytes())?;
        file.sync_data()?;
        self.length = Some(length + text.len() as u64);
        self.lines += lines.len();
        Ok(())
    }

    /// Puts these lines in the place of all that were there, all at once.
    pub fn replace(&mut self, lines: &[String]) -> io::Result<()> {
        let mut text = String::new();
        line::push(&mut text, &self.header);
        for line in lines {
            line::push(&mut text, line);
        }
        let directory = self.path.parent().unwrap_or(Path::new("."));
        fs::create_dir_all(directory)?;
        let fresh = self.path.with_extension("new");
        let written = File::create(&fresh).and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()?;
            fs::rename(&fresh, &self.path)?;
            // The new name must last as well, before anything is added under it.
            File::open(directory)?.sync_all()
        });
        if let Err(error) = written {
            // It may not have got so far.
            let _ = fs::remove_file(&fresh);
            return Err(error);
        }
        self.length = Some(text.len() as u64);
        self.lines = lines.len();
        Ok(())
    }

    /// Removes the file: better none than one that is behind.
    pub fn discard(&mut self) -> io::Result<()> {
        self.length = None;
        self.lines = 0;
        match fs::remove_file(&self.path) {
            Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }
}

/// A name for a file of something that may be called anything.
fn hash<'a>(names: impl IntoIterator<Item = &'a [u8]>) -> String {
    const LENGTH: usize = 16;
    let mut hasher = Sha256::new();
    for name in names {
        hasher.update(name);
        // No name of a file has this in it.
        hasher.update([0]);
    }
    hasher.finalize()[..LENGTH].iter().fold(String::new(), |name, byte| format!("{name}{byte:02x}"))
}

/// Makes a directory and those above it, closed to others where that can be said.
fn make_directory(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}
