//! What a server offers its clients besides the whole list: to wait for what comes next, and to be sent only
//! what is new (RFC 8216bis §4.4.3.8, §4.4.5.2 and §6.2.5).

use super::{Kind, MediaPlaylist, most_bytes, push_line, write_segments};
use crate::hls::decimal::push_integer;
use crate::time::Span;

#[cfg(test)]
mod tests;

/// The skip boundary in target durations: no less is allowed.
const SKIP_BOUNDARY: u64 = 6;
/// The version that knows `EXT-X-SKIP` (RFC 8216bis §8).
const VERSION: u8 = 9;

impl MediaPlaylist {
    /// The same list from a server that answers `_HLS_msn` and `_HLS_skip`; only a live one says so. The tag is
    /// in every edition, whatever its length, for it must be the same in all variants of a stream.
    #[must_use]
    pub fn with_directives(mut self) -> Self {
        self.takes_directives = matches!(self.kind, Kind::Live { .. });
        self
    }

    /// How many segments a delta update leaves out: those that end further from the end of the list than the
    /// skip boundary. None of a list that offers no such update, or has ended.
    #[must_use]
    pub fn skippable(&self) -> usize {
        if !self.takes_directives || self.kind.is_ended() {
            return 0;
        }
        let boundary = Span::from_secs(SKIP_BOUNDARY.saturating_mul(self.target_duration));
        let mut distance = Span::ZERO;
        let is_near = |duration: Span| {
            let is_near = distance <= boundary;
            distance = distance + duration;
            is_near
        };
        let newest_first = self.segments.iter().rev().map(|segment| segment.duration);
        self.segments.len() - newest_first.map(is_near).take_while(|is_near| *is_near).count()
    }

    /// Appends the text of a delta update; of the whole list if there is nothing to skip.
    pub fn write_delta_to(&self, out: &mut String) {
        const HEADER: usize = 256;
        let skipped = self.skippable();
        if skipped == 0 {
            return self.write_to(out);
        }
        let rest = &self.segments[skipped..];
        out.reserve(HEADER + rest.iter().map(most_bytes).sum::<usize>());
        self.write_header(out, VERSION);
        push_line(out, "#EXT-X-SKIP:SKIPPED-SEGMENTS=", skipped as u64);
        write_segments(rest, out);
    }

    pub(super) fn write_server_control(&self, out: &mut String) {
        if self.takes_directives {
            out.push_str("#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=");
            push_integer(out, SKIP_BOUNDARY.saturating_mul(self.target_duration));
            out.push_str(".0\n");
        }
    }
}
