use super::{Kind, MediaError, MediaPlaylist, Segment, target_duration};
use crate::hls::Uri;
use crate::time::{Span, Time};

/// 2026-11-20T10:00:00Z.
const TEN: Time = Time::from_micros(1_795_168_800_000_000);

fn segment(offset: u64, micros: u64) -> Segment {
    Segment {
        uri: Uri::relative(0, &["10", &format!("{offset}.ts")]).expect("is a URI"),
        duration: Span::from_micros(micros),
        program_date_time: Some(TEN + Span::from_micros(offset)),
        discontinuity: false,
        gap: false,
        map: None,
    }
}

/// Three segments; before the first and the last of them something breaks off.
fn three() -> Vec<Segment> {
    vec![
        Segment { discontinuity: true, ..segment(0, 2_002_000) },
        segment(2_002_000, 2_002_000),
        Segment { discontinuity: true, ..segment(7_500_001, 1_499_999) },
    ]
}

const LAST_TWO: &str = "\
#EXT-X-PROGRAM-DATE-TIME:2026-11-20T10:00:02.002Z
#EXTINF:2.002,
10/2002000.ts
#EXT-X-DISCONTINUITY
#EXT-X-PROGRAM-DATE-TIME:2026-11-20T10:00:07.500001Z
#EXTINF:1.499999,
10/7500001.ts
";

const FIRST: &str = "\
#EXT-X-PROGRAM-DATE-TIME:2026-11-20T10:00:00.000Z
#EXTINF:2.002,
10/0.ts
";

#[test]
fn a_finished_list_says_so_and_starts_without_a_break() {
    let playlist = MediaPlaylist::new(Kind::Vod, three()).expect("is a playlist");
    let header = "\
#EXTM3U
#EXT-X-VERSION:3
#EXT-X-TARGETDURATION:2
#EXT-X-MEDIA-SEQUENCE:0
#EXT-X-PLAYLIST-TYPE:VOD
";
    assert_eq!(playlist.to_string(), format!("{header}{FIRST}{LAST_TWO}#EXT-X-ENDLIST\n"));
    assert!(!playlist.segments()[0].discontinuity);
}

#[test]
fn an_event_has_its_end_only_when_it_has_ended() {
    let header = "\
#EXTM3U
#EXT-X-VERSION:3
#EXT-X-TARGETDURATION:6
#EXT-X-MEDIA-SEQUENCE:0
#EXT-X-PLAYLIST-TYPE:EVENT
";
    for (ended, end) in [(false, ""), (true, "#EXT-X-ENDLIST\n")] {
        let playlist = MediaPlaylist::with_target_duration(Kind::Event { ended }, three(), 6);
        let text = playlist.expect("is a playlist").to_string();
        assert_eq!(text, format!("{header}{FIRST}{LAST_TWO}{end}"));
    }
}

#[test]
fn a_live_list_has_its_numbers_and_no_type() {
    let header = "\
#EXTM3U
#EXT-X-VERSION:3
#EXT-X-TARGETDURATION:2
#EXT-X-MEDIA-SEQUENCE:41
#EXT-X-DISCONTINUITY-SEQUENCE:3
#EXT-X-DISCONTINUITY
";
    for (ended, end) in [(false, ""), (true, "#EXT-X-ENDLIST\n")] {
        let kind = Kind::Live { media_sequence: 41, discontinuity_sequence: 3, ended };
        let text = MediaPlaylist::new(kind, three()).expect("is a playlist").to_string();
        assert_eq!(text, format!("{header}{FIRST}{LAST_TWO}{end}"));
    }
}

#[test]
fn a_list_may_wait_for_its_first_segment() {
    let live = Kind::Live { media_sequence: 0, discontinuity_sequence: 0, ended: false };
    let text = MediaPlaylist::with_target_duration(live, Vec::new(), 2).expect("is a playlist").to_string();
    let expected = "\
#EXTM3U
#EXT-X-VERSION:3
#EXT-X-TARGETDURATION:2
#EXT-X-MEDIA-SEQUENCE:0
#EXT-X-DISCONTINUITY-SEQUENCE:0
";
    assert_eq!(text, expected);
    let event = MediaPlaylist::new(Kind::Event { ended: false }, Vec::new()).expect("is a playlist");
    assert_eq!(event.target_duration(), 1);
}

#[test]
fn a_list_that_has_ended_is_not_empty() {
    let live = Kind::Live { media_sequence: 0, discontinuity_sequence: 0, ended: true };
    for kind in [Kind::Vod, Kind::Event { ended: true }, live] {
        assert_eq!(MediaPlaylist::new(kind, Vec::new()), Err(MediaError::Empty));
    }
}

#[test]
fn what_follows_is_appended() {
    let playlist = MediaPlaylist::new(Kind::Vod, three()).expect("is a playlist");
    let mut out = String::from("before");
    playlist.write_to(&mut out);
    assert_eq!(out, format!("before{playlist}"));
}

