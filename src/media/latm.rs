//! AAC in LATM, in the frames of LOAS (ISO/IEC 14496-3 §1.7).

use super::asc::{self, Bits};
use super::frame::{Codec, Frame, Sound};

/// Bytes that suffice to read a header and what it says of the sound.
pub(crate) const HEADER: usize = 32;

/// The frame that begins here, if one does. Where it says that all is as before, its codec is [`Codec::Same`].
pub(crate) fn parse(bytes: &[u8]) -> Option<Frame> {
    let &[first, second, low, ref rest @ ..] = bytes else { return None };
    // Eleven bits of sync.
    if first != 0x56 || second & 0xe0 != 0xe0 {
        return None;
    }
    let length = 3 + (usize::from(second & 0x1f) << 8 | usize::from(low));
    let mut bits = Bits::new(&rest[..rest.len().min(length - 3)]);
    let frame = |sound, samples| Frame { sound, length, samples };
    if bits.take(1)? == 1 {
        return Some(frame(Sound { codec: Codec::Same, rate: 0, channels: None }, 1));
    }
    let version = bits.take(1)?;
    if version == 1 {
        // A second version that nobody has defined.
        if bits.take(1)? == 1 {
            return None;
        }
        value(&mut bits)?;
    }
    bits.take(1)?;
    let blocks = bits.take(6)? + 1;
    // Programs and layers: the first is the one that is heard.
    bits.take(7)?;
    if version == 1 {
        value(&mut bits)?;
    }
    let config = asc::specific(&mut bits)?;
    let sound =
        Sound { codec: Codec::Aac(config.object), rate: config.sample_rate, channels: config.channels };
    // Where the highs are made up, the frames hold half as many samples as are heard.
    let samples = 1_024 * if matches!(config.object, asc::SBR | asc::PS) { 2 } else { 1 };
    (sound.rate > 0).then(|| frame(sound, samples * blocks))
}

/// Skips a number as LATM has them: how many bytes it has, and these.
fn value(bits: &mut Bits<'_>) -> Option<()> {
    for _ in 0..=bits.take(2)? {
        bits.take(8)?;
    }
    Some(())
}
