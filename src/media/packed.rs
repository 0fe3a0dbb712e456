//! Packed audio: frames one after the other, with an ID3 tag in front that says when the first is heard
//! (RFC 8216 §3.4).

use super::frame::Frame;
use super::measured::{Extent, Faults, Format, Measured, Media, Track};
use super::pes::WRAP;
use super::ts::CLOCK;
use super::{ac3, adts, layer, sound};

/// Bytes of a tag's header, of its footer, and of the header of a frame in it (`ID3v2` §3).
const HEADER: usize = 10;

/// Bytes that are read at a time.
const PIECE: usize = 64 << 10;

/// The frame in which the time is, by its owner.
const TIMESTAMP: &[u8] = b"com.apple.streaming.transportStreamTimestamp\0";

/// What the bytes hold if they are audio frames, with tags in front or without.
///
/// Of those there must be two in a row, or else one that is all there is.
pub(crate) fn read(bytes: &[u8]) -> Option<Measured> {
    let (mut rest, mut time) = (bytes, None);
    while let Some((tag, after)) = split_tag(rest) {
        time = timestamp(tag).or(time);
        rest = after;
    }
    let parse = [adts::parse, ac3::parse, layer::parse].into_iter().find(|parse| begins(rest, *parse))?;
    let mut reader = sound::Reader::new(parse, CLOCK);
    reader.start(Some(time.unwrap_or_default()));
    rest.chunks(PIECE).for_each(|piece| reader.push(piece));
    let truncated = reader.finish();
    let is_absolute = time.is_some();
    let track = Track {
        id: 0,
        media: Media::Audio,
        parameters: reader.parameters(),
        parameters_at_end: reader.at_end,
        frame_rate: None,
        frames: reader.frames,
        timescale: CLOCK,
        extent: reader.timeline.finish(0).map(|extent| Extent { is_absolute, ..extent }),
        starts_with_keyframe: Some(true),
        keyframes: Vec::new(),
        counters: None,
    };
    let faults = Faults { truncated, ..Faults::default() };
    Some(Measured { format: Format::PackedAudio, tracks: vec![track], tables_changed: false, faults })
}

fn begins(bytes: &[u8], parse: fn(&[u8]) -> Option<Frame>) -> bool {
    let Some(frame) = parse(bytes) else { return false };
    match bytes.get(frame.length..) {
        Some([]) => true,
        Some(next) => parse(next).is_some(),
        None => false,
    }
}

/// The frames of the tag at the front, if there is one, and what follows it.
fn split_tag(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (&[b'I', b'D', b'3', _, _, flags, a, b, c, d], rest) = bytes.split_first_chunk::<HEADER>()? else {
        return None;
    };
    let length = synchsafe([a, b, c, d]);
    let (tag, rest) = rest.split_at_checked(length)?;
    let footer = if flags & 0x10 == 0 { 0 } else { HEADER };
    Some((tag, rest.get(footer..)?))
}

/// Four bytes of seven bits each.
fn synchsafe(bytes: [u8; 4]) -> usize {
    bytes.iter().fold(0, |length, byte| length << 7 | usize::from(byte & 0x7f))
}

/// The time in a tag's frames, in 90 kHz ticks of 33 bits.
fn timestamp(mut tag: &[u8]) -> Option<i64> {
    while let Some((&[a, b, c, d, e, f, g, h, _, _], rest)) = tag.split_first_chunk::<HEADER>() {
        let (content, rest) = rest.split_at_checked(synchsafe([e, f, g, h]))?;
        if [a, b, c, d] == *b"PRIV"
            && let Some(time) = content.strip_prefix(TIMESTAMP)
        {
            let time = u64::from_be_bytes(*time.first_chunk()?);
            return i64::try_from(time % WRAP).ok();
        }
        tag = rest;
    }
    None
}
