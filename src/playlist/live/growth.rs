//! How a log follows its archive: back in time for who asks for more, and forward as recordings go on.

use std::sync::Arc;

use super::measured::Look;
use super::{Entry, Log};
use crate::archive::select::{self, TOLERANCE};
use crate::archive::{Archive, ArchiveError, Hour, Recorded, Segment, Variant};
use crate::hls;
use crate::playlist::media::is_listable;
use crate::playlist::range::Range;
use crate::playlist::seam;
use crate::time::{Span, Time};

const HOUR: Span = Span::from_secs(3_600);

impl Log {
    /// Brings the log up to date with the archive, so that it holds all of `range`.
    pub fn read(
        &mut self,
        archive: &Archive,
        variant: &Variant,
        range: Range,
        now: Time,
    ) -> Result<(), ArchiveError> {
        let recorded = archive.recorded(variant, now)?;
        if recorded.hours.is_empty() && !self.entries.is_empty() {
            // It may come back: that nothing older is there is not known for good.
            return Ok(());
        }
        let back_to = self.back_to(range, now);
        let is_new = !self.has_listed();
        let is_short = self.is_short(back_to);
        if is_short {
            self.extend_back(archive, variant, back_to, &recorded)?;
        }
        self.extend_forward(archive, variant, &recorded)?;
        if is_new && is_short {
            self.number();
        }
        Ok(())
    }

    /// How far back a log must reach for a range.
    pub(super) fn back_to(&self, range: Range, now: Time) -> Time {
        // One hour more than is listed: what precedes the first segment decides its discontinuity.
        let back_to = (range.start - HOUR).hour();
        // Nor do numbers depend on who asked first: they count from the anchor as long as it can be reached.
        let anchored = (self.anchor.split - HOUR).hour();
        if self.has_listed() || anchored <= now - self.kept { back_to } else { back_to.min(anchored) }
    }

    /// Whether it does not reach back so far yet.
    pub(super) fn is_short(&self, back_to: Time) -> bool {
        self.reaches_back_to.is_none_or(|reached| back_to < reached)
    }

    /// Numbers a log of which nobody knows anything yet: what is older than the anchor counts down from it and
    /// the rest up.
    fn number(&mut self) {
        let older = self.entries.partition_point(|entry| entry.start < self.anchor.split);
        self.first_sequence = self.anchor.sequence().saturating_sub(older as u64);
        self.first_discontinuity = self.anchor.discontinuity().saturating_sub(self.discontinuities(0..older));
    }

    /// Adds what has been recorded since it was last read.
    pub fn read_on(&mut self, archive: &Archive, variant: &Variant, now: Time) -> Result<bool, ArchiveError> {
        let next = self.next_sequence();
        let recorded = archive.recorded(variant, now)?;
        self.extend_forward(archive, variant, &recorded)?;
        Ok(self.next_sequence() > next)
    }

    /// The media sequence number that the next segment gets.
    #[must_use]
    pub fn next_sequence(&self) -> u64 {
        self.first_sequence + self.entries.len() as u64
    }

    /// The hour of its newest segment.
    #[must_use]
    pub fn newest_hour(&self) -> Option<Time> {
        self.entries.back().map(|newest| newest.hour)
    }

    /// Whether any segment has been in a playlist yet.
    pub(super) fn has_listed(&self) -> bool {
        self.unlisted < self.entries.len()
    }

    pub(super) fn discontinuities(&self, entries: std::ops::Range<usize>) -> u64 {
        (self.breaks.before(entries.end) - self.breaks.before(entries.start)) as u64
    }

