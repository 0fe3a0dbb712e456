//! A recorder at work: it adds a segment to an archive whenever one has passed.

use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, OnceLock};
use std::thread::JoinHandle;
use std::time::{Duration, Instant, SystemTime};

use streamctl::time::{Span, Time};

use crate::support::archive::Archive;
use crate::support::clip::{self, SEGMENT};

/// How many segments there are before anybody watches.
const BEFORE: usize = 8;
/// How many later segments there are when one that is late comes.
const LATER: usize = 3;

/// A recording of [`clip::long`] that is being made.
pub(super) struct Recorder {
    begun: Time,
    late: Arc<OnceLock<(String, Time)>>,
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<usize>>,
}

impl Recorder {
    /// Begins to record a variant, which is named like `stream/variant`, as if it had begun a while ago. The
    /// archive comes with the recorder, and goes with it.
    pub(super) fn start(archive: Archive, variant: &'static str) -> Self {
        Self::start_with_late(archive, variant, usize::MAX)
    }

    /// The same, but the segment of this index comes late.
    pub(super) fn start_with_late(archive: Archive, variant: &'static str, late: usize) -> Self {
        let length: Span = [SEGMENT; BEFORE].into_iter().sum();
        let begun = Time::from_system(SystemTime::now()) - length;
        let mut segments = clip::long().segments.iter().enumerate();
        let mut start = begun;
        let (came, mut held) = (Arc::new(OnceLock::new()), None);
        let told = Arc::clone(&came);
        let mut record = move || {
            let (index, segment) = segments.next().expect("the clip is longer than anybody watches");
            let put = |start, segment| archive.record(variant, start, SEGMENT, "full", segment);
            if index == late {
                held = Some((start, segment));
            } else {
                put(start, segment);
            }
            start = start + SEGMENT;
            if let Some((start, segment)) = held.take_if(|_| index == late + LATER) {
                let name = put(start, segment);
                told.set((name, start + SEGMENT)).expect("one is late, once");
            }
        };
        (0..BEFORE).for_each(|_| record());
        let (stop, stopped) = mpsc::channel();
        let length = Duration::from_micros(SEGMENT.micros());
        let mut next = Instant::now() + length;
        let thread = std::thread::spawn(move || {
            let wait = |until: Instant| stopped.recv_timeout(until.saturating_duration_since(Instant::now()));
            let mut added = 0;
            while wait(next) == Err(RecvTimeoutError::Timeout) {
                record();
                added += 1;
                next += length;
            }
            added
        });
        Self { begun, late: came, stop: Some(stop), thread: Some(thread) }
    }

    /// When its first segment begins.
    pub(super) fn begun(&self) -> Time {
        self.begun
    }

    /// The name of the segment that was late, and when it ends, once it has come.
    pub(super) fn late(&self) -> Option<&(String, Time)> {
        self.late.get()
    }

    /// Stops; how many segments were added since the start.
    pub(super) fn stop(mut self) -> usize {
        self.stop.take();
        self.thread.take().unwrap().join().unwrap()
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        self.stop.take();
        if let Some(thread) = self.thread.take() {
            // A panic there is told by the thread itself.
            let _ = thread.join();
        }
    }
}
