//! Segments as they measure: how long they really are, and where they really break.

use std::sync::Arc;

use crate::archive::{Archive, ArchiveError, Hour, Segment, Selection, Variant};
use crate::media::{Measured, Reason};
use crate::playlist::entry::{Entry, by_name, missing};
use crate::playlist::measure::Gauge;
use crate::time::{Span, Time};

#[cfg(test)]
mod tests;

/// How far a duration in a name may be from the truth.
const TOLERANCE: Span = Span::from_micros(10_000);
/// How much more of one track than of another may be missing where segments were lost: they are not cut at the
/// same moment.
const SKEW: i64 = 1_000_000;
/// How many segments are measured before what is no longer needed of them is forgotten.
const LOT: usize = 1_000;
/// How many kinds of segments take turns.
const KINDS: usize = 8;
/// A leap of more than this is another recording, and not a hole in one.
const LONGEST_LOSS: i64 = 3_600 * 1_000_000;

/// How a segment stands to the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Seam {
    /// It goes on from there.
    Joined,
    /// It is of the same run of the encoder, so much later.
    Lost(Span),
    /// It is something else.
    Broken,
    /// One of them could not be read, or has no times that could be compared.
    Unknown,
}

/// The segments of a selection: as their names describe them, or as they measure if there is a gauge for that.
///
/// Of what was measured of each, only what is in it is kept, and segments that hold the same share it: ranges of
/// days have hundreds of thousands.
pub fn entries<'a>(selection: &'a Selection, gauge: Option<&Gauge>) -> Vec<Entry<'a>> {
    let mut entries = by_name(selection);
    let Some(gauge) = gauge else { return entries };
    let mut kinds: Vec<Arc<Measured>> = Vec::new();
    let mut from = 0;
    while from < entries.len() {
        let to = (from + LOT).min(entries.len());
        // The first of the next lot tells how long the last of this one is, and is then measured like the others.
        let next = entries.get(to).map(|next| next.duration);
        let lot = &mut entries[from..to + usize::from(next.is_some())];
        let measured = gauge.measure(lot);
        measure(lot, &measured);
        for entry in &mut entries[from..to] {
            entry.measured = entry.measured.take().map(|measured| shared(measured, &mut kinds));
        }
        if let Some(named) = next {
            entries[to].duration = named;
        }
        from = to;
    }
    entries
}

/// One that holds the same as this, if there was one lately.
fn shared(measured: Arc<Measured>, kinds: &mut Vec<Arc<Measured>>) -> Arc<Measured> {
    let known = kinds.iter().rev().take(KINDS).find(|known| known.holds_the_same(&measured));
    if let Some(known) = known {
        return Arc::clone(known);
    }
    kinds.push(Arc::clone(&measured));
    measured
}

/// How long each segment of a selection is by itself, as live playlists list it.
pub fn lengths(selection: &Selection, gauge: Option<&Gauge>) -> Vec<Span> {
    let entries = by_name(selection);
    let measured = gauge.map_or_else(|| vec![None; entries.len()], |gauge| gauge.measure(&entries));
    let pairs = entries.iter().zip(&measured);
    pairs.map(|(entry, measured)| length(measured.as_deref(), entry.duration)).collect()
}

/// The segments of a variant that cover a range, by how long they really are if there is a gauge.
pub fn select(
    archive: &Archive,
    variant: &Variant,
    (start, end): (Time, Time),
    gauge: Option<&Gauge>,
) -> Result<Selection, ArchiveError> {
    let Some(gauge) = gauge else { return archive.select(variant, start, end) };
    let lengths = |hour: &Hour, segment: &Segment<'_>| {
        let measured = gauge.measure_one(hour, segment.name);
        length(measured.as_deref(), segment.duration).min(segment.duration)
    };
    archive.select_by(variant, start, end, Some(&lengths))
}

