//! What an HLS playlist is: its values, and how they are written.
//!
//! RFC 8216 and its successor draft (draft-pantos-hls-rfc8216bis) rule here. A value of these types is a
//! valid playlist by construction: what the RFC forbids is either not expressible or refused by `new` with an
//! error that names the culprit, so that writing cannot fail and cannot go wrong. Writing is byte-exact and
//! depends on nothing but the value: no file, clock or environment is ever looked at.
//!
//! Which segments a playlist holds, and what their files contain, is decided elsewhere.

mod attribute;
mod bandwidth;
pub mod check;
mod codecs;
mod date;
mod decimal;
mod master;
mod media;
mod picture;
pub mod read;
mod uri;

#[cfg(test)]
mod tests;

pub use attribute::{QuotedString, QuotedStringError};
pub use bandwidth::{Rate, measure};
pub use codecs::{Codecs, CodecsError};
pub use master::{MasterError, MasterPlaylist, Variant};
pub use media::delta::skippable;
pub use media::lines::Lines;
pub use media::{Kind, Map, MediaError, MediaPlaylist, Segment, target_duration};
pub use picture::{FrameRate, Resolution, VideoRange};
pub use uri::{Uri, UriError};
