//! Streams as servers of several years tell of them.

use super::*;
use crate::pili::model::{Hosts, Stream};
use crate::secret::Secret;

fn stream(fields: Value) -> Stream {
    read_stream(fields).unwrap()
}

/// The hosts of a stream that has these.
fn hosts(hosts: &Value) -> Hosts {
    stream(json!({ "id": "z1.demo.show", "hosts": hosts })).hosts
}

#[test]
fn a_stream_of_2016() {
    let answer = json!({
        "id": "z1.demo.morning-show", "createdAt": "2024-05-01T08:00:00.123Z",
        "updatedAt": "2024-05-01T09:00:00.5+08:00", "title": "morning-show", "hub": "demo", "disabledTill": 0,
        "disabled": false, "publishKey": "0123456789abcdef", "publishSecurity": "static", "news": { "deep": [1] },
        "hosts": {
            "publish": { "rtmp": "pub.demo.example" },
            "live": {
                "hdl": "hdl.demo.example", "hls": "hls.demo.example", "http": "http.demo.example",
                "rtmp": "rtmp.demo.example", "snapshot": "snap.demo.example",
            },
            "playback": { "hls": "back.demo.example", "http": "other.demo.example" },
        },
    });
    let read = stream(answer.clone());
    assert_eq!(read.id.as_str(), "z1.demo.morning-show");
    assert_eq!((read.is_disabled, read.disabled_till), (false, Some(0)));
    assert_eq!(read.publish_key, Some(Secret::new("0123456789abcdef")));
    assert_eq!(read.publish_security.as_deref(), Some("static"));
    assert_eq!(read.profiles, [] as [&str; 0]);
    assert_eq!(read.created_at.unwrap().to_string(), "2024-05-01T08:00:00.123Z");
    assert_eq!(read.updated_at.unwrap().to_string(), "2024-05-01T01:00:00.500Z");
    let expected = Hosts {
        publish: Some("pub.demo.example".into()),
        rtmp: Some("rtmp.demo.example".into()),
        hls: Some("hls.demo.example".into()),
        flv: Some("hdl.demo.example".into()),
        playback: Some("back.demo.example".into()),
    };
    assert_eq!(read.hosts, expected);
    assert_eq!(read.json(true), answer);
    let mut public = answer;
    public.as_object_mut().unwrap().remove("publishKey");
    assert_eq!(read.json(false), public);
    assert!(!format!("{read:?}").contains("0123456789abcdef"));
}

#[test]
fn hosts_of_each_generation() {
    let early = json!({ "publish": { "rtmp": "p" }, "play": { "rtmp": "r", "hls": "h" } });
    let expected = Hosts {
        publish: Some("p".into()),
        rtmp: Some("r".into()),
        hls: Some("h".into()),
        flv: None,
        playback: None,
    };
    assert_eq!(hosts(&early), expected);
    let http = json!({ "play": { "http": "h", "hls": "other" } });
    assert_eq!(hosts(&http), Hosts { hls: Some("h".into()), ..Hosts::default() });
    let autumn_2015 = json!({
        "publish": { "rtmp": "p" }, "live": { "http": "h", "rtmp": "r" }, "playback": { "http": "b" },
    });
    let expected = Hosts {
        publish: Some("p".into()),
        rtmp: Some("r".into()),
        hls: Some("h".into()),
        flv: Some("h".into()),
        playback: Some("b".into()),
    };
    assert_eq!(hosts(&autumn_2015), expected);
    let empty = json!({ "live": { "hls": "", "http": "h", "rtmp": null }, "play": { "rtmp": "r" } });
    let expected =
        Hosts { rtmp: Some("r".into()), hls: Some("h".into()), flv: Some("h".into()), ..Hosts::default() };
    assert_eq!(hosts(&empty), expected);
    for odd in
        [json!(null), json!("host"), json!([]), json!({ "live": "host", "play": [1], "publish": null })]
    {
        assert_eq!(hosts(&odd), Hosts::default());
    }
}

#[test]
fn fields_that_are_missing_null_or_odd_are_not_there() {
    let names = [
        "createdAt",
        "updatedAt",
        "disabled",
        "disabledTill",
        "publishKey",
        "publishSecurity",
        "profiles",
        "hosts",
    ];
    let none = stream(json!({ "id": "z1.demo.show" }));
    for odd in [json!(null), json!({ "deep": [] }), json!([[]]), json!(1.5)] {
        let mut fields: Map<_, _> = names.iter().map(|name| ((*name).to_owned(), odd.clone())).collect();
        fields.insert("id".into(), "z1.demo.show".into());
        let mut read = stream(Value::Object(fields));
        assert!(!read.fields.contains_key("publishKey"), "{odd}");
        read.fields.clone_from(&none.fields);
        assert_eq!(read, none, "{odd}");
    }
    let profiles =
        stream(json!({ "id": "z1.demo.show", "profiles": ["480p", null, "", 7, "720p"] })).profiles;
    assert_eq!(profiles, ["480p", "720p"]);
    let empty = stream(json!({ "id": "z1.demo.show", "publishSecurity": "", "disabledTill": -1 }));
    assert_eq!((empty.publish_security.as_deref(), empty.disabled_till), (Some(""), Some(-1)));
}

#[test]
fn a_stream_without_an_id_is_none() {
    for (answer, expected) in [
        (json!(null), "an object was expected, not null"),
        (json!(["z1.demo.show"]), "an object was expected, not an array"),
        (json!({}), "'id' is missing"),
        (json!({ "id": 7 }), "'id' is a number, not the id of a stream"),
        (json!({ "id": "../../x y" }), "'id' is '../../x y', not the id of a stream"),
        (json!({ "id": "a\u{1b}" }), "'id' is 'a\\u{1b}', not the id of a stream"),
    ] {
        assert_eq!(read_stream(answer).unwrap_err().to_string(), expected);
    }
}
