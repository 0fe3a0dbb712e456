//! Which of the new segments come into the lists.

use std::path::Path;

use super::fresh::{Before, Found, Fresh};
use super::lists::Rows;
use super::{Follower, MOST_BEHIND};
use crate::hls::target_duration;
use crate::playlist::compose::ComposeError;
use crate::playlist::edition::{Growth, Window, promised};
use crate::playlist::entry::{Entry, missing};
use crate::playlist::measure::Gauge;
use crate::playlist::seam;
use crate::time::{Span, Time};

/// How many segments are opened at first of a flat directory of which only the newest are wanted.
const FIRST_OPENED: usize = 64;

impl Follower {
    /// Drops what begins no list because it has ended long before the others; the target duration so far.
    pub(super) fn leave_out_those_behind(
        &mut self,
        fresh: &mut Vec<Fresh>,
        promise: Option<u64>,
        has_passed: bool,
    ) -> u64 {
        let rows: Rows<'_> = fresh.iter().map(|fresh| (fresh, fresh.entries())).collect();
        let (durations, whole) = evidence(&rows);
        let target = promise.unwrap_or_else(|| promised(durations.into_iter(), whole));
        let ends: Vec<Option<Time>> =
            rows.iter().map(|(_, entries)| entries.last().and_then(Entry::end)).collect();
        let newest = ends.iter().flatten().max().copied();
        let most = Span::from_secs(MOST_BEHIND.saturating_mul(target));
        let mut messages = Vec::new();
        let mut at = 0;
        fresh.retain(|fresh| {
            let end = ends.get(at).copied().flatten();
            at += 1;
            let is_new = !matches!(fresh.before, Before::Listed(_));
            let Some((newest, end)) = newest.zip(end).filter(|_| is_new && !has_passed) else { return true };
            let is_behind = newest.since(end) > most;
            if is_behind && !fresh.entries().is_empty() {
                let name = &fresh.name;
                messages.push(format!("{name} has nothing after {end}, and is left out until it goes on"));
            }
            !is_behind
        });
        for message in messages {
            self.warn_once(&message);
        }
        target
    }

    /// Where only the newest are wanted, and are opened, the others are not.
    pub(super) fn keep_the_newest(&self, fresh: &mut [Fresh], target: u64) {
        let (Growth::Live, Some(window), Some(gauge)) = (self.wanted.growth, self.wanted.window, &self.gauge)
        else {
            return;
        };
        let length = match window {
            Window::Length(length) => length,
            Window::Count(_) => Span::ZERO,
        };
        let least = match window {
            Window::Count(count) => count.saturating_add(1).max(FIRST_OPENED),
            Window::Length(_) => FIRST_OPENED,
        };
        for fresh in fresh {
            fresh.kept = least;
            loop {
                let mut entries = fresh.entries();
                if entries.len() < fresh.kept {
                    break;
                }
                if entries.iter().any(|entry| entry.start.is_none()) {
                    let measured = gauge.measure(&entries);
                    seam::measure(&mut entries, &measured);
                }
                let all: Span = entries.iter().map(|entry| entry.duration).sum();
                if all >= length + Span::from_secs(4 * target.min(3_600)) {
                    break;
                }
                fresh.kept = fresh.kept.saturating_mul(4);
            }
        }
    }

