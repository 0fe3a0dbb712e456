use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use super::cache::Cache;
use super::in_parallel;
use super::record::Records;
use crate::media::{Extent, Faults, Format, Keyframe, Measured, Media, Parameters, Track, VideoRange};

fn measured(first: i64) -> Measured {
    let parameters = |codec: &str| Parameters {
        codec: Some(codec.to_owned()),
        resolution: Some((160, 90)),
        frame_rate: Some(29_970),
        video_range: Some(VideoRange::Hlg),
        sample_rate: None,
        channels: None,
        written: vec![0x67, 0, 255],
    };
    let track = Track {
        id: 256,
        media: Media::Video,
        parameters: vec![parameters("avc1.64000b"), parameters("avc1.640028")],
        parameters_at_end: 1,
        frame_rate: Some(29_970),
        frames: 60,
        timescale: 90_000,
        extent: Some(Extent {
            first,
            last: 1,
            end: -2,
            duration: 3,
            first_decoded: 4,
            next_decoded: 5,
            is_absolute: true,
        }),
        starts_with_keyframe: Some(true),
        keyframes: vec![Keyframe { time: Some(7), position: 564, is_closed: true }],
        counters: Some((0, 15)),
    };
    let faults =
        Faults { continuity: 1, scrambled: 2, damaged: 3, truncated: true, headless: false, leaps: 4 };
    Measured { format: Format::Mp4, tracks: vec![track], tables_changed: true, faults }
}

fn known() -> BTreeMap<String, Arc<Measured>> {
    (0..3).map(|index| (format!("{index}.ts"), Arc::new(measured(index)))).collect()
}

#[test]
fn what_is_written_reads_back() {
    let text = serde_json::to_string(&Records::of(&known())).unwrap();
    assert_eq!(text.matches("avc1.640028").count(), 1, "parameters are written once");
    let read: Records = serde_json::from_str(&text).unwrap();
    assert_eq!(read.into_measured(), Some(known()));
    // What cannot be is left out, and only that.
    for (right, wrong) in [
        ("\"counters\":[0,15]", "\"counters\":[0,255]"),
        ("\"at_end\":1", "\"at_end\":2"),
        ("[0,1]", "[0,9]"),
    ] {
        let read: Records = serde_json::from_str(&text.replacen(right, wrong, 1)).unwrap();
        assert_eq!(read.into_measured().map(|known| known.len()), Some(2), "{wrong}");
    }
    let read: Records = serde_json::from_str(&text.replacen("/2\"", "/1\"", 1)).unwrap();
    assert_eq!(read.into_measured(), None, "another version");
}

#[test]
fn what_is_no_longer_there_is_forgotten() {
    let root = tempfile::tempdir().unwrap();
    let directory = Path::new("/srv/segments");
    let mut cache = Cache::open(root.path(), directory);
    for (key, measured) in known() {
        cache.keep(&key, &measured);
    }
    cache.save(Some(&["0.ts".to_owned(), "2.ts".to_owned()]));
    let cache = Cache::open(root.path(), directory);
    assert_eq!(cache.find("0.ts").as_deref(), Some(&measured(0)));
    assert_eq!((cache.find("1.ts"), cache.find("2.ts").is_some()), (None, true));
    assert_eq!(Cache::open(root.path(), Path::new("/srv/others")).find("0.ts"), None);
}

#[test]
fn order_is_kept() {
    let items: Vec<usize> = (0..1_000).collect();
    assert_eq!(in_parallel(&items, |item| item * 2), items.iter().map(|item| item * 2).collect::<Vec<_>>());
    assert!(in_parallel(&items[..0], |item| *item).is_empty());
}
