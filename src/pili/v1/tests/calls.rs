//! What is sent, with the signatures that SDKs would give it.

use super::*;
use crate::pili::id::StreamId;
use crate::pili::job::Job;
use crate::pili::request::{Call, Changes, Filter, Method, NewStream, Operation, Picture, Recording};
use crate::pili::sign::{Signable, signature};
use crate::secret::Secret;

fn id() -> StreamId {
    StreamId::parse("z1.demo.morning-show").unwrap()
}

fn new(hub: &str, title: &str) -> NewStream {
    NewStream { hub: hub.into(), title: Some(title.into()), publish_key: None, publish_security: None }
}

fn filter() -> Filter {
    Filter { hub: "demo".into(), prefix: None, is_live: false, ids_only: false }
}

fn recording(name: &str, start: i64, end: i64) -> Recording {
    Recording { name: name.into(), start, end, format: None, notify_url: None, pipeline: None }
}

fn changes() -> Changes {
    Changes::default()
}

/// A call on one line: method, path and query, body.
fn line(call: &Call) -> String {
    let method = match call.method {
        Method::Get => "GET",
        Method::Post => "POST",
        Method::Delete => "DELETE",
    };
    let query = call.query.as_ref().map(|query| format!("?{query}")).unwrap_or_default();
    let body = call.body.as_ref().map(|body| format!(" {body}")).unwrap_or_default();
    format!("{method} {}{query}{body}", call.path)
}

/// The signature of a call to a server at 127.0.0.1:8099.
fn signed(call: &Call) -> String {
    let line = line(call);
    let request = Signable {
        method: line.split(' ').next().unwrap(),
        path: &call.path,
        query: call.query.as_deref(),
        host: "127.0.0.1:8099",
        content_type: call.body.as_ref().map(|_| "application/json"),
        qiniu_headers: &[],
        body: call.body.as_deref().unwrap_or_default().as_bytes(),
    };
    signature(&Secret::new("SKexample0000000000000000000000000000001"), &request.message())
}

const STREAM: &str = "/v1/streams/z1.demo.morning-show";

#[test]
fn creating_is_signed_as_sdks_do() {
    let secure = NewStream { publish_security: Some("static".into()), ..new("demo", "morning-show") };
    check([
        (
            operation(&Operation::Create(secure)),
            r#"POST /v1/streams {"hub":"demo","title":"morning-show","publishSecurity":"static"}"#.into(),
            "bEX2osJUziy7IOiAQEuNGlySE_A=",
        ),
        (
            operation(&Operation::Create(new("demo", "morning-show"))),
            r#"POST /v1/streams {"hub":"demo","title":"morning-show"}"#.into(),
            "lNWzA6VVKcjxVCNhv2cWkYr5F40=",
        ),
        (
            operation(&Operation::Create(new("demo", "abc"))),
            r#"POST /v1/streams {"hub":"demo","title":"abc"}"#.into(),
            "KNc6ZeBDPPSZqY4QnfB5BlYwYrA=",
        ),
        (
            operation(&Operation::Create(new("nohub", "morning-show"))),
            r#"POST /v1/streams {"hub":"nohub","title":"morning-show"}"#.into(),
            "Qze6WVsIMVWHpeoEzCsVasO_tv8=",
        ),
    ]);
}

