//! What all viewers share: where the server is, what was recorded, and what was seen.

use std::collections::HashMap;
use std::io::{Error, ErrorKind};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use streamctl::hls::check::{Severity, check, compare, merge};
use streamctl::hls::read::{Class, Media, Playlist, Segment};
use streamctl::time::{Span, Time};

use super::chance::Chance;
use super::ledger::Ledger;
use super::note::Note;
use super::wire::{Answer, Wire};

pub(super) struct World {
    pub(super) address: SocketAddr,
    pub(super) ledger: Arc<Ledger>,
    pub(super) note: Note,
    /// When the recording begins, and a moment that it will not have come to when the soak is over.
    pub(super) began: Time,
    pub(super) end: Time,
    /// What every number of a live list was when it was first listed, by variant.
    pub(super) said: Mutex<HashMap<(&'static str, u64), Said>>,
}

/// A segment of a live list: its URI, length, and discontinuity sequence number.
type Said = (Box<str>, u64, u64);

impl World {
    /// The answer to a request, on this connection if it is still there; a fault if there is none.
    pub(super) async fn ask(
        &self,
        wire: &mut Option<Wire>,
        method: &str,
        target: &str,
        headers: &str,
    ) -> Option<Answer> {
        loop {
            let is_new = wire.is_none();
            let answered = async {
                let mut open = match wire.take() {
                    Some(open) => open,
                    None => Wire::open(self.address).await?,
                };
                let answer = open.ask(method, target, headers).await?;
                if answer.header("connection") != Some("close") {
                    *wire = Some(open);
                }
                Ok::<_, Error>(answer)
            };
            match answered.await {
                Ok(answer) => return Some(answer),
                // A viewer that was kept from its work for longer than a connection may be idle.
                Err(error) if !is_new && is_closed(&error) => self.note.event("idle connections closed"),
                Err(error) => {
                    self.note.fault(format!("{method} {target}: {error}"));
                    return None;
                }
            }
        }
    }

    /// The playlist in an answer of 200, if it breaks no rule.
    pub(super) fn playlist(&self, target: &str, answer: &Answer, class: Class) -> Option<Playlist> {
        let checked = check(&answer.body);
        if let Some(finding) = checked.report.findings.iter().find(|found| found.severity == Severity::Error)
        {
            self.note.fault(format!("{target}: {finding:?}\n{}", answer.text()));
            return None;
        }
        if checked.playlist.class != class {
            self.note.fault(format!("{target} is no playlist of its kind:\n{}", answer.text()));
            return None;
        }
        Some(checked.playlist)
    }

    /// The whole list that this edition stands for, for who had another before, if it may follow that; none either if
    /// so much has been recorded since that it skips more than it may.
    pub(super) fn edition(&self, target: &str, before: Option<&Media>, next: Media) -> Option<Media> {
        let Some(before) = before else {
            if next.skip.is_some() {
                self.note.fault(format!("{target} skips what nobody had"));
                return None;
            }
            return Some(next);
        };
        let end = before.first_number() + before.segments.len() as u64;
        if next.skip.is_some() && next.first_listed() > end {
            self.note.event("updates for who came too late for them");
            return None;
        }
        let merged = self.note.weigh(target, merge(before, next).map_err(|found| format!("{found:?}")))?;
        let found = compare(before, &merged, Span::ZERO);
        if let Some(finding) = found.into_iter().find(|found| found.severity == Severity::Error) {
            self.note.fault(format!("{target}: {finding:?}"));
            return None;
        }
        Some(merged)
    }

    /// Holds a live list to what others of its variant have said.
    pub(super) fn compare_with_others(&self, target: &str, variant: &'static str, list: &Media) {
        let mut breaks = list.first_discontinuity();
        let mut said = self.said.lock().unwrap();
        for (number, segment) in (list.first_number()..).zip(&list.segments) {
            breaks += u64::from(segment.discontinuities);
            let now: Said = (segment.uri.clone(), segment.micros(), breaks);
            let known = said.entry((variant, number)).or_insert_with(|| now.clone());
            if *known != now {
                self.note.fault(format!("{target}: segment {number} was {known:?} and is {now:?}"));
                return;
            }
        }
    }
}

fn is_closed(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::UnexpectedEof | ErrorKind::ConnectionReset | ErrorKind::BrokenPipe)
}

/// The path of a listed segment below `/segments/`; none of a gap.
pub(super) fn path(segment: &Segment) -> Option<&str> {
    segment.uri.strip_prefix("../../segments/").filter(|_| !segment.is_gap)
}

/// Waits as a viewer does between requests, from one to another number of milliseconds.
pub(super) async fn pause(chance: &mut Chance, least: u64, most: u64) {
    tokio::time::sleep(Duration::from_millis(least + chance.below(most - least))).await;
}
