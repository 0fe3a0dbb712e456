//! Paths of requests.

#![no_main]

use streamctl_fuzz::request::check_path;

libfuzzer_sys::fuzz_target!(|text: &str| check_path(text));
