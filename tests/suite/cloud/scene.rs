//! What most tests begin with: a cloud with a stream that somebody publishes to, and runs compared whole.

use crate::support::cloud::{Cloud, Generation, Handle};
use crate::support::program::Run;

/// The id of the stream.
pub(super) const CAM1: &str = "z1.demo.cam1";
/// A job that is done.
pub(super) const JOB: &str = "z1.56a1b2c3d4e5f60718293a4b";
/// What is recorded of the stream: half an hour in two pieces.
pub(super) const RECORDED: [(i64, i64); 2] = [(1_714_550_700, 1_714_551_600), (1_714_551_600, 1_714_552_500)];

/// A cloud with one live stream and a job that is done.
pub(super) struct Scene {
    pub(super) cloud: Cloud,
    pub(super) cam1: Handle,
}

impl Scene {
    pub(super) fn new() -> Self {
        Self::of(Generation::default())
    }

    pub(super) fn of(generation: Generation) -> Self {
        let cloud = Cloud::of(generation);
        cloud.job(JOB, &[0]);
        let cam1 = cloud.stream("cam1").security("static").live().recorded(&RECORDED);
        Self { cloud, cam1 }
    }

    /// Runs the program with these arguments, which are separated by spaces.
    pub(super) fn run(&self, args: &str) -> Run {
        self.cloud.program(words(args)).run()
    }
}

/// Arguments without spaces in them.
pub(super) fn words(args: &str) -> impl Iterator<Item = &str> {
    args.split_whitespace()
}

/// A run that went well.
pub(super) fn done(stdout: impl Into<String>, stderr: impl Into<String>) -> Run {
    Run { code: Some(0), stdout: stdout.into(), stderr: stderr.into() }
}

/// Holds a run to having failed like this, with nothing on stdout and an error on stderr.
#[track_caller]
pub(super) fn assert_failed(run: &Run, code: i32) {
    assert_eq!((run.code, run.stdout.as_str()), (Some(code), ""), "{run:?}");
    assert!(run.stderr.starts_with("error: ") || run.stderr.contains("\nerror: "), "{run:?}");
}

/// A run that did not.
pub(super) fn failed(code: i32, stderr: impl Into<String>) -> Run {
    Run { code: Some(code), stdout: String::new(), stderr: stderr.into() }
}
