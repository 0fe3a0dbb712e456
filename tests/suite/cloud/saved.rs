//! `snapshot`, `save-as`, `playback-url` and `job`: what the cloud is asked to make, waited for, and fetched.

use std::fs;
use std::path::Path;
use std::time::Duration;

use serde_json::{Value, json};

use super::scene::{JOB, Scene, assert_failed, done, words};
use crate::support::cloud::{Cloud, Delivery, Fault, File, Reply};
use crate::support::program::Run;
use crate::support::wait;

const PICTURE: &str = "/snapshots/z1.demo.cam1/cover.jpg";
const SNAPSHOT: &str = "stream snapshot z1.demo.cam1 cover.jpg";
const SAVE_AS: &str = "stream save-as z1.demo.cam1 talk.mp4 --start 1714550700 --end 1714551600";

/// Runs in a directory, which stays.
fn run_in(cloud: &Cloud, directory: &Path, args: &str) -> Run {
    cloud.program(words(args)).current_dir(directory).run()
}

fn names_in(directory: &Path) -> Vec<String> {
    let names = fs::read_dir(directory).unwrap().map(|entry| entry.unwrap().file_name());
    names.map(|name| name.into_string().unwrap()).collect()
}

#[test]
fn a_picture_is_asked_for_as_it_was_said() {
    for (args, body) in [
        ("cover.jpg", json!({ "name": "cover.jpg", "format": "jpg" })),
        ("cover.png", json!({ "name": "cover.png", "format": "png" })),
        ("cover --image png", json!({ "name": "cover", "format": "png" })),
        ("cover", json!({ "name": "cover", "format": "jpg" })),
        (
            "cover.jpg --time 2024-05-01T08:10:00Z --notify-url http://a.example/",
            json!({ "name": "cover.jpg", "format": "jpg", "time": 1_714_551_000,
                    "notifyUrl": "http://a.example/" }),
        ),
    ] {
        let scene = Scene::new();
        let run = scene.run(&format!("stream snapshot z1.demo.cam1 {args} --json"));
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{args}: {run:?}");
        let requests = scene.cloud.requests();
        assert_eq!((requests.len(), requests[0].request.json()), (1, Some(body)), "{args}");
        let told: Value = serde_json::from_str(&run.stdout).unwrap();
        assert!(told["targetUrl"].is_string() && told["persistentId"].is_string(), "{told}");
    }
}

#[test]
fn names_are_filled_with_the_time_in_utc() {
    let scene = Scene::new();
    let program = scene.cloud.program(words("stream snapshot z1.demo.cam1 cam1-%Y%m%dT%H%M%SZ-%%.jpg"));
    assert_eq!(program.env("TZ", "Asia/Shanghai").run().code, Some(0));
    let name = scene.cloud.requests()[0].request.json().unwrap()["name"].as_str().unwrap().to_owned();
    let digits: String =
        name.chars().map(|letter| if letter.is_ascii_digit() { '0' } else { letter }).collect();
    assert_eq!(digits, "cam0-00000000T000000Z-%.jpg");
    // A moment that was named is the one in the name.
    let scene = Scene::new();
    let args = "stream snapshot z1.demo.cam1 %H%M%S.jpg --time 2024-05-01T08:10:00Z";
    assert_eq!(scene.run(args).code, Some(0));
    assert_eq!(scene.cloud.requests()[0].request.json().unwrap()["name"], "081000.jpg");
    for name in ["%Q.jpg", "%", ""] {
        let run = scene.cloud.program(["stream", "snapshot", "z1.demo.cam1", name]).run();
        assert_failed(&run, 2);
    }
}

#[test]
fn a_picture_is_waited_for_and_fetched() {
    for codes in [&[0][..], &[1, 2, 0], &[1, 4]] {
        let scene = Scene::new();
        scene.cloud.jobs_answer(codes);
        let home = tempfile::tempdir().unwrap();
        let run = run_in(&scene.cloud, home.path(), &format!("{SNAPSHOT} --wait -o pictures/ -q"));
        assert_eq!(run, done("", ""), "{codes:?}");
        assert_eq!(names_in(home.path()), ["pictures"]);
        assert_eq!(names_in(&home.path().join("pictures")), ["cover.jpg"]);
        assert_eq!(fs::read(home.path().join("pictures/cover.jpg")).unwrap(), File::picture().bytes);
        let fetched = scene.cloud.requests().pop().unwrap();
        assert_eq!(
            (fetched.request.line(), fetched.request.header("authorization")),
            (format!("GET {PICTURE}"), None)
        );
    }
}

