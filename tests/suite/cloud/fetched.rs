//! What becomes of files that the cloud was asked for when its answers lack something, and when they come late.

use std::fs;
use std::path::Path;

use serde_json::{Value, json};

use super::scene::{JOB, Scene, assert_failed, done, words};
use crate::support::cloud::{Cloud, Fault, File, Reply};
use crate::support::program::Run;

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

/// Changes a field of what the cloud says when it is asked for a file.
fn with_field(path: &str, field: &'static str, value: Value) -> Fault {
    let change = move |reply: &mut Reply| {
        let mut answer: Value = serde_json::from_slice(&reply.body).unwrap();
        answer[field] = value.clone();
        reply.body = answer.to_string().into_bytes();
    };
    Fault::change(change).on("POST", path)
}

#[test]
fn what_is_converted_is_never_the_playlist() {
    let scene = Scene::new();
    let home = tempfile::tempdir().unwrap();
    scene.cloud.fault(with_field("/saveas", "targetUrl", Value::Null).forever());
    let run = run_in(&scene.cloud, home.path(), &format!("{SAVE_AS} -o talk.mp4"));
    assert_failed(&run, 1);
    assert!(run.stderr.contains("does not say where the file is"), "{run:?}");
    assert_eq!(names_in(home.path()), [""; 0]);
    // A picture has no playlist, whatever an answer says.
    scene.cloud.fault(with_field("/snapshot", "targetUrl", Value::Null));
    assert_failed(&run_in(&scene.cloud, home.path(), &format!("{SNAPSHOT} -o a.jpg")), 1);
    // The playlist is what was asked for.
    let args = "stream save-as z1.demo.cam1 talk.m3u8 --start 1714550700 --end 1714551600 -o talk.m3u8 -q";
    assert_eq!(run_in(&scene.cloud, home.path(), args), done("", ""));
    assert_eq!(fs::read(home.path().join("talk.m3u8")).unwrap(), File::playlist().bytes);
}

#[test]
fn a_file_without_a_job_is_waited_for_itself() {
    let scene = Scene::new();
    let home = tempfile::tempdir().unwrap();
    let elsewhere = scene.cloud.file("/elsewhere", File::picture());
    scene.cloud.fault(with_field("/snapshot", "persistentId", Value::Null).forever());
    let run = run_in(&scene.cloud, home.path(), &format!("{SNAPSHOT} --wait"));
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stderr.contains("nothing to wait for"), "{run:?}");
    // No job tells that it is done, so that it never comes.
    let args = format!("{SNAPSHOT} -o a.jpg --wait-timeout 1s --retries 0");
    let run = run_in(&scene.cloud, home.path(), &args);
    assert_failed(&run, 9);
    assert_eq!(names_in(home.path()), [""; 0]);
    scene.cloud.heal();
    let job_less = json!({ "targetUrl": elsewhere, "persistentId": "" });
    scene.cloud.fault(Fault::answer(Reply::json(200, &job_less)));
    scene.cloud.fault(Fault::status(404).on("GET", "/elsewhere").times(2));
    let run = run_in(&scene.cloud, home.path(), &format!("{SNAPSHOT} -o a.jpg -q --retries 0"));
    assert_eq!(run, done("", ""));
    assert_eq!(names_in(home.path()), ["a.jpg"]);
}

#[test]
fn a_file_may_come_a_little_later_than_its_job_ends() {
    let scene = Scene::new();
    let home = tempfile::tempdir().unwrap();
    scene.cloud.fault(Fault::status(404).on("GET", ".jpg").times(3));
    let run = run_in(&scene.cloud, home.path(), &format!("{SNAPSHOT} -o a.jpg -q --retries 0"));
    assert_eq!(run, done("", ""));
}

#[test]
fn what_an_address_asks_for_is_not_told_in_errors() {
    let scene = Scene::new();
    scene.cloud.jobs_answer(&[1]);
    let url = json!("http://127.0.0.1:1/talk.mp4?e=1&token=t0ken");
    scene.cloud.fault(with_field("/saveas", "targetUrl", url));
    let run = scene.run(&format!("{SAVE_AS} --wait --wait-timeout 300ms"));
    assert_failed(&run, 9);
    assert!(run.stderr.contains("the file is to be at http://127.0.0.1:1/talk.mp4\n"), "{run:?}");
    assert!(!run.stderr.contains("t0ken"), "{run:?}");
}

#[test]
fn a_new_directory_is_made_when_there_is_something_for_it() {
    let scene = Scene::new();
    let home = tempfile::tempdir().unwrap();
    let run = run_in(&scene.cloud, home.path(), "stream snapshot z1.demo.cam7 a.jpg -o new/deep/");
    assert_failed(&run, 5);
    assert_eq!(names_in(home.path()), [""; 0]);
    // What cannot be made is told before anything is asked for.
    scene.cloud.lines();
    fs::write(home.path().join("file"), "").unwrap();
    assert_failed(&run_in(&scene.cloud, home.path(), &format!("{SNAPSHOT} -o file/new/")), 12);
    assert_eq!(scene.cloud.lines(), [""; 0]);
}

#[test]
fn a_picture_of_just_now_is_one_of_who_is_on_air() {
    let scene = Scene::new();
    scene.cloud.stream("cam2");
    let run = |time: &str| {
        let args = ["stream", "snapshot", "z1.demo.cam2", "a.jpg", "--if-offline", "skip", "--time", time];
        scene.cloud.program(args).run()
    };
    for time in ["now", "-5s"] {
        assert_eq!(run(time), done("", "skipped z1.demo.cam2: it is offline\n"), "{time}");
    }
    let past = run("-1h");
    assert_failed(&past, 7);
    assert!(!past.stderr.contains("offline"), "{past:?}");
}

#[test]
fn a_long_wait_is_shown_where_somebody_sees_it() {
    let scene = Scene::new();
    scene.cloud.jobs_answer(&[1, 1, 2, 0]);
    let program = || scene.cloud.program(words(SNAPSHOT)).args(["--wait"]);
    let run = program().run_in_terminal(80, &[]);
    assert_eq!(run.code, Some(0), "{run:?}");
    assert!(run.stdout.contains(": running ("), "nobody knows what it is at: {run:?}");
    let elsewhere = program().run();
    assert!(!elsewhere.stderr.contains("running"), "{elsewhere:?}");
}

#[test]
fn the_same_trouble_is_told_once() {
    let scene = Scene::new();
    scene.cloud.fault(Fault::bad_gateway().on("GET", "/status/get/prefop").times(2));
    // The server's id of the request is another every time, and no other trouble.
    let run = scene.run(&format!("stream job {JOB} --wait --retries 0"));
    assert_eq!((run.code, run.stderr.matches("warning:").count()), (Some(0), 1), "{run:?}");
}
