//! `Range` headers, each below the size of a file.

#![no_main]

use streamctl_fuzz::request::check_range;

libfuzzer_sys::fuzz_target!(|text: &str| check_range(text));
