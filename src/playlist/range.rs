//! What was asked for, made into a range of the archive: the product's rules for `start`, `end` and `window`.

use crate::archive::{Archive, ArchiveError, Variant};
use crate::time::{Span, Time};

/// How far back an implied range reaches.
pub(crate) const IMPLIED_SPAN: Span = Span::from_secs(12 * 3_600);
/// How long after the start of its newest hour a recording is taken to go on.
pub(crate) const IMPLIED_REST: Span = Span::from_secs(2 * 3_600);
/// How long an explicit range may be unless the server is told otherwise.
pub const DEFAULT_MAX_RANGE: Span = Span::from_secs(8 * 86_400);

/// The part of a recording somebody asks for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Asked {
    /// From here on.
    pub start: Option<Time>,
    /// Up to here.
    pub end: Option<Time>,
    /// Only the newest so much.
    pub window: Option<Span>,
}

/// The range an [`Asked`] means at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Range {
    /// Where it begins.
    pub start: Time,
    /// Where it ends; not reached by anything yet if [`Range::is_live`].
    pub end: Time,
    /// Whether segments may still be added: its end has not passed.
    pub is_live: bool,
}

/// Why an [`Asked`] means no range.
#[derive(Debug, thiserror::Error)]
pub enum RangeError {
    /// The end is not after the start.
    #[error("the end of the range, {end}, is not after its start, {start}")]
    Order {
        /// As asked.
        start: Time,
        /// As asked.
        end: Time,
    },
    /// More than the limit.
    #[error("the range is {length} long, and the limit is {limit}: ask for less")]
    TooLong {
        /// The length asked for.
        length: Span,
        /// The limit.
        limit: Span,
    },
    /// An open range that starts too far back.
    #[error(
        "start={start} is more than 12h before the newest segment: give an end, or a window such as window=12h"
    )]
    TooOld {
        /// As asked.
        start: Time,
    },
    /// A window that ends somewhere else than at the newest segment.
    #[error("window counts back from the newest segment, so it cannot go with end")]
    WindowWithEnd,
    /// A window without length.
    #[error("a window must be longer than 0s")]
    EmptyWindow,
    /// The archive cannot be read.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
}

impl Asked {
    /// Whether nothing was asked for in particular.
    #[must_use]
    pub const fn is_default(&self) -> bool {
        self.start.is_none() && self.end.is_none() && self.window.is_none()
    }

    /// What can be said without looking at an archive: whether it contradicts itself or `max_range`.
    pub fn check(&self, max_range: Span) -> Result<(), RangeError> {
        if self.window.is_some() && self.end.is_some() {
            return Err(RangeError::WindowWithEnd);
        }
        if self.window == Some(Span::ZERO) {
            return Err(RangeError::EmptyWindow);
        }
        if let (Some(start), Some(end)) = (self.start, self.end)
            && end <= start
        {
            return Err(RangeError::Order { start, end });
        }
        let length = match (self.start, self.end, self.window) {
            (Some(start), Some(end), _) => end.since(start),
            (_, _, Some(window)) => window,
            _ => return Ok(()),
        };
        if length > max_range { Err(RangeError::TooLong { length, limit: max_range }) } else { Ok(()) }
    }

    /// The range this means for a variant at the moment `now`.
    ///
    /// Without an end, the range is implied to reach 2 h beyond the start of the newest hour (beyond `now`,
    /// while nothing is recorded yet), and may not begin more than 12 h before the end of the newest segment
    /// unless a window slides after it. Without a start, it begins 12 h (or the window) before that, or before
    /// the end that was given.
    pub fn resolve(
        &self,
        archive: &Archive,
        variant: &Variant,
        now: Time,
        max_range: Span,
    ) -> Result<Range, RangeError> {
        self.check(max_range)?;
        let newest = if self.end.is_some() { None } else { archive.newest(variant, now)? };
        self.resolve_at(newest, now)
    }

    /// The same where it is known which hour is the newest, and when its last segment ends.
    pub(crate) fn resolve_at(&self, newest: Option<(Time, Time)>, now: Time) -> Result<Range, RangeError> {
        if let Some(end) = self.end {
            let start = self.start.unwrap_or(end - IMPLIED_SPAN);
            return Ok(Range { start, end, is_live: end > now });
        }
        let (newest_hour, newest_end) = newest.unwrap_or((now, now));
        let end = newest_hour + IMPLIED_REST;
        let start = match self.start {
            Some(start) if self.window.is_none() && newest_end.since(start) > IMPLIED_SPAN => {
                return Err(RangeError::TooOld { start });
            }
            _ => self.sliding_start(newest_end).or(self.start).unwrap_or(newest_end),
        };
        Ok(Range { start, end, is_live: end > now })
    }

    /// Where a range begins that slides, when the newest segment ends then; none for one that does not slide.
    #[must_use]
    pub fn sliding_start(&self, newest_end: Time) -> Option<Time> {
        match (self.start, self.end, self.window) {
            (None, None, window) => Some(newest_end - window.unwrap_or(IMPLIED_SPAN)),
            (Some(start), None, Some(window)) => Some(start.max(newest_end - window)),
            _ => None,
        }
    }
}