#[test]
fn reading_is_signed_as_sdks_do() {
    let live = Filter { prefix: Some("morn".into()), is_live: true, ..filter() };
    let unknown = StreamId::parse("z1.demo.nothing-here").unwrap();
    check([
        (find(&id()), format!("GET {STREAM}"), "q-6bMVAeE2Z_fMUa4tIoaPgvf_E="),
        (find(&unknown), "GET /v1/streams/z1.demo.nothing-here".into(), "QnBl9NprfZeZAzq6eoLDGt49PAo="),
        (
            list(&filter(), Some(2), None),
            "GET /v1/streams?hub=demo&limit=2".into(),
            "onZmqC7e5At69OCZZ7exhMQbdK0=",
        ),
        (
            list(&filter(), Some(2), Some("2")),
            "GET /v1/streams?hub=demo&limit=2&marker=2".into(),
            "1-9nei4nqQsJGPYU2uIOLe3JpNQ=",
        ),
        (
            list(&live, None, None),
            "GET /v1/streams?hub=demo&status=connected&title=morn".into(),
            "alrKWlfXYuRiGoZZyL3oL6bm-Cs=",
        ),
        (list(&filter(), None, None), "GET /v1/streams?hub=demo".into(), "GAXSBUg_ubACkAa-h2cfmdnKCW8="),
        (status(&id()), format!("GET {STREAM}/status"), "tU2LeM7huO-qq4kOu5c9lGRV0XE="),
        (
            segments(&id(), Some(1_714_550_400), Some(1_714_554_000), Some(10)),
            format!("GET {STREAM}/segments?start=1714550400&end=1714554000&limit=10"),
            "dWRA0LoHZVqeavudbJ9zIit8k4o=",
        ),
        (segments(&id(), None, None, None), format!("GET {STREAM}/segments"), "N5kEZYF9VVD1fu3X3FVh9Ghh9nc="),
    ]);
}

