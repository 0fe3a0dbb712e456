//! New segments laid out behind what their lists have said.

use crate::playlist::align::intersect;
use crate::playlist::edition::Edition;
use crate::playlist::edition::breaks::{Numbers, bring_up};
use crate::playlist::entry::Entry;
use crate::playlist::gaps::{Holes, Item, LEAST, Stretch, lay};
use crate::time::{Span, Time};

/// A variant: its list, and what goes on from there. The first entry is what the others go on from.
pub(super) struct Row<'e, 'a> {
    pub(super) edition: &'e Edition,
    pub(super) entries: Vec<Entry<'a>>,
}

/// Lays out what is new in each of these, in order. A hole is left out of the timeline only where no variant has
/// anything; where one has a discontinuity all have one, as far as that can still be written.
pub(super) fn lay_on<'a>(rows: Vec<Row<'_, 'a>>, holes: Holes, target_duration: u64) -> Vec<Vec<Item<'a>>> {
    let target = Span::from_secs(target_duration.max(1));
    let left_out = match holes {
        Holes::Gap => Vec::new(),
        Holes::Discontinuity => {
            rows.iter().map(missing).reduce(|one, other| intersect(&one, &other)).unwrap_or_default()
        }
    };
    let numbers: Vec<Numbers> = rows.iter().map(|row| Numbers::of(row.edition)).collect();
    let mut laid: Vec<Vec<Item<'a>>> = Vec::with_capacity(rows.len());
    for row in rows {
        let mut items = lay(row.entries, holes, &left_out, target);
        items.drain(..1.min(items.len()));
        laid.push(items);
    }
    if laid.len() > 1 {
        let mut items: Vec<&mut [Item<'a>]> = laid.iter_mut().map(Vec::as_mut_slice).collect();
        bring_up(&numbers, &mut items, target);
    }
    laid
}

/// Where a variant has nothing, neither listed nor new.
fn missing(row: &Row<'_, '_>) -> Vec<Stretch> {
    let listed = row.edition.segments().iter().filter(|segment| !segment.gap);
    let listed = listed.filter_map(|segment| Some((segment.program_date_time?, segment.duration)));
    let new = row.entries.iter().skip(1).filter_map(|entry| Some((entry.start?, entry.duration)));
    let mut missing = Vec::new();
    let mut from = Time::MIN;
    for (start, duration) in listed.chain(new) {
        if start.since(from) >= LEAST {
            missing.push((from, start));
        }
        from = from.max(start + duration);
    }
    missing.push((from, Time::MAX));
    missing
}

/// Leaves out what is new to one variant and comes later than the others have got, by a quarter of the target
/// duration: what they have there decides whether a hole is one of all. Who is behind by more than the target
/// duration is not waited for.
pub(super) fn hold_back(variants: &mut [Vec<Entry<'_>>], target_duration: u64) {
    let ends: Vec<Time> = variants.iter().filter_map(|entries| entries.last().and_then(Entry::end)).collect();
    let target = Span::from_secs(target_duration);
    let Some(newest) = ends.iter().max().copied() else { return };
    let Some(common) = ends.into_iter().filter(|end| newest.since(*end) <= target).min() else { return };
    let quarter = Span::from_micros(target.micros() / 4);
    for entries in variants {
        let mut index = 0;
        entries.retain(|entry| {
            index += 1;
            index == 1 || entry.start.is_none_or(|start| start + quarter <= common)
        });
    }
}
