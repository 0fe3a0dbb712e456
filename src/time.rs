//! Moments and lengths of time as people and the wire write them.
//!
//! A [`Time`] is UTC, a [`Span`] a length; both count whole microseconds, the resolution of the names in a
//! recordings archive, so that sums and comparisons are exact. Nothing here reads a clock: whoever needs
//! "now" is given it. The grammar of times and durations is the one the README documents for every flag and
//! query parameter.

use std::fmt;
use std::ops::{Add, Sub};

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, Timelike};

#[cfg(test)]
mod tests;

/// Microseconds in a second.
const SECOND: u64 = 1_000_000;

/// A moment in UTC, to the microsecond, in the years 0000 to 9999 (so that it always has an RFC 3339 form).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Time(i64);

/// A length of time in whole microseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span(u64);

/// Why a text is no time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "'{0}' is not a time: write 2026-01-02T03:04:05Z, unix seconds, 'now' or an offset from now such as -10m"
)]
pub struct ParseTimeError(String);

/// Why a text is no length of time.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{0}' is not a duration: write a number with a unit (ms, s, m, h, d), such as 300ms, 2s or 1h30m")]
pub struct ParseSpanError(String);

impl Span {
    /// No time at all.
    pub const ZERO: Self = Self(0);

    /// A span of so many microseconds.
    #[must_use]
    pub const fn from_micros(micros: u64) -> Self {
        Self(micros)
    }

    /// A span of so many whole seconds; the longest span there is if that is too many.
    #[must_use]
    pub const fn from_secs(secs: u64) -> Self {
        Self(secs.saturating_mul(SECOND))
    }

    /// This span in microseconds.
    #[must_use]
    pub const fn micros(self) -> u64 {
        self.0
    }

    /// Reads a duration as people write it: one or more of `<whole number><unit>` with the units `ms`, `s`,
    /// `m`, `h` and `d` (24 hours), added up.
    pub fn parse(text: &str) -> Result<Self, ParseSpanError> {
        let error = || ParseSpanError(shorten(text));
        let mut rest = text;
        let mut total = 0_u64;
        while !rest.is_empty() {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            let (number, tail) = rest.split_at(digits);
            let letters = tail.bytes().take_while(u8::is_ascii_alphabetic).count();
            let (unit, tail) = tail.split_at(letters);
            let micros = match unit {
                "ms" => 1_000,
                "s" => SECOND,
                "m" => 60 * SECOND,
                "h" => 3_600 * SECOND,
                "d" => 86_400 * SECOND,
                _ => return Err(error()),
            };
            let number: u64 = number.parse().map_err(|_| error())?;
            total = number.checked_mul(micros).and_then(|part| total.checked_add(part)).ok_or_else(error)?;
            rest = tail;
        }
        if text.is_empty() { Err(error()) } else { Ok(Self(total)) }
    }
}

impl Time {
    /// 0000-01-01T00:00:00Z.
    pub const MIN: Self = Self(-62_167_219_200_000_000);
    /// 9999-12-31T23:59:59.999999Z.
    pub const MAX: Self = Self(253_402_300_799_999_999);

