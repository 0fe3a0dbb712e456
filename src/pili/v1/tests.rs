//! The dialect held to examples of what goes over the wire, and to any JSON there may be.

use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::*;

mod calls;
mod pages;
mod streams;

/// JSON that looks like an answer more often than chance would have it.
pub(in crate::pili) fn any_json() -> impl Strategy<Value = Value> {
    const NAMES: &[&str] = &[
        "id",
        "hub",
        "title",
        "disabled",
        "disabledTill",
        "publishKey",
        "publishSecurity",
        "profiles",
        "hosts",
        "publish",
        "live",
        "play",
        "playback",
        "rtmp",
        "hls",
        "hdl",
        "http",
        "createdAt",
        "updatedAt",
        "items",
        "marker",
        "end",
        "start",
        "duration",
        "segments",
        "status",
        "addr",
        "startFrom",
        "bytesPerSecond",
        "framesPerSecond",
        "audio",
        "url",
        "targetUrl",
        "persistentId",
        "code",
        "desc",
        "cmd",
        "error",
        "key",
        "keys",
    ];
    const TEXTS: &[&str] = &[
        "",
        "connected",
        "z1.demo.morning-show",
        "z1.demo",
        "2024-05-01T08:00:00.123Z",
        "now",
        "-10m",
        "\0\n\u{1b}[",
        "2024-05-01T08:00:00早",
        "static",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        proptest::sample::select(TEXTS).prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 96, 12, |inner| {
        let name = prop_oneof![9 => proptest::sample::select(NAMES).prop_map(str::to_owned), 1 => ".{0,8}"];
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..8).prop_map(Value::from),
            proptest::collection::vec((name, inner), 0..12)
                .prop_map(|fields| Value::Object(fields.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

proptest! {
    #[test]
    fn no_answer_is_a_panic(answer in any_json()) {
        let _ = read_status(answer.clone());
        let _ = read_segments(answer.clone());
        let _ = read_saved(answer.clone());
        let _ = read_page(answer.clone());
        if let Ok(stream) = read_stream(answer.clone()) {
            prop_assert!(stream.json(false).get("publishKey").is_none());
        }
        // The same inside what is known to be read further.
        let _ = read_page(json!({ "items": [answer.clone()] }));
        let _ = read_segments(json!({ "segments": [answer.clone()] }));
        let fields = json!({ "id": "z1.demo.show", "hosts": answer.clone(), "profiles": answer });
        prop_assert!(read_stream(fields).is_ok());
    }
}
