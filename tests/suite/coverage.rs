//! `streamctl playlist coverage` as a command: what it prints in each format, and how it ends.

use std::path::Path;

use serde_json::{Value, json};

use crate::support::archive::{Archive, TWO_SECONDS, time};
use crate::support::program::{Run, give_to_nobody, streamctl, streamctl_as_nobody};
use streamctl::time::{Span, Time};

/// A second of the recording, counted from ten o'clock.
fn at(second: i64) -> Time {
    Time::from_micros(time("2024-05-01T10:00:00Z").micros() + second * 1_000_000)
}

/// A stream `show`: `source`, an hour's end with one of everything, and `low`, six seconds without a fault.
fn recording() -> (Archive, [String; 2]) {
    let archive = Archive::new();
    let record = |second, length, kind: &str, bytes: &[u8]| {
        archive.record("show/source", at(second), length, kind, bytes)
    };
    record(-120, TWO_SECONDS, "full", b"alone");
    for second in (-60..0).step_by(2) {
        record(second, TWO_SECONDS, "full", b"whole");
    }
    let kept = record(0, TWO_SECONDS, "full", b"kept");
    record(0, Span::from_secs(1), "full", b"a shorter version");
    let left_out = record(1, TWO_SECONDS, "full", b"too early");
    record(2, Span::from_micros(1_500_000), "partial", b"cut off");
    record(4, TWO_SECONDS, "suspect", b"doubtful");
    record(6, TWO_SECONDS, "full", b"whole");
    let tombstoned = record(8, TWO_SECONDS, "full", b"taken back");
    archive.put(format!("show/source/{}", tombstoned.replace(".ts", ".tombstone")), b"");
    record(12, TWO_SECONDS, "full", b"whole");
    record(14, TWO_SECONDS, "temp", b"being written");
    for second in [0, 2, 4] {
        archive.record("show/low", at(second), TWO_SECONDS, "full", b"low");
    }
    (archive, [left_out, kept])
}

fn coverage(source: impl AsRef<Path>, args: &[&str]) -> Run {
    streamctl(["playlist", "coverage"]).args([source.as_ref()]).args(args).run()
}

fn done(stdout: &str) -> Run {
    Run { code: Some(0), stdout: stdout.to_owned(), stderr: String::new() }
}

fn failed(code: i32, stderr: String) -> Run {
    Run { code: Some(code), stdout: String::new(), stderr }
}

#[test]
fn people_see_a_strip_for_every_hour_and_what_is_missing() {
    let (archive, _) = recording();
    let strips = |of_nine: &str, of_ten: &str| {
        format!(
            "source, 2024-05-01T09:58:00.000Z to 2024-05-01T10:00:14.000Z\n\
             2024-05-01T09 {:58}{of_nine} 51.6%\n\
             2024-05-01T10 {of_ten}{:59} 67.8%\n",
            "", ""
        )
    };
    let rest = "\
1m11.5s of 2m14s covered (53.3%), 4 holes (1m2.5s)
36 segments (34 full, 1 suspect, 1 partial); left out: 1 overlapping, 1 worse versions, 1 tombstoned, 1 being written
hole 2024-05-01T09:58:02.000Z to 2024-05-01T09:59:00.000Z (58s)
hole 2024-05-01T10:00:03.500Z to 2024-05-01T10:00:04.000Z (500ms)
hole at 2024-05-01T10:00:06.000Z, after a suspect segment
hole 2024-05-01T10:00:08.000Z to 2024-05-01T10:00:12.000Z (4s)
suspect 2024-05-01T10:00:04.000Z to 2024-05-01T10:00:06.000Z
partial 2024-05-01T10:00:02.000Z to 2024-05-01T10:00:03.500Z
overlap 2024-05-01T10:00:01.000Z to 2024-05-01T10:00:02.000Z
\n";
    let ascii = ". nothing  -= in part  p with a partial segment  s with a suspect one  # full\n";
    let blocks = "· nothing  ▁▄▇ in part  ▒ with a partial segment  ▓ with a suspect one  █ full\n";
    let source = archive.path("show/source");
    assert_eq!(coverage(&source, &[]), done(&format!("{}{rest}{ascii}", strips("-#", "="))));
    let run = |args: &[&str]| {
        let program = streamctl(["playlist", "coverage"]).args([&source]).args(args);
        program.env("LANG", "en_US.UTF-8").run()
    };
    assert_eq!(run(&[]), done(&format!("{}{rest}{blocks}", strips("▁█", "▅"))));
    let colored = run(&["--color", "always"]).stdout;
    let line = colored.lines().nth(1).unwrap();
    assert_eq!(line, format!("2024-05-01T09 \x1b[0m{:58}\x1b[31m▁\x1b[32m█\x1b[0m 51.6%", ""));
}

