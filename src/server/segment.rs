//! Segments: files of an hour, whole or in part.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use axum::body::Body;
use axum::http::header::{
    ACCEPT_RANGES, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG, HeaderName, HeaderValue,
    LAST_MODIFIED, RANGE,
};
use axum::http::{HeaderMap, Method, Response, StatusCode};

use crate::archive::name::{self, SegmentName};
use crate::server::answer::Problem;
use crate::server::cache::hot::Held;
use crate::server::range::{self, Part};
use crate::server::state::State;
use crate::server::validate::{self, Verdict};
use crate::time::{Span, Time};

/// Up to this size a file is read at once, in bytes; larger ones as the client takes them.
const AT_ONCE: u64 = 256 << 10;
/// How long after its end an hour counts as finished: recorders write their last segments late.
const GRACE: Span = Span::from_secs(10 * 60);

/// What tells a file from another by the same name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Version {
    /// In bytes.
    pub(super) size: u64,
    pub(super) modified: SystemTime,
    pub(super) inode: u64,
}

/// Answers with the file at these names, stream, variant, hour and file.
pub(super) fn answer(
    state: &State,
    names: &[String; 4],
    method: &Method,
    request: &HeaderMap,
    now: Time,
) -> Result<Response<Body>, Problem> {
    let file_name = &names[3];
    let missing = || Problem::not_found(format!("there is no segment '{file_name}' in that hour"));
    if !name::is_public(file_name) {
        return Err(missing());
    }
    let Some((mut file, metadata)) = state.archive.open_file(&names.each_ref().map(String::as_str))? else {
        state.hot.forget(names);
        return Err(missing());
    };
    let failed = |error: &std::io::Error| {
        tracing::error!("cannot read {}: {error}", names.join("/"));
        Problem::system(&format!("'{file_name}'"), error)
    };
    let modified = metadata.modified().unwrap_or(UNIX_EPOCH);
    let version = Version { size: metadata.len(), modified, inode: metadata.ino() };
    let (mut answer, part) = head(names, method, request, &version, now)?;
    let Some((offset, length)) = part else { return Ok(answer) };
    // Only what has a hash in its name never changes.
    let is_segment = SegmentName::parse(file_name).is_ok();
    let held = match state.hot.still(names, &version) {
        None if is_segment && state.hot.wants(names, &version) => {
            hold(state, names, &mut file, version).map_err(|error| failed(&error))?
        }
        held => held,
    };
    *answer.body_mut() = if let Some(held) = held {
        slice(&held, offset, length)
    } else {
        if offset > 0 {
            file.seek(SeekFrom::Start(offset)).map_err(|error| failed(&error))?;
        }
        let room = if length <= AT_ONCE { state.readers.budget.claim_of(length) } else { None };
        if let Some((length, claim)) = room {
            let mut bytes = Vec::with_capacity(length);
            file.take(length as u64).read_to_end(&mut bytes).map_err(|error| failed(&error))?;
            Body::from(claim.around(bytes))
        } else {
            let place = Arc::clone(&state.downloads).try_acquire_owned();
            let place = place.map_err(|_| Problem::crowded(&format!("'{file_name}'")))?;
            state.readers.body(file, length, place)
        }
    };
    Ok(answer)
}

/// The same where nothing has to be read for it; none elsewhere.
pub(super) fn answer_at_once(
    state: &State,
    names: &[String; 4],
    method: &Method,
    request: &HeaderMap,
    now: Time,
) -> Option<Result<Response<Body>, Problem>> {
    let held = state.hot.at_once(names)?;
    Some(head(names, method, request, &held.version, now).map(|(mut answer, part)| {
        if let Some((offset, length)) = part {
            *answer.body_mut() = slice(&held, offset, length);
        }
        answer
    }))
}

