//! The editions of a playlist that grows: each is made from the one before and what has been recorded since.
//!
//! What a list has said it keeps saying (RFC 8216 §6.2.1 and §6.2.2): a segment keeps its number, nothing is
//! inserted, the target duration stays. So the file that was written is the journal, and there is no other: an
//! edition is read from it, gets what is new at its end, loses what is old at its front if it is live, and is
//! written again. Nothing here looks at a disk.

use crate::archive::select::TOLERANCE;
use crate::hls::{Kind, MediaError, MediaPlaylist, Segment};
use crate::playlist::media::Hole;
use crate::time::{Span, Time};

pub(crate) mod breaks;
mod read;
mod target;
#[cfg(test)]
mod tests;
mod window;

pub use read::Unreadable;
pub use target::promised;
pub use window::{ParseWindowError, Window};

/// A live list may not lose segments when it is shorter than this many target durations (RFC 8216 §6.2.2).
const FEWEST_TARGETS: u64 = 3;

/// How a list changes from edition to edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Growth {
    /// It only grows, until it has its end.
    Event,
    /// It grows at its end and loses segments at its front.
    Live,
}

/// An edition of a media playlist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edition {
    growth: Growth,
    target_duration: u64,
    media_sequence: u64,
    discontinuity_sequence: u64,
    is_ended: bool,
    is_independent: bool,
    segments: Vec<Segment>,
}

impl Edition {
    /// The edition before the first. `now` gives the newest of a live list's first segments its number, the unix
    /// second, and that of its discontinuity, the unix minute: nobody knows which were used before, but no segment had
    /// a higher one, as long as no more than one a second was added to a list since it began, and no more than one
    /// break a minute. An event counts from 0.
    #[must_use]
    pub fn begin(growth: Growth, target_duration: u64, now: Time) -> Self {
        let second = now.micros().unsigned_abs() / 1_000_000;
        let (media_sequence, discontinuity_sequence) = match growth {
            Growth::Event => (0, 0),
            Growth::Live => (second, second / 60),
        };
        Self {
            growth,
            target_duration,
            media_sequence,
            discontinuity_sequence,
            is_ended: false,
            is_independent: false,
            segments: Vec::new(),
        }
    }

    /// The same, whose first segment has this discontinuity number; an event's is always 0.
    #[must_use]
    pub fn with_discontinuity(mut self, number: u64) -> Self {
        if self.growth == Growth::Live {
            self.discontinuity_sequence = number;
        }
        self
    }

    /// How it changes.
    #[must_use]
    pub const fn growth(&self) -> Growth {
        self.growth
    }

    /// The target duration of all its editions, in seconds.
    #[must_use]
    pub const fn target_duration(&self) -> u64 {
        self.target_duration
    }

    /// Whether it has its end, and will never change again.
    #[must_use]
    pub const fn is_ended(&self) -> bool {
        self.is_ended
    }

    /// What it lists, gaps among it.
    #[must_use]
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The last segment that is no gap.
    #[must_use]
    pub fn last(&self) -> Option<&Segment> {
        self.segments.iter().rev().find(|segment| !segment.gap)
    }

    /// When its first segment begins, if that is known.
    #[must_use]
    pub fn start(&self) -> Option<Time> {
        self.segments.first()?.program_date_time
    }

    /// When its last segment ends, if that is known.
    #[must_use]
    pub fn end(&self) -> Option<Time> {
        end_of(self.segments.last()?)
    }

    /// How long all of it takes.
    #[must_use]
    pub fn duration(&self) -> Span {
        self.segments.iter().map(|segment| segment.duration).sum()
    }

    /// The discontinuity number that its first segment counts from.
    #[must_use]
    pub const fn first_discontinuity(&self) -> u64 {
        self.discontinuity_sequence
    }

    /// What is missing between its segments, where a clock tells: as gaps, or left out.
    #[must_use]
    pub fn holes(&self) -> Vec<Hole> {
        let mut holes: Vec<Hole> = Vec::new();
        let mut last_end: Option<Time> = None;
        // Neighbours that are not on time by the clock, but go on from each other, have nothing between them.
        let mut is_marked = false;
        for segment in &self.segments {
            is_marked |= segment.gap || segment.discontinuity;
            if segment.gap {
                continue;
            }
            if let (true, Some(from), Some(to)) = (is_marked, last_end, segment.program_date_time)
                && to.since(from) > TOLERANCE
            {
                holes.push(Hole { from, to });
            }
            (last_end, is_marked) = (end_of(segment), false);
        }
        holes
    }

