//! A flat directory of segments: no hours, no times in names, no order but that of the names.

mod init;
mod natural;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use self::init::{Boxes, choose};
use crate::archive::ArchiveError;
use crate::media;
use crate::playlist::entry::{Entry, Init, Place};
use crate::playlist::gaps::GAP;
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
}

#[derive(Debug)]
struct Segment {
    name: String,
    init: Option<Arc<Init>>,
}

/// A file that may be a segment, or what one needs.
#[derive(Debug)]
pub(super) struct Candidate {
    name: String,
    modified: SystemTime,
    boxes: Option<Boxes>,
}

impl Flat {
    /// The segments in this directory; none if no visible file there ends like one. Of what ends so but is no
    /// segment a warning is given.
    pub fn open(directory: &Path) -> Result<Option<Self>, ArchiveError> {
        let fail = |source| ArchiveError { path: directory.to_owned(), source };
        let mut candidates = Vec::new();
        for entry in fs::read_dir(directory).map_err(fail)? {
            let entry = entry.map_err(fail)?;
            candidates.extend(candidate(&entry));
        }
        if candidates.is_empty() {
            return Ok(None);
        }
        candidates.sort_unstable_by(|one, other| natural::compare(&one.name, &other.name));
        let inits = choose(directory, &candidates);
        let mut segments = Vec::with_capacity(candidates.len());
        for (candidate, init) in candidates.into_iter().zip(inits) {
            if candidate.boxes.as_ref().is_none_or(Boxes::is_segment) {
                segments.push(Segment { name: candidate.name, init });
            }
        }
        if segments.is_empty() {
            return Ok(None);
        }
        let flat = Self { directory: directory.to_owned(), segments };
        flat.tell();
        Ok(Some(flat))
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

/// What a directory entry may be, going by its name; none if it is nothing for a playlist.
fn candidate(entry: &fs::DirEntry) -> Option<Candidate> {
    let path = entry.path();
    let ending = path.extension()?.to_str()?.to_ascii_lowercase();
    let is_fragment = FRAGMENTS.contains(&ending.as_str());
    if !is_fragment && !WHOLE.contains(&ending.as_str()) {
        return None;
    }
    let shown = path.to_string_lossy().escape_debug().to_string();
    let Ok(name) = entry.file_name().into_string() else {
        tracing::warn!("skipped {shown}: its name is not UTF-8");
        return None;
    };
    let metadata = match fs::metadata(&path) {
        Ok(metadata) => metadata,
        Err(error) => {
            tracing::warn!("skipped {shown}: {error}");
            return None;
        }
    };
    if name.starts_with('.') || !metadata.is_file() {
        return None;
    }
    if metadata.len() == 0 {
        tracing::warn!("skipped {shown}: it is empty");
        return None;
    }
    let is_filler = || fs::read(&path).is_ok_and(|bytes| bytes == media::filler());
    if name == GAP && metadata.len() == media::FILLER_BYTES as u64 && is_filler() {
        return None;
    }
    let boxes = is_fragment.then(|| Boxes::read(&path).unwrap_or_default());
    if boxes.as_ref().is_some_and(Boxes::is_whole_file) {
        tracing::warn!("skipped {shown}: it is MP4 without fragments, which is no segment");
        return None;
    }
    let modified = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
    Some(Candidate { name, modified, boxes })
}
