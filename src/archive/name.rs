//! The names in an archive: hours and segments. Pure text; hostile text is refused in linear time.

use std::cmp::Ordering;

use base64::Engine;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

use crate::time::{Span, Time};

/// The variant that holds chat messages: files of JSON, no video, so no variant of a playlist.
pub const CHAT: &str = "chat";
/// What a segment's name ends with.
pub const SEGMENT_ENDING: &str = ".ts";
/// What the name of the mark that takes a segment back ends with.
pub const TOMBSTONE_ENDING: &str = ".tombstone";

/// A segment is never longer than the hour it lies in: selection looks no further back (and one name must
/// not be able to take over a recording for years).
const LONGEST_SECONDS: f64 = 3_600.0;

/// How far a segment's bytes can be trusted, best last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Completeness {
    /// Still being written: never served.
    Temp,
    /// The download was cut off.
    Partial,
    /// Complete, but doubtful: treated as partial, and preferred over partial.
    Suspect,
    /// Complete.
    Full,
}

impl Completeness {
    /// How it is written in a name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Temp => "temp",
            Self::Partial => "partial",
            Self::Suspect => "suspect",
            Self::Full => "full",
        }
    }
}

/// What the name of a segment says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SegmentName<'a> {
    /// The segment's start, counted from the start of its hour.
    pub offset: Span,
    /// Its length by the name, rounded to microseconds (half to even).
    pub duration: Span,
    /// How complete it is.
    pub completeness: Completeness,
    /// URL-safe base64 of a SHA-256, without padding; of a `temp` segment a random UUID.
    pub hash: &'a str,
}

/// Why a name is no segment's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// It has another ending.
    #[error("it does not end in .ts")]
    Ending,
    /// It is not four fields.
    #[error("it is not TIME-DURATION-TYPE-HASH.ts")]
    Fields,
    /// The first field is no time of an hour.
    #[error("its time is not MM:SS with up to six digits of fraction")]
    Time,
    /// The second field is no duration.
    #[error("its duration is not a decimal number of seconds, or over an hour")]
    Duration,
    /// The third field is unknown.
    #[error("its type is not full, suspect, partial or temp")]
    Completeness,
    /// The fourth field cannot be decoded.
    #[error("its hash is not URL-safe base64")]
    Hash,
}

impl<'a> SegmentName<'a> {
    /// Reads a file's name.
    pub fn parse(file_name: &'a str) -> Result<Self, NameError> {
        let stem = file_name.strip_suffix(SEGMENT_ENDING).ok_or(NameError::Ending)?;
        // The hash may hold dashes of its own: only the first three separate.
        let mut fields = stem.splitn(4, '-');
        let mut field = || fields.next().ok_or(NameError::Fields);
        let (offset, duration, completeness, hash) = (field()?, field()?, field()?, field()?);
        let completeness = match completeness {
            "full" => Completeness::Full,
            "suspect" => Completeness::Suspect,
            "partial" => Completeness::Partial,
            "temp" => Completeness::Temp,
            _ => return Err(NameError::Completeness),
        };
        let is_base64 = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        if completeness != Completeness::Temp && (hash.len() % 4 == 1 || !hash.bytes().all(is_base64)) {
            return Err(NameError::Hash);
        }
        Ok(Self {
            offset: parse_offset(offset).ok_or(NameError::Time)?,
            duration: parse_duration(duration).ok_or(NameError::Duration)?,
            completeness,
            hash,
        })
    }
}

/// Whether a file may be shown to the world: not hidden, not a segment still being written, not a mark.
#[must_use]
pub fn is_public(file_name: &str) -> bool {
    !file_name.starts_with('.')
        && !file_name.ends_with(TOMBSTONE_ENDING)
        && !matches!(SegmentName::parse(file_name), Ok(name) if name.completeness == Completeness::Temp)
}

/// The order of two hashes by their decoded bytes, which is not the order of their letters.
#[must_use]
pub fn compare_hashes(one: &str, other: &str) -> Ordering {
    // The last letter's unused bits may be anything: they are no part of the value.
    const LENIENT: GeneralPurpose = GeneralPurpose::new(
        &alphabet::URL_SAFE,
        GeneralPurposeConfig::new()
            .with_decode_allow_trailing_bits(true)
            .with_decode_padding_mode(DecodePaddingMode::RequireNone),
    );
    LENIENT.decode(one).ok().cmp(&LENIENT.decode(other).ok())
}

