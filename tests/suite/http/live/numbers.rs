//! Sequence numbers: the same for everybody, and never going back.

use super::{Live, Playlist};
use crate::support::archive::TWO_SECONDS;

fn seconds(count: u64) -> Vec<u64> {
    (0..count).map(|index| 2 * index).collect()
}

#[test]
fn they_are_the_same_from_whichever_time_on() {
    // With a hole, and in an order in which older segments become known after newer ones.
    let mut live = Live::new(&[0, 2, 4, 10, 12, 14, 16]);
    let queries =
        [live.from(14), live.from(10), live.from(3), String::new(), live.from(0), "window=9s".to_owned()];
    for query in &queries {
        assert!(live.ask(query).segments.len() > 1, "{query}");
    }
    live.record("source", 18);
    live.record("source", 24);
    for query in &queries {
        live.ask(query);
    }
    assert_eq!(live.said.len(), 9);
    let mut numbers: Vec<u64> = live.said.values().map(|(number, _)| *number).collect();
    numbers.sort_unstable();
    assert!(numbers.windows(2).all(|pair| pair[0] + 1 == pair[1]), "{numbers:?}");
}

#[test]
fn they_are_the_same_in_all_variants() {
    let live = Live::new(&[0, 2, 8, 10, 16, 18]);
    let of = |variant: &str| {
        let text = live.server.text(&format!("/playlist/show/{variant}.m3u8?{}", live.from(3)));
        let mut playlist = Playlist::parse(&text);
        // The names differ by their hash.
        playlist.segments.iter_mut().for_each(|segment| segment.2.truncate("00:00.000000-2.0-full".len()));
        playlist
    };
    assert_eq!(of("source"), of("low"));
    live.record("source", 24);
    live.record("low", 24);
    assert_eq!(of("low"), of("source"));
}

#[test]
fn they_count_what_slides_out_of_a_window() {
    // A hole after the third.
    let mut live = Live::new(&[0, 2, 4, 10, 12]);
    let mut last = live.ask("window=7s");
    for second in (14..40).step_by(2) {
        live.record("source", second);
        let playlist = live.ask("window=7s");
        let length = 2 * playlist.segments.len() as u64;
        assert!((7..=9).contains(&length) || second < 20, "{playlist:?}");
        assert!(length >= 3 * playlist.target_duration);
        assert!(playlist.media_sequence >= last.media_sequence);
        assert!(playlist.discontinuity_sequence >= last.discontinuity_sequence);
        let gone = usize::try_from(playlist.media_sequence - last.media_sequence).unwrap();
        let stayed = last.segments.len() - gone;
        assert_eq!(last.segments[gone..], playlist.segments[..stayed], "{last:?} {playlist:?}");
        last = playlist;
    }
    let all = live.ask("");
    assert_eq!(last.discontinuity_sequence, all.discontinuity_sequence + 1, "the hole has left");
}

#[test]
fn a_window_is_never_shorter_than_three_target_durations() {
    let mut live = Live::new(&seconds(10));
    for window in ["1ms", "2s", "6s"] {
        assert_eq!(live.ask(&format!("window={window}")).segments.len(), 3, "{window}");
    }
    assert_eq!(live.ask("window=8s").segments.len(), 4);
    let start = live.from(16);
    assert_eq!(live.ask(&format!("{start}&window=1h")).segments.len(), 2, "a start is a start");
}

#[test]
fn they_count_what_is_deleted() {
    let mut live = Live::new(&[]);
    let hour = streamctl::time::Span::from_secs(3_600);
    let mut hours = Vec::new();
    for back in [3, 2, 1] {
        let start = (live.began.hour() - streamctl::time::Span::from_secs(back * 3_600)) + hour;
        for index in 0..4 {
            let start = start + streamctl::time::Span::from_secs(2 * index);
            let name =
                live.archive.record("show/source", start, TWO_SECONDS, "full", back.to_string().as_bytes());
            let hour = name.split('/').next().unwrap().to_owned();
            if hours.last() != Some(&hour) {
                hours.push(hour);
            }
        }
    }
    let all = live.ask("");
    assert_eq!(all.segments.len(), 12);
    for (deleted, hour) in hours.iter().enumerate() {
        std::fs::remove_dir_all(live.archive.path(format!("show/source/{hour}"))).unwrap();
        if deleted + 1 == hours.len() {
            let answer = live.server.get("/playlist/show/source.m3u8");
            assert_eq!(answer.status, 503, "it may be back in a moment");
            break;
        }
        let left = live.ask("");
        assert_eq!(left.segments, all.segments[4 * (deleted + 1)..], "{hour}");
        assert_eq!(left.media_sequence, all.media_sequence + 4 * (deleted as u64 + 1));
        assert_eq!(
            left.discontinuity_sequence,
            all.discontinuity_sequence + deleted as u64,
            "its break is still to come"
        );
    }
    // Nothing is left, and then it goes on.
    live.record("source", 60);
    let newest = live.ask("");
    assert_eq!(newest.media_sequence, all.media_sequence + 12);
    assert_eq!(newest.segments.len(), 1);
}