/// The service that knows jobs is another than the one that begins them.
#[test]
fn a_job_may_be_unknown_when_it_has_just_begun() {
    let scene = Scene::new();
    scene.cloud.fault(Fault::status(612).on("GET", "/status/get/prefop"));
    let home = tempfile::tempdir().unwrap();
    assert_eq!(run_in(&scene.cloud, home.path(), &format!("{SNAPSHOT} -o cover.jpg -q")), done("", ""));
    assert_eq!(names_in(home.path()), ["cover.jpg"]);
    scene.cloud.fault(Fault::status(612).on("GET", "/status/get/prefop"));
    assert_eq!(scene.run("stream job z1.56a1b2c3d4e5f60718293a4b --wait").code, Some(5));
}

#[test]
fn a_job_that_fails_is_told_with_its_reason() {
    let scene = Scene::new();
    scene.cloud.jobs_answer(&[1, 3]);
    let home = tempfile::tempdir().unwrap();
    for args in [SNAPSHOT, SAVE_AS] {
        let run = run_in(&scene.cloud, home.path(), &format!("{args} --wait -o out -q"));
        assert_failed(&run, 1);
        assert!(run.stderr.contains("decode failed: no video stream"), "{run:?}");
        assert_eq!(names_in(home.path()), [""; 0]);
    }
}

#[test]
fn waiting_ends_when_it_is_told_to() {
    let scene = Scene::new();
    scene.cloud.jobs_answer(&[1]);
    let home = tempfile::tempdir().unwrap();
    for args in [SNAPSHOT, SAVE_AS] {
        let run = run_in(&scene.cloud, home.path(), &format!("{args} --wait --wait-timeout 300ms -o out"));
        assert_eq!(run.code, Some(9), "{run:?}");
        assert!(run.stderr.contains("stream job z1."), "how to go on is not told: {run:?}");
        assert_eq!(names_in(home.path()), [""; 0]);
    }
}

#[test]
fn a_download_is_whole_or_not_there() {
    type Case = (fn() -> File, Option<Fault>, i32);
    let faults: [Case; 6] = [
        (|| File::picture().delivery(Delivery::CutAfter(500)), None, 8),
        (File::picture, Some(Fault::status(404)), 5),
        (File::picture, Some(Fault::status(403)), 1),
        (File::picture, Some(Fault::status(500)), 8),
        (File::picture, Some(Fault::close(false)), 8),
        (|| File::redirect(format!("http://127.0.0.1:1{PICTURE}")), None, 8),
    ];
    for (index, (file, fault, code)) in faults.into_iter().enumerate() {
        let scene = Scene::new();
        scene.cloud.file(PICTURE, file());
        if let Some(fault) = fault {
            scene.cloud.fault(fault.on("GET", ".jpg").forever());
        }
        let home = tempfile::tempdir().unwrap();
        fs::write(home.path().join("old.jpg"), "old").unwrap();
        let args = format!("{SNAPSHOT} --wait --wait-timeout 5s -o old.jpg -q --retries 1");
        let run = run_in(&scene.cloud, home.path(), &args);
        assert_failed(&run, code);
        let first = run.stderr.lines().next().unwrap();
        assert!(first.matches("cannot fetch").count() <= 1, "it is told twice: {run:?}");
        assert_eq!(names_in(home.path()), ["old.jpg"], "{index}");
        assert_eq!(fs::read(home.path().join("old.jpg")).unwrap(), b"old", "{index}");
    }
}

