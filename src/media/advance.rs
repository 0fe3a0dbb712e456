//! How long a segment is by what follows it (draft-pantos-hls-rfc8216bis §4.4.4.1).

use super::measured::{Format, Measured};
use super::timeline::near;
use crate::time::Span;

impl Measured {
    /// From this segment's first picture, or sound if it has none, to that of the one that follows it. Summed
    /// over segments that go on from each other, this is exact, however their pictures are reordered at the seams.
    ///
    /// None if they have no leading track in common with absolute times, or the next does not begin later.
    pub fn until(&self, next: &Self) -> Option<Span> {
        let (one, other) = (self.leading()?, next.leading()?);
        let (this, then) = (one.extent?, other.extent?);
        let is_same = one.id == other.id && one.media == other.media && one.timescale == other.timescale;
        if !is_same || self.format != next.format || !this.is_absolute || !then.is_absolute {
            return None;
        }
        let distance = then.first.wrapping_sub(this.first);
        let ticks = if self.format == Format::Mp4 { distance } else { near(distance) };
        u64::try_from(ticks).ok().filter(|ticks| *ticks > 0).map(|ticks| one.span(ticks))
    }

    /// Whether the times of the leading track can be compared with those of other segments.
    pub fn has_absolute_times(&self) -> bool {
        self.leading().and_then(|track| track.extent).is_some_and(|extent| extent.is_absolute)
    }
}
