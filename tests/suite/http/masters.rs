//! Master playlists over HTTP.

use super::fixture::{Fixture, at};
use super::table::{ask, check, get};
use crate::support::archive::TWO_SECONDS;

const MASTER: &str = "/playlist/show.m3u8";

/// The URIs of a playlist.
fn uris(fixture: &Fixture, target: &str) -> Vec<String> {
    let text = fixture.server.text(target);
    assert!(text.starts_with("#EXTM3U\n#EXT-X-VERSION:1\n#EXT-X-STREAM-INF:BANDWIDTH="), "{text}");
    text.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect()
}

#[test]
fn variants_are_offered_where_they_have_something() {
    let fixture = Fixture::new();
    // The first has more bytes a second.
    assert_eq!(uris(&fixture, MASTER), ["show/source.m3u8", "show/low.m3u8"]);
    let range = |start: i64, end: i64| format!("start={}&end={}", at(start), at(end));
    let both = range(-4, 0);
    let offered = [format!("show/source.m3u8?{both}"), format!("show/low.m3u8?{both}")];
    assert_eq!(uris(&fixture, &format!("{MASTER}?{both}")), offered);
    // More than a target duration that only one has is not offered (RFC 8216bis §6.2.4).
    let common = range(-4, -2);
    let offered = [format!("show/source.m3u8?{common}"), format!("show/low.m3u8?{common}")];
    assert_eq!(uris(&fixture, &format!("{MASTER}?{}", range(-4, 10))), offered);
    let asked = format!("x=1&end={}", at(10));
    let common = format!("x=1&end={}&start={}", at(-2), at(-4));
    let offered = [format!("show/source.m3u8?{common}"), format!("show/low.m3u8?{common}")];
    assert_eq!(uris(&fixture, &format!("{MASTER}?{asked}")), offered);
    let later = range(0, 10);
    assert_eq!(uris(&fixture, &format!("{MASTER}?{later}")), [format!("show/source.m3u8?{later}")]);
    let rows = [
        get(MASTER)
            .header("content-type", "application/vnd.apple.mpegurl")
            .header("cache-control", "public, max-age=30"),
        get(format!("{MASTER}?{}", range(100, 200)))
            .is(404)
            .says("no variant of 'show' has a segment in that range"),
        get("/playlist/none.m3u8").is(404).says("no stream 'none'"),
        get("/playlist/loose.txt.m3u8").is(404),
        get("/playlist/empty.m3u8").is(404).says("no variant of 'empty' has a segment"),
        get("/playlist/bare.m3u8").is(404).says("no variant of 'bare' has a segment"),
        ask("HEAD", format!("{MASTER}?start=")).is(400),
    ];
    check(&fixture.server, rows);
}

#[test]
fn what_was_asked_for_is_asked_of_the_variants() {
    let fixture = Fixture::new();
    let query = |query: &str| uris(&fixture, &format!("{MASTER}?{query}"))[0].clone();
    for (asked, passed_on) in [
        ("window=3s", "window=3s"),
        ("start=2024-05-01T11:59:56%2b02:00", "start=2024-05-01T11:59:56%2B02:00"),
        ("start=2024-05-01T11:59:56+02:00", "start=2024-05-01T11:59:56%2B02:00"),
        ("start=2024-05-01T09:59:56&start=zzz", "start=2024-05-01T09:59:56"),
        ("x=%22%0a&y=a+b&z", "x=%22%0A&y=a%2Bb&z="),
        ("a%26b=%3d&%c3%b6=%c3%bc", "a%26b=%3D&%C3%B6=%C3%BC"),
        ("token=1&_HLS_msn=5&_HLS_skip=YES", "token=1"),
    ] {
        assert_eq!(query(asked), format!("show/source.m3u8?{passed_on}"), "{asked}");
    }
    // What is counted from now must not be counted again by every request of a player.
    fixture.archive.record("show/source", crate::http::live::now(), TWO_SECONDS, "full", b"now");
    let uri = query("start=-1m&end=%2b1h");
    let (_, times) = uri.split_once("?start=").unwrap();
    let (start, end) = times.split_once("&end=").unwrap();
    for time in [start, end] {
        assert!(time.starts_with("20") && time.ends_with('Z'), "{uri}");
    }
}

#[test]
fn the_offered_playlists_are_there() {
    let fixture = Fixture::new();
    for target in [MASTER.to_owned(), format!("{MASTER}?start={}", at(-4)), format!("{MASTER}?window=20s")] {
        for uri in uris(&fixture, &target) {
            let media = fixture.server.text(&format!("/playlist/{uri}"));
            let segment = media.lines().find_map(|line| line.strip_prefix("../..")).unwrap();
            check(&fixture.server, [get(segment)]);
        }
    }
}

/// RFC 8216 §6.2.4: the playlists of one master have one target duration.
#[test]
fn variants_share_their_target_duration() {
    let fixture = Fixture::new();
    let long = streamctl::time::Span::from_micros(4_600_000);
    fixture.archive.record("show/low", at(0), long, "full", b"long");
    for variant in ["source", "low"] {
        let text = fixture.server.text(&format!("/playlist/show/{variant}.m3u8"));
        assert!(text.contains("#EXT-X-TARGETDURATION:5\n"), "{variant}: {text}");
    }
}
