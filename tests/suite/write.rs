//! `streamctl playlist write` as a command: what it writes, what it says, and how it ends.

mod again;
mod atomic;
mod check;
mod errors;
mod fixture;
mod flat;
mod follow;
mod forms;
mod gaps;
mod measured;
mod names;
mod ranges;
mod sources;
mod targets;
