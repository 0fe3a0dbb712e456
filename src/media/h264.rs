//! H.264: the sequence parameter sets in a byte stream (ITU-T H.264 annex B), and what they say of the
//! picture (§7.3.2.1.1, annex E).

use h264_reader::nal::sps::{ConstraintFlags, FrameMbsFlags, Profile, ProfileIdc, SeqParameterSet};
use h264_reader::rbsp::{BitReader, ByteReader};

/// The type of a NAL unit that is a sequence parameter set.
const SPS: u8 = 7;

/// Three bytes that are no part of a start code.
const NOTHING: [u8; 3] = [u8::MAX; 3];

/// More bytes than any parameter set has: one with every scaling list and buffer model stays below 2,000.
const LONGEST: usize = 4096;

/// As many sets as a stream can tell apart (§7.4.2.1.1: their ids are 0 to 31).
const MOST: usize = 32;

/// The highest frame rate that is believed, in millihertz: some encoders write clock rates that are none.
const FASTEST: u64 = 300_000;

/// What a sequence parameter set says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sps {
    /// The codec's name in a codec list (RFC 6381 §3.3).
    pub codec: String,
    /// Width and height of the picture in pixels, after cropping.
    pub resolution: Option<(u32, u32)>,
    /// Frames a second in thousandths; two fields are one frame.
    pub frame_rate: Option<u32>,
    /// Pictures may be fields.
    pub has_fields: bool,
}

impl Sps {
    /// Reads a NAL unit, header and emulation prevention included.
    ///
    /// A set that breaks a rule further in still names its codec; one of no known profile is nothing.
    pub(crate) fn parse(nal: &[u8]) -> Option<Self> {
        let &[_, profile, constraints, level, ..] = nal else { return None };
        let named = Profile::from_profile_idc(ProfileIdc::from(profile), ConstraintFlags::from(constraints));
        if matches!(named, Profile::Unknown(_)) {
            return None;
        }
        let codec = format!("avc1.{profile:02x}{constraints:02x}{level:02x}");
        let Ok(sps) = SeqParameterSet::from_bits(BitReader::new(ByteReader::skipping_h264_header(nal)))
        else {
            return Some(Self { codec, resolution: None, frame_rate: None, has_fields: false });
        };
        let resolution = sps.pixel_dimensions().ok().filter(|(width, height)| *width > 0 && *height > 0);
        let has_fields = sps.frame_mbs_flags != FrameMbsFlags::Frames;
        Some(Self { codec, resolution, frame_rate: frame_rate(&sps), has_fields })
    }
}

/// The frame rate by the set's own clock (§E.2.1): a tick is the time of a field.
fn frame_rate(sps: &SeqParameterSet) -> Option<u32> {
    let timing = sps.vui_parameters.as_ref()?.timing_info.as_ref()?;
    let frame = u64::from(timing.num_units_in_tick) * 2;
    let rate = (u64::from(timing.time_scale) * 1_000 + frame / 2).checked_div(frame)?;
    u32::try_from(rate).ok().filter(|_| (1..=FASTEST).contains(&rate))
}

/// Finds the sequence parameter sets in a byte stream that arrives in pieces.
#[derive(Clone, Debug)]
pub(crate) struct Scanner {
    /// The last bytes, as many as a start code has; [`NOTHING`] where there were none.
    window: [u8; 3],
    state: State,
    sets: Vec<Vec<u8>>,
}

#[derive(Clone, Debug, Default)]
enum State {
    /// For a start code.
    #[default]
    Between,
    /// At the first byte of a NAL unit.
    Header,
    /// In a parameter set: its bytes so far.
    Inside(Vec<u8>),
}

impl Default for Scanner {
    fn default() -> Self {
        Self { window: NOTHING, state: State::default(), sets: Vec::new() }
    }
}

impl Scanner {
    /// Takes the next bytes of the stream.
    pub(crate) fn push(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            match &mut self.state {
                State::Between => {}
                State::Header if byte & 0x9f == SPS => self.state = State::Inside(vec![byte]),
                State::Header => self.state = State::Between,
                State::Inside(nal) if nal.len() == LONGEST => self.state = State::Between,
                State::Inside(nal) => nal.push(byte),
            }
            self.window = [self.window[1], self.window[2], byte];
            // Three zeros are no part of a unit either: padding, or a start code of four bytes.
            if matches!(self.window, [0, 0, 0 | 1]) {
                self.end();
                self.state = if byte == 1 { State::Header } else { State::Between };
            }
        }
    }

    /// Bytes are missing: what was begun is given up.
    pub(crate) fn skip(&mut self) {
        self.window = NOTHING;
        self.state = State::Between;
    }

    /// The distinct sets found, in order.
    pub(crate) fn finish(mut self) -> impl Iterator<Item = Sps> {
        self.end();
        self.sets.into_iter().filter_map(|nal| Sps::parse(&nal))
    }

    /// Keeps the set that ends here, if one does.
    fn end(&mut self) {
        let State::Inside(mut nal) = std::mem::take(&mut self.state) else { return };
        // A unit ends in a one bit: zeros, and the one of a start code, are not its own.
        if self.window == [0, 0, 1] {
            nal.pop();
        }
        while nal.last() == Some(&0) {
            nal.pop();
        }
        if self.sets.len() < MOST && !self.sets.contains(&nal) {
            self.sets.push(nal);
        }
    }
}
