//! Frame rates from the times frames are shown at.

use super::pes::WRAP;

/// As many times as are kept: more would not change the rate.
const ENOUGH: usize = 1024;

/// Distances from which on the middle one is more telling than the least.
const MANY: usize = 8;

/// The highest rate that interlaced video has, in frames a second with two fields each, in millihertz.
const FASTEST_INTERLACED: u32 = 31_000;

/// Gathers the times of frames.
#[derive(Clone, Debug, Default)]
pub(crate) struct Times(Vec<u64>);

impl Times {
    /// Takes the time of the next frame in the stream, in 90 kHz ticks modulo 2^33.
    pub(crate) fn push(&mut self, pts: u64) {
        if self.0.len() < ENOUGH {
            self.0.push(pts);
        }
    }

    /// Frames a second in thousandths, if there are two frames at least.
    ///
    /// Where pictures may be fields (`has_fields`) and come faster than interlaced frames ever do, each
    /// field has its own time, and a frame has two.
    pub(crate) fn rate(mut self, has_fields: bool) -> Option<u32> {
        let first = *self.0.first()?;
        // Times wrap around, and B-frames come later than they are shown: sort around the first one.
        for time in &mut self.0 {
            *time = (*time + WRAP / 2).wrapping_sub(first) % WRAP;
        }
        self.0.sort_unstable();
        let mut steps: Vec<u64> =
            self.0.windows(2).map(|pair| pair[1] - pair[0]).filter(|step| *step > 0).collect();
        steps.sort_unstable();
        let usual = if steps.len() < MANY { *steps.first()? } else { steps[steps.len() / 2] };
        // Times are rounded, to ticks or to milliseconds; the mean of the like ones takes that out again.
        let like: Vec<u64> = steps.into_iter().filter(|step| step.abs_diff(usual) * 8 <= usual).collect();
        let total: u64 = like.iter().sum();
        let count = u64::try_from(like.len()).ok()?;
        let rate = u32::try_from((count * 90_000_000 + total / 2).checked_div(total)?).ok()?;
        Some(if has_fields && rate > FASTEST_INTERLACED { rate / 2 } else { rate })
    }
}
