//! Holes that stay in the timeline, and the file that they lead to.

use std::fs;

use streamctl::media::filler;

use super::fixture::{Fixture, at, done, failed};
use crate::support::archive::TWO_SECONDS;

const GAP: [&str; 2] = ["--holes", "gap"];

/// The playlist of `source` with its hole, from 2 to 6 s, in it.
fn filled(fixture: &Fixture, way: &str, gap: &str) -> String {
    let [first, second, third, fourth] = &fixture.source;
    let segment = |second, name: &str| {
        format!("#EXT-X-PROGRAM-DATE-TIME:{}\n#EXTINF:2.000,\n{way}/{name}\n", at(second))
    };
    let missing =
        |second| format!("#EXT-X-PROGRAM-DATE-TIME:{}\n#EXT-X-GAP\n#EXTINF:2.000,\n{gap}\n", at(second));
    [
        "#EXTM3U\n#EXT-X-VERSION:8\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-PLAYLIST-TYPE:VOD\n",
        &segment(-4, first),
        &segment(-2, second),
        &segment(0, third),
        &missing(2),
        &missing(4),
        "#EXT-X-DISCONTINUITY\n",
        &segment(6, fourth),
        "#EXT-X-ENDLIST\n",
    ]
    .concat()
}

#[test]
fn a_hole_is_kept_and_its_filler_lies_beside_the_playlist() {
    let fixture = Fixture::new();
    let source = fixture.variant("source");
    let run = |args: &[&str]| fixture.write(&source, &[&GAP, args].concat());
    let told = "would write gap.ts: what gaps lead to\nwould write a.m3u8: 4 segments, 12s, 1 hole\n";
    assert_eq!(run(&["-n", "-o", "a.m3u8"]), done("", told));
    assert_eq!(fixture.written(), [""; 0]);
    let told = "wrote gap.ts: what gaps lead to\nwrote a.m3u8: 4 segments, 12s, 1 hole\n";
    assert_eq!(run(&["-o", "a.m3u8"]), done("", told));
    let way = format!("{}/source", fixture.way());
    assert_eq!(fixture.read("a.m3u8"), filled(&fixture, &way, "gap.ts"));
    assert_eq!(fixture.written(), ["a.m3u8", "gap.ts"]);
    assert_eq!(fs::read(fixture.out.path().join("gap.ts")).unwrap(), filler());
    // It is there already.
    assert_eq!(run(&["-o", "b.m3u8"]), done("", "wrote b.m3u8: 4 segments, 12s, 1 hole\n"));

    // It stays beside the playlist wherever the segments are.
    let base = "https://cdn.example/a";
    assert_eq!(run(&["-q", "-o", "deep/", "--base-url", base]), done("", ""));
    assert_eq!(fixture.read("deep/source.m3u8"), filled(&fixture, base, "gap.ts"));
    assert_eq!(fs::read(fixture.out.path().join("deep/gap.ts")).unwrap(), filler());
    assert_eq!(run(&["-q", "-o", "far/", "--absolute"]), done("", ""));
    let out = fixture.out.path().canonicalize().unwrap();
    let gap = out.join("far/gap.ts").display().to_string();
    let source = source.canonicalize().unwrap().display().to_string();
    assert_eq!(fixture.read("far/source.m3u8"), filled(&fixture, &source, &gap));
}

#[test]
fn a_playlist_without_gaps_needs_no_filler() {
    let fixture = Fixture::new();
    let run = fixture.write(fixture.variant("low"), &[&GAP[..], &["-o", "low.m3u8"]].concat());
    assert_eq!(run, done("", "wrote low.m3u8: 2 segments, 4s, 0 holes\n"));
    assert_eq!(fixture.written(), ["low.m3u8"]);
}

#[test]
fn a_check_looks_for_the_filler() {
    let fixture = Fixture::new();
    let run =
        |args: &[&str]| fixture.write(fixture.variant("source"), &[&GAP, &["-o", "a.m3u8"], args].concat());
    run(&[]);
    assert_eq!(run(&["--check"]), done("", ""));
    fs::remove_file(fixture.out.path().join("gap.ts")).unwrap();
    let told = "gap.ts does not exist\nerror: 1 file is not what would be written\n\
                hint: the same command without --check writes them\n";
    assert_eq!(run(&["--check"]), failed(13, told));
}

#[test]
fn what_somebody_else_calls_gap_is_not_touched() {
    let fixture = Fixture::new();
    let path = fixture.out.path().join("gap.ts");
    fs::write(&path, "mine").unwrap();
    let run = fixture.write(fixture.variant("source"), &[&GAP[..], &["-o", "a.m3u8"]].concat());
    let told = "error: gap.ts is there, and is not the filler of gaps\n\
                hint: write the playlist into another directory, or move that file away\n";
    assert_eq!(run, failed(12, told));
    assert_eq!(fs::read(&path).unwrap(), b"mine");
    assert_eq!(fixture.written(), ["gap.ts"]);
    let run = fixture.write(fixture.variant("source"), &[&GAP[..], &["-o", "new/gap.ts"]].concat());
    assert_eq!(run.code, Some(2), "{}", run.stderr);
}

#[test]
fn gaps_need_a_place_for_the_filler() {
    let fixture = Fixture::new();
    let run = fixture.write(fixture.variant("source"), &GAP);
    let told = "error: --holes gap writes gap.ts beside the playlist, so name the playlist with -o FILE\n";
    assert_eq!(run, failed(2, told));
    assert_eq!(fixture.write(fixture.variant("source"), &[&GAP[..], &["-o", "-"]].concat()).code, Some(2));
}

#[test]
fn what_one_variant_lacks_is_a_gap_there_and_both_break() {
    let fixture = Fixture::new();
    for second in [0, 2, 4, 6] {
        fixture.archive.record("show/low", at(second), TWO_SECONDS, "full", &[0; 100]);
    }
    let told = "wrote out/gap.ts: what gaps lead to\nwrote out/low.m3u8: 6 segments, 12s, 0 holes\n\
                wrote out/source.m3u8: 4 segments, 12s, 1 hole\nwrote out/master.m3u8\n";
    assert_eq!(fixture.write(fixture.archive.path("show"), &["-o", "out/"]), done("", told));
    let way = format!("../{}/source", fixture.way());
    assert_eq!(fixture.read("out/source.m3u8"), filled(&fixture, &way, "gap.ts"));
    let low = fixture.read("out/low.m3u8");
    let parts = low.split("#EXT-X-DISCONTINUITY\n").map(|part| part.matches("#EXTINF").count());
    assert_eq!(parts.collect::<Vec<_>>(), [5, 1], "{low}");
    assert!(!low.contains("GAP") && low.contains("#EXT-X-VERSION:3\n"), "{low}");
}
