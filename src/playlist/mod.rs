//! Recordings made into playlists: the glue that the command line and the server share.
//!
//! A range of an archive ([`range`]) is selected: the segments of a variant ([`entry`]), of several side by side
//! ([`align`]), with what becomes of their holes ([`gaps`]), are a media playlist ([`media`]), or its
//! text is cut from that of whole hours ([`block`]). Several variants of a stream become a master playlist ([`master`]). Segments that are opened ([`mod@measure`]) tell how long they are
//! and where they break ([`seam`]), and so do those of a directory that is no archive ([`flat`]). What a live playlist
//! has once said it keeps saying ([`live`]). What of a range is recorded at all, [`coverage`] tells.
//! [`source`] and [`compose`] make the files of `playlist write`; those that grow go on from what was written
//! ([`edition`]), for as long as somebody follows a recording ([`follow`]). [`check`] looks at what others have written. Nothing
//! here knows flags or HTTP.

pub mod align;
pub mod block;
pub mod check;
pub mod compose;
pub mod coverage;
pub mod edition;
pub mod entry;
pub mod flat;
pub mod follow;
pub mod gaps;
pub mod links;
pub mod live;
pub mod master;
pub mod measure;
pub mod media;
pub mod range;
pub mod seam;
#[cfg(test)]
pub(crate) mod sound;
pub mod source;

/// What a playlist's name ends with (RFC 8216 §4).
pub const PLAYLIST_ENDING: &str = ".m3u8";