#[test]
fn changing_is_signed_as_sdks_do() {
    let dynamic = Changes { publish_security: Some("dynamic".into()), ..changes() };
    check([
        (
            operation(&Operation::Update(id(), dynamic)),
            format!(r#"POST {STREAM} {{"publishSecurity":"dynamic"}}"#),
            "VMnus8nvwNlV4nKz1DOPgdrXM2s=",
        ),
        (
            operation(&Operation::Disable(id(), None)),
            format!(r#"POST {STREAM} {{"disabled":true}}"#),
            "Z35PcAI0pumbtxtiUYqoA8gnGLk=",
        ),
        (
            operation(&Operation::Disable(id(), Some(1_700_003_600))),
            format!(r#"POST {STREAM}/available {{"available":"disabled","disabledTill":1700003600}}"#),
            "IvTa_EvCcCTwvamcwM--F2wSLkI=",
        ),
        (operation(&Operation::Delete(id())), format!("DELETE {STREAM}"), "8UIdZulOMUwzy43bTDtT_s4mq0I="),
    ]);
}

#[test]
fn saving_is_signed_as_sdks_do() {
    let talk = Recording {
        format: Some("mp4".into()),
        notify_url: Some("http://127.0.0.1:9000/done".into()),
        ..recording("talk.mp4", 1_714_550_700, 1_714_551_600)
    };
    let cover = Picture { name: "cover.jpg".into(), format: "jpg".into(), time: None, notify_url: None };
    check([
        (
            operation(&Operation::SaveAs(id(), recording("1700000000", 1_714_550_700, 1_714_551_600))),
            format!(r#"POST {STREAM}/saveas {{"name":"1700000000","start":1714550700,"end":1714551600}}"#),
            "4y4azXelSprob0fImccwCQ67HKo=",
        ),
        (
            operation(&Operation::SaveAs(id(), talk)),
            format!(
                r#"POST {STREAM}/saveas {{"name":"talk.mp4","start":1714550700,"end":1714551600,"format":"mp4","notifyUrl":"http://127.0.0.1:9000/done"}}"#
            ),
            "vZBKdmPumJtgs1FiGKGsBQPpL1o=",
        ),
        (
            operation(&Operation::SaveAs(id(), recording("void", 1_600_000_000, 1_600_000_060))),
            format!(r#"POST {STREAM}/saveas {{"name":"void","start":1600000000,"end":1600000060}}"#),
            "2jfS_Qe6_rJGy6cgpPhqqWFc_XE=",
        ),
        (
            operation(&Operation::Snapshot(id(), cover)),
            format!(r#"POST {STREAM}/snapshot {{"name":"cover.jpg","format":"jpg"}}"#),
            "HFLPjjrqbO1KEbEffjUX-aTCSnk=",
        ),
        (
            Job::call("z1.56a1b2c3d4e5f60718293a4b"),
            "GET /status/get/prefop?id=z1.56a1b2c3d4e5f60718293a4b".into(),
            "-1O4bAe84EBTAYFkRpLJVvjXI-Q=",
        ),
        (
            Job::call("z1.000000000000000000000000"),
            "GET /status/get/prefop?id=z1.000000000000000000000000".into(),
            "igaUNlUOeqC7o2Xv9qMhDq-JJgM=",
        ),
    ]);
}

fn check<const N: usize>(calls: [(Call, String, &str); N]) {
    for (call, expected, signature) in calls {
        assert_eq!(line(&call), expected);
        assert_eq!(signed(&call), signature, "{expected}");
    }
}

#[test]
fn all_that_can_be_said_is_said_in_order() {
    let key = Secret::new("k\"3y");
    let all = NewStream {
        publish_key: Some(key.clone()),
        publish_security: Some("dynamic".into()),
        ..new("demo", "show")
    };
    let call = operation(&Operation::Create(all));
    let expected = r#"{"hub":"demo","title":"show","publishKey":"k\"3y","publishSecurity":"dynamic"}"#;
    assert_eq!(call.body.as_deref(), Some(expected));
    assert_eq!(call.secrets, std::slice::from_ref(&key));
    assert!(!format!("{call:?}").contains("3y"), "{call:?}");

    for title in [None, Some(String::new())] {
        let untitled = NewStream { title, ..new("demo", "") };
        assert_eq!(line(&operation(&Operation::Create(untitled))), r#"POST /v1/streams {"hub":"demo"}"#);
    }

    let all = Changes {
        publish_key: Some(key.clone()),
        publish_security: Some("static".into()),
        disabled: Some(false),
    };
    let call = operation(&Operation::Update(id(), all));
    let expected = r#"{"publishKey":"k\"3y","publishSecurity":"static","disabled":false}"#;
    assert_eq!((call.body.as_deref(), call.secrets), (Some(expected), vec![key]));
    assert_eq!(line(&operation(&Operation::Enable(id()))), format!(r#"POST {STREAM} {{"disabled":false}}"#));

    let piped = Recording {
        format: Some("mp4".into()),
        notify_url: Some("http://a/".into()),
        pipeline: Some("mine".into()),
        ..recording("早间", -1, -1)
    };
    let expected =
        r#"{"name":"早间","start":-1,"end":-1,"format":"mp4","notifyUrl":"http://a/","pipeline":"mine"}"#;
    assert_eq!(operation(&Operation::SaveAs(id(), piped)).body.as_deref(), Some(expected));

    let timed = Picture {
        name: "a.png".into(),
        format: "png".into(),
        time: Some(1_700_000_000),
        notify_url: Some("http://a/".into()),
    };
    let expected = r#"{"name":"a.png","format":"png","time":1700000000,"notifyUrl":"http://a/"}"#;
    assert_eq!(operation(&Operation::Snapshot(id(), timed)).body.as_deref(), Some(expected));
}

#[test]
fn queries_are_encoded_and_hold_nothing_empty() {
    let all = Filter { hub: "demo".into(), prefix: Some("a&b".into()), is_live: true, ids_only: true };
    let call = list(&all, Some(10), Some("m=1 +/早"));
    let expected =
        "hub=demo&limit=10&marker=m%3D1%20%2B%2F%E6%97%A9&status=connected&title=a%26b&idonly=true";
    assert_eq!(call.query.as_deref(), Some(expected));
    let none = Filter { prefix: Some(String::new()), ..filter() };
    assert_eq!(list(&none, Some(0), Some("")).query.as_deref(), Some("hub=demo"));
    let part = segments(&id(), None, Some(5), Some(0));
    assert_eq!(part.query.as_deref(), Some("end=5"));
}
