//! Media playlists: the segments of one variant (RFC 8216 §4.3.2 and §4.3.3).

use std::fmt;
use std::sync::Arc;

use super::date::DateWriter;
use super::decimal::{push_integer, push_seconds};
use super::uri::Uri;
use crate::time::{Span, Time};

pub(super) mod delta;
pub(super) mod lines;
#[cfg(test)]
mod tests;

/// One segment of a media playlist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Where it is.
    pub uri: Uri,
    /// How long it plays; more than nothing.
    pub duration: Span,
    /// When its first picture or sound was made, if that is known.
    pub program_date_time: Option<Time>,
    /// Whether its timestamps, or what is in it, don't go on from the segment before (RFC 8216 §4.3.2.3).
    pub discontinuity: bool,
    /// Whether it stands for something that is missing, and holds no media (RFC 8216bis §4.4.4.7).
    pub gap: bool,
    /// What its bytes need in front to be read, in formats that have it apart; none for others, after which no
    /// segment that needs none can follow (RFC 8216 §4.3.2.5).
    pub map: Option<Arc<Map>>,
}

/// A media initialization section (RFC 8216 §3.3).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Map {
    /// The file it is in.
    pub uri: Uri,
    /// How many bytes at the start of that file it is; none if it is all of it.
    pub length: Option<u64>,
}

/// What a playlist promises about its later editions (RFC 8216bis §6.2.1 and §6.2.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Complete: it never changes.
    Vod,
    /// Starts at a fixed segment and only grows.
    Event {
        /// Whether it is complete now.
        ended: bool,
    },
    /// Grows at its end, and loses segments at its front.
    Live {
        /// The number of its first segment: how many came before it.
        media_sequence: u64,
        /// How many discontinuities have gone with the segments that are gone.
        discontinuity_sequence: u64,
        /// Whether there will be no more segments.
        ended: bool,
    },
}

impl Kind {
    /// Whether no segment will follow: the list has its `EXT-X-ENDLIST`.
    #[must_use]
    pub const fn is_ended(self) -> bool {
        match self {
            Self::Vod => true,
            Self::Event { ended } | Self::Live { ended, .. } => ended,
        }
    }

    /// The media sequence number of the first segment.
    #[must_use]
    pub const fn media_sequence(self) -> u64 {
        match self {
            Self::Vod | Self::Event { .. } => 0,
            Self::Live { media_sequence, .. } => media_sequence,
        }
    }
}

/// Why segments don't make a playlist.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MediaError {
    /// A list that has ended and has nothing in it.
    #[error("a playlist that has ended needs a segment")]
    Empty,
    /// A segment that takes no time; iOS stops at one.
    #[error("the segment {uri} has no duration")]
    ZeroDuration {
        /// Which segment.
        uri: Uri,
    },
    /// A segment that rounds to more than the target duration (RFC 8216 §4.3.3.1).
    #[error("the segment {uri} takes {duration}, more than the target duration of {target_duration}s")]
    OverTarget {
        /// Which segment.
        uri: Uri,
        /// How long it is.
        duration: Span,
        /// How many seconds a segment may have, rounded.
        target_duration: u64,
    },
    /// A target duration of 0.
    #[error("a target duration is at least a second")]
    ZeroTarget,
    /// Numbers beyond what 64 bits hold (RFC 8216 §4.2, `decimal-integer`).
    #[error("the segments' sequence numbers go beyond 64 bits")]
    SequenceOverflow,
}

/// A valid media playlist.
///
/// Each segment has its date and a duration exact to the microsecond; the list has the lowest
/// `EXT-X-VERSION` that has everything in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MediaPlaylist {
    kind: Kind,
    target_duration: u64,
    segments: Vec<Segment>,
    is_independent: bool,
    /// Whether clients may send directives for it.
    takes_directives: bool,
    /// How many segments before these an update leaves out.
    skipped: usize,
}

