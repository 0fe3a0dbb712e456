//! Editions of one playlist after each other.

use super::super::{compare, merge};
use crate::hls::read::{Document, Media};
use crate::time::Span;

/// An edition: its first numbers, its segments by name (`|` before one that breaks with the one before), its end.
fn edition(first: u64, breaks: u64, names: &str, rest: &str) -> Media {
    let head = format!(
        "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:{first}\n#EXT-X-DISCONTINUITY-SEQUENCE:{breaks}\n"
    );
    let segment = |name: &str| match name.strip_prefix('|') {
        Some(name) => format!("#EXT-X-DISCONTINUITY\n#EXTINF:2,\n{name}\n"),
        None => format!("#EXTINF:2,\n{name}\n"),
    };
    let segments: Vec<String> = names.split_whitespace().map(segment).collect();
    Media::read(&Document::new((head + &segments.concat() + rest).as_bytes()))
}

fn rules(old: &Media, new: &Media, seconds: u64) -> Vec<&'static str> {
    compare(old, new, Span::from_secs(seconds)).iter().map(|finding| finding.rule).collect()
}

#[test]
fn a_window_slides() {
    let old = edition(5, 1, "|a b |c d", "");
    for new in [
        edition(5, 1, "|a b |c d", ""),
        edition(5, 1, "|a b |c d e", ""),
        edition(6, 2, "b |c d e", ""),
        edition(7, 2, "|c d |e", ""),
        edition(8, 3, "d e f", ""),
        edition(5, 1, "|a b |c d", "#EXT-X-ENDLIST\n"),
        edition(8, 3, "d", "#EXT-X-ENDLIST\n"),
    ] {
        assert_eq!(rules(&old, &new, 2), [""; 0], "{new:?}");
    }
}

#[test]
fn what_may_not_change_is_told() {
    let old = edition(5, 1, "|a b |c d", "");
    let event = |names, rest: &str| edition(0, 0, names, &format!("#EXT-X-PLAYLIST-TYPE:EVENT\n{rest}"));
    let vod = |names| edition(0, 0, names, "#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-ENDLIST\n");
    let ended = edition(5, 1, "|a b |c d", "#EXT-X-ENDLIST\n");
    let mut longer_target = old.clone();
    longer_target.target_duration = Some((2, 3));
    let mut longer_segment = old.clone();
    longer_segment.segments[1].duration = Some((1, Some(1_900_000)));
    for (old, new, rule) in [
        (&old, &edition(4, 1, "x |a b |c d", ""), "W1"),
        (&old, &edition(5, 1, "|a x |c d", ""), "W2"),
        (&old, &edition(5, 1, "|a b |c", ""), "W2"),
        (&old, &longer_target, "W3"),
        // One break has left, and was not counted; or was counted too early.
        (&old, &edition(6, 1, "b |c d e", ""), "W4"),
        (&old, &edition(6, 3, "b |c d e", ""), "W4"),
        (&old, &edition(5, 0, "|a b |c d", ""), "W4"),
        (&vod("a b"), &vod("a b c"), "W5"),
        (&event("a b c d", ""), &edition(1, 0, "b c d e", "#EXT-X-PLAYLIST-TYPE:EVENT\n"), "W6"),
        (&old, &edition(7, 2, "|c d", ""), "W7"),
        (&ended, &old, "W9"),
        (&ended, &edition(5, 1, "|a b |c d e", "#EXT-X-ENDLIST\n"), "W9"),
        (&event("a b", ""), &edition(0, 0, "a b", ""), "W10"),
        (&old, &edition(20, 3, "x y z", ""), "W12"),
        (&old, &longer_segment, "W14"),
    ] {
        let found = rules(old, new, 2);
        assert!(found.contains(&rule), "{rule}: {found:?}");
    }
}

#[test]
fn a_live_playlist_goes_on_in_time() {
    let old = edition(5, 1, "|a b |c d", "");
    assert_eq!(rules(&old, &old, 3), [""; 0]);
    assert_eq!(rules(&old, &old, 4), ["W8"]);
    assert_eq!(rules(&old, &edition(6, 2, "b |c d e", ""), 60), [""; 0]);
    let ended = edition(5, 1, "|a b |c d", "#EXT-X-ENDLIST\n");
    assert_eq!(rules(&old, &ended, 60), [""; 0]);
    assert_eq!(rules(&ended, &ended, 60), [""; 0]);
}

#[test]
fn a_delta_and_the_edition_before_are_the_whole() {
    let old = edition(5, 1, "|a b |c d", "");
    let whole = edition(6, 2, "b |c d e", "");
    let delta = edition(6, 2, "d e", "#EXT-X-SKIP:SKIPPED-SEGMENTS=2\n");
    let merged = merge(&old, delta).expect("the edition before has what is skipped");
    assert_eq!(merged.skip, None);
    let names = |media: &Media| media.segments.iter().map(|segment| segment.uri.clone()).collect::<Vec<_>>();
    assert_eq!(names(&merged), names(&whole));
    assert_eq!(rules(&old, &merged, 2), [""; 0]);
    assert_eq!(rules(&merged, &whole, 2), [""; 0]);

    assert_eq!(merge(&old, whole.clone()), Ok(whole));
    for (first, skipped) in [(6, 4), (4, 1), (6, u64::MAX), (u64::MAX, 1)] {
        let delta = edition(first, 2, "e", &format!("#EXT-X-SKIP:SKIPPED-SEGMENTS={skipped}\n"));
        let error = merge(&old, delta).expect_err("it was never there");
        assert_eq!(error.rule, "W11");
    }
}

#[test]
fn a_date_range_stays_while_it_is_listed() {
    let text = |first: u64, rest: &str| {
        let text = format!(
            "#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:{first}\n{rest}\
             #EXT-X-PROGRAM-DATE-TIME:2026-11-20T10:00:{:02}Z\n{}",
            first * 2,
            (first..first + 4).map(|number| format!("#EXTINF:2,\n{number}\n")).collect::<Vec<_>>().concat()
        );
        Media::read(&Document::new(text.as_bytes()))
    };
    let old = text(0, "#EXT-X-DATERANGE:ID=\"a\",START-DATE=\"2026-11-20T10:00:01Z\",DURATION=2\n");
    assert_eq!(rules(&old, &text(1, ""), 2), ["W13"]);
    assert_eq!(rules(&old, &text(2, ""), 2), [""; 0]);
}