/// Takes what was measured of each of these segments for what their names say.
///
/// Those of an archive keep their names' durations where these are right to 10 ms, and everything of those that
/// could not be read; a hole is what both its neighbours and the clock say is one. Of others, which have no start,
/// timestamps alone tell; one that could not be read is taken to be as long as most, and to break.
pub fn measure(entries: &mut [Entry<'_>], measured: &[Option<Arc<Measured>>]) {
    for (entry, measured) in entries.iter_mut().zip(measured) {
        entry.measured.clone_from(measured);
    }
    let pairs = entries.windows(2).map(|pair| {
        let [then, now] = [&pair[0], &pair[1]].map(|entry| entry.measured.as_deref());
        seam(then, now, pair[1].start.is_some())
    });
    let seams: Vec<Seam> = [Seam::Unknown].into_iter().chain(pairs).collect();
    let durations: Vec<Option<Span>> = (0..entries.len())
        .map(|index| {
            let is_joined = seams.get(index + 1) == Some(&Seam::Joined);
            duration(&entries[index], entries.get(index + 1).filter(|_| is_joined))
        })
        .collect();
    let usual = median(&durations);
    for (entry, duration) in entries.iter_mut().zip(durations) {
        match duration {
            Some(duration) if entry.start.is_none() || differ(duration, entry.duration) => {
                entry.duration = duration;
            }
            None if entry.start.is_none() => entry.duration = usual,
            _ => {}
        }
    }
    for index in 1..entries.len() {
        let end = entries[index - 1].end();
        let entry = &mut entries[index];
        let by_clock = entry.start.map(|start| missing(end, start));
        (entry.missing, entry.breaks) = settle(seams[index], by_clock, entry.breaks);
    }
}

/// How long a segment is that has nothing behind it yet: by its name, if that is right to 10 ms, or as it measures.
#[must_use]
pub fn length(measured: Option<&Measured>, named: Span) -> Span {
    measured.and_then(own).filter(|own| differ(*own, named)).unwrap_or(named)
}

/// Whether a segment needs a discontinuity in front, behind one that ends then, if both were measured: as
/// [`measure`] decides it of neighbours in an archive. `by_name` is what their names say.
#[must_use]
pub fn is_broken(before: (Option<&Measured>, Time), now: (Option<&Measured>, Time), by_name: bool) -> bool {
    let by_clock = missing(Some(before.1), now.1);
    let (missing, breaks) = settle(seam(before.0, now.0, true), Some(by_clock), by_name);
    breaks || missing > Span::ZERO
}

/// How much is missing in front of a segment, and whether it breaks: by timestamps, by the clock if there is one,
/// and by its name.
fn settle(seam: Seam, by_clock: Option<Span>, by_name: bool) -> (Span, bool) {
    match (seam, by_clock) {
        (Seam::Joined, _) => (Span::ZERO, false),
        (Seam::Lost(lost), None) => (lost, false),
        (Seam::Lost(lost), Some(by_clock)) => (by_clock, by_clock == Span::ZERO || is_far(lost, by_clock)),
        (Seam::Unknown | Seam::Broken, None) => (Span::ZERO, true),
        (Seam::Broken, Some(by_clock)) => (by_clock, true),
        (Seam::Unknown, Some(by_clock)) => (if by_name { by_clock } else { Span::ZERO }, by_name),
    }
}

fn seam(then: Option<&Measured>, now: Option<&Measured>, has_clock: bool) -> Seam {
    let (Some(then), Some(now)) = (then, now) else { return Seam::Unknown };
    let Err(broken) = now.follows(then) else {
        // Without times of its own a segment seems to follow anything: then the clock knows better.
        let tells = now.has_absolute_times() && then.has_absolute_times();
        return if tells || !has_clock { Seam::Joined } else { Seam::Unknown };
    };
    if broken.is_only_counters() {
        return Seam::Joined;
    }
    let late: Option<Vec<(u32, i64)>> = broken
        .reasons
        .iter()
        .filter(|reason| !matches!(reason, Reason::Counters { .. }))
        .map(|reason| match reason {
            Reason::Times { id, micros } if (1..=LONGEST_LOSS).contains(micros) => Some((*id, *micros)),
            _ => None,
        })
        .collect();
    let timed = now.tracks.iter().filter(|track| track.extent.is_some()).count();
    let Some(late) = late.filter(|late| late.len() == timed) else { return Seam::Broken };
    let leading = now.leading().and_then(|leading| late.iter().find(|(id, _)| *id == leading.id));
    match leading {
        Some((_, lost)) if late.iter().all(|(_, other)| (other - lost).abs() <= SKEW) => {
            Seam::Lost(Span::from_micros(lost.unsigned_abs()))
        }
        _ => Seam::Broken,
    }
}

/// How long a segment is: up to the one that goes on from it, or else by itself. None if that makes no sense.
fn duration(entry: &Entry<'_>, next: Option<&Entry<'_>>) -> Option<Span> {
    let measured = entry.measured.as_ref()?;
    let own = own(measured)?;
    let until = next.and_then(|next| measured.until(next.measured.as_ref()?));
    let is_likely = |until: &Span| until.micros() >= own.micros() / 2 && until.micros() <= own.micros() * 2;
    Some(until.filter(is_likely).unwrap_or(own))
}

/// How long a segment is by itself; none if that makes no sense.
fn own(measured: &Measured) -> Option<Span> {
    const LONGEST: Span = Span::from_secs(3_600);
    Some(measured.duration()).filter(|own| *own > Span::ZERO && *own <= LONGEST)
}

/// The middle one of those that are known; a second if none is.
fn median(durations: &[Option<Span>]) -> Span {
    let mut known: Vec<Span> = durations.iter().copied().flatten().collect();
    known.sort_unstable();
    known.get(known.len() / 2).copied().unwrap_or(Span::from_secs(1))
}

fn differ(one: Span, other: Span) -> bool {
    one.micros().abs_diff(other.micros()) > TOLERANCE.micros()
}

/// Whether what timestamps leap is another length than what the clock says is missing.
fn is_far(lost: Span, by_clock: Span) -> bool {
    lost.micros().abs_diff(by_clock.micros()) > SKEW.unsigned_abs()
}
