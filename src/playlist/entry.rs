//! What a variant's playlist lists: its segments one after the other, and how each follows the one before.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::archive::select::TOLERANCE;
use crate::archive::{Hour, Selection};
use crate::media::Measured;
use crate::playlist::media::listed;
use crate::time::{Span, Time};

/// A segment that a playlist is to list.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// Where it lies.
    pub place: Place<'a>,
    /// Its file's name.
    pub name: &'a str,
    /// When it begins, if that is known.
    pub start: Option<Time>,
    /// How long it plays.
    pub duration: Span,
    /// How much time is missing in front of it, as far as that is known. Nothing if it goes on from the one
    /// before, or for the first.
    pub missing: Span,
    /// Whether players must begin anew with it: its timestamps, or what is in it, don't go on.
    pub breaks: bool,
    /// What it needs in front to be read.
    pub init: Option<Arc<Init>>,
    /// What is in it, if it was opened.
    pub measured: Option<Arc<Measured>>,
}

/// Where a segment lies.
#[derive(Clone, Copy, Debug)]
pub enum Place<'a> {
    /// In an hour of an archive, at this place of it.
    Hour(&'a Hour, usize),
    /// In the directory of this hour of an archive, which need not have it any more.
    Listed(&'a Path, Time),
    /// In a directory that holds all of them.
    Directory(&'a Path),
}

/// An initialization section of MP4 segments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Init {
    /// The file it is in, in the directory of the segments.
    pub name: String,
    /// How many bytes at the start of that file it is; none if it is all of it.
    pub length: Option<u64>,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Entry<'_> {
    /// The file.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        match self.place {
            Place::Hour(hour, _) => hour.directory().join(self.name),
            Place::Listed(directory, _) | Place::Directory(directory) => directory.join(self.name),
        }
    }

    /// The hour of the archive that it lies in.
    #[must_use]
    pub fn hour(&self) -> Option<Time> {
        match self.place {
            Place::Hour(hour, _) => Some(hour.start()),
            Place::Listed(_, hour) => Some(hour),
            Place::Directory(_) => None,
        }
    }

    /// How many bytes it has; 0 if it has gone, or it is not known.
    #[must_use]
    pub fn size(&self) -> u64 {
        match self.place {
            Place::Hour(hour, index) => hour.sizes().get(index).copied().unwrap_or_default(),
            Place::Listed(..) | Place::Directory(_) => 0,
        }
    }

    /// When it ends, if that is known.
    #[must_use]
    pub fn end(&self) -> Option<Time> {
        self.start.map(|start| start + self.duration)
    }
}

/// The segments of a selection as their names describe them: what follows a hole is taken to break.
#[must_use]
pub fn by_name(selection: &Selection) -> Vec<Entry<'_>> {
    by_name_after(selection, None)
}

/// The same of a selection that goes on from a segment that ended then.
#[must_use]
pub fn by_name_after(selection: &Selection, last_end: Option<Time>) -> Vec<Entry<'_>> {
    let mut entries: Vec<Entry<'_>> = Vec::with_capacity(selection.len());
    for pick in listed(selection) {
        let segment = pick.segment;
        let before = entries.last().and_then(Entry::end).or(last_end);
        entries.push(Entry {
            place: Place::Hour(pick.hour, pick.index),
            name: segment.name,
            start: Some(segment.start),
            duration: segment.duration,
            missing: if pick.after_hole { missing(before, segment.start) } else { Span::ZERO },
            breaks: pick.after_hole,
            init: None,
            measured: None,
        });
    }
    entries
}

/// How much is missing between an end and a start; nothing where neighbours only jitter.
pub(crate) fn missing(end: Option<Time>, start: Time) -> Span {
    let missing = end.map_or(Span::ZERO, |end| start.since(end));
    if missing > TOLERANCE { missing } else { Span::ZERO }
}
