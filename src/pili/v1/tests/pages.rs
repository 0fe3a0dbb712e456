//! Lists, statuses, segments, and what was saved.

use super::*;
use crate::pili::model::{FrameRates, Piece};

#[test]
fn pages_of_each_generation() {
    let one = json!({ "id": "z1.demo.one", "publishKey": "k3y" });
    for (answer, ids, marker, end) in [
        (
            json!({ "marker": "2", "items": [one, { "id": "z1.demo.two" }], "end": false }),
            2,
            Some("2"),
            Some(false),
        ),
        (json!({ "marker": "", "items": null, "end": true }), 0, None, Some(true)),
        (json!({ "marker": "10", "items": [null, one] }), 1, Some("10"), None),
        (json!({ "marker": null, "end": "yes", "items": [] }), 0, None, None),
        (json!({ "marker": 10 }), 0, Some("10"), None),
        (json!({ "marker": {} }), 0, None, None),
        (json!({}), 0, None, None),
    ] {
        let page = read_page(answer.clone()).unwrap();
        assert_eq!((page.streams.len(), page.marker.as_deref(), page.end), (ids, marker, end), "{answer}");
        assert!(!format!("{page:?}").contains("k3y"));
    }
    for (answer, expected) in [
        (json!([]), "an object was expected, not an array"),
        (json!({ "items": "none" }), "'items' is no array but a text"),
        (json!({ "items": [null, { "title": "x" }] }), "items[1]: 'id' is missing"),
        (json!({ "items": ["z1.demo.one"] }), "items[0]: an object was expected, not a text"),
    ] {
        assert_eq!(read_page(answer).unwrap_err().to_string(), expected);
    }
}

#[test]
fn statuses() {
    let live = json!({
        "addr": "203.0.113.7:51393", "startFrom": "2024-05-01T08:05:09.5Z", "status": "connected",
        "bytesPerSecond": 94012.5, "framesPerSecond": { "audio": 43.0, "video": 25, "data": null }, "reqId": "x",
    });
    let status = read_status(live.clone()).unwrap();
    assert!(status.is_connected);
    assert_eq!(status.address.as_deref(), Some("203.0.113.7:51393"));
    assert_eq!(status.since.unwrap().to_string(), "2024-05-01T08:05:09.500Z");
    assert_eq!(status.bytes_per_second, Some(94012.5));
    assert_eq!(status.frames, FrameRates { audio: Some(43.0), video: Some(25.0), data: None });
    assert_eq!(Value::Object(status.fields), live);

    let odd = json!({ "status": "disconnected", "addr": "", "framesPerSecond": 5, "bytesPerSecond": "1" });
    let status = read_status(odd).unwrap();
    assert!(!status.is_connected);
    assert_eq!((status.address, status.since, status.bytes_per_second), (None, None, None));
    assert_eq!(status.frames, FrameRates::default());

    for (answer, expected) in [
        (json!(true), "an object was expected, not a boolean"),
        (json!({ "addr": "x" }), "'status' is missing"),
        (json!({ "status": 1 }), "'status' is a number, not a status"),
    ] {
        assert_eq!(read_status(answer).unwrap_err().to_string(), expected);
    }
}

#[test]
fn segments_of_a_range() {
    let answer = json!({
        "start": 1_714_550_700, "end": 1_714_552_500, "duration": 1800,
        "segments": [{ "start": 1_714_550_700, "end": 1_714_551_600 }, { "start": 1, "end": 2, "new": true }],
    });
    let segments = read_segments(answer.clone()).unwrap();
    let pieces = [Piece { start: 1_714_550_700, end: 1_714_551_600 }, Piece { start: 1, end: 2 }];
    assert_eq!((segments.pieces.as_slice(), segments.duration), (pieces.as_slice(), Some(1800)));
    assert_eq!(Value::Object(segments.fields), answer);
    for none in [json!({}), json!({ "segments": null }), json!({ "segments": [null] })] {
        let segments = read_segments(none).unwrap();
        assert_eq!((segments.pieces.len(), segments.duration), (0, None));
        assert_eq!(Value::Object(segments.fields), json!({ "segments": [] }));
    }
    for (answer, expected) in [
        (json!(1), "an object was expected, not a number"),
        (json!({ "segments": 1 }), "'segments' is no array but a number"),
        (json!({ "segments": [{ "start": 1 }] }), "segments[0]: 'end' is missing"),
        (
            json!({ "segments": [{ "start": "1", "end": 2 }] }),
            "segments[0]: 'start' is '1', not a whole number",
        ),
    ] {
        assert_eq!(read_segments(answer).unwrap_err().to_string(), expected);
    }
}

#[test]
fn what_was_saved() {
    let all =
        json!({ "url": "http://a/b.m3u8", "targetUrl": "http://a/b.mp4", "persistentId": "z1.1", "x": 1 });
    let saved = read_saved(all.clone()).unwrap();
    assert_eq!(saved.url.as_deref(), Some("http://a/b.m3u8"));
    assert_eq!(saved.target_url.as_deref(), Some("http://a/b.mp4"));
    assert_eq!(saved.job.as_deref(), Some("z1.1"));
    assert_eq!(Value::Object(saved.fields), all);
    for none in [json!({}), json!({ "url": "", "targetUrl": null, "persistentId": "" }), json!({ "url": 1 })]
    {
        let saved = read_saved(none).unwrap();
        assert_eq!((saved.url, saved.target_url, saved.job), (None, None, None));
    }
    assert!(read_saved(json!(null)).is_err());
}
