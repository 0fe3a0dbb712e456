//! What the head of an MPEG-TS segment tells.

use super::measured::VideoRange;
use super::ts;

/// What a master playlist says of a variant, as far as a segment of it tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Info {
    /// The codec of every audio and video stream, each once, video first, by RFC 6381. Nothing if there is
    /// one that cannot be named, as a list that lacks a codec is wrong (RFC 8216 §4.3.4.2), or none at all.
    pub codecs: Option<Vec<String>>,
    /// Width and height of the picture in pixels, after cropping; of the largest if there are several.
    pub resolution: Option<(u32, u32)>,
    /// Frames a second in thousandths, the highest if there are several: 29970 is 29.970 a second. Two
    /// fields of interlaced video are one frame.
    pub frame_rate: Option<u32>,
    /// How bright the picture may be at most.
    pub video_range: Option<VideoRange>,
}

/// Reads the first bytes of an MPEG-TS segment, or all of it.
///
/// Never fails: what the bytes do not tell, because they are too few, damaged, scrambled or none of
/// MPEG-TS, is nothing. The time it takes grows with the number of bytes, the memory does not.
#[must_use]
pub fn read_head(bytes: &[u8]) -> Info {
    let found = ts::read(bytes);
    let codecs = found.measured.codecs().filter(|_| !found.has_unnamed);
    Info {
        codecs,
        resolution: found.measured.resolution(),
        frame_rate: found.measured.frame_rate(),
        video_range: found.measured.video_range(),
    }
}
