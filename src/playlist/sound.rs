//! Segments of sound that are small enough to be made by the thousand: AAC that holds nothing, with its time in front
//! (RFC 8216 §3.4).

/// A segment of sound that begins and plays so many milliseconds, by its own clock, in frames of 16 ms.
pub(crate) fn segment(begins: u64, millis: u64) -> Vec<u8> {
    const OWNER: &[u8] = b"com.apple.streaming.transportStreamTimestamp\0";
    /// AAC-LC, 64 kHz, mono: eight bytes with a header of seven.
    const FRAME: [u8; 8] = [0xff, 0xf1, 0x48, 0x40, 0x01, 0x1f, 0xfc, 0];
    let size = |bytes: usize| [0, 0, 0, u8::try_from(bytes).unwrap()];
    let time = (begins * 90).to_be_bytes();
    let content = [OWNER, &time].concat();
    let frame = [b"PRIV".as_slice(), &size(content.len()), &[0, 0], &content].concat();
    let tag = [b"ID3\x04\x00\x00".as_slice(), &size(frame.len()), &frame].concat();
    [tag, FRAME.repeat(usize::try_from(millis / 16).unwrap())].concat()
}
