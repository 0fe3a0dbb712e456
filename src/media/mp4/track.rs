//! One track of an MP4 segment: its samples, fragment by fragment.

use std::collections::BTreeMap;

use super::init::Trak;
use super::run::{Run, Sample};
use crate::media::measured::{self, Faults, Keyframe, Media};
use crate::media::picture::{Access, MOST_KEYFRAMES};
use crate::media::timeline::Timeline;

/// As many different durations of samples as are told apart.
const MOST_STEPS: usize = 64;

/// As many units of a sample as are looked at for its first slice.
const MOST_UNITS: usize = 64;

/// Gathers the samples of a track.
#[derive(Debug)]
pub(super) struct Track {
    pub(super) trak: Trak,
    /// The decoding time that comes next; none before the first sample.
    pub(super) clock: i64,
    timeline: Timeline,
    /// How many samples last how long.
    steps: BTreeMap<u32, u64>,
    /// Which of the sample entries were used, in order.
    used: Vec<usize>,
    at_end: usize,
    frames: u64,
    starts_with_keyframe: Option<bool>,
    keyframes: Vec<Keyframe>,
    /// Where the bytes end that were looked at.
    looked_at: usize,
    /// The last sample's bytes are not all there.
    pub(super) is_cut: bool,
}

impl Track {
    pub(super) fn new(trak: Trak) -> Self {
        Self {
            timeline: Timeline::new(trak.timescale),
            trak,
            clock: 0,
            steps: BTreeMap::new(),
            used: Vec::new(),
            at_end: 0,
            frames: 0,
            starts_with_keyframe: None,
            keyframes: Vec::new(),
            looked_at: 0,
            is_cut: false,
        }
    }

    /// Samples with this sample entry follow; the first is number 1.
    pub(super) fn enter(&mut self, entry: u32) {
        let index = usize::try_from(entry).unwrap_or(usize::MAX).saturating_sub(1);
        if index < self.trak.entries.len() {
            self.at_end = self.used.iter().position(|used| *used == index).unwrap_or_else(|| {
                self.used.push(index);
                self.used.len() - 1
            });
        }
    }

    /// Takes the samples of a run, whose bytes begin there in the segment; where they end.
    pub(super) fn take(&mut self, mut run: Run<'_>, mut position: u64, bytes: &[u8]) -> u64 {
        let rest = if run.is_uniform() { run.count.saturating_sub(1) } else { 0 };
        for sample in run.by_ref() {
            self.sample(sample, position, bytes);
            position = position.saturating_add(sample.size.into());
            if rest > 0 {
                break;
            }
        }
        // So many that are all alike cost no bytes: they are not gone through one by one.
        if rest > 0
            && let Some(sample) = run.next()
        {
            self.uniform(sample, rest, position);
            position = position.saturating_add(u64::from(rest).saturating_mul(sample.size.into()));
        }
        self.is_cut |= position > bytes.len() as u64;
        position
    }

    fn sample(&mut self, sample: Sample, position: u64, bytes: &[u8]) {
        let duration = i64::from(sample.duration);
        let shown = self.clock.saturating_add(sample.offset).saturating_add(self.trak.shift);
        let decoded = self.clock.saturating_add(self.trak.shift);
        self.timeline.push(decoded, shown, duration);
        self.clock = self.clock.saturating_add(duration);
        self.count(sample, 1);
        self.starts_with_keyframe.get_or_insert(sample.is_sync);
        if sample.is_sync && self.trak.media == Media::Video && self.keyframes.len() < MOST_KEYFRAMES {
            let is_closed = self.access(position, sample.size, bytes) != Some(Access::Open);
            self.keyframes.push(Keyframe { time: Some(shown), position, is_closed });
        }
    }

