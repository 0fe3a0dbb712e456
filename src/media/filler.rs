//! The segment behind a gap: valid MPEG-TS that holds no picture and no sound.
//!
//! Players need not load what an `EXT-X-GAP` stands before (draft-pantos-hls-rfc8216bis §4.4.4.7), but some do,
//! and stall or fail if there is nothing. Tables alone are enough for all but `GStreamer`'s `hlsdemux2`. That one
//! wants timestamps, and asks for neighbours again and again where they aren't those it expects: it has to fail.

use super::packet::SIZE;
use super::psi::crc;

/// Bytes of the filler: three packets, as readers that look for sync bytes like to see more than one.
pub const FILLER_BYTES: usize = 3 * SIZE;

/// A program association, whose only program is mapped on PID 0x1000.
const PAT: [u8; 12] = [0x00, 0xb0, 0x0d, 0x00, 0x01, 0xc1, 0x00, 0x00, 0x00, 0x01, 0xf0, 0x00];

/// Its program map: H.264 on PID 0x100, with the clock, and AAC on 0x101. Recorders based on ffmpeg number them so.
const PMT: [u8; 22] = [
    0x02, 0xb0, 0x17, 0x00, 0x01, 0xc1, 0x00, 0x00, 0xe1, 0x00, 0xf0, 0x00, 0x1b, 0xe1, 0x00, 0xf0, 0x00,
    0x0f, 0xe1, 0x01, 0xf0, 0x00,
];

/// A segment without media, always the same bytes.
pub fn filler() -> [u8; FILLER_BYTES] {
    let mut bytes = [0xff; FILLER_BYTES];
    let (packets, _) = bytes.as_chunks_mut::<SIZE>();
    for (packet, (header, section)) in packets
        .iter_mut()
        .zip([([0x47, 0x40, 0x00, 0x10, 0x00], &PAT[..]), ([0x47, 0x50, 0x00, 0x10, 0x00], &PMT[..])])
    {
        packet[..5].copy_from_slice(&header);
        packet[5..5 + section.len()].copy_from_slice(section);
        let end = 5 + section.len();
        packet[end..end + 4].copy_from_slice(&crc(section).to_be_bytes());
    }
    // The last one is a packet of PID 0x1fff: nothing.
    bytes[2 * SIZE..2 * SIZE + 4].copy_from_slice(&[0x47, 0x1f, 0xff, 0x10]);
    bytes
}

#[cfg(test)]
mod tests {
    use super::{FILLER_BYTES, filler};
    use crate::media::{MeasureError, measure};

    #[test]
    fn the_filler_has_sound_tables_and_nothing_else() {
        assert_eq!(filler().len(), FILLER_BYTES);
        assert_eq!(FILLER_BYTES, 564);
        // Not `NoTables`, nor damaged: the tables are read, checksums and all.
        assert_eq!(measure(&filler()), Err(MeasureError::Nothing));
    }
}
