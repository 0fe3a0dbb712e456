//! A look's new segments made into the next editions.

use std::collections::BTreeMap;
use std::path::Path;

use super::fresh::{Before, Found, Fresh, Listed, file_of};
use super::kept::Kept;
use super::layout::{Row, hold_back, lay_on};
use super::offer::Offer;
use super::{Follower, GRACE_TARGETS, MOST_BEHIND, Wanted, beside};
use crate::hls::{self, target_duration};
use crate::playlist::align::align;
use crate::playlist::compose::{ComposeError, Composed, Ways};
use crate::playlist::edition::{Edition, Growth, Window, promised};
use crate::playlist::entry::{Entry, missing};
use crate::playlist::gaps::Item;
use crate::playlist::measure::Gauge;
use crate::playlist::media::{self, Hole, are_independent};
use crate::playlist::seam;
use crate::playlist::source::{Layout, Source};
use crate::time::{Span, Time};

/// How many segments are opened at first of a flat directory of which only the newest are wanted.
const FIRST_OPENED: usize = 64;
/// How many listed segments tell what a master playlist that was lost has to say.
const TELLING: usize = 20;

/// What has become of a list at a look.
#[derive(Debug, Default)]
pub(super) struct Change {
    /// What is missing before these segments, where no clock tells.
    losses: Vec<(String, Span)>,
    /// How many segments at the ends others do not have.
    trimmed: usize,
}

/// The entries of a variant that are new, behind what they go on from.
type Rows<'a> = Vec<(&'a Fresh, Vec<Entry<'a>>)>;

impl Follower {
    /// Adds what is new to the lists; what has become of each.
    pub(super) fn next(
        &mut self,
        mut fresh: Vec<Fresh>,
        source: &Source,
        ways: &impl Ways,
        now: Time,
    ) -> Result<BTreeMap<String, Change>, ComposeError> {
        let promise = self.lists.values().filter_map(|list| Some(list.listed()?.target_duration())).max();
        let has_passed = self.wanted.end.is_some_and(|end| end <= now);
        let mut target = self.leave_out_those_behind(&mut fresh, promise, has_passed);
        if promise.is_none() {
            self.keep_the_newest(&mut fresh, target);
        }
        let mut rows: Rows<'_> = Vec::new();
        for fresh in &fresh {
            let entries = self.measured(fresh, now)?;
            if entries.len() > fresh.known() || !matches!(fresh.before, Before::Nothing | Before::Others(_)) {
                rows.push((fresh, entries));
            }
        }
        if promise.is_none() {
            let (durations, whole) = evidence(&rows);
            target = match has_passed {
                // Nothing will ever come.
                true => promised(durations.into_iter(), usize::MAX),
                false => target.max(promised(durations.into_iter(), whole)),
            };
        }
        self.leave_out_the_long(&mut rows, target);
        let mut changes: BTreeMap<String, Change> = BTreeMap::new();
        for (fresh, entries) in &rows {
            let lost =
                entries.iter().skip(1).filter(|entry| entry.start.is_none() && entry.missing > Span::ZERO);
            let losses = lost.map(|entry| (entry.name.to_owned(), entry.missing)).collect();
            changes.insert(fresh.name.clone(), Change { losses, trimmed: 0 });
        }
        let names: Vec<&Fresh> = rows.iter().map(|(fresh, _)| *fresh).collect();
        let counts: Vec<usize> = rows.iter().map(|(_, entries)| entries.len()).collect();
        let laid = self.lay(rows, promise.is_some(), target, has_passed, now);
        for ((fresh, items), count) in names.into_iter().zip(laid).zip(counts) {
            if promise.is_none()
                && let Some(change) = changes.get_mut(&fresh.name)
            {
                change.trimmed = count - items.iter().filter(|item| item.entry.is_some()).count();
            }
            self.append(fresh, &items, source, ways)?;
        }
        let ends = has_passed && (!self.wanted.is_following || self.is_complete(now));
        for list in self.lists.values_mut() {
            if ends && list.edition.as_mut().is_some_and(Edition::finish) {
                list.is_written = false;
            }
        }
        Ok(changes)
    }

    /// Drops what begins no list because it has ended long before the others; the target duration so far.
    fn leave_out_those_behind(
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
        messages.iter().for_each(|message| self.warn_once(message));
        target
    }

    /// Where only the newest are wanted, and are opened, the others are not.
    fn keep_the_newest(&self, fresh: &mut [Fresh], target: u64) {
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
    fn measured<'a>(&mut self, fresh: &'a Fresh, now: Time) -> Result<Vec<Entry<'a>>, ComposeError> {
        let mut entries = fresh.entries();
        let known = fresh.known();
        let is_flat = entries.iter().any(|entry| entry.start.is_none());
        if !is_flat && self.wanted.settle > Span::ZERO {
            let mut has_settled = |entry: &Entry<'_>| {
                let path = entry.path();
                let metadata = std::fs::metadata(&path);
                metadata.is_ok_and(|metadata| self.settling.has_settled(&path, &metadata, now))
            };
            let settled = entries.iter().skip(known).take_while(|entry| has_settled(entry)).count();
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
    fn leave_out_the_long(&mut self, rows: &mut Rows<'_>, target: u64) {
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

    /// Lays out what is new; what it goes on from is not in it any more.
    fn lay<'a>(
        &mut self,
        rows: Rows<'a>,
        goes_on: bool,
        target: u64,
        has_passed: bool,
        now: Time,
    ) -> Vec<Vec<Item<'a>>> {
        let others = self.others();
        for (fresh, _) in &rows {
            let list = self.lists.entry(fresh.name.clone()).or_default();
            if list.listed().is_none() {
                let edition = Edition::begin(self.wanted.growth, target, now);
                let number = others.map(|(_, number)| number);
                list.edition = Some(match number {
                    Some(number) => edition.with_discontinuity(number),
                    None => edition,
                });
            }
        }
        let (names, mut entries): (Vec<&Fresh>, Vec<Vec<Entry<'a>>>) = rows.into_iter().unzip();
        if !goes_on {
            return align(entries, self.wanted.holes, target);
        }
        if entries.len() > 1 && !has_passed {
            hold_back(&mut entries, target);
        }
        let rows = names.iter().zip(entries).filter_map(|(fresh, entries)| {
            let edition = self.lists.get(&fresh.name)?.edition.as_ref()?;
            Some(Row { edition, entries })
        });
        lay_on(rows.collect(), self.wanted.holes, target)
    }

