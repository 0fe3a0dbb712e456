//! When the frames of one track are shown, gathered one frame at a time.

use super::measured::Extent;
use super::pes::WRAP;

/// Seconds that a decoding time may be behind the one before: muxers that leave decoding times out of streams
/// that need them write them out of order, but by frames.
const BACK: i64 = 1;

/// Seconds that it may be ahead, as in pictures that rarely change.
const AHEAD: i64 = 10;

/// Gathers times. All arithmetic saturates: times come from anywhere.
#[derive(Clone, Debug)]
pub(crate) struct Timeline {
    timescale: i64,
    first: Option<i64>,
    first_decoded: i64,
    piece: Piece,
    /// What the pieces before this one last, and how many there were.
    before: i64,
    pub(crate) leaps: u64,
}

/// Frames without a leap between them.
#[derive(Clone, Copy, Debug, Default)]
struct Piece {
    first: i64,
    last: i64,
    end: i64,
    next_decoded: i64,
}

impl Timeline {
    pub(crate) fn new(timescale: u32) -> Self {
        let timescale = i64::from(timescale);
        Self { timescale, first: None, first_decoded: 0, piece: Piece::default(), before: 0, leaps: 0 }
    }

    /// Takes the next frame in decoding order: when it is decoded, shown, and how long, if that is known.
    pub(crate) fn push(&mut self, decoded: i64, shown: i64, duration: i64) {
        self.push_run(decoded, shown, shown, duration, duration);
    }

    /// Takes frames that follow each other, the first decoded then, that last so long in all: the lowest and the
    /// highest time they are shown at, and how long the latter is.
    pub(crate) fn push_run(&mut self, decoded: i64, low: i64, high: i64, last: i64, all: i64) {
        let ahead = decoded.saturating_sub(self.piece.next_decoded);
        let leaps = ahead > AHEAD * self.timescale || ahead < -BACK * self.timescale;
        let end = high.saturating_add(last);
        let fresh = Piece { first: low, last: high, end, next_decoded: 0 };
        match self.first {
            None => (self.first, self.first_decoded, self.piece) = (Some(low), decoded, fresh),
            Some(_) if leaps => {
                self.leaps += 1;
                self.before = self.before.saturating_add(self.piece.length());
                self.piece = fresh;
            }
            Some(_) => {
                if self.leaps == 0 {
                    self.first = self.first.map(|first| first.min(low));
                }
                self.piece.first = self.piece.first.min(low);
                self.piece.last = self.piece.last.max(high);
                self.piece.end = self.piece.end.max(end);
            }
        }
        self.piece.next_decoded = decoded.saturating_add(all);
    }

    /// When frames were shown; `step` is how long one is where that was not known before.
    pub(crate) fn finish(&self, step: i64) -> Option<Extent> {
        let first = self.first?;
        let pieces = i64::try_from(self.leaps).unwrap_or(i64::MAX).saturating_add(1);
        let duration =
            self.before.saturating_add(self.piece.length()).saturating_add(step.saturating_mul(pieces));
        Some(Extent {
            first,
            last: self.piece.last,
            end: self.piece.end.saturating_add(step),
            duration: u64::try_from(duration).unwrap_or_default(),
            first_decoded: self.first_decoded,
            next_decoded: self.piece.next_decoded.saturating_add(step),
            is_absolute: true,
        })
    }
}

impl Piece {
    fn length(&self) -> i64 {
        self.end.saturating_sub(self.first)
    }
}

/// Unrolls times of 33 bits, all around the first one there is.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Unroller(Option<u64>);

impl Unroller {
    /// The time nearest to the first one that these 33 bits stand for.
    pub(crate) fn unroll(&mut self, time: u64) -> i64 {
        let first = *self.0.get_or_insert(time);
        first.cast_signed() + near(time.cast_signed() - first.cast_signed())
    }
}

/// A distance between two times of 33 bits, the shorter way around.
pub(crate) fn near(distance: i64) -> i64 {
    const AROUND: i64 = WRAP.cast_signed();
    distance.wrapping_add(AROUND / 2).rem_euclid(AROUND) - AROUND / 2
}
