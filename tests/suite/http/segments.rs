//! `/segments/…`: files, whole.

use streamctl::time::{Span, Time};

use super::fixture::{Fixture, bytes, segment};
use super::table::{ask, check, get};
use crate::support::archive::TWO_SECONDS;
use crate::support::client::Answer;
use crate::support::wait::until;

#[test]
fn files_are_served_under_their_kind() {
    let fixture = Fixture::new();
    let kinds = [
        ("page.json", "application/json"),
        ("sound.aac", "audio/aac"),
        ("init.mp4", "video/mp4"),
        ("1.m4s", "video/iso.segment"),
        ("script.html", "application/octet-stream"),
        ("noending", "application/octet-stream"),
    ];
    let of_kind = |(name, kind): &(&str, &str)| {
        fixture.archive.put(format!("show/extras/2024-05-01T09/{name}"), name.as_bytes());
        let target = format!("/segments/show/extras/2024-05-01T09/{name}");
        get(target).header("content-type", *kind).header("cache-control", "no-cache").body(*name)
    };
    check(&fixture.server, kinds.iter().map(of_kind));
    let rows = [
        get(segment(&fixture.source[0]))
            .body(bytes())
            .header("content-type", "video/mp2t")
            .header("content-length", "1000")
            .header("accept-ranges", "bytes")
            .no_header("content-encoding"),
        get(segment(&fixture.source[0]) + "?start=zzz").body(bytes()),
        get(segment(&fixture.source[0]).replace(':', "%3A")).body(bytes()),
        get(segment(&fixture.source[0])).with("Accept-Encoding", "gzip").body(bytes()),
        get(format!("/segments/show/chat/{}", fixture.chat))
            .body("{}")
            .header("content-type", "application/json"),
    ];
    check(&fixture.server, rows);
}

#[test]
fn what_is_no_finished_file_is_not_served() {
    let fixture = Fixture::new();
    let missing = |target: &str| get(target).is(404).says("no segment");
    let rows = [
        get(segment(&fixture.tombstoned)).body("taken back").header("content-type", "video/mp2t"),
        missing(&segment(&fixture.tombstoned.replace(".ts", ".tombstone"))),
        missing(&segment(&fixture.temp)),
        missing(&segment("2024-05-01T10/00:06.0-2.0-full-AAAA.ts")),
        missing("/segments/show/source/2024-05-01T08/x.ts"),
        missing("/segments/show/source/notes.txt/x.ts"),
        missing("/segments/none/source/2024-05-01T09/x.ts"),
        get("/segments/show/source/2024-05-01T09").is(404),
        get("/segments/show/source/2024-05-01T09/").is(404),
    ];
    check(&fixture.server, rows);
    std::fs::create_dir(fixture.archive.path("show/source/2024-05-01T09/directory.ts")).unwrap();
    check(&fixture.server, [missing("/segments/show/source/2024-05-01T09/directory.ts")]);
}

#[test]
fn only_segments_of_finished_hours_are_given_away_for_good() {
    let fixture = Fixture::new();
    let now = Time::from_system(std::time::SystemTime::now());
    let record = |start| {
        let name = fixture.archive.record("show/source", start, TWO_SECONDS, "full", b"new");
        segment(&name)
    };
    let rows = [
        get(segment(&fixture.source[0])).header("cache-control", "public, max-age=31536000, immutable"),
        get(record(now - Span::from_secs(2 * 3_600 + 600)))
            .header("cache-control", "public, max-age=31536000, immutable"),
        get(record(now)).header("cache-control", "public, max-age=3600"),
    ];
    check(&fixture.server, rows);
}

#[test]
fn a_large_segment_comes_whole_and_in_parts() {
    let fixture = Fixture::new();
    let large: Vec<u8> = [b"0123456789".repeat(300_000).as_slice(), b"x"].concat();
    let name = fixture.archive.record("show/source", super::fixture::at(8), TWO_SECONDS, "full", &large);
    let target = segment(&name);
    let rows = [
        get(&target).body(large.clone()).header("content-length", "3000001"),
        get(&target)
            .with("Range", "bytes=1000000-2999999")
            .is(206)
            .header("content-range", "bytes 1000000-2999999/3000001")
            .body(&large[1_000_000..3_000_000]),
        get(&target).with("Range", "bytes=-1").is(206).body(&large[3_000_000..]),
    ];
    check(&fixture.server, rows);
}

#[test]
fn what_gaps_lead_to_is_always_there() {
    let fixture = Fixture::new();
    let filler =
        get("/segments/gap.ts").body(streamctl::media::filler()).header("content-type", "video/mp2t");
    check(&fixture.server, [filler, get("/segments/gap.ts/").is(404), get("/segments/gap").is(404)]);
    // A stream may have that name: its segments have three more.
    let name = fixture.archive.record("gap.ts/source", super::fixture::at(0), TWO_SECONDS, "full", b"mine");
    check(&fixture.server, [get(format!("/segments/gap.ts/source/{name}")).body(*b"mine")]);
}

#[test]
fn what_many_ask_for_is_the_same_from_memory_and_goes_with_its_file() {
    let fixture = Fixture::new();
    let target = segment(&fixture.source[0]);
    let first = fixture.server.get(&target);
    let tag = first.header("etag").unwrap().to_owned();
    for _ in 0..4 {
        let answer = fixture.server.get(&target);
        let without_date = |answer: &Answer| {
            let mut answer = answer.clone();
            answer.headers.retain(|(name, _)| name != "date" && name != "x-request-id");
            answer
        };
        assert_eq!(without_date(&answer), without_date(&first));
        let rows = [
            get(&target).with("Range", "bytes=10-19").is(206).body(&bytes()[10..20]),
            get(&target).with("Range", "bytes=-1").is(206).body(&bytes()[999..]),
            get(&target).with("Range", "bytes=1000-").is(416).says("1000 bytes"),
            get(&target).with("If-None-Match", &*tag).is(304),
            get(&target).with("If-Match", "\"other\"").is(412).says("conditions"),
            ask("HEAD", target.clone()).header("content-length", "1000"),
        ];
        check(&fixture.server, rows);
    }
    std::fs::remove_file(fixture.archive.path(format!("show/source/{}", fixture.source[0]))).unwrap();
    until("the segment to go with its file", || {
        let answer = fixture.server.get(&target);
        (answer.status == 404).then_some(())
    });
}
