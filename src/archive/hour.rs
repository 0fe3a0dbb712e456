//! One hour of one variant: its directory read once, reduced to the best version of each segment.
//!
//! Which version is best does not depend on the range asked for, so an hour's choice is made when it is read
//! and shared by every range that touches it.

use std::cmp::Ordering;
use std::collections::HashSet;
use std::fs::{DirEntry, Metadata};
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use super::name::{self, Completeness, SegmentName};
use super::root::Root;
use super::select::is_hole;
use super::skipped::Skipped;
use crate::time::{Span, Time};

mod chain;

/// The best segments of one hour, in order of start, no two with the same start.
#[derive(Debug)]
pub struct Hour {
    start: Time,
    directory: PathBuf,
    /// All names end to end, so that an hour is two allocations and not thousands.
    names: String,
    entries: Vec<Entry>,
    others: Vec<Other>,
    skipped: usize,
    sizes: OnceLock<Vec<u64>>,
    chain: Option<chain::Chain>,
}

/// A segment of an hour that is none of its best.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Other {
    /// When its first sample was recorded.
    pub start: Time,
    /// Why it does not count.
    pub why: Why,
}

/// Why a segment does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Another version with the same start is better.
    Rival,
    /// A tombstone takes it back.
    Tombstoned,
    /// It is still being written.
    Temp,
}

/// A segment as the hour keeps it.
#[derive(Clone, Copy, Debug)]
struct Entry {
    start: Time,
    duration: Span,
    completeness: Completeness,
    name_at: u32,
    name_len: u8,
}

/// A recorded segment, as its name describes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment<'a> {
    /// The file's name inside its hour.
    pub name: &'a str,
    /// When its first sample was recorded.
    pub start: Time,
    /// How long it lasts.
    pub duration: Span,
    /// How complete it is.
    pub completeness: Completeness,
}

impl Segment<'_> {
    /// The moment its last sample ends.
    #[must_use]
    pub fn end(&self) -> Time {
        self.start + self.duration
    }
}

impl Hour {
    /// Reads the directory of the hour that begins at `start`. Files it passes over go to `skipped`.
    ///
    /// Errors are those of listing the directory, and of asking for a size where versions compete.
    pub(super) fn read(directory: &Path, start: Time, root: &Root, skipped: &Skipped) -> io::Result<Self> {
        let mut names = String::new();
        let mut entries = Vec::new();
        let mut tombstones = HashSet::new();
        let mut others = Vec::new();
        let mut skips = 0;
        let mut skip = |path: &Path, why: &str| {
            skips += 1;
            skipped.warn(path, why);
        };
        for entry in std::fs::read_dir(directory)? {
            let entry = entry?;
            let file_name = entry.file_name();
            let Some(file_name) = file_name.to_str() else {
                skip(&entry.path(), "its name is not UTF-8");
                continue;
            };
            if file_name.starts_with('.') {
                continue;
            }
            if let Some(stem) = file_name.strip_suffix(name::TOMBSTONE_ENDING) {
                tombstones.insert(stem.to_owned());
                continue;
            }
            match SegmentName::parse(file_name) {
                Ok(parsed) if parsed.completeness == Completeness::Temp => {
                    others.push(Other { start: start + parsed.offset, why: Why::Temp });
                }
                Ok(parsed) => {
                    if let Err(why) = check_is_file(&entry, root) {
                        skip(&entry.path(), why);
                        continue;
                    }
                    // A file's name is at most 255 bytes, an hour's names far under 4 GiB.
                    let (Ok(name_at), Ok(name_len)) =
                        (u32::try_from(names.len()), u8::try_from(file_name.len()))
                    else {
                        skip(&entry.path(), "its hour holds too many names");
                        continue;
                    };
                    names.push_str(file_name);
                    entries.push(Entry {
                        start: start + parsed.offset,
                        duration: parsed.duration,
                        completeness: parsed.completeness,
                        name_at,
                        name_len,
                    });
                }
                Err(_) if Path::new(file_name).extension().is_some_and(|ending| ending == "json") => {}
                Err(why) => skip(&entry.path(), &why.to_string()),
            }
        }
        let directory = directory.to_owned();
        let mut hour = Self {
            start,
            directory,
            names,
            entries,
            others,
            skipped: skips,
            sizes: OnceLock::new(),
            chain: None,
        };
        hour.keep_the_best(&tombstones)?;
        hour.chain = chain::Chain::of(&hour.entries);
        Ok(hour)
    }

