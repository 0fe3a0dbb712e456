//! The selection rule: the segments that cover a range, without overlap, and the holes between them.
//!
//! The rule is wubloader's (`get_best_segments`), but for one thing: a segment that starts at or after the
//! end of the range is no part of it.

use std::ops::Range;
use std::sync::Arc;

use super::hour::{Hour, Segment};
use super::name::Completeness;
use crate::time::{Span, Time};

/// How far two neighbours may overlap or stand apart and still join: recorders' clocks jitter that much.
pub const TOLERANCE: Span = Span::from_micros(10_000);

/// The segments that cover a range, in order of start.
#[derive(Debug)]
pub struct Selection {
    hours: Vec<Arc<Hour>>,
    runs: Vec<Run>,
    len: usize,
    /// Whether something is missing between the last segment (or the start of the range) and its end.
    ends_in_hole: bool,
}

/// Chosen segments of one hour of which each is the next after the one before.
#[derive(Clone, Debug)]
struct Run {
    hour: usize,
    stretch: Range<usize>,
    after_hole: bool,
}

/// A stretch of an hour that was chosen whole.
#[derive(Clone, Debug)]
pub struct Stretch<'a> {
    /// The hour.
    pub hour: &'a Arc<Hour>,
    /// The places in it.
    pub places: Range<usize>,
    /// Whether something is missing just before its first segment.
    pub after_hole: bool,
}

/// A chosen segment.
#[derive(Clone, Copy, Debug)]
pub struct Pick<'a> {
    /// The hour it lies in.
    pub hour: &'a Arc<Hour>,
    /// Its place in that hour.
    pub index: usize,
    /// The segment.
    pub segment: Segment<'a>,
    /// Whether something is missing just before it.
    pub after_hole: bool,
}

/// Whether something is missing between a segment that ends at `end` and the next, which starts at `start`.
/// After anything but a full segment something is.
#[must_use]
pub fn is_hole(completeness: Completeness, end: Time, start: Time) -> bool {
    completeness != Completeness::Full || start.since(end) > TOLERANCE
}

/// How long a segment really is, where that is known; at most as long as its name says.
pub type Lengths<'a> = dyn Fn(&Hour, &Segment<'_>) -> Span + 'a;

/// Picks the segments of `hours` (in order, from the one before `start` to the one of `end`) that cover
/// `[start, end)`.
#[must_use]
pub fn select(hours: Vec<Arc<Hour>>, start: Time, end: Time) -> Selection {
    select_by(hours, start, end, None)
}

/// The same, but what a segment covers by its name and not really hides none behind it.
#[must_use]
pub fn select_by(hours: Vec<Arc<Hour>>, start: Time, end: Time, lengths: Option<&Lengths<'_>>) -> Selection {
    let mut choice = Choice { lengths, ..Choice::new(start, None, end) };
    for (at, hour) in hours.iter().enumerate() {
        let is_done =
            if hour.is_chain() { choice.stretch(at, hour) } else { choice.each(at, hour, |_| true) };
        if is_done {
            break;
        }
    }
    let (runs, last) = choice.made();
    finish(hours, runs, last, end)
}

/// Picks the segments of `hours` (in order, from the one of `last` on) that go on from a segment that was picked
/// before, up to `end`. It need not be there any more. What does not fit is passed over, as if it were missing.
#[must_use]
pub fn select_after(
    hours: Vec<Arc<Hour>>,
    last: Last,
    end: Time,
    mut fits: impl FnMut(&Segment<'_>) -> bool,
) -> Selection {
    let mut choice = Choice::new(last.start, Some(last), end);
    for (at, hour) in hours.iter().enumerate() {
        if choice.each(at, hour, |segment| segment.start > last.start && fits(segment)) {
            break;
        }
    }
    let (runs, last) = choice.made();
    finish(hours, runs, last, end)
}

/// A segment that others go on from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Last {
    /// When it begins.
    pub start: Time,
    /// When it ends.
    pub end: Time,
    /// How complete it is.
    pub completeness: Completeness,
}

/// What of a range is chosen so far.
struct Choice<'a> {
    start: Time,
    end: Time,
    lengths: Option<&'a Lengths<'a>>,
    last: Option<Last>,
    /// Where the last one lies, if its length has only been read from its name.
    unsure: Option<(&'a Hour, usize)>,
    runs: Vec<Run>,
}

impl<'a> Choice<'a> {
    fn new(start: Time, last: Option<Last>, end: Time) -> Self {
        Self { start, end, lengths: None, last, unsure: None, runs: Vec::new() }
    }

    /// Where the last one really ends, should it seem to cover what starts then.
    fn settle(&mut self, start: Time) {
        let Some(lengths) = self.lengths else { return };
        let Some(last) = self.last.as_mut().filter(|last| last.end.since(start) > TOLERANCE) else { return };
        if let Some((hour, place)) = self.unsure.take() {
            last.end = last.end.min(last.start + lengths(hour, &hour.at(place)));
        }
    }

