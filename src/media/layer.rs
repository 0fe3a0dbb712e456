//! MPEG-1 and MPEG-2 audio (ISO/IEC 11172-3 §2.4.1, ISO/IEC 13818-3): which layer it is.

/// A layer of MPEG audio.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layer {
    /// Layer I.
    One,
    /// Layer II, called MP2.
    Two,
    /// Layer III, called MP3.
    Three,
}

impl Layer {
    /// The layer of the frame that begins here, if one does.
    pub(crate) fn parse(bytes: &[u8]) -> Option<Self> {
        let &[sync, version, rate, _] = bytes.first_chunk::<4>()?;
        let is_sync = sync == 0xff && version & 0xe0 == 0xe0;
        // Reserved: version 1, bit rate 15, sampling rate 3.
        if !is_sync || version & 0x18 == 0x08 || rate & 0xf0 == 0xf0 || rate & 0x0c == 0x0c {
            return None;
        }
        match version >> 1 & 3 {
            1 => Some(Self::Three),
            2 => Some(Self::Two),
            3 => Some(Self::One),
            _ => None,
        }
    }

    /// Its name in a codec list, if it has one that players know.
    ///
    /// HLS has MP3 (RFC 8216 §3.4), which Apple's documents call `mp4a.40.34`. The other layers could be named
    /// by their object types, but they are no part of HLS, and a player that could play them all the same
    /// would turn the variant down by the name.
    pub(crate) fn codec(self) -> Option<String> {
        (self == Self::Three).then(|| "mp4a.40.34".to_owned())
    }
}
