//! What a variant has that its list does not have yet.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::settle::Settling;
use crate::archive::name::{Completeness, SegmentName, parse_hour};
use crate::archive::{Archive, ArchiveError, Last, Recorded, Segment, Selection, Variant};
use crate::hls;
use crate::media::Measured;
use crate::playlist::compose::ComposeError;
use crate::playlist::edition::{Edition, Window};
use crate::playlist::entry::{Entry, Place, by_name_after};
use crate::playlist::flat::{Flat, Scan};
use crate::playlist::gaps::Item;
use crate::time::{Span, Time};

/// How many segments are enough to begin a list with, however little it shows.
const ENOUGH: usize = 64;

/// The new segments of a variant, and what they go on from.
#[derive(Debug)]
pub(super) struct Fresh {
    pub(super) name: String,
    /// The variant's directory.
    pub(super) directory: PathBuf,
    pub(super) before: Before,
    content: Content,
    /// How many of the newest are looked at.
    pub(super) kept: usize,
    /// What takes longer than its list has promised of any, and is not among them.
    pub(super) long: Vec<(PathBuf, Span)>,
    /// What waits for its initialization section, and is not among them either, nor what follows it.
    pub(super) waiting: Option<String>,
}

#[derive(Debug)]
enum Content {
    Hours(Selection),
    Files(Flat),
}

/// What comes before what is new.
#[derive(Debug)]
pub(super) enum Before {
    /// Nothing: it is the first of all.
    Nothing,
    /// What others have listed: theirs begins here.
    Others(Time),
    /// The last segment of the list.
    Listed(Listed),
}

/// A segment that is listed.
#[derive(Debug)]
pub(super) struct Listed {
    name: String,
    hour: Option<Time>,
    /// The directory that it is in, or was.
    directory: PathBuf,
    start: Option<Time>,
    duration: Span,
    completeness: Completeness,
}

impl Listed {
    /// The last segment of a list of this directory; none if it could be none of there.
    pub(super) fn last(edition: &Edition, directory: &Path, is_flat: bool) -> Option<Self> {
        Self::of(edition.last()?, directory, is_flat)
    }

    /// A segment of such a list.
    pub(super) fn of(last: &hls::Segment, directory: &Path, is_flat: bool) -> Option<Self> {
        let file = file_of(last, directory, is_flat)?;
        let name = file.file_name()?.to_str()?.to_owned();
        let directory = file.parent()?.to_owned();
        let (hour, completeness) = if is_flat {
            (None, Completeness::Full)
        } else {
            let hour = parse_hour(directory.file_name()?.to_str()?)?;
            last.program_date_time?;
            (Some(hour), SegmentName::parse(&name).ok()?.completeness)
        };
        let start = last.program_date_time;
        Some(Self { name, hour, directory, start, duration: last.duration, completeness })
    }

    /// It as it was laid out.
    pub(super) fn item(&self) -> Item<'_> {
        Item { entry: Some(self.entry()), start: self.start, duration: self.duration, discontinuity: false }
    }

    fn entry(&self) -> Entry<'_> {
        Entry {
            place: match self.hour {
                Some(hour) => Place::Listed(&self.directory, hour),
                None => Place::Directory(&self.directory),
            },
            name: &self.name,
            start: self.start,
            duration: self.duration,
            missing: Span::ZERO,
            breaks: false,
            init: None,
            measured: None,
        }
    }
}

/// The file that a segment of a list is in, by its URI; none if no URI of such a list has so few names.
pub(super) fn file_of(segment: &hls::Segment, directory: &Path, is_flat: bool) -> Option<PathBuf> {
    if is_flat {
        let [name] = segment.uri.names()?;
        return Some(directory.join(name));
    }
    let [hour, name] = segment.uri.names()?;
    Some(directory.join(hour).join(name))
}

/// How far back a recording must be read for what a window shows, and enough to tell how long segments are.
fn reach(
    archive: &Archive,
    variant: &Variant,
    recorded: &Recorded,
    window: Window,
) -> Result<Time, ArchiveError> {
    let mut newest: Option<Time> = None;
    let mut count = 0;
    for at in recorded.hours.iter().rev() {
        let Some(hour) = archive.hour(variant, *at)? else { continue };
        count += hour.len();
        newest = newest.or_else(|| hour.segments().map(|segment| segment.end()).max());
        let is_enough = match window {
            Window::Count(wanted) => count.saturating_sub(ENOUGH) >= wanted,
            Window::Length(length) => {
                count >= ENOUGH && newest.is_some_and(|newest| newest.since(*at) >= length)
            }
        };
        if is_enough {
            return Ok(*at);
        }
    }
    Ok(Time::MIN)
}

