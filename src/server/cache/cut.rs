//! A playlist cut from sheets: the text itself is never put together.

use std::hash::{DefaultHasher, Hasher};
use std::ops::Range;
use std::sync::Arc;

use axum::body::Bytes;

use crate::hls::Lines;
use crate::server::cache::deflate::{Stream, pack};
use crate::server::cache::sheet::Sheet;
use crate::server::load::budget::Budget;

#[cfg(test)]
mod tests;

/// A text made of a head, parts of sheets, and a tail.
#[derive(Clone, Debug)]
pub(crate) struct Cut {
    head: String,
    pieces: Vec<Piece>,
    tail: &'static str,
}

/// A part of a sheet.
#[derive(Clone, Debug)]
pub(in crate::server) struct Piece {
    pub(in crate::server) sheet: Arc<Sheet>,
    /// Where in the sheet's text it is.
    pub(in crate::server) part: Range<usize>,
    /// Whether something is missing in front of it.
    pub(in crate::server) is_marked: bool,
}

impl Cut {
    pub(in crate::server) const fn new(head: String, tail: &'static str) -> Self {
        Self { head, pieces: Vec::new(), tail }
    }

    /// Counts its sheets for as long as they are there; how many bytes that are which had not been counted.
    pub(in crate::server) fn count(&self, budget: &Arc<Budget>) -> usize {
        self.pieces.iter().map(|piece| piece.sheet.count(budget)).sum()
    }

    /// Appends a piece. The first follows nothing, whether or not it is marked.
    pub(in crate::server) fn push(&mut self, piece: Piece) {
        let is_marked = piece.is_marked && !self.pieces.is_empty();
        self.pieces.push(Piece { is_marked, ..piece });
    }

    /// A number that another text hardly has.
    pub(crate) fn digest(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        hasher.write(self.head.as_bytes());
        for Piece { sheet, part, is_marked } in &self.pieces {
            hasher.write_u64(sheet.digest());
            hasher.write_usize(part.start);
            hasher.write_usize(part.end);
            hasher.write_u8(u8::from(*is_marked));
        }
        hasher.finish()
    }

    /// How long the text is, in bytes.
    pub(crate) fn len(&self) -> usize {
        let pieces = self.pieces.iter().map(|piece| piece.part.len() + mark(piece).len());
        self.head.len() + pieces.sum::<usize>() + self.tail.len()
    }

    /// The text's bytes, part by part.
    pub(crate) fn frames(self) -> impl Iterator<Item = Bytes> {
        let pieces = self.pieces.into_iter().flat_map(|piece| {
            let mark = Some(mark(&piece)).filter(|mark| !mark.is_empty());
            let bytes = piece.sheet.bytes(piece.part);
            mark.map(|mark| Bytes::from_static(mark.as_bytes())).into_iter().chain([bytes])
        });
        let head = Bytes::from(self.head);
        [head].into_iter().chain(pieces).chain([Bytes::from_static(self.tail.as_bytes())])
    }

    /// Whether its sheets have been compressed already, and each is in it as a whole.
    pub(crate) fn is_compressed(&self) -> bool {
        let is_whole = |piece: &Piece| piece.part.len() == piece.sheet.text().len();
        self.pieces.iter().all(|piece| is_whole(piece) && piece.sheet.is_packed())
    }

    /// The text compressed, as a gzip stream in parts.
    pub(crate) fn compressed(&self, budget: &Arc<Budget>) -> Vec<Bytes> {
        let claim = budget.count(0);
        let mut stream = Stream::new();
        let mut loose = self.head.clone();
        for piece in &self.pieces {
            loose.push_str(mark(piece));
            let (text, mut at) = (piece.sheet.text(), piece.part.start);
            let is_inside =
                |part: &Range<usize>| piece.part.start <= part.start && part.end <= piece.part.end;
            for packed in piece.sheet.packed().iter().filter(|packed| is_inside(&packed.part)) {
                loose.push_str(&text[at..packed.part.start]);
                if !loose.is_empty() {
                    stream.push(&pack(loose.as_bytes(), 0..loose.len()).counted(Some(&claim)));
                    loose.clear();
                }
                stream.push(packed);
                at = packed.part.end;
            }
            loose.push_str(&text[at..piece.part.end]);
        }
        loose.push_str(self.tail);
        stream.push(&pack(loose.as_bytes(), 0..loose.len()).counted(Some(&claim)));
        stream.finish()
    }
}

fn mark(piece: &Piece) -> &'static str {
    if piece.is_marked { Lines::mark() } else { "" }
}
