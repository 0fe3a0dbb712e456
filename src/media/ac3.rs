//! AC-3 and enhanced AC-3 (ETSI TS 102 366 §4.3, §E.1.2).

use super::frame::{Codec, Frame, HEADER, Sound};

/// Kilobits a second by half the frame size code.
const BIT_RATES: [u32; 19] =
    [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512, 576, 640];

/// Samples a second by code.
const RATES: [u32; 3] = [48_000, 44_100, 32_000];

/// Channels by coding mode, without the one for low frequencies.
pub(crate) const CHANNELS: [u8; 8] = [2, 1, 2, 3, 3, 4, 4, 5];

/// The frame of either kind that begins here, if one does.
pub(crate) fn parse(bytes: &[u8]) -> Option<Frame> {
    let &[0x0b, 0x77, ref fields @ ..] = bytes.first_chunk::<HEADER>()? else { return None };
    match fields[3] >> 3 {
        0..=10 => plain(*fields),
        11..=16 => enhanced(*fields),
        _ => None,
    }
}

fn plain([_, _, size, _, modes, _]: [u8; 6]) -> Option<Frame> {
    let rate = *RATES.get(usize::from(size >> 6))?;
    let code = size & 0x3f;
    let bits = *BIT_RATES.get(usize::from(code >> 1))?;
    let words = match rate {
        48_000 => bits * 2,
        // Rounded down, and with a word more in every other frame.
        44_100 => bits * 320 / 147 + u32::from(code & 1),
        _ => bits * 3,
    };
    let mode = modes >> 5;
    // Mixing levels stand between the mode and the bit for low frequencies.
    let has_center = mode & 1 == 1 && mode != 1;
    let between = 2 * (u32::from(has_center) + u32::from(mode & 4 != 0) + u32::from(mode == 2));
    let low = u8::from(modes & 0x10 >> between != 0);
    let channels = Some(CHANNELS[usize::from(mode)] + low);
    let sound = Sound { codec: Codec::Ac3, rate, channels };
    Some(Frame { sound, length: usize::try_from(words * 2).ok()?, samples: 1_536 })
}

fn enhanced([kind, size, modes, ..]: [u8; 6]) -> Option<Frame> {
    let length = (usize::from(kind & 7) << 8 | usize::from(size)) * 2 + 2;
    let (rate, blocks) = match (modes >> 6, modes >> 4 & 3) {
        (3, 3) => return None,
        (3, code) => (RATES[usize::from(code)] / 2, 6),
        (code, blocks) => (RATES[usize::from(code)], [1, 2, 3, 6][usize::from(blocks)]),
    };
    // Substreams beyond the first, and those that depend on it, are heard at the same time.
    let (dependence, substream) = (kind >> 6, kind >> 3 & 7);
    let is_first = dependence != 1 && substream == 0;
    let channels = is_first.then_some(CHANNELS[usize::from(modes >> 1 & 7)] + (modes & 1));
    let sound = Sound { codec: Codec::Eac3, rate, channels };
    (length > HEADER).then_some(Frame { sound, length, samples: if is_first { 256 * blocks } else { 0 } })
}
