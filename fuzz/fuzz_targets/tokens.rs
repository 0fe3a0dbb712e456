//! Tokens of links, as they come, and with a signature that is right.

#![no_main]

use streamctl_fuzz::check_token;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| check_token(bytes));
