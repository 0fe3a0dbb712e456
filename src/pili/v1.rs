//! The v1 dialect: `/v1/streams…`. Calls of operations, models of answers; pure.

mod call;
mod read;
#[cfg(test)]
pub(super) mod tests;

pub(super) use crate::pili::decode::DecodeError;
pub(super) use call::{find, list, operation, segments, status};
pub(super) use read::{read_page, read_saved, read_segments, read_status, read_stream};