    /// When this hour begins.
    #[must_use]
    pub const fn start(&self) -> Time {
        self.start
    }

    /// The directory it was read from.
    #[must_use]
    pub fn directory(&self) -> &Path {
        &self.directory
    }

    /// How many segments it has.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether it has no segment.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Its segments in order of start.
    pub fn segments(&self) -> impl DoubleEndedIterator<Item = Segment<'_>> + ExactSizeIterator {
        self.entries.iter().map(|entry| self.view(entry))
    }

    /// The segments in its directory that are none of its own, in no order.
    pub fn others(&self) -> &[Other] {
        &self.others
    }

    /// How many files of its directory were passed over: what is no segment, hidden files aside.
    #[must_use]
    pub const fn skipped(&self) -> usize {
        self.skipped
    }

    /// The sizes of its segments in bytes, in the same order; asked for once and kept, as files never change.
    /// A file that has gone since, or cannot be asked, counts as empty.
    pub fn sizes(&self) -> &[u64] {
        self.sizes.get_or_init(|| {
            let size = |entry| self.metadata(entry).map_or(0, |metadata| metadata.len());
            self.entries.iter().map(size).collect()
        })
    }

    /// Its segments, and whether something is missing between each and the one before; none come before the first.
    pub fn in_sequence(&self) -> impl Iterator<Item = (Segment<'_>, bool)> {
        let mut last: Option<&Entry> = None;
        self.entries.iter().map(move |entry| {
            let before = last.replace(entry);
            let is_after_hole = |before: &Entry| is_hole(before.completeness, before.end(), entry.start);
            (self.view(entry), before.is_some_and(is_after_hole))
        })
    }

    /// When the file of its segment of this name got that name, as far as the file system can tell: its last change, which
    /// neither copies nor archives carry over as they do the time of its contents. None if it has gone since.
    #[must_use]
    pub fn appeared(&self, name: &str) -> Option<Time> {
        let metadata = std::fs::symlink_metadata(self.directory.join(name)).ok()?;
        let micros = metadata.ctime().saturating_mul(1_000_000).saturating_add(metadata.ctime_nsec() / 1_000);
        Some(Time::from_micros(micros))
    }

    /// The segment at a place in order of start, which must be less than [`Hour::len`].
    pub(super) fn at(&self, index: usize) -> Segment<'_> {
        self.view(&self.entries[index])
    }

    /// About how much memory it takes, in bytes.
    pub(super) fn weight(&self) -> usize {
        self.names.len()
            + self.entries.len() * (size_of::<Entry>() + size_of::<u64>())
            + self.others.len() * size_of::<Other>()
            + 200
    }

    fn view(&self, entry: &Entry) -> Segment<'_> {
        Segment {
            name: self.name(entry),
            start: entry.start,
            duration: entry.duration,
            completeness: entry.completeness,
        }
    }

    fn name(&self, entry: &Entry) -> &str {
        let at = entry.name_at as usize;
        &self.names[at..at + usize::from(entry.name_len)]
    }

    fn metadata(&self, entry: &Entry) -> io::Result<Metadata> {
        std::fs::metadata(self.directory.join(self.name(entry)))
    }

    /// Drops what is tombstoned, and of each start all versions but the best.
    fn keep_the_best(&mut self, tombstones: &HashSet<String>) -> io::Result<()> {
        let mut entries = std::mem::take(&mut self.entries);
        if !tombstones.is_empty() {
            let mut taken_back = Vec::new();
            entries.retain(|entry| {
                let stem = self.name(entry).strip_suffix(name::SEGMENT_ENDING);
                let counts = !stem.is_some_and(|stem| tombstones.contains(stem));
                if !counts {
                    taken_back.push(Other { start: entry.start, why: Why::Tombstoned });
                }
                counts
            });
            self.others.append(&mut taken_back);
        }
        entries.sort_unstable_by(|one, other| {
            one.start.cmp(&other.start).then_with(|| self.name(one).cmp(self.name(other)))
        });
        let mut best = Vec::with_capacity(entries.len());
        for versions in entries.chunk_by(|one, other| one.start == other.start) {
            best.extend(self.best_of(versions)?);
            let lost = Other { start: versions[0].start, why: Why::Rival };
            self.others.extend(std::iter::repeat_n(lost, versions.len() - 1));
        }
        self.entries = best;
        Ok(())
    }

    /// The best of several versions with the same start, given in order of name.
    ///
    /// Of the full ones the longest, then the largest, then the one with the greatest hash; without a full one
    /// `suspect` before `partial`, then the largest, then the first by name. None if all have gone meanwhile.
    fn best_of(&self, versions: &[Entry]) -> io::Result<Option<Entry>> {
        let top = |entry: &Entry| (entry.completeness, Self::longest_counts(entry));
        let Some(highest) = versions.iter().map(top).max() else { return Ok(None) };
        let mut rivals = versions.iter().filter(|entry| top(entry) == highest);
        if let (Some(only), None) = (rivals.next(), rivals.next()) {
            return Ok(Some(*only));
        }
        let mut best: Option<(Entry, u64)> = None;
        for rival in versions.iter().filter(|entry| top(entry) == highest) {
            let size = match self.metadata(rival) {
                Ok(metadata) => metadata.len(),
                // Deleted since the directory was listed.
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                Err(error) => return Err(error),
            };
            let is_better = best.is_none_or(|(champion, largest)| {
                size.cmp(&largest).then_with(|| self.compare_equals(rival, &champion)) == Ordering::Greater
            });
            if is_better {
                best = Some((*rival, size));
            }
        }
        match best {
            // All of the best kind have gone: the next best are what is left.
            None => {
                let rest: Vec<Entry> =
                    versions.iter().filter(|entry| top(entry) != highest).copied().collect();
                self.best_of(&rest)
            }
            Some((entry, _)) => Ok(Some(entry)),
        }
    }

    /// Length decides between full versions only: that of the others was never finished.
    fn longest_counts(entry: &Entry) -> Span {
        if entry.completeness == Completeness::Full { entry.duration } else { Span::ZERO }
    }

    fn compare_equals(&self, one: &Entry, other: &Entry) -> Ordering {
        if one.completeness != Completeness::Full {
            return Ordering::Equal;
        }
        let hash = |entry| SegmentName::parse(self.name(entry)).map_or("", |name| name.hash);
        name::compare_hashes(hash(one), hash(other))
    }
}

impl Entry {
    fn end(&self) -> Time {
        self.start + self.duration
    }
}

/// Whether a directory entry is a file that may be read: a link is followed only inside the archive.
fn check_is_file(entry: &DirEntry, root: &Root) -> Result<(), &'static str> {
    let Ok(kind) = entry.file_type() else { return Err("its type cannot be read") };
    if kind.is_file() {
        return Ok(());
    }
    if !kind.is_symlink() {
        return Err("it is not a file");
    }
    match root.inside(&entry.path()) {
        Ok(Some(target)) if target.is_file() => Ok(()),
        Ok(_) => Err("it is a symbolic link to no file inside the archive"),
        Err(_) => Err("it is a symbolic link that cannot be followed"),
    }
}
