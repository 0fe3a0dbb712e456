//! AAC in ADTS frames (ISO/IEC 14496-3 §1.A.2).

use super::frame::{Codec, Frame, Sound};

/// Bytes of a header that are always there.
const HEADER: usize = 7;

/// Sampling rates by their index (ISO/IEC 14496-3 table 1.18).
pub(crate) const RATES: [u32; 13] =
    [96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350];

/// The frame that begins here, if one does.
///
/// HE-AAC that says so only inside its frames is named as the AAC-LC it is built on.
pub(crate) fn parse(bytes: &[u8]) -> Option<Frame> {
    let &[sync, layer, profile, high, middle, low, blocks] = bytes.first_chunk::<HEADER>()?;
    // Twelve bits of sync; the layer is always 0.
    if sync != 0xff || layer & 0xf6 != 0xf0 {
        return None;
    }
    let rate = *RATES.get(usize::from(profile >> 2 & 0x0f))?;
    let channels = match (profile & 1) << 2 | high >> 6 {
        0 => None,
        7 => Some(8),
        channels => Some(channels),
    };
    let length = usize::from(high & 0x03) << 11 | usize::from(middle) << 3 | usize::from(low >> 5);
    let sound = Sound { codec: Codec::Aac((profile >> 6) + 1), rate, channels };
    (length > HEADER).then_some(Frame { sound, length, samples: 1024 * (u32::from(blocks & 3) + 1) })
}
