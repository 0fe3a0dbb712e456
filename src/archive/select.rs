//! The selection rule: the segments that cover a range, without overlap, and the holes between them.
//!
//! The rule is wubloader's (`get_best_segments`), but for one thing: a segment that starts at or after the
//! end of the range is no part of it.

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
    picks: Vec<Place>,
    /// Whether something is missing between the last segment (or the start of the range) and its end.
    ends_in_hole: bool,
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

#[derive(Clone, Copy, Debug)]
struct Place {
    hour: u32,
    index: u32,
    after_hole: bool,
}

/// Whether something is missing between a segment that ends at `end` and the next, which starts at `start`.
/// After anything but a full segment something is.
#[must_use]
pub fn is_hole(completeness: Completeness, end: Time, start: Time) -> bool {
    completeness != Completeness::Full || start.since(end) > TOLERANCE
}

/// Picks the segments of `hours` (in order, from the one before `start` to the one of `end`) that cover
/// `[start, end)`.
#[must_use]
pub fn select(hours: Vec<Arc<Hour>>, start: Time, end: Time) -> Selection {
    pick(hours, Before::Nothing(start), end, |_| true)
}

/// Picks the segments of `hours` (in order, from the one of `last` on) that go on from a segment that was picked
/// before, up to `end`. It need not be there any more. What does not fit is passed over, as if it were missing.
#[must_use]
pub fn select_after(
    hours: Vec<Arc<Hour>>,
    last: Last,
    end: Time,
    fits: impl FnMut(&Segment<'_>) -> bool,
) -> Selection {
    pick(hours, Before::Segment(last), end, fits)
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

/// What comes before a segment that may be picked.
enum Before {
    /// The start of the range.
    Nothing(Time),
    Segment(Last),
}

fn pick(
    hours: Vec<Arc<Hour>>,
    mut before: Before,
    end: Time,
    mut fits: impl FnMut(&Segment<'_>) -> bool,
) -> Selection {
    let mut picks: Vec<Place> = Vec::with_capacity(hours.iter().map(|hour| hour.len()).sum());
    'hours: for (hour_at, hour) in (0..).zip(&hours) {
        for (index, segment) in (0..).zip(hour.segments()) {
            if segment.start >= end {
                break 'hours;
            }
            let after_hole = match before {
                Before::Nothing(start) if segment.start <= start && start < segment.end() => false,
                Before::Nothing(start) if segment.start > start => true,
                Before::Nothing(_) => continue,
                Before::Segment(last) if segment.start <= last.start => continue,
                Before::Segment(last) if last.end.since(segment.start) > TOLERANCE => continue,
                Before::Segment(last) => is_hole(last.completeness, last.end, segment.start),
            };
            if !fits(&segment) {
                continue;
            }
            picks.push(Place { hour: hour_at, index, after_hole });
            before = Before::Segment(Last {
                start: segment.start,
                end: segment.end(),
                completeness: segment.completeness,
            });
            if segment.end() >= end {
                break 'hours;
            }
        }
    }
    let ends_in_hole = match before {
        Before::Nothing(_) => true,
        Before::Segment(last) => last.completeness != Completeness::Full || last.end < end,
    };
    Selection { hours, picks, ends_in_hole }
}

impl Selection {
    /// How many segments were chosen.
    #[must_use]
    pub const fn len(&self) -> usize {
        self.picks.len()
    }

    /// Whether there is no segment in the range.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.picks.is_empty()
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

    /// The chosen segments in order of start.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = Pick<'_>> + ExactSizeIterator {
        self.picks.iter().map(|place| {
            let hour = &self.hours[place.hour as usize];
            let index = place.index as usize;
            Pick { hour, index, segment: hour.at(index), after_hole: place.after_hole }
        })
    }
}
