//! What is made out of lines, lists and values.

use proptest::prelude::*;

use super::*;
use crate::time::Time;

#[test]
fn lines_are_numbered_and_told_apart() {
    let bytes = "\u{feff}#EXTM3U\r\n\n# comment\n#EXTINF:2,a:b\n  a.ts \n#EXT-X-ENDLIST".as_bytes();
    let document = Document::new(bytes);
    let entries: Vec<Entry<'_>> = document.entries().collect();
    let tag = |line, name, value| Entry { line, what: What::Tag { name, value } };
    let expected = [
        tag(1, "EXTM3U", None),
        tag(4, "EXTINF", Some("2,a:b")),
        Entry { line: 5, what: What::Uri("a.ts") },
        tag(6, "EXT-X-ENDLIST", None),
    ];
    assert_eq!(entries, expected);
    assert_eq!(Document::new(b"").lines().count(), 0);
    assert_eq!(Document::new(b"\n").lines().count(), 1);
}

#[test]
fn lists_are_read_and_their_flaws_told() {
    let (list, flaws) = Attributes::read(r#"A=1,B="x,=y",C-2=2.5"#);
    assert!(flaws.is_empty(), "{flaws:?}");
    assert_eq!(
        (list.integer("A"), list.quoted("B"), list.decimal("C-2")),
        (Some(1), Some("x,=y"), Some(2_500_000))
    );
    for (text, flaw) in [
        ("A", Flaw::NoPair("A")),
        ("a=1", Flaw::Name("a")),
        ("=1", Flaw::Name("")),
        ("A=1,A=2", Flaw::Twice("A")),
        ("A=", Flaw::NoValue("A")),
        ("A= 1", Flaw::Space("A= 1")),
        (r#"A="x"#, Flaw::Quote("A")),
        (r#"A="x"y"#, Flaw::Quote("A")),
        ("A=1,", Flaw::Comma),
        (",A=1", Flaw::Comma),
    ] {
        assert_eq!(Attributes::read(text).1, [flaw], "{text}");
    }
    assert_eq!(Attributes::read(""), (Attributes::default(), Vec::new()));
}

#[test]
fn values_are_exactly_of_their_type() {
    for (text, number) in [
        ("0", Some(0)),
        ("18446744073709551615", Some(u64::MAX)),
        ("18446744073709551616", None),
        ("", None),
        ("+1", None),
        ("2.0", None),
        ("1e3", None),
    ] {
        assert_eq!(integer(text), number, "{text}");
    }
    for (text, micros) in [
        ("2.002", Some(2_002_000)),
        ("2", Some(2_000_000)),
        (".5", Some(500_000)),
        ("2.0000019", Some(2_000_001)),
        ("-1", None),
        (".", None),
        ("1.2.3", None),
        ("inf", None),
        ("99999999999999999999999", Some(u64::MAX)),
    ] {
        assert_eq!(decimal(text), micros, "{text}");
    }
    assert_eq!((signed("-2.5"), signed("--1")), (Some(-2_500_000), None));
    assert_eq!((hexadecimal("0xAb"), hexadecimal("0x"), hexadecimal("AB")), (Some("Ab"), None, None));
    assert_eq!((resolution("1280x720"), resolution("1280X720")), (Some((1280, 720)), None));
    assert_eq!(
        (byte_range("1@2"), byte_range("1"), byte_range("1@")),
        (Some((1, Some(2))), Some((1, None)), None)
    );
}

#[test]
fn dates_are_those_of_iso_8601() {
    let time = |text| Time::parse(text, Time::MIN).ok();
    for (text, utc) in [
        ("2026-11-20T10:00:00.000Z", Some("2026-11-20T10:00:00Z")),
        ("2026-11-20T10:00:00+01:00", Some("2026-11-20T09:00:00Z")),
        ("2026-11-20T10:00:00.5+0100", Some("2026-11-20T09:00:00.5Z")),
        ("2026-11-20T10:00:00-01", Some("2026-11-20T11:00:00Z")),
        ("2026-11-20T10:00:00", Some("2026-11-20T10:00:00Z")),
        ("2026-11-31T10:00:00Z", None),
        ("2026-11-20 10:00:00Z", None),
        ("2026-11-20", None),
        ("now", None),
        ("-10m", None),
        ("1795168800", None),
        ("2026-11-20Tnow", None),
        ("-026-11-20T10:00:00Z", None),
        ("", None),
    ] {
        assert_eq!(date(text).map(|date| date.time), utc.and_then(time), "{text}");
    }
}

#[test]
fn segments_have_the_tags_before_them() {
    let text = "#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:7\n#EXT-X-KEY:METHOD=AES-128,URI=\"k\"\n#EXT-X-MAP:URI=\"i\"\n\
        #EXT-X-BYTERANGE:10@5\n#EXTINF:2,\na\n#EXT-X-BYTERANGE:10\n#EXT-X-DISCONTINUITY\n#EXTINF:2,\na\n\
        #EXT-X-GAP\n#EXTINF:1.5,\nb\n#EXT-X-ENDLIST\n";
    let media = Media::read(&Document::new(text.as_bytes()));
    let ranges: Vec<_> = media.segments.iter().map(|segment| segment.byte_range).collect();
    let range = |offset| Some(ByteRange { length: 10, offset: Some(offset) });
    assert_eq!(ranges, [range(5), range(15), None]);
    assert_eq!(media.segments.iter().map(|segment| segment.discontinuities).collect::<Vec<_>>(), [0, 1, 0]);
    assert_eq!(media.segments.iter().map(|segment| segment.is_gap).collect::<Vec<_>>(), [false, false, true]);
    assert!(media.segments.iter().all(|segment| (segment.map, segment.key) == (Some(0), Some(0))));
    assert_eq!((media.first_number(), media.micros(), media.is_ended()), (7, 5_500_000, true));
}

proptest! {
    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..2_000)) {
        let _ = Playlist::read(&Document::new(&bytes));
    }

    #[test]
    fn any_text_is_a_list_or_a_value(text in "[A-Z=\",{}$0-9.x@ :T+-]{0,80}") {
        let _ = (Attributes::read(&text), date(&text), decimal(&text), signed(&text), byte_range(&text));
    }
}
