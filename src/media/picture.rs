//! Pictures of one track: the parameter sets before them, and which can be decoded by themselves. Only the units
//! in front of a frame's first slice are looked at, in a byte stream (ITU-T H.264 annex B, H.265 annex B).

use super::measured::{Keyframe, Parameters};
use super::timeline::Timeline;
use super::{h264, h265, rate};

/// More bytes than any parameter set has: one with every scaling list and buffer model stays below 2,000.
const LONGEST: usize = 4096;

/// As many sets as a stream can tell apart (H.264 §7.4.2.1.1: their ids are 0 to 31).
const MOST: usize = 32;

/// More bytes than stand before a frame's first slice: parameters, captions, other hints.
const LONGEST_HEAD: usize = 64 << 10;

/// As many keyframes as are told of a track.
pub(crate) const MOST_KEYFRAMES: usize = 1 << 16;

/// How pictures are encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Codec {
    H264,
    H265,
}

/// What a NAL unit is, as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    /// A slice of a picture.
    Picture(Access),
    /// A sequence parameter set.
    Parameters,
    /// Supplemental information.
    Hints,
    Other,
}

/// Whether decoding can begin with a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    None,
    /// It can, but what is shown before it may be missing.
    Open,
    Closed,
}

impl Codec {
    /// What a unit with this first byte is.
    pub(crate) fn unit(self, header: u8) -> Unit {
        match self {
            Self::H264 => h264::unit(header),
            Self::H265 => h265::unit(header),
        }
    }

    /// What a sequence parameter set says, and whether pictures may be fields.
    pub(crate) fn parameters(self, nal: &[u8]) -> Option<(Parameters, bool)> {
        match self {
            Self::H264 => {
                let sps = h264::Sps::parse(nal)?;
                let has_fields = sps.has_fields;
                Some((sps.parameters(nal), has_fields))
            }
            Self::H265 => Some((h265::parse(nal)?, false)),
        }
    }

    /// Whether decoding can begin with the picture of these units; nothing if there is none among them.
    pub(crate) fn access<'a>(self, units: impl IntoIterator<Item = &'a [u8]>) -> Option<Access> {
        let mut recovers = false;
        for unit in units {
            match self.unit(*unit.first()?) {
                Unit::Picture(Access::None) if recovers => return Some(Access::Open),
                Unit::Picture(access) => return Some(access),
                Unit::Hints => recovers |= h264::is_recovery_point(unit),
                Unit::Parameters | Unit::Other => {}
            }
        }
        None
    }
}

/// Takes the frames of a stream that arrives in pieces.
#[derive(Clone, Debug)]
pub(crate) struct Reader {
    codec: Codec,
    pub(crate) timeline: Timeline,
    rates: rate::Times,
    head: Option<Head>,
    /// The bytes of the head.
    bytes: Vec<u8>,
    pub(crate) sets: Vec<Parameters>,
    pub(crate) at_end: usize,
    pub(crate) has_fields: bool,
    pub(crate) frames: u64,
    pub(crate) keyframes: Vec<Keyframe>,
    pub(crate) starts_with_keyframe: Option<bool>,
}

/// What comes before a frame's first slice.
#[derive(Clone, Copy, Debug)]
struct Head {
    time: Option<i64>,
    position: u64,
    /// Bytes that were searched for start codes.
    searched: usize,
    /// Where the unit in progress begins.
    unit: Option<usize>,
    recovers: bool,
}

impl Reader {
    pub(crate) fn new(codec: Codec, timescale: u32) -> Self {
        Self {
            codec,
            timeline: Timeline::new(timescale),
            rates: rate::Times::default(),
            head: None,
            bytes: Vec::new(),
            sets: Vec::new(),
            at_end: 0,
            has_fields: false,
            frames: 0,
            keyframes: Vec::new(),
            starts_with_keyframe: None,
        }
    }

    /// A frame begins there in the segment, decoded and shown at these times.
    pub(crate) fn start(&mut self, times: Option<(i64, i64)>, position: u64) {
        self.settle();
        self.frames += 1;
        if let Some((decoded, shown)) = times {
            self.timeline.push(decoded, shown, 0);
            self.rates.push(shown);
        }
        let time = times.map(|(_, shown)| shown);
        self.head = Some(Head { time, position, searched: 0, unit: None, recovers: false });
    }

