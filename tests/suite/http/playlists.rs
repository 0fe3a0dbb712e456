//! Media playlists of what has been recorded.

use super::fixture::{Fixture, at, vod};
use super::table::{Row, check, get};

const MEDIA: &str = "/playlist/show/source.m3u8";

#[test]
fn a_range_of_the_past_is_complete() {
    let fixture = Fixture::new();
    let [first, second, third, fourth] = fixture.source.each_ref().map(String::as_str);
    let all = vod(&[(first, -4, false), (second, -2, false), (third, 0, false), (fourth, 6, true)]);
    let range = |start: i64, end: i64| get(format!("{MEDIA}?start={}&end={}", at(start), at(end)));
    let lists = |segments: &[(&str, i64, bool)], row: Row| {
        row.body(vod(segments)).header("cache-control", "public, max-age=30")
    };
    let rows = [
        get(MEDIA).body(all.clone()).header("content-type", "application/vnd.apple.mpegurl"),
        get(format!("{MEDIA}?start={}", at(-10))).body(all.clone()),
        get(format!("{MEDIA}?end={}", at(10))).body(all.clone()),
        get(format!("{MEDIA}?window=12h")).body(all.clone()),
        get(format!("{MEDIA}?start={}&end={}", at(-3_600), at(3_600))).body(all),
        // Across the hour, whole segments that touch the range.
        lists(&[(second, -2, false), (third, 0, false)], range(-1, 1)),
        lists(&[(second, -2, false)], range(-2, 0)),
        lists(&[(third, 0, false)], range(0, 2)),
        lists(&[(first, -4, false), (second, -2, false)], range(-1_000, 0)),
        // A range that begins in a hole, or ends in one: what lies beyond is no part of it.
        lists(&[(fourth, 6, false)], range(3, 9)),
        lists(&[(third, 0, false)], range(1, 5)),
        // An open one, and the newest part of it.
        get(format!("{MEDIA}?start={}", at(0))).body(vod(&[(third, 0, false), (fourth, 6, true)])),
        get(format!("{MEDIA}?window=3s")).body(vod(&[(fourth, 6, false)])),
        get(format!("{MEDIA}?window=8s&start={}", at(5))).body(vod(&[(fourth, 6, false)])),
    ];
    check(&fixture.server, rows);
}

#[test]
fn nothing_in_the_past_is_not_found() {
    let fixture = Fixture::new();
    let range = |target: &str, start: i64, end: i64| {
        get(format!("{target}?start={}&end={}", at(start), at(end))).is(404)
    };
    let rows = [
        range(MEDIA, 3, 5).says("no segment between 2024-05-01T10:00:03.000Z and 2024-05-01T10:00:05.000Z"),
        range(MEDIA, 8, 20),
        range(MEDIA, -100, -4),
        range("/playlist/show/low.m3u8", 0, 20),
        get(format!("/playlist/show/low.m3u8?start={}", at(60))).is(404),
        get("/playlist/show/none.m3u8").is(404).says("no variant 'none' of a stream 'show'"),
        get("/playlist/none/source.m3u8").is(404).says("no variant 'source' of a stream 'none'"),
        get("/playlist/show/loose.txt.m3u8").is(404),
        get("/playlist/loose.txt/source.m3u8").is(404),
        get("/playlist/show/chat.m3u8").is(404),
    ];
    check(&fixture.server, rows);
}

#[test]
fn what_may_still_come_is_an_empty_live_playlist() {
    let fixture = Fixture::new();
    for target in ["/playlist/show/source.m3u8?start=-10s&end=%2b1h", "/playlist/bare/source.m3u8"] {
        let answer = fixture.server.get(target);
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (200, Some("application/vnd.apple.mpegurl"))
        );
        let text = answer.text();
        let names: Vec<&str> = text.lines().map(|line| line.split(':').next().unwrap()).collect();
        let expected = [
            "#EXTM3U",
            "#EXT-X-VERSION",
            "#EXT-X-TARGETDURATION",
            "#EXT-X-SERVER-CONTROL",
            "#EXT-X-MEDIA-SEQUENCE",
            "#EXT-X-DISCONTINUITY-SEQUENCE",
        ];
        assert_eq!(names, expected, "{target}: {text}");
        let half = text.lines().find_map(|line| line.strip_prefix("#EXT-X-TARGETDURATION:")).unwrap();
        let half = half.parse::<u64>().unwrap().div_ceil(2);
        assert_eq!(answer.header("cache-control"), Some(format!("public, max-age={half}").as_str()));
    }
}