/// Reads a file into memory, to be kept there; none if it changes meanwhile, or if there is no room.
fn hold(
    state: &State,
    names: &[String; 4],
    file: &mut File,
    version: Version,
) -> std::io::Result<Option<Held>> {
    let Some((length, claim)) = state.readers.budget.claim_of(version.size) else { return Ok(None) };
    let mut bytes = Vec::with_capacity(length);
    file.take(version.size.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 != version.size {
        file.rewind()?;
        return Ok(None);
    }
    let held = Held { version, bytes: claim.around(bytes) };
    state.hot.keep(names, &held);
    Ok(Some(held))
}

fn slice(held: &Held, offset: u64, length: u64) -> Body {
    let at = |place: u64| usize::try_from(place).unwrap_or(usize::MAX).min(held.bytes.len());
    Body::from(held.bytes.slice(at(offset)..at(offset + length)))
}

/// An answer without its body, and which bytes are to be its body: where they begin, and how many. None for no
/// body.
type Head = (Response<Body>, Option<(u64, u64)>);

fn head(
    names: &[String; 4],
    method: &Method,
    request: &HeaderMap,
    version: &Version,
    now: Time,
) -> Result<Head, Problem> {
    let [_, _, hour, file_name] = names;
    let Version { size, modified, .. } = *version;
    let segment = SegmentName::parse(file_name).ok();
    let tag = tag(segment.as_ref(), size, modified);
    let verdict = validate::weigh(request, &tag, modified);

    let mut answer = Response::new(Body::empty());
    let headers = answer.headers_mut();
    headers.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(cache_control(segment.is_some(), hour, now)));
    insert(headers, ETAG, &tag);
    insert(headers, LAST_MODIFIED, &httpdate::fmt_http_date(modified));
    let ranges = match verdict {
        Verdict::NotModified => {
            *answer.status_mut() = StatusCode::NOT_MODIFIED;
            return Ok((answer, None));
        }
        Verdict::Failed => {
            let message = "the segment is not the one the request's conditions name";
            return Err(Problem::new(StatusCode::PRECONDITION_FAILED, message));
        }
        Verdict::Answer { ranges } => ranges,
    };
    // A range means something for GET only (RFC 9110 §14.2).
    let range = request.get(RANGE).filter(|_| ranges && method == Method::GET);
    let part =
        range.and_then(|value| value.to_str().ok()).map_or(Part::Whole, |value| range::parse(value, size));
    let (offset, length) = match part {
        Part::Whole => (0, size),
        Part::Bytes { offset, length } => {
            *answer.status_mut() = StatusCode::PARTIAL_CONTENT;
            insert(
                answer.headers_mut(),
                CONTENT_RANGE,
                &format!("bytes {offset}-{}/{size}", offset + length - 1),
            );
            (offset, length)
        }
        Part::Unsatisfiable => {
            let message = format!("the range asked for lies outside the segment's {size} bytes");
            let mut answer = Problem::new(StatusCode::RANGE_NOT_SATISFIABLE, message).answer();
            insert(answer.headers_mut(), CONTENT_RANGE, &format!("bytes */{size}"));
            return Ok((answer, None));
        }
    };
    let headers = answer.headers_mut();
    headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type(file_name)));
    Ok((answer, Some((offset, length)).filter(|_| method != Method::HEAD)))
}

/// A strong tag. A segment's bytes are told by the hash in its name, so that every server of the same archive
/// gives the same tag.
fn tag(segment: Option<&SegmentName<'_>>, size: u64, modified: SystemTime) -> String {
    let version = match segment {
        Some(segment) => segment.hash.to_owned(),
        None => modified.duration_since(UNIX_EPOCH).unwrap_or_default().as_nanos().to_string(),
    };
    format!("\"{version}-{size:x}\"")
}

/// A segment's bytes never change under its name. While its hour lasts it may still be taken back, so only
/// those of finished hours are given away for good.
fn cache_control(is_segment: bool, hour: &str, now: Time) -> &'static str {
    let end = name::parse_hour(hour).map(|start| start + Span::from_secs(3_600) + GRACE);
    match end {
        Some(end) if is_segment && end <= now => "public, max-age=31536000, immutable",
        Some(_) if is_segment => "public, max-age=3600",
        _ => "no-cache",
    }
}

fn content_type(file_name: &str) -> &'static str {
    match Path::new(file_name).extension().and_then(|ending| ending.to_str()) {
        Some("ts") => "video/mp2t",
        Some("json") => "application/json",
        Some("aac") => "audio/aac",
        Some("mp4") => "video/mp4",
        Some("m4s") => "video/iso.segment",
        _ => "application/octet-stream",
    }
}

fn insert(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

/// Of an hour's names those the world is shown: what is taken back or still being written is left out.
pub(super) fn listed(mut names: Vec<String>) -> Vec<String> {
    let tombstones: std::collections::HashSet<String> = names
        .iter()
        .filter_map(|name| name.strip_suffix(name::TOMBSTONE_ENDING).map(str::to_owned))
        .collect();
    names.retain(|name| {
        let stem = name.strip_suffix(name::SEGMENT_ENDING);
        name::is_public(name) && !stem.is_some_and(|stem| tombstones.contains(stem))
    });
    names
}