impl MediaPlaylist {
    /// The playlist of these segments with the least target duration they allow. For a list that has, or will
    /// have, other editions use [`MediaPlaylist::with_target_duration`]: it must be the same in all of them.
    ///
    /// The first segment of a list that keeps its first segment follows nothing, so its `discontinuity` is
    /// taken off. In a live list it stays, for its tag is counted only when it leaves the list itself.
    pub fn new(kind: Kind, segments: Vec<Segment>) -> Result<Self, MediaError> {
        let target_secs = target_duration(segments.iter().map(|segment| segment.duration));
        Self::with_target_duration(kind, segments, target_secs)
    }

    /// The same with this target duration, in seconds.
    pub fn with_target_duration(
        kind: Kind,
        mut segments: Vec<Segment>,
        target_secs: u64,
    ) -> Result<Self, MediaError> {
        if target_secs == 0 {
            return Err(MediaError::ZeroTarget);
        }
        if segments.is_empty() && kind.is_ended() {
            return Err(MediaError::Empty);
        }
        for Segment { uri, duration, .. } in &segments {
            if *duration == Span::ZERO {
                return Err(MediaError::ZeroDuration { uri: uri.clone() });
            }
            if rounded_secs(*duration) > target_secs {
                return Err(MediaError::OverTarget {
                    uri: uri.clone(),
                    duration: *duration,
                    target_duration: target_secs,
                });
            }
        }
        if let Kind::Live { media_sequence, discontinuity_sequence, .. } = kind {
            // Room for as many discontinuities as segments is more than enough.
            let count = segments.len() as u64;
            if media_sequence.max(discontinuity_sequence).checked_add(count).is_none() {
                return Err(MediaError::SequenceOverflow);
            }
        } else if let Some(first) = segments.first_mut() {
            first.discontinuity = false;
        }
        Ok(Self {
            kind,
            target_duration: target_secs,
            segments,
            is_independent: false,
            takes_directives: false,
            skipped: 0,
        })
    }

    /// The same playlist, which says that each of its segments can be decoded without any other
    /// (RFC 8216 §4.3.5.1).
    #[must_use]
    pub fn with_independent_segments(self) -> Self {
        Self { is_independent: true, ..self }
    }

    /// What the list promises.
    #[must_use]
    pub const fn kind(&self) -> Kind {
        self.kind
    }

    /// The value of `EXT-X-TARGETDURATION`, in seconds: no segment, rounded, is longer.
    #[must_use]
    pub const fn target_duration(&self) -> u64 {
        self.target_duration
    }

    /// The segments, in order.
    #[must_use]
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// The same, for the next edition.
    #[must_use]
    pub fn into_segments(self) -> Vec<Segment> {
        self.segments
    }

    /// How long all segments together play.
    #[must_use]
    pub fn duration(&self) -> Span {
        self.segments.iter().map(|segment| segment.duration).sum()
    }

    /// The value of `EXT-X-VERSION`: 3, for durations with decimals, 6 with an initialization section, or what an
    /// update needs (RFC 8216 §7). A list that has no segment yet says the same, so that it is the same in all its
    /// editions.
    ///
    /// Gaps need no version, but there are readers that refuse them below 8.
    #[must_use]
    pub fn version(&self) -> u8 {
        if self.skipped > 0 {
            return delta::VERSION;
        }
        let least = |segment: &Segment| match (segment.gap, &segment.map) {
            (true, _) => GAP_VERSION,
            (false, Some(_)) => 6,
            (false, None) => 3,
        };
        self.segments.iter().map(least).max().unwrap_or(3)
    }

    /// Appends the playlist's text. The same playlist always gives the same bytes.
    pub fn write_to(&self, out: &mut String) {
        const HEADER: usize = 256;
        let segments: usize = self.segments.iter().map(most_bytes).sum();
        out.reserve(HEADER + segments);
        self.write_head(self.version(), out);
        write_segments(&self.segments, out);
        if self.kind.is_ended() {
            out.push_str(ENDLIST);
        }
    }

