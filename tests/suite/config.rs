//! `streamctl config`: what is made, shown and found wrong, with other people's eyes and modes.

mod check;
mod init;
mod show;

use crate::support::program::Run;

/// A run that did its work: what it printed, and what it said.
fn done(run: &Run) -> (&str, &str) {
    assert_eq!(run.code, Some(0), "{run:?}");
    (&run.stdout, &run.stderr)
}

/// A run that failed with this code and printed nothing: what it said.
fn failed(run: &Run, code: i32) -> &str {
    assert_eq!((run.code, run.stdout.as_str()), (Some(code), ""), "{run:?}");
    &run.stderr
}
