//! Packed audio, with tags in front or without.

#![no_main]

use streamctl_fuzz::check;
use streamctl_fuzz::media::measure;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| check(measure(bytes), bytes.len()));
