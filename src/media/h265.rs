//! HEVC (ITU-T H.265): what sequence parameter sets say of the picture (§7.3.2.2), and which pictures can be
//! decoded by themselves.

use std::num::NonZeroUsize;

use h264_reader::rbsp::{BitRead, BitReader, BitReaderError, ByteReader};

use super::measured::{Parameters, VideoRange};
use super::picture::{Access, Unit};

mod vui;

/// Bytes of a unit's header.
const HEADER: NonZeroUsize = NonZeroUsize::new(2).expect("two is not nought");

/// The highest frame rate that is believed, in millihertz.
const FASTEST: u64 = 300_000;

/// Bytes that name a codec: profile, compatibility, constraints, level (§7.3.3).
const PROFILE: usize = 12;

/// What a NAL unit with this first byte is (table 7-1).
pub(crate) fn unit(header: u8) -> Unit {
    match header >> 1 {
        // Pictures in front of a CRA may need what is missing; those of the other kinds do not, or are dropped.
        21 => Unit::Picture(Access::Open),
        16..=20 => Unit::Picture(Access::Closed),
        0..=31 => Unit::Picture(Access::None),
        33 => Unit::Parameters,
        _ => Unit::Other,
    }
}

/// Reads a sequence parameter set, header and emulation prevention included.
///
/// A set that breaks a rule further in still names its codec; one that ends before its level is nothing.
pub(crate) fn parse(nal: &[u8]) -> Option<Parameters> {
    let mut bits = BitReader::new(ByteReader::skipping_bytes(nal, HEADER));
    let (codec, sub_layers) = profile(&mut bits).ok()?;
    let named = Parameters { codec: Some(codec), written: nal.to_vec(), ..Parameters::default() };
    let Ok(resolution) = resolution(&mut bits, sub_layers) else { return Some(named) };
    let vui = vui::read(&mut bits, sub_layers).ok().flatten();
    Some(Parameters {
        resolution,
        frame_rate: vui.and_then(frame_rate),
        video_range: vui.map(|vui| VideoRange::of(vui.transfer)),
        ..named
    })
}

/// The frame rate by the set's own clock, whose tick is the time of a picture; two fields are one frame.
fn frame_rate(vui: vui::Vui) -> Option<u32> {
    let (units, scale) = vui.clock?;
    let frame = u64::from(units) * if vui.has_fields { 2 } else { 1 };
    let rate = (u64::from(scale) * 1_000 + frame / 2).checked_div(frame)?;
    u32::try_from(rate).ok().filter(|_| (1..=FASTEST).contains(&rate))
}

/// The codec's name, and how many layers there are besides the base.
fn profile(bits: &mut impl BitRead) -> Result<(String, u8), BitReaderError> {
    bits.skip(4, "sps_video_parameter_set_id")?;
    let sub_layers = bits.read::<3, u8>("sps_max_sub_layers_minus1")?;
    bits.skip(1, "sps_temporal_id_nesting_flag")?;
    let mut general = [0; PROFILE];
    for byte in &mut general {
        *byte = bits.read::<8, u8>("profile_tier_level")?;
    }
    Ok((name(&general), sub_layers))
}

/// The name of a codec by the twelve bytes that say its profile (ISO/IEC 14496-15 annex E).
///
/// The tag is the one for parameters outside the stream, which is what HLS asks for, and what players know.
pub(crate) fn name(general: &[u8; PROFILE]) -> String {
    let [first, a, b, c, d, constraints @ .., level] = *general;
    let space = ["", "A", "B", "C"][usize::from(first >> 6)];
    let tier = if first & 0x20 == 0 { 'L' } else { 'H' };
    let compatible = u32::from_be_bytes([a, b, c, d]).reverse_bits();
    let mut name = format!("hvc1.{space}{}.{compatible:X}.{tier}{level}", first & 0x1f);
    let count = constraints.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    for byte in &constraints[..count] {
        name = format!("{name}.{byte:X}");
    }
    name
}

fn resolution(bits: &mut impl BitRead, sub_layers: u8) -> Result<Option<(u32, u32)>, BitReaderError> {
    let mut rest = 0;
    let mut present = [0_u32; 8];
    for layer in present.iter_mut().take(sub_layers.into()) {
        *layer += if bits.read_bit("sub_layer_profile_present_flag")? { 88 } else { 0 };
        *layer += if bits.read_bit("sub_layer_level_present_flag")? { 8 } else { 0 };
        rest += *layer;
    }
    if sub_layers > 0 {
        rest += 2 * (8 - u32::from(sub_layers.min(8)));
    }
    bits.skip(rest, "sub_layers")?;
    bits.read_ue("sps_seq_parameter_set_id")?;
    let chroma = bits.read_ue("chroma_format_idc")?;
    if chroma == 3 {
        bits.skip(1, "separate_colour_plane_flag")?;
    }
    let (width, height) = (bits.read_ue("pic_width")?, bits.read_ue("pic_height")?);
    let mut window = [0; 4];
    if bits.read_bit("conformance_window_flag")? {
        for side in &mut window {
            *side = bits.read_ue("conf_win_offset")?;
        }
    }
    // Offsets count in samples of colour, of which there may be half as many (table 6-1).
    let (wide, high) = match chroma {
        1 => (2, 2),
        2 => (2, 1),
        _ => (1, 1),
    };
    let [left, right, top, bottom] = window;
    let cropped = |size: u32, unit: u32, one: u32, other: u32| {
        size.checked_sub(one.checked_add(other)?.checked_mul(unit)?).filter(|size| *size > 0)
    };
    Ok(cropped(width, wide, left, right).zip(cropped(height, high, top, bottom)))
}
