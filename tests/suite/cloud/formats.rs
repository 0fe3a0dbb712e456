//! Every command in every format: data on stdout and talk on stderr, closed pipes, quiet runs.

use serde_json::Value;

use super::scene::{Scene, done, words};
use super::table::for_each;

#[test]
fn every_format_has_its_shape() {
    for_each(|args, _| {
        for format in ["plain", "json", "jsonl", "table"] {
            let run = Scene::new().run(&format!("{args} --format {format}"));
            assert_eq!(run.code, Some(0), "{args}: {run:?}");
            match format {
                "json" => {
                    assert_eq!(run.stdout.lines().count(), 1, "{args}: {run:?}");
                    let told: Value = serde_json::from_str(&run.stdout).unwrap();
                    assert!(told.is_object(), "{args}: {told}");
                }
                "jsonl" => {
                    for line in run.stdout.lines() {
                        let told: Value = serde_json::from_str(line).unwrap();
                        assert!(told.is_object(), "{args}: {line}");
                    }
                }
                "plain" => assert!(!run.stdout.contains("  "), "{args}: {run:?}"),
                _ => assert!(!run.stdout.contains('\t'), "{args}: {run:?}"),
            }
            assert!(!run.stdout.contains('\u{1b}') && !run.stderr.contains('\u{1b}'), "{args}: {run:?}");
            assert!(run.stdout.is_empty() || run.stdout.ends_with('\n'), "{args}: {run:?}");
        }
    });
}

#[test]
fn a_closed_pipe_ends_every_command_quietly() {
    for_each(|args, _| {
        for format in ["table", "plain", "json", "jsonl"] {
            let scene = Scene::new();
            let (reader, writer) = std::io::pipe().unwrap();
            drop(reader);
            let program = scene.cloud.program(words(args)).args(["--format", format]);
            let run = program.stdout_to(writer).finish();
            assert_eq!(run.code, Some(0), "{args}: {run:?}");
            assert!(!run.stderr.contains("error"), "{args}: {run:?}");
        }
    });
}

#[test]
fn quiet_runs_say_nothing_but_what_was_asked_for() {
    for_each(|args, _| {
        assert_eq!(Scene::new().run(&format!("{args} -q")).stderr, "", "{args}");
        let run = Scene::new().run(&format!("{args} -q --json"));
        assert!(run.stderr.is_empty() && run.stdout.starts_with('{'), "{args}: {run:?}");
    });
    assert_eq!(Scene::new().run("stream get z1.demo.cam1 -q"), done("", ""));
}

#[test]
fn a_full_disk_is_told() {
    for_each(|args, _| {
        let scene = Scene::new();
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let run = scene.cloud.program(words(args)).args(["--json"]).stdout_to(full).finish();
        assert_eq!(run.code, Some(12), "{args}: {run:?}");
    });
}
