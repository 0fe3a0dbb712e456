//! Segments compared with the ones before them.

use streamctl::media::{Measured, Reason, measure};

use crate::support::clip;

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
