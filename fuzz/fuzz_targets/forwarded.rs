//! `Forwarded` headers, and the addresses in them.

#![no_main]

use streamctl_fuzz::request::check_forwarded;

libfuzzer_sys::fuzz_target!(|text: &str| check_forwarded(text));
