use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::pili::v1::tests::any_json;

#[test]
fn a_job_that_is_done() {
    let answer = json!({
        "id": "z1.56a1b2c3d4e5f60718293a4b", "code": 0, "desc": "The fop was completed successfully",
        "inputKey": "recordings/z1.demo.morning-show/talk.m3u8", "inputBucket": "demo-live",
        "pipeline": "0.default", "reqid": "AAAAexample",
        "items": [{
            "cmd": "avthumb/mp4", "code": 0, "desc": "The fop was completed successfully", "hash": "FexampleHash",
            "key": "recordings/z1.demo.morning-show/talk.mp4", "returnOld": 0,
        }],
    });
    let job = Job::read("asked", answer.clone()).unwrap();
    assert_eq!(job.id, "z1.56a1b2c3d4e5f60718293a4b");
    assert_eq!((job.state, job.description.as_str()), (JobState::Done, "The fop was completed successfully"));
    let item = JobItem {
        command: "avthumb/mp4".into(),
        state: JobState::Done,
        error: None,
        key: Some("recordings/z1.demo.morning-show/talk.mp4".into()),
    };
    assert_eq!(job.items, [item]);
    assert_eq!(Value::Object(job.fields), answer);
}

#[test]
fn a_job_of_which_little_is_known() {
    let job = Job::read("asked", json!({ "code": 2, "id": null, "items": null, "desc": 5 })).unwrap();
    assert_eq!((job.id.as_str(), job.state, job.description.as_str()), ("asked", JobState::Running, ""));
    assert_eq!(job.items, []);
    let items = json!([null, { "keys": ["", "first", "second"] }, { "code": 9, "keys": "odd", "key": "" }]);
    let job = Job::read("asked", json!({ "code": 1, "items": items })).unwrap();
    let keys: Vec<_> = job.items.iter().map(|item| (item.state, item.key.as_deref())).collect();
    assert_eq!(keys, [(JobState::Waiting, Some("first")), (JobState::Unknown(9), None)]);
}

#[test]
fn why_a_job_failed() {
    let read = |desc: &str, items: Value| {
        Job::read("asked", json!({ "code": 3, "desc": desc, "items": items })).unwrap().failure()
    };
    let items = json!([
        { "cmd": "avthumb/mp4", "code": 3, "error": "no\nsuch key" },
        { "cmd": "ok", "code": 0 },
        { "code": 3, "error": "late" },
    ]);
    assert_eq!(
        read("The fop is failed", items.clone()),
        "The fop is failed: avthumb/mp4: no\\nsuch key; late"
    );
    assert_eq!(read("", items), "avthumb/mp4: no\\nsuch key; late");
    assert_eq!(read("The fop is failed", json!([])), "The fop is failed");
    assert_eq!(read("", json!(null)), "the cloud does not say why");
}

#[test]
fn states_by_their_codes() {
    for (code, word, has_ended) in [
        (0, "done", true),
        (1, "waiting", false),
        (2, "running", false),
        (3, "failed", true),
        (4, "done (not notified)", true),
        (5, "unknown", false),
        (-1, "unknown", false),
    ] {
        let state = Job::read("asked", json!({ "code": code })).unwrap().state;
        assert_eq!((state.word(), state.has_ended()), (word, has_ended), "{code}");
    }
}

#[test]
fn answers_that_are_no_job() {
    for (answer, expected) in [
        (json!([]), "an object was expected, not an array"),
        (json!({}), "'code' is missing"),
        (json!({ "code": "0" }), "'code' is '0', not a whole number"),
        (
            json!({ "error": "not such id in prefop" }),
            "'code' is missing (the server says: not such id in prefop)",
        ),
        (json!({ "code": 0, "items": {} }), "'items' is no array but an object"),
        (json!({ "code": 0, "items": [{}, 7] }), "items[1]: an object was expected, not a number"),
    ] {
        assert_eq!(Job::read("asked", answer).unwrap_err().to_string(), expected);
    }
}

#[test]
fn ids_are_encoded() {
    let call = Job::call("z1.a b&c=早");
    assert_eq!(call.path, "/status/get/prefop");
    assert_eq!(call.query.as_deref(), Some("id=z1.a%20b%26c%3D%E6%97%A9"));
}

proptest! {
    #[test]
    fn no_answer_is_a_panic(answer in any_json()) {
        if let Ok(job) = Job::read("asked", answer) {
            prop_assert!(!job.failure().contains(char::is_control));
        }
    }
}