#[test]
fn scripts_get_lines_of_columns() {
    let (archive, _) = recording();
    let expected = "\
total source 2024-05-01T09:58:00.000Z 2024-05-01T10:00:14.000Z 71.500000 53.3% 34 1 1
hour source 2024-05-01T09:58:00.000Z 2024-05-01T10:00:00.000Z 62.000000 51.6% 31 0 0
hour source 2024-05-01T10:00:00.000Z 2024-05-01T10:00:14.000Z 9.500000 67.8% 3 1 1
hole source 2024-05-01T09:58:02.000Z 2024-05-01T09:59:00.000Z 58.000000
hole source 2024-05-01T10:00:03.500Z 2024-05-01T10:00:04.000Z 0.500000
hole source 2024-05-01T10:00:06.000Z 2024-05-01T10:00:06.000Z 0.000000
hole source 2024-05-01T10:00:08.000Z 2024-05-01T10:00:12.000Z 4.000000
overlap source 2024-05-01T10:00:01.000Z 2024-05-01T10:00:02.000Z 1.000000
suspect source 2024-05-01T10:00:04.000Z 2024-05-01T10:00:06.000Z 2.000000
partial source 2024-05-01T10:00:02.000Z 2024-05-01T10:00:03.500Z 1.500000
";
    let run = coverage(archive.path("show/source"), &["--format", "plain"]);
    assert_eq!(run, done(&expected.replace(' ', "\t")));
}

#[test]
fn programs_get_a_document_or_a_line_for_every_variant() {
    let (archive, [left_out, kept]) = recording();
    let part = |text: &str| format!("2024-05-01T{text}Z");
    let low = json!({
        "variant": "low", "start": part("10:00:00.000"), "end": part("10:00:04.500"),
        "length": 4.5, "covered": 4.5, "uncovered": 0.0, "fraction": 1.0,
        "segments": { "full": 3, "suspect": 0, "partial": 0 },
        "left_out": { "overlapping": 0, "rivals": 0, "empty": 0, "tombstoned": 0, "temp": 0, "skipped": 0 },
        "holes": [], "overlaps": [], "suspects": [], "partials": [],
        "hours": [{
            "hour": "2024-05-01T10", "start": part("10:00:00.000"), "end": part("10:00:04.500"),
            "length": 4.5, "covered": 4.5, "fraction": 1.0,
            "segments": { "full": 3, "suspect": 0, "partial": 0 },
        }],
    });
    let range = ["--start", "2024-05-01T10:00:00Z", "--end", "2024-05-01T10:00:04.5Z"];
    let lines = coverage(archive.path("show"), &[&range[..], &["--format", "jsonl"]].concat());
    let lines: Vec<Value> = lines.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((lines.len(), &lines[0]), (2, &low));
    let source = &lines[1];
    assert_eq!(
        source["holes"],
        json!([
            { "start": part("10:00:03.500"), "end": part("10:00:04.000"), "length": 0.5, "after": "partial" },
            { "start": part("10:00:04.500"), "end": part("10:00:04.500"), "length": 0.0, "after": "suspect" },
        ])
    );
    assert_eq!(
        source["overlaps"],
        json!([{
            "start": part("10:00:01.000"), "end": part("10:00:02.000"), "length": 1.0,
            "segment": left_out, "kept": kept,
        }])
    );
    assert_eq!((&source["covered"], &source["fraction"]), (&json!(4.0), &json!(0.888_888)));
    let document = coverage(archive.path("show"), &[&range[..], &["--json"]].concat());
    let document: Value = serde_json::from_str(&document.stdout).unwrap();
    assert_eq!(document, json!({ "items": lines }));
}

