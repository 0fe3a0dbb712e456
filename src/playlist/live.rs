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
//! minute). Variants with the same holes thus have the same discontinuity sequence.
//!
//! While nothing is being recorded, a list goes on with gaps, which have numbers like segments.
//!
//! If segments are measured, that is done before they are listed, so that what is said of one never changes either.
//!
//! What is listed is written into a journal before anybody is told ([`Kept`]), so that a server that starts
//! again goes on from there. Where there is none, or it was lost, numbers begin anew from the unix time: higher
//! than any before, as long as segments and gaps last a second on average and breaks are a minute apart.

use std::collections::{HashMap, VecDeque};

use crate::archive::name::Completeness;
use crate::playlist::range::{Asked, IMPLIED_SPAN, Range};
use crate::time::{Span, Time};

mod anchor;
mod breaks;
mod edition;
mod growth;
mod kept;
mod measured;
mod record;
mod silence;
mod stall;
mod stream;
#[cfg(test)]
mod tests;

pub use anchor::Anchor;
pub use edition::Edition;
pub use kept::Kept;
pub use stream::{Stream, recent};

/// A playlist may not lose segments when it is shorter than this many target durations (RFC 8216 §6.2.2).
const FEWEST_TARGETS: u64 = 3;
/// How many different live playlists are remembered so that they can be closed as they were.
const MAX_OPEN: usize = 1_024;
/// More than is asked for of the past, so that what precedes it is known.
const MARGIN: Span = Span::from_secs(2 * 3_600);

/// The segments of one variant that live playlists have listed, and the gaps, each with its numbers.
#[derive(Debug)]
pub struct Log {
    anchor: Anchor,
    /// How far back entries are kept, from the newest: further than can be asked for.
    kept: Span,
    entries: VecDeque<Entry>,
    /// Which of them are discontinuities.
    breaks: breaks::Breaks,
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
    /// The earliest moment that a playlist with segments has begun at: what ends later can no longer come
    /// before the first segment that was listed.
    listed_from: Time,
    /// What starts before this was deleted, and may not be listed any more.
    floor: Time,
    /// Up to here it has been told which segments are too long to be listed.
    left_out_to: Time,
    /// The latest end of a segment there ever was: windows slide after it, and never back.
    newest_end: Time,
    /// How late the recorder is.
    punctuality: silence::Punctuality,
    /// Playlists that were live, and when they were last asked for.
    open: HashMap<Asked, Time>,
    /// The span that playlists may have listed before this process began: the start of its first segment, and
    /// that of its last.
    before: Option<(Time, Time)>,
    /// What the journal has.
    saved: record::Saved,
    /// What segments are measured with before they are listed, if they are.
    measuring: measured::Measuring,
}

#[derive(Clone, Debug)]
struct Entry {
    hour: Time,
    /// The file's name; empty for a gap, which has none.
    name: Box<str>,
    start: Time,
    /// How long it takes by its name: what it covers.
    duration: Span,
    /// How long lists say that it plays.
    length: Span,
    completeness: Completeness,
    discontinuity: bool,
}

impl Entry {
    fn end(&self) -> Time {
        self.start + self.duration
    }

    /// Up to where nothing else can be listed: what it covers by its name and not really hides nothing.
    fn reach(&self) -> Time {
        self.start + self.duration.min(self.length)
    }
}

impl Log {
    /// An empty log, for live playlists that reach back `max_range` at most.
    #[must_use]
    pub fn new(anchor: Anchor, max_range: Span) -> Self {
        Self {
            anchor,
            kept: max_range.max(IMPLIED_SPAN) + MARGIN,
            entries: VecDeque::new(),
            breaks: breaks::Breaks::default(),
            first_sequence: anchor.sequence(),
            first_discontinuity: anchor.discontinuity(),
            reaches_back_to: None,
            has_past: false,
            unlisted: 0,
            listed_from: Time::MAX,
            floor: Time::MIN,
            left_out_to: Time::MIN,
            newest_end: Time::MIN,
            punctuality: silence::Punctuality::default(),
            open: HashMap::new(),
            before: None,
            saved: record::Saved::default(),
            measuring: measured::Measuring::default(),
        }
    }

    /// Whether players may be following a live playlist of this: it must then end as it was, numbers and all.
    /// Of what was listed before this process began it is not known who follows it.
    #[must_use]
    pub fn was_live(&self, asked: &Asked, range: Range) -> bool {
        let may_have_been = |(first, last)| range.start <= last && range.end > first;
        self.open.contains_key(asked) || self.before.is_some_and(may_have_been)
    }
}
