//! No secret is ever seen: not in what a run prints, however much it is asked to say and whatever goes wrong, and
//! not in the list of processes.

use std::fs;

use serde_json::json;

use super::scene::{Scene, words};
use super::table::{COMMANDS, for_each};
use crate::support::cloud::{Fault, Reply, SECRET_KEY};
use crate::support::program::Run;
use crate::support::wait;

/// A publish key that somebody keeps in a file.
const OWN_KEY: &str = "own-publish-key-of-a-stream";

/// Further commands, in which a publish key is sent, or settings are shown.
const FURTHER: [&str; 7] = [
    "stream create cam8 --publish-key-file own.key",
    "stream create cam8 --publish-key-file own.key -n",
    "stream update z1.demo.cam1 --publish-key-file own.key",
    "stream update z1.demo.cam1 --publish-key-file own.key -n",
    "hub list",
    "config show",
    "config check",
];

fn run(scene: &Scene, args: &str) -> Run {
    let program = scene.cloud.program(words(args)).args(["--retries", "1"]);
    program.home_secret("own.key", &format!("{OWN_KEY}\n")).run()
}

/// All that nobody may see, as it is now: keys, and the signatures of what was sent.
fn secrets(scene: &Scene) -> Vec<String> {
    let mut secrets = vec![SECRET_KEY.to_owned(), OWN_KEY.to_owned()];
    secrets.extend(scene.cloud.streams().into_iter().map(|stream| stream.publish_key));
    secrets.push(scene.cam1.publish_key());
    for seen in scene.cloud.requests() {
        let signature = seen.request.header("authorization").and_then(|value| value.split(':').nth(1));
        secrets.extend(signature.map(str::to_owned));
    }
    secrets
}

fn assert_hidden(args: &str, run: &Run, secrets: &[String]) {
    let Run { stdout, stderr, .. } = run;
    for secret in secrets {
        assert!(!stderr.contains(secret), "{args}: {secret} in {stderr}");
        if !args.contains("publish-url") {
            assert!(!stdout.contains(secret), "{args}: {secret} in {stdout}");
        }
    }
}

#[test]
fn no_command_shows_a_secret_however_much_it_says() {
    for_each(|args, _| {
        for flags in ["-vvv", "-vvv --json", "-vvv -n", "--json -n", "-q --format plain"] {
            let scene = Scene::new();
            let held = secrets(&scene);
            let args = format!("{args} {flags}");
            let run = run(&scene, &args);
            // A key that was deleted is one all the same.
            let secrets =
                [held, if scene.cam1.look().is_some() { secrets(&scene) } else { Vec::new() }].concat();
            assert_hidden(&args, &run, &secrets);
        }
    });
}

#[test]
fn no_fault_brings_a_secret_to_light() {
    let echo = |status| {
        let said = format!("{SECRET_KEY} or {OWN_KEY} is bad");
        Fault::answer(Reply::json(status, &json!({ "error": said, "message": said, "details": said })))
    };
    for_each(|args, _| {
        // It sends no secret, and so the server has none to tell.
        if args.starts_with("stream job") {
            return;
        }
        for fault in
            [echo(400), echo(401), echo(500), Fault::status(401), Fault::close(false), Fault::body("{")]
        {
            for flags in ["-vvv", "-vvv --json"] {
                let scene = Scene::new();
                let held = secrets(&scene);
                scene.cloud.fault(fault.clone().forever());
                let args = format!("{args} {flags}");
                // The server cannot know what is only in a file here, unless it was sent it.
                let held: Vec<String> = held.into_iter().filter(|secret| secret != OWN_KEY).collect();
                assert_hidden(&args, &run(&scene, &args), &held);
            }
        }
    });
    for args in FURTHER.into_iter().filter(|args| args.contains("own.key")) {
        let scene = Scene::new();
        scene.cloud.fault(echo(400).forever());
        assert_hidden(args, &run(&scene, &format!("{args} -vvv")), &secrets(&scene));
    }
}

#[test]
fn keys_that_are_sent_and_settings_are_hidden_too() {
    for args in FURTHER {
        for flags in ["-vvv", "-vvv --json"] {
            let scene = Scene::new();
            let args = format!("{args} {flags}");
            let run = run(&scene, &args);
            assert_eq!(run.code, Some(0), "{args}: {run:?}");
            assert_hidden(&args, &run, &secrets(&scene));
        }
    }
}

#[test]
fn tokens_of_publish_urls_are_on_stdout_alone() {
    for security in ["static", "dynamic", "expiry", "expiry_sk"] {
        for flags in ["-vvv", "-vvv --json"] {
            let scene = Scene::new();
            let cam2 = scene.cloud.stream("cam2").security(security);
            let args = format!("stream publish-url z1.demo.cam2 {flags}");
            let run = run(&scene, &args);
            assert_eq!(run.code, Some(0), "{args}: {run:?}");
            let (_, query) = run.stdout.split_once("/demo/cam2?").unwrap();
            let secret = query.trim().split(['=', '"']).find(|part| part.len() >= 16 && !part.contains('&'));
            let secrets = [secret.unwrap_or(query.trim()).to_owned(), cam2.publish_key()];
            assert_hidden(&args, &run, &secrets);
        }
    }
}

#[test]
fn the_list_of_processes_shows_none() {
    for (args, _) in COMMANDS {
        let scene = Scene::new();
        scene.cloud.fault(Fault::silence(false).forever());
        let running = scene.cloud.program(words(args)).start();
        wait::until("a request", || scene.cloud.requests().first().map(drop));
        let shown = fs::read_to_string(format!("/proc/{}/cmdline", running.id())).unwrap();
        assert!(shown.contains("\0stream\0") || shown.contains("\0hub\0"), "{shown:?}");
        assert!(!shown.contains(SECRET_KEY), "{shown:?}");
    }
}
