//! Recordings made into playlists: the glue that the command line and the server share.
//!
//! A range of an archive ([`range`]) is selected and becomes a media playlist ([`media`]); several variants
//! of a stream, measured, become a master playlist ([`master`]). What a live playlist has once said it keeps
//! saying ([`live`]). What of a range is recorded at all, [`coverage`] tells. [`source`] and [`compose`] make the
//! files of `playlist write`, [`check`] looks at what others have written. Nothing here knows flags or HTTP.

pub mod check;
pub mod compose;
pub mod coverage;
pub mod links;
pub mod live;
pub mod master;
pub mod media;
pub mod range;
pub mod source;

/// What a playlist's name ends with (RFC 8216 §4).
pub const PLAYLIST_ENDING: &str = ".m3u8";
