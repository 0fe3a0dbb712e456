//! Frame rates from the times frames are shown at.

/// As many times as are kept: more would not change the rate.
const ENOUGH: usize = 1024;

/// Distances from which on the middle one is more telling than the least.
const MANY: usize = 8;

/// The highest rate that interlaced video has, in frames a second with two fields each, in millihertz.
const FASTEST_INTERLACED: u32 = 31_000;

/// Gathers the times of frames.
#[derive(Clone, Debug, Default)]
pub(crate) struct Times(Vec<i64>);

impl Times {
    /// Takes the time of the next frame in the stream, in 90 kHz ticks.
    pub(crate) fn push(&mut self, time: i64) {
        if self.0.len() < ENOUGH {
            self.0.push(time);
        }
    }

    /// Frames a second in thousandths, if there are two frames at least.
    ///
    /// Where pictures may be fields (`has_fields`) and come faster than interlaced frames ever do, each
    /// field has its own time, and a frame has two.
    pub(crate) fn rate(self, has_fields: bool) -> Option<u32> {
        let (total, count) = self.like()?;
        let rate = (u128::from(count) * 90_000_000 + u128::from(total / 2)).checked_div(total.into())?;
        let rate = u32::try_from(rate).ok()?;
        Some(if has_fields && rate > FASTEST_INTERLACED { rate / 2 } else { rate })
    }

    /// Ticks from one frame to the next, if there are two frames at least.
    pub(crate) fn step(self) -> Option<u64> {
        let (total, count) = self.like()?;
        (total + count / 2).checked_div(count)
    }

    /// The distances between neighbours that are like the usual one: their sum, and how many there are.
    fn like(mut self) -> Option<(u64, u64)> {
        // B-frames come later than they are shown.
        self.0.sort_unstable();
        let steps = self.0.windows(2).map(|pair| pair[1].abs_diff(pair[0]));
        let mut steps: Vec<u64> = steps.filter(|step| *step > 0).collect();
        steps.sort_unstable();
        let usual = if steps.len() < MANY { *steps.first()? } else { steps[steps.len() / 2] };
        // Times are rounded, to ticks or to milliseconds; the mean of the like ones takes that out again.
        let is_like = |step: &&u64| step.abs_diff(usual).saturating_mul(8) <= usual;
        let like = || steps.iter().filter(is_like);
        Some((like().fold(0, |sum: u64, step| sum.saturating_add(*step)), like().count() as u64))
    }
}