    /// Takes the next bytes of the frame.
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        if let Some(head) = self.head.take() {
            let room = LONGEST_HEAD.saturating_sub(self.bytes.len());
            self.bytes.extend_from_slice(&bytes[..room.min(bytes.len())]);
            self.head = self.search(head);
            if self.head.is_none() || self.bytes.len() >= LONGEST_HEAD {
                self.head = None;
                self.bytes.clear();
            }
        }
    }

    /// Bytes are missing: what was begun is given up.
    pub(crate) fn skip(&mut self) {
        self.head = None;
        self.bytes.clear();
    }

    /// There are no more bytes in this frame: the unit in progress ends.
    pub(crate) fn settle(&mut self) {
        if let Some(mut head) = self.head.take() {
            let bytes = std::mem::take(&mut self.bytes);
            self.end(&mut head, &bytes);
        }
        self.bytes.clear();
    }

    /// Ticks that one frame takes, by the frames' times.
    pub(crate) fn step(&self) -> Option<u64> {
        self.rates.clone().step()
    }

    /// Frames a second in thousandths: the most that the parameters say, or by the times, whichever of them is more to
    /// be believed.
    pub(crate) fn frame_rate(&self) -> Option<u32> {
        let by_clock = self.sets.iter().filter_map(|set| set.frame_rate).max();
        let by_times = self.rates.clone().rate(self.has_fields);
        match self.codec {
            Codec::H264 => by_clock.or(by_times),
            // Its clock may count anything, unless it says that the rate is fixed.
            Codec::H265 => by_times.or(by_clock),
        }
    }

    /// Goes through what is there of a head; nothing is left of it once the picture begins.
    fn search(&mut self, mut head: Head) -> Option<Head> {
        let bytes = std::mem::take(&mut self.bytes);
        let mut at = head.searched;
        let mut rest = Some(());
        while let Some(&[first, second, third, header]) = bytes.get(at..).and_then(<[u8]>::first_chunk) {
            if third > 1 {
                at += 3;
            } else if (first, second, third) == (0, 0, 1) {
                self.end(&mut head, &bytes[..at]);
                at += 3;
                head.unit = Some(at);
                if let Unit::Picture(access) = self.codec.unit(header) {
                    self.picture(&head, access);
                    rest = None;
                    break;
                }
            } else {
                at += 1;
            }
        }
        head.searched = at;
        self.bytes = bytes;
        rest.map(|()| head)
    }

    /// A unit ends with these bytes.
    fn end(&mut self, head: &mut Head, bytes: &[u8]) {
        let Some(mut unit) = head.unit.take().and_then(|from| bytes.get(from..)) else { return };
        // A unit ends in a one bit: zeros are padding, or belong to the start code that follows.
        while let [rest @ .., 0] = unit {
            unit = rest;
        }
        match unit.first().map(|header| self.codec.unit(*header)) {
            Some(Unit::Parameters) => self.add(unit),
            Some(Unit::Hints) => head.recovers |= h264::is_recovery_point(unit),
            _ => {}
        }
    }

    fn picture(&mut self, head: &Head, access: Access) {
        let access = if access == Access::None && head.recovers { Access::Open } else { access };
        let is_key = access != Access::None;
        if self.frames == 1 {
            self.starts_with_keyframe = Some(is_key);
        }
        if is_key && self.keyframes.len() < MOST_KEYFRAMES {
            let is_closed = access == Access::Closed;
            self.keyframes.push(Keyframe { time: head.time, position: head.position, is_closed });
        }
    }

    /// Takes a parameter set, emulation prevention included.
    pub(crate) fn add(&mut self, nal: &[u8]) {
        if let Some(known) = self.sets.iter().position(|set| set.written == nal) {
            self.at_end = known;
        } else if self.sets.len() < MOST
            && nal.len() <= LONGEST
            && let Some((parameters, has_fields)) = self.codec.parameters(nal)
        {
            self.at_end = self.sets.len();
            self.sets.push(parameters);
            self.has_fields |= has_fields;
        }
    }
}