    /// The moment so many microseconds after (or, negative, before) 1970-01-01T00:00:00Z; the nearest of
    /// [`Time::MIN`] and [`Time::MAX`] if it is beyond them.
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        if micros < Self::MIN.0 {
            Self::MIN
        } else if micros > Self::MAX.0 {
            Self::MAX
        } else {
            Self(micros)
        }
    }

    /// Microseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// What the system's clock said, as a time.
    #[must_use]
    pub fn from_system(clock: std::time::SystemTime) -> Self {
        let micros = |length: std::time::Duration| i64::try_from(length.as_micros()).unwrap_or(i64::MAX);
        match clock.duration_since(std::time::UNIX_EPOCH) {
            Ok(after) => Self::from_micros(micros(after)),
            Err(before) => Self::from_micros(-micros(before.duration())),
        }
    }

    /// The moment with these UTC calendar fields, if there is one.
    #[must_use]
    pub fn from_civil(year: i32, month: u32, day: u32, hour: u32, minute: u32, second: u32) -> Option<Self> {
        let moment = NaiveDate::from_ymd_opt(year, month, day)?.and_hms_opt(hour, minute, second)?;
        Self::from_naive(moment)
    }

    /// Reads a time as people write it: RFC 3339, the same without a zone (UTC), the same with a space for
    /// the `T`, unix seconds, `now`, or an offset from `now` such as `-10m` or `+1h30m`.
    ///
    /// Fractions are cut to microseconds.
    pub fn parse(text: &str, now: Self) -> Result<Self, ParseTimeError> {
        let error = || ParseTimeError(shorten(text));
        if text == "now" {
            return Ok(now);
        }
        if let Some(offset) = text.strip_prefix('-').and_then(|rest| Span::parse(rest).ok()) {
            return Ok(now - offset);
        }
        if let Some(offset) = text.strip_prefix('+').and_then(|rest| Span::parse(rest).ok()) {
            return Ok(now + offset);
        }
        if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
            let seconds: i64 = text.parse().map_err(|_| error())?;
            let micros = seconds.checked_mul(1_000_000).ok_or_else(error)?;
            return if micros > Self::MAX.0 { Err(error()) } else { Ok(Self(micros)) };
        }
        // chrono takes a second 60 for a leap second; no leap second is a moment of an archive's clock.
        let moment = match DateTime::parse_from_rfc3339(text) {
            Ok(zoned) => zoned.naive_utc(),
            Err(_) => NaiveDateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%.f")
                .or_else(|_| NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S%.f"))
                .map_err(|_| error())?,
        };
        if moment.nanosecond() >= 1_000_000_000 {
            return Err(error());
        }
        Self::from_naive(moment).ok_or_else(error)
    }

    /// How long after `earlier` this is; nothing if it is not after it.
    #[must_use]
    pub fn since(self, earlier: Self) -> Span {
        Span(u64::try_from(self.0.saturating_sub(earlier.0)).unwrap_or(0))
    }

    /// The start of the UTC hour this lies in.
    #[must_use]
    pub const fn hour(self) -> Self {
        const HOUR: i64 = 3_600_000_000;
        Self(self.0.div_euclid(HOUR) * HOUR)
    }

    /// The UTC calendar fields: year, month, day, hour, minute, second, microsecond.
    #[must_use]
    pub fn civil(self) -> (i32, u32, u32, u32, u32, u32, u32) {
        let moment = DateTime::from_timestamp_micros(self.0).unwrap_or_default();
        (
            moment.year(),
            moment.month(),
            moment.day(),
            moment.hour(),
            moment.minute(),
            moment.second(),
            moment.nanosecond() / 1_000,
        )
    }

    fn from_naive(moment: NaiveDateTime) -> Option<Self> {
        let micros = moment.and_utc().timestamp_micros();
        (Self::MIN.0..=Self::MAX.0).contains(&micros).then_some(Self(micros))
    }
}

/// RFC 3339 in UTC with milliseconds, or microseconds where milliseconds would lose some:
/// `2026-01-02T03:04:05.000Z`.
impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day, hour, minute, second, micros) = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.")?;
        if micros.is_multiple_of(1_000) {
            write!(f, "{:03}Z", micros / 1_000)
        } else {
            write!(f, "{micros:06}Z")
        }
    }
}

/// As people write it: `1h30m`, `2s`, `300ms`, and with a fraction of seconds where there is one: `1m2.5s`.
impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 != 0 && self.0 < SECOND && self.0.is_multiple_of(1_000) {
            return write!(f, "{}ms", self.0 / 1_000);
        }
        let (mut seconds, micros) = (self.0 / SECOND, self.0 % SECOND);
        let whole = seconds;
        for (length, unit) in [(86_400, 'd'), (3_600, 'h'), (60, 'm')] {
            if seconds >= length {
                write!(f, "{}{unit}", seconds / length)?;
                seconds %= length;
            }
        }
        if micros != 0 {
            let fraction = format!("{micros:06}");
            write!(f, "{seconds}.{}s", fraction.trim_end_matches('0'))
        } else if seconds != 0 || whole == 0 {
            write!(f, "{seconds}s")
        } else {
            Ok(())
        }
    }
}

impl Add<Span> for Time {
    type Output = Self;
    /// The moment that much later, [`Time::MAX`] at the latest.
    fn add(self, length: Span) -> Self {
        Self::from_micros(self.0.saturating_add_unsigned(length.0))
    }
}

impl Sub<Span> for Time {
    type Output = Self;
    /// The moment that much earlier, [`Time::MIN`] at the earliest.
    fn sub(self, length: Span) -> Self {
        Self::from_micros(self.0.saturating_sub_unsigned(length.0))
    }
}

impl Add for Span {
    type Output = Self;
    /// Both lengths together; the longest span there is if that is too much.
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl std::iter::Sum for Span {
    fn sum<I: Iterator<Item = Self>>(spans: I) -> Self {
        spans.fold(Self::ZERO, Add::add)
    }
}

/// A text fit for an error message: the first 64 characters, control characters escaped.
fn shorten(text: &str) -> String {
    let mut short: String = text.chars().take(64).flat_map(char::escape_debug).collect();
    if text.chars().nth(64).is_some() {
        short.push('…');
    }
    short
}
