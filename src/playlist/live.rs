//! What live playlists have said, so that they go on saying it.
//!
//! A player follows a live playlist by the numbers of its segments; the segment behind a number must never
//! change, none may be inserted, and the target duration stays (RFC 8216 §6.2.1 and §6.2.2). So the first
//! time a segment is listed it gets the next number in its variant's [`Log`], and every live playlist of that
//! variant, whoever asks and from whichever time on, is a part of that one log. A segment that arrives late,
//! or a better version of one, is for new playlists of the past, not for this.
//!
//! Numbers count up and down from an anchor that the variants of a stream share: the newest segment when the
//! stream was first asked for, which gets the unix second of that moment (and for discontinuities the unix
//! minute). Variants with the same holes thus have the same discontinuity sequence. The log is memory: a server
//! that starts again numbers anew, and what is newest then gets higher numbers than any before.

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use crate::archive::name::Completeness;
use crate::archive::select::{self, TOLERANCE};
use crate::archive::{Archive, ArchiveError, Hour, Recorded, Segment, Selection, Variant};
use crate::hls::{self, Kind, MediaPlaylist};
use crate::playlist::links::Links;
use crate::playlist::media::{BuildError, in_hour, is_listable};
use crate::playlist::range::{Asked, IMPLIED_SPAN, Range};
use crate::time::{Span, Time};

#[cfg(test)]
mod tests;

/// The target duration, in seconds, of a stream of which nothing is known. It cannot be changed later, and
/// most recorders cut no longer than this.
const UNKNOWN_TARGET_DURATION: u64 = 10;
/// How many full segments tell how long a stream's segments are: the first is often short.
const LEAST_EVIDENCE: usize = 5;
/// The least target duration, in seconds, of a stream that has fewer.
const YOUNG_TARGET_DURATION: u64 = 6;
/// A playlist may not lose segments when it is shorter than this many target durations (RFC 8216 §6.2.2).
const FEWEST_TARGETS: u64 = 3;
/// How many different live playlists are remembered so that they can be closed as they were.
const MAX_OPEN: usize = 1_024;
const HOUR: Span = Span::from_secs(3_600);

/// What the live playlists of all variants of a stream have in common.
#[derive(Clone, Copy, Debug)]
pub struct Anchor {
    /// When numbering began: the numbers come from it.
    at: Time,
    /// What starts before this counts down, the rest up.
    split: Time,
    /// The target duration of every live playlist of the stream, in seconds.
    target_duration: u64,
}

/// The segments of one variant that live playlists have listed, each with its numbers.
#[derive(Debug)]
pub struct Log {
    anchor: Anchor,
    /// How far back entries are kept, from the newest: further than can be asked for.
    kept: Span,
    entries: VecDeque<Entry>,
    /// The media sequence number of the first entry, or of the next one if there is none.
    first_sequence: u64,
    /// The discontinuity sequence number before the first entry, or of what comes next.
    first_discontinuity: u64,
    /// The entries reach back to here; none if nothing was read yet.
    reaches_back_to: Option<Time>,
    /// Whether there is something older than what the entries reach back to.
    has_past: bool,
    /// How many entries at the front no playlist has listed yet: they may still be chosen anew.
    unlisted: usize,
    /// What starts before this was deleted, and may not be listed any more.
    floor: Time,
    /// Up to here it has been told which segments are too long to be listed.
    left_out_to: Time,
    /// The latest end of a segment there ever was: windows slide after it, and never back.
    newest_end: Time,
    /// Playlists that were live, and when they were last asked for.
    open: HashMap<Asked, Time>,
}

#[derive(Clone, Debug)]
struct Entry {
    hour: Time,
    name: Box<str>,
    start: Time,
    duration: Span,
    completeness: Completeness,
    discontinuity: bool,
}

impl Entry {
    fn end(&self) -> Time {
        self.start + self.duration
    }
}

impl Anchor {
    /// The anchor of a stream whose variants have these segments lately; `is_all` if that is all variants.
    ///
    /// The target duration is for good, so it is taken from the segments only if there are enough of them, of
    /// every variant.
    #[must_use]
    pub fn new(at: Time, recent: &[Selection], is_all: bool) -> Self {
        let segments = || recent.iter().flat_map(Selection::iter).map(|pick| pick.segment);
        let full = segments().filter(|segment| segment.completeness == Completeness::Full).count();
        let measured = super::media::target_duration(recent);
        let target_duration = match full {
            LEAST_EVIDENCE.. if is_all => measured,
            1.. if is_all => (2 * measured).max(YOUNG_TARGET_DURATION),
            _ => measured.max(UNKNOWN_TARGET_DURATION),
        };
        let split = segments().map(|segment| segment.end()).max().unwrap_or(at);
        Self { at, split, target_duration }
    }

    /// The media sequence number of the first segment that starts after the anchor.
    const fn sequence(&self) -> u64 {
        self.at.micros().unsigned_abs() / 1_000_000
    }

    /// The discontinuity sequence number before that segment.
    const fn discontinuity(&self) -> u64 {
        self.sequence() / 60
    }

    /// The target duration of the stream's live playlists, in seconds.
    #[must_use]
    pub const fn target_duration(&self) -> u64 {
        self.target_duration
    }
}

impl Log {
    /// An empty log, for live playlists that reach back `max_range` at most.
    #[must_use]
    pub fn new(anchor: Anchor, max_range: Span) -> Self {
        Self {
            anchor,
            kept: max_range.max(IMPLIED_SPAN) + HOUR + HOUR,
            entries: VecDeque::new(),
            first_sequence: anchor.sequence(),
            first_discontinuity: anchor.discontinuity(),
            reaches_back_to: None,
            has_past: false,
            unlisted: 0,
            floor: Time::MIN,
            left_out_to: Time::MIN,
            newest_end: Time::MIN,
            open: HashMap::new(),
        }
    }

