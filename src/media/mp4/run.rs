//! Track runs: the samples of a fragment (ISO/IEC 14496-12 §8.8.8).

use super::boxes::Fields;
use super::init::Defaults;

/// The samples of a `trun` box.
#[derive(Clone, Debug)]
pub(super) struct Run<'a> {
    /// Where their bytes begin, from the fragment's base; behind those of the run before if that is not said.
    pub offset: Option<i32>,
    pub count: u32,
    flags: u32,
    version: u8,
    first_flags: Option<u32>,
    fields: Fields<'a>,
    defaults: Defaults,
    given: u32,
}

/// One sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sample {
    pub duration: u32,
    pub size: u32,
    /// How much later than it is decoded it is shown.
    pub offset: i64,
    /// Decoding may begin with it.
    pub is_sync: bool,
}

const FIRST_FLAGS: u32 = 0x004;
const DURATION: u32 = 0x100;
const SIZE: u32 = 0x200;
const FLAGS: u32 = 0x400;
const OFFSET: u32 = 0x800;

/// The flag of samples that decoding may not begin with.
const NON_SYNC: u32 = 0x0001_0000;

impl<'a> Run<'a> {
    pub(super) fn parse(body: &'a [u8], defaults: Defaults) -> Option<Self> {
        let mut fields = Fields(body);
        let (version, flags) = fields.full()?;
        let count = fields.u32()?;
        let offset = if flags & 1 == 0 { None } else { Some(fields.u32()?.cast_signed()) };
        let first_flags = if flags & FIRST_FLAGS == 0 { None } else { Some(fields.u32()?) };
        Some(Self { offset, count, flags, version, first_flags, fields, defaults, given: 0 })
    }

    /// Every sample but the first is like the others: nothing is said of each.
    pub(super) const fn is_uniform(&self) -> bool {
        self.flags & (DURATION | SIZE | FLAGS | OFFSET) == 0
    }

    fn sample(&mut self) -> Option<Sample> {
        let mut field = |flag: u32, default: u32| {
            if self.flags & flag == 0 { Some(default) } else { self.fields.u32() }
        };
        let duration = field(DURATION, self.defaults.duration)?;
        let size = field(SIZE, self.defaults.size)?;
        let flags = field(FLAGS, self.defaults.flags)?;
        let offset = field(OFFSET, 0)?;
        let flags = self.first_flags.filter(|_| self.given == 0).unwrap_or(flags);
        let offset = if self.version == 0 { i64::from(offset) } else { i64::from(offset.cast_signed()) };
        Some(Sample { duration, size, offset, is_sync: flags & NON_SYNC == 0 })
    }
}

impl Iterator for Run<'_> {
    type Item = Sample;

    fn next(&mut self) -> Option<Sample> {
        if self.given == self.count {
            return None;
        }
        let sample = self.sample()?;
        self.given += 1;
        Some(sample)
    }
}