#[test]
fn the_target_duration_is_the_longest_rounded() {
    let table = [
        (vec![], 1),
        (vec![1], 1),
        (vec![499_999], 1),
        (vec![1_499_999], 1),
        (vec![1_500_000], 2),
        (vec![2_000_000, 2_499_999], 2),
        (vec![2_500_000, 2_000_000], 3),
        (vec![u64::MAX], 18_446_744_073_710),
    ];
    for (durations, seconds) in table {
        let spans = durations.iter().copied().map(Span::from_micros);
        assert_eq!(target_duration(spans), seconds, "{durations:?}");
    }
}

#[test]
fn a_segment_over_the_target_duration_is_named() {
    let segments = || vec![segment(0, 2_499_999), segment(2_499_999, 2_500_000)];
    let playlist = MediaPlaylist::with_target_duration(Kind::Vod, segments(), 2);
    let error = playlist.expect_err("has too long a segment");
    assert_eq!(
        error.to_string(),
        "the segment 10/2499999.ts takes 2.5s, more than the target duration of 2s"
    );
    assert!(MediaPlaylist::with_target_duration(Kind::Vod, segments(), 3).is_ok());
    assert_eq!(MediaPlaylist::new(Kind::Vod, segments()).map(|playlist| playlist.target_duration()), Ok(3));
}

#[test]
fn a_second_is_the_least_target_duration() {
    let playlist = MediaPlaylist::with_target_duration(Kind::Vod, vec![segment(0, 1)], 0);
    assert_eq!(playlist, Err(MediaError::ZeroTarget));
}

#[test]
fn a_segment_takes_some_time() {
    let segments = vec![segment(0, 1), segment(1, 0)];
    let uri = segments[1].uri.clone();
    assert_eq!(MediaPlaylist::new(Kind::Vod, segments), Err(MediaError::ZeroDuration { uri }));
}

#[test]
fn numbers_do_not_overflow() {
    for (media_sequence, discontinuity_sequence, fits) in [
        (u64::MAX, 0, false),
        (u64::MAX - 2, 0, false),
        (0, u64::MAX, false),
        (u64::MAX - 3, u64::MAX - 3, true),
    ] {
        let kind = Kind::Live { media_sequence, discontinuity_sequence, ended: false };
        let playlist = MediaPlaylist::new(kind, three());
        assert_eq!(playlist.is_ok(), fits);
        assert!(fits || playlist == Err(MediaError::SequenceOverflow));
    }
}

#[test]
fn a_list_plays_as_long_as_its_segments() {
    let playlist = MediaPlaylist::new(Kind::Vod, three()).expect("is a playlist");
    assert_eq!(playlist.duration(), Span::from_micros(5_503_999));
}

#[test]
fn room_for_the_text_is_made_at_once() {
    let mut out = String::new();
    let playlist = MediaPlaylist::new(Kind::Vod, three()).expect("is a playlist");
    playlist.write_to(&mut out);
    let reserved = 256 + three().iter().map(super::most_bytes).sum::<usize>();
    assert!(out.len() <= reserved && reserved - out.len() < 512, "{} of {reserved}", out.len());
}

#[test]
fn gaps_and_initialization_sections_are_written_where_they_begin() {
    let map = |name, length| {
        let uri = Uri::relative(1, &[name]).expect("is a URI");
        Some(std::sync::Arc::new(super::Map { uri, length }))
    };
    let of = |offset, map| Segment { map, program_date_time: None, ..segment(offset, 2_000_000) };
    let gap = Segment { gap: true, discontinuity: true, ..segment(4_000_000, 500_000) };
    let with_maps =
        vec![of(0, map("a b.mp4", None)), of(2, map("a b.mp4", None)), of(4, map("c.mp4", Some(700)))];
    let playlist = MediaPlaylist::new(Kind::Vod, with_maps.clone()).expect("is a playlist");
    assert_eq!(playlist.version(), 6);
    let lines = "\
#EXT-X-PLAYLIST-TYPE:VOD
#EXT-X-INDEPENDENT-SEGMENTS
#EXT-X-MAP:URI=\"../a%20b.mp4\"
#EXTINF:2.000,
10/0.ts
#EXTINF:2.000,
10/2.ts
#EXT-X-MAP:URI=\"../c.mp4\",BYTERANGE=\"700@0\"
#EXTINF:2.000,
10/4.ts
#EXT-X-ENDLIST
";
    let text = playlist.with_independent_segments().to_string();
    assert!(text.ends_with(lines), "{text}");

    let playlist = MediaPlaylist::new(Kind::Vod, vec![segment(0, 2_002_000), gap.clone()]).expect("is one");
    assert_eq!(playlist.version(), 8);
    let lines = "\
#EXT-X-DISCONTINUITY
#EXT-X-PROGRAM-DATE-TIME:2026-11-20T10:00:04.000Z
#EXT-X-GAP
#EXTINF:0.500,
10/4000000.ts
#EXT-X-ENDLIST
";
    assert!(playlist.to_string().ends_with(lines), "{playlist}");
    let mixed = with_maps.into_iter().chain([gap]).collect();
    assert_eq!(MediaPlaylist::new(Kind::Vod, mixed).map(|playlist| playlist.version()), Ok(8));
}
