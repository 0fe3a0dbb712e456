//! H.264 (ITU-T H.264): what sequence parameter sets say of the picture (§7.3.2.1.1, annex E), and which
//! pictures can be decoded by themselves.

use h264_reader::nal::sps::{ConstraintFlags, FrameMbsFlags, Profile, ProfileIdc, SeqParameterSet};
use h264_reader::rbsp::{BitReader, ByteReader, decode_nal};

use super::measured::{Parameters, VideoRange};
use super::picture::{Access, Unit};

/// The types of NAL units that matter (table 7-1).
const SEI: u8 = 6;
const SPS: u8 = 7;

/// The highest frame rate that is believed, in millihertz: some encoders write clock rates that are none.
const FASTEST: u64 = 300_000;

/// What a NAL unit with this first byte is.
pub(crate) fn unit(header: u8) -> Unit {
    match header & 0x9f {
        1..=4 => Unit::Picture(Access::None),
        5 => Unit::Picture(Access::Closed),
        SPS => Unit::Parameters,
        SEI => Unit::Hints,
        _ => Unit::Other,
    }
}

/// Whether supplemental information says that the picture which follows can be decoded by itself: that it is a
/// recovery point (§D.2.8) from which on all is right at once.
pub(crate) fn is_recovery_point(nal: &[u8]) -> bool {
    const RECOVERY_POINT: usize = 6;
    /// Bytes that are looked at: it comes first, and captions may come behind.
    const FAR: usize = 1024;
    let Ok(payloads) = decode_nal(&nal[..nal.len().min(FAR)]) else { return false };
    let mut rest: &[u8] = &payloads;
    while let Some((kind, tail)) = number(rest)
        && let Some((length, tail)) = number(tail)
    {
        if kind == RECOVERY_POINT {
            // The count of frames until then, in a code in which a one bit is nought.
            return tail.first().is_some_and(|byte| byte & 0x80 != 0);
        }
        let Some(tail) = tail.get(length..) else { break };
        rest = tail;
    }
    false
}

/// A number as types and lengths of payloads are written (§7.3.2.3.1): 255 says that there is more.
fn number(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let full = bytes.iter().take_while(|byte| **byte == u8::MAX).count();
    Some((full * 255 + usize::from(*bytes.get(full)?), &bytes[full + 1..]))
}

/// What a sequence parameter set says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Sps {
    /// The codec's name in a codec list (RFC 6381 §3.3).
    pub codec: String,
    /// Width and height of the picture in pixels, after cropping.
    pub resolution: Option<(u32, u32)>,
    /// Frames a second in thousandths; two fields are one frame.
    pub frame_rate: Option<u32>,
    /// How bright the picture may be.
    pub video_range: Option<VideoRange>,
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
            return Some(Self {
                codec,
                resolution: None,
                frame_rate: None,
                video_range: None,
                has_fields: false,
            });
        };
        let resolution = sps.pixel_dimensions().ok().filter(|(width, height)| *width > 0 && *height > 0);
        let has_fields = sps.frame_mbs_flags != FrameMbsFlags::Frames;
        let video_range = Some(VideoRange::of(transfer(&sps)));
        Some(Self { codec, resolution, frame_rate: frame_rate(&sps), video_range, has_fields })
    }
}

/// The transfer characteristics (table E-5).
fn transfer(sps: &SeqParameterSet) -> Option<u8> {
    let signal = sps.vui_parameters.as_ref()?.video_signal_type.as_ref()?;
    Some(signal.colour_description.as_ref()?.transfer_characteristics)
}

/// The frame rate by the set's own clock (§E.2.1): a tick is the time of a field.
fn frame_rate(sps: &SeqParameterSet) -> Option<u32> {
    let timing = sps.vui_parameters.as_ref()?.timing_info.as_ref()?;
    let frame = u64::from(timing.num_units_in_tick) * 2;
    let rate = (u64::from(timing.time_scale) * 1_000 + frame / 2).checked_div(frame)?;
    u32::try_from(rate).ok().filter(|_| (1..=FASTEST).contains(&rate))
}

impl Sps {
    /// The same as parameters; `nal` is how it was written.
    pub(crate) fn parameters(self, nal: &[u8]) -> Parameters {
        Parameters {
            codec: Some(self.codec),
            resolution: self.resolution,
            frame_rate: self.frame_rate,
            video_range: self.video_range,
            written: nal.to_vec(),
            ..Parameters::default()
        }
    }
}
