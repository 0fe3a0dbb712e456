//! The way through an HEVC sequence parameter set from the picture's size to what it says of colour and time
//! (ITU-T H.265 §7.3.2.2, §7.3.4, §7.3.7, §E.2.1).

use h264_reader::rbsp::{BitRead, BitReaderError};

/// More than that many sets no stream may have, or pictures in one of them (§7.4.3.2, §7.4.8).
const MOST_SETS: u32 = 64;
const MOST_PICTURES: u32 = 16;
const MOST_LONG: u32 = 32;

/// What such a set says besides.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Vui {
    /// The transfer characteristics (table E.4).
    pub transfer: Option<u8>,
    /// Units in a tick, and units in a second.
    pub clock: Option<(u32, u32)>,
    /// Pictures are fields.
    pub has_fields: bool,
}

/// Reads on behind the conformance window, to the clock.
pub(super) fn read(bits: &mut impl BitRead, sub_layers: u8) -> Result<Option<Vui>, BitReaderError> {
    let counter_bits = skip_coding(bits, sub_layers)?;
    if bits.read_bit("scaling_list_enabled_flag")? && bits.read_bit("sps_scaling_list_data_present_flag")? {
        skip_scaling_lists(bits)?;
    }
    bits.skip(2, "amp_enabled_flag, sample_adaptive_offset_enabled_flag")?;
    if bits.read_bit("pcm_enabled_flag")? {
        bits.skip(8, "pcm_sample_bit_depth")?;
        bits.read_ue("log2_min_pcm_luma_coding_block_size_minus3")?;
        bits.read_ue("log2_diff_max_min_pcm_luma_coding_block_size")?;
        bits.skip(1, "pcm_loop_filter_disabled_flag")?;
    }
    let sets = bits.read_ue("num_short_term_ref_pic_sets")?;
    let mut pictures = 0;
    for set in 0..sets {
        match skip_pictures(bits, set > 0, pictures)? {
            Some(count) if sets <= MOST_SETS => pictures = count,
            _ => return Ok(None),
        }
    }
    if bits.read_bit("long_term_ref_pics_present_flag")? {
        let count = bits.read_ue("num_long_term_ref_pics_sps")?;
        if count > MOST_LONG {
            return Ok(None);
        }
        bits.skip(count * (counter_bits + 1), "lt_ref_pic_poc_lsb_sps")?;
    }
    bits.skip(2, "sps_temporal_mvp_enabled_flag, strong_intra_smoothing_enabled_flag")?;
    if bits.read_bit("vui_parameters_present_flag")? {
        usability(bits).map(Some)
    } else {
        Ok(Some(Vui::default()))
    }
}

/// Skips depths and sizes of blocks; how many bits count pictures.
fn skip_coding(bits: &mut impl BitRead, sub_layers: u8) -> Result<u32, BitReaderError> {
    bits.read_ue("bit_depth_luma_minus8")?;
    bits.read_ue("bit_depth_chroma_minus8")?;
    // At most 16 (§7.4.3.2).
    let counter_bits = bits.read_ue("log2_max_pic_order_cnt_lsb_minus4")?.min(12) + 4;
    let layers = if bits.read_bit("sps_sub_layer_ordering_info_present_flag")? { sub_layers + 1 } else { 1 };
    for _ in 0..layers {
        bits.read_ue("sps_max_dec_pic_buffering_minus1")?;
        bits.read_ue("sps_max_num_reorder_pics")?;
        bits.read_ue("sps_max_latency_increase_plus1")?;
    }
    for _ in 0..6 {
        bits.read_ue("log2_block_size, max_transform_hierarchy_depth")?;
    }
    Ok(counter_bits)
}

fn skip_scaling_lists(bits: &mut impl BitRead) -> Result<(), BitReaderError> {
    for size in 0..4_u32 {
        for _ in 0..if size == 3 { 2 } else { 6 } {
            if bits.read_bit("scaling_list_pred_mode_flag")? {
                let coefficients = 64.min(16 << (size * 2)) + u32::from(size > 1);
                for _ in 0..coefficients {
                    bits.read_se("scaling_list_delta_coef")?;
                }
            } else {
                bits.read_ue("scaling_list_pred_matrix_id_delta")?;
            }
        }
    }
    Ok(())
}

/// Skips a set of reference pictures, which may be told by the one before, of so many; how many are in it. Nothing
/// if these are too many.
fn skip_pictures(
    bits: &mut impl BitRead,
    may_follow: bool,
    before: u32,
) -> Result<Option<u32>, BitReaderError> {
    if may_follow && bits.read_bit("inter_ref_pic_set_prediction_flag")? {
        bits.skip(1, "delta_rps_sign")?;
        bits.read_ue("abs_delta_rps_minus1")?;
        let mut count = 0;
        for _ in 0..=before {
            let is_kept = bits.read_bit("used_by_curr_pic_flag")? || bits.read_bit("use_delta_flag")?;
            count += u32::from(is_kept);
        }
        return Ok(Some(count).filter(|count| *count <= 2 * MOST_PICTURES));
    }
    let [negative, positive] = [bits.read_ue("num_negative_pics")?, bits.read_ue("num_positive_pics")?];
    if negative > MOST_PICTURES || positive > MOST_PICTURES {
        return Ok(None);
    }
    for _ in 0..negative + positive {
        bits.read_ue("delta_poc_minus1")?;
        bits.skip(1, "used_by_curr_pic_flag")?;
    }
    Ok(Some(negative + positive))
}

fn usability(bits: &mut impl BitRead) -> Result<Vui, BitReaderError> {
    const OWN_ASPECT: u8 = 255;
    let mut found = Vui::default();
    if bits.read_bit("aspect_ratio_info_present_flag")?
        && bits.read::<8, u8>("aspect_ratio_idc")? == OWN_ASPECT
    {
        bits.skip(32, "sar_width, sar_height")?;
    }
    if bits.read_bit("overscan_info_present_flag")? {
        bits.skip(1, "overscan_appropriate_flag")?;
    }
    if bits.read_bit("video_signal_type_present_flag")? {
        bits.skip(4, "video_format, video_full_range_flag")?;
        if bits.read_bit("colour_description_present_flag")? {
            bits.skip(8, "colour_primaries")?;
            found.transfer = Some(bits.read::<8, u8>("transfer_characteristics")?);
            bits.skip(8, "matrix_coeffs")?;
        }
    }
    if bits.read_bit("chroma_loc_info_present_flag")? {
        bits.read_ue("chroma_sample_loc_type_top_field")?;
        bits.read_ue("chroma_sample_loc_type_bottom_field")?;
    }
    bits.skip(1, "neutral_chroma_indication_flag")?;
    found.has_fields = bits.read_bit("field_seq_flag")?;
    bits.skip(1, "frame_field_info_present_flag")?;
    if bits.read_bit("default_display_window_flag")? {
        for _ in 0..4 {
            bits.read_ue("def_disp_win_offset")?;
        }
    }
    if bits.read_bit("vui_timing_info_present_flag")? {
        let units = bits.read::<32, u32>("vui_num_units_in_tick")?;
        found.clock = Some((units, bits.read::<32, u32>("vui_time_scale")?));
    }
    Ok(found)
}
