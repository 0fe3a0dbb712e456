//! Streams made, changed, enabled, disabled and deleted: what is sent, and what is asked before.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;

use serde_json::{Value, json};

use super::scene::{CAM1, Scene, assert_failed, done, failed, words};
use crate::support::cloud::{Fault, Generation};

/// The body of the only POST that was sent.
fn sent(scene: &Scene) -> Value {
    let posts: Vec<_> =
        scene.cloud.requests().into_iter().filter(|seen| seen.request.method == "POST").collect();
    assert_eq!(posts.len(), 1);
    posts[0].request.json().unwrap()
}

#[test]
fn a_stream_is_made_of_what_was_given() {
    for (args, body) in [
        ("", json!({ "hub": "demo" })),
        ("cam9", json!({ "hub": "demo", "title": "cam9" })),
        (
            "cam9 --publish-security static",
            json!({ "hub": "demo", "title": "cam9", "publishSecurity": "static" }),
        ),
        ("cam9 --publish-key-file -", json!({ "hub": "demo", "title": "cam9", "publishKey": "a-key" })),
        (
            "cam9 --publish-key-file key",
            json!({ "hub": "demo", "title": "cam9", "publishKey": "key-of-a-file" }),
        ),
    ] {
        let scene = Scene::new();
        let program = scene.cloud.program(words("stream create")).args(words(args)).args(["--json"]);
        let run = program.stdin("a-key\n").home_secret("key", "key-of-a-file\n").run();
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{args}: {run:?}");
        assert_eq!(sent(&scene), body);
        let made: Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!((&made["hub"], made.get("publishKey")), (&json!("demo"), None), "{made}");
    }
    let scene = Scene::new();
    let run = scene.run("stream create cam9 --reveal --json");
    let made: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(made["publishKey"].as_str().unwrap().len(), 16);
}

#[test]
fn a_title_that_is_taken_is_a_conflict_unless_that_is_all_right() {
    for generation in [Generation::Year2015, Generation::Year2016] {
        let scene = Scene::of(generation);
        let run = scene.run("stream create cam1");
        assert_failed(&run, 6);
        let run = scene.run("stream create cam1 --if-not-exists --json");
        assert_eq!(run.code, Some(0), "{run:?}");
        let told: Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(told["id"], CAM1);
    }
}

#[test]
fn titles_that_can_be_none_are_refused_before_anything_is_sent() {
    let long = "x".repeat(201);
    for title in ["abc", "a.bcd", "a b c d", "ümläut", "a/../b", "", &long] {
        let scene = Scene::new();
        let run = scene.cloud.program(["stream", "create", title]).run();
        assert_failed(&run, 2);
        assert_eq!(scene.cloud.requests().len(), 0);
    }
}

#[test]
fn only_what_is_asked_for_is_changed() {
    for (args, body) in [
        ("--publish-security dynamic", json!({ "publishSecurity": "dynamic" })),
        ("--disabled true", json!({ "disabled": true })),
        ("--disabled false", json!({ "disabled": false })),
        ("--publish-key-file -", json!({ "publishKey": "a-key" })),
        (
            "--publish-key-file - --publish-security static --disabled false",
            json!({ "publishKey": "a-key", "publishSecurity": "static", "disabled": false }),
        ),
    ] {
        let scene = Scene::new();
        let program = scene.cloud.program(["stream", "update", CAM1]).args(words(args));
        let run = program.stdin("a-key").run();
        assert_eq!(run.code, Some(0), "{args}: {run:?}");
        assert_eq!(sent(&scene), body, "{args}");
    }
    let scene = Scene::new();
    assert_eq!(scene.run("stream update z1.demo.cam1").code, Some(2));
    assert_eq!(scene.cloud.requests().len(), 0);
}

