//! Where a log's discontinuities are, so that those before any of its entries are counted without a look at each: every
//! edition of a list tells how many there were before it, and a log has weeks of entries.

use std::collections::VecDeque;

/// The entries of a log that are discontinuities.
#[derive(Debug, Default)]
pub(super) struct Breaks {
    /// Their places among all entries that there were since this was begun, in order.
    places: VecDeque<usize>,
    /// How many of those have been dropped at the front.
    dropped: usize,
    /// How many there are left.
    count: usize,
}

impl Breaks {
    /// Adds entries behind all others, each of which is a discontinuity or not.
    pub(super) fn extend(&mut self, entries: impl IntoIterator<Item = bool>) {
        for is_break in entries {
            if is_break {
                self.places.push_back(self.dropped + self.count);
            }
            self.count += 1;
        }
    }

    /// Drops so many entries at the front.
    pub(super) fn forget(&mut self, count: usize) {
        self.dropped += count;
        self.count -= count;
        let gone = self.before(0);
        self.places.drain(..gone);
    }

    /// How many of the first entries are discontinuities, as far as they are still remembered.
    pub(super) fn before(&self, place: usize) -> usize {
        self.places.partition_point(|known| *known < self.dropped + place)
    }
}

impl FromIterator<bool> for Breaks {
    fn from_iter<Entries: IntoIterator<Item = bool>>(entries: Entries) -> Self {
        let mut breaks = Self::default();
        breaks.extend(entries);
        breaks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_are_counted_as_they_come_and_go() {
        let mut entries: Vec<bool> = (0..50).map(|index| index % 7 == 3 || index % 11 == 0).collect();
        let mut breaks: Breaks = entries.iter().copied().collect();
        for round in 0..20 {
            let newer = [round % 3 == 0, false, round % 2 == 0];
            breaks.extend(newer);
            entries.extend(newer);
            let gone = round % 6;
            breaks.forget(gone);
            entries.drain(..gone);
            for place in 0..=entries.len() {
                let expected = entries[..place].iter().filter(|is_break| **is_break).count();
                assert_eq!(breaks.before(place), expected, "{round} {place}");
            }
        }
    }
}