    /// Chooses all segments from `back_to` up to the first that was ever listed, and numbers them backwards
    /// from there.
    fn extend_back(
        &mut self,
        archive: &Archive,
        variant: &Variant,
        back_to: Time,
        recorded: &Recorded,
    ) -> Result<(), ArchiveError> {
        let listed = self.entries.get(self.unlisted).cloned();
        let hours = &recorded.hours;
        let end = hours.last().map_or(back_to, |newest| *newest + HOUR).min(recorded.until);
        let until = listed.as_ref().map_or(end, |entry| entry.start);
        let gauge = self.measuring.gauge.clone();
        let selection = seam::select(archive, variant, (back_to, until), gauge.as_deref())?;
        self.has_past = hours.first().is_some_and(|oldest| *oldest < back_to);
        let mut older: Vec<Entry> = Vec::with_capacity(selection.len());
        for pick in selection.iter() {
            self.push(&mut older, pick.hour, &pick.segment);
        }
        while listed
            .as_ref()
            .zip(older.last())
            .is_some_and(|(listed, last)| last.end().since(listed.start) > TOLERANCE)
        {
            older.pop();
        }
        // Whoever asked for what comes next has been told that it begins there.
        while listed.is_some() && older.last().is_some_and(|last| last.end() > self.listed_from) {
            older.pop();
        }
        let is_late = match (&listed, older.last()) {
            (Some(listed), Some(last)) if !listed.discontinuity => {
                self.is_broken(archive, variant, last, listed)?
            }
            _ => false,
        };
        if is_late {
            // A recording that got a past only after its start was listed: the hole between can't be marked
            // any more.
            older.clear();
        }
        let counted_down = if listed.is_some() {
            self.forget(self.unlisted);
            older.len()
        } else {
            // With nothing listed yet, what is older than the anchor counts down from it and the rest up.
            self.entries.clear();
            self.first_sequence = self.anchor.sequence();
            self.first_discontinuity = self.anchor.discontinuity();
            older.partition_point(|entry| entry.start < self.anchor.split)
        };
        let breaks = older[..counted_down].iter().filter(|entry| entry.discontinuity).count();
        self.first_sequence = self.first_sequence.saturating_sub(counted_down as u64);
        self.first_discontinuity = self.first_discontinuity.saturating_sub(breaks as u64);
        self.unlisted = older.len();
        for entry in older.into_iter().rev() {
            self.entries.push_front(entry);
        }
        self.breaks = self.entries.iter().map(|entry| entry.discontinuity).collect();
        self.reaches_back_to = Some(back_to);
        Ok(())
    }

    /// Drops so many entries at the front; the numbers of the others stay.
    fn forget(&mut self, count: usize) {
        self.first_sequence += count as u64;
        self.first_discontinuity += self.discontinuities(0..count);
        self.entries.drain(..count);
        self.breaks.forget(count);
    }

    /// Adds what has been recorded after the last entry.
    fn extend_forward(
        &mut self,
        archive: &Archive,
        variant: &Variant,
        recorded: &Recorded,
    ) -> Result<(), ArchiveError> {
        let Some(back_to) = self.reaches_back_to else { return Ok(()) };
        let from = self.entries.back().map_or(back_to, |last| last.hour);
        self.look_back(archive, variant)?;
        let mut newer = Vec::from_iter(self.entries.back().cloned());
        let known = newer.len();
        for at in recorded.hours.iter().copied().filter(|at| *at >= from) {
            if let Some(hour) = archive.hour(variant, at)? {
                for segment in hour.segments().filter(|segment| segment.start <= recorded.until) {
                    self.push(&mut newer, &hour, &segment);
                }
            }
        }
        self.breaks.extend(newer[known..].iter().map(|entry| entry.discontinuity));
        self.entries.extend(newer.drain(known..));
        let Some(newest) = self.entries.back().map(Entry::end) else { return Ok(()) };
        let old = self.entries.partition_point(|entry| entry.end() < newest - self.kept);
        if old > 0 {
            self.forget(old);
            self.unlisted = self.unlisted.saturating_sub(old);
            self.reaches_back_to = Some((newest - self.kept).hour() + HOUR);
        }
        Ok(())
    }

    /// Adds a segment to entries if it comes after them and may be listed.
    fn push(&mut self, entries: &mut Vec<Entry>, hour: &Arc<Hour>, segment: &Segment<'_>) {
        let discontinuity = match entries.last() {
            // What comes before is an hour ago or more; or there is nothing.
            None => self.has_past,
            Some(last) if segment.start <= last.start => return,
            Some(last) if last.is_gap() => {
                let silence = self.silence();
                if !silence
                    .is_some_and(|silence| silence.can_end_with(last.start, segment.start, segment.end()))
                {
                    return;
                }
                true
            }
            Some(last) if last.reach().since(segment.start) > TOLERANCE => return,
            Some(last) => select::is_hole(last.completeness, last.end(), segment.start),
        };
        if !is_listable(segment.duration) {
            return;
        }
        let Look { length, breaks: discontinuity, measured } =
            self.look_into(entries, hour, segment, discontinuity);
        let promised = self.anchor.target_duration;
        if hls::target_duration([length].into_iter()) > promised {
            // What is left out is a hole to what follows.
            if segment.start > self.left_out_to {
                self.left_out_to = segment.start;
                tracing::warn!(
                    "{} takes {}, more than the {promised}s that the live playlists of its stream have \
                     promised: they leave it out",
                    hour.directory().join(segment.name).display(),
                    length
                );
            }
            return;
        }
        self.remember(segment.start, measured);
        if let Some(silence) = entries.last().filter(|last| last.is_gap()).and_then(|_| self.silence()) {
            entries.extend(silence.rest(segment.start).map(|(start, duration)| Entry::gap(start, duration)));
        }
        entries.push(Entry {
            hour: hour.start(),
            name: segment.name.into(),
            start: segment.start,
            duration: segment.duration,
            length,
            completeness: segment.completeness,
            discontinuity,
        });
    }
}
