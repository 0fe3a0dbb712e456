//! The variants of a stream side by side, as RFC 8216bis §6.2.4 wants them: what one has and another lacks is at
//! their ends and short, and the same moment has the same discontinuity sequence number in all of them.
//!
//! So variants are cut to what they have in common; a hole is left out of the timeline only where all have it, and
//! is a gap otherwise; and where one variant breaks all others get a discontinuity at the boundary nearest to it.

use crate::playlist::entry::Entry;
use crate::playlist::gaps::{Holes, Item, LEAST, Stretch, hole, lay};
use crate::time::{Span, Time};

#[cfg(test)]
mod tests;

/// Cuts variants to what they have in common and lays them out together. Those that have nothing in common with
/// the longest are empty afterwards.
#[must_use]
pub fn align(mut variants: Vec<Vec<Entry<'_>>>, holes: Holes, target_duration: u64) -> Vec<Vec<Item<'_>>> {
    trim(&mut variants, target_duration);
    lay_out(variants, holes, target_duration)
}

/// Lays out variants together, as they are. Only what comes in front of a discontinuity that others begin with is
/// left out, as that is shorter than the target duration. Segments whose start is not known are not compared.
#[must_use]
pub fn lay_out<'a>(variants: Vec<Vec<Entry<'a>>>, holes: Holes, target_duration: u64) -> Vec<Vec<Item<'a>>> {
    let target = Span::from_secs(target_duration.max(1));
    let left_out = match holes {
        Holes::Gap => Vec::new(),
        Holes::Discontinuity => common_holes(variants.iter().filter(|entries| !entries.is_empty())),
    };
    let mut laid: Vec<Vec<Item<'a>>> =
        variants.into_iter().map(|entries| lay(entries, holes, &left_out, target)).collect();
    let mut shown: Vec<&mut Vec<Item<'a>>> = laid.iter_mut().filter(|items| !items.is_empty()).collect();
    if shown.len() > 1 {
        match_breaks(&mut shown, target);
    }
    laid
}

