//! Several streams at once, streams that are named in a file, and names that were mistyped.

use std::fs::File;
use std::time::Duration;

use serde_json::{Value, json};

use super::scene::{CAM1, Scene, assert_failed, done, words};
use crate::support::cloud::{Delivery, Fault, Reply};

/// The commands that take several, with what they need besides.
const SEVERAL: [&str; 5] = ["get", "status", "enable", "disable", "delete --yes"];

#[test]
fn results_come_in_order_and_one_failure_stops_no_other() {
    for command in SEVERAL {
        let scene = Scene::new();
        scene.cloud.stream("cam2");
        let names = [CAM1, "z1.demo.cam7", "z1.demo.cam2"];
        let run = scene.cloud.program(words("stream --json")).args(words(command)).args(names).run();
        assert_eq!(run.code, Some(10), "{command}: {run:?}");
        let told: Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(told["failed"], json!(1), "{command}");
        let items: Vec<(&Value, &Value)> =
            told["items"].as_array().unwrap().iter().map(|item| (&item["id"], &item["ok"])).collect();
        let expected = [true, false, true].map(Value::from);
        for ((id, ok), (name, expected)) in items.iter().zip(names.iter().zip(&expected)) {
            assert_eq!((*id, *ok), (&json!(name), expected), "{command}: {told}");
        }
        assert_eq!(items.len(), 3, "{command}");
    }
}

#[test]
fn names_come_from_a_file_or_from_stdin() {
    let scene = Scene::new();
    scene.cloud.stream("cam2");
    let names = "z1.demo.cam1\n\n  cam2  \r\n";
    for args in ["--from-file names", "--from-file -"] {
        let program = scene.cloud.program(words("stream get --format plain")).args(words(args));
        let run = program.home_file("names", names).stdin(names).run();
        assert_eq!((run.code, run.stdout.lines().count()), (Some(0), 2), "{args}: {run:?}");
    }
    for (args, code) in [("--from-file none", 12), ("--from-file names z1.demo.cam1", 2), ("", 2)] {
        let program = scene.cloud.program(words("stream get")).args(words(args));
        assert_eq!(program.home_file("names", "").run().code, Some(code), "{args}");
    }
}

#[test]
fn credentials_that_are_refused_and_too_many_requests_stop_the_rest() {
    for (fault, code) in [(Fault::status(401), 4), (Fault::too_many(0), 8)] {
        let scene = Scene::new();
        let names: Vec<String> = (0..40).map(|index| format!("z1.demo.cam-{index:02}")).collect();
        scene.cloud.fault(fault.forever());
        let program = scene.cloud.program(words("stream get --jobs 2 --retries 0")).args(&names);
        let run = program.run();
        assert_eq!(run.code, Some(code), "{run:?}");
        assert!(scene.cloud.lines().len() <= 4, "the rest was not stopped");
    }
}

#[test]
fn at_most_so_many_run_at_once() {
    for jobs in [1, 3] {
        let scene = Scene::new();
        let names: Vec<String> = (0..8).map(|index| format!("z1.demo.cam-{index:02}")).collect();
        for name in &names {
            scene.cloud.stream(name.rsplit_once('.').unwrap().1);
        }
        let slowly = |reply: &mut Reply| reply.delivery = Delivery::Drip(1, Duration::from_millis(300));
        scene.cloud.fault(Fault::change(slowly).forever());
        let program = scene.cloud.program(words("stream status -q --jobs")).args([jobs.to_string()]);
        assert_eq!(program.args(&names).run(), done("", ""));
        assert_eq!(scene.cloud.most_at_once(), jobs);
    }
}

