//! What v1's answers say, of the servers of 2015, of those of 2016, and of later ones that share their streams
//! with v2. Fields come and go without a change of version, so only those are required without which an answer
//! says nothing.

use serde_json::{Map, Value};

use crate::pili::decode::{DecodeError, integer, members, number, object, odd, required_integer, text, time};
use crate::pili::id::StreamId;
use crate::pili::model::{FrameRates, Hosts, Page, Piece, Saved, Segments, Status, Stream};
use crate::secret::Secret;

/// A stream; it needs an id.
pub(in crate::pili) fn read_stream(answer: Value) -> Result<Stream, DecodeError> {
    let mut fields = object(answer)?;
    // Taken out first, so that whatever else is wrong, no error and no output has it.
    let publish_key = match fields.remove("publishKey") {
        Some(Value::String(key)) => Some(Secret::new(key)),
        _ => None,
    };
    let id = fields.get("id").and_then(Value::as_str).and_then(|id| StreamId::parse(id).ok());
    let id = id.ok_or_else(|| odd(&fields, "id", "the id of a stream"))?;
    let profiles = fields.get("profiles").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let profiles = profiles.iter().filter_map(Value::as_str).filter(|name| !name.is_empty());
    Ok(Stream {
        id,
        is_disabled: fields.get("disabled").and_then(Value::as_bool).unwrap_or(false),
        disabled_till: integer(&fields, "disabledTill"),
        publish_key,
        publish_security: fields.get("publishSecurity").and_then(Value::as_str).map(str::to_owned),
        profiles: profiles.map(str::to_owned).collect(),
        hosts: hosts(&fields),
        created_at: time(&fields, "createdAt"),
        updated_at: time(&fields, "updatedAt"),
        fields,
    })
}

/// The hosts by the order that covers all generations; no SDK had one.
fn hosts(fields: &Map<String, Value>) -> Hosts {
    let host = |names: &[(&str, &str)]| {
        let hosts = fields.get("hosts")?.as_object()?;
        names.iter().find_map(|(group, name)| text(hosts.get(*group)?.as_object()?, name))
    };
    Hosts {
        publish: host(&[("publish", "rtmp")]),
        rtmp: host(&[("live", "rtmp"), ("play", "rtmp")]),
        hls: host(&[("live", "hls"), ("live", "http"), ("play", "http"), ("play", "hls")]),
        flv: host(&[("live", "hdl"), ("live", "http")]),
        playback: host(&[("playback", "hls"), ("playback", "http")]),
    }
}

/// A page of a list; each of its streams needs an id.
pub(in crate::pili) fn read_page(answer: Value) -> Result<Page, DecodeError> {
    let mut fields = object(answer)?;
    let streams = members(&mut fields, "items")?
        .map(|(index, item)| read_stream(item).map_err(|error| error.within("items", index)))
        .collect::<Result<_, _>>()?;
    // A marker is opaque text; one that looks like a number and is sent as one would end the list too early.
    let number = || integer(&fields, "marker").map(|marker| marker.to_string());
    Ok(Page {
        streams,
        marker: text(&fields, "marker").or_else(number),
        end: fields.get("end").and_then(Value::as_bool),
    })
}

/// A status; it needs to say `status`.
pub(in crate::pili) fn read_status(answer: Value) -> Result<Status, DecodeError> {
    let fields = object(answer)?;
    let status = text(&fields, "status").ok_or_else(|| odd(&fields, "status", "a status"))?;
    let frames = fields.get("framesPerSecond").and_then(Value::as_object);
    let rate = |name| frames.and_then(|frames| number(frames, name));
    Ok(Status {
        is_connected: status == "connected",
        address: text(&fields, "addr"),
        since: time(&fields, "startFrom"),
        bytes_per_second: number(&fields, "bytesPerSecond"),
        frames: FrameRates { audio: rate("audio"), video: rate("video"), data: rate("data") },
        fields,
    })
}

/// What is recorded; each piece needs its start and its end.
pub(in crate::pili) fn read_segments(answer: Value) -> Result<Segments, DecodeError> {
    let mut fields = object(answer)?;
    let mut pieces = Vec::new();
    let mut kept = Vec::new();
    for (index, member) in members(&mut fields, "segments")? {
        let within = |error: DecodeError| error.within("segments", index);
        let piece = object(member).map_err(within)?;
        let start = required_integer(&piece, "start").map_err(within)?;
        let end = required_integer(&piece, "end").map_err(within)?;
        pieces.push(Piece { start, end });
        kept.push(Value::Object(piece));
    }
    let duration = integer(&fields, "duration");
    fields.insert("segments".to_owned(), Value::Array(kept));
    Ok(Segments { pieces, duration, fields })
}

/// What was saved; nothing of it is needed, for servers leave out what they have not made.
pub(in crate::pili) fn read_saved(answer: Value) -> Result<Saved, DecodeError> {
    let fields = object(answer)?;
    Ok(Saved {
        url: text(&fields, "url"),
        target_url: text(&fields, "targetUrl"),
        job: text(&fields, "persistentId"),
        fields,
    })
}