    /// The entries of a variant, those that are known first; opened, if they are to be, and only what has settled.
    pub(super) fn measured<'a>(
        &mut self,
        fresh: &'a Fresh,
        now: Time,
    ) -> Result<Vec<Entry<'a>>, ComposeError> {
        let mut entries = fresh.entries();
        let known = fresh.known();
        let is_flat = entries.iter().any(|entry| entry.start.is_none());
        if !is_flat && self.wanted.settle > Span::ZERO {
            let mut has_settled = |entry: &Entry<'_>| {
                let path = entry.path();
                let metadata = std::fs::metadata(&path);
                metadata.is_ok_and(|metadata| self.settling.has_settled(&path, &metadata, now))
            };
            // All are asked for, as the time of each runs.
            let settled: Vec<bool> = entries.iter().skip(known).map(&mut has_settled).collect();
            let settled = settled.into_iter().take_while(|has_settled| *has_settled).count();
            entries.truncate(known + settled);
        }
        if let Before::Others(from) = fresh.before {
            // What ends before the others begin.
            let new = entries.split_off(known);
            entries.extend(new.into_iter().skip_while(|entry| entry.end().is_some_and(|end| end <= from)));
        }
        let Some(gauge) = &self.gauge else { return Ok(unbroken(entries, fresh)) };
        if entries.len() <= known {
            return Ok(entries);
        }
        // What goes on from a list is opened once, and not kept for another time.
        let passing = Gauge::new(None);
        let gauge = if known > 0 { &passing } else { gauge };
        let mut measured: Found = Vec::with_capacity(entries.len());
        if known > 0 {
            let kept = self.lists.get(&fresh.name).and_then(|list| list.measured.clone());
            let anchor = || fresh.anchor().and_then(|_| passing.measure(&entries[..1]).pop().flatten());
            measured.push(kept.or_else(anchor));
        }
        measured.extend(gauge.measure(&entries[known..]));
        if is_flat && known == 0 && measured.iter().all(Option::is_none) {
            return Err(ComposeError::Unreadable);
        }
        let promised = entries.first().map(|first| first.duration).filter(|_| known > 0);
        seam::measure(&mut entries, &measured);
        if let Some((first, promised)) = entries.first_mut().zip(promised) {
            first.duration = promised;
        }
        Ok(unbroken(entries, fresh))
    }

    /// Leaves out what is longer than the lists have promised; what follows begins anew.
    pub(super) fn leave_out_the_long(&mut self, rows: &mut Rows<'_>, target: u64) {
        for (fresh, entries) in rows {
            for (name, duration) in &fresh.long {
                self.warn_long(&fresh.directory.join(name), *duration, target);
            }
            if let Some(name) = &fresh.waiting {
                self.warn_once(&format!(
                    "{name} waits for its initialization section, and what follows waits too"
                ));
            }
            let known = fresh.known();
            let mut kept: Vec<Entry<'_>> = Vec::with_capacity(entries.len());
            let mut lost: Option<Span> = None;
            for (index, mut entry) in std::mem::take(entries).into_iter().enumerate() {
                if index >= known && target_duration([entry.duration].into_iter()) > target {
                    self.warn_long(&entry.path(), entry.duration, target);
                    lost = Some(lost.unwrap_or_default() + entry.missing + entry.duration);
                    continue;
                }
                if let Some(lost) = lost.take() {
                    let before = kept.last().and_then(Entry::end);
                    entry.missing = match entry.start {
                        Some(start) if before.is_some() => missing(before, start),
                        _ => entry.missing + lost,
                    };
                    entry.breaks = true;
                }
                kept.push(entry);
            }
            *entries = kept;
        }
    }

    fn warn_long(&mut self, path: &Path, duration: Span, target: u64) {
        let path = path.display();
        self.warn_once(&format!(
            "{path} takes {duration}, more than the {target}s that its playlists have promised: they leave it out"
        ));
    }
}

/// What begins where another list does goes on from it, and does not break.
fn unbroken<'a>(mut entries: Vec<Entry<'a>>, fresh: &Fresh) -> Vec<Entry<'a>> {
    if matches!(fresh.before, Before::Others(_))
        && let Some(first) = entries.get_mut(1)
    {
        first.breaks = false;
    }
    entries
}

/// How long segments are, and how many of them are whole.
pub(super) fn evidence(rows: &Rows<'_>) -> (Vec<Span>, usize) {
    let entries = || rows.iter().flat_map(|(fresh, entries)| entries.iter().skip(fresh.known()));
    let is_whole =
        |entry: &&Entry<'_>| !entry.name.contains("-partial-") && !entry.name.contains("-suspect-");
    (entries().map(|entry| entry.duration).collect(), entries().filter(is_whole).count())
}
