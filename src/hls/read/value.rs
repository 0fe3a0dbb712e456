//! The values of tags and attributes (RFC 8216 §4.2), where they are exactly of their type.

use crate::time::Time;

/// A `decimal-integer`: digits, as many as 64 bits hold.
#[must_use]
pub fn integer(text: &str) -> Option<u64> {
    let is_number = !text.is_empty() && text.len() <= 20 && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

/// A `decimal-floating-point`, in millionths, cut there; the highest there are if it is more.
#[must_use]
pub fn decimal(text: &str) -> Option<u64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.len() + fraction.len() == 0 || !is_digits(whole) || !is_digits(fraction) {
        return None;
    }
    let digit = |byte: u8| u64::from(byte - b'0');
    let whole = whole.bytes().fold(0_u64, |sum, byte| sum.saturating_mul(10).saturating_add(digit(byte)));
    let fraction = fraction.bytes().chain([b'0'; 6]).take(6).fold(0, |sum, byte| sum * 10 + digit(byte));
    Some(whole.saturating_mul(1_000_000).saturating_add(fraction))
}

/// A `signed-decimal-floating-point`, in millionths.
#[must_use]
pub fn signed(text: &str) -> Option<i64> {
    let magnitude = |text| decimal(text).map(|micros| i64::try_from(micros).unwrap_or(i64::MAX));
    text.strip_prefix('-').map_or_else(|| magnitude(text), |text| magnitude(text).map(|micros| -micros))
}

/// The digits of a `hexadecimal-sequence`, of either case.
#[must_use]
pub fn hexadecimal(text: &str) -> Option<&str> {
    let digits = text.strip_prefix("0x").or_else(|| text.strip_prefix("0X"))?;
    (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(digits)
}

/// The width and height of a `decimal-resolution`.
#[must_use]
pub fn resolution(text: &str) -> Option<(u64, u64)> {
    let (width, height) = text.split_once('x')?;
    Some((integer(width)?, integer(height)?))
}

/// `<n>[@<o>]`: how many bytes, and from which on (RFC 8216 §4.3.2.2).
#[must_use]
pub fn byte_range(text: &str) -> Option<(u64, Option<u64>)> {
    match text.split_once('@') {
        Some((length, offset)) => Some((integer(length)?, Some(integer(offset)?))),
        None => Some((integer(text)?, None)),
    }
}

/// A date of ISO 8601, and how it is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Date {
    /// The moment; without a zone it is UTC.
    pub time: Time,
    /// Whether it says its zone.
    pub has_zone: bool,
    /// Whether it has milliseconds at least.
    pub has_millis: bool,
    /// Whether its zone, if any, is as RFC 3339 has it: `Z` or `+01:00`, not `+0100` or `+01`.
    pub is_plain: bool,
}

/// A date and time of ISO 8601 in its extended form, `2026-01-02T03:04:05.678+01:00`; the zone may lack its colon
/// or minutes, or be missing.
#[must_use]
pub fn date(text: &str) -> Option<Date> {
    // Longer than any date that means something.
    if text.len() > 48 || !text.is_ascii() || text.as_bytes().get(10) != Some(&b'T') {
        return None;
    }
    let clock = &text[11..];
    let zone_at = clock.find(['Z', '+', '-']).unwrap_or(clock.len());
    let (clock, zone) = clock.split_at(zone_at);
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (full_zone, is_plain) = match zone.len() {
        0 => ("Z".to_owned(), true),
        1 => (zone.to_owned(), zone == "Z"),
        3 if is_digits(&zone[1..]) => (format!("{zone}:00"), false),
        5 if is_digits(&zone[1..]) => (format!("{}:{}", &zone[..3], &zone[3..]), false),
        _ => (zone.to_owned(), true),
    };
    let fraction = clock.split_once(['.', ',']).map_or("", |(_, fraction)| fraction);
    let normal = format!("{}T{}{full_zone}", &text[..10], clock.replace(',', "."));
    // What it is the offset of is no date: an offset is none.
    let time =
        Time::parse(&normal, Time::MIN).ok().filter(|_| text.starts_with(|c: char| c.is_ascii_digit()))?;
    Some(Date { time, has_zone: !zone.is_empty(), has_millis: fraction.len() >= 3, is_plain })
}
