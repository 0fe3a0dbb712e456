//! Texts compressed in parts that can be put together to one gzip stream (RFC 1952).
//!
//! Each part ends at a byte and refers to nothing before itself (a full flush), so that parts in any order are a
//! stream of RFC 1951; their checksums can be combined.

use std::ops::Range;

use axum::body::Bytes;
use flate2::{Compress, Compression, Crc, FlushCompress, Status};

use crate::server::load::budget::Claim;

/// Playlists shrink to a quarter at any level; higher ones only take longer.
const LEVEL: Compression = Compression::new(2);
/// A header without name or time, of no particular system (RFC 1952 §2.3).
const HEADER: [u8; 10] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff];
/// An empty last block: one bit that says last, two for fixed codes, seven for its end (RFC 1951 §3.2.3).
const END: [u8; 2] = [3, 0];

/// A part of a text, compressed.
#[derive(Debug)]
pub(in crate::server) struct Packed {
    /// Which part.
    pub(in crate::server) part: Range<usize>,
    bytes: Bytes,
    crc: Crc,
}

impl Packed {
    /// The same, counted where something else is for as long as anybody has it.
    pub(in crate::server) fn counted(self, beside: Option<&Claim>) -> Self {
        match beside {
            Some(claim) => {
                let claim = claim.beside(self.bytes.len());
                Self { bytes: claim.around(self.bytes), ..self }
            }
            None => self,
        }
    }
}

/// Compresses a part of a text, which has these bytes.
pub(in crate::server) fn pack(text: &[u8], part: Range<usize>) -> Packed {
    let mut crc = Crc::new();
    crc.update(text);
    Packed { part, bytes: deflate(text).into(), crc }
}

fn deflate(mut text: &[u8]) -> Vec<u8> {
    let mut compress = Compress::new(LEVEL, false);
    let mut out = Vec::with_capacity(text.len() / 3 + 64);
    loop {
        let before = compress.total_in();
        let status = compress.compress_vec(text, &mut out, FlushCompress::Full);
        let taken = usize::try_from(compress.total_in() - before).unwrap_or(text.len());
        text = &text[taken..];
        // With room left, all that was there has been written.
        if (text.is_empty() && out.len() < out.capacity()) || !matches!(status, Ok(Status::Ok)) {
            return out;
        }
        out.reserve(out.capacity().max(64));
    }
}

/// A gzip stream of the parts that are appended.
#[derive(Debug)]
pub(in crate::server) struct Stream {
    frames: Vec<Bytes>,
    crc: Crc,
}

impl Stream {
    pub(in crate::server) fn new() -> Self {
        Self { frames: vec![Bytes::from_static(&HEADER)], crc: Crc::new() }
    }

    pub(in crate::server) fn push(&mut self, packed: &Packed) {
        self.frames.push(packed.bytes.clone());
        self.crc.combine(&packed.crc);
    }

    /// All of it.
    pub(in crate::server) fn finish(mut self) -> Vec<Bytes> {
        let end = [&END[..], &self.crc.sum().to_le_bytes(), &self.crc.amount().to_le_bytes()].concat();
        self.frames.push(end.into());
        self.frames
    }
}
