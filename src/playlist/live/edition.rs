//! Editions of live playlists: which of the numbered segments one has at a moment.
//!
//! What has been in one edition keeps its number and its lines in all others, so whoever has written some of them need
//! not do it again.

use std::ops::Range;

use super::{Entry, FEWEST_TARGETS, Log, MAX_OPEN};
use crate::hls::{self, Kind, Lines, MediaPlaylist, UriError};
use crate::playlist::links::Links;
use crate::playlist::media::{BuildError, in_hour};
use crate::playlist::range::{Asked, Range as Part};
use crate::time::{Span, Time};

/// A live playlist at a moment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    /// Its numbers, and whether it has ended.
    pub kind: Kind,
    /// In seconds.
    pub target_duration: u64,
    /// How many of its segments an update leaves out.
    pub skipped: usize,
    /// The media sequence numbers of those that follow.
    pub numbers: Range<u64>,
}

impl Edition {
    /// How many segments it has, without those that are left out.
    #[must_use]
    pub fn len(&self) -> usize {
        usize::try_from(self.numbers.end - self.numbers.start).unwrap_or(usize::MAX)
    }

    /// Whether it has none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.numbers.is_empty()
    }
}

impl Log {
    /// The edition of a live playlist for a range, to which [`Log::read`] has brought the log. `asked` is what the range
    /// stands for; `oldest` the start of the oldest segment that still exists, none if there is none, which is an
    /// error if there was one. With `skips` it is an update for a player that has the older part.
    pub fn edition(
        &mut self,
        asked: Asked,
        range: Part,
        oldest: Option<Time>,
        now: Time,
        skips: bool,
    ) -> Result<Edition, BuildError> {
        // An hour that was deleted and comes back doesn't come back into lists that have lost it. Where nothing at
        // all is left, a disk may have been taken away, which comes back with everything: no list can be given, and
        // what is recorded next tells what is lost.
        if oldest.is_none() && self.entries.back().is_some_and(|last| last.start >= self.floor) {
            return Err(BuildError::Away);
        }
        self.floor = self.floor.max(oldest.unwrap_or(Time::MIN));
        let floor = self.floor;
        self.newest_end =
            self.newest_segment().map_or(self.newest_end, |last| self.newest_end.max(last.end()));
        let start = asked.sliding_start(self.newest_end).map_or(range.start, |start| start.max(range.start));
        let mut first = self.entries.partition_point(|entry| entry.end() <= start || entry.start < floor);
        // An implied end lies beyond all that was listed. It moves back where the newest hours are gone, or the clock
        // is set back; a list only ever loses what is oldest.
        let end = asked.end.map_or(Time::MAX, |_| range.end);
        let mut past_end = self.entries.partition_point(|entry| entry.start < end).max(first);
        // Of the gaps at the end of its range a list has had those that were due before.
        let target = Span::from_secs(self.anchor.target_duration);
        let was_due = |entry: &Entry| !entry.is_gap() || entry.end() + target <= end;
        while past_end > first && !was_due(&self.entries[past_end - 1]) {
            past_end -= 1;
        }
        if asked.sliding_start(start).is_some() {
            // A window may be asked for that is shorter than a playlist may get.
            let floor = floor.max(asked.start.unwrap_or(Time::MIN));
            let least = Span::from_secs(FEWEST_TARGETS * self.anchor.target_duration);
            // Gaps at the end don't count, for a window does not move with them.
            let gaps = self.entries.range(first..past_end).rev().take_while(|entry| entry.is_gap()).count();
            let counted = self.entries.range(first..past_end - gaps);
            // A list of a day is long enough after a few.
            let mut length = Span::ZERO;
            for entry in counted {
                if length >= least {
                    break;
                }
                length = length + entry.length;
            }
            while length < least && first > 0 && self.entries[first - 1].start >= floor {
                first -= 1;
                length = length + self.entries[first].length;
            }
        }
        if range.is_live {
            self.open.insert(asked, now);
            if self.open.len() > MAX_OPEN {
                let longest_ago = self.open.iter().min_by_key(|(_, asked_at)| **asked_at);
                if let Some(asked) = longest_ago.map(|(asked, _)| *asked) {
                    self.open.remove(&asked);
                }
            }
        }
        if first < past_end {
            self.unlisted = self.unlisted.min(first);
            self.listed_from = self.listed_from.min(start);
        }
        let kind = Kind::Live {
            media_sequence: self.first_sequence + first as u64,
            discontinuity_sequence: self.first_discontinuity + self.discontinuities(0..first),
            ended: !range.is_live,
        };
        let target_duration = self.anchor.target_duration;
        let lengths = self.entries.range(first..past_end).rev().map(|entry| entry.length);
        let skipped = if skips { hls::skippable(kind, target_duration, lengths) } else { 0 };
        let from = self.first_sequence + first as u64;
        let numbers = from + skipped as u64..self.first_sequence + past_end as u64;
        Ok(Edition { kind, target_duration, skipped, numbers })
    }

    /// The whole playlist of an edition of this log.
    pub fn playlist(&self, edition: &Edition, links: &Links) -> Result<MediaPlaylist, BuildError> {
        let mut segments = Vec::with_capacity(edition.len());
        let mut directory = None;
        let gap = links.gap()?;
        for entry in self.numbered(&edition.numbers) {
            segments.push(hls::Segment {
                uri: if entry.is_gap() {
                    gap.clone()
                } else {
                    in_hour(&mut directory, links, entry.hour)?.child(&entry.name)?
                },
                duration: entry.length,
                program_date_time: Some(entry.start),
                discontinuity: entry.discontinuity,
                gap: entry.is_gap(),
                map: None,
            });
        }
        let playlist = MediaPlaylist::with_target_duration(edition.kind, segments, edition.target_duration)?;
        Ok(playlist.after_skipped(edition.skipped))
    }

    /// What playlists say of the segments with these numbers, which must be some of an edition.
    pub fn lines(&self, numbers: &Range<u64>, links: &Links) -> Result<Lines, UriError> {
        let mut lines = Lines::default();
        let mut directory = None;
        let gap = links.gap()?;
        for entry in self.numbered(numbers) {
            let Entry { start, length, discontinuity, .. } = *entry;
            if entry.is_gap() {
                lines.push_gap(&gap, start, length, discontinuity);
            } else {
                let directory = in_hour(&mut directory, links, entry.hour)?;
                lines.push(directory, &entry.name, start, length, discontinuity)?;
            }
        }
        Ok(lines)
    }

    /// The entries that have these numbers, as far as they are there.
    fn numbered(&self, numbers: &Range<u64>) -> impl Iterator<Item = &Entry> {
        let place = |number: u64| {
            let place = number.saturating_sub(self.first_sequence);
            usize::try_from(place).map_or(self.entries.len(), |place| place.min(self.entries.len()))
        };
        self.entries.range(place(numbers.start)..place(numbers.end).max(place(numbers.start)))
    }
}
