//! When a live list that gains nothing gets a gap, and how long: a rule of times alone.
//!
//! A live list must gain a segment within one and a half target durations of the last (RFC 8216bis §6.2.1); while
//! there is none, it gains gaps of half a target duration each, but no shorter than a second: numbers that begin
//! anew from the unix time must be higher than those before. A number that was given to a gap stays a gap, so
//! none is given as long as its time may still come. A gap is due when a segment as long as the target duration
//! that begins after it would have come, and with it anything that lies in it. So whatever is recorded once a
//! recorder is back comes behind all gaps.
//!
//! Recorders are late, each in its own way: one moves a segment into the archive as soon as it ends, another brings
//! what it has twice a minute. So the last segments tell how long to wait for one, and if they cannot, there are
//! no gaps: content is not lost for want of evidence.

use crate::playlist::gaps;
use crate::time::{Span, Time};

/// The most time a stall fills with gaps: what has been over for so long is not going on.
pub(super) const LONGEST: Span = Span::from_secs(10 * 60);
/// The shortest gap that is given before it is known what comes.
const SHORTEST: Span = Span::from_secs(1);
/// How far back from the newest segment is lately, and how many segments are at least.
const LATELY: Span = Span::from_secs(2 * 60);
const LATELY_COUNT: usize = 32;
/// Fewer segments tell nothing.
const FEWEST: usize = 3;
/// What lies over the end of a gap by less than this may follow it all the same (RFC 8216bis §6.2.1).
const OVERLAP: Span = Span::from_secs(1);

/// A segment, and how long after its end it appeared.
#[derive(Clone, Copy, Debug)]
pub(super) struct Arrival {
    pub(super) start: Time,
    pub(super) end: Time,
    pub(super) late: Span,
}

/// Whether a segment that ends at `end` is recent enough to tell of lateness, when so many newer ones are known and
/// the newest ends at `newest`.
pub(super) fn is_lately(newest: Time, end: Time, known: usize) -> bool {
    known < LATELY_COUNT || newest.since(end) <= LATELY
}

/// How long after its end a segment is to be waited for, by the last ones; none if they cannot tell.
///
/// It is half as much again as the latest of them took, for the next may take a little longer. If that one took half
/// as long as all of them last, they may all have come at once, and nobody knows when the next will.
pub(super) fn patience(arrivals: &[Arrival]) -> Option<Span> {
    let latest = arrivals.iter().map(|arrival| arrival.late).max()?;
    let length: Span = arrivals.iter().map(|arrival| arrival.end.since(arrival.start)).sum();
    let can_tell = arrivals.len() >= FEWEST && latest + latest < length;
    can_tell.then(|| latest + half(latest))
}

/// What a list has had since its newest segment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Silence {
    /// When its newest segment ended.
    pub(super) began: Time,
    /// When its last entry ends: that segment, or a gap after it.
    pub(super) listed_to: Time,
    /// Its target duration.
    pub(super) target: Span,
}

impl Silence {
    /// How long the next gap is.
    fn length(&self) -> Span {
        half(self.target).max(SHORTEST)
    }

    /// Before this moment nothing is missing, however punctual the recorder is.
    pub(super) fn suspect_from(&self) -> Time {
        self.listed_to + self.target + self.length()
    }

    /// When the next gap is due, if segments are waited for so long; none if there are enough.
    pub(super) fn due(&self, patience: Span) -> Option<Time> {
        let end = self.listed_to + self.length();
        (end <= self.began + LONGEST).then(|| end + self.target + patience)
    }

    /// The next gap, if it is due: its start and length. None either when the silence is so old that nobody can have
    /// been following the list all the while.
    pub(super) fn next_gap(&mut self, patience: Span, now: Time) -> Option<(Time, Span)> {
        let given_up = self.began + LONGEST + self.target + self.target + patience;
        if self.due(patience)? > now || now > given_up {
            return None;
        }
        let gap = (self.listed_to, self.length());
        self.listed_to = gap.0 + gap.1;
        Some(gap)
    }

    /// Whether a segment of this start and end can follow the gaps of this silence, the last of which began at
    /// `last`: it begins and ends after that does, and lies over it by less than a second.
    pub(super) fn can_end_with(&self, last: Time, start: Time, end: Time) -> bool {
        start > last && end > self.listed_to && self.listed_to.since(start) < OVERLAP
    }

    /// What is missing between the gaps and a segment of this start, in gaps: only if the stall was no longer than one
    /// may be.
    pub(super) fn rest(&self, start: Time) -> impl Iterator<Item = (Time, Span)> + use<> {
        let length = start.since(self.listed_to);
        let is_filled = length >= gaps::LEAST && start.since(self.began) <= LONGEST;
        let mut at = self.listed_to;
        let length = if is_filled { length } else { Span::ZERO };
        gaps::pieces(length, self.target).map(move |piece| {
            let start = at;
            at = at + piece;
            (start, piece)
        })
    }
}

const fn half(span: Span) -> Span {
    Span::from_micros(span.micros() / 2)
}
