//! The directories of an archive: streams, variants, hours.

use std::fs::{File, Metadata};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::hour::{Hour, Segment};
use super::index::{Index, stamp_clock};
use super::name;
use super::root::{Root, is_absent};
use super::select::{Last, Lengths, Selection, select_after, select_by};
use super::skipped::Skipped;
use crate::time::{Span, Time};

/// The length of the directories an archive is cut into.
pub(super) const HOUR: Span = Span::from_secs(3_600);
/// How far ahead of ours a recorder's clock may be.
const CLOCK_DIFFERENCE: Span = Span::from_secs(10 * 60);
/// How many hours are looked for by name; for more the directory is listed, and only what is there is read.
const HOURS_BY_NAME: u64 = 200;

/// Why something of an archive cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("cannot read {path}")]
pub struct ArchiveError {
    /// What was to be read.
    pub path: PathBuf,
    /// What the system said.
    pub source: io::Error,
}

/// An archive of recordings, or a part of one: nothing outside its root is ever read.
#[derive(Debug)]
pub struct Archive {
    root: Root,
    index: Index,
    skipped: Skipped,
}

/// What of a variant can have been recorded at some moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Its hours, sorted.
    pub hours: Vec<Time>,
    /// No segment of these hours that starts later counts.
    pub until: Time,
}

/// One variant of one stream: a directory of hours.
#[derive(Clone, Debug)]
pub struct Variant {
    directory: PathBuf,
}

impl Archive {
    /// Opens the archive (or stream, or variant) at this directory.
    pub fn open(root: &Path) -> Result<Self, ArchiveError> {
        let fail = |source| ArchiveError { path: root.to_owned(), source };
        let opened = Root::open(root).map_err(fail)?;
        Ok(Self { root: opened, index: Index::default(), skipped: Skipped::default() })
    }

    /// The directory it was opened at, absolute and without links.
    #[must_use]
    pub fn root(&self) -> &Path {
        self.root.path()
    }

    /// The variant whose directory lies below the root by these names (none: the root itself); none if there
    /// is no such directory inside the archive, or the names cannot be names of one.
    pub fn variant(&self, names: &[&str]) -> Result<Option<Variant>, ArchiveError> {
        Ok(self.directory(names)?.map(|directory| Variant { directory }))
    }

    /// The visible names in the directory at these names below the root, sorted; none where there is no
    /// such directory. Names that are not UTF-8 are left out.
    pub fn list(&self, names: &[&str]) -> Result<Vec<String>, ArchiveError> {
        let Some(directory) = self.directory(names)? else { return Ok(Vec::new()) };
        let mut listed = self.entries(&directory, |_| true)?;
        listed.retain(|name| !name.starts_with('.'));
        Ok(listed)
    }

    /// The directories at these names below the root that may be variants of a stream, sorted: visible, and
    /// not the chat.
    pub fn variants(&self, names: &[&str]) -> Result<Vec<String>, ArchiveError> {
        let Some(directory) = self.directory(names)? else { return Ok(Vec::new()) };
        let mut variants = self.entries(&directory, |entry| {
            entry.file_type().is_ok_and(|kind| kind.is_dir() || (kind.is_symlink() && entry.path().is_dir()))
        })?;
        variants.retain(|name| !name.starts_with('.') && name != name::CHAT);
        Ok(variants)
    }

    /// The file at these names below the root, opened, and what it was then; none if there is none inside the
    /// archive.
    pub fn open_file(&self, names: &[&str]) -> Result<Option<(File, Metadata)>, ArchiveError> {
        let Some(path) = self.root.below(names) else { return Ok(None) };
        let opened = self.root.open_inside(&path);
        match opened {
            Err(error) if is_absent(&error) => Ok(None),
            Err(source) => Err(ArchiveError { path, source }),
            Ok(opened) => Ok(opened),
        }
    }

    /// The hours of a variant, sorted. A variant that has gone has none.
    pub fn hours(&self, variant: &Variant) -> Result<Vec<Time>, ArchiveError> {
        let names = self.entries(&variant.directory, |_| true)?;
        Ok(names.iter().filter_map(|name| name::parse_hour(name)).collect())
    }

    /// The segments of the hour that begins at `start`; none if that hour does not exist.
    pub fn hour(&self, variant: &Variant, start: Time) -> Result<Option<Arc<Hour>>, ArchiveError> {
        let path = variant.directory.join(name::format_hour(start));
        let read = self.read_hour(&path, start);
        match read {
            Err(source) if is_absent(&source) => Ok(None),
            Err(source) => Err(ArchiveError { path, source }),
            Ok(hour) => Ok(hour),
        }
    }

    /// The best segments of a variant that cover `[start, end)`.
    pub fn select(&self, variant: &Variant, start: Time, end: Time) -> Result<Selection, ArchiveError> {
        self.select_by(variant, start, end, None)
    }

