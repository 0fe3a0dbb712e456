//! What [`measure`](super::measure()) finds in a segment.

use crate::time::Span;

/// How a segment is packed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// MPEG-TS (ISO/IEC 13818-1).
    MpegTs,
    /// Fragmented MP4 (ISO/IEC 14496-12).
    Mp4,
    /// Audio frames one after the other (RFC 8216 §3.4).
    PackedAudio,
}

/// What a track is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Media {
    /// Pictures.
    Video,
    /// Sound.
    Audio,
}

/// How bright the picture may be, by its transfer characteristics (ITU-T H.273 table 3), least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum VideoRange {
    /// The range of ordinary screens.
    Sdr,
    /// High range as ITU-R BT.2100 hybrid log-gamma has it, number 18.
    Hlg,
    /// High range by the perceptual quantizer of SMPTE ST 2084, number 16.
    Pq,
}

impl VideoRange {
    /// The one of these transfer characteristics; what does not say is of the ordinary range.
    pub(crate) fn of(transfer: Option<u8>) -> Self {
        match transfer {
            Some(16) => Self::Pq,
            Some(18) => Self::Hlg,
            _ => Self::Sdr,
        }
    }
}

/// What is in a segment, by its own bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Measured {
    /// How it is packed.
    pub format: Format,
    /// Its audio and video, in the order its tables name them.
    pub tracks: Vec<Track>,
    /// The tables of an MPEG-TS segment, or the `moov` of an MP4 one, do not stay the same in it.
    pub tables_changed: bool,
    /// What is wrong with it.
    pub faults: Faults,
}

/// What is wrong with a segment; nothing of it keeps the rest from being read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Faults {
    /// Packets of audio and video that do not follow the one before them on their PID, unannounced: bytes are
    /// missing there, or recordings were joined.
    pub continuity: u64,
    /// Packets that take a key to read, or MP4 tracks that do.
    pub scrambled: u64,
    /// Places where something else stands than must: packets marked as damaged or without their sync byte,
    /// boxes that contradict themselves.
    pub damaged: u64,
    /// The end is missing: the last packet, box or frame is not whole.
    pub truncated: bool,
    /// The start is missing: a track begins inside a frame.
    pub headless: bool,
    /// Decoding times that leap inside a track, by a second back or ten on.
    pub leaps: u64,
}

/// The audio or video of one PID or track id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Track {
    /// The PID or track id; 0 in packed audio.
    pub id: u32,
    /// What it is for.
    pub media: Media,
    /// What its frames are encoded with, each once, in the order of appearance; empty if they do not tell.
    pub parameters: Vec<Parameters>,
    /// Which of the parameters were in force at the end.
    pub(crate) parameters_at_end: usize,
    /// Frames a second in thousandths, by the parameters' own clock or else by the times; two fields are one
    /// frame. None for audio.
    pub frame_rate: Option<u32>,
    /// Frames that begin in the segment. In MPEG-TS these are PES packets of video, and single frames of audio.
    pub frames: u64,
    /// How many ticks of this track's times are a second. 90,000 but in MP4.
    pub timescale: u32,
    /// When its frames are shown; none if no frame has a time.
    pub extent: Option<Extent>,
    /// The first frame can be decoded by itself; none if there is none, or it does not tell.
    pub starts_with_keyframe: Option<bool>,
    /// Frames of video that can be decoded by themselves, in order; the first 65,536 of them.
    pub keyframes: Vec<Keyframe>,
    /// The continuity counters of the first and the last packet, in MPEG-TS.
    pub(crate) counters: Option<(u8, u8)>,
}

/// When the frames of a track are shown, in its own ticks.
///
/// In MPEG-TS the 33 bits of the times are unrolled: the first time in the segment is as it is written, and all
/// others are within 13 hours of it, also beyond 2^33 or below zero. Where times leap inside the segment,
/// `first` is of the first piece, `last` and `end` are of the last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// The lowest presentation time.
    pub first: i64,
    /// The highest one.
    pub last: i64,
    /// When the last frame to be shown is over.
    pub end: i64,
    /// All that is shown: from `first` to `end`, or the pieces' sum.
    pub duration: u64,
    /// The first decoding time.
    pub first_decoded: i64,
    /// The decoding time that would come next.
    pub next_decoded: i64,
    /// False if the times are only relative to the segment's start, as in packed audio without a timestamp.
    pub is_absolute: bool,
}

/// What frames are encoded with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parameters {
    /// The codec by RFC 6381; none if it has no name that players know.
    pub codec: Option<String>,
    /// Width and height of the picture in pixels, after cropping.
    pub resolution: Option<(u32, u32)>,
    /// Frames a second in thousandths, if the parameters say so.
    pub frame_rate: Option<u32>,
    /// How bright the picture may be; none where that is not known.
    pub video_range: Option<VideoRange>,
    /// Samples of sound a second.
    pub sample_rate: Option<u32>,
    /// Channels of sound.
    pub channels: Option<u8>,
    /// The parameters as they were written, to tell whether others are the same.
    pub(crate) written: Vec<u8>,
}

