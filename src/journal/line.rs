//! The lines of a journal as bytes: a checksum, a space, the text, a line end.

use std::fmt::Write as _;

/// The checksum's length, in hexadecimal digits.
const DIGITS: usize = 8;

/// Appends a line.
pub(super) fn push(out: &mut String, line: &str) {
    debug_assert!(!line.contains('\n'), "a line is one line");
    // A String takes all that is written to it.
    let _ = writeln!(out, "{:08x} {line}", checksum(line.as_bytes()));
}

/// The lines of a file, and up to which byte they go. What comes after is a torn end. None if there are good
/// lines behind a bad one: then something else has happened to the file.
pub(super) fn read_all(bytes: &[u8]) -> Option<(Vec<String>, usize)> {
    let mut lines = Vec::new();
    let mut length = 0;
    let mut rest = bytes.split_inclusive(|byte| *byte == b'\n');
    for chunk in rest.by_ref() {
        let Some(line) = read(chunk) else { break };
        length += chunk.len();
        lines.push(line.to_owned());
    }
    if rest.any(|chunk| read(chunk).is_some()) { None } else { Some((lines, length)) }
}

/// The text of a line that is whole.
fn read(chunk: &[u8]) -> Option<&str> {
    let line = std::str::from_utf8(chunk.strip_suffix(b"\n")?).ok()?;
    let (sum, text) = line.split_at_checked(DIGITS)?;
    let text = text.strip_prefix(' ')?;
    (*sum == format!("{:08x}", checksum(text.as_bytes()))).then_some(text)
}

/// FNV-1a in 64 bits, folded to 32: it is against accidents, not against forgers.
fn checksum(bytes: &[u8]) -> u32 {
    const BASIS: u64 = 0xCBF2_9CE4_8422_2325;
    const PRIME: u64 = 0x0100_0000_01B3;
    let hash = bytes.iter().fold(BASIS, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(PRIME));
    u32::try_from((hash >> 32) ^ (hash & 0xFFFF_FFFF)).unwrap_or_default()
}
