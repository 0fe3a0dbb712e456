//! Coverage against a plain restatement over random archives, against the playlist of the same selection, and
//! of one small archive number by number.

use std::path::Path;

use proptest::prelude::*;
use tempfile::TempDir;

use super::{Coverage, cover};
use crate::archive::name::Completeness;
use crate::archive::{Archive, Selection};
use crate::hls::{Kind, Uri};
use crate::playlist::align::lay_out;
use crate::playlist::entry::by_name;
use crate::playlist::gaps::Holes;
use crate::playlist::links::Links;
use crate::playlist::media;
use crate::time::{Span, Time};

fn put(root: &Path, path: &str) {
    let path = root.join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, "").unwrap();
}

fn select(root: &Path, start: Option<Time>, end: Option<Time>) -> Selection {
    let archive = Archive::open(root).unwrap();
    let variant = archive.variant(&[]).unwrap().unwrap();
    archive.select(&variant, start.unwrap_or(Time::MIN), end.unwrap_or(Time::MAX)).unwrap()
}

fn time(text: &str) -> Time {
    Time::parse(text, Time::MIN).unwrap()
}

/// The covered stretches of a range, made one by one of what the selection picked: a stretch goes on as long as
/// full segments follow each other within 10 ms, and nothing else joins.
fn stretches(selection: &Selection, start: Time, end: Time) -> Vec<(i64, i64)> {
    let mut stretches: Vec<(i64, i64)> = Vec::new();
    let mut last: Option<(Completeness, i64)> = None;
    let mut is_broken = false;
    for segment in selection.iter().map(|pick| pick.segment) {
        let (from, to) = (segment.start.micros(), segment.end().micros());
        let joins = last.is_some_and(|(kind, last)| kind == Completeness::Full && from - last <= 10_000);
        last = Some((segment.completeness, to));
        is_broken |= !joins;
        // Nothing can be played of what takes no time: the stretch begins with what follows it.
        if from == to {
            continue;
        }
        let joins = !std::mem::take(&mut is_broken);
        match stretches.last_mut() {
            Some(stretch) if joins || from <= stretch.1 => stretch.1 = stretch.1.max(to),
            _ => stretches.push((from, to)),
        }
    }
    let clip = |(from, to): (i64, i64)| (from.max(start.micros()), to.min(end.micros()));
    stretches.into_iter().map(clip).filter(|(from, to)| from < to).collect()
}

fn assert_adds_up(coverage: &Coverage) {
    let missing: Span = coverage.holes.iter().map(super::Missing::length).sum();
    assert_eq!(coverage.covered + missing, coverage.length());
    assert_eq!(coverage.uncovered(), missing);
    let by_hour: Span = coverage.hours.iter().map(|part| part.covered).sum();
    assert_eq!(by_hour, coverage.covered, "{coverage:?}");
    let counted: usize = coverage.hours.iter().map(|part| part.segments.count()).sum();
    assert_eq!(counted, coverage.segments.count());
    for part in &coverage.hours {
        let minutes = (0..60).map(|minute| {
            let at = part.hour() + Span::from_secs(60 * minute);
            coverage.degree(at, at + Span::from_secs(60))
        });
        let (covered, length) = minutes
            .fold((Span::ZERO, Span::ZERO), |sum, degree| (sum.0 + degree.covered, sum.1 + degree.length));
        assert_eq!((covered, length), (part.covered, part.length()));
    }
    let mut at = coverage.start;
    for hole in &coverage.holes {
        assert!(at <= hole.start && hole.start <= hole.end && hole.end <= coverage.end, "{coverage:?}");
        at = hole.end;
    }
}

