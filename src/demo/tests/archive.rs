//! What is on disk, and what clocks do to it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest as _, Sha256};

use crate::demo::Demo;
use crate::time::{Span, Time};

const VARIANTS: [&str; 2] = ["source", "low"];

fn at(text: &str) -> Time {
    Time::parse(text, Time::MIN).unwrap()
}

/// The paths of a variant's segments, by their starts; nothing else is there.
fn segments(root: &Path, variant: &str) -> BTreeMap<Time, PathBuf> {
    let mut found = BTreeMap::new();
    for hour in fs::read_dir(root.join("demo").join(variant)).unwrap() {
        let hour = hour.unwrap();
        for file in fs::read_dir(hour.path()).unwrap() {
            let file = file.unwrap();
            let name = file.file_name().into_string().unwrap();
            let [start, "2.0", "full", _] = name.splitn(4, '-').collect::<Vec<_>>()[..] else {
                panic!("{name}")
            };
            let moment = format!("{}:{start}Z", hour.file_name().to_str().unwrap());
            let start = Time::parse(&moment, Time::MIN).unwrap();
            assert!(found.insert(start, file.path()).is_none(), "two of {name}");
        }
    }
    found
}

/// The starts of all segments, which are the same in both variants.
fn starts(root: &Path) -> Vec<Time> {
    let [source, low] = VARIANTS.map(|variant| segments(root, variant).into_keys().collect::<Vec<_>>());
    assert_eq!(source, low);
    source
}

/// What lies between segments that do not follow on each other: its start and length.
fn holes(starts: &[Time]) -> Vec<(Time, Span)> {
    let two = Span::from_secs(2);
    let after = starts.windows(2).map(|pair| (pair[0] + two, pair[1].since(pair[0] + two)));
    after.filter(|(_, length)| *length != Span::ZERO).collect()
}

fn hours(root: &Path, variant: &str) -> Vec<String> {
    let entries = fs::read_dir(root.join("demo").join(variant)).unwrap();
    let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn the_last_hour_is_there_at_once() {
    let demo = Demo::start(at("2026-11-20T13:40:07.5Z")).unwrap();
    let root = demo.root().to_owned();
    let starts = starts(&root);
    assert_eq!(starts.len(), 1_790);
    assert_eq!(starts[0], at("2026-11-20T12:40:06Z"));
    assert_eq!(starts[1_789], at("2026-11-20T13:40:04Z"), "the last one that is complete");
    assert_eq!(holes(&starts), [(at("2026-11-20T13:20:06Z"), Span::from_secs(20))]);
    for variant in VARIANTS {
        assert_eq!(hours(&root, variant), ["2026-11-20T12", "2026-11-20T13"]);
    }
    let mut size = 0;
    for path in VARIANTS.iter().flat_map(|variant| segments(&root, variant).into_values()) {
        let bytes = fs::read(&path).unwrap();
        size += bytes.len();
        let name = path.file_name().unwrap().to_str().unwrap();
        let (start, rest) = name.split_at("05:02.000000".len());
        let hash = URL_SAFE_NO_PAD.encode(Sha256::digest(&bytes));
        assert_eq!((&start[5..], rest), (".000000", format!("-2.0-full-{hash}.ts").as_str()));
    }
    assert!(size < 60_000_000, "{size} bytes for an hour");
    drop(demo);
    assert!(!root.exists());
}

#[test]
fn a_segment_is_recorded_when_it_is_complete() {
    let mut demo = Demo::start(at("2026-11-20T13:03:07.5Z")).unwrap();
    let mut now = |text: &str| {
        let due = demo.advance(at(text)).unwrap();
        let starts = starts(demo.root());
        assert_eq!(holes(&starts).len(), 1, "{text}");
        (due, starts.len(), *starts.last().unwrap())
    };
    assert_eq!(
        now("2026-11-20T13:03:07.9Z"),
        (at("2026-11-20T13:03:08Z"), 1_790, at("2026-11-20T13:03:04Z"))
    );
    assert_eq!(now("2026-11-20T13:03:08Z"), (at("2026-11-20T13:03:10Z"), 1_791, at("2026-11-20T13:03:06Z")));
    assert_eq!(now("2026-11-20T13:03:08Z"), (at("2026-11-20T13:03:10Z"), 1_791, at("2026-11-20T13:03:06Z")));
    // Late by a minute and a half: nothing is left out.
    assert_eq!(now("2026-11-20T13:04:39Z"), (at("2026-11-20T13:04:40Z"), 1_836, at("2026-11-20T13:04:36Z")));
    // The clock goes back a little: what is recorded stays, and goes on when the clock has caught up.
    assert_eq!(now("2026-11-20T13:03:50Z"), (at("2026-11-20T13:04:40Z"), 1_836, at("2026-11-20T13:04:36Z")));
    assert_eq!(now("2026-11-20T13:04:40Z"), (at("2026-11-20T13:04:42Z"), 1_837, at("2026-11-20T13:04:38Z")));
}

#[test]
fn an_hour_is_kept_for_an_hour_and_a_failure_made_good() {
    let mut demo = Demo::start(at("2026-11-20T13:40:00Z")).unwrap();
    let in_the_way = demo.root().join("demo/low/2026-11-20T14");
    fs::write(&in_the_way, "").unwrap();
    let kept = |demo: &Demo| VARIANTS.map(|variant| hours(demo.root(), variant)[0].clone());
    assert!(demo.advance(at("2026-11-20T14:00:00Z")).is_ok(), "no segment of that hour is complete");
    assert_eq!(kept(&demo), ["2026-11-20T12"; 2], "ended an hour ago");
    assert!(demo.advance(at("2026-11-20T14:00:02Z")).is_err());
    fs::remove_file(&in_the_way).unwrap();
    demo.advance(at("2026-11-20T14:00:02Z")).unwrap();
    assert_eq!(kept(&demo), ["2026-11-20T13"; 2], "the one before ended more than an hour ago");
    let starts = starts(demo.root());
    assert_eq!((starts.len(), starts[0]), (1_791, at("2026-11-20T13:00:00Z")));
    assert_eq!(holes(&starts).len(), 1);
}

#[test]
fn a_recording_outlives_the_removal_of_its_files() {
    let mut demo = Demo::start(at("2026-11-20T13:40:00Z")).unwrap();
    fs::remove_dir_all(demo.root()).unwrap();
    demo.advance(at("2026-11-20T13:40:05Z")).unwrap();
    assert_eq!(starts(demo.root()), [at("2026-11-20T13:40:00Z"), at("2026-11-20T13:40:02Z")]);
}

#[test]
fn a_clock_that_leaps_makes_a_new_hour_and_no_flood() {
    let mut demo = Demo::start(at("2026-11-20T13:40:00Z")).unwrap();
    for (leap, hole) in
        [("2026-12-24T00:10:01Z", "2026-12-23T23:50:00Z"), ("1970-01-01T00:00:00Z", "1969-12-31T23:40:00Z")]
    {
        let due = demo.advance(at(leap)).unwrap();
        let starts = starts(demo.root());
        assert_eq!(starts.len(), 1_790, "{leap}");
        assert_eq!(holes(&starts), [(at(hole), Span::from_secs(20))]);
        assert!(starts.iter().all(|start| *start < at(leap)), "{leap}: nothing lies in the future");
        assert!(due > at(leap) && due <= at(leap) + Span::from_secs(2));
    }
}