    /// Brings the log up to date with the archive, so that it holds all of `range`.
    pub fn read(
        &mut self,
        archive: &Archive,
        variant: &Variant,
        range: Range,
        now: Time,
    ) -> Result<(), ArchiveError> {
        let recorded = archive.recorded(variant, now)?;
        // One hour more than is listed: what precedes the first segment decides its discontinuity.
        let back_to = (range.start - HOUR).hour();
        if self.reaches_back_to.is_none_or(|reached| back_to < reached) {
            self.extend_back(archive, variant, back_to, &recorded)?;
        }
        self.extend_forward(archive, variant, &recorded)
    }

    /// The live playlist of a range, to which [`Log::read`] has brought the log. `asked` is what the range
    /// stands for; `oldest` the start of the oldest segment that still exists, none if all have
    /// been deleted.
    pub fn playlist(
        &mut self,
        asked: Asked,
        range: Range,
        oldest: Option<Time>,
        links: &Links,
        now: Time,
    ) -> Result<MediaPlaylist, BuildError> {
        // An hour that was deleted and comes back doesn't come back into lists that have lost it. With no hour
        // left, everything is lost that there was; what is recorded from now on is not.
        let lost_to = oldest.or_else(|| Some(self.entries.back()?.start + Span::from_micros(1)));
        self.floor = self.floor.max(lost_to.unwrap_or(Time::MIN));
        let floor = self.floor;
        self.newest_end = self.entries.back().map_or(self.newest_end, |last| self.newest_end.max(last.end()));
        let start = asked.sliding_start(self.newest_end).map_or(range.start, |start| start.max(range.start));
        let mut first = self.entries.partition_point(|entry| entry.end() <= start || entry.start < floor);
        let past_end = self.entries.partition_point(|entry| entry.start < range.end).max(first);
        if asked.sliding_start(start).is_some() {
            // A window may be asked for that is shorter than a playlist may get.
            let floor = floor.max(asked.start.unwrap_or(Time::MIN));
            let least = Span::from_secs(FEWEST_TARGETS * self.anchor.target_duration);
            let mut length: Span = self.entries.range(first..past_end).map(|entry| entry.duration).sum();
            while length < least && first > 0 && self.entries[first - 1].start >= floor {
                first -= 1;
                length = length + self.entries[first].duration;
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
        }
        let kind = Kind::Live {
            media_sequence: self.first_sequence + first as u64,
            discontinuity_sequence: self.first_discontinuity + self.discontinuities(0..first),
            ended: !range.is_live,
        };
        let mut segments = Vec::with_capacity(past_end - first);
        let mut directory = None;
        for entry in self.entries.range(first..past_end) {
            segments.push(hls::Segment {
                uri: in_hour(&mut directory, links, entry.hour)?.child(&entry.name)?,
                duration: entry.duration,
                program_date_time: Some(entry.start),
                discontinuity: entry.discontinuity,
                gap: false,
                map: None,
            });
        }
        Ok(MediaPlaylist::with_target_duration(kind, segments, self.anchor.target_duration)?)
    }

    /// Whether players may be following a live playlist of this: it must then end as it was, numbers and all.
    #[must_use]
    pub fn was_live(&self, asked: &Asked) -> bool {
        self.open.contains_key(asked)
    }

    fn discontinuities(&self, entries: std::ops::Range<usize>) -> u64 {
        self.entries.range(entries).filter(|entry| entry.discontinuity).count() as u64
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
        let selection = archive.select(variant, back_to, until)?;
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
        let is_late = listed.as_ref().zip(older.last()).is_some_and(|(listed, last)| {
            !listed.discontinuity && select::is_hole(last.completeness, last.end(), listed.start)
        });
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
        self.reaches_back_to = Some(back_to);
        Ok(())
    }

    /// Drops so many entries at the front; the numbers of the others stay.
    fn forget(&mut self, count: usize) {
        self.first_sequence += count as u64;
        self.first_discontinuity += self.discontinuities(0..count);
        self.entries.drain(..count);
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
        let mut newer = Vec::from_iter(self.entries.back().cloned());
        let known = newer.len();
        for at in recorded.hours.iter().copied().filter(|at| *at >= from) {
            if let Some(hour) = archive.hour(variant, at)? {
                for segment in hour.segments().filter(|segment| segment.start <= recorded.until) {
                    self.push(&mut newer, &hour, &segment);
                }
            }
        }
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
            Some(last) if last.end().since(segment.start) > TOLERANCE => return,
            Some(last) => select::is_hole(last.completeness, last.end(), segment.start),
        };
        if !is_listable(segment.duration) {
            return;
        }
        let promised = self.anchor.target_duration;
        if hls::target_duration([segment.duration].into_iter()) > promised {
            // What is left out is a hole to what follows.
            if segment.start > self.left_out_to {
                self.left_out_to = segment.start;
                tracing::warn!(
                    "{} takes {}, more than the {promised}s that the live playlists of its stream have \
                     promised: they leave it out",
                    hour.directory().join(segment.name).display(),
                    segment.duration
                );
            }
            return;
        }
        entries.push(Entry {
            hour: hour.start(),
            name: segment.name.into(),
            start: segment.start,
            duration: segment.duration,
            completeness: segment.completeness,
            discontinuity,
        });
    }
}
