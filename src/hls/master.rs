//! Master playlists: the variants of a stream (RFC 8216 §4.3.4).

use std::collections::HashSet;
use std::fmt;

use super::attribute::AttributeWriter;
use super::codecs::Codecs;
use super::media::INDEPENDENT_SEGMENTS;
use super::picture::{FrameRate, Resolution, VideoRange};
use super::uri::Uri;

#[cfg(test)]
mod tests;

/// One variant of a stream: where its media playlist is, and what choosing it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// Its media playlist.
    pub uri: Uri,
    /// The highest bit rate of its segments, in bit/s; at least 1. See [`super::measure`].
    pub bandwidth: u64,
    /// The mean bit rate of its segments, in bit/s.
    pub average_bandwidth: Option<u64>,
    /// Every format in its segments.
    pub codecs: Codecs,
    /// The size of its picture.
    pub resolution: Option<Resolution>,
    /// The highest frame rate in its segments.
    pub frame_rate: Option<FrameRate>,
    /// How bright its picture may be at most.
    pub video_range: Option<VideoRange>,
}

/// Why variants don't make a playlist.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MasterError {
    /// No variant.
    #[error("a master playlist needs a variant")]
    Empty,
    /// A variant without a bit rate.
    #[error("the variant {uri} has no bandwidth")]
    ZeroBandwidth {
        /// Which variant.
        uri: Uri,
    },
    /// Two variants that are the same media playlist.
    #[error("the variant {uri} is listed twice")]
    Duplicate {
        /// Which variant.
        uri: Uri,
    },
}

/// A valid master playlist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MasterPlaylist {
    variants: Vec<Variant>,
    is_independent: bool,
}

impl MasterPlaylist {
    /// The playlist of these variants. A player starts with the first.
    pub fn new(variants: Vec<Variant>) -> Result<Self, MasterError> {
        if variants.is_empty() {
            return Err(MasterError::Empty);
        }
        let mut seen = HashSet::new();
        for Variant { uri, bandwidth, .. } in &variants {
            if *bandwidth == 0 {
                return Err(MasterError::ZeroBandwidth { uri: uri.clone() });
            }
            if !seen.insert(uri) {
                return Err(MasterError::Duplicate { uri: uri.clone() });
            }
        }
        Ok(Self { variants, is_independent: false })
    }

    /// The same playlist, which says that each segment of all its variants can be decoded without any other
    /// (RFC 8216 §4.3.5.1).
    #[must_use]
    pub fn with_independent_segments(self) -> Self {
        Self { is_independent: true, ..self }
    }

    /// The variants, in order.
    #[must_use]
    pub fn variants(&self) -> &[Variant] {
        &self.variants
    }

    /// The value of `EXT-X-VERSION`: 1, for nothing here needs more (RFC 8216 §7).
    #[must_use]
    pub const fn version(&self) -> u8 {
        1
    }

    /// Appends the playlist's text. The same playlist always gives the same bytes.
    ///
    /// `VIDEO-RANGE` is only told where one is more than SDR, which is what its absence means
    /// (draft-pantos-hls-rfc8216bis §4.4.6.2).
    pub fn write_to(&self, out: &mut String) {
        out.push_str("#EXTM3U\n#EXT-X-VERSION:");
        super::decimal::push_integer(out, self.version().into());
        out.push('\n');
        if self.is_independent {
            out.push_str(INDEPENDENT_SEGMENTS);
        }
        let has_high_range = self.variants.iter().any(|variant| variant.video_range > Some(VideoRange::Sdr));
        for variant in &self.variants {
            variant.write_to(has_high_range, out);
        }
    }
}

impl Variant {
    fn write_to(&self, tells_range: bool, out: &mut String) {
        out.push_str("#EXT-X-STREAM-INF:");
        let mut attributes = AttributeWriter::new(out);
        attributes.integer("BANDWIDTH", self.bandwidth);
        if let Some(bandwidth) = self.average_bandwidth {
            attributes.integer("AVERAGE-BANDWIDTH", bandwidth);
        }
        if let Some(codecs) = self.codecs.as_quoted() {
            attributes.quoted("CODECS", codecs);
        }
        if let Some(resolution) = self.resolution {
            attributes.resolution("RESOLUTION", resolution);
        }
        if let Some(frame_rate) = self.frame_rate {
            attributes.frame_rate("FRAME-RATE", frame_rate);
        }
        if let Some(range) = self.video_range.filter(|_| tells_range) {
            attributes.video_range("VIDEO-RANGE", range);
        }
        out.push('\n');
        out.push_str(self.uri.as_str());
        out.push('\n');
    }
}

impl fmt::Display for MasterPlaylist {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        self.write_to(&mut text);
        f.write_str(&text)
    }
}
