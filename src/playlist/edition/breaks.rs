//! Discontinuities that lists side by side have at the same moments (RFC 8216bis §6.2.4), though some of them have
//! said more already than others.
//!
//! What was said stays. So what counts is the number: wherever a variant goes on, its discontinuity sequence number
//! is brought up to what the others have at that moment. If one has missed a break of the others, because it was
//! written before anybody knew, it makes up for it at its next segment.

use super::Edition;
use crate::playlist::gaps::Item;
use crate::time::{Span, Time};

/// The discontinuity numbers that a list has said.
#[derive(Debug)]
pub(crate) struct Numbers {
    first: u64,
    /// From when on it is which.
    changes: Vec<(Time, u64)>,
    end: Time,
}

impl Numbers {
    /// Those of an edition; of one without a clock, or with nothing in it, those it begins with.
    pub(crate) fn of(edition: &Edition) -> Self {
        let first = edition.first_discontinuity();
        let breaks = edition.segments().iter().filter(|segment| segment.discontinuity);
        let changes = breaks.filter_map(|segment| segment.program_date_time).zip(first + 1..).collect();
        Self { first, changes, end: edition.end().unwrap_or(Time::MIN) }
    }

    fn last(&self) -> u64 {
        self.changes.last().map_or(self.first, |(_, number)| *number)
    }

    /// That of the segment that is listed for this moment.
    pub(crate) fn at(&self, time: Time) -> u64 {
        let after = self.changes.partition_point(|(from, _)| *from <= time);
        after.checked_sub(1).map_or(self.first, |change| self.changes[change].1)
    }
}

/// Gives each variant's new items the discontinuities that bring it up to the others, at the items that begin nearest
/// to theirs. `said` and `items` are in the same order.
pub(crate) fn bring_up(said: &[Numbers], items: &mut [&mut [Item<'_>]], target: Span) {
    let near = Span::from_micros(target.micros() / 2);
    let mut numbers: Vec<u64> = said.iter().map(Numbers::last).collect();
    // The breaks that each has of its own, and has not come to yet.
    let own = |items: &[Item<'_>]| {
        let breaks = items.iter().filter(|item| item.discontinuity);
        breaks.filter_map(|item| item.start).collect::<std::collections::VecDeque<Time>>()
    };
    let mut to_come: Vec<_> = items.iter().map(|items| own(items)).collect();
    let mut order: Vec<(Time, bool, usize, usize)> = Vec::new();
    for (variant, items) in items.iter().enumerate() {
        let starts = items.iter().enumerate();
        order.extend(starts.filter_map(|(at, item)| Some((item.start?, !item.discontinuity, variant, at))));
    }
    order.sort_unstable();
    for (start, _, variant, at) in order {
        let until = start + near;
        let number_of = |other: usize| {
            if until < said[other].end {
                return said[other].at(until);
            }
            numbers[other] + to_come[other].iter().take_while(|time| **time <= until).count() as u64
        };
        let others = (0..said.len()).filter(|other| *other != variant).map(number_of).max();
        let item = &mut items[variant][at];
        if item.discontinuity {
            to_come[variant].pop_front();
            numbers[variant] += 1;
        } else if others > Some(numbers[variant]) && to_come[variant].front().is_none_or(|own| *own > until) {
            item.discontinuity = true;
            numbers[variant] += 1;
        }
    }
}
