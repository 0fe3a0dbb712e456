//! What of a variant is recorded, as JSON.

use std::time::SystemTime;

use serde_json::{Value, json};
use streamctl::time::{Span, Time};

use super::fixture::{Fixture, at};
use super::table::{Row, ask, check, get};
use crate::support::archive::{Archive, TWO_SECONDS};
use crate::support::program::streamctl;
use crate::support::server::Server;

const COVERAGE: &str = "/coverage/show/source";

fn hole(from: i64, to: i64, after: Option<&str>) -> Value {
    let length = f64::from(i32::try_from(to - from).unwrap());
    json!({ "start": at(from).to_string(), "end": at(to).to_string(), "length": length, "after": after })
}

/// The answer to a question, and the range it is about.
fn told(server: &Server, target: &str) -> (Value, [String; 2]) {
    let told: Value = serde_json::from_str(&server.text(target)).unwrap();
    let range = ["start", "end"].map(|key| told[key].as_str().unwrap().to_owned());
    (told, range)
}

#[test]
fn a_range_of_the_past_is_told_with_all_that_is_in_it() {
    let fixture = Fixture::new();
    let hour = |hour: &str, from: i64, to: i64, covered: f64, fraction: f64| {
        json!({
            "hour": hour, "start": at(from).to_string(), "end": at(to).to_string(),
            "length": f64::from(i32::try_from(to - from).unwrap()), "covered": covered, "fraction": fraction,
            "segments": { "full": 2, "suspect": 0, "partial": 0 },
        })
    };
    let expected = json!({
        "stream": "show", "variant": "source",
        "start": at(-10).to_string(), "end": at(10).to_string(),
        "length": 20.0, "covered": 8.0, "uncovered": 12.0, "fraction": 0.4,
        "segments": { "full": 4, "suspect": 0, "partial": 0 },
        // Two names that are no segments', and a link out of the archive.
        "left_out": { "overlapping": 0, "rivals": 0, "empty": 0, "tombstoned": 1, "temp": 1, "skipped": 3 },
        "holes": [hole(-10, -4, None), hole(2, 6, Some("full")), hole(8, 10, Some("full"))],
        "overlaps": [], "suspects": [], "partials": [],
        "hours": [hour("2024-05-01T09", -10, 0, 4.0, 0.4), hour("2024-05-01T10", 0, 10, 4.0, 0.4)],
    });
    let target = format!("{COVERAGE}?start={}&end={}", at(-10), at(10));
    let row = get(&target).json(expected).header("cache-control", "public, max-age=30");
    let tag = fixture.server.get(&target).header("etag").unwrap().to_owned();
    let known = get(&target).with("If-None-Match", tag).is(304).body("");
    let length = fixture.server.get(&target).body.len().to_string();
    check(&fixture.server, [row, known, ask("HEAD", &target).header("content-length", length)]);
}

#[test]
fn a_bound_that_is_not_given_lies_where_the_recording_does() {
    let fixture = Fixture::new();
    for (query, from, to, holes) in [
        ("", -4, 8, json!([hole(2, 6, Some("full"))])),
        ("?window=12h", -4, 8, json!([hole(2, 6, Some("full"))])),
        ("?window=4s", 4, 8, json!([hole(4, 6, None)])),
        (&format!("?start={}", at(-10)), -10, 8, json!([hole(-10, -4, None), hole(2, 6, Some("full"))])),
        (&format!("?end={}", at(10)), -4, 10, json!([hole(2, 6, Some("full")), hole(8, 10, Some("full"))])),
    ] {
        let (told, range) = told(&fixture.server, &format!("{COVERAGE}{query}"));
        assert_eq!(range, [at(from).to_string(), at(to).to_string()], "{query}");
        assert_eq!(told["holes"], holes, "{query}");
    }
}

#[test]
fn its_refusals_are_those_of_the_playlists() {
    let fixture = Fixture::new();
    let range = |start: i64, end: i64| get(format!("{COVERAGE}?start={}&end={}", at(start), at(end)));
    let bad = |query: &str, says: &str| get(format!("{COVERAGE}?{query}")).is(400).says(says);
    let missing = |target: &str| get(target).is(404);
    let rows: Vec<Row> = vec![
        range(3, 5).is(404).says("no segment between 2024-05-01T10:00:03.000Z and 2024-05-01T10:00:05.000Z"),
        range(2, 1).is(400).says("is not after its start"),
        range(0, 8 * 86_400 + 1).is(400).says("the limit is 8d"),
        bad("start=", "start: ''"),
        bad("end=zzz", "end: 'zzz'"),
        bad("window=0s", "longer than 0s"),
        bad("window=1h&end=now", "cannot go with end"),
        bad("window=9d", "the limit is 8d"),
        bad("start=2024-04-01T00:00:00Z", "more than 12h before"),
        missing("/coverage/show/none").says("no variant 'none' of a stream 'show'"),
        missing("/coverage/none/source").says("no variant 'source' of a stream 'none'"),
        missing("/coverage/show/chat"),
        missing("/coverage/show"),
        missing("/coverage/show/away"),
        missing("/coverage/show%2fsource/x"),
        get("/coverage/show/.secret").is(403).says("may not start with a period"),
        get("/coverage/../show").is(403),
        ask("POST", COVERAGE).is(405),
    ];
    check(&fixture.server, rows);

    let program = streamctl(["serve", "--max-range", "1h"]).args([fixture.archive.root()]);
    let strict = Server::run(program);
    let too_long = format!("{COVERAGE}?start={}&end={}", at(0), at(3_601));
    check(&strict, [get(too_long).is(400).says("the limit is 1h")]);
}

#[test]
fn a_recording_that_goes_on_ends_with_its_newest_segment() {
    let archive = Archive::new();
    let now = Time::from_system(SystemTime::now());
    let start = Time::from_micros(now.micros() / 1_000_000 * 1_000_000) - Span::from_secs(10);
    let end = (0..3).fold(start, |at, _| {
        archive.record("live/source", at, TWO_SECONDS, "full", b"");
        at + TWO_SECONDS
    });
    std::fs::create_dir_all(archive.path("live/bare")).unwrap();
    let server = Server::start(archive.root());
    let (live, range) = told(&server, "/coverage/live/source");
    assert_eq!((range, &live["holes"]), ([start.to_string(), end.to_string()], &json!([])));
    check(&server, [get("/coverage/live/source").header("cache-control", "no-cache")]);

    // Up to an end that is still to come, what is not there yet is missing.
    let (_, [_, until]) = told(&server, "/coverage/live/source?end=%2b1h");
    assert!(until > end.to_string(), "{until}");

    // What may still fill is there, and has nothing.
    let (bare, _) = told(&server, "/coverage/live/bare?window=1h");
    assert_eq!((&bare["covered"], bare["holes"].as_array().map(Vec::len)), (&json!(0.0), Some(1)));
    let (future, _) = told(&server, "/coverage/live/source?start=%2b1h&end=%2b2h");
    assert_eq!((&future["covered"], &future["length"]), (&json!(0.0), &json!(3_600.0)));
}
