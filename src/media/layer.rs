//! MPEG-1 and MPEG-2 audio (ISO/IEC 11172-3 §2.4, ISO/IEC 13818-3).

use super::frame::{Codec, Frame, Sound};

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

/// Kilobits a second by index, from 1 on, of each layer of MPEG-1.
const RATES: [[u16; 14]; 3] = [
    [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
    [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
    [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
];

/// The same of MPEG-2: layer I, and the others.
const LOW_RATES: [[u16; 14]; 2] = [
    [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
    [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
];

/// The frame that begins here, if one does whose length its header tells.
pub(crate) fn parse(bytes: &[u8]) -> Option<Frame> {
    let &[sync, version, rate, mode] = bytes.first_chunk::<4>()?;
    if sync != 0xff || version & 0xe0 != 0xe0 {
        return None;
    }
    let layer = match version >> 1 & 3 {
        1 => Layer::Three,
        2 => Layer::Two,
        3 => Layer::One,
        _ => return None,
    };
    // Halves: MPEG-2 samples half as often, and what many call 2.5 a quarter as often.
    let halves = match version >> 3 & 3 {
        3 => 0,
        2 => 1,
        0 => 2,
        _ => return None,
    };
    let samples_a_second = [44_100_u32, 48_000, 32_000].get(usize::from(rate >> 2 & 3))? >> halves;
    let column = usize::from(rate >> 4).checked_sub(1)?;
    let rates = match (layer, halves) {
        (Layer::One, 0) => &RATES[0],
        (Layer::Two, 0) => &RATES[1],
        (Layer::Three, 0) => &RATES[2],
        (Layer::One, _) => &LOW_RATES[0],
        _ => &LOW_RATES[1],
    };
    let bits = u32::from(*rates.get(column)?) * 1_000;
    let padding = u32::from(rate >> 1 & 1);
    let samples = match layer {
        Layer::One => 384,
        Layer::Three if halves > 0 => 576,
        _ => 1_152,
    };
    // Layer I counts in slots of four bytes.
    let slot = if layer == Layer::One { 4 } else { 1 };
    let length = (samples / 8 / slot * bits / samples_a_second + padding) * slot;
    let channels = if mode >> 6 == 3 { 1 } else { 2 };
    let sound = Sound { codec: Codec::Mpeg(layer), rate: samples_a_second, channels: Some(channels) };
    Some(Frame { sound, length: usize::try_from(length).ok()?, samples })
}

impl Layer {
    /// Its name in a codec list, if it has one that players know.
    ///
    /// HLS has MP3 (RFC 8216 §3.4), which Apple's documents call `mp4a.40.34`. The other layers could be named
    /// by their object types, but they are no part of HLS, and a player that could play them all the same
    /// would turn the variant down by the name.
    pub(crate) fn codec(self) -> Option<String> {
        (self == Self::Three).then(|| "mp4a.40.34".to_owned())
    }
}
