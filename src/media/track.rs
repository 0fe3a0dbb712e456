//! One audio or video stream of an MPEG-TS segment.

use super::measured::{self, Faults, Media, Parameters};
use super::packet::Packet;
use super::pes::{Header, Piece, Unwrapper};
use super::stream::Kind;
use super::timeline::{Timeline, Unroller};
use super::ts::CLOCK;
use super::{ac3, adts, av1, latm, layer, opus, picture, rate, sound};

/// Gathers what the packets of a PID say.
#[derive(Debug)]
pub(crate) struct Track {
    pub(crate) pid: u16,
    pub(crate) kind: Kind,
    frames: Unwrapper,
    content: Content,
    first_counter: Option<u8>,
    /// Bytes that the packet in progress still lacks, if it told its length.
    due: Option<usize>,
    has_begun: bool,
    is_headless: bool,
}

#[derive(Debug)]
enum Content {
    Picture(Box<picture::Reader>),
    Sound(Box<sound::Reader>),
    /// Of which only the times are understood.
    Other {
        timeline: Timeline,
        rates: rate::Times,
        frames: u64,
    },
}

impl Track {
    pub(crate) fn new(pid: u16, kind: Kind) -> Self {
        let sound = |parse| Content::Sound(Box::new(sound::Reader::new(parse, CLOCK)));
        let long =
            |parse, header| Content::Sound(Box::new(sound::Reader::new(parse, CLOCK).with_header(header)));
        let picture = |codec| Content::Picture(Box::new(picture::Reader::new(codec, CLOCK)));
        let content = match kind {
            Kind::H264 => picture(picture::Codec::H264),
            Kind::H265 => picture(picture::Codec::H265),
            Kind::Adts => sound(adts::parse),
            Kind::MpegAudio => sound(layer::parse),
            Kind::Ac3 => sound(ac3::parse),
            Kind::Latm => long(latm::parse, latm::HEADER),
            Kind::Opus => long(opus::parse, opus::HEADER),
            Kind::Av1(_) | Kind::UnnamedVideo | Kind::Unnamed | Kind::Data => {
                Content::Other { timeline: Timeline::new(CLOCK), rates: rate::Times::default(), frames: 0 }
            }
        };
        Self {
            pid,
            kind,
            frames: Unwrapper::default(),
            content,
            first_counter: None,
            due: None,
            has_begun: false,
            is_headless: false,
        }
    }

    /// Takes the next packet of this PID, which begins there in the segment.
    pub(crate) fn push(&mut self, packet: &Packet<'_>, position: u64, times: &mut Unroller) {
        if !packet.payload.is_empty() {
            self.first_counter.get_or_insert(packet.counter);
            self.has_begun |= packet.unit_start;
            self.is_headless |= !self.has_begun;
        }
        let Some(piece) = self.frames.push(packet) else { return };
        self.due = match piece.header {
            Some(header) => header.payload,
            None if piece.broken => None,
            None => self.due,
        };
        self.due = self.due.map(|due| due.saturating_sub(piece.bytes.len()));
        self.content.push(&piece, position, times);
    }

    /// What was gathered; the counter is that of the last packet.
    pub(crate) fn finish(self, last_counter: Option<u8>, faults: &mut Faults) -> measured::Track {
        let mut track = measured::Track {
            id: self.pid.into(),
            media: match self.kind {
                Kind::H264 | Kind::H265 | Kind::Av1(_) | Kind::UnnamedVideo => Media::Video,
                _ => Media::Audio,
            },
            parameters: Vec::new(),
            parameters_at_end: 0,
            frame_rate: None,
            frames: 0,
            timescale: CLOCK,
            extent: None,
            starts_with_keyframe: None,
            keyframes: Vec::new(),
            counters: self.first_counter.zip(last_counter),
        };
        faults.headless |= self.is_headless;
        faults.truncated |= self.due.is_some_and(|due| due > 0);
        let leaps = match self.content {
            Content::Picture(mut reader) => {
                reader.settle();
                track.frame_rate = reader.frame_rate();
                let by_rate = |rate: u32| u64::from(CLOCK) * 1_000 / u64::from(rate.max(1));
                let step = reader.step().or_else(|| track.frame_rate.map(by_rate)).unwrap_or_default();
                track.extent = reader.timeline.finish(i64::try_from(step).unwrap_or_default());
                track.frames = reader.frames;
                track.starts_with_keyframe =
                    reader.starts_with_keyframe.map(|is_key| is_key && !self.is_headless);
                track.keyframes = reader.keyframes;
                (track.parameters, track.parameters_at_end) = (reader.sets, reader.at_end);
                reader.timeline.leaps
            }
            Content::Sound(mut reader) => {
                reader.finish();
                track.extent = reader.timeline.finish(0);
                track.frames = reader.frames;
                (track.parameters, track.parameters_at_end) = (reader.parameters(), reader.at_end);
                track.starts_with_keyframe = (reader.frames > 0).then_some(true);
                reader.timeline.leaps
            }
            Content::Other { timeline, rates, frames } => {
                let step = rates.clone().step().and_then(|step| i64::try_from(step).ok());
                track.extent = timeline.finish(step.unwrap_or_default());
                track.frame_rate = if track.media == Media::Video { rates.rate(false) } else { None };
                track.frames = frames;
                if let Kind::Av1(record) = self.kind {
                    let codec = av1::name(&record);
                    let written = record.to_vec();
                    track.parameters.push(Parameters { codec, written, ..Parameters::default() });
                }
                timeline.leaps
            }
        };
        faults.leaps += leaps;
        track
    }
}

impl Content {
    fn push(&mut self, piece: &Piece<'_>, position: u64, unroller: &mut Unroller) {
        let mut times = |header: &Header| {
            let shown = header.pts?;
            let decoded = unroller.unroll(header.dts.unwrap_or(shown));
            Some((decoded, unroller.unroll(shown)))
        };
        match self {
            Self::Picture(reader) => {
                if piece.broken {
                    reader.skip();
                }
                if let Some(header) = &piece.header {
                    reader.start(times(header), position);
                }
                reader.push(piece.bytes);
            }
            Self::Sound(reader) => {
                if piece.broken {
                    reader.skip();
                }
                if let Some(header) = &piece.header {
                    reader.start(times(header).map(|(_, shown)| shown));
                }
                reader.push(piece.bytes);
            }
            Self::Other { timeline, rates, frames } => {
                let Some(header) = &piece.header else { return };
                *frames += 1;
                if let Some((decoded, shown)) = times(header) {
                    timeline.push(decoded, shown, 0);
                    rates.push(shown);
                }
            }
        }
    }
}