#[test]
fn streams_are_disabled_for_good_or_until_a_moment_and_enabled() {
    let scene = Scene::new();
    let till = |args: &str| {
        let run = scene.run(args);
        assert_eq!(run.code, Some(0), "{args}: {run:?}");
        let stream = scene.cam1.look().unwrap();
        (stream.is_disabled, stream.disabled_till)
    };
    assert_eq!(till("stream disable cam1"), (true, -1));
    assert_eq!(till("stream enable cam1"), (false, 0));
    assert_eq!(till("stream disable cam1 --until 2100-01-01T00:00:00Z"), (true, 4_102_444_800));
    assert_eq!(till("stream enable cam1 -q"), (false, 0));
    let (is_disabled, until) = till("stream disable cam1 --for 1h");
    assert!(is_disabled && until > 1_700_000_000, "{until}");
    // Done already is done.
    assert_eq!(scene.run("stream disable cam1").code, Some(0));
    assert_eq!(scene.run("stream disable cam1").code, Some(0));
    for args in
        ["--until 2001-01-01T00:00:00Z", "--for 0s", "--for 500ms", "--until now --for 1h", "--until soon"]
    {
        assert_eq!(scene.run(&format!("stream disable cam1 {args}")).code, Some(2), "{args}");
    }
}

#[test]
fn nothing_is_deleted_unless_somebody_said_so() {
    let scene = Scene::new();
    let run = scene.run("stream delete cam1");
    let told = "error: to delete 1 stream has to be confirmed, and there is no terminal\nhint: --yes does it without asking\n";
    assert_eq!(run, failed(11, told));
    assert!(scene.cam1.look().is_some());
    let ask = |typed: &str| {
        let program = scene.cloud.program(["stream", "delete", "cam1"]);
        program.run_in_terminal(80, &[("[y/N]", typed)])
    };
    for typed in ["n\n", "\n", "maybe\n", "\u{4}"] {
        let run = ask(typed);
        assert!(run.code == Some(1) && run.stdout.contains(CAM1), "{typed:?}: {run:?}");
        assert!(scene.cam1.look().is_some(), "{typed:?}");
    }
    assert_eq!(ask("\u{3}").code, Some(130));
    assert!(scene.cam1.look().is_some());
    let run = ask("y\n");
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(scene.cam1.look().is_none());
}

#[test]
fn a_protected_profile_asks_before_every_change() {
    const CONFIG: &str = "[profiles.live]\nhub = \"demo\"\nprotected = true\n";
    for command in ["update --disabled true", "disable", "delete"] {
        let scene = Scene::new();
        let program = || {
            let mut words: Vec<&str> = words(command).collect();
            words.insert(1, CAM1);
            let program = scene.cloud.program(["--profile", "live", "stream"]).args(words);
            program.home_file("config/streamctl/config.toml", CONFIG)
        };
        let run = program().run();
        assert_failed(&run, 11);
        assert_eq!(program().run_in_terminal(80, &[("live)? [y/N]", "n\n")]).code, Some(1), "{command}");
        let stream = scene.cam1.look().unwrap();
        assert!(!stream.is_disabled);
        assert_eq!(program().run_in_terminal(80, &[("[y/N]", "yes\n")]).code, Some(0), "{command}");
        assert_eq!(scene.cam1.look().is_none(), command == "delete");
        assert_eq!(program().args(["--yes"]).run().code, Some(if command == "delete" { 5 } else { 0 }));
    }
}

#[test]
fn what_is_gone_is_deleted_where_that_is_all_right() {
    let scene = Scene::new();
    let gone = "stream delete z1.demo.cam7 --yes";
    let run = scene.run(gone);
    assert_failed(&run, 5);
    assert_eq!(scene.run(&format!("{gone} --if-exists")).code, Some(0));
    assert_eq!(scene.run("stream delete cam7 --yes --if-exists").code, Some(0));
    // The first attempt has deleted it, but nobody was told.
    scene.cloud.fault(Fault::close(true));
    assert_eq!(scene.run("stream delete z1.demo.cam1 --yes -q"), done("", ""));
}

