//! What is kept of a list between two looks: its last edition, read again only when somebody else has changed the
//! file.

use std::fs::{self, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::sync::Arc;
use std::time::SystemTime;

use crate::media::Measured;
use crate::playlist::edition::{Edition, Growth};
use crate::playlist::media::Mapped;

/// A larger file is no playlist, in bytes.
const LARGEST: u64 = 1 << 30;

/// A list.
#[derive(Debug, Default)]
pub(super) struct Kept {
    /// Its last edition; none if there is none, or it cannot be continued.
    pub(super) edition: Option<Edition>,
    /// Whether the file holds it.
    pub(super) is_written: bool,
    /// Whether it had its end before this look.
    pub(super) had_ended: bool,
    /// What is in its last segment, if that was opened.
    pub(super) measured: Option<Arc<Measured>>,
    /// The initialization section that its last segment has.
    pub(super) mapped: Option<Mapped>,
    /// What the file was like when its edition was read, or written.
    stamp: Option<Stamp>,
}

/// What changes when a file is replaced, or written to.
type Stamp = (u64, u64, Option<SystemTime>);

impl Kept {
    /// Reads the edition that is there, unless that is the one that is known.
    pub(super) fn renew(&mut self, path: &Path, growth: Growth) {
        let metadata = match fs::metadata(path) {
            Ok(metadata) => metadata,
            Err(error) => {
                // A list that somebody deletes while it is followed is written again, as it would have been.
                self.is_written = false;
                if error.kind() != io::ErrorKind::NotFound && self.edition.is_none() {
                    warn(path, &error.to_string());
                }
                return;
            }
        };
        if !metadata.is_file() || self.stamp == Some(stamp(&metadata)) {
            return;
        }
        self.stamp = Some(stamp(&metadata));
        let read = if metadata.len() > LARGEST {
            Err("it is too large".to_owned())
        } else {
            let bytes = fs::read(path).map_err(|error| error.to_string());
            bytes.and_then(|bytes| Edition::read(&bytes, growth).map_err(|why| why.to_string()))
        };
        match read {
            Ok(edition) if self.edition.as_ref() == Some(&edition) => self.is_written = true,
            Ok(edition) => {
                if self.edition.is_some() {
                    tracing::warn!("{} was written by somebody else: going on from that", path.display());
                }
                *self =
                    Self { edition: Some(edition), is_written: true, stamp: self.stamp, ..Self::default() };
            }
            Err(why) => {
                self.is_written = false;
                if self.edition.is_some() {
                    tracing::warn!(
                        "{} was spoilt by somebody else ({why}): it is written again",
                        path.display()
                    );
                } else {
                    warn(path, &why);
                }
            }
        }
    }

    /// Takes what is in the file now for what was just written.
    pub(super) fn was_written(&mut self, path: &Path) {
        self.is_written = true;
        self.stamp = fs::metadata(path).ok().as_ref().map(stamp);
    }
}

fn stamp(metadata: &Metadata) -> Stamp {
    (metadata.ino(), metadata.len(), metadata.modified().ok())
}

fn warn(path: &Path, why: &str) {
    tracing::warn!("{} cannot be continued, and is begun anew: {why}", path.display());
}
