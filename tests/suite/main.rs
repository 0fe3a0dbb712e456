//! Tests of the whole: what the library and the program write, as others read it.

#![allow(clippy::unwrap_used, reason = "a test that meets what it does not expect has failed")]

mod embedding;
mod players;
mod tools;
mod validators;
