//! What newcomers do: empty words, full disks, endless lines, narrow terminals, names with unknown endings.

use std::fs::OpenOptions;

use super::scene::{CAM1, Scene, failed, words};
use crate::support::program::Program;

/// Runs where nothing can be written to stdout: what it said.
fn on_a_full_disk(program: Program) -> String {
    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    let run = program.stdout_to(full).finish();
    assert_eq!(run.code, Some(12), "{run:?}");
    run.stderr
}

#[test]
fn what_was_done_is_told_even_if_the_result_cannot_be() {
    let range = "--start 1714550700 --end 1714551600";
    for (args, told) in [
        ("stream create cam9".to_owned(), "z1.demo.cam9 was created"),
        ("stream create cam9 --json".to_owned(), "z1.demo.cam9 was created"),
        ("stream snapshot cam1 a.jpg --json".to_owned(), "z1.demo.cam1 was asked for as a.jpg"),
        (format!("stream save-as cam1 a.mp4 {range}"), "z1.demo.cam1 was asked for as a.mp4"),
        (format!("stream playback-url cam1 {range}"), " was written in the cloud"),
        ("stream disable cam1 --json -q".to_owned(), "z1.demo.cam1 is disabled"),
        ("stream delete cam1 --yes --json".to_owned(), "z1.demo.cam1 is deleted"),
        ("stream delete cam1 cam2 --yes --json".to_owned(), "z1.demo.cam2 is deleted"),
        ("stream delete cam1 cam2 --yes --format plain --jobs 1".to_owned(), "hint: z1.demo.cam2 is deleted"),
    ] {
        let scene = Scene::new();
        scene.cloud.stream("cam2");
        let stderr = on_a_full_disk(scene.cloud.program(words(&args)));
        // What was told before in a note is told again with the error.
        let error = stderr.find("error").map(|error| &stderr[error..]).unwrap_or_default();
        assert!(error.contains("cannot write to stdout: No space left on device"), "{args}: {stderr}");
        assert!(error.contains(told), "{args}: {stderr}");
    }
    // Where nothing was done there is nothing to tell.
    let stderr = on_a_full_disk(Scene::new().cloud.program(words("stream get cam1")));
    assert_eq!(stderr, "error: cannot write to stdout: No space left on device (os error 28)\n");
}

#[test]
fn names_from_a_pipe_are_confirmed_at_the_terminal() {
    let scene = Scene::new();
    let program = || scene.cloud.program(words("stream delete --from-file -")).stdin("cam1\n");
    let run = program().run_in_terminal(80, &[("z1.demo.cam1 (hub demo)? [y/N]", "n\n")]);
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(scene.cam1.look().is_some());
    assert_eq!(program().run_in_terminal(80, &[("[y/N]", "\u{4}")]).code, Some(1));
    assert!(scene.cam1.look().is_some());
    assert_eq!(program().run_in_terminal(80, &[("[y/N]", "y\n")]).code, Some(0));
    assert!(scene.cam1.look().is_none());
}

#[test]
fn no_id_and_no_url_is_broken_in_a_narrow_terminal() {
    let scene = Scene::new();
    let id = format!("z1.demo.{}", "a-long-title-".repeat(5));
    scene.cloud.stream(&"a-long-title-".repeat(5));
    for (args, whole) in [
        ("stream list".to_owned(), id.clone()),
        (format!("stream get {id}"), id.clone()),
        (format!("stream urls {id} --kind hls"), format!("/demo/{}.m3u8", "a-long-title-".repeat(5))),
    ] {
        let run = scene.cloud.program(words(&args)).run_in_terminal(40, &[]);
        assert_eq!(run.code, Some(0), "{args}: {run:?}");
        assert!(run.stdout.contains(&whole), "{args}: {}", run.stdout);
    }
}

#[test]
fn an_ending_that_is_no_format_is_told() {
    let save = |name: &str| {
        let args = format!("stream save-as cam1 {name} --start 1714550700 --end 1714551600");
        let run = Scene::new().run(&args);
        assert_eq!(run.code, Some(0), "{run:?}");
        run.stderr
    };
    let told = "warning: NAME ends in .xyz, which is no known format: a playlist (m3u8) is saved; --media says \
                otherwise\n";
    assert_eq!(save("talk.xyz"), told);
    for name in ["talk.mp4", "talk", "talk.m3u8", "talk.xyz --media mp4"] {
        assert_eq!(save(name), "", "{name}");
    }
}

#[test]
fn empty_arguments_are_told_by_their_names() {
    let scene = Scene::new();
    for (args, name) in [
        (&["stream", "get", ""][..], "<STREAM>..."),
        (&["stream", "get", CAM1, ""], "[STREAM]..."),
        (&["stream", "delete", "--yes", ""], "<STREAM>..."),
        (&["stream", "job", ""], "<ID>..."),
        (&["stream", "urls", ""], "<STREAM>"),
        (&["stream", "segments", ""], "<STREAM>"),
        (&["stream", "snapshot", ""], "<STREAM>"),
        (&["stream", "create", ""], "[TITLE]"),
    ] {
        let run = scene.cloud.program(args).run();
        assert_eq!(run, failed(2, run.stderr.clone()), "{args:?}");
        let name = name.trim_matches(['<', '>', '[', ']', '.']);
        assert!(run.stderr.lines().next().is_some_and(|line| line.contains(name)), "{args:?}: {run:?}");
    }
    assert_eq!(scene.cloud.lines(), [""; 0]);
}

#[test]
fn waiting_limits_are_for_those_who_wait() {
    let range = "--start 1714550700 --end 1714551600";
    let scene = Scene::new();
    for command in ["snapshot cam1 a.jpg".to_owned(), format!("save-as cam1 a.mp4 {range}")] {
        let run = scene.run(&format!("stream {command} --wait-timeout 1m"));
        assert_eq!(run, failed(2, run.stderr.clone()), "{command}");
        for waits in ["--wait", "-o out", "--wait -o out"] {
            let run = scene.run(&format!("stream {command} --wait-timeout 1m {waits}"));
            assert_eq!(run.code, Some(0), "{command} {waits}: {run:?}");
        }
    }
}

#[test]
fn a_job_that_failed_is_not_to_be_waited_for() {
    let scene = Scene::new();
    scene.cloud.jobs_answer(&[1, 3]);
    let run = scene.run("stream snapshot cam1 a.jpg --wait");
    assert_eq!(run, failed(1, run.stderr.clone()));
    assert!(run.stderr.contains(" failed: ") && !run.stderr.contains("hint:"), "{run:?}");
}

#[test]
fn a_hub_that_is_not_there_is_told_with_what_to_do() {
    let scene = Scene::new();
    for args in ["stream list", "hub status", "stream get cam1"] {
        let run = scene.run(&format!("{args} --hub nohub"));
        assert_eq!(run, failed(5, run.stderr.clone()), "{args}");
        let hint =
            "hint: the hub must exist in the cloud's console, and the profile must name it as it is there\n";
        assert!(run.stderr.ends_with(hint), "{args}: {run:?}");
    }
}

#[test]
fn a_line_without_end_is_refused() {
    let scene = Scene::new();
    let run = scene.cloud.program(words("stream get --from-file -")).stdin("x".repeat(1 << 20)).run();
    assert_eq!(run, failed(2, "error: line 1 of stdin is over 4096 bytes long, which is no name\n"));
    let file = scene.cloud.program(words("stream get --from-file /dev/zero")).run();
    assert_eq!(file, failed(2, "error: line 1 of /dev/zero is over 4096 bytes long, which is no name\n"));
}
