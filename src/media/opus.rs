//! Opus in MPEG-TS (ETSI TS 103 491 annex B, as registered for `Opus`; packets by RFC 6716 §3.1).

use super::frame::{Codec, Frame, Sound};

/// Bytes that suffice to read a header and the start of its packet.
pub(crate) const HEADER: usize = 32;

/// Samples a second, whatever went in (RFC 6716 §2).
const RATE: u32 = 48_000;
/// The most that a packet may last (§3.2.5): 120 ms, in samples.
const LONGEST: u32 = 5_760;

/// The access unit that begins here, if one does: a control header, and a packet.
pub(crate) fn parse(bytes: &[u8]) -> Option<Frame> {
    let &[first, second, ref rest @ ..] = bytes else { return None };
    // Eleven bits of prefix.
    if first != 0x7f || second & 0xe0 != 0xe0 {
        return None;
    }
    let full = rest.iter().take_while(|byte| **byte == u8::MAX).count();
    let packet = full * 255 + usize::from(*rest.get(full)?);
    let mut at = 2 + full + 1;
    // What is to be cut off at the start and at the end, and an extension that tells its length.
    at += if second & 0x10 != 0 { 2 } else { 0 } + if second & 0x08 != 0 { 2 } else { 0 };
    if second & 0x04 != 0 {
        at += 1 + usize::from(*bytes.get(at)?);
    }
    let &[kind, count, ..] = bytes.get(at..)?.first_chunk::<2>()?;
    let frames = match kind & 3 {
        0 => 1,
        1 | 2 => 2,
        _ => u32::from(count & 0x3f),
    };
    let samples = frames * length(kind >> 3);
    let sound = Sound { codec: Codec::Opus, rate: RATE, channels: None };
    let is_right = packet > 0 && samples > 0 && samples <= LONGEST;
    is_right.then_some(Frame { sound, length: at + packet, samples })
}

/// Samples of a frame of this configuration (RFC 6716 table 2).
const fn length(configuration: u8) -> u32 {
    let (millis, step) = (RATE / 1_000, (configuration & 3) as usize);
    match configuration {
        0..=11 => [10, 20, 40, 60][step] * millis,
        12..=15 => [10, 20][step & 1] * millis,
        _ => [5, 10, 20, 40][step] * millis / 2,
    }
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn headers_tell_length_and_time() {
        // One frame of 20 ms in 300 bytes, the start of which is to be cut off.
        let bytes = [0x7f, 0xf0, 0xff, 0x2d, 0x01, 0x38, 0xf8, 0xb4, 0xaf];
        let frame = parse(&bytes).unwrap();
        assert_eq!((frame.length, frame.samples), (306, 960));
        for (bytes, expected) in [
            (&[0x7f, 0xe0, 2, 0x00, 0][..], Some((5, 480))),
            (&[0x7f, 0xe0, 2, 0x61, 0], Some((5, 960))),
            (&[0x7f, 0xe0, 2, 0x1b, 2], Some((5, 5_760))),
            (&[0x7f, 0xe4, 2, 3, 0, 0, 0, 0xe0, 0], Some((9, 120))),
            (&[0x7f, 0xe8, 2, 0, 0, 0xe8, 0], Some((7, 240))),
            (&[0x7f, 0xe0, 2, 0x1b, 3], None),
            (&[0x7f, 0xe0, 2, 0x03, 0], None),
            (&[0x7f, 0xe0, 0, 0x00, 0], None),
            (&[0x7f, 0xc0, 2, 0x00, 0], None),
            (&[0x7f, 0xe0, 0xff], None),
            (&[], None),
        ] {
            assert_eq!(parse(bytes).map(|frame| (frame.length, frame.samples)), expected, "{bytes:x?}");
        }
    }
}
