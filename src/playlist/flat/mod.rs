//! A flat directory of segments: no hours, no times in names, no order but that of the names.

mod init;
mod natural;
mod scan;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use self::init::Boxes;
pub use self::scan::Scan;
use crate::archive::ArchiveError;
use crate::playlist::entry::{Entry, Init, Place};
use crate::time::Span;

/// What the names of MPEG-TS and packed audio end with, which need nothing besides.
const WHOLE: [&str; 5] = ["ts", "aac", "mp3", "ac3", "ec3"];
/// What the names of MP4 fragments and of their initialization sections end with.
const FRAGMENTS: [&str; 6] = ["m4s", "mp4", "m4v", "m4a", "cmfv", "cmfa"];

/// The segments of a directory, in the natural order of their names.
#[derive(Debug)]
pub struct Flat {
    directory: PathBuf,
    segments: Vec<Segment>,
    /// Whether an initialization section may still be on its way.
    may_lack_init: bool,
}

#[derive(Debug)]
struct Segment {
    name: String,
    init: Option<Arc<Init>>,
    /// Whether it cannot be read without one.
    needs_init: bool,
}

/// A file that may be a segment, or what one needs.
#[derive(Debug)]
struct Candidate {
    name: String,
    modified: SystemTime,
    boxes: Option<Boxes>,
}

impl Flat {
    /// The segments in this directory; none if no visible file there ends like one. Of what ends so but is no
    /// segment a warning is given.
    pub fn open(directory: &Path) -> Result<Option<Self>, ArchiveError> {
        let flat = Scan::default().read(directory, None, |_, _| true)?;
        if flat.is_empty() {
            return Ok(None);
        }
        flat.tell();
        Ok(Some(flat))
    }

    /// This directory, of which nothing was read; none if no visible file there ends like a segment, but for what
    /// gaps lead to: that lies beside playlists of archives as well.
    pub fn unread(directory: &Path) -> Result<Option<Self>, ArchiveError> {
        let fail = |source| ArchiveError { path: directory.to_owned(), source };
        for entry in fs::read_dir(directory).map_err(fail)? {
            let entry = entry.map_err(fail)?;
            let is_filler =
                || entry.metadata().is_ok_and(|metadata| scan::is_filler(&entry.path(), &metadata));
            if entry.file_name().to_str().is_some_and(is_named_like_a_segment) && !is_filler() {
                return Ok(Some(Self {
                    directory: directory.to_owned(),
                    segments: Vec::new(),
                    may_lack_init: false,
                }));
            }
        }
        Ok(None)
    }

    /// Where it is.
    #[must_use]
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// Leaves out the first segment that lacks its initialization section, and all that follow it; its name, unless
    /// that section may just not have settled.
    pub fn cut_at_missing_init(&mut self) -> Option<String> {
        let lacks = |segment: &Segment| segment.needs_init && segment.init.is_none();
        let first = self.segments.iter().position(lacks)?;
        let name = self.segments.drain(first..).next().map(|segment| segment.name);
        name.filter(|_| !self.may_lack_init)
    }

    /// Whether nothing is in it.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.segments.is_empty()
    }

    /// Its segments, of which only names and places are known yet: see [`crate::playlist::seam`].
    #[must_use]
    pub fn entries(&self) -> Vec<Entry<'_>> {
        let segments = self.segments.iter();
        segments
            .map(|segment| Entry {
                place: Place::Directory(&self.directory),
                name: &segment.name,
                start: None,
                duration: Span::ZERO,
                missing: Span::ZERO,
                breaks: false,
                init: segment.init.clone(),
                measured: None,
            })
            .collect()
    }

    fn tell(&self) {
        let name =
            |segment: Option<&Segment>| segment.map_or_else(String::new, |segment| segment.name.clone());
        let (first, last) = (name(self.segments.first()), name(self.segments.last()));
        let path = self.directory.display();
        tracing::info!("{path} is a flat directory of {} segments, {first} to {last}", self.segments.len());
        let mut told: Option<&Init> = None;
        for init in self.segments.iter().filter_map(|segment| segment.init.as_deref()) {
            if told != Some(init) {
                tracing::info!("{} has an initialization section of {} bytes", init.name, init.bytes.len());
            }
            told = Some(init);
        }
        let mut pairs = self.segments.windows(2);
        if let Some([_, odd]) = pairs.find(|pair| pair[0].init.is_some() && pair[1].init.is_none()) {
            // RFC 8216 §4.3.2.5: one stays in force up to the next.
            tracing::warn!(
                "{} needs no initialization section and comes after segments that do: players may stop there",
                odd.name.escape_debug()
            );
        }
    }
}

/// What a file's name ends with, in small letters.
fn ending(name: &str) -> Option<String> {
    Path::new(name).extension()?.to_str().map(str::to_ascii_lowercase)
}

fn is_fragment(name: &str) -> bool {
    ending(name).is_some_and(|ending| FRAGMENTS.contains(&ending.as_str()))
}

/// Whether a visible file of this name may be a segment.
#[must_use]
pub fn is_named_like_a_segment(name: &str) -> bool {
    !name.starts_with('.')
        && (is_fragment(name) || ending(name).is_some_and(|ending| WHOLE.contains(&ending.as_str())))
}
