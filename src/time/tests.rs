use proptest::prelude::*;

use super::{Span, Time};

/// 2026-01-02T03:04:05Z.
const NOW: Time = Time::from_micros(1_767_323_045_000_000);

fn parse(text: &str) -> Option<i64> {
    Time::parse(text, NOW).ok().map(Time::micros)
}

#[test]
fn every_documented_form_of_a_time_is_read() {
    let now = NOW.micros();
    for (text, micros) in [
        ("2026-01-02T03:04:05Z", now),
        ("2026-01-02T03:04:05", now),
        ("2026-01-02 03:04:05", now),
        ("2026-01-02T05:04:05+02:00", now),
        ("2026-01-02T03:04:05.25Z", now + 250_000),
        ("2026-01-02T03:04:05.123456789Z", now + 123_456),
        ("1767323045", now),
        ("0", 0),
        ("now", now),
        ("-10m", now - 600_000_000),
        ("-2h30m", now - 9_000_000_000),
        ("+1d", now + 86_400_000_000),
    ] {
        assert_eq!(parse(text), Some(micros), "{text}");
    }
}

#[test]
fn what_is_no_time_is_refused_by_name() {
    for text in [
        "",
        "zzz",
        "-",
        "10m",
        "2026-01-02",
        "2026-13-02T03:04:05Z",
        "2026-01-02T24:00:00Z",
        "2026-01-02T03:04:60Z",
        "99999999999999999999",
        "253402300800",
        "10000-01-01T00:00:00",
        "nan",
        "1e9",
        "2026-01-02T03:04:05 05:00",
    ] {
        assert_eq!(parse(text), None, "{text}");
    }
    let error = Time::parse(&"x\n".repeat(10_000), NOW).unwrap_err().to_string();
    assert!(error.len() < 400 && error.contains("x\\nx") && !error.contains('\n'), "{error}");
}

#[test]
fn durations_are_read_and_written() {
    for (text, micros) in
        [("300ms", 300_000), ("2s", 2_000_000), ("10m", 600_000_000), ("1h30m", 5_400_000_000), ("0s", 0)]
    {
        assert_eq!(Span::parse(text).map(Span::micros), Ok(micros), "{text}");
        assert_eq!(Span::from_micros(micros).to_string(), text);
    }
    assert_eq!(Span::parse("8d"), Ok(Span::from_secs(8 * 86_400)));
    assert_eq!(Span::from_micros(62_500_000).to_string(), "1m2.5s");
    for text in ["", "5", "s", "5 s", "1.5h", "-5s", "5y", "99999999999999999d", "1h30"] {
        assert!(Span::parse(text).is_err(), "{text}");
    }
}

#[test]
fn a_time_is_written_with_the_digits_it_needs() {
    assert_eq!(NOW.to_string(), "2026-01-02T03:04:05.000Z");
    assert_eq!((NOW + Span::from_micros(1)).to_string(), "2026-01-02T03:04:05.000001Z");
    assert_eq!(Time::MIN.to_string(), "0000-01-01T00:00:00.000Z");
    assert_eq!(Time::MAX.to_string(), "9999-12-31T23:59:59.999999Z");
    assert_eq!(Time::MAX + Span::from_secs(1), Time::MAX);
    assert_eq!(Time::from_micros(-1).hour().micros(), -3_600_000_000);
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(micros in Time::MIN.micros()..=Time::MAX.micros()) {
        let time = Time::from_micros(micros);
        prop_assert_eq!(Time::parse(&time.to_string(), NOW), Ok(time));
    }

    #[test]
    fn no_text_panics(text in ".*") {
        let _ = Time::parse(&text, NOW);
        let _ = Span::parse(&text);
    }
}
