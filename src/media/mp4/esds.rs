//! What sound is in MP4, by the descriptors of an `esds` box (ISO/IEC 14496-1 §7.2.6).

use super::boxes::Fields;
use crate::media::asc::{self, Bits};

/// Tags of descriptors.
const STREAM: u8 = 3;
const DECODER: u8 = 4;
const SPECIFIC: u8 = 5;

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
        0x40 => {
            let config = asc::specific(&mut Bits::new(descriptor(decoder.0, SPECIFIC)?))?;
            Some(Sound {
                codec: Some(format!("mp4a.40.{}", config.object)),
                sample_rate: Some(config.sample_rate),
                channels: config.channels,
            })
        }
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
