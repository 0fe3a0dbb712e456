//! `--check`: is what is there what would be written?

use std::fs;

use super::fixture::{Fixture, done, failed};
use crate::support::program::Run;

const HINT: &str = "hint: the same command without --check writes them\n";

#[test]
fn what_is_as_it_should_be_is_passed_over() {
    let fixture = Fixture::new();
    for (source, out) in [("show/source", "list.m3u8"), ("show", "out/")] {
        let source = fixture.archive.path(source);
        assert_eq!(fixture.write(&source, &["-qo", out]), done("", ""));
        assert_eq!(fixture.write(&source, &["--check", "-o", out]), done("", ""));
        assert_eq!(fixture.write(&source, &["--check", "-qo", out]), done("", ""));
    }
}

#[test]
fn what_differs_is_shown() {
    let fixture = Fixture::new();
    let source = fixture.variant("source");
    fixture.write(&source, &["-o", "list.m3u8"]);
    let old =
        fixture.read("list.m3u8").replace("#EXT-X-DISCONTINUITY\n", "").replace("VERSION:3", "VERSION:4");
    fs::write(fixture.out.path().join("list.m3u8"), &old).unwrap();
    let [.., third, fourth] = fixture.source.each_ref();
    let way = fixture.way();
    let diff = format!(
        "--- list.m3u8\n+++ as it would be written\n\
         @@ -1,5 +1,5 @@\n #EXTM3U\n-#EXT-X-VERSION:4\n+#EXT-X-VERSION:3\n #EXT-X-TARGETDURATION:2\n \
         #EXT-X-MEDIA-SEQUENCE:0\n #EXT-X-PLAYLIST-TYPE:VOD\n\
         @@ -12,6 +12,7 @@\n #EXT-X-PROGRAM-DATE-TIME:2024-05-01T10:00:00.000Z\n #EXTINF:2.000,\n \
         {way}/source/{third}\n+#EXT-X-DISCONTINUITY\n \
         #EXT-X-PROGRAM-DATE-TIME:2024-05-01T10:00:06.000Z\n #EXTINF:2.000,\n {way}/source/{fourth}\n"
    );
    let told = format!("error: 1 playlist is not what would be written\n{HINT}");
    let run = Run { stdout: diff, ..failed(13, told) };
    assert_eq!(fixture.write(&source, &["--check", "-o", "list.m3u8"]), run);
    assert_eq!(fixture.write(&source, &["--check", "-qo", "list.m3u8"]), run);
    assert_eq!(fixture.read("list.m3u8"), old, "nothing is written");

    let run = fixture.write(&source, &["--check", "--json", "-o", "list.m3u8"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(13), ""));
    let error: serde_json::Value = serde_json::from_str(&run.stderr).unwrap();
    assert_eq!(error["error"]["message"], "1 playlist is not what would be written");
}

#[test]
fn what_is_missing_is_told() {
    let fixture = Fixture::new();
    let stream = fixture.archive.path("show");
    let missing = |name: &str| format!("out/{name}.m3u8 does not exist\n");
    let all = ["low", "source", "master"].map(missing).concat();
    let told = format!("{all}error: 3 playlists are not what would be written\n{HINT}");
    assert_eq!(fixture.write(&stream, &["--check", "-o", "out/"]), failed(13, told));
    assert_eq!(fixture.written(), [""; 0], "not even the directory is made");

    fixture.write(&stream, &["-o", "out/"]);
    fs::remove_file(fixture.out.path().join("out/low.m3u8")).unwrap();
    fs::write(fixture.out.path().join("out/master.m3u8"), b"\xff").unwrap();
    let run = fixture.write(&stream, &["--check", "-o", "out/"]);
    let told = format!("{}error: 2 playlists are not what would be written\n{HINT}", missing("low"));
    assert_eq!((run.code, run.stderr), (Some(13), told));
    assert!(run.stdout.starts_with("--- out/master.m3u8\n+++ as it would be written\n"), "{}", run.stdout);
}

#[test]
fn a_check_needs_something_to_check() {
    let fixture = Fixture::new();
    let run = fixture.write(fixture.variant("source"), &["--check"]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert!(run.stderr.starts_with("error: ") && run.stderr.contains("--output <OUT>"), "{}", run.stderr);
}