    /// Picks of an hour one by one what fits; whether the range has ended.
    fn each(&mut self, at: usize, hour: &'a Hour, mut fits: impl FnMut(&Segment<'_>) -> bool) -> bool {
        for (place, segment) in hour.segments().enumerate() {
            if segment.start >= self.end {
                return true;
            }
            self.settle(segment.start);
            let after_hole = match self.last {
                None if segment.start <= self.start && self.start < segment.end() => false,
                None if segment.start > self.start => true,
                None => continue,
                Some(last) if last.end.since(segment.start) > TOLERANCE => continue,
                Some(last) => is_hole(last.completeness, last.end, segment.start),
            };
            if !fits(&segment) {
                continue;
            }
            match self.runs.last_mut().filter(|run| run.hour == at && run.stretch.end == place) {
                Some(run) => run.stretch.end += 1,
                None => self.runs.push(Run { hour: at, stretch: place..place + 1, after_hole }),
            }
            self.last = Some(Last::from(segment));
            self.unsure = Some((hour, place));
            if segment.end() >= self.end {
                return true;
            }
        }
        false
    }

    /// The same of a chain of which all fits, where only the ends have to be found.
    fn stretch(&mut self, at: usize, hour: &'a Hour) -> bool {
        if let Some(first) = hour.segments().next() {
            self.settle(first.start);
        }
        let first = hour.count_while(|from, to| match self.last {
            None => from <= self.start && to <= self.start,
            Some(last) => last.end.since(from) > TOLERANCE,
        });
        let beyond = hour.count_while(|from, _| from < self.end);
        // The first chosen one that reaches the end is the last.
        let past = beyond.min(hour.count_while(|_, to| to < self.end).max(first) + 1);
        if first < past {
            let segment = hour.at(first);
            let after_hole = match self.last {
                None => segment.start > self.start,
                Some(last) => is_hole(last.completeness, last.end, segment.start),
            };
            self.runs.push(Run { hour: at, stretch: first..past, after_hole });
            self.last = Some(Last::from(hour.at(past - 1)));
            self.unsure = Some((hour, past - 1));
        }
        past < hour.len() || self.last.is_some_and(|last| last.end >= self.end)
    }

    fn made(self) -> (Vec<Run>, Option<Last>) {
        (self.runs, self.last)
    }
}

fn finish(hours: Vec<Arc<Hour>>, runs: Vec<Run>, last: Option<Last>, end: Time) -> Selection {
    let is_whole = |last: Last| last.completeness == Completeness::Full && last.end >= end;
    let len = runs.iter().map(|run| run.stretch.len()).sum();
    Selection { hours, runs, len, ends_in_hole: !last.is_some_and(is_whole) }
}

impl From<Segment<'_>> for Last {
    fn from(segment: Segment<'_>) -> Self {
        Self { start: segment.start, end: segment.end(), completeness: segment.completeness }
    }
}

impl Selection {
    /// How many segments were chosen.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.len
    }

    /// Whether there is no segment in the range.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The hours it was chosen from, in order.
    pub fn hours(&self) -> &[Arc<Hour>] {
        &self.hours
    }

    /// Whether something is missing between the last segment and the end of the range.
    #[must_use]
    pub const fn ends_in_hole(&self) -> bool {
        self.ends_in_hole
    }

    /// How many of the chosen segments come after a hole, the first left aside; none if its hours have segments
    /// that overlap or take no time, so that each has to be looked at.
    #[must_use]
    pub fn holes(&self) -> Option<usize> {
        let mut holes = 0;
        for (index, run) in self.runs.iter().enumerate() {
            holes += self.hours[run.hour].holes_in(&run.stretch)?;
            holes += usize::from(index > 0 && run.after_hole);
        }
        Some(holes)
    }

    /// How long the longest chosen segment takes.
    #[must_use]
    pub fn longest(&self) -> Span {
        let longest = |run: &Run| self.hours[run.hour].longest_in(&run.stretch);
        self.runs.iter().map(longest).max().unwrap_or(Span::ZERO)
    }

    /// The chosen segments as stretches of their hours, in order of start.
    pub fn stretches(&self) -> impl DoubleEndedIterator<Item = Stretch<'_>> {
        self.runs.iter().map(|run| Stretch {
            hour: &self.hours[run.hour],
            places: run.stretch.clone(),
            after_hole: run.after_hole,
        })
    }

    /// The chosen segments in order of start.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Pick<'_>> {
        self.stretches().flat_map(|Stretch { hour, places, after_hole }| {
            let first = places.start;
            places.map(move |index| {
                let segment = hour.at(index);
                let after_hole = if index == first {
                    after_hole
                } else {
                    let before = hour.at(index - 1);
                    is_hole(before.completeness, before.end(), segment.start)
                };
                Pick { hour, index, segment, after_hole }
            })
        })
    }
}
