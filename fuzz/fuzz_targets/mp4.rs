//! MP4: whole, and fragments with their initialization segment.

#![no_main]

use streamctl_fuzz::check;
use streamctl_fuzz::media::{measure, measure_with_init};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    check(measure(bytes), bytes.len());
    if let Some(at) = bytes.windows(4).position(|kind| kind == b"moof").and_then(|at| at.checked_sub(4)) {
        let (init, fragments) = bytes.split_at(at);
        check(measure_with_init(init, fragments), fragments.len());
    }
});