impl Fresh {
    /// What an archive's variant has after that, up to `end`; `start` is where a first list begins.
    pub(super) fn of_variant(
        name: &str,
        archive: &Archive,
        variant: &Variant,
        before: Before,
        (start, end): (Option<Time>, Option<Time>),
        (promise, window): (Option<u64>, Option<Window>),
        now: Time,
    ) -> Result<Self, ComposeError> {
        let mut long = Vec::new();
        // It must not hide what it overlaps.
        let fits = |segment: &Segment<'_>| {
            let fits =
                promise.is_none_or(|promise| hls::target_duration([segment.duration].into_iter()) <= promise);
            if !fits {
                long.push((PathBuf::from(segment.name), segment.duration));
            }
            fits
        };
        let recorded = archive.recorded(variant, now)?;
        // Clocks that go wrong must not end a list that lives.
        let until =
            if recorded.until == Time::MAX { recorded.until } else { recorded.until + Span::from_micros(1) };
        let end = end.map_or(until, |end| end.min(until));
        let selection = match &before {
            Before::Listed(listed) => {
                let last_start = listed.start.unwrap_or(Time::MIN);
                let last = Last {
                    start: last_start,
                    end: last_start + listed.duration,
                    completeness: listed.completeness,
                };
                archive.select_after(
                    variant,
                    &recorded,
                    (listed.hour.unwrap_or(Time::MIN), last),
                    end,
                    fits,
                )?
            }
            Before::Others(from) => archive.select(variant, *from, end)?,
            Before::Nothing => {
                let newest = window.map(|window| reach(archive, variant, &recorded, window)).transpose()?;
                let start = start.unwrap_or(Time::MIN).max(newest.unwrap_or(Time::MIN));
                archive.select(variant, start, end)?
            }
        };
        let directory = variant.directory().to_owned();
        let content = Content::Hours(selection);
        Ok(Self { name: name.to_owned(), directory, before, content, kept: usize::MAX, long, waiting: None })
    }

    /// What a flat directory has after that.
    pub(super) fn of_files(
        name: &str,
        directory: &Path,
        before: Before,
        scan: &mut Scan,
        settling: &mut Settling,
        now: Time,
    ) -> Result<Self, ComposeError> {
        let after = match &before {
            Before::Listed(listed) => Some(listed.name.as_str()),
            Before::Nothing | Before::Others(_) => None,
        };
        let has_settled =
            |name: &str, metadata: &_| settling.has_settled(&directory.join(name), metadata, now);
        let mut flat = scan.read(directory, after, has_settled)?;
        let waiting = flat.cut_at_missing_init();
        let content = Content::Files(flat);
        Ok(Self {
            name: name.to_owned(),
            directory: directory.to_owned(),
            before,
            content,
            kept: usize::MAX,
            long: Vec::new(),
            waiting,
        })
    }

    /// Its segments as their names describe them. The first is what they go on from, if there is something.
    pub(super) fn entries(&self) -> Vec<Entry<'_>> {
        let mut entries = match (&self.content, &self.before) {
            (Content::Hours(selection), Before::Listed(listed)) => {
                let end = listed.start.map(|start| start + listed.duration);
                by_name_after(selection, end)
            }
            (Content::Hours(selection), Before::Others(from)) => by_name_after(selection, Some(*from)),
            (Content::Hours(selection), Before::Nothing) => by_name_after(selection, None),
            (Content::Files(flat), _) => flat.entries(),
        };
        entries.drain(..entries.len().saturating_sub(self.kept));
        match &self.before {
            Before::Nothing => {}
            Before::Listed(listed) => {
                let is_there =
                    listed.hour.is_none() && entries.first().is_some_and(|entry| entry.name == listed.name);
                if is_there {
                    entries[0].duration = listed.duration;
                } else {
                    entries.insert(0, listed.entry());
                }
            }
            Before::Others(from) => {
                let start = Entry {
                    place: Place::Directory(&self.directory),
                    name: "",
                    start: Some(*from),
                    duration: Span::ZERO,
                    missing: Span::ZERO,
                    breaks: false,
                    init: None,
                    measured: None,
                };
                entries.insert(0, start);
            }
        }
        entries
    }

    /// How many of the entries are what the others go on from.
    pub(super) const fn known(&self) -> usize {
        match self.before {
            Before::Nothing => 0,
            Before::Others(_) | Before::Listed(_) => 1,
        }
    }

    /// Whether it goes on from a file that could be opened.
    pub(super) fn anchor(&self) -> Option<PathBuf> {
        match &self.before {
            Before::Listed(listed) => Some(listed.directory.join(&listed.name)).filter(|path| path.is_file()),
            Before::Nothing | Before::Others(_) => None,
        }
    }
}

/// What is in the segments of a variant, of all of which the first may be known already.
pub(super) type Found = Vec<Option<Arc<Measured>>>;
