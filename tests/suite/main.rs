//! Tests of the whole: what the library and the program write, as others read it.

#![allow(clippy::unwrap_used, reason = "a test that meets what it does not expect has failed")]
#![allow(clippy::print_stderr, reason = "what a program said is told where its test fails")]

mod access;
mod check;
mod cloud;
mod config;
mod coverage;
mod demo;
mod embedding;
mod house;
mod http;
mod media;
mod operation;
mod players;
mod reading;
mod soak;
mod support;
mod tls;
mod tools;
mod validators;
mod write;