#[test]
fn a_dry_run_shows_the_request_and_sends_none() {
    for (args, line, body) in [
        ("stream create cam9", "POST {}/v1/streams", Some(json!({ "hub": "demo", "title": "cam9" }))),
        ("hub create-stream cam9", "POST {}/v1/streams", Some(json!({ "hub": "demo", "title": "cam9" }))),
        (
            "stream update z1.demo.cam1 --disabled true",
            "POST {}/v1/streams/z1.demo.cam1",
            Some(json!({ "disabled": true })),
        ),
        ("stream delete z1.demo.cam1", "DELETE {}/v1/streams/z1.demo.cam1", None),
        (
            "stream save-as z1.demo.cam1 talk.mp4 --start 1 --end 2",
            "POST {}/v1/streams/z1.demo.cam1/saveas",
            Some(json!({ "name": "talk.mp4", "start": 1, "end": 2, "format": "mp4" })),
        ),
        (
            "stream snapshot z1.demo.cam1 cover.jpg",
            "POST {}/v1/streams/z1.demo.cam1/snapshot",
            Some(json!({ "name": "cover.jpg", "format": "jpg" })),
        ),
    ] {
        let scene = Scene::new();
        let run = scene.run(&format!("{args} --dry-run"));
        assert_eq!((run.code, scene.cloud.requests().len()), (Some(0), 0), "{args}: {run:?}");
        let line = line.replace("{}", &scene.cloud.url());
        assert_eq!(run.stdout.lines().next(), Some(line.as_str()), "{args}: {run:?}");
        let shown = run.stdout.split_once("\n\n").map(|(_, body)| serde_json::from_str(body).unwrap());
        assert_eq!(shown, body, "{args}");
        assert!(scene.cam1.look().is_some_and(|stream| !stream.is_disabled));
    }
    for args in
        ["stream enable z1.demo.cam1", "stream disable z1.demo.cam1", "stream disable z1.demo.cam1 --for 1h"]
    {
        let scene = Scene::new();
        let run = scene.run(&format!("{args} -n"));
        assert!(run.stdout.starts_with("POST http://"), "{args}: {run:?}");
        assert_eq!(scene.cloud.requests().len(), 0, "{args}");
    }
}

#[test]
fn a_publish_key_is_read_only_from_where_nobody_else_can() {
    for command in ["create cam9", "update z1.demo.cam1"] {
        let scene = Scene::new();
        let program = scene.cloud.program(words("stream")).args(words(command));
        let program = program.args(["--publish-key-file", "key"]).home_file("key", "key-of-a-file\n");
        fs::set_permissions(program.home().join("key"), Permissions::from_mode(0o644)).unwrap();
        let run = program.run();
        assert_failed(&run, 3);
        assert!(run.stderr.contains("chmod 600") && !run.stderr.contains("key-of-a-file"), "{run:?}");
        assert_eq!(scene.cloud.requests().len(), 0);
        let long = scene.cloud.program(words("stream")).args(words(command));
        let long = long.args(["--publish-key-file", "-"]).stdin("x".repeat(1 << 20)).run();
        assert_failed(&long, 2);
    }
}

#[test]
fn only_what_was_in_the_question_is_deleted() {
    let scene = Scene::new();
    scene.cloud.stream("cam2");
    // It cannot be looked up now, but could later.
    scene.cloud.fault(Fault::status(500).on("GET", "/streams"));
    let program = scene.cloud.program(words("stream delete cam2 cam1 --jobs 1 --retries 0"));
    let run = program.run_in_terminal(120, &[("delete z1.demo.cam1 (hub demo)? [y/N]", "y\n")]);
    assert_eq!(run.code, Some(10), "{run:?}");
    let left: Vec<String> = scene.cloud.streams().into_iter().map(|stream| stream.title).collect();
    assert_eq!(left, ["cam2"]);
    assert!(run.stdout.contains("cannot look up the stream titled 'cam2'"), "{run:?}");
    // Whom nobody knows, nothing is asked about.
    scene.cloud.fault(Fault::status(401).on("GET", "/streams").forever());
    scene.cloud.lines();
    let names = (0..20).map(|index| format!("cam-{index:02}"));
    let program = scene.cloud.program(words("stream delete --jobs 2 --retries 0")).args(names);
    let run = program.run_in_terminal(120, &[]);
    assert_eq!(run.code, Some(4), "{run:?}");
    assert!(scene.cloud.lines().len() <= 4, "the rest was not stopped");
}
