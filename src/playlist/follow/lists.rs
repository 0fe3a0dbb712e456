//! A look's new segments made into the next editions.

use std::collections::BTreeMap;
use std::path::Path;

use super::choice::evidence;
use super::fresh::{Before, Fresh, Listed, file_of};
use super::kept::Kept;
use super::layout::{Row, hold_back, lay_on};
use super::offer::Offer;
use super::{Follower, GRACE_TARGETS, Wanted, beside};
use crate::hls;
use crate::playlist::align::align;
use crate::playlist::compose::{ComposeError, Composed, Ways};
use crate::playlist::edition::{Edition, Growth, promised};
use crate::playlist::entry::{Entry, missing};
use crate::playlist::gaps::Item;
use crate::playlist::media::{self, Hole, are_independent};
use crate::playlist::source::{Layout, Source};
use crate::time::{Span, Time};

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
pub(super) type Rows<'a> = Vec<(&'a Fresh, Vec<Entry<'a>>)>;

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
            target = if has_passed {
                // Nothing will ever come.
                promised(durations.into_iter(), usize::MAX)
            } else {
                target.max(promised(durations.into_iter(), whole))
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
            let laid = align(entries, self.wanted.holes, target);
            // The same in all of them, so that they have the same numbers.
            let breaks =
                laid.iter().map(|items| items.iter().filter(|item| item.discontinuity).count()).max();
            for fresh in names {
                let Some(list) = self.lists.get_mut(&fresh.name) else { continue };
                list.edition = list.edition.take().map(|edition| {
                    let newest = edition.first_discontinuity();
                    edition.with_discontinuity(newest.saturating_sub(breaks.unwrap_or(0) as u64))
                });
            }
            return laid;
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
            && !self.had_ended
        {
            holes.insert(0, Hole { from, to });
        }
        if let Some((from, to)) = edition.end().zip(wanted.end)
            && missing(Some(from), to) > Span::ZERO
            && edition.is_ended()
            && !self.had_ended
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

/// How many bytes each item has; one that cannot be asked has none.
fn sizes(items: &[Item<'_>]) -> Vec<u64> {
    let size = |path: &Path| std::fs::metadata(path).map_or(0, |metadata| metadata.len());
    items.iter().map(|item| item.entry.as_ref().map_or(0, |entry| size(&entry.path()))).collect()
}
