//! Parts of a recording, and types of playlists.

use super::fixture::{Fixture, done, failed, list, vod};
use crate::support::archive::TWO_SECONDS;

const HINT: &str = "hint: --holes discontinuity writes the playlist and marks them in it\n";

#[test]
fn a_range_is_cut_at_whole_segments() {
    let fixture = Fixture::new();
    let [first, second, third, fourth] = fixture.source.each_ref().map(String::as_str);
    let all = [(first, -4), (second, -2), (third, 0), (fourth, 6)];
    let source = fixture.variant("source");
    let way = format!("{}/source", fixture.way());
    let unix = "1714557600";
    for (args, segments) in [
        (&["--start", "2024-05-01T10:00:00Z"][..], &all[2..]),
        (&["--end", "2024-05-01T10:00:00Z"], &all[..2]),
        (&["--start", "2024-05-01T09:59:59.5", "--end", "2024-05-01T12:00:01+02:00"], &all[1..3]),
        (&["--start", unix, "--end", "2024-05-01 10:00:04"], &all[2..3]),
        (&["--start=2024-05-01T10:00:03Z", "--end=now"], &all[3..]),
        (&["--start", "-999999d", "--end", "-1s"], &all),
        (&["--end", "+1h"], &all),
        (&["--start", "0001-01-01T00:00:00Z", "--end", "9999-12-31T23:59:59Z"], &all),
    ] {
        assert_eq!(fixture.write(&source, args), done(vod(&way, segments), ""), "{args:?}");
    }
}

#[test]
fn variants_outside_the_range_are_left_out() {
    let fixture = Fixture::new();
    let args = ["--start", "2024-05-01T10:00:00Z", "-o", "out/"];
    let told = "wrote out/source.m3u8: 2 segments, 4s, 1 hole\nwrote out/master.m3u8\n";
    assert_eq!(fixture.write(fixture.archive.path("show"), &args), done("", told));
    let master = fixture.read("out/master.m3u8");
    assert!(master.contains("source.m3u8") && !master.contains("low.m3u8"), "{master}");
    assert!(!fixture.out.path().join("out/low.m3u8").exists());
}

#[test]
fn nothing_in_the_range_writes_nothing() {
    let fixture = Fixture::new();
    std::fs::write(fixture.out.path().join("old"), "old").unwrap();
    for (source, out) in [("show/source", "old"), ("show/source", "new"), ("show", "directory/")] {
        let source = fixture.archive.path(source);
        let args = ["--start", "2024-05-01T10:00:03Z", "--end", "2024-05-01T10:00:05Z", "-o", out];
        let told = format!("error: {}: there is no segment in the range\n", source.display());
        assert_eq!(fixture.write(&source, &args), failed(7, told));
    }
    assert_eq!(fixture.read("old"), "old");
    assert_eq!(fixture.written(), ["old"]);
}

