//! What a master says of a variant, against the variant's segments.

use std::collections::BTreeSet;

use super::clock::Times;
use crate::hls::check::{Findings, rule};
use crate::hls::measure;
use crate::hls::read::{Media, Named, Role};
use crate::media::VideoRange;
use crate::time::Span;

/// What the segments of a playlist are, taken together.
#[derive(Debug, Default)]
pub(super) struct Measured {
    /// Bytes and duration of each, in order; of gaps, nothing.
    pub(super) sizes: Vec<(u64, Span)>,
    /// Whether every segment was read.
    pub(super) is_whole: bool,
    /// The codecs of all that could be measured.
    pub(super) codecs: BTreeSet<String>,
    /// Width and height of the largest picture.
    pub(super) resolution: Option<(u32, u32)>,
    /// When what they hold is shown.
    pub(super) times: Times,
    /// How bright the picture may be at most.
    pub(super) video_range: Option<VideoRange>,
}

/// What a master says of a variant, against its segments.
pub(super) fn check(named: &Named, media: &Media, measured: &Measured, found: &mut Findings) {
    check_rates(named, media, measured, found);
    if let Some(codecs) = &named.codecs {
        check_codecs(codecs, measured, named.line, found);
    }
    if let (Some((width, height)), Some((told_width, told_height))) = (measured.resolution, named.resolution)
        && (u64::from(width), u64::from(height)) != (told_width, told_height)
    {
        let message =
            format!("RESOLUTION is {told_width}x{told_height}, but the picture is {width}x{height}");
        found.add(rule::SEGMENT_PICTURE, named.line, message);
    }
    // Renditions have no such attribute, and where it is missing it means SDR.
    let range = measured.video_range.filter(|_| named.role != Role::Rendition).map(|range| match range {
        VideoRange::Sdr => "SDR",
        VideoRange::Hlg => "HLG",
        VideoRange::Pq => "PQ",
    });
    let told = named.video_range.as_deref().unwrap_or("SDR");
    // HLG that old decoders take for SDR says what it is in hints that are not read here (ITU-T H.265 §D.2.38).
    let may_be = |range: &str| range == told || (range, told) == ("SDR", "HLG");
    if let Some(range) = range.filter(|range| !may_be(range)) {
        let message = format!("VIDEO-RANGE is {told}, but that of the picture is {range}");
        found.add(rule::SEGMENT_PICTURE, named.line, message);
    }
}

fn check_rates(named: &Named, media: &Media, measured: &Measured, found: &mut Findings) {
    // What renditions add is not known here, and an I-frame is measured by itself.
    let Some((_, target)) = media.target_duration.filter(|_| measured.is_whole && !named.has_groups) else {
        return;
    };
    let Some(real) = measure(&measured.sizes, target).filter(|_| !media.is_iframes_only) else { return };
    let is_final = media.is_ended();
    if let Some(told) = named.bandwidth {
        let is_below = u128::from(told) * 100 < u128::from(real.peak) * if is_final { 99 } else { 80 };
        if is_below {
            let message = format!("BANDWIDTH is {told}, but the peak of the segments is {}", real.peak);
            found.add(rule::PEAK, named.line, message);
        } else if is_final && u128::from(told) * 100 > u128::from(real.peak) * 150 {
            let message = format!("BANDWIDTH is {told}, far above the segments' peak of {}", real.peak);
            found.add(rule::AVERAGE, named.line, message);
        }
    }
    if let Some(told) = named.average_bandwidth.filter(|_| is_final) {
        let (told_bits, real_bits) = (u128::from(told) * 100, u128::from(real.average));
        if told_bits < real_bits * 90 || told_bits > real_bits * 110 {
            let message =
                format!("AVERAGE-BANDWIDTH is {told}, but the segments' average is {}", real.average);
            found.add(rule::AVERAGE, named.line, message);
        }
    }
}

fn check_codecs(told: &str, measured: &Measured, line: usize, found: &mut Findings) {
    let kind = |codec: &str| codec.split('.').next().unwrap_or_default().to_ascii_lowercase();
    // The same but for where parameter sets are.
    let alike = |kind: String| match kind.as_str() {
        "avc3" => "avc1".to_owned(),
        "hev1" => "hvc1".to_owned(),
        _ => kind,
    };
    for codec in &measured.codecs {
        let same_kind = || told.split(',').filter(|other| alike(kind(other)) == alike(kind(codec)));
        if same_kind().next().is_none() {
            found.add(rule::SEGMENT_CODECS, line, format!("CODECS lacks {codec}, which is in the segments"));
        } else if !same_kind().any(|other| other.eq_ignore_ascii_case(codec) || codec == "mp4a.40.2") {
            found.add(
                rule::SEGMENT_PICTURE,
                line,
                format!("CODECS has no {codec}, which is in the segments"),
            );
        }
    }
}
