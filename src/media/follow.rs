//! Whether a segment goes on where another ended, or needs an `EXT-X-DISCONTINUITY` in front
//! (draft-pantos-hls-rfc8216bis §4.4.4.3, §3).

use std::fmt;

use super::measured::{Format, Measured, Track};
use super::timeline::near;

/// How far from where they must go on times may be, besides the length of a frame, in microseconds: recorders
/// that take their times from elsewhere round them to milliseconds.
const TOLERANCE: i64 = 10_000;

/// Why a segment does not go on where another ended: at least one reason.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", Listed(.reasons))]
pub struct Break {
    /// All that there are, each kind once a track.
    pub reasons: Vec<Reason>,
}

/// What is different after a break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The file format.
    Format,
    /// How many tracks there are, what they are for, or their ids.
    Tracks,
    /// What this track's frames are encoded with.
    Parameters {
        /// The PID or track id.
        id: u32,
    },
    /// When this track's frames are decoded.
    Times {
        /// The PID or track id.
        id: u32,
        /// How many microseconds later than expected; negative if earlier. Much later is a hole, if the encoder is
        /// the same.
        micros: i64,
    },
    /// This PID's continuity counter does not go on.
    Counters {
        /// The PID.
        id: u32,
    },
}

impl Break {
    /// There is nothing but counters that begin anew. They must not without a discontinuity (§3), but recorders
    /// that write each segment by itself let them, and players do not mind.
    pub fn is_only_counters(&self) -> bool {
        self.reasons.iter().all(|reason| matches!(reason, Reason::Counters { .. }))
    }
}

impl Measured {
    /// Whether this segment goes on where `previous` ended, or why not.
    ///
    /// Times go on if each track's first decoding time is at most a frame and 10 ms from where the one before ended.
    /// Decoding times are compared, as presentation times of frames on both sides may interleave. In MPEG-TS and
    /// packed audio that is modulo 2^33. Tracks without times or parameters on one side count as going on.
    pub fn follows(&self, previous: &Self) -> Result<(), Break> {
        let mut reasons = Vec::new();
        let names = |measured: &Self| {
            let mut names: Vec<_> =
                measured.tracks.iter().map(|track| (track.id, track.media as u8)).collect();
            names.sort_unstable();
            names
        };
        if self.format != previous.format {
            reasons.push(Reason::Format);
        } else if names(self) != names(previous) {
            reasons.push(Reason::Tracks);
        } else {
            for track in &self.tracks {
                if let Some(before) = previous.tracks.iter().rfind(|before| before.id == track.id) {
                    reasons.extend(compare(track, before, self.format != Format::Mp4));
                }
            }
        }
        if reasons.is_empty() { Ok(()) } else { Err(Break { reasons }) }
    }
}

fn compare(track: &Track, before: &Track, wraps: bool) -> Vec<Reason> {
    let id = track.id;
    let mut reasons = Vec::new();
    let parameters = track.parameters.first().zip(before.parameters.get(before.parameters_at_end));
    if parameters.is_some_and(|(now, then)| now != then) || track.timescale != before.timescale {
        reasons.push(Reason::Parameters { id });
    }
    if let Some(micros) = lateness(track, before, wraps)
        && micros.abs() > frame(before) + TOLERANCE
    {
        reasons.push(Reason::Times { id, micros });
    }
    if let Some(((first, _), (_, last))) = track.counters.zip(before.counters)
        && first != (last + 1) & 0x0f
    {
        reasons.push(Reason::Counters { id });
    }
    reasons
}

/// How many microseconds after the end of one a track goes on.
fn lateness(track: &Track, before: &Track, wraps: bool) -> Option<i64> {
    let (now, then) = (track.extent?, before.extent?);
    if !now.is_absolute || !then.is_absolute {
        return None;
    }
    let micros = |ticks: i64, scale: u32| i128::from(ticks) * 1_000_000 / i128::from(scale.max(1));
    let late = if wraps {
        micros(near(now.first_decoded.wrapping_sub(then.next_decoded)), track.timescale)
    } else {
        micros(now.first_decoded, track.timescale) - micros(then.next_decoded, before.timescale)
    };
    Some(i64::try_from(late).unwrap_or(if late < 0 { -i64::MAX } else { i64::MAX }))
}

/// Microseconds that a track's frame takes, on average.
fn frame(track: &Track) -> i64 {
    let all = track.extent.map_or(0, |extent| track.span(extent.duration).micros());
    i64::try_from(all / track.frames.max(1)).unwrap_or(i64::MAX - TOLERANCE).min(i64::MAX - TOLERANCE)
}

struct Listed<'a>(&'a [Reason]);

impl fmt::Display for Listed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, reason) in self.0.iter().enumerate() {
            write!(f, "{}{reason}", if index > 0 { "; " } else { "" })?;
        }
        Ok(())
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Format => write!(f, "the file format changes"),
            Self::Tracks => write!(f, "the tracks change"),
            Self::Parameters { id } => write!(f, "track {id} is encoded with other parameters"),
            Self::Times { id, micros } => {
                let direction = if *micros < 0 { "earlier" } else { "later" };
                let millis = micros.unsigned_abs() / 1_000;
                write!(f, "track {id} goes on {millis} ms {direction} than where it ended")
            }
            Self::Counters { id } => write!(f, "the continuity counter of track {id} begins anew"),
        }
    }
}