    /// The same by how long segments really are, where that is known.
    pub fn select_by(
        &self,
        variant: &Variant,
        start: Time,
        end: Time,
        lengths: Option<&Lengths<'_>>,
    ) -> Result<Selection, ArchiveError> {
        let first = (start - HOUR).hour();
        let mut hours = Vec::new();
        if end.since(first).micros() / HOUR.micros() < HOURS_BY_NAME {
            let mut at = first;
            loop {
                hours.extend(self.hour(variant, at)?);
                let next = at + HOUR;
                if next > end || next <= at {
                    break;
                }
                at = next;
            }
        } else {
            for at in self.hours(variant)? {
                if (first..=end).contains(&at) {
                    hours.extend(self.hour(variant, at)?);
                }
            }
        }
        Ok(select_by(hours, start, end, lengths))
    }

    /// What has been recorded of a variant after a segment of this hour, up to `end`, and fits: nothing older is read.
    pub fn select_after(
        &self,
        variant: &Variant,
        recorded: &Recorded,
        (hour, last): (Time, Last),
        end: Time,
        fits: impl FnMut(&Segment<'_>) -> bool,
    ) -> Result<Selection, ArchiveError> {
        let mut hours = Vec::new();
        for at in recorded.hours.iter().filter(|at| (hour..=end).contains(*at)) {
            hours.extend(self.hour(variant, *at)?);
        }
        Ok(select_after(hours, last, end, fits))
    }

    /// What can have been recorded of a variant at the moment `now`. Hours that begin later than clocks differ
    /// are a recorder's clock gone wrong, and are left out with a warning. If all do, it is rather our clock,
    /// and nothing is left out.
    pub fn recorded(&self, variant: &Variant, now: Time) -> Result<Recorded, ArchiveError> {
        let mut hours = self.hours(variant)?;
        let until = now + CLOCK_DIFFERENCE;
        let possible = hours.partition_point(|hour| *hour <= until);
        if possible == 0 && !hours.is_empty() {
            return Ok(Recorded { hours, until: Time::MAX });
        }
        for hour in hours.drain(possible..) {
            let path = variant.directory.join(name::format_hour(hour));
            self.skipped.warn(&path, "it is in the future, so no live or implied range has it");
        }
        Ok(Recorded { hours, until })
    }

    /// The start of the newest hour of a variant that has a segment at the moment `now`, and the latest end
    /// of a segment in it.
    pub fn newest(&self, variant: &Variant, now: Time) -> Result<Option<(Time, Time)>, ArchiveError> {
        let recorded = self.recorded(variant, now)?;
        for at in recorded.hours.into_iter().rev() {
            let Some(hour) = self.hour(variant, at)? else { continue };
            let ends = hour.segments().filter(|segment| segment.start <= recorded.until);
            if let Some(end) = ends.map(|segment| segment.end()).max() {
                return Ok(Some((at, end)));
            }
        }
        Ok(None)
    }

    fn read_hour(&self, path: &Path, start: Time) -> io::Result<Option<Arc<Hour>>> {
        let mut metadata = std::fs::symlink_metadata(path)?;
        let mut directory = path.to_owned();
        if metadata.is_symlink() {
            let Some(real) = self.root.inside(path)? else {
                self.skipped.warn(path, "it is a symbolic link to no hour inside the archive");
                return Ok(None);
            };
            directory = real;
            metadata = std::fs::metadata(&directory)?;
        }
        if !metadata.is_dir() {
            self.skipped.warn(path, "it is named like an hour and is not a directory");
            return Ok(None);
        }
        let modified = metadata.modified()?;
        let read = || {
            let read_at = stamp_clock();
            let hour = Arc::new(Hour::read(&directory, start, &self.root, &self.skipped)?);
            tracing::debug!("read {}: {} segments", directory.display(), hour.len());
            self.index.keep(path, &hour, modified, read_at);
            Ok(hour)
        };
        self.index.find_or_read(path, modified, read).map(Some)
    }

    /// The names in a directory that pass `wanted`, sorted; none if it has gone. What is not UTF-8 is left
    /// out with a warning.
    fn entries(
        &self,
        directory: &Path,
        wanted: impl Fn(&std::fs::DirEntry) -> bool,
    ) -> Result<Vec<String>, ArchiveError> {
        let fail = |source| ArchiveError { path: directory.to_owned(), source };
        let listing = match std::fs::read_dir(directory) {
            Ok(listing) => listing,
            Err(error) if is_absent(&error) => return Ok(Vec::new()),
            Err(error) => return Err(fail(error)),
        };
        let mut names = Vec::new();
        for entry in listing {
            let entry = entry.map_err(fail)?;
            match entry.file_name().into_string() {
                Ok(name) if wanted(&entry) => names.push(name),
                Ok(_) => {}
                Err(_) => self.skipped.warn(&entry.path(), "its name is not UTF-8"),
            }
        }
        names.sort_unstable();
        Ok(names)
    }

    fn directory(&self, names: &[&str]) -> Result<Option<PathBuf>, ArchiveError> {
        let Some(path) = self.root.below(names) else { return Ok(None) };
        self.root.directory(path.clone()).map_err(|source| ArchiveError { path, source })
    }
}

impl Variant {
    /// Its directory.
    #[must_use]
    pub fn directory(&self) -> &Path {
        &self.directory
    }
}
