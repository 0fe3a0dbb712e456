//! The selection rule against the answers of the server it comes from, against a plain restatement over
//! random archives, and both against whatever else may lie in a directory.

use std::collections::BTreeMap;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::Path;

use proptest::prelude::*;
use tempfile::TempDir;

use super::name::{Completeness, SegmentName, compare_hashes, format_hour, parse_hour};
use super::{Archive, Selection};
use crate::time::{Span, Time};

fn put(root: &Path, path: &str, size: u64) {
    let path = root.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::File::create(path).unwrap().set_len(size).unwrap();
}

fn select(root: &Path, start: Time, end: Time) -> Selection {
    let archive = Archive::open(root).unwrap();
    let variant = archive.variant(&[]).unwrap().unwrap();
    archive.select(&variant, start, end).unwrap()
}

/// The selection as the golden file writes it: `HOUR/NAME`, and nothing for a hole.
fn told(selection: &Selection) -> Vec<Option<String>> {
    let mut told = Vec::new();
    for pick in selection.iter() {
        if pick.after_hole {
            told.push(None);
        }
        told.push(Some(format!("{}/{}", format_hour(pick.hour.start()), pick.segment.name)));
    }
    if selection.ends_in_hole() {
        told.push(None);
    }
    told
}

fn time(text: &str) -> Time {
    Time::parse(text, Time::MIN).unwrap()
}

#[test]
fn all_golden_ranges_agree() {
    let golden: serde_json::Value =
        serde_json::from_str(include_str!("../../tests/data/selection.json")).unwrap();
    let mut ranges = 0;
    for case in golden["cases"].as_array().unwrap() {
        let directory = TempDir::new().unwrap();
        for file in case["files"].as_array().unwrap() {
            put(directory.path(), file[0].as_str().unwrap(), file[1].as_u64().unwrap());
        }
        for empty in case["empty_dirs"].as_array().into_iter().flatten() {
            std::fs::create_dir_all(directory.path().join(empty.as_str().unwrap())).unwrap();
        }
        for range in case["ranges"].as_array().unwrap() {
            let [start, end] = ["start", "end"].map(|key| time(range[key].as_str().unwrap()));
            let expected: Vec<Option<String>> = serde_json::from_value(range["expected"].clone()).unwrap();
            assert_eq!(told(&select(directory.path(), start, end)), expected, "{}", case["name"]);
            ranges += 1;
        }
    }
    assert_eq!(ranges, 60);
}

/// The rule once more, without an index, an hour or a shortcut: all names in one list.
fn restated(files: &BTreeMap<String, u64>, start: Time, end: Time) -> Vec<Option<String>> {
    struct Version<'a> {
        path: &'a str,
        start: Time,
        name: SegmentName<'a>,
        size: u64,
    }
    let mut by_start: BTreeMap<Time, Vec<Version<'_>>> = BTreeMap::new();
    for (path, &size) in files {
        let (hour, file) = path.split_once('/').unwrap();
        let (Some(hour), Ok(name)) = (parse_hour(hour), SegmentName::parse(file)) else { continue };
        let is_read = (start - Span::from_secs(3_600)).hour() <= hour && hour <= end.hour();
        let is_tombstoned = files.contains_key(&path.replace(".ts", ".tombstone"));
        if is_read && !is_tombstoned && name.completeness != Completeness::Temp {
            let version = Version { path, start: hour + name.offset, name, size };
            by_start.entry(version.start).or_default().push(version);
        }
    }
    let mut best: Vec<&Version<'_>> = Vec::new();
    for versions in by_start.values() {
        let mut champion = &versions[0];
        for rival in &versions[1..] {
            let is_full = rival.name.completeness == Completeness::Full;
            let order = rival.name.completeness.cmp(&champion.name.completeness);
            let order =
                if is_full { order.then(rival.name.duration.cmp(&champion.name.duration)) } else { order };
            let order = order.then(rival.size.cmp(&champion.size));
            let order =
                if is_full { order.then(compare_hashes(rival.name.hash, champion.name.hash)) } else { order };
            if order.is_gt() {
                champion = rival;
            }
        }
        best.push(champion);
    }
    let end_of = |version: &Version<'_>| version.start + version.name.duration;
    let mut told = Vec::new();
    let mut last: Option<&Version<'_>> = None;
    for version in best {
        let reached = last.is_some_and(|last| end_of(last) >= end);
        if version.start >= end || reached {
            break;
        }
        match last {
            None => {
                let covers = version.start <= start && start < end_of(version);
                if !covers && version.start <= start {
                    continue;
                }
                if !covers {
                    told.push(None);
                }
            }
            Some(last) => {
                let gap = version.start.micros() - end_of(last).micros();
                if gap < -10_000 {
                    continue;
                }
                if gap > 10_000 || last.name.completeness != Completeness::Full {
                    told.push(None);
                }
            }
        }
        told.push(Some(version.path.to_owned()));
        last = Some(version);
    }
    let whole = last.is_some_and(|last| last.name.completeness == Completeness::Full && end_of(last) >= end);
    if !whole {
        told.push(None);
    }
    told
}

