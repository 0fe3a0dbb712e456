//! What is kept in memory between requests, each kind within a budget of its own: segments ([`hot`]), hours of playlists
//! as text ([`sheet`]), from which answers are [`cut`], and whole playlists ([`texts`], [`whole`]); compressed too
//! ([`deflate`]). What it was made of tells whether it still holds; nothing here reads the disk.

pub(super) mod cut;
pub(super) mod deflate;
pub(super) mod hot;
pub(super) mod sheet;
pub(super) mod texts;
pub(super) mod whole;
