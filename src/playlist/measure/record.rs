//! How what was measured is written down. Parameters repeat from segment to segment, so each is written once.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};

use crate::media::{Extent, Faults, Format, Keyframe, Measured, Media, Parameters, Track, VideoRange};

/// Changes whenever a measurement may come out differently.
const VERSION: &str = concat!(env!("CARGO_PKG_VERSION"), "/2");

/// What is known of the segments of a directory.
#[derive(Debug, Deserialize, Serialize)]
pub(super) struct Records {
    version: String,
    parameters: Vec<Written>,
    segments: BTreeMap<String, Segment>,
}

#[derive(Clone, Debug, Deserialize, Eq, Hash, PartialEq, Serialize)]
struct Written {
    codec: Option<String>,
    resolution: Option<(u32, u32)>,
    frame_rate: Option<u32>,
    video_range: Option<u8>,
    sample_rate: Option<u32>,
    channels: Option<u8>,
    bytes: String,
}

#[derive(Debug, Deserialize, Serialize)]
struct Segment {
    format: u8,
    tables_changed: bool,
    /// Continuity, scrambled, damaged, leaps.
    faults: [u64; 4],
    /// Truncated, headless.
    cut: [bool; 2],
    tracks: Vec<Stored>,
}

#[derive(Debug, Deserialize, Serialize)]
struct Stored {
    id: u32,
    is_video: bool,
    parameters: Vec<usize>,
    at_end: usize,
    frame_rate: Option<u32>,
    frames: u64,
    timescale: u32,
    /// First, last, end, first decoded, next decoded; duration; whether absolute.
    extent: Option<([i64; 5], u64, bool)>,
    starts_with_keyframe: Option<bool>,
    /// Time, position, whether closed.
    keyframe: Option<(Option<i64>, u64, bool)>,
    counters: Option<(u8, u8)>,
}

const RANGES: [VideoRange; 3] = [VideoRange::Sdr, VideoRange::Hlg, VideoRange::Pq];

const FORMATS: [Format; 3] = [Format::MpegTs, Format::Mp4, Format::PackedAudio];

impl Records {
    /// What is written of these.
    pub(super) fn of<'a>(known: impl IntoIterator<Item = (&'a String, &'a Arc<Measured>)>) -> Self {
        let mut places: HashMap<Written, usize> = HashMap::new();
        let mut place = |parameters: &Parameters| {
            let next = places.len();
            *places.entry(Written::of(parameters)).or_insert(next)
        };
        let mut segments = BTreeMap::new();
        for (key, measured) in known {
            segments.insert(key.clone(), Segment::of(measured, &mut place));
        }
        let mut parameters: Vec<(Written, usize)> = places.into_iter().collect();
        parameters.sort_unstable_by_key(|(_, place)| *place);
        let parameters = parameters.into_iter().map(|(parameters, _)| parameters).collect();
        Self { version: VERSION.to_owned(), parameters, segments }
    }

    /// What they say, without the segments of which they say what cannot be; none if they are of another version.
    pub(super) fn into_measured(self) -> Option<BTreeMap<String, Arc<Measured>>> {
        if self.version != VERSION {
            return None;
        }
        let parameters: Option<Vec<Parameters>> = self.parameters.into_iter().map(Written::parse).collect();
        let parameters = parameters?;
        let segments = self.segments.into_iter();
        Some(
            segments
                .filter_map(|(key, segment)| Some((key, Arc::new(segment.parse(&parameters)?))))
                .collect(),
        )
    }
}

impl Written {
    fn of(parameters: &Parameters) -> Self {
        Self {
            codec: parameters.codec.clone(),
            resolution: parameters.resolution,
            frame_rate: parameters.frame_rate,
            video_range: parameters
                .video_range
                .and_then(|range| u8::try_from(RANGES.iter().position(|known| *known == range)?).ok()),
            sample_rate: parameters.sample_rate,
            channels: parameters.channels,
            bytes: STANDARD.encode(&parameters.written),
        }
    }

    fn parse(self) -> Option<Parameters> {
        Some(Parameters {
            codec: self.codec,
            resolution: self.resolution,
            frame_rate: self.frame_rate,
            video_range: self.video_range.and_then(|range| RANGES.get(usize::from(range)).copied()),
            sample_rate: self.sample_rate,
            channels: self.channels,
            written: STANDARD.decode(self.bytes).ok()?,
        })
    }
}

impl Segment {
    fn of(measured: &Measured, place: &mut impl FnMut(&Parameters) -> usize) -> Self {
        let Faults { continuity, scrambled, damaged, truncated, headless, leaps } = measured.faults;
        let format = FORMATS.iter().position(|format| *format == measured.format).unwrap_or_default();
        Self {
            format: u8::try_from(format).unwrap_or_default(),
            tables_changed: measured.tables_changed,
            faults: [continuity, scrambled, damaged, leaps],
            cut: [truncated, headless],
            tracks: measured.tracks.iter().map(|track| Stored::of(track, place)).collect(),
        }
    }

    fn parse(self, parameters: &[Parameters]) -> Option<Measured> {
        let [continuity, scrambled, damaged, leaps] = self.faults;
        let [truncated, headless] = self.cut;
        let tracks: Option<Vec<Track>> =
            self.tracks.into_iter().map(|track| track.parse(parameters)).collect();
        Some(Measured {
            format: *FORMATS.get(usize::from(self.format))?,
            tracks: tracks?,
            tables_changed: self.tables_changed,
            faults: Faults { continuity, scrambled, damaged, truncated, headless, leaps },
        })
    }
}

impl Stored {
    fn of(track: &Track, place: &mut impl FnMut(&Parameters) -> usize) -> Self {
        let extent = |extent: &Extent| {
            let times = [extent.first, extent.last, extent.end, extent.first_decoded, extent.next_decoded];
            (times, extent.duration, extent.is_absolute)
        };
        Self {
            id: track.id,
            is_video: track.media == Media::Video,
            parameters: track.parameters.iter().map(place).collect(),
            at_end: track.parameters_at_end,
            frame_rate: track.frame_rate,
            frames: track.frames,
            timescale: track.timescale,
            extent: track.extent.as_ref().map(extent),
            starts_with_keyframe: track.starts_with_keyframe,
            keyframe: track.keyframes.first().map(|key| (key.time, key.position, key.is_closed)),
            counters: track.counters,
        }
    }

    fn parse(self, known: &[Parameters]) -> Option<Track> {
        let parameters: Option<Vec<Parameters>> =
            self.parameters.iter().map(|place| known.get(*place).cloned()).collect();
        let parameters = parameters?;
        let is_sound = self.timescale > 0
            && self.at_end < parameters.len().max(1)
            && self.counters.is_none_or(|(first, last)| first < 16 && last < 16);
        let extent = |(times, duration, is_absolute): ([i64; 5], u64, bool)| {
            let [first, last, end, first_decoded, next_decoded] = times;
            Extent { first, last, end, duration, first_decoded, next_decoded, is_absolute }
        };
        let keyframe = |(time, position, is_closed)| Keyframe { time, position, is_closed };
        is_sound.then(|| Track {
            id: self.id,
            media: if self.is_video { Media::Video } else { Media::Audio },
            parameters,
            parameters_at_end: self.at_end,
            frame_rate: self.frame_rate,
            frames: self.frames,
            timescale: self.timescale,
            extent: self.extent.map(extent),
            starts_with_keyframe: self.starts_with_keyframe,
            keyframes: self.keyframe.map(keyframe).into_iter().collect(),
            counters: self.counters,
        })
    }
}
