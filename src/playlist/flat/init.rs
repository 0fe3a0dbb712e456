//! Initialization sections of MP4 fragments: in front of them in the same file, or in one beside them (RFC 8216
//! §3.3).

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::Arc;

use super::Candidate;
use crate::playlist::entry::Init;

/// A larger one is none, in bytes.
const LARGEST: u64 = 16 << 20;
/// How many boxes are looked at: a fragment begins within the first few.
const MOST_BOXES: usize = 1_000;

/// Which boxes an MP4 file is made of, as far as that tells what it is for.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Boxes {
    /// Where the `moov` box ends.
    moov_end: Option<u64>,
    has_fragments: bool,
    has_media: bool,
}

impl Boxes {
    /// Looks at the boxes of a file up to its first fragment (ISO/IEC 14496-12 §4.2).
    pub(super) fn read(path: &Path) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let end = file.metadata()?.len();
        let mut found = Self::default();
        let mut at = 0;
        for _ in 0..MOST_BOXES {
            let mut header = [0; 16];
            file.seek(SeekFrom::Start(at))?;
            let mut read = 0;
            while read < header.len() {
                match file.read(&mut header[read..])? {
                    0 => break,
                    more => read += more,
                }
            }
            let [a, b, c, d, kind @ ..] = header;
            let length = match u32::from_be_bytes([a, b, c, d]) {
                0 => end.saturating_sub(at),
                1 => kind.last_chunk().map_or(0, |length| u64::from_be_bytes(*length)),
                length => length.into(),
            };
            if read < 8 || length < 8 {
                break;
            }
            match &kind[..4] {
                b"moov" => found.moov_end = at.checked_add(length).filter(|moov_end| *moov_end <= end),
                b"moof" => {
                    found.has_fragments = true;
                    break;
                }
                b"mdat" => found.has_media = true,
                _ => {}
            }
            let Some(next) = at.checked_add(length).filter(|next| *next < end) else { break };
            at = next;
        }
        Ok(found)
    }

    /// Whether it is an initialization section and nothing else.
    const fn is_init(&self) -> bool {
        self.moov_end.is_some() && !self.has_fragments && !self.has_media
    }

    /// Whether it is a file of its own, and no part of a stream.
    pub(super) const fn is_whole_file(&self) -> bool {
        self.moov_end.is_some() && !self.has_fragments && self.has_media
    }

    /// Whether it has fragments, which cannot be read without an initialization section.
    pub(super) const fn has_fragments(&self) -> bool {
        self.has_fragments
    }

    /// Whether it may be a segment: it has fragments, or cannot be read.
    pub(super) const fn is_segment(&self) -> bool {
        !self.is_init()
    }
}

/// The initialization section of each of these files, in order; none for what needs none or has none.
///
/// One in front of a file's fragments counts for it; else it is the only one there is. Of several, where their
/// names stand among those of the segments, it is the last before the segment; where they don't, it is the
/// newest that is not newer than the segment.
pub(super) fn choose(directory: &Path, candidates: &[Candidate]) -> Vec<Option<Arc<Init>>> {
    let boxes = |candidate: &Candidate| candidate.boxes.unwrap_or_default();
    let is_init = |candidate: &&Candidate| boxes(candidate).is_init();
    let is_fragment = |candidate: &Candidate| boxes(candidate).has_fragments;
    let inits: Vec<(usize, Arc<Init>)> = candidates
        .iter()
        .enumerate()
        .filter(|(_, candidate)| is_init(candidate))
        .filter_map(|(at, candidate)| Some((at, read(directory, candidate, None)?)))
        .collect();
    let (first, last) = (inits.first().map(|(at, _)| *at), inits.last().map(|(at, _)| *at));
    let are_among =
        first.zip(last).is_some_and(|(first, last)| candidates[first..last].iter().any(is_fragment));
    let mut own: Option<Arc<Init>> = None;
    let mut chosen = Vec::with_capacity(candidates.len());
    for (at, candidate) in candidates.iter().enumerate() {
        if !is_fragment(candidate) {
            chosen.push(None);
            continue;
        }
        if let Some(length) = boxes(candidate).moov_end {
            let new = read(directory, candidate, Some(length));
            // The same once more is no change.
            let is_same = own.as_ref().zip(new.as_ref()).is_some_and(|(own, new)| own.bytes == new.bytes);
            if !is_same {
                own = new;
            }
            chosen.push(own.clone());
            continue;
        }
        let init = if are_among {
            inits.iter().rev().find(|(init, _)| *init < at).or(inits.first())
        } else {
            let age = |(init, _): &&(usize, Arc<Init>)| candidates[*init].modified;
            let not_newer = inits.iter().filter(|init| age(init) <= candidate.modified);
            not_newer.max_by_key(age).or_else(|| inits.iter().min_by_key(age))
        };
        chosen.push(init.map(|(_, init)| Arc::clone(init)));
    }
    chosen
}

/// Reads the start of a file, or all of it. If that cannot be done, a warning is given.
fn read(directory: &Path, candidate: &Candidate, length: Option<u64>) -> Option<Arc<Init>> {
    let path = directory.join(&candidate.name);
    let shown = path.to_string_lossy().escape_debug().to_string();
    let mut bytes = Vec::new();
    let limit = length.unwrap_or(LARGEST).min(LARGEST);
    if let Err(error) = File::open(&path).and_then(|file| file.take(limit).read_to_end(&mut bytes)) {
        tracing::warn!("the initialization section in {shown} cannot be read: {error}");
        return None;
    }
    Some(Arc::new(Init { name: candidate.name.clone(), length, bytes }))
}