/// Names around one hour's boundary, dense enough that versions compete and neighbours touch, miss and overlap.
fn names() -> impl Strategy<Value = BTreeMap<String, u64>> {
    let hour = prop_oneof![Just("2024-03-31T23"), Just("2024-04-01T00"), Just("2024-04-01T01")];
    let minute = prop_oneof![Just("00"), Just("59"), Just("30")];
    let fraction = prop_oneof![4 => Just(String::new()), 1 => Just(".".to_owned()), 2 => "\\.[0-9]{1,6}", 2 => "\\.0[01][0-9]"];
    let duration = prop_oneof![
        4 => Just("2.0"), 1 => Just("2.010"), 1 => Just("1.99"), 1 => Just("1.9899999"),
        1 => Just("4"), 1 => Just("0"), 1 => Just("3600"), 1 => Just("nan")
    ];
    let kind = prop_oneof![6 => Just("full"), 1 => Just("suspect"), 1 => Just("partial"), 1 => Just("temp")];
    let ending = prop_oneof![9 => Just("ts"), 1 => Just("tombstone")];
    let name = (hour, minute, 0..12_u32, fraction, duration, kind, "[A-Za-z0-9_-]{4}", ending).prop_map(
        |(hour, minute, second, fraction, duration, kind, hash, ending)| {
            format!("{hour}/{minute}:{second:02}{fraction}-{duration}-{kind}-{hash}.{ending}")
        },
    );
    proptest::collection::vec((name, 0..4_u64, any::<bool>()), 0..60).prop_map(|files| {
        let mut all = BTreeMap::new();
        for (name, size, is_taken_back) in files {
            if is_taken_back && size == 0 {
                all.insert(name.replace(".ts", ".tombstone"), 0);
            }
            all.insert(name, size);
        }
        all
    })
}