#[test]
fn the_work_goes_on_though_nobody_reads_of_it() {
    for (more, to, code) in [("", "pipe", 0), ("z1.demo.none", "pipe", 10), ("", "/dev/full", 12)] {
        for format in ["plain", "jsonl", "json"] {
            let scene = Scene::new();
            let names: Vec<String> = (0..6).map(|index| format!("z1.demo.cam-{index:02}")).collect();
            for name in &names {
                scene.cloud.stream(name.rsplit_once('.').unwrap().1);
            }
            let program = scene.cloud.program(words("stream delete --yes --jobs 1 --format")).args([format]);
            let program = program.args(&names).args(words(more));
            let run = if to == "pipe" {
                let (reader, writer) = std::io::pipe().unwrap();
                drop(reader);
                program.stdout_to(writer).finish()
            } else {
                program.stdout_to(File::options().write(true).open(to).unwrap()).finish()
            };
            assert_eq!(run.code, Some(code), "{format} to {to}: {run:?}");
            // The one of the scene.
            assert_eq!(scene.cloud.streams().len(), 1, "{format} to {to}: {run:?}");
        }
    }
}

#[test]
fn the_first_that_stops_the_rest_decides() {
    let scene = Scene::new();
    let late = Reply::json(429, &json!({})).delivery(Delivery::Drip(1, Duration::from_millis(500)));
    scene.cloud.fault(Fault::status(401).on("GET", "z1.demo.cam1"));
    scene.cloud.fault(Fault::answer(late).on("GET", "z1.demo.cam2"));
    let run = scene.run("stream get z1.demo.cam1 z1.demo.cam2 --jobs 2 --retries 0");
    assert_eq!(run.code, Some(4), "{run:?}");
}

#[test]
fn a_stream_that_is_named_twice_is_worked_on_once() {
    for names in ["z1.demo.cam1 z1.demo.cam1", "cam1 cam1", "cam1 z1.demo.cam1", "z1.demo.cam1 cam1"] {
        let scene = Scene::new();
        let run = scene.run(&format!("stream delete {names} --yes --json"));
        assert_eq!(run.code, Some(0), "{names}: {run:?}");
        let told: Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(told["items"].as_array().unwrap().len(), 1, "{names}: {told}");
        let deletes = scene.cloud.lines().into_iter().filter(|line| line.starts_with("DELETE"));
        assert_eq!(deletes.count(), 1, "{names}");
    }
}

#[test]
fn an_error_names_its_stream_once() {
    let scene = Scene::new();
    let run = scene.run("stream get z1.demo.nothing1 z1.demo.nothing2");
    assert_eq!(run.code, Some(10));
    let lines: Vec<&str> = run.stderr.lines().filter(|line| line.starts_with("error: ")).collect();
    assert_eq!(lines.len(), 2, "{run:?}");
    assert!(lines.iter().all(|line| line.matches("z1.demo.nothing").count() == 1), "{run:?}");
}

#[test]
fn titles_are_looked_up_without_guessing() {
    let scene = Scene::new();
    scene.cloud.stream("cam10");
    scene.cloud.stream("morning-show");
    assert_eq!(scene.run("stream get cam1 -q"), done("", ""));
    for (typed, code, told) in [
        ("cam", 5, "did you mean z1.demo.cam1?"),
        ("cam2", 5, "did you mean z1.demo.cam1?"),
        ("mornign-show", 5, "did you mean z1.demo.morning-show?"),
        ("z1.demo.mornign-show", 5, "did you mean z1.demo.morning-show?"),
        ("z1..cam1", 2, "z1..cam1"),
        ("z1.demo.cam1/../x", 2, "z1.demo.cam1/../x"),
        ("cam1?x", 2, "cam1?x"),
        ("", 2, ""),
    ] {
        let run = scene.cloud.program(["stream", "get", typed]).run();
        assert_failed(&run, code);
        assert!(run.stderr.contains(told), "{typed}: {run:?}");
    }
    // A stream that is in two zones.
    let both = json!({ "items": [{ "id": "z1.demo.cam1" }, { "id": "z2.demo.cam1" }], "end": true });
    scene.cloud.fault(Fault::body(&both.to_string()).on("GET", "/streams"));
    let run = scene.run("stream get cam1");
    assert_eq!(run.code, Some(2), "{run:?}");
    assert!(run.stderr.contains("z1.demo.cam1, z2.demo.cam1"), "{run:?}");
}