    /// Everything that comes before the first segment.
    fn write_head(&self, version: u8, out: &mut String) {
        out.push_str("#EXTM3U\n");
        push_line(out, "#EXT-X-VERSION:", version.into());
        push_line(out, "#EXT-X-TARGETDURATION:", self.target_duration);
        self.write_server_control(out);
        push_line(out, "#EXT-X-MEDIA-SEQUENCE:", self.kind.media_sequence());
        match self.kind {
            Kind::Vod => out.push_str("#EXT-X-PLAYLIST-TYPE:VOD\n"),
            Kind::Event { .. } => out.push_str("#EXT-X-PLAYLIST-TYPE:EVENT\n"),
            // Always, also when it is 0: the tag can't come later, when the first discontinuity has left.
            Kind::Live { discontinuity_sequence, .. } => {
                push_line(out, "#EXT-X-DISCONTINUITY-SEQUENCE:", discontinuity_sequence);
            }
        }
        if self.is_independent {
            out.push_str(INDEPENDENT_SEGMENTS);
        }
        self.write_skip(out);
    }
}

impl fmt::Display for MediaPlaylist {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        self.write_to(&mut text);
        f.write_str(&text)
    }
}

/// The target duration, in seconds, of segments of these durations: the longest, rounded, and at least 1
/// (RFC 8216 §4.3.3.1).
pub fn target_duration(durations: impl Iterator<Item = Span>) -> u64 {
    durations.max().map_or(1, rounded_secs).max(1)
}

/// Seconds to the nearest, half a second up.
const fn rounded_secs(span: Span) -> u64 {
    let micros = span.micros();
    micros / 1_000_000 + (micros % 1_000_000 >= 500_000) as u64
}

pub(super) const INDEPENDENT_SEGMENTS: &str = "#EXT-X-INDEPENDENT-SEGMENTS\n";
const ENDLIST: &str = "#EXT-X-ENDLIST\n";
const DISCONTINUITY: &str = "#EXT-X-DISCONTINUITY\n";
const GAP: &str = "#EXT-X-GAP\n";
/// See [`MediaPlaylist::version`].
const GAP_VERSION: u8 = 8;
const PROGRAM_DATE_TIME: &str = "#EXT-X-PROGRAM-DATE-TIME:";
const EXTINF: &str = "#EXTINF:";

/// About how many bytes [`write_segments`] needs for this one: the date in full, and a duration below a day.
fn most_bytes(segment: &Segment) -> usize {
    const DATE: usize = "2026-01-02T03:04:05.000000Z\n".len();
    const DURATION: usize = "86399.999999,\n".len();
    let tags = PROGRAM_DATE_TIME.len() + DATE + EXTINF.len() + DURATION;
    let discontinuity = if segment.discontinuity { DISCONTINUITY.len() } else { 0 };
    let gap = if segment.gap { GAP.len() } else { 0 };
    discontinuity + gap + tags + segment.uri.as_str().len() + 1
}

/// Appends each segment: its tags, then its URI.
fn write_segments(segments: &[Segment], out: &mut String) {
    let mut dates = DateWriter::default();
    let mut map = None;
    for segment in segments {
        if segment.discontinuity {
            out.push_str(DISCONTINUITY);
        }
        if let Some(needed) = &segment.map
            && map != Some(needed)
        {
            write_map(needed, out);
            map = Some(needed);
        }
        if let Some(time) = segment.program_date_time {
            push_date(out, &mut dates, time);
        }
        if segment.gap {
            out.push_str(GAP);
        }
        push_duration(out, segment.duration);
        out.push_str(segment.uri.as_str());
        out.push('\n');
    }
}

fn push_date(out: &mut String, dates: &mut DateWriter, time: Time) {
    out.push_str(PROGRAM_DATE_TIME);
    dates.push(out, time);
    out.push('\n');
}

fn push_duration(out: &mut String, duration: Span) {
    out.push_str(EXTINF);
    push_seconds(out, duration.micros());
    out.push_str(",\n");
}

fn write_map(map: &Map, out: &mut String) {
    // A URI has nothing in it that cannot stand between quotes.
    out.push_str("#EXT-X-MAP:URI=\"");
    out.push_str(map.uri.as_str());
    out.push('"');
    if let Some(length) = map.length {
        out.push_str(",BYTERANGE=\"");
        push_integer(out, length);
        out.push_str("@0\"");
    }
    out.push('\n');
}

/// Appends a tag with a whole number.
fn push_line(out: &mut String, tag: &str, value: u64) {
    out.push_str(tag);
    push_integer(out, value);
    out.push('\n');
}
