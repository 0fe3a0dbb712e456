//! What AAC is: the `AudioSpecificConfig` (ISO/IEC 14496-3 §1.6).

use super::adts::RATES;

/// The object types that say: AAC with spectral band replication, and that with parametric stereo.
pub(crate) const SBR: u8 = 5;
pub(crate) const PS: u8 = 29;

/// What such a configuration says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Config {
    /// The object type.
    pub object: u8,
    pub sample_rate: u32,
    pub channels: Option<u8>,
}

/// Reads an `AudioSpecificConfig`.
///
/// HE-AAC that is signalled only inside the frames is named as the AAC-LC it is built on.
pub(crate) fn specific(bits: &mut Bits<'_>) -> Option<Config> {
    let mut object = bits.object()?;
    let mut rate = bits.rate()?;
    let channels = match bits.take(4)? {
        0 => None,
        7 => Some(8),
        channels => u8::try_from(channels).ok(),
    };
    if object == SBR || object == PS {
        rate = bits.rate()?;
    } else if let Some((extension, doubled)) = bits.extension(object) {
        (object, rate) = (extension, doubled);
    }
    Some(Config { object, sample_rate: rate, channels })
}

/// Bits, most significant first.
#[derive(Debug)]
pub(crate) struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Bits<'a> {
    pub(crate) const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// The next so many, at most 32.
    pub(crate) fn take(&mut self, count: usize) -> Option<u32> {
        let mut value = 0;
        for at in self.at..self.at + count {
            value = value << 1 | u32::from(self.bytes.get(at / 8)? >> (7 - at % 8) & 1);
        }
        self.at += count;
        Some(value)
    }

    fn object(&mut self) -> Option<u8> {
        let object = match self.take(5)? {
            31 => 32 + self.take(6)?,
            object => object,
        };
        u8::try_from(object).ok()
    }

    fn rate(&mut self) -> Option<u32> {
        match self.take(4)? {
            15 => self.take(24),
            index => RATES.get(usize::try_from(index).ok()?).copied(),
        }
    }

    /// The object type and sampling rate that the compatible way of signalling adds behind everything.
    fn extension(&mut self, object: u8) -> Option<(u8, u32)> {
        if !matches!(object, 1..=4) {
            return None;
        }
        self.take(1)?;
        if self.take(1)? == 1 {
            self.take(14)?;
        }
        self.take(1)?;
        if self.take(11)? != 0x2b7 || self.take(5)? != u32::from(SBR) || self.take(1)? != 1 {
            return None;
        }
        let rate = self.rate()?;
        let has_stereo = self.take(11) == Some(0x548) && self.take(1) == Some(1);
        Some((if has_stereo { PS } else { SBR }, rate))
    }
}
