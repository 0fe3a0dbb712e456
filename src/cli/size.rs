//! Amounts of bytes in arguments.

/// Reads a number of bytes, or of KiB, MiB or GiB with `K`, `M` or `G` behind it; for clap.
pub(super) fn bytes(text: &str) -> Result<u64, String> {
    let (number, shift) = match text.as_bytes() {
        [.., b'k' | b'K'] => (&text[..text.len() - 1], 10),
        [.., b'm' | b'M'] => (&text[..text.len() - 1], 20),
        [.., b'g' | b'G'] => (&text[..text.len() - 1], 30),
        _ => (text, 0),
    };
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let number = number.parse::<u64>().ok().filter(|_| is_number);
    number
        .and_then(|number| number.checked_mul(1 << shift))
        .ok_or_else(|| "it is no number of bytes, such as 67108864, 64M or 1G".to_owned())
}

#[cfg(test)]
mod tests {
    use super::bytes;

    #[test]
    fn bytes_are_counted_by_powers_of_two() {
        for (text, read) in [
            ("0", Some(0)),
            ("67108864", Some(64 << 20)),
            ("64M", Some(64 << 20)),
            ("1g", Some(1 << 30)),
            ("2k", Some(2_048)),
            ("18446744073709551615", Some(u64::MAX)),
            ("18446744073709551616", None),
            ("18446744073709551615K", None),
            ("", None),
            ("M", None),
            ("-1", None),
            ("+1", None),
            ("1.5M", None),
            ("1MB", None),
            ("1\u{212a}", None),
        ] {
            assert_eq!(bytes(text).ok(), read, "{text}");
        }
    }
}
