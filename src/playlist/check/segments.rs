//! Segments against what their playlist says of them.

use std::collections::BTreeSet;

use super::place::{Place, PlaceError};
use crate::fetch::Fetcher;
use crate::hls::check::{Findings, rule};
use crate::hls::measure;
use crate::hls::read::{ByteRange, Media, Named, Segment};
use crate::media::read_head;
use crate::time::Span;

/// What the segments of a playlist are, taken together.
#[derive(Debug, Default)]
pub(super) struct Measured {
    /// Bytes and duration of each, in order; of gaps, nothing.
    sizes: Vec<(u64, Span)>,
    /// Whether every segment was read.
    is_whole: bool,
    codecs: BTreeSet<String>,
    resolution: Option<(u32, u32)>,
}

/// Opens every segment that a playlist lists, but gaps, and tells what is not as it says.
pub(super) async fn check(fetcher: &Fetcher, place: &Place, media: &Media, found: &mut Findings) -> Measured {
    let mut measured = Measured { is_whole: media.left_off == 0, ..Measured::default() };
    check_maps(fetcher, place, media, found).await;
    for segment in &media.segments {
        let duration = Span::from_micros(segment.micros());
        if segment.is_gap {
            measured.sizes.push((0, duration));
            continue;
        }
        match read(fetcher, place, &segment.uri, segment.byte_range).await {
            Ok(bytes) => {
                measured.sizes.push((bytes.len() as u64, duration));
                check_bytes(&bytes, segment, media, &mut measured, found);
            }
            Err(error) => {
                measured.is_whole = false;
                let is_missing = error.is_missing();
                let rule = if is_missing { rule::SEGMENT_MISSING } else { rule::SEGMENT_UNREADABLE };
                found.add(rule, segment.line, format!("the segment cannot be read: {error}"));
            }
        }
    }
    measured
}

async fn check_maps(fetcher: &Fetcher, place: &Place, media: &Media, found: &mut Findings) {
    for map in media.maps.iter().filter(|map| !map.uri.is_empty()) {
        match read(fetcher, place, &map.uri, map.byte_range).await {
            Err(error) => {
                found.add(rule::SEGMENT_MISSING, map.line, format!("the map cannot be read: {error}"));
            }
            Ok(bytes) => {
                let length = map.byte_range.map_or(1, |range| range.length);
                if (bytes.len() as u64) < length {
                    let message = format!("the map has {} bytes of {length}", bytes.len());
                    found.add(rule::SEGMENT_RANGE, map.line, message);
                }
            }
        }
    }
}

async fn read(
    fetcher: &Fetcher,
    place: &Place,
    uri: &str,
    range: Option<ByteRange>,
) -> Result<Vec<u8>, PlaceError> {
    let place = place.resolve(uri).ok_or_else(|| PlaceError::NoUrl(uri.chars().take(60).collect()))?;
    // Where a range begins nobody knows, its segment is told to be wrong already.
    let range = range.map(|range| (range.offset.unwrap_or(0), range.length));
    place.read_segment(fetcher, range).await
}

fn check_bytes(
    bytes: &[u8],
    segment: &Segment,
    media: &Media,
    measured: &mut Measured,
    found: &mut Findings,
) {
    let size = bytes.len() as u64;
    if let Some(range) = segment.byte_range.filter(|range| size < range.length) {
        let message =
            format!("the byte range goes beyond the end: {size} bytes of {} are there", range.length);
        found.add(rule::SEGMENT_RANGE, segment.line, message);
        return;
    }
    if size == 0 {
        found.add(rule::SEGMENT_EMPTY, segment.line, "the segment is empty");
        return;
    }
    let (micros, rate) = (segment.micros(), segment.bitrate);
    if let Some((line, rate)) = rate.filter(|_| micros > 0) {
        let real = u128::from(size) * 8_000 / u128::from(micros);
        let told = u128::from(rate);
        // Within ten in a hundred, and what rounding to kbit/s leaves.
        if told * 100 + 100 < real * 90 || told * 100 > real * 110 + 100 {
            let message =
                format!("#EXT-X-BITRATE is {rate} (line {line}), but the segment has {real} kbit/s");
            found.add(rule::SEGMENT_BITRATE, segment.line, message);
        }
    }
    let key = segment.key.and_then(|key| media.keys.get(key));
    if key.is_some_and(|key| &*key.method != "NONE") {
        return;
    }
    if !is_known(bytes) {
        let message = "the segment is neither MPEG-TS nor MP4, nor packed audio, nor WebVTT";
        found.add(rule::SEGMENT_UNREADABLE, segment.line, message);
        return;
    }
    let info = read_head(bytes);
    measured.codecs.extend(info.codecs.into_iter().flatten());
    measured.resolution = measured.resolution.max(info.resolution);
}

/// Whether bytes begin as one of the formats of RFC 8216 §3 does.
fn is_known(bytes: &[u8]) -> bool {
    const BOXES: [&[u8]; 10] =
        [b"ftyp", b"styp", b"moof", b"moov", b"sidx", b"emsg", b"prft", b"free", b"mdat", b"uuid"];
    let is_transport =
        bytes.len() >= 188 && bytes[0] == 0x47 && bytes.get(188).is_none_or(|byte| *byte == 0x47);
    let is_mp4 = bytes.get(4..8).is_some_and(|name| BOXES.contains(&name));
    let is_text = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes).starts_with(b"WEBVTT");
    let is_audio = bytes.starts_with(b"ID3")
        || matches!(bytes, [0xff, second, ..] if second & 0xe0 == 0xe0)
        || matches!(bytes, [0x0b, 0x77, ..]);
    is_transport || is_mp4 || is_text || is_audio
}

/// What a master says of a variant, against its segments.
pub(super) fn check_variant(named: &Named, media: &Media, measured: &Measured, found: &mut Findings) {
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
        let (told_128, real_128) = (u128::from(told) * 100, u128::from(real.average));
        if told_128 < real_128 * 90 || told_128 > real_128 * 110 {
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
