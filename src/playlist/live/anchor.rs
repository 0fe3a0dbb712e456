//! Where a stream's numbers come from, and what its live playlists promise.

use crate::archive::Selection;
use crate::archive::name::Completeness;
use crate::playlist::edition::promised;
use crate::playlist::measure::Gauge;
use crate::playlist::seam;
use crate::time::Time;

/// What the live playlists of all variants of a stream have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// When numbering began: the numbers come from it.
    pub(super) at: Time,
    /// What starts before this counts down, the rest up.
    pub(super) split: Time,
    /// The target duration of every live playlist of the stream, in seconds.
    pub(super) target_duration: u64,
}

impl Anchor {
    /// The anchor of a stream whose variants have these segments lately; `is_all` if that is all variants. The
    /// segments are measured if there is a gauge for that.
    ///
    /// The target duration is for good, so it is taken from the segments only if there are enough of them, of
    /// every variant.
    #[must_use]
    pub fn new(at: Time, recent: &[Selection], is_all: bool, gauge: Option<&Gauge>) -> Self {
        let segments = || recent.iter().flat_map(Selection::iter).map(|pick| pick.segment);
        let full = segments().filter(|segment| segment.completeness == Completeness::Full).count();
        let lengths = recent.iter().flat_map(|selection| seam::lengths(selection, gauge));
        let target_duration = promised(lengths, if is_all { full } else { 0 });
        let split = segments().map(|segment| segment.end()).max().unwrap_or(at);
        Self { at, split, target_duration }
    }

    /// The media sequence number of the first segment that starts after the anchor.
    pub(super) const fn sequence(&self) -> u64 {
        self.at.micros().unsigned_abs() / 1_000_000
    }

    /// The discontinuity sequence number before that segment. Not more than it need be: hls.js has arrays as
    /// long as the number, and stands still for minutes if that is the unix second.
    pub(super) const fn discontinuity(&self) -> u64 {
        self.sequence() / 60
    }

    /// The target duration of the stream's live playlists, in seconds.
    #[must_use]
    pub const fn target_duration(&self) -> u64 {
        self.target_duration
    }
}
