//! How well a part of a range is covered: what one cell of a picture shows.

use super::{Coverage, Doubtful, HOUR, Missing, less};
use crate::archive::name::Completeness;
use crate::time::{Span, Time};

/// How well a part of a range is covered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Degree {
    /// How much of it is covered.
    pub covered: Span,
    /// How long it is, without what lies outside the range; nothing if it is outside altogether.
    pub length: Span,
    /// The least complete of what covers it.
    pub worst: Completeness,
}

impl Coverage {
    /// How well the time between two moments is covered.
    #[must_use]
    pub fn degree(&self, from: Time, to: Time) -> Degree {
        let (from, to) = (from.max(self.start), to.min(self.end));
        let worst = if touches(&self.partials, from, to) {
            Completeness::Partial
        } else if touches(&self.suspects, from, to) {
            Completeness::Suspect
        } else {
            Completeness::Full
        };
        Degree { covered: self.covered_between(from, to), length: to.since(from), worst }
    }

    /// How much is covered between two moments of the range.
    pub(super) fn covered_between(&self, from: Time, to: Time) -> Span {
        let first = self.holes.partition_point(|hole| hole.end <= from);
        let missing = self.holes[first..].iter().take_while(|hole| hole.start < to);
        less(to.since(from), missing.map(|hole: &Missing| hole.end.min(to).since(hole.start.max(from))).sum())
    }
}

/// Whether one of these segments, which are in order of start, lies between two moments.
fn touches(segments: &[Doubtful], from: Time, to: Time) -> bool {
    // None is longer than an hour.
    let first = segments.partition_point(|segment| segment.start < from - HOUR);
    let mut near = segments[first..].iter().take_while(|segment| segment.start < to);
    near.any(|segment| segment.end > from)
}
