//! Editions: written, and read again.

use std::sync::Arc;

use proptest::prelude::*;

use super::{Edition, Growth, Unreadable};
use crate::hls::{Map, Segment, Uri};
use crate::time::{Span, Time};

fn segment() -> impl Strategy<Value = Segment> {
    let uri = "[a-z0-9 %:+é-]{1,8}".prop_filter_map("no name", |name| Uri::relative(1, &["x", &name]).ok());
    let date = proptest::option::of(0..4_000_000_000_000_000_i64);
    let map = proptest::option::of(proptest::option::of(1..9_999_u64));
    (uri, 1..2_499_999_u64, date, any::<bool>(), any::<bool>(), map).prop_map(
        |(uri, micros, date, discontinuity, gap, length)| Segment {
            uri,
            duration: Span::from_micros(micros),
            program_date_time: date.map(Time::from_micros),
            discontinuity,
            gap,
            map: length.map(|length| {
                Arc::new(Map {
                    uri: Uri::relative(0, &["init.mp4"]).unwrap_or_else(|_| unreachable!()),
                    length,
                })
            }),
        },
    )
}

fn edition(growth: Growth, mut segments: Vec<Segment>) -> Edition {
    // One stays in force up to the next.
    if segments.iter().any(|segment| segment.map.is_none()) {
        for segment in &mut segments {
            segment.map = None;
        }
    }
    let mut edition = Edition::begin(growth, 2, Time::from_micros(1_700_000_000_000_000));
    edition.append(segments, false);
    edition
}

proptest! {
    #[test]
    fn what_was_written_is_read(segments in proptest::collection::vec(segment(), 1..8), is_live in any::<bool>()) {
        let growth = if is_live { Growth::Live } else { Growth::Event };
        let mut edition = edition(growth, segments);
        let text = edition.text().unwrap();
        prop_assert_eq!(Edition::read(text.as_bytes(), growth), Ok(edition));
    }

    #[test]
    fn what_was_cut_off_is_never_taken_for_more_than_it_says(
        segments in proptest::collection::vec(segment(), 1..4),
        cut in 0.0..1.0_f64,
    ) {
        let mut edition = edition(Growth::Live, segments);
        let text = edition.text().unwrap();
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
        let cut = (text.len() as f64 * cut) as usize;
        if let Ok(read) = Edition::read(&text.as_bytes()[..cut], Growth::Live) {
            prop_assert_eq!(&edition.segments()[..read.segments().len()], read.segments());
        }
    }

    #[test]
    fn hostile_bytes_are_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(Edition::read(&bytes, Growth::Event).is_err());
    }
}

#[test]
fn the_reason_is_told() {
    let text = "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:5\n\
                #EXT-X-DISCONTINUITY-SEQUENCE:1\n#EXTINF:2.000,\na.ts\n";
    assert!(Edition::read(text.as_bytes(), Growth::Live).is_ok());
    let event = text.replace("#EXT-X-DISCONTINUITY-SEQUENCE:1", "#EXT-X-PLAYLIST-TYPE:EVENT");
    for (text, growth, why) in [
        (String::new(), Growth::Live, Unreadable::Empty),
        (text.to_owned(), Growth::Event, Unreadable::Type("event")),
        (event, Growth::Live, Unreadable::Type("live")),
        (text.replace("2.000", "2.0"), Growth::Live, Unreadable::Foreign(6)),
        (text.replace("a.ts", "a b.ts"), Growth::Live, Unreadable::Foreign(7)),
        (text.replace("#EXTINF:2.000,\n", "#EXTINF:9.000,\n"), Growth::Live, Unreadable::Foreign(1)),
        (format!("{text}#EXT-X-ENDLIST\n"), Growth::Live, Unreadable::Foreign(8)),
        (format!("{text}#EXT-X-DISCONTINUITY\n"), Growth::Live, Unreadable::Foreign(8)),
        (text.replace(":5", ":18446744073709551615"), Growth::Live, Unreadable::Foreign(1)),
    ] {
        assert_eq!(Edition::read(text.as_bytes(), growth), Err(why), "{text}");
    }
}
