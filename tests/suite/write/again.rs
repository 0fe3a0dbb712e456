//! Lists that are there already: gone on with, or not.

use super::fixture::{Fixture, done};

#[test]
fn a_list_of_another_recording_is_refused() {
    let fixture = Fixture::new();
    let live = |variant: &str, args: &[&str]| {
        fixture.write(fixture.variant(variant), &[&["--type", "live", "-o", "x.m3u8"], args].concat())
    };
    assert_eq!(live("low", &["-q"]), done("", ""));
    let text = fixture.read("x.m3u8");
    for args in [&[][..], &["--base-url", "https://example.com/low"], &["--absolute"], &["--follow"]] {
        let run = live("source", args);
        assert_eq!((run.code, run.stdout.as_str()), (Some(12), ""), "{args:?} {}", run.stderr);
        for says in
            ["x.m3u8 lists what is in ", "show/low,", "show/source", "another file with -o, or remove"]
        {
            assert!(run.stderr.contains(says), "{args:?} {}", run.stderr);
        }
    }
    // Only its addresses are others.
    for args in [["--base-url", "https://example.com/low"].as_slice(), &["--absolute"]] {
        let run = live("low", args);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        assert!(run.stderr.contains("what x.m3u8 lists keeps its addresses"), "{}", run.stderr);
    }
    assert_eq!(fixture.read("x.m3u8"), text);
}

#[test]
fn an_event_that_has_ended_stays_as_it_is() {
    let fixture = Fixture::new();
    let write =
        |end: &str| fixture.write(fixture.variant("low"), &["--type", "event", "--end", end, "-o", "e.m3u8"]);
    assert_eq!(write("2024-05-01T10:00:00Z"), done("", "wrote e.m3u8: 2 segments, 4s, 0 holes\n"));
    let text = fixture.read("e.m3u8");
    let run = write("2024-05-01T11:00:00Z");
    assert_eq!(run.code, Some(0));
    assert!(run.stderr.contains("nothing was added, as the playlist has ended"), "{}", run.stderr);
    assert!(run.stderr.ends_with("kept e.m3u8: 2 segments, 4s, 0 holes\n"), "{}", run.stderr);
    assert_eq!(fixture.read("e.m3u8"), text);
}

#[test]
fn a_new_directory_needs_a_slash() {
    let fixture = Fixture::new();
    for args in [&[][..], &["--type", "live"], &["--type", "live", "--follow"]] {
        let run = fixture.write(fixture.archive.path("show"), &[args, &["-o", "z.m3u8"]].concat());
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{args:?} {}", run.stderr);
        assert!(run.stderr.contains("z.m3u8/"), "{}", run.stderr);
    }
    assert!(fixture.written().is_empty());
}
