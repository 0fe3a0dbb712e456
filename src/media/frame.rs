//! Frames of sound as their headers describe them, of every codec whose frames follow each other unpacked.

use super::layer::Layer;
use super::measured::Parameters;

/// Bytes of a header that suffice for most codecs.
pub(crate) const HEADER: usize = 8;

/// What the header of a frame of sound says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Frame {
    /// What is the same in the frames of one stream.
    pub sound: Sound,
    /// Bytes from this header to the next.
    pub length: usize,
    /// Samples of each channel; none in a frame that adds channels to the one before.
    pub samples: u32,
}

/// What the frames of a stream have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Sound {
    pub codec: Codec,
    /// Samples a second.
    pub rate: u32,
    pub channels: Option<u8>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Codec {
    /// AAC of this object type.
    Aac(u8),
    Mpeg(Layer),
    Ac3,
    Eac3,
    Opus,
    /// All is as in the frame before.
    Same,
}

impl Sound {
    pub(crate) fn parameters(self) -> Parameters {
        let codec = match self.codec {
            Codec::Aac(object_type) => Some(format!("mp4a.40.{object_type}")),
            Codec::Mpeg(layer) => layer.codec(),
            Codec::Ac3 => Some("ac-3".to_owned()),
            Codec::Eac3 => Some("ec-3".to_owned()),
            Codec::Opus => Some("opus".to_owned()),
            Codec::Same => None,
        };
        Parameters { codec, sample_rate: Some(self.rate), channels: self.channels, ..Parameters::default() }
    }
}
