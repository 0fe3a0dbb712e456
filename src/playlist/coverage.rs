//! What of a range is recorded: its holes, its doubtful segments, and what was left out of it.
//!
//! Coverage is told of the very selection that playlists are made of, so that its holes are theirs: time counts
//! as covered from segment to segment as long as a playlist would have no discontinuity between them, the few
//! milliseconds of a recorder's jitter included. Covered time and holes together are the range, to the
//! microsecond. Pure: nothing here reads a disk or a clock.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use serde::Serialize;

use crate::archive::name::{Completeness, format_hour};
use crate::archive::select::TOLERANCE;
use crate::archive::{Pick, Segment, Selection, Why};
use crate::playlist::media::{self, is_listable, listed};
use crate::time::{Span, Time};

mod degree;
mod json;
mod survey;
#[cfg(test)]
mod tests;

pub use degree::Degree;
pub use json::{Named, seconds};
pub use survey::survey;

/// The length of the rows that coverage is told in.
const HOUR: Span = Span::from_secs(3_600);

/// What of a range is recorded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// Where the range begins.
    pub start: Time,
    /// Where it ends.
    pub end: Time,
    /// How much of it is covered.
    pub covered: Span,
    /// The segments that cover it: those a playlist of the range lists.
    pub segments: Kinds,
    /// What lies in the range and is in no playlist of it.
    pub left_out: LeftOut,
    /// What is missing, in order and apart from each other.
    pub holes: Vec<Missing>,
    /// Segments that were left out because another one covers their start, in order.
    pub overlaps: Vec<Overlap>,
    /// The suspect ones of the segments, in order.
    pub suspects: Vec<Doubtful>,
    /// The partial ones of the segments, in order.
    pub partials: Vec<Doubtful>,
    /// The hours that have something, in order; all others of the range are missing.
    pub hours: Vec<HourPart>,
}

/// How many segments there are of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Kinds {
    /// Complete ones.
    pub full: usize,
    /// Complete ones that are doubtful.
    pub suspect: usize,
    /// Such as were cut off.
    pub partial: usize,
}

/// How many files of a range are in no playlist of it, by why.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LeftOut {
    /// Segments whose start another one covers.
    pub overlapping: usize,
    /// Versions of a segment that lost to a better one.
    pub rivals: usize,
    /// Segments of no length.
    pub empty: usize,
    /// Segments that a tombstone takes back.
    pub tombstoned: usize,
    /// Segments that are still being written.
    pub temp: usize,
    /// Files that are no segments, in all of the range's hours.
    pub skipped: usize,
}

/// A hole: a part of the range with nothing to play.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Missing {
    /// Where it begins.
    pub start: Time,
    /// Where it ends; its start, if all that is known is that the segment before was cut off.
    pub end: Time,
    /// How complete the segment before it is; none if there is none in the range.
    pub after: Option<Completeness>,
}

/// A segment that was left out, and the time it shares with the one that was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overlap {
    /// Where the shared time begins.
    pub start: Time,
    /// Where it ends.
    pub end: Time,
    /// What was left out, as `HOUR/FILE`.
    pub segment: String,
    /// What was kept, as `HOUR/FILE`.
    pub kept: String,
}

/// A segment that is not full.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Doubtful {
    /// Where it begins.
    pub start: Time,
    /// Where it ends, by its name.
    pub end: Time,
    /// It, as `HOUR/FILE`.
    pub segment: String,
}

/// An hour of the range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HourPart {
    /// Where the hour's part of the range begins.
    pub start: Time,
    /// Where it ends.
    pub end: Time,
    /// How much of it is covered.
    pub covered: Span,
    /// The segments that begin in it.
    pub segments: Kinds,
}

/// The coverage of a selection between `start` and `end`, for which it was selected. Where one is not given,
/// the first listed segment or the last one bounds the range, and nothing is missing there; none if there is no
/// such segment either.
#[must_use]
pub fn cover(selection: &Selection, start: Option<Time>, end: Option<Time>) -> Option<Coverage> {
    let picks: Vec<Pick<'_>> = listed(selection).collect();
    let from = start.or_else(|| Some(picks.first()?.segment.start))?;
    let to = end.or_else(|| picks.iter().map(|pick| pick.segment.end()).max())?;
    let holes: Vec<Missing> = media::holes(selection, start, end)
        .into_iter()
        .map(|hole| {
            let before = picks.partition_point(|pick| pick.segment.start < hole.to);
            let after = before.checked_sub(1).map(|last| picks[last].segment.completeness);
            Missing { start: hole.from.min(hole.to).max(from), end: hole.to, after }
        })
        .collect();
    let missing = holes.iter().map(Missing::length).sum();
    let mut coverage = Coverage {
        start: from,
        end: to,
        covered: less(to.since(from), missing),
        segments: Kinds::default(),
        left_out: LeftOut::default(),
        holes,
        overlaps: Vec::new(),
        suspects: Vec::new(),
        partials: Vec::new(),
        hours: Vec::new(),
    };
    for pick in &picks {
        coverage.segments += pick.segment.completeness;
        let doubtful = match pick.segment.completeness {
            Completeness::Full => continue,
            Completeness::Suspect => &mut coverage.suspects,
            Completeness::Partial | Completeness::Temp => &mut coverage.partials,
        };
        let (start, end) = (pick.segment.start, pick.segment.end());
        doubtful.push(Doubtful { start, end, segment: path(&pick.segment) });
    }
    coverage.hours = hours(selection, &picks, &coverage);
    coverage.find_overlaps(selection);
    coverage.count_others(selection, (start, end), picks.first().map(|pick| pick.segment.start));
    Some(coverage)
}