#[test]
fn holes_fail_for_those_who_cannot_have_them() {
    let (archive, _) = recording();
    let (source, low) = (archive.path("show/source"), archive.path("show/low"));
    assert_eq!(coverage(&low, &["--fail-on-holes", "-q"]), done(""));
    let holes = |number: &str| failed(13, format!("error: {number} in the range\n"));
    assert_eq!(coverage(&source, &["--fail-on-holes", "-q"]), holes("4 holes"));
    // What is missing at the ends counts where they are given, and so does a variant that has nothing.
    let range = ["-q", "--fail-on-holes", "--start", "2024-05-01T10:00:06Z", "--end", "2024-05-01T10:00:09Z"];
    assert_eq!(coverage(&source, &range), holes("1 hole"));
    assert_eq!(coverage(archive.path("show"), &range), holes("2 holes"));
    assert_eq!(coverage(archive.path("show"), &[&range[..4], &["--end=+1h"]].concat()), holes("3 holes"));
    // What was asked for is printed all the same.
    let shown = coverage(&source, &[]).stdout;
    let run = coverage(&source, &["--fail-on-holes"]);
    assert_eq!(run, Run { stdout: shown, ..holes("4 holes") });
    let run = coverage(&source, &["--fail-on-holes", "--json"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(13), ""));
    assert_eq!(run.stdout, coverage(&source, &["--json"]).stdout);
}

#[test]
fn nothing_in_the_range_and_what_is_no_recording_are_told_apart() {
    let (archive, _) = recording();
    let root = archive.root().display().to_string();
    for source in ["show", "show/low"] {
        let run = coverage(archive.path(source), &["--end", "2024-05-01T09:00:00Z", "--fail-on-holes"]);
        assert_eq!(run, failed(7, format!("error: {root}/{source}: there is no segment in the range\n")));
    }
    let empty = archive.path("empty");
    std::fs::create_dir(&empty).unwrap();
    assert_eq!(coverage(&empty, &[]).code, Some(7));
    let flat = archive.path("flat");
    std::fs::create_dir(&flat).unwrap();
    std::fs::write(flat.join("1.ts"), "x").unwrap();
    let run = coverage(&flat, &[]);
    assert_eq!(run.code, Some(12));
    assert!(run.stderr.contains("flat is no archive: "), "{}", run.stderr);
    let run = coverage(archive.path("none"), &[]);
    let told = format!("error: cannot read {root}/none: No such file or directory (os error 2)\n");
    assert_eq!(run, failed(12, told));
    let run = coverage(archive.root(), &[]);
    assert_eq!(run.code, Some(12));
    assert!(run.stderr.ends_with(&format!("hint: streamctl playlist coverage {root}/show\n")), "{run:?}");
    for (args, says) in [
        (&["--start", "yesterday"][..], "error: --start: 'yesterday' is not a time"),
        (&["--end", ""], "error: --end: '' is not a time"),
        (&["--start=now", "--end=-1h"], "is not after its start"),
    ] {
        let run = coverage(archive.path("show"), args);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
        assert!(run.stderr.contains(says), "{}", run.stderr);
    }

    let hour = archive.path("show/low/2024-05-01T10");
    give_to_nobody(&hour);
    std::fs::set_permissions(&hour, std::os::unix::fs::PermissionsExt::from_mode(0o000)).unwrap();
    let run = streamctl_as_nobody(["playlist", "coverage"]).args([archive.path("show/low")]).run();
    std::fs::set_permissions(&hour, std::os::unix::fs::PermissionsExt::from_mode(0o755)).unwrap();
    let told = format!("error: cannot read {}: Permission denied (os error 13)\n", hour.display());
    assert_eq!(run, failed(12, told));
}

#[test]
fn names_do_nothing_to_a_terminal_or_a_table() {
    let archive = Archive::new();
    archive.record("show/a\tb\u{1b}[31m", at(0), TWO_SECONDS, "full", b"");
    let run = coverage(archive.path("show"), &["--format", "plain"]);
    let first = run.stdout.lines().next().unwrap();
    assert_eq!(first.split('\t').nth(1), Some("a\\tb\\u{1b}[31m"));
    assert!(coverage(archive.path("show"), &[]).stdout.starts_with("a\\tb\\u{1b}[31m, 2024-05-01"));
}

#[test]
fn a_closed_pipe_is_no_failure() {
    let (archive, _) = recording();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let program = streamctl(["playlist", "coverage"]).args([archive.path("show")]);
    let run = program.stdout_to(writer).finish();
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
}
