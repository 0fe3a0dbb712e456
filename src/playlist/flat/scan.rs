//! A flat directory read, once or over and over: the files that were listed are not looked at again.

use std::collections::{HashMap, HashSet};
use std::fs::{self, Metadata};
use std::path::Path;
use std::time::SystemTime;

use super::init::{Boxes, choose};
use super::{Candidate, Flat, Segment, is_fragment, is_named_like_a_segment, natural};
use crate::archive::ArchiveError;
use crate::media;
use crate::playlist::gaps::GAP;

#[cfg(test)]
mod tests;

/// What is remembered of a directory from one look to the next.
#[derive(Debug, Default)]
pub struct Scan {
    /// Fragments of MP4 that are no initialization section.
    fragments: HashSet<String>,
    /// When initialization sections were last changed.
    inits: HashMap<String, SystemTime>,
    /// What was warned of.
    told: HashSet<String>,
    /// Whether there will be more looks.
    goes_on: bool,
}

/// It may still be written to.
struct Unsettled;

impl Scan {
    /// A scan for somebody who looks again, unless this is the only look: of the newest file, if there is nothing in
    /// it yet, there is nothing to tell then.
    #[must_use]
    pub fn new(goes_on: bool) -> Self {
        Self { goes_on, ..Self::default() }
    }

    /// The segments in this directory whose names come after this one, which comes first if it is there. The first
    /// file there that has not settled hides all segments that follow it, as nothing can come before what was listed;
    /// an initialization section is one wherever its name stands. Of what is named like a segment but is none a
    /// warning is given, once.
    pub fn read(
        &mut self,
        directory: &Path,
        after: Option<&str>,
        mut has_settled: impl FnMut(&str, &Metadata) -> bool,
    ) -> Result<Flat, ArchiveError> {
        let names = self.names(directory)?;
        let from =
            after.map_or(0, |after| names.partition_point(|name| natural::compare(name, after).is_le()));
        let (old, new) = names.split_at(from);
        let (old, anchor) = match old.split_last() {
            Some((last, rest)) if Some(last.as_str()) == after => (rest, Some(last)),
            _ => (old, None),
        };
        let (mut candidates, new) = match self.inits(directory, old, &mut has_settled) {
            Ok(inits) => (inits, new),
            // What comes may need it.
            Err(Unsettled) => (Vec::new(), &[][..]),
        };
        if let Some(last) = anchor {
            self.warn_of_a_new_beginning(directory, old, last);
        }
        let first = candidates.len();
        candidates
            .extend(anchor.and_then(|name| self.candidate(directory, name, |_, _| true).ok().flatten()));
        let is_segment = |name: &&String| {
            !is_fragment(name) || Boxes::read(&directory.join(name)).unwrap_or_default().is_segment()
        };
        let newest = new.iter().rev().find(is_segment);
        let mut new = new.iter();
        let mut hidden = None;
        for name in new.by_ref() {
            if self.goes_on && Some(name) == newest && is_empty(&directory.join(name)) {
                break;
            }
            let Ok(candidate) = self.candidate(directory, name, &mut has_settled) else {
                hidden = Some(name);
                break;
            };
            candidates.extend(candidate);
        }
        let shown = candidates.len() - first;
        let may_lack_init = self.look_behind(directory, new.as_slice(), &mut has_settled, &mut candidates)
            || hidden.is_some_and(|name| may_be_init(&directory.join(name)));
        self.warn_of_changed_inits(directory, &candidates);
        let inits = choose(directory, &candidates);
        let listed = candidates.into_iter().zip(inits).skip(first).take(shown);
        let segments = listed
            .filter(|(candidate, _)| candidate.boxes.is_none_or(|boxes| boxes.is_segment()))
            .map(|(candidate, init)| {
                let needs_init = candidate.boxes.is_some_and(|boxes| boxes.has_fragments());
                Segment { name: candidate.name, init, needs_init }
            })
            .collect();
        Ok(Flat { directory: directory.to_owned(), segments, may_lack_init })
    }

    /// Adds the fragments, and what they need, that have settled behind the first file that has not: they tell which
    /// initialization section a segment has. Whether one may be among those that have not settled.
    fn look_behind(
        &mut self,
        directory: &Path,
        names: &[String],
        mut has_settled: impl FnMut(&str, &Metadata) -> bool,
        candidates: &mut Vec<Candidate>,
    ) -> bool {
        let mut may_lack_init = false;
        for name in names {
            let path = directory.join(name);
            if !is_fragment(name) {
                // The time of those runs as well.
                if let Ok(metadata) = fs::metadata(&path) {
                    has_settled(name, &metadata);
                }
            } else if self.goes_on && is_empty(&path) {
                may_lack_init = true;
            } else {
                match self.candidate(directory, name, &mut has_settled) {
                    Ok(candidate) => candidates.extend(candidate),
                    Err(Unsettled) => may_lack_init |= may_be_init(&path),
                }
            }
        }
        may_lack_init
    }