#[test]
fn downloads_come_in_every_delivery_and_by_redirects() {
    let scene = Scene::new();
    let elsewhere = scene.cloud.file("/elsewhere", File::picture().delivery(Delivery::Chunked));
    // Longer than the timeout, with no silence that is.
    let drip = Delivery::Drip(25, Duration::from_millis(100));
    for file in [
        File::picture().delivery(Delivery::Chunked),
        File::picture().delivery(drip),
        File::redirect(elsewhere),
        File::redirect("/elsewhere"),
        File::new("image/jpeg", File::picture().bytes),
    ] {
        scene.cloud.file(PICTURE, file);
        let home = tempfile::tempdir().unwrap();
        let run = run_in(&scene.cloud, home.path(), &format!("{SNAPSHOT} --wait -o a.jpg -q --timeout 2s"));
        assert_eq!(run, done("", ""));
        assert_eq!(fs::read(home.path().join("a.jpg")).unwrap(), File::picture().bytes);
    }
    // A silence that is too long.
    scene.cloud.file(PICTURE, File::picture().delivery(Delivery::Drip(2, Duration::from_millis(900))));
    let home = tempfile::tempdir().unwrap();
    let args = format!("{SNAPSHOT} --wait -o a.jpg -q --timeout 300ms --retries 0");
    let run = run_in(&scene.cloud, home.path(), &args);
    assert_failed(&run, 8);
    assert_eq!(names_in(home.path()), [""; 0]);
}

#[test]
fn links_of_the_server_lead_only_to_where_links_lead() {
    for url in
        ["file:///etc/passwd", "ftp://127.0.0.1/a", "/etc/passwd", "", "javascript:1", "http://", "\u{1b}[2J"]
    {
        let scene = Scene::new();
        let url = url.to_owned();
        scene.cloud.fault(Fault::answer(Reply::json(200, &json!({ "targetUrl": url, "persistentId": JOB }))));
        let home = tempfile::tempdir().unwrap();
        let run = run_in(&scene.cloud, home.path(), &format!("{SNAPSHOT} --wait -o a.jpg"));
        assert_failed(&run, 1);
        assert!(!run.stderr.contains('\u{1b}'), "{run:?}");
        assert_eq!(names_in(home.path()), [""; 0], "{url}");
    }
}

#[test]
fn an_interrupted_download_leaves_nothing() {
    let scene = Scene::new();
    scene.cloud.file(PICTURE, File::picture().delivery(Delivery::Drip(1_000, Duration::from_millis(50))));
    let home = tempfile::tempdir().unwrap();
    let program = scene.cloud.program(words(SNAPSHOT)).args(words("--wait -o a.jpg -q"));
    let running = program.current_dir(home.path()).start();
    let is_asked = || scene.cloud.requests().iter().any(|seen| seen.request.path() == PICTURE).then_some(());
    wait::until("the download", is_asked);
    crate::support::program::signal(running.id(), "INT");
    assert_eq!(running.finish().code, Some(130));
    assert_eq!(names_in(home.path()), [""; 0]);
}

#[test]
fn an_offline_stream_is_told_or_passed_over() {
    for status in [400, 404, 619] {
        let scene = Scene::new();
        scene.cloud.stream("cam2");
        scene.cloud.fault(Fault::status(status).on("POST", "/snapshot").forever());
        let run = scene.run("stream snapshot z1.demo.cam2 a.jpg");
        assert_failed(&run, 7);
        assert!(run.stderr.contains("offline"), "{run:?}");
        let run = scene.run("stream snapshot z1.demo.cam2 a.jpg --if-offline skip");
        assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{status}: {run:?}");
        assert_eq!(run.stderr, "skipped z1.demo.cam2: it is offline\n");
        let run = scene.run("stream snapshot z1.demo.cam2 a.jpg --if-offline skip -q");
        assert_eq!(run, done("", ""), "{status}");
        // Somebody publishes: then it is what the server said.
        let code = match status {
            400 => 1,
            404 => 5,
            _ => 7,
        };
        assert_eq!(scene.run("stream snapshot z1.demo.cam1 a.jpg --if-offline skip").code, Some(code));
    }
    let scene = Scene::new();
    assert_eq!(scene.run("stream snapshot z1.demo.cam7 a.jpg --if-offline skip").code, Some(5));
}

