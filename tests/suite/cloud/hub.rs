//! `hub list`, `hub status`, `hub check`, and the SDK's names for commands of `stream`.

use serde_json::Value;

use super::scene::{CAM1, Scene, assert_failed, done, words};
use crate::support::cloud::{ACCESS_KEY, Fault, SECRET_KEY};
use crate::support::program::{signal, streamctl};
use crate::support::wait;

#[test]
fn hubs_are_those_of_the_configuration() {
    let config = "[profiles.one]\nhub = \"demo\"\n\n[profiles.two]\nhub = \"other\"\n";
    let path = "config/streamctl/config.toml";
    let run = streamctl(words("hub list --json")).home_file(path, config).run();
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{run:?}");
    let told: Value = serde_json::from_str(&run.stdout).unwrap();
    let hubs: Vec<&Value> = told["items"].as_array().unwrap().iter().map(|item| &item["hub"]).collect();
    assert_eq!(hubs, ["demo", "other"]);
}

#[test]
fn who_is_on_air_is_told() {
    let scene = Scene::new();
    scene.cloud.stream("cam2");
    scene.cloud.stream("cam3").live();
    let run = scene.run("hub status --format plain");
    assert_eq!(run.code, Some(0), "{run:?}");
    let ids: Vec<&str> = run.stdout.lines().filter_map(|line| line.split('\t').next()).collect();
    assert_eq!(ids, [CAM1, "z1.demo.cam3"]);
    let json: Value = serde_json::from_str(&scene.run("hub status --json").stdout).unwrap();
    assert_eq!(json["items"].as_array().unwrap().len(), 2, "{json}");
    let empty = crate::support::cloud::Cloud::start();
    let run = empty.program(words("hub status")).run();
    assert_eq!(run, done("", "hub demo: 0 streams on air, 0 kbit/s\n"));
    // One that goes away meanwhile stops nobody.
    scene.cloud.fault(Fault::status(404).on("GET", "z1.demo.cam3/status").forever());
    let run = scene.run("hub status --format plain");
    assert!(run.stdout.contains(CAM1), "{run:?}");
}

#[test]
fn a_check_ends_with_its_first_failure() {
    let scene = Scene::new();
    let run = scene.run("hub check");
    assert_eq!(run.code, Some(0), "{run:?}");
    let json: Value = serde_json::from_str(&scene.run("hub check --json").stdout).unwrap();
    assert!(json.is_object(), "{json}");
    // A clock is told, and never a failure.
    scene.cloud.clock_error(-3_600);
    let run = scene.run("hub check");
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stdout.contains("clock"), "{run:?}");
    for (fault, code) in [
        (Fault::status(401), 4),
        (Fault::not_enabled(), 4),
        (Fault::status(612), 5),
        (Fault::status(500), 8),
        (Fault::close(false), 8),
    ] {
        scene.cloud.fault(fault);
        assert_eq!(scene.run("hub check --retries 0").code, Some(code));
    }
    let wrong = scene.cloud.program(["hub", "check"]).env("STREAMCTL_SECRET_KEY", "SKwrong").run();
    assert_eq!(wrong.code, Some(4), "{wrong:?}");
    let missing = scene.cloud.reach(streamctl(["hub", "check", "--hub", "demo"])).run();
    assert_eq!(missing.code, Some(3), "{missing:?}");
}

#[test]
fn the_sdks_names_do_the_same() {
    for (name, other) in [
        ("hub get-stream z1.demo.cam1", "stream get z1.demo.cam1"),
        ("hub list-streams", "stream list"),
        ("hub create-stream cam9", "stream create cam9"),
    ] {
        for format in ["table", "plain", "json", "jsonl"] {
            let [one, two] = [name, other].map(|args| Scene::new().run(&format!("{args} --format {format}")));
            assert_eq!(one, two);
        }
    }
}

#[test]
fn keys_are_one_set_and_files_that_hold_them_are_closed() {
    let scene = Scene::new();
    let config = |more: &str| {
        let url = scene.cloud.url();
        format!("[profiles.p]\nhub = \"demo\"\napi = \"{url}\"\naccess_key = \"AKexample1\"\n{more}")
    };
    let run = |config: String| {
        let program = streamctl(words("stream get z1.demo.cam1 -q --profile p"));
        program.home_file("config/streamctl/config.toml", &config)
    };
    let open = run(config(&format!("secret_key = \"{SECRET_KEY}\"\n"))).run();
    assert_failed(&open, 3);
    assert!(open.stderr.contains("chmod") && !open.stderr.contains(SECRET_KEY), "{open:?}");
    let command = config(&format!("secret_key_command = [\"printf\", \"%s\\\\n\", \"{SECRET_KEY}\"]\n"));
    assert_eq!(run(command).run().code, Some(0));
    // Half a set in the environment is none.
    let half = streamctl(words("stream get z1.demo.cam1 --hub demo")).env("STREAMCTL_SECRET_KEY", SECRET_KEY);
    assert_eq!(scene.cloud.reach(half).run().code, Some(3));
}

#[test]
fn who_comes_and_goes_is_a_line_where_nothing_can_be_redrawn() {
    let scene = Scene::new();
    let running = scene.cloud.program(words("hub status --watch --interval 1s --format jsonl")).start();
    let asked = |id: &'static str, times: usize| {
        let path = format!("{id}/status");
        wait::until("questions", || {
            let requests = scene.cloud.requests();
            (requests.iter().filter(|seen| seen.request.path().ends_with(&path)).count() >= times)
                .then_some(())
        });
    };
    asked(CAM1, 2);
    scene.cloud.stream("cam3").live().statuses(&[true, true, false]);
    asked("z1.demo.cam3", 4);
    signal(running.id(), "INT");
    let run = running.finish();
    assert_eq!(run.code, Some(130), "{run:?}");
    let told: Vec<Value> = run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let told: Vec<(&str, &str)> =
        told.iter().map(|line| (line["id"].as_str().unwrap(), line["status"].as_str().unwrap())).collect();
    let (here, gone) = ("connected", "disconnected");
    assert_eq!(told[..3], [(CAM1, here), ("z1.demo.cam3", here), ("z1.demo.cam3", gone)], "{run:?}");
}

#[test]
fn a_configuration_may_come_through_a_pipe() {
    let scene = Scene::new();
    let program = streamctl(words("stream get z1.demo.cam1 -q --config /dev/stdin"));
    let program = program.env("STREAMCTL_SECRET_KEY", SECRET_KEY).env("STREAMCTL_ACCESS_KEY", ACCESS_KEY);
    let config = format!("[profiles.p]\nhub = \"demo\"\napi = \"{}\"\n", scene.cloud.url());
    assert_eq!(program.stdin(config).run(), done("", ""));
}