/// Names as a recorder makes them, one after the other across an hour's boundary: neighbours jitter around the
/// tolerance, and now and then something is missing.
fn recorded() -> impl Strategy<Value = BTreeMap<String, u64>> {
    let apart = prop_oneof![6 => Just(0), 3 => -12_000..12_000_i64, 1 => Just(-10_000), 1 => Just(10_000), 1 => 0..9_000_000_i64];
    let millis = prop_oneof![6 => Just(2_000), 2 => 11..3_000_u64, 1 => Just(10), 1 => Just(11)];
    let kind = prop_oneof![12 => Just("full"), 1 => Just("partial")];
    proptest::collection::vec((apart, millis, kind), 0..60).prop_map(|segments| {
        let mut at = time("2024-03-31T23:59:10Z").micros();
        let mut names = BTreeMap::new();
        for (apart, millis, kind) in segments {
            let start = Time::from_micros(at + apart);
            let (.., minute, second, micros) = start.civil();
            let hour = format_hour(start.hour());
            let (whole, rest) = (millis / 1_000, millis % 1_000);
            let name = format!("{hour}/{minute:02}:{second:02}.{micros:06}-{whole}.{rest:03}-{kind}-AAAA.ts");
            names.insert(name, 1);
            at = start.micros() + i64::try_from(millis).unwrap() * 1_000;
        }
        names
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]
    #[test]
    fn selection_agrees_with_its_plain_restatement(
        files in prop_oneof![names(), recorded()],
        from in prop_oneof![0..7_300_000_000_i64, 0..180_000_000_i64],
        length in prop_oneof![1..30_000_000_i64, 1..150_000_000_i64, 1..7_300_000_000_i64],
    ) {
        let directory = TempDir::new().unwrap();
        for (name, &size) in &files {
            put(directory.path(), name, size);
        }
        let start = Time::from_micros(time("2024-03-31T23:59:00Z").micros() + from);
        let end = Time::from_micros(start.micros() + length);
        let selection = select(directory.path(), start, end);
        prop_assert_eq!(told(&selection), restated(&files, start, end));
        let lengths: Vec<usize> = selection.iter().map(|pick| pick.hour.sizes().len()).collect();
        prop_assert!(selection.iter().zip(lengths).all(|(pick, sizes)| pick.index < sizes));
        prop_assert_eq!(selection.len(), selection.iter().count());
        let longest = selection.iter().map(|pick| pick.segment.duration).max();
        prop_assert_eq!(selection.longest(), longest.unwrap_or(Span::ZERO));
        if let Some(holes) = selection.holes() {
            prop_assert_eq!(holes, selection.iter().skip(1).filter(|pick| pick.after_hole).count());
        }
    }
}

#[test]
fn a_segment_that_was_passed_over_ends_no_range() {
    let directory = TempDir::new().unwrap();
    let names = [
        "2024-03-31T23/59:58-2.5-full-AAAA.ts",
        "2024-04-01T00/00:00-2.0-full-AAAA.ts",
        "2024-04-01T00/00:01.995-2.0-full-AAAA.ts",
    ];
    for name in names {
        put(directory.path(), name, 1);
    }
    let selection = select(directory.path(), time("2024-03-31T23:59:58Z"), time("2024-04-01T00:00:02Z"));
    let chosen: Vec<String> = told(&selection).into_iter().flatten().collect();
    assert_eq!(chosen, [names[0], names[2]]);
}

#[test]
fn whatever_else_lies_there_is_passed_over() {
    let outside = TempDir::new().unwrap();
    put(outside.path(), "secret.ts", 9);
    put(outside.path(), "2024-04-01T05/00:00-2.0-full-AAAA.ts", 9);
    let directory = TempDir::new().unwrap();
    let root = directory.path();
    put(root, "2024-04-01T00/00:00-2.0-full-AAAA.ts", 1);
    for name in ["00:02-inf-full-AAAA.ts", "00:02-nan-full-AAAA.ts", "00:02--2-full-AAAA.ts", "00:02.ts", "x"]
    {
        put(root, &format!("2024-04-01T00/{name}"), 1);
    }
    put(root, &format!("2024-04-01T00/00:02-{}-full-AAAA.ts", "9".repeat(200)), 1);
    let hour = root.join("2024-04-01T00");
    std::fs::write(hour.join(std::ffi::OsStr::from_bytes(b"00:02-2.0-full-\xff\xfe.ts")), "").unwrap();
    std::fs::create_dir(hour.join("00:02-2.0-full-AAAA.ts")).unwrap();
    symlink(outside.path().join("secret.ts"), hour.join("00:04-2.0-full-AAAA.ts")).unwrap();
    symlink("../nowhere", hour.join("00:06-2.0-full-AAAA.ts")).unwrap();
    symlink("00:08-2.0-full-AAAA.ts", hour.join("00:08-2.0-full-AAAA.ts")).unwrap();
    symlink("00:00-2.0-full-AAAA.ts", hour.join("00:10-2.0-full-AAAA.ts")).unwrap();
    put(root, "2024-04-01T01", 1);
    put(root, "2024-04-01T0", 1);
    symlink(outside.path().join("2024-04-01T05"), root.join("2024-04-01T05")).unwrap();
    symlink("2024-04-01T00", root.join("2024-04-01T06")).unwrap();

    let selection = select(root, time("2024-04-01T00:00:00Z"), time("2024-04-02T00:00:00Z"));
    let chosen: Vec<String> = told(&selection).into_iter().flatten().collect();
    assert_eq!(
        chosen,
        [
            "2024-04-01T00/00:00-2.0-full-AAAA.ts",
            "2024-04-01T00/00:10-2.0-full-AAAA.ts",
            "2024-04-01T06/00:00-2.0-full-AAAA.ts",
            "2024-04-01T06/00:10-2.0-full-AAAA.ts",
        ],
        "links inside the archive are followed, and no others"
    );
}

#[test]
fn an_hour_that_cannot_be_read_is_an_error_that_names_it_and_spoils_no_other() {
    let directory = TempDir::new().unwrap();
    put(directory.path(), "2024-04-01T00/00:00-2.0-full-AAAA.ts", 1);
    // A link to itself is an error for everyone, root included.
    symlink("2024-04-01T03", directory.path().join("2024-04-01T03")).unwrap();
    let archive = Archive::open(directory.path()).unwrap();
    let variant = archive.variant(&[]).unwrap().unwrap();
    let of = |start: &str, end: &str| archive.select(&variant, time(start), time(end));
    let error = of("2024-04-01T03:00:00Z", "2024-04-01T03:10:00Z").unwrap_err().to_string();
    assert!(error.contains("2024-04-01T03"), "{error}");
    assert_eq!(of("2024-04-01T00:00:00Z", "2024-04-01T01:00:00Z").unwrap().len(), 1);
}

#[test]
fn names_that_lead_elsewhere_name_nothing() {
    let directory = TempDir::new().unwrap();
    put(directory.path(), "a/b/2024-04-01T00/00:00-2.0-full-AAAA.ts", 1);
    let archive = Archive::open(&directory.path().join("a")).unwrap();
    for name in ["..", ".", "", "/", "/etc", "b/", "b/..", "../a", ".hidden", "b\0", "none", &"x".repeat(300)]
    {
        assert!(archive.variant(&[name]).unwrap().is_none(), "{name:?}");
        assert_eq!(archive.list(&[name]).unwrap(), Vec::<String>::new(), "{name:?}");
        assert!(archive.file(&[name]).unwrap().is_none(), "{name:?}");
    }
    assert!(archive.variant(&["b"]).unwrap().is_some());
    assert!(archive.file(&["b", "2024-04-01T00", "00:00-2.0-full-AAAA.ts"]).unwrap().is_some());
}

#[test]
fn the_index_sees_every_change_however_fast_it_comes() {
    let directory = TempDir::new().unwrap();
    let archive = Archive::open(directory.path()).unwrap();
    let variant = archive.variant(&[]).unwrap().unwrap();
    let (start, end) = (time("2024-04-01T00:00:00Z"), time("2024-04-01T01:00:00Z"));
    for second in 0..50 {
        put(directory.path(), &format!("2024-04-01T00/00:{second:02}-1.0-full-AAAA.ts"), 1);
        assert_eq!(archive.select(&variant, start, end).unwrap().len(), second + 1);
    }
    put(directory.path(), "2024-04-01T00/00:49-1.0-full-AAAA.tombstone", 0);
    assert_eq!(archive.select(&variant, start, end).unwrap().len(), 49);
}

#[test]
fn an_unchanged_hour_is_read_once() {
    let directory = TempDir::new().unwrap();
    put(directory.path(), "2024-04-01T00/00:00-1.0-full-AAAA.ts", 1);
    let old = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_millis(1_000_001);
    let hour = std::fs::File::open(directory.path().join("2024-04-01T00")).unwrap();
    hour.set_modified(old).unwrap();
    let archive = Archive::open(directory.path()).unwrap();
    let variant = archive.variant(&[]).unwrap().unwrap();
    let read = || archive.hour(&variant, time("2024-04-01T00:00:00Z")).unwrap().unwrap();
    let first = read();
    assert!(std::sync::Arc::ptr_eq(&first, &read()));
    put(directory.path(), "2024-04-01T00/00:01-1.0-full-AAAA.ts", 1);
    assert_eq!(read().len(), 2);
}

#[test]
fn a_range_of_ten_thousand_years_reads_only_the_hours_there_are() {
    let directory = TempDir::new().unwrap();
    put(directory.path(), "2024-04-01T00/00:00-1.0-full-AAAA.ts", 1);
    put(directory.path(), "9999-12-31T23/59:59-1.0-full-AAAA.ts", 1);
    assert_eq!(select(directory.path(), Time::MIN, Time::MAX).len(), 2);
}
