//! Hours whose segments follow one another, which most do: what a range has of one is a stretch of it.

use std::ops::Range;

use super::{Entry, Hour};
use crate::archive::select::{TOLERANCE, is_hole};
use crate::time::{Span, Time};

/// What is known of an hour whose segments all take time, and of which none overlaps the next.
#[derive(Debug)]
pub(super) struct Chain {
    /// The places of segments that something is missing in front of, after the one before.
    holes: Vec<u32>,
    longest: Span,
}

impl Hour {
    /// Whether each of its segments takes time and none overlaps the next, so that all of a stretch of it are
    /// chosen where the first is.
    pub(in crate::archive) const fn is_chain(&self) -> bool {
        self.chain.is_some()
    }

    /// How many segments of a stretch come after a hole, its first left aside; none if this is no chain.
    pub(in crate::archive) fn holes_in(&self, stretch: &Range<usize>) -> Option<usize> {
        let holes = &self.chain.as_ref()?.holes;
        let before = |place: usize| holes.partition_point(|hole| (*hole as usize) < place);
        Some(before(stretch.end).saturating_sub(before(stretch.start + 1)))
    }

    /// How long the longest segment of a stretch takes.
    pub(in crate::archive) fn longest_in(&self, stretch: &Range<usize>) -> Span {
        match &self.chain {
            Some(chain) if stretch.len() == self.entries.len() => chain.longest,
            _ => self.entries[stretch.clone()].iter().map(|entry| entry.duration).max().unwrap_or(Span::ZERO),
        }
    }

    /// How many of the first segments are so; of a chain, if those that are all come first.
    pub(in crate::archive) fn count_while(&self, is_so: impl Fn(Time, Time) -> bool) -> usize {
        self.entries.partition_point(|entry| is_so(entry.start, entry.end()))
    }
}

impl Chain {
    /// What is to be known of these segments, in order of start, if they are a chain.
    pub(super) fn of(entries: &[Entry]) -> Option<Self> {
        let is_short = |entry: &Entry| entry.duration <= TOLERANCE;
        let overlaps = |pair: &[Entry]| pair[0].end().since(pair[1].start) > TOLERANCE;
        if entries.iter().any(is_short) || entries.windows(2).any(overlaps) {
            return None;
        }
        let is_after_hole = |pair: &[Entry]| is_hole(pair[0].completeness, pair[0].end(), pair[1].start);
        let pairs = (1..).zip(entries.windows(2));
        let holes = pairs.filter(|(_, pair)| is_after_hole(pair)).map(|(place, _)| place).collect();
        let longest = entries.iter().map(|entry| entry.duration).max().unwrap_or(Span::ZERO);
        Some(Self { holes, longest })
    }
}
