//! Lines on their way to a log: queued in memory within bounds, and written by a thread of their own.
//!
//! Who queues a line never waits. When whoever reads the log is too slow, lines are lost; they are counted, and how
//! many there were is told where they would have been.

use std::fmt;
use std::io::{ErrorKind, Write};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread::sleep;
use std::time::Duration;

use crate::server::state::{State, lock};

/// How many bytes of lines may wait. While they are written, as many again.
const MOST: usize = 4 << 20;
/// What is kept of a batch's memory for the next, in bytes.
const KEPT: usize = 64 << 10;
/// How long to wait before a log is tried again that cannot take anything just now and does not block.
const PAUSE: Duration = Duration::from_millis(20);
/// How long the end of the program waits for a log to take the last lines.
const PATIENCE: Duration = Duration::from_secs(5);

/// A log, to which lines are added.
#[derive(Clone)]
pub struct Lines(Arc<Shared>);

struct Shared {
    queue: Mutex<Queue>,
    /// There is something to do for the thread.
    wake: Condvar,
    /// The thread has ended.
    end: Condvar,
    /// Lines that were lost.
    dropped: AtomicU64,
}

#[derive(Default)]
struct Queue {
    /// How many lines were lost before `text` and nobody has been told.
    lost_before: u64,
    text: Vec<u8>,
    /// The same behind it.
    lost_behind: u64,
    is_ending: bool,
    has_ended: bool,
}

/// A log that is written to.
struct Out<W> {
    out: W,
    /// Whether it ends within a line.
    is_torn: bool,
}

impl Lines {
    /// Begins to write lines to `out`, which may block.
    pub fn start(out: impl Write + Send + 'static) -> std::io::Result<Self> {
        let shared = Arc::new(Shared {
            queue: Mutex::default(),
            wake: Condvar::new(),
            end: Condvar::new(),
            dropped: AtomicU64::new(0),
        });
        let writing = Arc::clone(&shared);
        std::thread::Builder::new().name("log".to_owned()).spawn(move || writing.write(out))?;
        Ok(Self(shared))
    }

    /// Adds a line, which ends with its line end, and returns at once.
    pub fn push(&self, line: &[u8]) {
        let mut queue = lock(&self.0.queue);
        // A line behind a gap that is still to be told would seem to come before it.
        if queue.has_ended || queue.lost_behind > 0 || queue.text.len() + line.len() > MOST {
            queue.lost_behind += 1;
            self.0.dropped.fetch_add(1, Ordering::Relaxed);
        } else {
            queue.text.extend_from_slice(line);
        }
        drop(queue);
        self.0.wake.notify_one();
    }

    /// How many lines were lost.
    pub fn dropped(&self) -> u64 {
        self.0.dropped.load(Ordering::Relaxed)
    }

    /// Waits until all lines are written, but not for ever. What is added afterwards is lost.
    pub fn finish(&self) {
        let mut queue = lock(&self.0.queue);
        queue.is_ending = true;
        self.0.wake.notify_one();
        // Who died with the lock has left a queue that is whole.
        drop(self.0.end.wait_timeout_while(queue, PATIENCE, |queue| !queue.has_ended));
    }
}

impl fmt::Debug for Lines {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Lines").field("dropped", &self.dropped()).finish_non_exhaustive()
    }
}

impl Shared {
    /// Writes what there is until the end.
    fn write(&self, out: impl Write) {
        let mut out = Out { out, is_torn: false };
        let mut batch = Vec::new();
        while let Some((before, behind)) = self.next(&mut batch) {
            let written = if out.note(before) { out.put(&batch) } else { 0 };
            let lost = batch[written..].split(|byte| *byte == b'\n').count() as u64 - 1;
            self.dropped.fetch_add(lost, Ordering::Relaxed);
            // What of the gaps was told is told.
            let before = if written == 0 { before } else { 0 };
            let is_told = written == batch.len() && out.note(behind);
            lock(&self.queue).lost_before += before + lost + if is_told { 0 } else { behind };
            batch.clear();
            batch.shrink_to(KEPT);
        }
        let mut queue = lock(&self.queue);
        out.note(queue.lost_before + queue.lost_behind);
        queue.has_ended = true;
        drop(queue);
        self.end.notify_all();
    }

    /// Waits for lines and puts them into a batch, and tells how many were lost before and behind them; none at the
    /// end.
    fn next(&self, batch: &mut Vec<u8>) -> Option<(u64, u64)> {
        let is_idle = |queue: &mut Queue| queue.text.is_empty() && !queue.is_ending;
        let waited = self.wake.wait_while(lock(&self.queue), is_idle);
        let mut queue = waited.unwrap_or_else(PoisonError::into_inner);
        if queue.text.is_empty() {
            return None;
        }
        std::mem::swap(&mut queue.text, batch);
        Some((std::mem::take(&mut queue.lost_before), std::mem::take(&mut queue.lost_behind)))
    }
}