/// Cuts variants to their common range, and tells it. What sticks out by no more than the target duration stays.
/// Those that have nothing in common with the longest are empty afterwards.
pub fn trim(variants: &mut [Vec<Entry<'_>>], target_duration: u64) -> Option<Stretch> {
    let target = Span::from_secs(target_duration.max(1));
    loop {
        let (from, to) = common_range(variants)?;
        let before: usize = variants.iter().map(Vec::len).sum();
        for entries in variants.iter_mut() {
            entries.retain(|entry| {
                let (Some(start), Some(end)) = (entry.start, entry.end()) else { return true };
                (start >= from - target || end > from) && (end <= to + target || start < to)
            });
        }
        // A variant whose end lay beyond a hole may have lost more than was to be cut.
        if variants.iter().map(Vec::len).sum::<usize>() == before {
            return Some((from, to));
        }
    }
}

/// What the longest variant has in common with all others, but for those with which that is nothing: they are
/// emptied.
fn common_range(variants: &mut [Vec<Entry<'_>>]) -> Option<Stretch> {
    let range = |entries: &[Entry<'_>]| Some((entries.first()?.start?, entries.last()?.end()?));
    let length = |entries: &[Entry<'_>]| entries.iter().map(|entry| entry.duration).sum::<Span>();
    let mut order: Vec<usize> = (0..variants.len()).collect();
    // The same order whichever variant was asked for.
    order.sort_by_key(|index| {
        let first = variants[*index].first();
        let first = first.map(|first| (first.start, first.name));
        (std::cmp::Reverse(length(&variants[*index]).micros()), first)
    });
    let mut common: Option<Stretch> = None;
    for index in order {
        let Some((from, to)) = range(&variants[index]) else { continue };
        let (from, to) = common.map_or((from, to), |(start, end)| (from.max(start), to.min(end)));
        if from < to {
            common = Some((from, to));
        } else {
            variants[index].clear();
        }
    }
    common
}

/// What is missing in all variants that have something before it and after it.
fn common_holes<'v, 'a: 'v>(mut variants: impl Iterator<Item = &'v Vec<Entry<'a>>>) -> Vec<Stretch> {
    let holes = |entries: &[Entry<'_>]| {
        let before = entries.first().and_then(|first| first.start).map(|start| (Time::MIN, start));
        let after = entries.last().and_then(Entry::end).map(|end| (end, Time::MAX));
        let between = entries.iter().skip(1).filter_map(hole);
        before.into_iter().chain(between).chain(after).collect::<Vec<Stretch>>()
    };
    let Some(first) = variants.next() else { return Vec::new() };
    variants.fold(holes(first), |common, entries| intersect(&common, &holes(entries)))
}

/// The stretches of two sorted lists that are in both and long enough to matter.
pub(crate) fn intersect(one: &[Stretch], other: &[Stretch]) -> Vec<Stretch> {
    let mut common = Vec::new();
    let (mut one, mut other) = (one.iter().peekable(), other.iter().peekable());
    while let (Some((from, to)), Some((start, end))) = (one.peek(), other.peek()) {
        let (begin, stop) = (*from.max(start), *to.min(end));
        if stop.since(begin) >= LEAST {
            common.push((begin, stop));
        }
        if to <= end {
            one.next()
        } else {
            other.next()
        };
    }
    common
}

/// A moment at which variants break, and the item of each that does by itself.
struct Moment {
    time: Time,
    own: Vec<Option<usize>>,
}

/// Gives all variants the breaks of each, at the items that begin nearest to them. Breaks of different variants
/// within half the target duration are one.
fn match_breaks(variants: &mut [&mut Vec<Item<'_>>], target: Span) {
    let near = Span::from_micros(target.micros() / 2);
    let mut moments = moments(variants, near);
    // What begins with a moment cannot have a discontinuity there, so what others have before it must go.
    let begins = moments.iter().rev().find(|moment| {
        let mut pairs = moment.own.iter().zip(variants.iter());
        pairs.clone().any(|(own, variant)| own.is_none() && nearest(variant, moment.time) == Some(0))
            && pairs.all(|(own, variant)| {
                let front = variant.iter().take(own.unwrap_or_default());
                front.filter(|item| item.entry.is_some()).map(|item| item.duration).sum::<Span>() <= target
            })
    });
    if let Some(fronts) = begins.map(|moment| moment.own.clone()) {
        for (variant, front) in variants.iter_mut().zip(fronts) {
            variant.drain(..front.unwrap_or_default());
            // A gap has nothing to begin with.
            let gaps = variant.iter().take_while(|item| item.entry.is_none()).count();
            variant.drain(..gaps);
        }
        moments = self::moments(variants, near);
    }
    for (index, variant) in variants.iter_mut().enumerate() {
        for item in variant.iter_mut() {
            item.discontinuity = false;
        }
        let mut free_from = 1;
        for (number, moment) in moments.iter().enumerate() {
            let later = moments[number + 1..].iter().find_map(|moment| moment.own[index]);
            // What is over by then, or begins only then or later, has nothing to mark.
            let Some(at) = moment.own[index].or_else(|| nearest(variant, moment.time)).filter(|at| *at > 0)
            else {
                continue;
            };
            let at = at.max(free_from);
            if later.is_some_and(|later| at >= later) {
                tracing::warn!("the variants break too often about {} to match there", moment.time);
            } else if let Some(item) = variant.get_mut(at) {
                item.discontinuity = true;
                free_from = at + 1;
            }
        }
    }
}

/// A break of a variant. Behind gaps it may be anywhere among them, as they hold nothing.
struct Break {
    variant: usize,
    /// The item that breaks.
    index: usize,
    /// The first of the gaps before it, or itself.
    first: usize,
    from: Time,
    to: Time,
}

/// All moments at which a variant breaks, in order.
fn moments(variants: &[&mut Vec<Item<'_>>], near: Span) -> Vec<Moment> {
    let mut breaks: Vec<Break> = Vec::new();
    for (variant, items) in variants.iter().enumerate() {
        for (index, _) in items.iter().enumerate().skip(1).filter(|(_, item)| item.discontinuity) {
            let is_free = |item: &Item<'_>| item.entry.is_none() && !item.discontinuity;
            let gaps = items[1..index].iter().rev().take_while(|item| is_free(item)).count();
            let first = index - gaps;
            if let Some((from, to)) = items[first].start.zip(items[index].start) {
                breaks.push(Break { variant, index, first, from, to });
            }
        }
    }
    // Those that are free come last, to join the others.
    breaks.sort_unstable_by_key(|at| (at.first < at.index, at.to, at.variant));
    let mut moments: Vec<Moment> = Vec::new();
    for Break { variant, index, first, from, to } in breaks {
        let joins = |moment: &&mut Moment| {
            moment.own[variant].is_none() && moment.time >= from - near && moment.time <= to + near
        };
        if let Some(moment) = moments.iter_mut().rev().find(joins) {
            let items = &variants[variant][first..=index];
            let at = nearest(items, moment.time).map_or(index, |at| first + at);
            moment.own[variant] = Some(at);
        } else {
            let mut own = vec![None; variants.len()];
            own[variant] = Some(index);
            let place = moments.partition_point(|moment| moment.time <= to);
            moments.insert(place, Moment { time: to, own });
        }
    }
    moments
}

/// The item that begins nearest to a moment; none if that is the end of the last.
fn nearest(items: &[Item<'_>], time: Time) -> Option<usize> {
    let begin = |index: usize| match items.get(index) {
        Some(item) => item.start,
        None => items.last().and_then(|last| Some(last.start? + last.duration)),
    };
    let after = items.partition_point(|item| item.start.is_some_and(|start| start < time));
    let distance = |index| {
        let away = |at: Time| at.since(time).max(time.since(at));
        begin(index).map_or(Span::from_micros(u64::MAX), away)
    };
    let before = after.saturating_sub(1);
    let nearest = if distance(before) < distance(after) { before } else { after };
    (nearest < items.len()).then_some(nearest)
}