    /// The initialization sections among the files that were listed, each with one fragment after it: whether they
    /// stand among the segments or beside them is told by that.
    fn inits(
        &mut self,
        directory: &Path,
        old: &[String],
        mut has_settled: impl FnMut(&str, &Metadata) -> bool,
    ) -> Result<Vec<Candidate>, Unsettled> {
        // Those that were deleted need not be known any more.
        let is_there = |name: &String| old.binary_search_by(|other| natural::compare(other, name)).is_ok();
        self.fragments.retain(is_there);
        let mut inits = Vec::new();
        let mut follows = false;
        for name in old.iter().filter(|name| is_fragment(name)) {
            if self.fragments.contains(name) && !follows {
                continue;
            }
            let Ok(Some(candidate)) = self.candidate(directory, name, |_, _| true) else { continue };
            if candidate.boxes.is_some_and(|boxes| !boxes.is_segment()) {
                self.candidate(directory, name, &mut has_settled)?;
                follows = true;
                inits.push(candidate);
            } else {
                self.fragments.insert(name.clone());
                if std::mem::take(&mut follows) {
                    inits.push(candidate);
                }
            }
        }
        Ok(inits)
    }

    /// Warns if the first of the files that were passed over is newer than the last one that was listed: whoever
    /// writes them has begun to count anew, and would be waited for in vain.
    fn warn_of_a_new_beginning(&mut self, directory: &Path, old: &[String], last: &str) {
        let is_segment =
            |name: &&String| *name != GAP && (!is_fragment(name) || self.fragments.contains(*name));
        let Some(first) = old.iter().find(is_segment) else { return };
        let modified = |name: &str| fs::metadata(directory.join(name)).and_then(|file| file.modified()).ok();
        if let Some((first_modified, last_modified)) = modified(first).zip(modified(last))
            && first_modified > last_modified
        {
            let what = "is newer than what was listed last, but its name comes before that";
            self.warn_of_a_name(&directory.join(first), what);
        }
    }

    /// The names that may be segments' in a directory, in natural order.
    fn names(&mut self, directory: &Path) -> Result<Vec<String>, ArchiveError> {
        let fail = |source| ArchiveError { path: directory.to_owned(), source };
        let mut names = Vec::new();
        for entry in fs::read_dir(directory).map_err(fail)? {
            match entry.map_err(fail)?.file_name().into_string() {
                Ok(name) if is_named_like_a_segment(&name) => names.push(name),
                Err(name) if is_named_like_a_segment(&name.to_string_lossy()) => {
                    let path = directory.join(&name);
                    self.skip(&path, "its name is not UTF-8");
                }
                Ok(_) | Err(_) => {}
            }
        }
        names.sort_unstable_by(|one, other| natural::compare(one, other));
        Ok(names)
    }

    /// What a file may be; none if it is nothing for a playlist.
    fn candidate(
        &mut self,
        directory: &Path,
        name: &str,
        mut has_settled: impl FnMut(&str, &Metadata) -> bool,
    ) -> Result<Option<Candidate>, Unsettled> {
        let path = directory.join(name);
        let metadata = match fs::metadata(&path) {
            Ok(metadata) => metadata,
            Err(error) => {
                self.skip(&path, &error.to_string());
                return Ok(None);
            }
        };
        if !metadata.is_file() {
            return Ok(None);
        }
        if !has_settled(name, &metadata) {
            return Err(Unsettled);
        }
        if metadata.len() == 0 {
            self.skip(&path, "it is empty");
            return Ok(None);
        }
        if is_filler(&path, &metadata) {
            return Ok(None);
        }
        let boxes = is_fragment(name).then(|| Boxes::read(&path).unwrap_or_default());
        if boxes.as_ref().is_some_and(Boxes::is_whole_file) {
            self.skip(&path, "it is MP4 without fragments, which is no segment");
            return Ok(None);
        }
        let modified = metadata.modified().unwrap_or(SystemTime::UNIX_EPOCH);
        Ok(Some(Candidate { name: name.to_owned(), modified, boxes }))
    }

    /// Warns of the initialization sections that are others than they were.
    fn warn_of_changed_inits(&mut self, directory: &Path, candidates: &[Candidate]) {
        let is_init = |candidate: &&Candidate| candidate.boxes.is_some_and(|boxes| !boxes.is_segment());
        for Candidate { name, modified, .. } in candidates.iter().filter(is_init) {
            if self.inits.insert(name.clone(), *modified).is_some_and(|before| before != *modified) {
                self.warn_of_a_name(&directory.join(name), "has changed since it was listed");
            }
        }
    }

    /// Warns of a name that was used again.
    fn warn_of_a_name(&mut self, path: &Path, what: &str) {
        let shown = path.to_string_lossy().escape_debug().to_string();
        self.warn(format!(
            "{shown} {what}: names must not be used again, as nothing that is listed may change, and what comes must \
             have later ones"
        ));
    }

    fn skip(&mut self, path: &Path, why: &str) {
        let shown = path.to_string_lossy().escape_debug().to_string();
        self.warn(format!("skipped {shown}: {why}"));
    }

    fn warn(&mut self, message: String) {
        if !self.told.contains(&message) {
            tracing::warn!("{message}");
            self.told.insert(message);
        }
    }
}

/// Whether a file is what gaps lead to, which may lie among the segments.
pub(super) fn is_filler(path: &Path, metadata: &Metadata) -> bool {
    path.ends_with(GAP)
        && metadata.is_file()
        && metadata.len() == media::FILLER_BYTES as u64
        && fs::read(path).is_ok_and(|bytes| bytes == media::filler())
}

/// Whether a file that is still being written may become an initialization section.
fn may_be_init(path: &Path) -> bool {
    path.to_str().is_some_and(is_fragment) && !Boxes::read(path).unwrap_or_default().has_fragments()
}

fn is_empty(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|metadata| metadata.is_file() && metadata.len() == 0)
}
