//! The v1 dialect: `/v1/streams…`. Calls of operations, models of answers; pure.

use serde_json::Value;

use crate::pili::id::StreamId;
use crate::pili::model::{Page, Saved, Segments, Status, Stream};
use crate::pili::request::{Call, Filter, Operation};

/// Why an answer is useless: the field that is missing or odd.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub(super) struct DecodeError(pub(super) String);

pub(super) fn operation(operation: &Operation) -> Call {
    let _ = operation;
    todo!()
}

pub(super) fn find(id: &StreamId) -> Call {
    let _ = id;
    todo!()
}

pub(super) fn list(filter: &Filter, limit: Option<u32>, marker: Option<&str>) -> Call {
    let _ = (filter, limit, marker);
    todo!()
}

pub(super) fn status(id: &StreamId) -> Call {
    let _ = id;
    todo!()
}

pub(super) fn segments(id: &StreamId, start: Option<i64>, end: Option<i64>, limit: Option<u32>) -> Call {
    let _ = (id, start, end, limit);
    todo!()
}

pub(super) fn read_stream(answer: Value) -> Result<Stream, DecodeError> {
    let _ = answer;
    todo!()
}

pub(super) fn read_page(answer: Value) -> Result<Page, DecodeError> {
    let _ = answer;
    todo!()
}

pub(super) fn read_status(answer: Value) -> Result<Status, DecodeError> {
    let _ = answer;
    todo!()
}

pub(super) fn read_segments(answer: Value) -> Result<Segments, DecodeError> {
    let _ = answer;
    todo!()
}

pub(super) fn read_saved(answer: Value) -> Result<Saved, DecodeError> {
    let _ = answer;
    todo!()
}