/// Names around one hour's boundary: neighbours touch, miss and overlap by about the tolerance.
fn names() -> impl Strategy<Value = Vec<String>> {
    let hour = prop_oneof![Just("2024-03-31T23:59"), Just("2024-04-01T00:00"), Just("2024-04-01T00:59")];
    let fraction =
        prop_oneof![4 => Just(String::new()), 2 => "\\.[0-9]{1,6}", 2 => "\\.0[01][0-9]", 1 => "\\.99[0-9]"];
    let duration = prop_oneof![
        6 => Just("2.0"), 1 => Just("2.010"), 1 => Just("1.99"), 1 => Just("1.9899999"), 1 => Just("1"),
        1 => Just("4"), 1 => Just("0"), 1 => Just("0.003"), 1 => Just("3600")
    ];
    let kind = prop_oneof![8 => Just("full"), 1 => Just("suspect"), 1 => Just("partial"), 1 => Just("temp")];
    let name = (hour, 0..60_u32, fraction, duration, kind, "[A-Za-z0-9_-]{4}").prop_map(
        |(at, second, fraction, duration, kind, hash)| {
            let (hour, minute) = at.split_once(':').unwrap();
            format!("{hour}/{minute}:{second:02}{fraction}-{duration}-{kind}-{hash}.ts")
        },
    );
    proptest::collection::vec(name, 0..90)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]
    #[test]
    fn coverage_is_its_plain_restatement_and_its_holes_are_the_playlists(
        names in names(),
        from in proptest::option::of(0..3_700_000_000_i64),
        length in proptest::option::of(prop_oneof![1..60_000_000_i64, 1..7_300_000_000_i64]),
    ) {
        let directory = TempDir::new().unwrap();
        for name in &names {
            put(directory.path(), name);
        }
        let begin = time("2024-03-31T23:58:59Z").micros();
        let start = from.map(|from| Time::from_micros(begin + from));
        let end = length.map(|length| Time::from_micros(start.map_or(begin, Time::micros) + length));
        let selection = select(directory.path(), start, end);
        let Some(coverage) = cover(&selection, start, end) else {
            prop_assert!(media::listed(&selection).next().is_none() && (start.is_none() || end.is_none()));
            return Ok(());
        };
        assert_adds_up(&coverage);

        // The holes that take time are what the stretches leave of the range.
        let mut at = coverage.start.micros();
        let mut between = Vec::new();
        for (from, to) in stretches(&selection, coverage.start, coverage.end) {
            if at < from {
                between.push((at, from));
            }
            at = at.max(to);
        }
        if at < coverage.end.micros() {
            between.push((at, coverage.end.micros()));
        }
        let holes: Vec<(i64, i64)> = coverage.holes.iter()
            .map(|hole| (hole.start.micros(), hole.end.micros()))
            .filter(|(start, end)| start < end)
            .collect();
        prop_assert_eq!(holes, between);

        // Each other hole is where the playlist has a discontinuity, and there is no other.
        if media::listed(&selection).next().is_some() {
            let links = Links::Absolute { directory: "/x".to_owned() };
            let playlist = {
                let items = lay_out(vec![by_name(&selection)], Holes::Discontinuity, 3_600).remove(0);
                let gap = Uri::relative(0, &["gap.ts"]).unwrap();
                media::build(&items, Kind::Vod, &links, &gap, 3_600).unwrap()
            };
            let listed = playlist.segments();
            prop_assert_eq!(coverage.segments.count(), listed.len());
            // A hole before the first segment needs no mark.
            let first = listed[0].program_date_time.unwrap();
            let breaks: Vec<Time> = listed.iter().skip(1)
                .filter(|segment| segment.discontinuity)
                .map(|segment| segment.program_date_time.unwrap())
                .collect();
            let last = end.filter(|_| selection.ends_in_hole());
            let ends: Vec<Time> =
                coverage.holes.iter().map(|hole| hole.end).filter(|end| *end > first).collect();
            prop_assert_eq!(ends, breaks.into_iter().chain(last).collect::<Vec<_>>());
        }
    }
}

const FILES: [&str; 13] = [
    "2024-05-01T09/59:56.0-2.0-full-AAAA.ts",
    "2024-05-01T09/59:58.0-2.003-full-AAAA.ts",
    "2024-05-01T10/00:00.0-2.0-full-AAAA.ts",
    "2024-05-01T10/00:00.0-1.5-full-BBBB.ts",
    "2024-05-01T10/00:01.0-2.0-full-AAAA.ts",
    "2024-05-01T10/00:02.0-1.0-partial-AAAA.ts",
    "2024-05-01T10/00:03.5-0.5-suspect-AAAA.ts",
    "2024-05-01T10/00:04.0-2.0-full-AAAA.ts",
    "2024-05-01T10/00:06.0-2.0-full-AAAA.ts",
    "2024-05-01T10/00:06.0-2.0-full-AAAA.tombstone",
    "2024-05-01T10/00:07.0-0-full-AAAA.ts",
    "2024-05-01T10/00:08.0-2.0-temp-AAAA.ts",
    "2024-05-01T10/notes.txt",
];