/// Reads the name of an hour's directory, `%Y-%m-%dT%H` in UTC; the start of that hour.
#[must_use]
pub fn parse_hour(name: &str) -> Option<Time> {
    let bytes = name.as_bytes();
    if bytes.len() != 13 || bytes[4] != b'-' || bytes[7] != b'-' || bytes[10] != b'T' {
        return None;
    }
    let number = |from: usize, to: usize| digits(bytes.get(from..to)?);
    let year = i32::try_from(number(0, 4)?).ok()?;
    let field = |from, to| u32::try_from(number(from, to)?).ok();
    Time::from_civil(year, field(5, 7)?, field(8, 10)?, field(11, 13)?, 0, 0)
}

/// The name of the directory that holds the hour this moment lies in.
#[must_use]
pub fn format_hour(time: Time) -> String {
    let (year, month, day, hour, ..) = time.civil();
    format!("{year:04}-{month:02}-{day:02}T{hour:02}")
}

/// `MM:SS`, then nothing or a period and 0 to 6 digits, padded on the right.
fn parse_offset(text: &str) -> Option<Span> {
    let bytes = text.as_bytes();
    if bytes.len() < 5 || bytes[2] != b':' {
        return None;
    }
    let (minutes, seconds) = (digits(&bytes[..2])?, digits(&bytes[3..5])?);
    let fraction = match &bytes[5..] {
        [] => 0,
        [b'.', fraction @ ..] if fraction.len() <= 6 => {
            let missing = 6 - u32::try_from(fraction.len()).ok()?;
            digits(fraction)? * 10_u64.pow(missing)
        }
        _ => return None,
    };
    (minutes < 60 && seconds < 60).then(|| Span::from_micros((minutes * 60 + seconds) * 1_000_000 + fraction))
}

/// Decimal seconds, digits with an optional fraction, rounded to microseconds.
///
/// The rounding is that of Python's `timedelta(seconds=float(text))`, with which every other reader of these
/// archives compares lengths: half to even, but of the nearest double's fraction times a million, so that
/// `2.0000005` is 2.000001 s and `0.0000025` is 2 µs. This is the one place where a double touches a time.
fn parse_duration(text: &str) -> Option<Span> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, "0"));
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || !is_number(fraction) {
        return None;
    }
    let seconds: f64 = text.parse().ok()?;
    if seconds > LONGEST_SECONDS {
        return None;
    }
    // Both are whole, not negative and below 2^63, so that nothing is lost.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let micros = |number: f64| number as u64;
    let rounded = (seconds.fract() * 1e6).round_ties_even();
    Some(Span::from_micros(micros(seconds.trunc()) * 1_000_000 + micros(rounded)))
}

