//! Every command meets everything that can go wrong with a request.

use std::net::TcpListener;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::scene::{Scene, done, words};
use super::table::{Kind, for_each};
use crate::support::cloud::{Cloud, Delivery, Fault, Reply};
use crate::support::program::Run;

/// What goes wrong, and how a run ends in it: of a read, a write, a DELETE.
type Row = (&'static str, fn() -> Fault, [i32; 3]);

/// Answers that refuse or that are no answers. None of them gets better by asking again.
const ROWS: [Row; 18] = [
    ("400", || Fault::status(400), [1, 1, 1]),
    ("401", || Fault::status(401), [4, 4, 4]),
    ("401001", Fault::not_enabled, [4, 4, 4]),
    ("403", || Fault::status(403), [4, 4, 4]),
    ("404", || Fault::status(404), [5, 5, 5]),
    ("612", || Fault::status(612), [5, 5, 5]),
    ("409", || Fault::status(409), [6, 6, 6]),
    ("614", || Fault::status(614), [6, 6, 6]),
    ("619", || Fault::status(619), [7, 7, 7]),
    ("429", || Fault::too_many(0), [8, 8, 8]),
    ("500", || Fault::status(500), [8, 9, 8]),
    ("502 in HTML", Fault::bad_gateway, [8, 9, 8]),
    ("503", || Fault::status(503), [8, 8, 8]),
    ("closed unread", Fault::close_unread, [8, 9, 8]),
    ("closed before it ran", || Fault::close(false), [8, 9, 8]),
    ("no answer", || Fault::silence(false), [8, 9, 8]),
    ("418 without a body", || Fault::answer(Reply::new(418, "text/plain", "")), [1, 1, 1]),
    ("612 of old", || Fault::answer(old(612)), [5, 5, 5]),
];

/// An error with a number, as servers of 2015 told it.
fn old(status: u16) -> Reply {
    let error = json!({ "error": u32::from(status) * 1_000 + 1, "message": "no such thing", "details": {} });
    Reply::json(status, &error)
}

fn run(cloud: &Cloud, args: &str) -> Run {
    let program = cloud.program(words(args));
    program.args(["--retries", "1"]).run()
}

/// What is added where no answer will come. Nowhere else: a cloud that answers may be slow, too.
const BRIEFLY: &str = "--timeout 400ms";

/// How a command ends that was to end like this: what is asked for without keys does not refuse them.
fn code_of(args: &str, code: i32) -> i32 {
    if args.starts_with("stream job") && code == 4 { 1 } else { code }
}

/// Holds a failed run to what every error looks like.
fn assert_told(what: &str, run: &Run, code: i32) {
    assert_eq!(run.code, Some(code), "{what}: {run:?}");
    assert_eq!(run.stdout, "", "{what}: {run:?}");
    let mut lines = run.stderr.lines();
    let first = lines.next().unwrap_or_default();
    assert!(first.starts_with("error: ") && first.contains(": "), "{what}: {run:?}");
    assert!(lines.all(|line| line.starts_with("hint: ")), "{what}: {run:?}");
}

#[test]
fn every_fault_ends_every_command_with_its_code() {
    for_each(|args, kind| {
        for (name, fault, codes) in ROWS {
            let scene = Scene::new();
            scene.cloud.fault(fault().forever());
            let what = format!("{args} meets {name}");
            let code = code_of(args, codes[kind as usize]);
            let briefly = if name == "no answer" { BRIEFLY } else { "" };
            let run = run(&scene.cloud, &format!("{args} {briefly}"));
            if !args.starts_with("hub check") {
                assert_told(&what, &run, code);
            }
            assert_eq!(run.code, Some(code), "{what}: {run:?}");
        }
    });
}

#[test]
fn nobody_there_is_safe_to_try_again() {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let nowhere = format!("http://{port}");
    for_each(|args, _| {
        let scene = Scene::new();
        let program = scene.cloud.program(words(args)).args(["--retries", "1", "--json"]);
        let program = program.env("STREAMCTL_API", &nowhere).env("STREAMCTL_JOBS_API", &nowhere);
        let run = program.run();
        assert_eq!(run.code, Some(8), "{args}: {run:?}");
        assert_eq!(scene.cloud.requests().len(), 0, "{args}");
    });
}

#[test]
fn errors_are_told_to_programs_with_status_and_request_id() {
    for_each(|args, kind| {
        if args.starts_with("hub check") {
            return;
        }
        for format in ["json", "jsonl"] {
            let scene = Scene::new();
            scene.cloud.fault(Fault::status(401).forever());
            let run = scene.cloud.program(words(args)).args(["--format", format]).run();
            let code = code_of(args, 4);
            assert_eq!((run.code, run.stdout.as_str()), (Some(code), ""), "{args}: {run:?}");
            let error: Value =
                serde_json::from_str(&run.stderr).unwrap_or_else(|why| panic!("{why}: {run:?}"));
            let error = &error["error"];
            assert_eq!((&error["code"], &error["status"]), (&json!(code), &json!(401)), "{args} {kind:?}");
            assert_eq!(error["reqid"], "reqid-1", "{args}");
            assert!(error["hints"].is_array() && error["message"].is_string(), "{args}: {error}");
        }
    });
}

#[test]
fn what_is_safe_is_asked_again_and_a_write_that_may_have_run_never() {
    for_each(|args, kind| {
        for (fault, count, flags) in [
            (Fault::status(500), [2, 1, 2], ""),
            (Fault::status(503), [2, 2, 2], ""),
            (Fault::too_many(0), [2, 2, 2], ""),
            (Fault::close(false), [2, 1, 2], ""),
            (Fault::silence(false), [2, 1, 2], BRIEFLY),
            (Fault::status(400), [1, 1, 1], ""),
            (Fault::status(404), [1, 1, 1], ""),
        ] {
            let scene = Scene::new();
            let is_write = kind == Kind::Write;
            // Whatever the command asks besides is answered.
            scene.cloud.fault(if is_write { fault.on("POST", "").forever() } else { fault.forever() });
            run(&scene.cloud, &format!("{args} {flags}"));
            let lines = scene.cloud.lines();
            let first = lines.first().unwrap();
            let again = lines.iter().filter(|line| *line == first).count();
            if !args.starts_with("hub check") {
                assert_eq!(again, count[kind as usize], "{args}: {lines:#?}");
            }
        }
    });
}

#[test]
fn a_fault_that_passes_is_not_noticed() {
    for_each(|args, kind| {
        let expected = Scene::new().run(args);
        for (name, fault, kinds) in [
            ("500", Fault::status(500), &[Kind::Read, Kind::Delete][..]),
            ("closed", Fault::close(false), &[Kind::Read, Kind::Delete]),
            ("503", Fault::status(503), &[Kind::Read, Kind::Write, Kind::Delete]),
            ("429", Fault::too_many(0), &[Kind::Read, Kind::Write, Kind::Delete]),
        ] {
            if !kinds.contains(&kind) || args.starts_with("hub check") {
                continue;
            }
            let scene = Scene::new();
            scene.cloud.fault(fault);
            let run = run(&scene.cloud, args);
            assert_eq!(run.code, expected.code, "{args} meets {name}: {run:?}");
            assert_eq!(scene.cam1.look().is_some(), kind != Kind::Delete);
        }
    });
}

#[test]
fn answers_in_odd_shapes_are_read() {
    let shapes: [fn() -> Fault; 3] =
        [Fault::chunked, Fault::charset, || Fault::change(|reply| reply.kind = Some("text/plain".into()))];
    for_each(|args, _| {
        for shape in shapes {
            let scene = Scene::new();
            scene.cloud.fault(shape().forever());
            let run = run(&scene.cloud, args);
            assert_eq!(run.code, Some(0), "{args}: {run:?}");
        }
    });
}

#[test]
fn answers_that_make_no_sense_are_told_in_one_line() {
    const BODIES: [&str; 8] =
        ["", "{\"items\": [", "null", "7", "\"text\"", "[[[]]]", "\u{0}\u{1}\u{1b}[2J", "<html>"];
    for_each(|args, kind| {
        // A DELETE may say next to nothing.
        if kind == Kind::Delete || args.starts_with("hub check") {
            return;
        }
        // A switch can be looked at afterwards: it is done, and only what the stream is like now is not known.
        let is_switch = args.contains("able ");
        let [garbled, cut] = if kind == Kind::Read || is_switch { [1, 8] } else { [9, 9] };
        for body in BODIES {
            let scene = Scene::new();
            scene.cloud.fault(Fault::body(body).forever());
            // But what no cloud says is no consent to it.
            let is_consent = ["", "null", "[[[]]]"].contains(&body);
            let code = if is_switch && !is_consent { 9 } else { garbled };
            assert_told(&format!("{args} reads {body:?}"), &run(&scene.cloud, args), code);
        }
        for (name, fault) in [
            ("cut off", Fault::cut_off()),
            ("cut off at once", Fault::change(|reply| reply.delivery = Delivery::CutAfter(0))),
        ] {
            let scene = Scene::new();
            scene.cloud.fault(fault.forever());
            assert_told(&format!("{args}, {name}"), &run(&scene.cloud, args), cut);
        }
        let scene = Scene::new();
        scene.cloud.fault(Fault::huge(64 << 20).forever());
        assert_told(&format!("{args}, huge"), &scene.run(args), garbled);
    });
}

#[test]
fn a_delete_that_ran_before_the_connection_ended_is_done() {
    for fault in [Fault::close(true), Fault::silence(true)] {
        let scene = Scene::new();
        scene.cloud.fault(fault);
        let run = run(&scene.cloud, "stream delete z1.demo.cam1 --yes -q --timeout 2s");
        assert_eq!(run, done("", ""));
        assert_eq!(scene.cloud.lines(), ["DELETE /v1/streams/z1.demo.cam1"; 2]);
    }
}

#[test]
fn a_server_that_says_when_to_come_back_is_waited_for() {
    for args in ["stream get z1.demo.cam1 -q", "stream create cam9 -q"] {
        let scene = Scene::new();
        scene.cloud.fault(Fault::too_many(2));
        let begun = Instant::now();
        assert_eq!(run(&scene.cloud, args), done("", ""));
        assert!(begun.elapsed() >= Duration::from_secs(2), "{args}: {:?}", begun.elapsed());
        assert_eq!(scene.cloud.requests().len(), 2);
    }
}