#[test]
fn a_recording_is_saved_as_it_was_said() {
    for (args, body) in [
        ("talk.mp4", json!({ "format": "mp4" })),
        ("talk.flv", json!({ "format": "flv" })),
        ("talk --media mp4 --pipeline own", json!({ "format": "mp4", "pipeline": "own" })),
        ("talk.m3u8", json!({})),
        ("talk", json!({})),
    ] {
        let scene = Scene::new();
        let args = format!("stream save-as z1.demo.cam1 {args} --start 1714550700 --end 1714551600 --json");
        let run = scene.run(&args);
        assert_eq!(run.code, Some(0), "{args}: {run:?}");
        let sent = scene.cloud.requests()[0].request.json().unwrap();
        assert_eq!((&sent["start"], &sent["end"]), (&json!(1_714_550_700), &json!(1_714_551_600)));
        for name in ["format", "pipeline"] {
            assert_eq!(sent.get(name), body.get(name), "{args}");
        }
        let told: Value = serde_json::from_str(&run.stdout).unwrap();
        assert!(told["url"].as_str().unwrap().ends_with("/talk.m3u8"), "{told}");
    }
    let scene = Scene::new();
    let run = scene.run("stream save-as z1.demo.cam1 a.mp4 --start 1600000000 --end 1600000060");
    assert_failed(&run, 7);
    for range in ["--start 5 --end 5", "--start 6 --end 5", "--start 5", "--end 5", "", "--start x --end 5"] {
        let run = scene.run(&format!("stream save-as z1.demo.cam1 a.mp4 {range}"));
        assert_failed(&run, 2);
    }
}

#[test]
fn a_recording_is_waited_for_and_fetched() {
    let scene = Scene::new();
    scene.cloud.jobs_answer(&[1, 2, 0]);
    let home = tempfile::tempdir().unwrap();
    let run = run_in(&scene.cloud, home.path(), &format!("{SAVE_AS} --wait -o talk.mp4 -q"));
    assert_eq!(run, done("", ""));
    assert_eq!(fs::read(home.path().join("talk.mp4")).unwrap(), File::video().bytes);
}

#[test]
fn jobs_are_told_by_their_ends() {
    let scene = Scene::new();
    for (codes, code) in [(&[0][..], 0), (&[4], 0), (&[1], 0), (&[2], 0)] {
        scene.cloud.job("z1.job", codes);
        let run = scene.run("stream job z1.job --json");
        assert_eq!((run.code, run.stderr.as_str()), (Some(code), ""), "{codes:?}: {run:?}");
        let told: Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(told["code"], json!(codes[0]));
    }
    for (codes, code) in [(&[1, 2, 0][..], 0), (&[1, 3], 1), (&[1, 4], 0)] {
        scene.cloud.job("z1.job", codes);
        let run = scene.run("stream job z1.job --wait -q");
        assert_eq!(run.code, Some(code), "{codes:?}: {run:?}");
    }
    scene.cloud.job("z1.job", &[1]);
    assert_eq!(scene.run("stream job z1.job --wait --wait-timeout 200ms").code, Some(9));
    assert_eq!(scene.run("stream job z1.none").code, Some(5));
    // Whoever only asks for jobs needs no account.
    let run = scene.cloud.reach(crate::support::program::streamctl(["stream", "job", JOB])).run();
    assert_eq!(run.code, Some(0), "{run:?}");
}

#[test]
fn a_playback_url_is_bare() {
    let scene = Scene::new();
    let args = "stream playback-url z1.demo.cam1 --start 1714550700 --end 1714551600";
    let run = scene.run(args);
    assert_eq!(run.code, Some(0), "{run:?}");
    let sent = scene.cloud.requests()[0].request.json().unwrap();
    let name = sent["name"].as_str().unwrap();
    assert_eq!(sent.get("format"), None);
    let url = format!("{}/recordings/z1.demo.cam1/{name}.m3u8\n", scene.cloud.url());
    assert_eq!(run.stdout, url);
    assert_eq!(scene.run(&format!("{args} -q")).stderr, "");
}

#[test]
fn a_long_download_has_a_bar_where_somebody_sees_it() {
    let scene = Scene::new();
    let slow = Delivery::Drip(20, Duration::from_millis(100));
    scene.cloud.file("/recordings/z1.demo.cam1/talk.mp4", File::video().delivery(slow));
    let program = || scene.cloud.program(words(SAVE_AS)).args(words("--wait -o talk.mp4"));
    let run = program().run_in_terminal(80, &[]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stdout.contains('['), "no bar: {run:?}");
    let quiet = program().args(["-q"]).run_in_terminal(80, &[]);
    assert_eq!((quiet.code, quiet.stdout.as_str()), (Some(0), ""));
    let elsewhere = program().run();
    assert!(!elsewhere.stderr.contains('\u{1b}') && !elsewhere.stderr.contains('\r'), "{elsewhere:?}");
}
