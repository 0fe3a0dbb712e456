//! Where a fetched file goes: over the file that is there, or into what is no regular file.
//!
//! A run is to end at once when a signal says so, whatever it waits for. So what may wait for others, such as a pipe
//! that nobody reads, is opened and written to on other threads, and so is a file brought to the disk; but the
//! unfinished file itself stays here, to be removed when this is dropped.

use std::io::{self, Write as _};
use std::path::Path;

use tokio::fs::File;
use tokio::io::AsyncWriteExt as _;

use crate::file::{self, Replacement};

/// A file being written.
pub(super) enum Sink {
    /// Beside the one that it is to replace.
    Beside(Replacement),
    /// What is no regular file, and whether something was written to it.
    Directly(File, bool),
}

impl Sink {
    /// Begins an empty file that is to be at a path; waits for somebody to read it if it is a pipe.
    pub(super) async fn begin(path: &Path) -> io::Result<Self> {
        match file::special(path)? {
            Some(target) => Ok(Self::Directly(File::options().write(true).open(target).await?, false)),
            None => Replacement::begin(path).map(Self::Beside),
        }
    }

    pub(super) async fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Self::Beside(file) => file.write_all(bytes),
            Self::Directly(file, is_used) => {
                *is_used = true;
                file.write_all(bytes).await?;
                // Else an error would be told by the next write.
                file.flush().await
            }
        }
    }

    /// Forgets what was written. What is written to as it is cannot forget, and that is an error.
    pub(super) fn restart(&mut self) -> io::Result<()> {
        match self {
            Self::Beside(file) => file.restart(),
            Self::Directly(_, false) => Ok(()),
            Self::Directly(_, true) => Err(file::untakable()),
        }
    }

    /// Puts the file in its place, after it is on the disk.
    pub(super) async fn finish(self) -> io::Result<()> {
        let Self::Beside(file) = self else { return Ok(()) };
        if let Some(handle) = file.handle()? {
            tokio::task::spawn_blocking(move || handle.sync_all()).await.map_err(io::Error::other)??;
        }
        file.put_in_place()
    }
}