#[test]
fn every_part_of_a_small_archive_is_told() {
    let directory = TempDir::new().unwrap();
    for name in FILES {
        put(directory.path(), name);
    }
    let (start, end) = (time("2024-05-01T09:59:50Z"), time("2024-05-01T10:00:10Z"));
    let selection = select(directory.path(), Some(start), Some(end));
    let coverage = cover(&selection, Some(start), Some(end)).unwrap();
    assert_adds_up(&coverage);
    let told =
        serde_json::to_value(super::Named { stream: None, variant: "v", coverage: &coverage }).unwrap();
    let at = |second: &str| format!("2024-05-01T{second}Z");
    let partial = "2024-05-01T10/00:02.0-1.0-partial-AAAA.ts";
    assert_eq!(
        told,
        serde_json::json!({
            "variant": "v", "start": at("09:59:50.000"), "end": at("10:00:10.000"),
            "length": 20.0, "covered": 9.5, "uncovered": 10.5, "fraction": 0.475,
            "segments": { "full": 4, "suspect": 1, "partial": 1 },
            "left_out": {
                "overlapping": 1, "rivals": 1, "empty": 1, "tombstoned": 1, "temp": 1, "skipped": 1,
            },
            "holes": [
                { "start": at("09:59:50.000"), "end": at("09:59:56.000"), "length": 6.0, "after": null },
                { "start": at("10:00:03.000"), "end": at("10:00:03.500"), "length": 0.5, "after": "partial" },
                { "start": at("10:00:04.000"), "end": at("10:00:04.000"), "length": 0.0, "after": "suspect" },
                { "start": at("10:00:06.000"), "end": at("10:00:10.000"), "length": 4.0, "after": "full" },
            ],
            "overlaps": [{
                "start": at("10:00:01.000"), "end": at("10:00:02.000"), "length": 1.0,
                "segment": FILES[4], "kept": FILES[2],
            }],
            "suspects": [{
                "start": at("10:00:03.500"), "end": at("10:00:04.000"), "length": 0.5, "segment": FILES[6],
            }],
            "partials": [{
                "start": at("10:00:02.000"), "end": at("10:00:03.000"), "length": 1.0, "segment": partial,
            }],
            "hours": [
                {
                    "hour": "2024-05-01T09", "start": at("09:59:50.000"), "end": at("10:00:00.000"),
                    "length": 10.0, "covered": 4.0, "fraction": 0.4,
                    "segments": { "full": 2, "suspect": 0, "partial": 0 },
                },
                {
                    "hour": "2024-05-01T10", "start": at("10:00:00.000"), "end": at("10:00:10.000"),
                    "length": 10.0, "covered": 5.5, "fraction": 0.55,
                    "segments": { "full": 2, "suspect": 1, "partial": 1 },
                },
            ],
        })
    );
}

#[test]
fn an_open_range_reaches_from_the_first_segment_to_the_last() {
    let directory = TempDir::new().unwrap();
    for name in FILES {
        put(directory.path(), name);
    }
    let coverage = cover(&select(directory.path(), None, None), None, None).unwrap();
    assert_adds_up(&coverage);
    let ends = [coverage.start, coverage.end];
    assert_eq!(ends, [time("2024-05-01T09:59:56Z"), time("2024-05-01T10:00:06Z")]);
    assert_eq!(coverage.holes.len(), 2);

    let empty = TempDir::new().unwrap();
    let selection = select(empty.path(), None, None);
    assert_eq!(cover(&selection, None, None), None);
    let coverage = cover(&selection, Some(ends[0]), Some(ends[1])).unwrap();
    assert_adds_up(&coverage);
    assert_eq!((coverage.covered, coverage.holes.len(), coverage.hours.len()), (Span::ZERO, 1, 0));
}
