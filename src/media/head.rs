//! One pass over the head of a segment.

use std::collections::BTreeMap;

use super::packet::{Packet, Packets};
use super::pes::{Piece, Unwrapper};
use super::psi::{PAT_PID, Section, Sections};
use super::rate::Times;
use super::stream::Kind;
use super::{adts, h264, layer::Layer};

/// More streams than a program has; what is beyond is as good as unnamed.
const MOST: usize = 64;

/// What a master playlist says of a variant, as far as a segment of it tells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Info {
    /// The codec of every audio and video stream, each once, video first, by RFC 6381. Nothing if there is
    /// one that cannot be named, as a list that lacks a codec is wrong (RFC 8216 §4.3.4.2), or none at all.
    pub codecs: Option<Vec<String>>,
    /// Width and height of the picture in pixels, after cropping; of the largest if there are several.
    pub resolution: Option<(u32, u32)>,
    /// Frames a second in thousandths, the highest if there are several: 29970 is 29.970 a second. Two
    /// fields of interlaced video are one frame.
    pub frame_rate: Option<u32>,
}

/// Reads the first bytes of an MPEG-TS segment, or all of it.
///
/// Never fails: what the bytes do not tell, because they are too few, damaged, scrambled or none of
/// MPEG-TS, is nothing. The time it takes grows with the number of bytes, the memory does not.
#[must_use]
pub fn read_head(bytes: &[u8]) -> Info {
    let mut reader = Reader::default();
    for packet in Packets::new(bytes) {
        reader.push(&packet);
    }
    reader.finish()
}

/// What is known so far.
#[derive(Default)]
struct Reader {
    association: Sections,
    program: Option<Program>,
    tracks: BTreeMap<u16, Track>,
    /// There is audio or video that cannot be named.
    has_unnamed: bool,
}

/// The program that is read: the first one there is.
struct Program {
    number: u16,
    pid: u16,
    map: Sections,
}

/// An audio or video stream.
struct Track {
    kind: Kind,
    frames: Unwrapper,
    codec: Codec,
}

enum Codec {
    H264 { sets: h264::Scanner, times: Times },
    Adts(adts::Scanner),
    MpegAudio(Option<Layer>),
}

impl Reader {
    fn push(&mut self, packet: &Packet<'_>) {
        if packet.pid == PAT_PID {
            let mut first = None;
            self.association.push(packet, |section| first = section.first_program().or(first));
            if let Some((number, pid)) = first
                && self.program.as_ref().is_none_or(|program| (program.number, program.pid) != (number, pid))
            {
                self.program = Some(Program { number, pid, map: Sections::default() });
            }
        } else if let Some(program) = self.program.as_mut().filter(|program| program.pid == packet.pid) {
            let (number, tracks, has_unnamed) = (program.number, &mut self.tracks, &mut self.has_unnamed);
            program.map.push(packet, |section| *has_unnamed |= !add_tracks(tracks, &section, number));
        } else if let Some(track) = self.tracks.get_mut(&packet.pid)
            && let Some(piece) = track.frames.push(packet)
        {
            track.codec.push(&piece);
        }
    }

    fn finish(self) -> Info {
        let mut video = Vec::new();
        let mut audio = Vec::new();
        let mut has_unnamed = self.has_unnamed;
        let mut info = Info::default();
        for track in self.tracks.into_values() {
            match track.codec {
                Codec::H264 { sets, times } => {
                    let sets: Vec<_> = sets.finish().collect();
                    has_unnamed |= sets.is_empty();
                    let area = |size: &(u32, u32)| u64::from(size.0) * u64::from(size.1);
                    let sizes = sets.iter().filter_map(|set| set.resolution);
                    info.resolution = sizes.chain(info.resolution).max_by_key(area);
                    let by_clock = sets.iter().filter_map(|set| set.frame_rate).max();
                    let by_times = || times.rate(sets.iter().any(|set| set.has_fields));
                    info.frame_rate = info.frame_rate.max(by_clock.or_else(by_times));
                    video.extend(sets.into_iter().map(|set| set.codec));
                }
                Codec::Adts(scanner) => audio.push(scanner.finish()),
                Codec::MpegAudio(layer) => audio.push(layer.and_then(Layer::codec)),
            }
        }
        has_unnamed |= audio.iter().any(Option::is_none);
        let mut codecs: Vec<String> = Vec::new();
        for codec in video.into_iter().chain(audio.into_iter().flatten()) {
            if !codecs.contains(&codec) {
                codecs.push(codec);
            }
        }
        info.codecs = (!has_unnamed && !codecs.is_empty()).then_some(codecs);
        info
    }
}

/// Adds the streams of a program map; false if one of them cannot be named.
///
/// Streams of an earlier edition of the map stay: their codecs are in the segment.
fn add_tracks(tracks: &mut BTreeMap<u16, Track>, section: &Section<'_>, program: u16) -> bool {
    let mut all_named = true;
    for stream in section.streams(program) {
        let kind = stream.kind();
        let codec = match kind {
            Kind::H264 => Codec::H264 { sets: h264::Scanner::default(), times: Times::default() },
            Kind::Adts => Codec::Adts(adts::Scanner::default()),
            Kind::MpegAudio => Codec::MpegAudio(None),
            Kind::Data => continue,
            Kind::Unnamed => {
                all_named = false;
                continue;
            }
        };
        match tracks.get(&stream.pid) {
            Some(track) => all_named &= track.kind == kind,
            None if tracks.len() == MOST => all_named = false,
            None => {
                tracks.insert(stream.pid, Track { kind, frames: Unwrapper::default(), codec });
            }
        }
    }
    all_named
}

impl Codec {
    fn push(&mut self, piece: &Piece<'_>) {
        match self {
            Self::H264 { sets, times } => {
                if piece.broken {
                    sets.skip();
                }
                if let Some(pts) = piece.header.and_then(|header| header.pts) {
                    times.push(pts);
                }
                sets.push(piece.bytes);
            }
            Self::Adts(scanner) => {
                if piece.broken {
                    scanner.skip();
                }
                scanner.push(piece.bytes, piece.header.is_some());
            }
            Self::MpegAudio(layer) => {
                if piece.header.is_some() {
                    *layer = layer.or_else(|| Layer::parse(piece.bytes));
                }
            }
        }
    }
}
