//! What was seen: answers by kind and status, bytes, and everything that was wrong.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Mutex;

/// How many wrong answers are told in full.
const MOST: usize = 20;

#[derive(Debug, Default)]
pub(super) struct Note(Mutex<Seen>);

#[derive(Debug, Default)]
struct Seen {
    /// How many answers, by kind and status, and their bytes.
    answers: BTreeMap<(&'static str, u16), (u64, u64)>,
    /// What else happened, and how often.
    events: BTreeMap<&'static str, u64>,
    faults: Vec<String>,
    more_faults: usize,
}

impl Note {
    pub(super) fn answer(&self, kind: &'static str, status: u16, bytes: usize) {
        let mut seen = self.0.lock().unwrap();
        let counts = seen.answers.entry((kind, status)).or_default();
        counts.0 += 1;
        counts.1 += bytes as u64;
    }

    pub(super) fn event(&self, what: &'static str) {
        *self.0.lock().unwrap().events.entry(what).or_default() += 1;
    }

    /// Something that must not be.
    pub(super) fn fault(&self, what: impl Into<String>) {
        let mut seen = self.0.lock().unwrap();
        if seen.faults.len() < MOST {
            seen.faults.push(what.into());
        } else {
            seen.more_faults += 1;
        }
    }

    /// Keeps what is wrong.
    pub(super) fn weigh<T>(&self, what: &str, weighed: Result<T, String>) -> Option<T> {
        weighed.map_err(|fault| self.fault(format!("{what}: {fault}"))).ok()
    }

    pub(super) fn faults(&self) -> Vec<String> {
        let seen = self.0.lock().unwrap();
        let more = (seen.more_faults > 0).then(|| format!("and {} more", seen.more_faults));
        seen.faults.iter().cloned().chain(more).collect()
    }

    /// How many answers there were of a kind with a status.
    pub(super) fn count(&self, kind: &'static str, status: u16) -> u64 {
        self.0.lock().unwrap().answers.get(&(kind, status)).map_or(0, |counts| counts.0)
    }
}

impl fmt::Display for Note {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seen = self.0.lock().unwrap();
        let (mut answers, mut bytes) = (0, 0);
        for ((kind, status), counts) in &seen.answers {
            writeln!(out, "{kind:<12} {status}  {:>8} answers  {:>12} bytes", counts.0, counts.1)?;
            answers += counts.0;
            bytes += counts.1;
        }
        writeln!(out, "{:<17} {answers:>8} answers  {bytes:>12} bytes", "all")?;
        for (what, count) in &seen.events {
            writeln!(out, "{count:>8} {what}")?;
        }
        writeln!(out, "{:>8} wrong answers", seen.faults.len() + seen.more_faults)
    }
}