    /// Adds what was laid out to its list, and drops what is old.
    fn append(
        &mut self,
        fresh: &Fresh,
        items: &[Item<'_>],
        source: &Source,
        ways: &impl Ways,
    ) -> Result<(), ComposeError> {
        let is_flat = matches!(source.layout, Layout::Flat { .. });
        let Some(list) = self.lists.get_mut(&fresh.name) else { return Ok(()) };
        let Some(edition) = &mut list.edition else { return Ok(()) };
        let mapped = list.mapped.take().or_else(|| {
            let map = edition.last()?.map.clone()?;
            Some((fresh.entries().first()?.init.clone()?, map))
        });
        let gap = ways.to_gap()?;
        let (segments, mapped) = media::segments(items, &ways.to(&fresh.name), &gap, mapped)?;
        list.mapped = mapped;
        if let Some(last) = items.iter().rev().find_map(|item| item.entry.as_ref()) {
            list.measured.clone_from(&last.measured);
        }
        let has_grown = edition.append(segments, are_independent(items));
        let is_there = |segment: &hls::Segment| {
            let file = file_of(segment, &fresh.directory, is_flat);
            file.is_none_or(|file| file.exists())
        };
        let has_slid = edition.slide(self.wanted.window, is_there);
        if has_grown || has_slid {
            list.is_written = false;
        }
        if matches!(source.layout, Layout::Stream(_)) {
            let target = edition.target_duration();
            let uri = beside(&fresh.name)?;
            let offer = self.offer.get_or_insert_with(Offer::default);
            let changes = if has_grown || edition.segments().is_empty() || offer.has(&uri) {
                offer.add(&uri, items, &sizes(items), target)
            } else {
                let tail = edition.segments().iter().rev().filter(|segment| !segment.gap).take(TELLING);
                let tail: Vec<Listed> =
                    tail.filter_map(|segment| Listed::of(segment, &fresh.directory, is_flat)).collect();
                let items: Vec<Item<'_>> = tail.iter().rev().map(Listed::item).collect();
                offer.add(&uri, &items, &sizes(&items), target)
            };
            self.is_offer_written &= !changes;
        }
        Ok(())
    }

    /// Whether an event whose end has passed has all it will get.
    fn is_complete(&self, now: Time) -> bool {
        let Some(end) = self.wanted.end else { return false };
        let is_waited_for = |list: &Kept| {
            list.listed().is_some_and(|edition| {
                let is_short = edition.end().is_none_or(|listed| missing(Some(listed), end) > Span::ZERO);
                is_short && now.since(end) < Span::from_secs(GRACE_TARGETS * edition.target_duration())
            })
        };
        !self.lists.values().any(is_waited_for)
    }
}

impl Kept {
    /// Its edition, if that has anything in it.
    pub(super) fn listed(&self) -> Option<&Edition> {
        self.edition.as_ref().filter(|edition| !edition.segments().is_empty())
    }

    /// Whether there is nothing to write.
    pub(super) fn is_empty(&self) -> bool {
        self.listed().is_none()
    }

    /// Its playlist.
    pub(super) fn composed(
        &mut self,
        name: String,
        variant: &str,
        wanted: &Wanted,
        change: Change,
    ) -> Result<Option<Composed>, ComposeError> {
        let Some(edition) = &mut self.edition else { return Ok(None) };
        let text = edition.text().map_err(media::BuildError::from)?;
        let gaps = edition.segments().iter().filter(|segment| segment.gap).count();
        let mut holes = edition.holes();
        if let Some((from, to)) = wanted.start.zip(edition.start())
            && missing(Some(from), to) > Span::ZERO
            && edition.growth() == Growth::Event
        {
            holes.insert(0, Hole { from, to });
        }
        if let Some((from, to)) = edition.end().zip(wanted.end)
            && missing(Some(from), to) > Span::ZERO
            && edition.is_ended()
        {
            holes.push(Hole { from, to });
        }
        Ok(Some(Composed {
            name,
            variant: Some(variant.to_owned()),
            text,
            segments: edition.segments().len() - gaps,
            gaps,
            duration: edition.duration(),
            range: edition.start().zip(edition.end()),
            trimmed: change.trimmed,
            holes,
            losses: change.losses,
        }))
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
fn evidence(rows: &Rows<'_>) -> (Vec<Span>, usize) {
    let entries = || rows.iter().flat_map(|(fresh, entries)| entries.iter().skip(fresh.known()));
    let is_whole =
        |entry: &&Entry<'_>| !entry.name.contains("-partial-") && !entry.name.contains("-suspect-");
    (entries().map(|entry| entry.duration).collect(), entries().filter(is_whole).count())
}

/// How many bytes each item has; one that cannot be asked has none.
fn sizes(items: &[Item<'_>]) -> Vec<u64> {
    let size = |path: &Path| std::fs::metadata(path).map_or(0, |metadata| metadata.len());
    items.iter().map(|item| item.entry.as_ref().map_or(0, |entry| size(&entry.path()))).collect()
}