/// A frame that can be decoded without the ones before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keyframe {
    /// When it is shown, in ticks of its track; none if it does not say so.
    pub time: Option<i64>,
    /// Where in the segment the packet begins that it begins in, or in MP4 the frame itself, in bytes.
    pub position: u64,
    /// Nothing that follows needs what came before either. False for a recovery point of H.264 and a CRA picture
    /// of HEVC: frames shown before it may refer to the group before.
    pub is_closed: bool,
}

impl Measured {
    /// The track that durations are counted by: the first video with times, or else the first audio
    /// (draft-pantos-hls-rfc8216bis §3).
    pub fn leading(&self) -> Option<&Track> {
        let timed =
            |media| self.tracks.iter().find(move |track| track.media == media && track.extent.is_some());
        timed(Media::Video).or_else(|| timed(Media::Audio))
    }

    /// How long it takes to play, by the leading track, to the nearest microsecond.
    pub fn duration(&self) -> Span {
        let duration = self.leading().and_then(|track| Some(track.span(track.extent?.duration)));
        duration.unwrap_or(Span::ZERO)
    }

    /// The codec of every track, each once, video first. Nothing if there is a track whose codec has no name, as
    /// a list that lacks a codec is wrong (RFC 8216 §4.3.4.2), or no track.
    pub fn codecs(&self) -> Option<Vec<String>> {
        let mut codecs: Vec<String> = Vec::new();
        for media in [Media::Video, Media::Audio] {
            for track in self.tracks.iter().filter(|track| track.media == media) {
                if track.parameters.is_empty() {
                    return None;
                }
                for parameters in &track.parameters {
                    let codec = parameters.codec.as_ref()?;
                    if !codecs.contains(codec) {
                        codecs.push(codec.clone());
                    }
                }
            }
        }
        Some(codecs).filter(|codecs| !codecs.is_empty())
    }

    /// Width and height of the picture in pixels, after cropping; of the largest if there are several.
    pub fn resolution(&self) -> Option<(u32, u32)> {
        let parameters = self.tracks.iter().flat_map(|track| &track.parameters);
        let area = |size: &(u32, u32)| u64::from(size.0) * u64::from(size.1);
        parameters.filter_map(|parameters| parameters.resolution).max_by_key(area)
    }

    /// How bright the picture may be at most (draft-pantos-hls-rfc8216bis §4.4.6.2); none where that is not known.
    pub fn video_range(&self) -> Option<VideoRange> {
        let parameters = self.tracks.iter().flat_map(|track| &track.parameters);
        parameters.filter_map(|parameters| parameters.video_range).max()
    }

    /// Frames a second in thousandths, the highest if there are several: 29970 is 29.970 a second.
    pub fn frame_rate(&self) -> Option<u32> {
        self.tracks.iter().filter_map(|track| track.frame_rate).max()
    }

    /// The first frame of every video track can be decoded by itself, and what follows needs nothing before it.
    /// Where there is no video, true: any frame of sound will do (draft-pantos-hls-rfc8216bis §4.4.2.1).
    pub fn is_independent(&self) -> bool {
        let mut video = self.tracks.iter().filter(|track| track.media == Media::Video);
        video.all(|track| {
            track.starts_with_keyframe == Some(true)
                && track.keyframes.first().is_some_and(|key| key.is_closed)
        })
    }

    /// Whether all that a playlist says of what is in a segment is the same of another: codecs, pictures, and whether
    /// it is independent.
    pub fn holds_the_same(&self, other: &Self) -> bool {
        let says = |track: &Track| (track.media, track.frame_rate);
        let is_same =
            |(one, other): (&Track, &Track)| says(one) == says(other) && one.parameters == other.parameters;
        self.tracks.len() == other.tracks.len()
            && self.tracks.iter().zip(&other.tracks).all(is_same)
            && self.is_independent() == other.is_independent()
    }

    /// Tables or parameters do not stay the same inside.
    pub fn changes_inside(&self) -> bool {
        self.tables_changed || self.tracks.iter().any(|track| track.parameters.len() > 1)
    }
}

impl Track {
    /// So many of this track's ticks, to the nearest microsecond.
    pub fn span(&self, ticks: u64) -> Span {
        let scale = u128::from(self.timescale.max(1));
        let micros = (u128::from(ticks) * 1_000_000 + scale / 2) / scale;
        Span::from_micros(u64::try_from(micros).unwrap_or(u64::MAX))
    }

    /// How long after the track's start a keyframe is shown; nothing if it does not say when.
    pub fn offset(&self, keyframe: &Keyframe) -> Option<Span> {
        let after = keyframe.time?.checked_sub(self.extent?.first)?;
        Some(self.span(u64::try_from(after).ok()?))
    }
}
