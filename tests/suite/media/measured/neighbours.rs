//! Segments compared with the ones before them.

use std::fs;

use streamctl::media::{Measured, Reason, measure};

use super::recipe;
use crate::support::clip::{self, made};

fn measured(clip: &clip::Clip) -> Vec<Measured> {
    clip.segments.iter().map(|segment| measure(segment).unwrap()).collect()
}

#[test]
fn segments_of_one_encoder_go_on_from_each_other() {
    for clip in [clip::source(), clip::low(), clip::long()] {
        let segments = measured(clip);
        for (index, segment) in segments.iter().enumerate() {
            assert_eq!(segment.duration(), clip::SEGMENT);
            assert_eq!(segment.codecs().unwrap().join(","), clip.codecs);
            assert!(segment.is_independent());
            if let Some(before) = index.checked_sub(1) {
                assert_eq!(segment.follows(&segments[before]), Ok(()), "{index}");
            }
        }
    }
}

#[test]
fn what_is_missing_between_is_measured() {
    let segments = measured(clip::source());
    let hole = segments[4].follows(&segments[2]).unwrap_err();
    for track in &segments[4].tracks {
        let late = hole.reasons.iter().find_map(|reason| match reason {
            Reason::Times { id, micros } if *id == track.id => Some(*micros),
            _ => None,
        });
        assert!(late.is_some_and(|micros| (micros - 2_002_000).abs() < 25_000), "{hole}");
    }
    let back = segments[2].follows(&segments[4]).unwrap_err();
    assert!(back.reasons.iter().any(|reason| matches!(reason, Reason::Times { micros, .. } if *micros < 0)));
    assert!(!hole.is_only_counters());
}

#[test]
fn another_encoder_is_told_from_the_same() {
    let (source, low) = (measured(clip::source()), measured(clip::low()));
    let change = low[3].follows(&source[2]).unwrap_err();
    let id = low[3].tracks[0].id;
    assert!(change.reasons.contains(&Reason::Parameters { id }), "{change}");
}

/// What another muxer cuts a recording with B-frames into.
fn cut(options: &[&str]) -> Vec<Measured> {
    let encoder = ["-c:v", "libx264", "-preset", "ultrafast", "-bf", "3", "-g", "50", "-c:a", "aac"];
    let options = [&encoder[..], options].concat();
    let folder = made(&recipe("testsrc2=size=160x90:rate=25", "8", &options));
    let names = (0..).map(|index| folder.join(format!("{index:03}.ts")));
    names.map_while(|path| fs::read(path).ok()).map(|bytes| measure(&bytes).unwrap()).collect()
}

/// Where frames are cut off from those they refer to, presentation times on both sides interleave.
#[test]
fn segments_cut_between_keyframes_go_on() {
    let hls = ["-f", "hls", "-hls_time", "1.3", "-hls_list_size", "0", "-hls_flags", "split_by_time"];
    let segments = cut(&[&hls[..], &["-hls_segment_filename", "%03d.ts", "media.m3u8"]].concat());
    assert!(segments.len() > 4 && segments.iter().any(|segment| !segment.is_independent()));
    for pair in segments.windows(2) {
        assert_eq!(pair[1].follows(&pair[0]), Ok(()));
    }
}

#[test]
fn a_recorder_that_writes_each_file_anew_breaks_nothing_but_counters() {
    let segments = cut(&["-f", "segment", "-segment_time", "2", "%03d.ts"]);
    assert!(segments.len() >= 4);
    for pair in segments.windows(2) {
        assert!(pair[1].follows(&pair[0]).unwrap_err().is_only_counters());
    }
}

/// Times run on over the end of their 33 bits, inside a segment and between segments.
#[test]
fn segments_go_on_where_times_wrap() {
    for offset in ["95438.7", "95437.717689", "95439.7"] {
        let hls = ["-output_ts_offset", offset, "-f", "hls", "-hls_time", "2", "-hls_list_size", "0"];
        let segments = cut(&[&hls[..], &["-hls_segment_filename", "%03d.ts", "media.m3u8"]].concat());
        let firsts: Vec<i64> =
            segments.iter().map(|segment| segment.tracks[0].extent.unwrap().first).collect();
        assert!(firsts.len() == 4 && firsts[3] < firsts[0], "{firsts:?}: they wrap");
        let lasts = segments.iter().map(|segment| segment.tracks[0].extent.unwrap().last);
        let wraps_inside = lasts.filter(|last| *last >= 1 << 33).count();
        assert_eq!(wraps_inside, 1, "{offset}");
        for (index, pair) in segments.windows(2).enumerate() {
            assert_eq!(pair[1].follows(&pair[0]), Ok(()), "{offset}, {index}");
        }
        for segment in &segments {
            assert_eq!((segment.duration().micros(), segment.faults.leaps), (2_000_000, 0), "{offset}");
        }
    }
}
