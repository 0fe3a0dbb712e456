//! The same told to people and to programs.

use serde_json::{Value, json};

use super::fixture::{Fixture, done};

fn item(variant: &str, segments: usize, duration: f64, holes: &Value) -> Value {
    json!({ "variant": variant, "segments": segments, "duration": duration, "holes": holes, "left_out": 0 })
}

fn with(mut item: Value, key: &str, value: &str) -> Value {
    item[key] = json!(value);
    item
}

fn parse(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

#[test]
fn programs_are_told_of_what_was_written() {
    let fixture = Fixture::new();
    let low = with(item("low", 2, 4.0, &json!([])), "path", "out/low.m3u8");
    let mut source = with(item("source", 3, 6.0, &json!([])), "path", "out/source.m3u8");
    source["left_out"] = json!(1);
    let master = json!({ "variant": null, "path": "out/master.m3u8" });
    let stream = fixture.archive.path("show");

    for flags in [&["--json"][..], &["--format", "json"], &["--format=json", "-q"], &["--json", "-q"]] {
        let run = fixture.write(&stream, &[flags, &["-o", "out/"]].concat());
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        assert_eq!(parse(&run.stdout), json!({ "items": [low, source, master] }), "{flags:?}");
        assert_eq!(run.stdout.lines().count(), 1);
    }
    let run = fixture.write(&stream, &["--format", "jsonl", "-qo", "out"]);
    assert_eq!(run.stdout.lines().map(parse).collect::<Vec<_>>(), [low, source, master]);
    assert_eq!(
        fixture.write(&stream, &["--format", "plain", "-qo", "out"]),
        done("out/low.m3u8\t2\t4.0\nout/source.m3u8\t3\t6.0\nout/master.m3u8\t\t\n", "")
    );
}

#[test]
fn programs_are_told_of_holes() {
    let fixture = Fixture::new();
    let hole = json!([{ "start": "2024-05-01T10:00:02.000Z", "end": "2024-05-01T10:00:06.000Z" }]);
    let run = fixture.write(fixture.variant("source"), &["--json", "-o", "source.m3u8"]);
    let source = with(item("source", 4, 8.0, &hole), "path", "source.m3u8");
    assert_eq!(parse(&run.stdout), json!({ "items": [source] }));
}

#[test]
fn programs_are_told_the_playlist_where_no_file_is_named() {
    let fixture = Fixture::new();
    let playlist = fixture.low_playlist(&format!("{}/low", fixture.way()));
    let expected = with(item("low", 2, 4.0, &json!([])), "playlist", &playlist);
    let low = fixture.variant("low");
    let run = fixture.write(&low, &["--json"]);
    assert_eq!((parse(&run.stdout), run.stderr.as_str()), (json!({ "items": [expected] }), ""));
    let run = fixture.write(&low, &["--format", "jsonl"]);
    assert_eq!((parse(&run.stdout), run.stderr.as_str()), (expected, ""));
    for format in ["plain", "table"] {
        assert_eq!(fixture.write(&low, &["--format", format]), done(&playlist, ""));
    }
}

#[test]
fn colours_are_for_those_who_ask() {
    let fixture = Fixture::new();
    let run = |flags: &[&str]| fixture.write(fixture.archive.path("none"), flags).stderr;
    assert!(run(&[]).starts_with("error: "));
    assert!(run(&["--color", "never"]).starts_with("error: "));
    assert!(run(&["--color", "always"]).starts_with("\x1b[1;31merror:\x1b[0m "));
    assert!(run(&["--color", "always", "--json"]).starts_with("{\"error\":"));
}
