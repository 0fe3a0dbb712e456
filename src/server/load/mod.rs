//! What bounds the work and the memory of requests, whoever sends them and however slowly he reads: places for what is
//! done at once ([`gate`]), a budget of bytes for what is on its way ([`budget`]), and files read as clients take them
//! ([`reader`]).

pub(super) mod budget;
pub(super) mod gate;
pub(super) mod reader;
