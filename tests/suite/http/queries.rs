//! The parameters of playlists, good and bad.

use super::fixture::{Fixture, at, vod};
use super::table::{Row, check, get};
use crate::support::program::streamctl;
use crate::support::server::Server;

/// The same question to the media playlist and to the master playlist.
fn both(query: &str) -> [Row; 2] {
    ["/playlist/show/source.m3u8", "/playlist/show.m3u8"].map(|target| get(format!("{target}?{query}")))
}

#[test]
fn times_can_be_written_in_many_ways() {
    let fixture = Fixture::new();
    let third = vod(&[(&fixture.source[2], 0, false)]);
    let ten = 1_714_557_600;
    let unix = (ten.to_string(), (ten + 2).to_string());
    let rows = [
        ("2024-05-01T10:00:00Z", "2024-05-01T10:00:02Z"),
        ("2024-05-01T10:00:00", "2024-05-01T10:00:02"),
        ("2024-05-01T10:00:00.000000Z", "2024-05-01T10:00:01.999999Z"),
        ("2024-05-01T10:00:00.1234567891Z", "2024-05-01T10:00:02Z"),
        ("2024-05-01t10:00:00z", "2024-05-01T10:00:02Z"),
        ("2024-05-01%2010:00:00", "2024-05-01%2010:00:02"),
        ("2024-05-01T12:00:00%2B02:00", "2024-05-01T12:00:02+02:00"),
        ("2024-05-01T02:00:00-08:00", "2024-05-01T02:00:02-08:00"),
        ("2024-05-01T10%3A00%3A00Z", "2024-05-01T10:00:02Z"),
        (unix.0.as_str(), unix.1.as_str()),
    ]
    .map(|(start, end)| {
        get(format!("/playlist/show/source.m3u8?start={start}&end={end}")).body(third.clone())
    });
    check(&fixture.server, rows);
    let first_counts = get(format!(
        "/playlist/show/source.m3u8?start={}&start=zzz&end={}&end=&START=zzz&unknown=1&unknown=2&flag",
        at(0),
        at(2)
    ));
    check(&fixture.server, [first_counts.body(third)]);
}

#[test]
fn what_is_no_time_is_named() {
    let fixture = Fixture::new();
    let bad = [
        "",
        "zzz",
        "%20",
        "%2010:00",
        "-",
        "%2b",
        "--1h",
        "-1",
        "-1y",
        "-99999999999999999999d",
        "1h",
        "yesterday",
        "NOW",
        "10:30",
        "2024-05-01",
        "20240501T100000Z",
        "2024-05-01T10:00",
        "2024-05-01T24:00:00Z",
        "2024-05-01T10:00:60Z",
        "2024-02-30T10:00:00Z",
        "2024-13-01T10:00:00Z",
        "2024-05-01T10:00:00+99:00",
        "2024-05-01T10:00:00%2002:00",
        "99999-01-01T00:00:00Z",
        "1e9",
        "1714557600.5",
        "99999999999999999999",
        "%00",
        "%zz",
        "%0a%0d",
        "%D9%A1%D9%A2",
    ];
    for name in ["start", "end"] {
        let of =
            |value: &&str| both(&format!("{name}={value}")).map(|row| row.is(400).says(format!("{name}: ")));
        check(&fixture.server, bad.iter().flat_map(of));
        check(&fixture.server, both(name).map(|row| row.is(400).says(format!("{name}: ''"))));
    }
    let rows = [
        "window=",
        "window",
        "window=5",
        "window=-5s",
        "window=1.5h",
        "window=zzz",
        "window=99999999999999d",
    ];
    check(&fixture.server, rows.iter().flat_map(|query| both(query).map(|row| row.is(400).says("window: "))));
    check(&fixture.server, both("x=%ff").map(|row| row.is(400).says("not UTF-8")));
}

#[test]
fn what_means_no_range_is_explained() {
    let fixture = Fixture::new();
    let range = |start, end| format!("start={}&end={}", at(start), at(end));
    let rows = [
        (range(2, 2), "is not after its start"),
        (range(2, 0), "is not after its start"),
        (range(0, 8 * 86_400 + 1), "the limit is 8d"),
        ("start=0&end=253402300799".to_owned(), "the limit is 8d"),
        ("window=9d".to_owned(), "the limit is 8d"),
        ("window=0s".to_owned(), "longer than 0s"),
        (format!("window=1h&end={}", at(0)), "cannot go with end"),
        (format!("window=1h&{}", range(0, 2)), "cannot go with end"),
        // 12 h before the newest segment, which ends eight seconds after ten, and a second more.
        (format!("start={}", at(8 - 12 * 3_600 - 1)), "more than 12h before the newest segment"),
        ("start=0".to_owned(), "more than 12h before the newest segment"),
    ];
    let said = |(query, says): &(String, &str)| both(query).map(|row| row.is(400).says(*says));
    check(&fixture.server, rows.iter().flat_map(said));
    let fine =
        [range(0, 8 * 86_400), format!("start={}", at(8 - 12 * 3_600)), "start=0&window=8d".to_owned()];
    check(&fixture.server, fine.iter().flat_map(|query| both(query)));
}

#[test]
fn the_longest_range_is_a_setting() {
    let fixture = Fixture::new();
    let root = fixture.archive.root().as_os_str();
    let server = Server::run(streamctl(["serve", "--max-range", "1h"]).args([root]));
    let range = |seconds| format!("start={}&end={}", at(0), at(seconds));
    check(&server, both(&range(3_601)).map(|row| row.is(400).says("the limit is 1h")));
    check(&server, both(&range(3_600)));
}