#[test]
fn times_that_are_wrong_are_told() {
    let fixture = Fixture::new();
    let source = fixture.variant("source");
    for flag in ["--start", "--end"] {
        for bad in
            ["", "yesterday", "2024-05-01", "10:00", "-1", "--5m", "2024-05-01T25:00:00Z", "\u{1b}[31m\n"]
        {
            let run = fixture.write(&source, &[flag, bad]);
            let shown: String = bad.chars().flat_map(char::escape_debug).collect();
            let told = format!("error: {flag}: '{shown}' is not a time: write 2026-01-02T03:04:05Z, ");
            assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
            assert!(run.stderr.starts_with(&told) && run.stderr.lines().count() == 1, "{:?}", run.stderr);
        }
    }
    for (start, end) in [
        ("2024-05-01T10:00:00Z", "2024-05-01T10:00:00Z"),
        ("2024-05-01T10:00:00Z", "2024-05-01T09:00:00Z"),
        ("now", "-1m"),
    ] {
        let run = fixture.write(&source, &["--start", start, "--end", end]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
        assert!(run.stderr.contains("is not after its start"), "{}", run.stderr);
    }
}

#[test]
fn an_event_ends_when_its_end_has_passed() {
    let fixture = Fixture::new();
    let segments = [(fixture.low[0].as_str(), -4), (fixture.low[1].as_str(), -2)];
    let way = format!("{}/low", fixture.way());
    let ended = list("EVENT", &way, &segments) + "#EXT-X-ENDLIST\n";
    // Longer segments may come, and the target duration stays.
    let growing = ended.replace("DURATION:2", "DURATION:6").replace("#EXT-X-ENDLIST\n", "");
    let low = fixture.variant("low");
    for (end, playlist) in [(None, &growing), (Some("+1h"), &growing), (Some("2024-05-01T11:00:00Z"), &ended)]
    {
        let args: Vec<&str> =
            ["--type", "event"].into_iter().chain(end.into_iter().flat_map(|end| ["--end", end])).collect();
        assert_eq!(fixture.write(&low, &args), done(playlist, ""), "{end:?}");
    }
    // A list of what there is ends with what there is.
    assert_eq!(fixture.write(&low, &["--type", "vod", "--end", "+1h"]), done(vod(&way, &segments), ""));
}

#[test]
fn holes_fail_for_those_who_cannot_have_them() {
    let fixture = Fixture::new();
    let source = fixture.variant("source");
    std::fs::write(fixture.out.path().join("old"), "old").unwrap();
    let fail = |args: &[&str]| fixture.write(&source, &[&["--holes", "fail"], args].concat());
    let between = "source: nothing from 2024-05-01T10:00:02.000Z to 2024-05-01T10:00:06.000Z (4s)\n";
    let one = format!("{between}error: 1 hole in the range, so nothing was written\n{HINT}");
    assert_eq!(fail(&[]), failed(13, &one));
    assert_eq!(fail(&["-o", "old"]), failed(13, &one));
    assert_eq!(fail(&["-o", "new/"]), failed(13, &one));
    assert_eq!(
        fail(&["-q"]),
        failed(13, format!("error: 1 hole in the range, so nothing was written\n{HINT}"))
    );

    // What is missing at the ends counts where an end was given.
    let before = "source: nothing from 2024-05-01T09:59:50.000Z to 2024-05-01T09:59:56.000Z (6s)\n";
    let after = "source: nothing from 2024-05-01T10:00:08.000Z to 2024-05-01T10:00:10.000Z (2s)\n";
    let three =
        format!("{before}{between}{after}error: 3 holes in the range, so nothing was written\n{HINT}");
    assert_eq!(
        fail(&["--start", "2024-05-01T09:59:50Z", "--end", "2024-05-01T10:00:10Z"]),
        failed(13, three)
    );
    assert_eq!(fixture.written(), ["old"]);
    assert_eq!(fixture.read("old"), "old");

    // A variant that has nothing at all there is a hole, too.
    let range = ["--holes", "fail", "--start", "2024-05-01T10:00:06Z", "--end", "2024-05-01T10:00:08Z"];
    let run = fixture.write(fixture.archive.path("show"), &[&range[..], &["-o", "show/"]].concat());
    assert_eq!(run.code, Some(13), "{}", run.stderr);
    assert!(run.stderr.starts_with("low: nothing at all\n"), "{}", run.stderr);

    assert_eq!(fail(&["--end", "2024-05-01T10:00:02Z"]).code, Some(0));
    assert_eq!(fixture.write(fixture.variant("low"), &["--holes", "fail"]).code, Some(0));
    fixture.archive.record("show/low", super::fixture::at(0), TWO_SECONDS, "partial", b"");
    fixture.archive.record("show/low", super::fixture::at(2), TWO_SECONDS, "full", b"");
    let run = fixture.write(fixture.variant("low"), &["--holes", "fail"]);
    let cut = "low: nothing from before 2024-05-01T10:00:02.000Z, where a segment was cut off\n";
    assert!(run.stderr.starts_with(cut), "{}", run.stderr);
}
