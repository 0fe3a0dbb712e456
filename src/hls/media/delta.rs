//! What a server offers its clients besides the whole list: to wait for what comes next, and to be sent only
//! what is new (RFC 8216bis §4.4.3.8, §4.4.5.2 and §6.2.5).

use super::{Kind, MediaPlaylist, push_line};
use crate::hls::decimal::push_integer;
use crate::time::Span;

#[cfg(test)]
mod tests;

/// The skip boundary in target durations: no less is allowed.
const SKIP_BOUNDARY: u64 = 6;
/// The version that knows `EXT-X-SKIP` (RFC 8216bis §8).
pub(super) const VERSION: u8 = 9;

impl MediaPlaylist {
    /// The same list from a server that answers `_HLS_msn` and `_HLS_skip`; only a live one says so. The tag is
    /// in every edition, whatever its length, for it must be the same in all variants of a stream.
    #[must_use]
    pub fn with_directives(mut self) -> Self {
        self.takes_directives = matches!(self.kind, Kind::Live { .. });
        self
    }

    /// The live list that has so many segments more before those it has, as an update for a client that has
    /// them: its numbers are those of the first that is left out.
    #[must_use]
    pub fn after_skipped(mut self, skipped: usize) -> Self {
        self.skipped = skipped;
        self.with_directives()
    }

    /// How many segments come before those of [`MediaPlaylist::segments`] and are left out.
    #[must_use]
    pub const fn skipped(&self) -> usize {
        self.skipped
    }

    pub(super) fn write_skip(&self, out: &mut String) {
        if self.skipped > 0 {
            push_line(out, "#EXT-X-SKIP:SKIPPED-SEGMENTS=", self.skipped as u64);
        }
    }

    pub(super) fn write_server_control(&self, out: &mut String) {
        if self.takes_directives {
            out.push_str("#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=");
            push_integer(out, SKIP_BOUNDARY.saturating_mul(self.target_duration));
            out.push_str(".0\n");
        }
    }
}

/// How many segments an update of a list leaves out: those that end further from the end of the list than the
/// skip boundary, none of a list that has ended. `lengths` are those of its segments, the newest first.
pub fn skippable(kind: Kind, target_secs: u64, lengths: impl ExactSizeIterator<Item = Span>) -> usize {
    if kind.is_ended() {
        return 0;
    }
    let boundary = Span::from_secs(SKIP_BOUNDARY.saturating_mul(target_secs));
    let count = lengths.len();
    let mut distance = Span::ZERO;
    let is_near = |length: Span| {
        let is_near = distance <= boundary;
        distance = distance + length;
        is_near
    };
    count - lengths.map(is_near).take_while(|is_near| *is_near).count()
}
