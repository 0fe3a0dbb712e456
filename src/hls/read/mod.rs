//! Playlists as others wrote them, read leniently: whatever can be made out is, and nothing is refused.
//!
//! Bytes come from anywhere: no UTF-8, no line ends, no sense. Reading never fails and never panics, takes time
//! in proportion to the bytes, and keeps no more than a bounded number of segments. Whether what was read is
//! valid is for `check` to say; where a rule leaves no doubt what was meant, this tells it all the same.

mod attributes;
mod document;
mod media;
mod playlist;
mod value;

#[cfg(test)]
mod tests;

pub use attributes::{Attributes, Flaw};
pub use document::{Document, Entry, What};
pub use media::{ByteRange, Key, Map, Media, Segment, Type};
pub use playlist::{Class, Master, Named, Playlist, Role};
pub use value::{Date, byte_range, date, decimal, hexadecimal, integer, resolution, signed};
