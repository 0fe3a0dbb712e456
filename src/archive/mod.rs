//! Recordings on disk: names, hours, and the best segment for each moment.
//!
//! An archive is `ROOT/<stream>/<variant>/<YYYY-MM-DDTHH>/<MM:SS.ffffff>-<duration>-<type>-<hash>.ts`, the
//! layout of wubloader's downloader, hours in UTC. Files appear under their final names by rename and never
//! change; a `.tombstone` beside one takes it back. This room lists ([`Archive`], [`Variant`]), parses
//! ([`name`]), keeps what it has read while its directory is unchanged (`index`) and picks ([`select()`]).
//! It opens no segment, and asks for a size only where two versions of a segment compete.
//!
//! Whatever lies in an archive is somebody else's: a name that does not parse is skipped and warned of once,
//! and a symbolic link that leads out of the root is never followed.

pub mod hour;
mod index;
pub mod name;
mod root;
pub mod select;
mod skipped;
#[cfg(test)]
mod tests;
mod tree;

pub use hour::{Hour, Other, Segment, Why};
pub use select::{Last, Lengths, Pick, Selection, Stretch, select, select_after, select_by};
pub use tree::{Archive, ArchiveError, Recorded, Variant};