impl<W: Write> Out<W> {
    /// Tells of lines that are missing, if any are; whether that was written.
    fn note(&mut self, missing: u64) -> bool {
        let what = if missing == 1 { "line of the log is" } else { "lines of the log are" };
        let note =
            format!("{}  WARN {missing} {what} missing here: they were not taken in time\n", State::now());
        missing == 0 || self.put(note.as_bytes()) == note.len()
    }

    /// Writes as many of these lines as the log takes, in bytes. They never go on with one that was torn.
    fn put(&mut self, lines: &[u8]) -> usize {
        if self.is_torn && self.put_bytes(b"\n") == 0 {
            return 0;
        }
        let written = self.put_bytes(lines);
        self.is_torn = written > 0 && written < lines.len() && lines[written - 1] != b'\n';
        written
    }

    fn put_bytes(&mut self, bytes: &[u8]) -> usize {
        let mut written = 0;
        while written < bytes.len() {
            match self.out.write(&bytes[written..]) {
                Ok(0) => break,
                Ok(count) => written += count,
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                // Another process has made the terminal or pipe that is shared so.
                Err(error) if error.kind() == ErrorKind::WouldBlock => sleep(PAUSE),
                Err(_) => break,
            }
        }
        written
    }
}

#[cfg(test)]
mod tests {
    use std::io;
    use std::sync::mpsc::{Receiver, Sender, channel};

    use super::*;

    /// A log of which a test says what each write comes to: so many bytes, or a failure.
    struct Reader {
        turns: Receiver<Option<usize>>,
        written: Sender<Vec<u8>>,
    }

    impl Write for Reader {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            let Ok(Some(most)) = self.turns.recv() else { return Err(ErrorKind::BrokenPipe.into()) };
            let count = bytes.len().min(most);
            self.written.send(bytes[..count].to_vec()).unwrap();
            Ok(count)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    /// What is in the log after these turns, whose lines are those in between.
    fn log() -> (Lines, Sender<Option<usize>>, Receiver<Vec<u8>>) {
        let (turn, turns) = channel();
        let (written, read) = channel();
        (Lines::start(Reader { turns, written }).unwrap(), turn, read)
    }

    fn rest(read: &Receiver<Vec<u8>>) -> String {
        String::from_utf8(read.iter().flatten().collect()).unwrap()
    }

    #[test]
    fn all_lines_are_written_at_the_end() {
        let (lines, turn, read) = log();
        for number in 0..1_000 {
            lines.push(format!("{number}\n").as_bytes());
        }
        for _ in 0..10_000 {
            turn.send(Some(7)).unwrap();
        }
        lines.finish();
        let expected = (0..1_000).fold(String::new(), |text, number| format!("{text}{number}\n"));
        drop(turn);
        lines.push(b"too late\n");
        assert_eq!(lines.dropped(), 1);
        assert_eq!(rest(&read), expected);
    }

    #[test]
    fn a_log_that_nobody_reads_costs_so_much_memory_and_tells_of_the_gap() {
        let (lines, turn, read) = log();
        let line = [&[b'x'; 1_023][..], b"\n"].concat();
        let many = (MOST / line.len()) as u64;
        lines.push(&line);
        // Until the thread is busy with it.
        while !lock(&lines.0.queue).text.is_empty() {
            std::thread::yield_now();
        }
        for _ in 0..3 * many {
            lines.push(&line);
        }
        let dropped = lines.dropped();
        assert_eq!(dropped, 2 * many, "as much as may wait is kept");
        assert!(lock(&lines.0.queue).text.len() <= MOST);
        for _ in 0..100 {
            turn.send(Some(usize::MAX)).unwrap();
        }
        lines.finish();
        drop(turn);
        drop(lines);
        let text = rest(&read);
        assert!(
            text.ends_with("missing here: they were not taken in time\n"),
            "{}",
            &text[text.len() - 100..]
        );
        assert!(text.contains(&format!(" WARN {dropped} lines of the log are missing")));
        assert_eq!(text.lines().filter(|line| line.starts_with('x')).count() as u64, 1 + many);
    }

    #[test]
    fn a_log_that_fails_loses_lines_and_none_is_glued_to_a_torn_one() {
        let (lines, turn, read) = log();
        lines.push(b"first\n");
        turn.send(Some(3)).unwrap();
        assert_eq!(read.recv().unwrap(), b"fir");
        turn.send(None).unwrap();
        while lines.dropped() < 1 {
            std::thread::yield_now();
        }
        for _ in 0..10 {
            turn.send(Some(100)).unwrap();
        }
        lines.push(b"second\n");
        lines.finish();
        drop((turn, lines));
        let text = rest(&read);
        let mut told = text.lines();
        assert_eq!(told.next(), Some(""), "{text}");
        assert!(told.next().unwrap().contains(" WARN 1 line of the log is missing"), "{text}");
        assert_eq!(told.next(), Some("second"));
    }

    #[test]
    fn a_log_that_is_gone_ends_nothing() {
        let (lines, turn, read) = log();
        drop((turn, read));
        lines.push(b"one\n");
        lines.push(b"two\n");
        lines.finish();
        assert_eq!(lines.dropped(), 2);
    }
}
