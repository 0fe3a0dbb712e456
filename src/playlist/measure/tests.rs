use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::cache::{self, Cache, Found};
use super::memory::{self, Memory};
use super::record::Records;
use super::{BATCH, Gauge, Section, in_parallel};
use crate::archive::{Archive, Hour};
use crate::media::{Extent, Faults, Format, Keyframe, Measured, Media, Parameters, Track, VideoRange};
use crate::playlist::sound;
use crate::time::{Span, Time};

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
    let mut cache = Cache::open(Some(root.path()), directory);
    for (key, measured) in known() {
        cache.keep(&key, &measured);
    }
    cache.save(1, Some(&["0.ts".to_owned(), "2.ts".to_owned()]));
    let cache = Cache::open(Some(root.path()), directory);
    let find = |cache: &Cache, key: &str| match cache.find(key) {
        Some(Found::Measured(measured)) => Some(measured),
        _ => None,
    };
    assert_eq!(find(&cache, "0.ts").as_deref(), Some(&measured(0)));
    assert_eq!((find(&cache, "1.ts"), find(&cache, "2.ts").is_some()), (None, true));
    assert_eq!(find(&Cache::open(Some(root.path()), Path::new("/srv/others")), "0.ts"), None);
}

#[test]
fn an_hour_of_very_many_segments_is_known_once_it_is_measured() {
    let root = tempfile::tempdir().unwrap();
    let directory = Path::new("/srv/segments");
    let mut cache = Cache::open(Some(root.path()), directory);
    let measured = Arc::new(Measured { tracks: Vec::new(), ..measured(0) });
    let keys: Vec<String> = (0..=cache::MOST).map(|index| format!("{index:05}.ts")).collect();
    for key in &keys {
        cache.keep(key, &measured);
    }
    cache.save(1, None);
    assert!(keys.iter().all(|key| cache.find(key).is_some()));
    let cache = Cache::open(Some(root.path()), directory);
    assert!(cache.find(&keys[0]).is_none() && keys[1..].iter().all(|key| cache.find(key).is_some()));
}

/// An hour of so many segments, and its archive.
fn hour(segments: usize) -> (tempfile::TempDir, Arc<Hour>) {
    let root = tempfile::tempdir().unwrap();
    let start = Time::parse("2026-03-01T10:00:00Z", Time::MIN).unwrap();
    let directory = root.path().join("2026-03-01T10");
    std::fs::create_dir(&directory).unwrap();
    for index in 0..segments {
        let name = format!("{:02}:{:02}-1.0-full-AAAA.ts", index / 60, index % 60);
        std::fs::write(directory.join(name), sound::segment(0, 160)).unwrap();
    }
    let archive = Archive::open(root.path()).unwrap();
    let variant = archive.variant(&[]).unwrap().unwrap();
    let hour = archive.hour(&variant, start).unwrap().unwrap();
    (root, hour)
}

#[test]
fn what_can_never_be_read_is_not_opened_again_and_what_was_refused_is() {
    let (_root, hour) = hour(2);
    let names: Vec<&str> = hour.segments().map(|segment| segment.name).collect();
    let paths = [0, 1].map(|index| hour.directory().join(names[index]));
    std::fs::write(&paths[0], "no segment").unwrap();
    std::fs::remove_file(&paths[1]).unwrap();
    let gauge = Gauge::lasting(None);
    assert_eq!([0, 1].map(|index| gauge.measure_one(&hour, names[index])), [None, None]);
    for path in &paths {
        std::fs::write(path, sound::segment(0, 160)).unwrap();
    }
    let found = [0, 1].map(|index| gauge.measure_one(&hour, names[index]).is_some());
    assert_eq!(found, [false, true]);
}

#[test]
fn a_section_is_measured_some_at_a_time_and_kept_as_it_goes() {
    let (_root, hour) = hour(300);
    let home = tempfile::tempdir().unwrap();
    let from = hour.start() + Span::from_secs(20);
    let section = Section { hour: Arc::clone(&hour), from, to: hour.start() + Span::from_secs(290) };
    let gauge = Gauge::lasting(Some(home.path().to_owned()));
    assert_eq!(gauge.lacks(&section), 270);
    assert!(!gauge.fill(&section));
    assert_eq!(gauge.lacks(&section), 270 - BATCH);
    // Whoever comes next goes on from there, even another process.
    let gauge = Gauge::lasting(Some(home.path().to_owned()));
    assert_eq!(gauge.lacks(&section), 270 - BATCH);
    assert!(!gauge.fill(&section) && gauge.fill(&section));
    assert_eq!(gauge.lacks(&section), 0);
    assert_eq!(gauge.lacks(&Section { from: hour.start(), ..section }), 20);
    // A few more are not worth the disk, until somebody has the time.
    for segment in hour.segments().take(20) {
        assert!(gauge.measure_one(&hour, segment.name).is_some());
    }
    gauge.save();
    let all = Section { hour: Arc::clone(&hour), from: Time::MIN, to: Time::MAX };
    let other = || Gauge::lasting(Some(home.path().to_owned()));
    assert_eq!((gauge.lacks(&all), other().lacks(&all)), (10, 30));
}

#[test]
fn memory_is_bounded() {
    let memory = Memory::default();
    let path = |index: usize| PathBuf::from(format!("/hour/{index}"));
    let shelf = memory.shelf(&path(0));
    assert!(memory.weigh(&path(0), memory::BUDGET / 2).is_empty());
    memory.shelf(&path(1));
    assert!(memory.weigh(&path(1), memory::BUDGET / 2).is_empty());
    assert!(Arc::ptr_eq(&shelf, &memory.shelf(&path(0))), "now the other is older");
    memory.shelf(&path(2));
    assert_eq!(memory.weigh(&path(2), 1).len(), 1);
    assert_eq!(memory.shelves().len(), 2);
    assert!(Arc::ptr_eq(&shelf, &memory.shelf(&path(0))));
    // One alone may be as large as it is.
    assert_eq!(memory.weigh(&path(0), 3 * memory::BUDGET).len(), 1);
    assert!(memory.weigh(&path(0), 3 * memory::BUDGET).is_empty());
}

#[test]
fn order_is_kept() {
    let items: Vec<usize> = (0..1_000).collect();
    assert_eq!(in_parallel(&items, |item| item * 2), items.iter().map(|item| item * 2).collect::<Vec<_>>());
    assert!(in_parallel(&items[..0], |item| *item).is_empty());
}