/// The number these ASCII digits write (nothing is zero); none if there is another byte or it is too large.
fn digits(bytes: &[u8]) -> Option<u64> {
    bytes.iter().try_fold(0_u64, |number, byte| {
        let digit = byte.is_ascii_digit().then(|| u64::from(byte - b'0'))?;
        number.checked_mul(10)?.checked_add(digit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn duration(text: &str) -> Option<u64> {
        parse_duration(text).map(Span::micros)
    }

    #[test]
    fn a_name_says_when_how_long_how_complete_and_which() {
        let name = SegmentName::parse("58:31.5-2.0-full-bk5g-OP1Zlxz_S6z.ts").unwrap();
        assert_eq!(name.offset.micros(), (58 * 60 + 31) * 1_000_000 + 500_000);
        assert_eq!(name.duration.micros(), 2_000_000);
        assert_eq!(name.completeness, Completeness::Full);
        assert_eq!(name.hash, "bk5g-OP1Zlxz_S6z");
        assert!(SegmentName::parse("59:59-0-temp-any thing.ts").is_ok(), "a temp name ends in a UUID");
        assert!(SegmentName::parse("59:59.-2-partial-.ts").is_ok());
    }

    #[test]
    fn durations_round_as_every_reader_of_archives_rounds_them() {
        // The right-hand side is what CPython 3.11 says of timedelta(seconds=float(text)).
        for (text, micros) in [
            ("2", 2_000_000),
            ("2.0", 2_000_000),
            ("4.1699996", 4_170_000),
            ("4.1700004", 4_170_000),
            ("4.1700005", 4_170_001),
            ("2.0000005", 2_000_001),
            ("0.9999995", 1_000_000),
            ("0.0000015", 2),
            ("0.0000025", 2),
            ("3600", 3_600_000_000),
            ("0.00", 0),
        ] {
            assert_eq!(duration(text), Some(micros), "{text}");
        }
    }

    #[test]
    fn names_that_do_not_parse_say_why() {
        for (name, why) in [
            ("garbage.ts", NameError::Fields),
            ("01:20.0-2.0-full-AAAA.TS", NameError::Ending),
            ("00:50.0-2.0-FULL-AAAA.ts", NameError::Completeness),
            ("02:10.0-2.0--full-AAAA.ts", NameError::Completeness),
            ("01:10.0--2.0-full-AAAA.ts", NameError::Completeness),
            ("0:20.0-2.0-full-AAAA.ts", NameError::Time),
            ("59:61.0-2.0-full-AAAA.ts", NameError::Time),
            ("60:00.0-2.0-full-AAAA.ts", NameError::Time),
            ("00:30.1234567-2.0-full-AAAA.ts", NameError::Time),
            ("00:30x1-2.0-full-AAAA.ts", NameError::Time),
            ("+1:30-2.0-full-AAAA.ts", NameError::Time),
            ("00:20-two-full-AAAA.ts", NameError::Duration),
            ("00:20-nan-full-AAAA.ts", NameError::Duration),
            ("00:20-inf-full-AAAA.ts", NameError::Duration),
            ("00:20-1e400-full-AAAA.ts", NameError::Duration),
            ("00:20-1_0-full-AAAA.ts", NameError::Duration),
            ("00:20-+2.0-full-AAAA.ts", NameError::Duration),
            ("00:20- 2.0-full-AAAA.ts", NameError::Duration),
            ("00:20-2.-full-AAAA.ts", NameError::Duration),
            ("00:20-.5-full-AAAA.ts", NameError::Duration),
            ("00:20--full-AAAA.ts", NameError::Duration),
            ("00:20-3600.000001-full-AAAA.ts", NameError::Duration),
            ("00:20-٢-full-AAAA.ts", NameError::Duration),
            ("00:20-2.0-full-A/A=.ts", NameError::Hash),
            ("00:20-2.0-full-AAAAA.ts", NameError::Hash),
            ("00:20-2.0-full-AA\n#EXT.ts", NameError::Hash),
        ] {
            assert_eq!(SegmentName::parse(name), Err(why), "{name:?}");
        }
    }

    #[test]
    fn ten_megabytes_of_digits_are_no_duration_and_a_long_fraction_is_one() {
        let many = "9".repeat(10_000_000);
        assert_eq!(duration(&many), None);
        assert_eq!(duration(&format!("0.{many}")), Some(1_000_000));
        assert_eq!(SegmentName::parse(&format!("00:00.{many}-2-full-AAAA.ts")), Err(NameError::Time));
    }

    #[test]
    fn hours_are_read_strictly_and_written_back() {
        for name in ["2024-11-10T09", "2024-02-29T23", "0001-01-01T00", "9999-12-31T23"] {
            assert_eq!(parse_hour(name).map(format_hour).as_deref(), Some(name));
        }
        for name in
            ["2024-11-10T24", "2023-02-29T00", "2024-1-10T009", "notes.txt", "2024-11-10 09", "+024-11-10T09"]
        {
            assert_eq!(parse_hour(name), None, "{name}");
        }
    }

    #[test]
    fn hashes_are_ordered_by_their_bytes() {
        // '-' and '_' are the last two values of the alphabet and among the first and middle letters of ASCII.
        assert_eq!(compare_hashes("-AAA", "zAAA"), Ordering::Greater);
        assert_eq!(compare_hashes("_AAA", "-AAA"), Ordering::Greater);
        assert_eq!(compare_hashes("0AAA", "zAAA"), Ordering::Greater);
        assert_eq!(compare_hashes("AA", "AB"), Ordering::Equal);
    }

    proptest::proptest! {
        #[test]
        fn no_name_panics(name in ".*", hour in "[0-9T-]{13}") {
            let _ = SegmentName::parse(&name);
            let _ = parse_hour(&hour);
        }
    }
}
