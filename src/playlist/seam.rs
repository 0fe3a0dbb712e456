//! Segments as they measure: how long they really are, and where they really break.

use std::sync::Arc;

use crate::media::{Measured, Reason};
use crate::playlist::entry::{Entry, missing};
use crate::time::Span;

#[cfg(test)]
mod tests;

/// How far a duration in a name may be from the truth.
const TOLERANCE: Span = Span::from_micros(10_000);
/// How much more of one track than of another may be missing where segments were lost: they are not cut at the
/// same moment.
const SKEW: i64 = 1_000_000;
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

/// Takes what was measured of each of these segments for what their names say.
///
/// Those of an archive keep their names' durations where these are right to 10 ms, and everything of those that
/// could not be read; a hole is what both its neighbours and the clock say is one. Of others, which have no start,
/// timestamps alone tell; one that could not be read is taken to be as long as most, and to break.
pub fn measure(entries: &mut [Entry<'_>], measured: &[Option<Arc<Measured>>]) {
    for (entry, measured) in entries.iter_mut().zip(measured) {
        entry.measured.clone_from(measured);
    }
    let pairs = entries.windows(2).map(|pair| seam(&pair[0], &pair[1]));
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
        (entry.missing, entry.breaks) = match (seams[index], by_clock) {
            (Seam::Joined, _) => (Span::ZERO, false),
            (Seam::Lost(lost), None) => (lost, false),
            (Seam::Lost(lost), Some(by_clock)) => {
                (by_clock, by_clock == Span::ZERO || is_far(lost, by_clock))
            }
            (Seam::Unknown | Seam::Broken, None) => (Span::ZERO, true),
            (Seam::Broken, Some(by_clock)) => (by_clock, true),
            (Seam::Unknown, Some(by_clock)) => {
                (if entry.breaks { by_clock } else { Span::ZERO }, entry.breaks)
            }
        };
    }
}

fn seam(before: &Entry<'_>, entry: &Entry<'_>) -> Seam {
    let (Some(then), Some(now)) = (&before.measured, &entry.measured) else { return Seam::Unknown };
    let Err(broken) = now.follows(then) else {
        // Without times of its own a segment seems to follow anything: then the clock knows better.
        let tells = now.has_absolute_times() && then.has_absolute_times();
        return if tells || entry.start.is_none() { Seam::Joined } else { Seam::Unknown };
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
    const LONGEST: Span = Span::from_secs(3_600);
    let measured = entry.measured.as_ref()?;
    let own = Some(measured.duration()).filter(|own| *own > Span::ZERO && *own <= LONGEST)?;
    let until = next.and_then(|next| measured.until(next.measured.as_ref()?));
    let is_likely = |until: &Span| until.micros() >= own.micros() / 2 && until.micros() <= own.micros() * 2;
    Some(until.filter(is_likely).unwrap_or(own))
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
