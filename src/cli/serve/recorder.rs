//! The demo's recorder: a thread beside the server.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread::JoinHandle;
use std::time::{Duration, SystemTime};

use anyhow::Context as _;

use crate::demo::Demo;
use crate::time::{Span, Time};

/// How long the recorder waits after a failure to write.
const RETRY: Span = Span::from_secs(2);

/// A thread that records the demo for as long as this lives.
pub(super) struct Recorder {
    root: PathBuf,
    /// Dropped to end the thread.
    going_on: Option<mpsc::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Recorder {
    /// Records the last hour, and goes on from there.
    pub(super) fn start() -> anyhow::Result<Self> {
        let now = || Time::from_system(SystemTime::now());
        let mut demo = Demo::start(now()).context("cannot record the demo")?;
        let root = demo.root().to_owned();
        let (going_on, ended) = mpsc::channel();
        let thread = std::thread::spawn(move || {
            loop {
                let due = demo.advance(now()).unwrap_or_else(|error| {
                    tracing::error!("the demo's recording has a hole: {error}");
                    now() + RETRY
                });
                let wait = Duration::from_micros(due.since(now()).micros());
                if ended.recv_timeout(wait) == Err(RecvTimeoutError::Disconnected) {
                    // Its files go with it.
                    break drop(demo);
                }
            }
        });
        Ok(Self { root, going_on: Some(going_on), thread: Some(thread) })
    }
}

impl Recorder {
    /// The archive it records into.
    pub(super) fn root(&self) -> &Path {
        &self.root
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        drop(self.going_on.take());
        if let Some(Err(_)) = self.thread.take().map(JoinHandle::join) {
            tracing::error!("the demo's recorder failed; {} may be left over", self.root.display());
        }
    }
}
