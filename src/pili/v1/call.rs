//! The calls of v1's operations. Bodies have their fields in the order of the SDKs. An id stands in a path as it
//! is, as with every SDK, for it holds no character that a path would encode.

use serde::Serialize;

use crate::pili::id::StreamId;
use crate::pili::query::Query;
use crate::pili::request::{Call, Changes, Filter, Method, NewStream, Operation, Picture, Recording};
use crate::secret::Secret;

const STREAMS: &str = "/v1/streams";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct StreamBody<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    hub: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publish_key: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publish_security: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    disabled: Option<bool>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct AvailableBody {
    available: &'static str,
    disabled_till: i64,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RecordingBody<'a> {
    name: &'a str,
    start: i64,
    end: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    format: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notify_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pipeline: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PictureBody<'a> {
    name: &'a str,
    format: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    time: Option<i64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    notify_url: Option<&'a str>,
}

/// The call of something that changes the cloud.
pub(in crate::pili) fn operation(operation: &Operation) -> Call {
    match operation {
        Operation::Create(stream) => create(stream),
        Operation::Update(id, changes) => update(id, changes),
        Operation::Disable(id, None) => able(id, true),
        Operation::Disable(id, Some(until)) => {
            let body = AvailableBody { available: "disabled", disabled_till: *until };
            post(of_stream(id, "/available"), &body, None)
        }
        Operation::Enable(id) => able(id, false),
        Operation::Delete(id) => bare(Method::Delete, of_stream(id, ""), Query::default()),
        Operation::SaveAs(id, recording) => save_as(id, recording),
        Operation::Snapshot(id, picture) => snapshot(id, picture),
    }
}

/// The call for a stream.
pub(in crate::pili) fn find(id: &StreamId) -> Call {
    bare(Method::Get, of_stream(id, ""), Query::default())
}

/// The call for a page of a list. An empty marker is not sent, for servers refuse some that mean the beginning.
pub(in crate::pili) fn list(filter: &Filter, limit: Option<u32>, marker: Option<&str>) -> Call {
    let query = Query::default()
        .with("hub", Some(&filter.hub))
        .with("limit", limit.filter(|limit| *limit > 0))
        .with("marker", marker)
        .with("status", filter.is_live.then_some("connected"))
        .with("title", filter.prefix.as_deref())
        .with("idonly", filter.ids_only.then_some(true));
    bare(Method::Get, STREAMS.to_owned(), query)
}

/// The call for a stream's status.
pub(in crate::pili) fn status(id: &StreamId) -> Call {
    bare(Method::Get, of_stream(id, "/status"), Query::default())
}

/// The call for what is recorded of a stream, in unix seconds.
pub(in crate::pili) fn segments(
    id: &StreamId,
    start: Option<i64>,
    end: Option<i64>,
    limit: Option<u32>,
) -> Call {
    let query = Query::default()
        .with("start", start)
        .with("end", end)
        .with("limit", limit.filter(|limit| *limit > 0));
    bare(Method::Get, of_stream(id, "/segments"), query)
}

fn create(stream: &NewStream) -> Call {
    let body = StreamBody {
        hub: Some(&stream.hub),
        // Left out rather than empty, the server makes one up.
        title: stream.title.as_deref().filter(|title| !title.is_empty()),
        publish_key: stream.publish_key.as_ref().map(Secret::expose),
        publish_security: stream.publish_security.as_deref(),
        disabled: None,
    };
    post(STREAMS.to_owned(), &body, stream.publish_key.clone())
}

fn update(id: &StreamId, changes: &Changes) -> Call {
    let body = StreamBody {
        hub: None,
        title: None,
        publish_key: changes.publish_key.as_ref().map(Secret::expose),
        publish_security: changes.publish_security.as_deref(),
        disabled: changes.disabled,
    };
    post(of_stream(id, ""), &body, changes.publish_key.clone())
}

fn able(id: &StreamId, is_disabled: bool) -> Call {
    update(id, &Changes { disabled: Some(is_disabled), ..Changes::default() })
}

fn save_as(id: &StreamId, recording: &Recording) -> Call {
    let body = RecordingBody {
        name: &recording.name,
        start: recording.start,
        end: recording.end,
        format: recording.format.as_deref(),
        notify_url: recording.notify_url.as_deref(),
        pipeline: recording.pipeline.as_deref(),
    };
    post(of_stream(id, "/saveas"), &body, None)
}

fn snapshot(id: &StreamId, picture: &Picture) -> Call {
    let body = PictureBody {
        name: &picture.name,
        format: &picture.format,
        time: picture.time,
        notify_url: picture.notify_url.as_deref(),
    };
    post(of_stream(id, "/snapshot"), &body, None)
}

fn of_stream(id: &StreamId, operation: &str) -> String {
    format!("{STREAMS}/{id}{operation}")
}

fn bare(method: Method, path: String, query: Query) -> Call {
    Call { method, path, query: query.build(), body: None, secrets: Vec::new() }
}

fn post(path: String, body: &impl Serialize, secret: Option<Secret>) -> Call {
    let body = serde_json::to_string(body).expect("texts, numbers and booleans always have a JSON form");
    Call { method: Method::Post, path, query: None, body: Some(body), secrets: secret.into_iter().collect() }
}
