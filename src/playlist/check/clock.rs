//! Whether the variants of a master show the same at the same timestamps (RFC 8216 §6.2.4).

use super::variant::Measured;
use crate::hls::check::{Findings, rule};
use crate::hls::read::Segment;
use crate::media;
use crate::time::{Span, Time};

/// How far the clocks of two variants may be apart, in microseconds: dates are not exact, and sound is not cut where
/// the picture is.
const TOLERANCE: u64 = 1_000_000;
/// After how many microseconds the timestamps of MPEG-TS begin anew: 33 bits of 90 kHz.
const TURN: i64 = 95_443_717_689;

/// When segments play, and what their timestamps say.
#[derive(Debug, Default)]
pub(super) struct Times {
    /// Whether the moments are dates; else they count from the beginning of the list.
    is_dated: bool,
    /// Where the next segment begins, unless it has a date.
    next: i64,
    moments: Vec<Moment>,
}

/// A segment, in microseconds.
#[derive(Clone, Copy, Debug)]
struct Moment {
    at: i64,
    duration: i64,
    timestamp: i64,
}

impl Times {
    /// Takes in a segment of the list; `measured` is what it holds, if that was found out.
    pub(super) fn add(&mut self, segment: &Segment, measured: Option<&media::Measured>) {
        if let Some((_, date)) = segment.date {
            (self.is_dated, self.next) = (true, date.time.micros());
        }
        let at = self.next;
        let duration = i64::try_from(segment.micros()).unwrap_or(i64::MAX);
        self.next = at.saturating_add(duration);
        if let Some(timestamp) = measured.and_then(timestamp) {
            self.moments.push(Moment { at, duration, timestamp });
        }
    }

    /// The first moment at which this and another list have different timestamps, and by how much they are apart;
    /// none if they have none in common.
    fn apart(&self, other: &Self) -> Option<(i64, i64)> {
        if self.is_dated != other.is_dated {
            return None;
        }
        let mut others = other.moments.iter().peekable();
        self.moments.iter().find_map(|moment| {
            while others.next_if(|other| other.at.saturating_add(other.duration) <= moment.at).is_some() {}
            let other = others.peek().filter(|other| other.at <= moment.at)?;
            let (passed, shown) = (moment.at - other.at, moment.timestamp.saturating_sub(other.timestamp));
            let apart = shown.saturating_sub(passed).clamp(i64::MIN / 2, i64::MAX / 2);
            // The shorter way round.
            let apart = (apart + TURN / 2).rem_euclid(TURN) - TURN / 2;
            (apart.unsigned_abs() > TOLERANCE).then_some((moment.at, apart))
        })
    }
}

/// The first timestamp of what is mainly shown, if it counts from somewhere else than the segment itself.
fn timestamp(measured: &media::Measured) -> Option<i64> {
    let track = measured.leading()?;
    let first = track.extent.filter(|extent| extent.is_absolute)?.first;
    let micros = i128::from(first) * 1_000_000 / i128::from(track.timescale.max(1));
    i64::try_from(micros).ok()
}

/// Holds each of these, named by its playlist and the line that names it in the master, against the first.
pub(super) fn check<'a>(
    members: impl IntoIterator<Item = (&'a str, usize, &'a Measured)>,
    found: &mut Findings,
) {
    let mut members = members.into_iter();
    let Some((first, _, times)) = members.next().map(|(name, line, measured)| (name, line, &measured.times))
    else {
        return;
    };
    for (name, line, measured) in members {
        let Some((at, apart)) = measured.times.apart(times) else { continue };
        let span = Span::from_micros(apart.unsigned_abs());
        let place = if measured.times.is_dated {
            Time::from_micros(at).to_string()
        } else {
            Span::from_micros(at.unsigned_abs()).to_string()
        };
        let side = if apart > 0 { "ahead of" } else { "behind" };
        let message = format!("at {place} the timestamps of {name} are {span} {side} those of {first}");
        found.add(rule::CLOCKS_DIFFER, line, message);
    }
}
