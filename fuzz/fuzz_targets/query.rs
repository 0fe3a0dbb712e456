//! Queries of requests.

#![no_main]

use streamctl_fuzz::request::check_query;

libfuzzer_sys::fuzz_target!(|text: &str| check_query(text));
