//! `stream status` and `stream segments`.

use serde_json::{Value, json};

use super::scene::{CAM1, RECORDED, Scene, assert_failed, done, words};
use crate::support::cloud::{Fault, Generation};

#[test]
fn live_and_offline_are_both_answers() {
    let scene = Scene::new();
    scene.cloud.stream("cam2");
    for (stream, status) in [("cam1", "connected"), ("cam2", "disconnected")] {
        let run = scene.run(&format!("stream status {stream} --json"));
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
        let told: Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(told["status"], json!(status), "{told}");
        let plain = scene.run(&format!("stream status {stream} --format plain"));
        assert!(plain.stdout.starts_with(&format!("z1.demo.{stream}\t{status}\t")), "{plain:?}");
    }
    let old = Scene::of(Generation::Year2015);
    assert_eq!(old.run("stream status cam1 -q"), done("", ""));
    // What other servers leave out.
    for body in [
        "{\"status\":\"connected\"}",
        "{\"status\":\"connected\",\"startFrom\":\"soon\",\"framesPerSecond\":7}",
    ] {
        scene.cloud.fault(Fault::body(body));
        assert_eq!(scene.run("stream status z1.demo.cam1").code, Some(0), "{body}");
    }
}

#[test]
fn somebody_can_wait_for_a_stream() {
    let scene = Scene::new();
    let wait_for = |statuses: &[bool], args: &str| {
        let title = format!("cam-{}", scene.cloud.streams().len());
        scene.cloud.stream(&title).statuses(statuses);
        scene.run(&format!("stream status z1.demo.{title} --interval 1s {args}"))
    };
    assert_eq!(wait_for(&[false, false, true], "--wait-for connected -q"), done("", ""));
    assert_eq!(wait_for(&[true, true, false], "--wait-for disconnected").code, Some(0));
    let run = wait_for(&[], "--wait-for connected --wait-timeout 1100ms");
    assert_eq!(run.code, Some(9), "{run:?}");
    // Trouble on the way is waited out, as far as retries go.
    scene.cloud.fault(Fault::status(500).on("GET", "/status"));
    assert_eq!(wait_for(&[false, true], "--wait-for connected -q"), done("", ""));
}

#[test]
fn changes_are_lines_where_nothing_can_be_redrawn() {
    let scene = Scene::new();
    scene.cloud.stream("cam2").statuses(&[false, false, true, true, false]);
    let program =
        scene.cloud.program(words("stream status z1.demo.cam2 --watch --interval 1s --format jsonl"));
    let running = program.start();
    let count = || {
        let lines = scene.cloud.requests().len();
        (lines >= 6).then_some(())
    };
    crate::support::wait::until("some questions", count);
    crate::support::program::signal(running.id(), "INT");
    let run = running.finish();
    assert_eq!(run.code, Some(130), "{run:?}");
    let told: Vec<Value> = run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let statuses: Vec<&Value> = told.iter().map(|status| &status["status"]).collect();
    assert_eq!(statuses, ["disconnected", "connected", "disconnected"]);
}

#[test]
fn a_terminal_is_redrawn() {
    let scene = Scene::new();
    scene.cloud.stream("cam2").statuses(&[false, false, true]);
    let program = scene.cloud.program(words("stream status z1.demo.cam2 --watch --interval 1s"));
    let run =
        program.run_in_terminal(80, &[("disconnected", ""), ("connected", ""), ("disconnected", "\u{3}")]);
    assert_eq!(run.code, Some(130), "{run:?}");
    assert!(run.stdout.contains("\u{1b}["), "nothing was redrawn: {run:?}");
}

#[test]
fn segments_are_told_of_a_range() {
    let scene = Scene::new();
    let [(first, middle), (_, last)] = RECORDED;
    let json = |args: &str| {
        let run = scene.run(&format!("stream segments {CAM1} --json {args}"));
        assert_eq!(run.code, Some(0), "{args}: {run:?}");
        let told: Value = serde_json::from_str(&run.stdout).unwrap();
        (told["items"].as_array().map_or(usize::MAX, Vec::len), scene.cloud.lines().pop().unwrap())
    };
    let target = |query: &str| format!("GET /v1/streams/{CAM1}/segments{query}");
    assert_eq!(json(""), (2, target("")));
    assert_eq!(json("--limit 1"), (1, target("?limit=1")));
    assert_eq!(json(&format!("--start {middle}")).0, 1);
    assert_eq!(
        json(&format!("--start {first} --end {middle}")),
        (1, target(&format!("?start={first}&end={middle}")))
    );
    assert_eq!(json(&format!("--end {last} --limit 5")).0, 2);
    assert_eq!(json("--last 1h").0, 0);
    let none = scene.run(&format!("stream segments {CAM1} --last 1h"));
    assert_eq!((none.code, none.stdout.as_str()), (Some(0), ""), "{none:?}");
    assert_eq!(none.stderr, format!("nothing is recorded of {CAM1} in that range yet\n"));
    scene.cloud.stream("cam2");
    let none = scene.run("stream segments z1.demo.cam2");
    assert_eq!(none.stderr, "nothing is recorded of z1.demo.cam2 yet\n");
    scene.cloud.lines();
    let plain = scene.run(&format!("stream segments {CAM1} --format plain"));
    assert_eq!(plain.stdout.lines().count(), 2, "{plain:?}");
    for args in ["--start 5 --end 5", "--start 6 --end 5", "--last 1h --start 5", "--last 0s", "--limit 0"] {
        let run = scene.run(&format!("stream segments {CAM1} {args}"));
        assert_failed(&run, 2);
    }
    // Nothing yet, in the words of other servers.
    for body in ["{}", "{\"segments\":[]}", "{\"segments\":null,\"start\":0,\"end\":0,\"duration\":0}"] {
        scene.cloud.fault(Fault::body(body));
        assert_eq!(json("").0, 0, "{body}");
    }
}

#[test]
fn a_warning_does_not_shift_what_is_redrawn() {
    let scene = Scene::new();
    let program = scene.cloud.program(words("stream status z1.demo.cam1 --watch --interval 1s --retries 0"));
    let trouble = Fault::status(500).on("GET", "/status");
    // The first answer is drawn; the second is missing.
    scene.cloud.fault(Fault::change(|_| ()).on("GET", "/status"));
    scene.cloud.fault(trouble);
    let typed = [("connected", ""), ("warning:", ""), ("connected", "\u{3}")];
    let run = program.run_in_terminal(80, &typed);
    assert_eq!(run.code, Some(130), "{run:?}");
    let before = run.stdout.split("warning:").next().unwrap();
    assert!(before.contains("\u{1b}[2K"), "it is written below what is drawn: {run:?}");
}
