//! How many bits a second a variant takes, by the definitions of RFC 8216bis §4.1 and §4.4.6.2: what
//! `BANDWIDTH` and `AVERAGE-BANDWIDTH` say.

use std::collections::VecDeque;

use crate::time::Span;

#[cfg(test)]
mod tests;

/// The bit rates of a list of segments.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// The peak segment bit rate, in bit/s, rounded up; at least 1, so that it can be a `BANDWIDTH`.
    pub peak: u64,
    /// All bits over all time, in bit/s, to the nearest.
    pub average: u64,
}

/// Bits in a byte times microseconds in a second: bytes over microseconds, times this, is bit/s.
const BIT_RATE: u64 = 8_000_000;

/// The most bytes, microseconds or bit/s that are reckoned with. More is taken for this many; with it, a
/// product of two is within 128 bits.
const MOST: u64 = i64::MAX as u64;

/// Measures segments of so many bytes and such a duration, which follow each other in a playlist with this
/// target duration in seconds. `None` if together they take no time.
///
/// The peak is the highest rate of any run of neighbouring segments that together take from half the target
/// duration to one and a half and another half second. What such runs leave out counts as well, for want of
/// anything nearer: a list that is shorter, as a whole; and a segment that is longer (in no valid playlist is
/// there one), by itself.
#[must_use]
pub fn measure(segments: &[(u64, Span)], target_duration: u64) -> Option<Rate> {
    let sums = Sums::new(segments);
    let (bytes, micros) = sums.run(0, segments.len());
    if micros == 0 {
        return None;
    }
    let shortest = target_duration.saturating_mul(500_000).clamp(1, MOST);
    let longest = target_duration.saturating_mul(1_500_000).saturating_add(500_000).min(MOST);

    let mut peak = if micros < shortest { rate_up(bytes, micros) } else { 1 };
    for &(bytes, duration) in segments {
        if duration.micros() > longest {
            peak = peak.max(rate_up(bytes.min(MOST), duration.micros().min(MOST)));
        }
    }
    // From rate to higher rate: as long as some run is above the peak so far, the run furthest above it (by
    // bits, not by rate) gives a better one. This is Newton's method and gets there in a handful of rounds.
    while peak < MOST
        && let Some((bytes, micros)) = sums.furthest_above(peak, shortest, longest)
    {
        peak = rate_up(bytes, micros);
    }
    let (bits, micros) = (u128::from(bytes) * u128::from(BIT_RATE), u128::from(micros));
    let average = (2 * bits + micros) / (2 * micros);
    Some(Rate { peak, average: u64::try_from(average).map_or(MOST, |rate| rate.min(MOST)) })
}

/// Bit/s, rounded up, from 1 to [`MOST`].
fn rate_up(bytes: u64, micros: u64) -> u64 {
    let rate = (u128::from(bytes) * u128::from(BIT_RATE)).div_ceil(u128::from(micros));
    u64::try_from(rate).map_or(MOST, |rate| rate.clamp(1, MOST))
}

/// Bytes and microseconds before each segment, and after the last.
struct Sums(Vec<(u64, u64)>);

impl Sums {
    fn new(segments: &[(u64, Span)]) -> Self {
        let mut sums = Vec::with_capacity(segments.len() + 1);
        let mut sum = (0_u64, 0_u64);
        sums.push(sum);
        for &(bytes, duration) in segments {
            sum.0 = sum.0.saturating_add(bytes).min(MOST);
            sum.1 = sum.1.saturating_add(duration.micros()).min(MOST);
            sums.push(sum);
        }
        Self(sums)
    }

    /// Bytes and microseconds of the segments from `start` up to, without, `end`.
    fn run(&self, start: usize, end: usize) -> (u64, u64) {
        (self.0[end].0 - self.0[start].0, self.0[end].1 - self.0[start].1)
    }

    /// Of the runs that take from `shortest` to `longest` and have a higher rate than `rate`, the bytes and
    /// microseconds of the one with the most bits more than `rate` would give it.
    fn furthest_above(&self, rate: u64, shortest: u64, longest: u64) -> Option<(u64, u64)> {
        // How far the bits before a segment are ahead of the rate. A run is ahead by the difference of two of
        // these, so the best run to an end starts where the list was least ahead.
        let ahead = |index: usize| {
            let (bytes, micros) = self.0[index];
            i128::from(bytes) * i128::from(BIT_RATE) - i128::from(micros) * i128::from(rate)
        };
        let mut best = (0, None);
        // Where runs to the present end may start, leaving out those that come before, and are not below, another.
        let mut starts = VecDeque::new();
        let mut next = 0;
        for end in 1..self.0.len() {
            while self.run(next, end).1 >= shortest {
                let this = ahead(next);
                while starts.back().is_some_and(|&(_, other)| other >= this) {
                    starts.pop_back();
                }
                starts.push_back((next, this));
                next += 1;
            }
            while starts.front().is_some_and(|&(start, _)| self.run(start, end).1 > longest) {
                starts.pop_front();
            }
            if let Some(&(start, least)) = starts.front() {
                let more = ahead(end) - least;
                if more > best.0 {
                    best = (more, Some(self.run(start, end)));
                }
            }
        }
        best.1
    }
}
