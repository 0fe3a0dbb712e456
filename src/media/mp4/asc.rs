//! What AAC is in MP4: the way down to the `AudioSpecificConfig` (ISO/IEC 14496-1 §7.2.6, 14496-3 §1.6).

use super::boxes::Fields;
use crate::media::adts::RATES;

/// Tags of descriptors.
const STREAM: u8 = 3;
const DECODER: u8 = 4;
const SPECIFIC: u8 = 5;

/// The object types that say: AAC with spectral band replication, and that with parametric stereo.
const SBR: u8 = 5;
const PS: u8 = 29;

/// What an `esds` box says.
#[derive(Debug, Default)]
pub(super) struct Sound {
    pub codec: Option<String>,
    pub sample_rate: Option<u32>,
    pub channels: Option<u8>,
}

/// Reads the body of an `esds` box.
pub(super) fn read(esds: &[u8]) -> Option<Sound> {
    let mut fields = Fields(esds);
    fields.full()?;
    let mut stream = Fields(descriptor(fields.0, STREAM)?);
    stream.u16()?;
    let flags = stream.u8()?;
    // The stream it depends on, the address, and the one it takes its clock from.
    if flags & 0x80 != 0 {
        stream.u16()?;
    }
    if flags & 0x40 != 0 {
        let length = stream.u8()?;
        stream.slice(length.into())?;
    }
    if flags & 0x20 != 0 {
        stream.u16()?;
    }
    let mut decoder = Fields(descriptor(stream.0, DECODER)?);
    let object = decoder.u8()?;
    decoder.slice(12)?;
    match object {
        0x40 => specific(descriptor(decoder.0, SPECIFIC)?),
        // MPEG-1 and MPEG-2 audio: in MP4, MP3 for all practical purposes.
        0x69 | 0x6b => Some(Sound { codec: Some("mp4a.40.34".to_owned()), ..Sound::default() }),
        // MPEG-2 AAC of the main, low complexity and scalable sampling rate profile.
        0x66..=0x68 => Some(Sound { codec: Some(format!("mp4a.{object:x}")), ..Sound::default() }),
        _ => None,
    }
}

/// The content of the first descriptor with this tag.
fn descriptor(mut bytes: &[u8], tag: u8) -> Option<&[u8]> {
    loop {
        let mut fields = Fields(bytes);
        let found = fields.u8()?;
        let mut length = 0;
        for _ in 0..4 {
            let byte = fields.u8()?;
            length = length << 7 | usize::from(byte & 0x7f);
            if byte & 0x80 == 0 {
                break;
            }
        }
        let content = fields.slice(length.min(fields.0.len()))?;
        if found == tag {
            return Some(content);
        }
        bytes = fields.0;
    }
}

/// Reads an `AudioSpecificConfig`.
///
/// HE-AAC that is signalled only inside the frames is named as the AAC-LC it is built on.
fn specific(config: &[u8]) -> Option<Sound> {
    let mut bits = Bits { bytes: config, at: 0 };
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
    Some(Sound { codec: Some(format!("mp4a.40.{object}")), sample_rate: Some(rate), channels })
}

/// Bits, most significant first.
struct Bits<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Bits<'_> {
    fn take(&mut self, count: usize) -> Option<u32> {
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