    /// Adds segments, and tells whether there were any; `are_independent` if each can be decoded without any other.
    pub fn append(&mut self, mut segments: Vec<Segment>, are_independent: bool) -> bool {
        let older = (segments.len() as u64).saturating_sub(1);
        let Some(first) = segments.first_mut() else { return false };
        if self.segments.is_empty() {
            if self.growth == Growth::Live {
                self.media_sequence = self.media_sequence.saturating_sub(older);
            }
            // It follows nothing, but counts.
            if std::mem::take(&mut first.discontinuity) && self.growth == Growth::Live {
                self.discontinuity_sequence += 1;
            }
            self.is_independent = are_independent;
        }
        self.is_independent &= are_independent;
        self.segments.append(&mut segments);
        true
    }

    /// Drops what is old from the front of a live list, and tells whether there was any: gaps and what is outside of
    /// the window, unless too little would be left; and what has gone, as `is_there` says, down to the first that has
    /// not, whatever is left, as players would begin with what nobody can give them. Where all has gone, all stays: its
    /// disk may come back.
    pub fn slide(&mut self, window: Option<Window>, mut is_there: impl FnMut(&Segment) -> bool) -> bool {
        if self.growth != Growth::Live {
            return false;
        }
        let least = Span::from_secs(FEWEST_TARGETS * self.target_duration);
        let newest_end = self.end();
        let mut left = self.duration();
        let there = self.segments.iter().position(|segment| !segment.gap && is_there(segment)).unwrap_or(0);
        let has_lost = self.segments[..there].iter().any(|segment| !segment.gap);
        let lost = if has_lost { there } else { 0 };
        let mut gone = 0;
        while let Some(segment) = self.segments.get(gone) {
            let rest = Span::from_micros(left.micros() - segment.duration.micros());
            if gone < lost {
                (left, gone) = (rest, gone + 1);
                continue;
            }
            if rest < least {
                break;
            }
            let is_outside = window.is_some_and(|window| match window {
                Window::Count(count) => self.segments.len() - gone > count,
                Window::Length(length) => match (end_of(segment), newest_end) {
                    (Some(end), Some(newest)) => newest.since(end) >= length,
                    _ => rest >= length,
                },
            });
            if !is_outside && !segment.gap {
                break;
            }
            (left, gone) = (rest, gone + 1);
        }
        self.media_sequence += gone as u64;
        self.discontinuity_sequence += count_breaks(&self.segments[..gone]);
        self.segments.drain(..gone);
        gone > 0
    }

    /// Gives it its end, unless there is nothing in it; tells whether that is new.
    pub fn finish(&mut self) -> bool {
        let ends = self.growth == Growth::Event && !self.is_ended && !self.segments.is_empty();
        self.is_ended |= ends;
        ends
    }

    /// Its text.
    pub fn text(&mut self) -> Result<String, MediaError> {
        let kind = match self.growth {
            Growth::Event => Kind::Event { ended: self.is_ended },
            Growth::Live => Kind::Live {
                media_sequence: self.media_sequence,
                discontinuity_sequence: self.discontinuity_sequence,
                ended: false,
            },
        };
        // An edition that cannot be written is no edition any more, and is read anew.
        let segments = std::mem::take(&mut self.segments);
        let mut playlist = MediaPlaylist::with_target_duration(kind, segments, self.target_duration)?;
        if self.is_independent {
            playlist = playlist.with_independent_segments();
        }
        let mut text = String::new();
        playlist.write_to(&mut text);
        self.segments = playlist.into_segments();
        Ok(text)
    }
}

/// When a segment ends, if that is known.
fn end_of(segment: &Segment) -> Option<Time> {
    segment.program_date_time.map(|start| start + segment.duration)
}

fn count_breaks(segments: &[Segment]) -> u64 {
    segments.iter().filter(|segment| segment.discontinuity).count() as u64
}