impl Coverage {
    /// How long the range is.
    #[must_use]
    pub fn length(&self) -> Span {
        self.end.since(self.start)
    }

    /// How much of it is missing: the holes together.
    #[must_use]
    pub fn uncovered(&self) -> Span {
        less(self.length(), self.covered)
    }

    /// The segments that are neither listed nor worse versions of something: those that begin before another
    /// one's end, and those of no length.
    fn find_overlaps(&mut self, selection: &Selection) {
        let mut picks = selection.iter().peekable();
        let mut last: Option<Segment<'_>> = None;
        let segments = selection.hours().iter().flat_map(|hour| hour.segments());
        for segment in segments.take_while(|segment| segment.start < self.end) {
            let picked = picks.next_if(|pick| pick.segment.start == segment.start);
            if !is_listable(segment.duration) {
                self.left_out.empty += usize::from(segment.start >= self.start);
            } else if let (None, Some(last)) = (picked, last)
                && segment.end() > self.start
                // Otherwise only the range's end kept it out.
                && last.end().since(segment.start) > TOLERANCE
            {
                self.left_out.overlapping += 1;
                self.overlaps.push(Overlap {
                    start: segment.start.max(self.start),
                    end: segment.end().min(last.end()).min(self.end),
                    segment: path(&segment),
                    kept: path(&last),
                });
            }
            last = picked.map(|pick| pick.segment).or(last);
        }
    }

    /// What the hours have besides their best segments. `asked` is the range without what was found in it: where
    /// it is open, everything counts. Of the segment that covers the range's start all versions do.
    fn count_others(
        &mut self,
        selection: &Selection,
        (start, end): (Option<Time>, Option<Time>),
        first: Option<Time>,
    ) {
        let from = start.map_or(Time::MIN, |start| first.map_or(start, |first| first.min(start)));
        let to = end.unwrap_or(Time::MAX);
        for hour in selection.hours() {
            for other in hour.others().iter().filter(|other| from <= other.start && other.start < to) {
                match other.why {
                    Why::Rival => self.left_out.rivals += 1,
                    Why::Tombstoned => self.left_out.tombstoned += 1,
                    Why::Temp => self.left_out.temp += 1,
                }
            }
            if hour.start() < to && hour.start() + HOUR > start.unwrap_or(Time::MIN) {
                self.left_out.skipped += hour.skipped();
            }
        }
    }
}

impl Missing {
    /// How long it is.
    #[must_use]
    pub fn length(&self) -> Span {
        self.end.since(self.start)
    }
}

impl HourPart {
    /// The hour it is a part of.
    #[must_use]
    pub const fn hour(&self) -> Time {
        self.start.hour()
    }

    /// How long the part is: an hour but where the range begins or ends in it.
    #[must_use]
    pub fn length(&self) -> Span {
        self.end.since(self.start)
    }
}

impl Kinds {
    /// All of them.
    #[must_use]
    pub const fn count(&self) -> usize {
        self.full + self.suspect + self.partial
    }
}

impl AddAssign<Completeness> for Kinds {
    fn add_assign(&mut self, kind: Completeness) {
        match kind {
            Completeness::Full => self.full += 1,
            Completeness::Suspect => self.suspect += 1,
            // Nothing that is still being written is ever selected.
            Completeness::Partial | Completeness::Temp => self.partial += 1,
        }
    }
}

/// The hours of the range that have a directory, or a segment that reaches into them.
fn hours(selection: &Selection, picks: &[Pick<'_>], coverage: &Coverage) -> Vec<HourPart> {
    let mut kinds: BTreeMap<Time, Kinds> = BTreeMap::new();
    for hour in selection.hours() {
        kinds.entry(hour.start()).or_default();
    }
    for pick in picks {
        *kinds.entry(pick.segment.start.max(coverage.start).hour()).or_default() += pick.segment.completeness;
        // It is an hour long at most, so that it reaches into the next hour and no further.
        kinds.entry(pick.segment.end().min(coverage.end).hour()).or_default();
    }
    let parts = kinds.into_iter().map(|(hour, segments)| {
        let (start, end) = (hour.max(coverage.start), (hour + HOUR).min(coverage.end));
        HourPart { start, end, covered: coverage.covered_between(start, end), segments }
    });
    parts.filter(|part| part.start < part.end).collect()
}

/// How a segment is named below its variant.
fn path(segment: &Segment<'_>) -> String {
    format!("{}/{}", format_hour(segment.start), segment.name)
}

/// What is left of a span.
fn less(span: Span, part: Span) -> Span {
    Span::from_micros(span.micros().saturating_sub(part.micros()))
}