    fn uniform(&mut self, sample: Sample, count: u32, position: u64) {
        let duration = i64::from(sample.duration);
        let all = duration.saturating_mul(count.into());
        let first = self.clock.saturating_add(self.trak.shift);
        let last = first.saturating_add(all).saturating_sub(duration);
        self.timeline.push_run(first, first, last, duration, all);
        self.clock = self.clock.saturating_add(all);
        self.count(sample, count.into());
        if sample.is_sync && self.trak.media == Media::Video {
            let room = MOST_KEYFRAMES.saturating_sub(self.keyframes.len());
            self.keyframes.extend((0..count).take(room).map(|index| Keyframe {
                time: Some(first.saturating_add(duration.saturating_mul(index.into()))),
                position: position.saturating_add(u64::from(index).saturating_mul(sample.size.into())),
                is_closed: true,
            }));
        }
    }

    fn count(&mut self, sample: Sample, count: u64) {
        self.frames = self.frames.saturating_add(count);
        if self.steps.len() < MOST_STEPS || self.steps.contains_key(&sample.duration) {
            let steps = self.steps.entry(sample.duration).or_default();
            *steps = steps.saturating_add(count);
        }
    }

    /// Whether decoding can really begin with the sample there, if its first slice can be read.
    ///
    /// No byte is looked at twice: many samples may claim the same ones.
    fn access(&mut self, position: u64, size: u32, bytes: &[u8]) -> Option<Access> {
        let entry = self.trak.entries.get(*self.used.get(self.at_end)?)?;
        let (codec, length) = entry.units.filter(|_| !entry.is_encrypted)?;
        let from = usize::try_from(position).ok().filter(|from| *from >= self.looked_at)?;
        let until = from.saturating_add(usize::try_from(size).ok()?).min(bytes.len());
        self.looked_at = until;
        codec.access(units(bytes.get(from..until)?, length))
    }

    fn frame_rate(&self) -> Option<u32> {
        let entries = || self.used.iter().filter_map(|index| self.trak.entries.get(*index));
        let by_clock = entries().filter_map(|entry| entry.parameters.frame_rate).max();
        by_clock.or_else(|| {
            let usual = *self.steps.iter().filter(|(step, _)| **step > 0).max_by_key(|(_, count)| **count)?.0;
            // Times are rounded: the mean of the like ones takes that out again.
            let like = self.steps.iter().filter(|(step, _)| step.abs_diff(usual) <= usual / 8);
            let (total, count) = like.fold((0_u128, 0_u128), |(total, all), (step, count)| {
                (total + u128::from(*step) * u128::from(*count), all + u128::from(*count))
            });
            let rate = (count * u128::from(self.trak.timescale) * 1_000 + total / 2).checked_div(total)?;
            let rate = u32::try_from(rate).ok()?;
            Some(rate).filter(|rate| *rate > 0)
        })
    }

    pub(super) fn finish(self, faults: &mut Faults) -> measured::Track {
        faults.truncated |= self.is_cut;
        faults.leaps += self.timeline.leaps;
        let entries = self.used.iter().filter_map(|index| self.trak.entries.get(*index));
        faults.scrambled += u64::from(entries.clone().any(|entry| entry.is_encrypted));
        measured::Track {
            id: self.trak.id,
            media: self.trak.media,
            parameters: entries.map(|entry| entry.parameters.clone()).collect(),
            parameters_at_end: self.at_end,
            frame_rate: if self.trak.media == Media::Video { self.frame_rate() } else { None },
            frames: self.frames,
            timescale: self.trak.timescale,
            extent: self.timeline.finish(0),
            starts_with_keyframe: self.starts_with_keyframe,
            keyframes: self.keyframes,
            counters: None,
        }
    }
}

/// The units of a sample, each behind its length of so many bytes.
fn units(mut sample: &[u8], length: usize) -> impl Iterator<Item = &[u8]> {
    std::iter::from_fn(move || {
        let (size, rest) = sample.split_at_checked(length)?;
        let size = size.iter().fold(0, |size, byte| size << 8 | usize::from(*byte));
        let (unit, rest) = rest.split_at(size.min(rest.len()));
        sample = rest;
        Some(unit)
    })
    .filter(|unit| !unit.is_empty())
    .take(MOST_UNITS)
}
