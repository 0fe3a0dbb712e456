use proptest::prelude::*;

use crate::hls::{Kind, MediaPlaylist, Segment, Uri, skippable};
use crate::time::{Span, Time};

/// 2026-11-20T10:00:00Z.
const TEN: Time = Time::from_micros(1_795_168_800_000_000);

/// Segments one after the other; of these lengths in milliseconds, and with these breaks before them.
fn segments(lengths: &[(u64, bool)]) -> Vec<Segment> {
    let mut start = TEN;
    let make = |(index, (millis, discontinuity)): (usize, &(u64, bool))| {
        let duration = Span::from_micros(millis * 1_000);
        let uri = Uri::relative(0, &["10", &format!("{index}.ts")]).expect("is a URI");
        let (program_date_time, discontinuity) = (Some(start), *discontinuity);
        let segment = Segment { uri, duration, program_date_time, discontinuity, gap: false, map: None };
        start = start + duration;
        segment
    };
    lengths.iter().enumerate().map(make).collect()
}

/// The edition that has these of all segments.
fn edition(all: &[Segment], first: usize, end: usize, ended: bool) -> MediaPlaylist {
    let gone = all[..first].iter().filter(|segment| segment.discontinuity).count();
    let kind = Kind::Live { media_sequence: first as u64, discontinuity_sequence: gone as u64, ended };
    let playlist = MediaPlaylist::with_target_duration(kind, all[first..end].to_vec(), 2);
    playlist.expect("is a playlist").with_directives()
}

fn delta(playlist: &MediaPlaylist) -> String {
    let mut segments = playlist.segments().to_vec();
    segments.drain(..skipped(playlist));
    let rest = MediaPlaylist::with_target_duration(playlist.kind(), segments, 2).expect("is a playlist");
    rest.after_skipped(skipped(playlist)).to_string()
}

fn skipped(playlist: &MediaPlaylist) -> usize {
    let lengths = playlist.segments().iter().rev().map(|segment| segment.duration);
    skippable(playlist.kind(), playlist.target_duration(), lengths)
}

#[test]
fn what_is_skipped_is_counted_and_the_rest_is_as_it_was() {
    let mut lengths = [(2_000, false); 10];
    lengths[1].1 = true;
    lengths[8].1 = true;
    let playlist = edition(&segments(&lengths), 1, 10, false);
    let full = playlist.to_string();
    let header = "\
#EXTM3U
#EXT-X-VERSION:3
#EXT-X-TARGETDURATION:2
#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=12.0
#EXT-X-MEDIA-SEQUENCE:1
#EXT-X-DISCONTINUITY-SEQUENCE:0
#EXT-X-DISCONTINUITY
#EXT-X-PROGRAM-DATE-TIME:2026-11-20T10:00:02.000Z
";
    assert!(full.starts_with(header), "{full}");
    // The third ends 12 s before the end: that is not further away than the boundary.
    let third = "#EXT-X-PROGRAM-DATE-TIME:2026-11-20T10:00:06.000Z\n";
    let (_, rest) = full.split_once(third).expect("has it");
    let expected = "\
#EXTM3U
#EXT-X-VERSION:9
#EXT-X-TARGETDURATION:2
#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=12.0
#EXT-X-MEDIA-SEQUENCE:1
#EXT-X-DISCONTINUITY-SEQUENCE:0
#EXT-X-SKIP:SKIPPED-SEGMENTS=2
";
    assert_eq!(delta(&playlist), format!("{expected}{third}{rest}"));
}

#[test]
fn only_a_live_list_that_goes_on_is_abridged() {
    let all = segments(&[(2_000, false); 20]);
    assert_eq!(skipped(&edition(&all, 0, 20, false)), 13);
    for playlist in [edition(&all, 0, 20, true), edition(&all, 13, 20, false), edition(&all, 0, 0, false)] {
        assert_eq!((skipped(&playlist), delta(&playlist)), (0, playlist.to_string()));
        assert!(playlist.to_string().contains("CAN-SKIP-UNTIL=12.0\n"), "the same in all editions");
    }
    for kind in [Kind::Vod, Kind::Event { ended: false }] {
        let playlist = MediaPlaylist::new(kind, all.clone()).expect("is a playlist").with_directives();
        assert!(!playlist.to_string().contains("SERVER-CONTROL"));
    }
    let kind = Kind::Live { media_sequence: 0, discontinuity_sequence: 0, ended: false };
    let playlist = MediaPlaylist::new(kind, all).expect("is a playlist");
    assert!(!playlist.to_string().contains("SERVER-CONTROL"), "nobody is there to answer");
}

#[test]
fn a_refresh_of_a_day_is_small() {
    let hash = "bk5g-OP1Zlxz_S6zUeFXm_QCQGXUSZ2eCVVCC5OQ0cE";
    let mut all = segments(&vec![(2_000, false); 43_200]);
    for segment in &mut all {
        let names = ["..", "..", "segments", "cam1", "source", "2026-11-20T10"];
        let name = format!("58:31.000000-2.0-full-{hash}.ts");
        let names: Vec<&str> = names.iter().skip(2).copied().chain([name.as_str()]).collect();
        segment.uri = Uri::relative(2, &names).expect("is a URI");
    }
    let playlist = edition(&all, 0, 43_200, false);
    let (full, delta) = (playlist.to_string().len(), delta(&playlist).len());
    assert!(delta < 2_000 && full > 3_000 * delta, "{delta} of {full} bytes");
}

/// What a client makes of a delta and the edition it had (RFC 8216bis §6.3.7).
fn merge(had: &MediaPlaylist, delta: &str) -> String {
    let Some((header, rest)) = delta.split_once("#EXT-X-SKIP:SKIPPED-SEGMENTS=") else {
        return delta.to_owned();
    };
    let (skipped, rest) = rest.split_once('\n').expect("is a line");
    let (_, sequence) = header.split_once("#EXT-X-MEDIA-SEQUENCE:").expect("has a number");
    let first: u64 = sequence.lines().next().and_then(|number| number.parse().ok()).expect("is a number");
    let from = usize::try_from(first - had.kind().media_sequence()).expect("fits");
    let skipped: usize = skipped.parse().expect("is a number");
    let known = had.segments().get(from..from + skipped).expect("the client has what is skipped");
    let mut kept = String::new();
    crate::hls::media::write_segments(known, &mut kept);
    format!("{}{kept}{rest}", header.replace("VERSION:9", "VERSION:3"))
}

proptest! {
    #[test]
    fn a_delta_and_the_edition_before_make_the_whole(
        lengths in proptest::collection::vec((1..2_500_u64, any::<bool>()), 1..60),
        cuts in proptest::array::uniform4(0..60_usize),
    ) {
        let all = segments(&lengths);
        let mut cuts = cuts.map(|cut| cut % (all.len() + 1));
        cuts.sort_unstable();
        let [first, next_first, end, next_end] = cuts;
        let (had, next) = (edition(&all, first, end, false), edition(&all, next_first, next_end, false));
        // A client that is further behind than the boundary must ask for the whole.
        if all[end..next_end].iter().map(|segment| segment.duration).sum::<Span>() <= Span::from_secs(12) {
            prop_assert_eq!(merge(&had, &delta(&next)), next.to_string());
        }
    }
}
