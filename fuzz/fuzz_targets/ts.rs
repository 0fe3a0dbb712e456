//! MPEG-TS, at any length and behind anything.

#![no_main]

use streamctl_fuzz::check;
use streamctl_fuzz::media::{measure, read_head};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let _ = read_head(bytes);
    check(measure(bytes), bytes.len());
});
