//! The name of AV1 by the four bytes that an `av1C` box and the descriptor of MPEG-TS begin with (AV1 in ISOBMFF §2.3
//! and §5, AV1 in MPEG-2 TS §2.1).

/// The name, as RFC 6381 would have it.
pub(crate) fn name(record: &[u8]) -> Option<String> {
    let [_, first, second] = *record.first_chunk()?;
    let (profile, level) = (first >> 5, first & 0x1f);
    let tier = if second & 0x80 == 0 { 'M' } else { 'H' };
    let depth = match (profile, second & 0x40, second & 0x20) {
        (2, 0x40, 0x20) => 12,
        (_, 0x40, _) => 10,
        _ => 8,
    };
    Some(format!("av01.{profile}.{level:02}{tier}.{depth:02}"))
}
