//! Segments against what their playlist says of them.

use std::collections::BTreeSet;

use super::place::{Place, PlaceError};
use super::variant::Measured;
use crate::fetch::Fetcher;
use crate::hls::check::{Findings, rule};
use crate::hls::read::{ByteRange, Media, Segment};
use crate::media::{self, MeasureError, Reason, measure_with_init};
use crate::time::Span;

/// How far a duration may be from what is measured, in microseconds: a frame or two, or what is left of one.
const TOLERANCE: u64 = 60_000;
/// By how much it is wrong beyond doubt.
const FAR: u64 = 500_000;
/// How far times may leap, in microseconds, before nobody can call it rounding.
const LEAP: u64 = 100_000;
/// The longest initialization section that is looked for at the start of a file, in bytes.
const LONGEST_START: u64 = 1 << 20;

/// Opens every segment that a playlist lists, but gaps, and tells what is not as it says.
pub(super) async fn check(fetcher: &Fetcher, place: &Place, media: &Media, found: &mut Findings) -> Measured {
    let mut looker = Looker {
        media,
        measured: Measured { is_whole: media.left_off == 0, ..Measured::default() },
        init: Vec::new(),
        map: None,
        start_of: None,
        previous: None,
        codecs: BTreeSet::new(),
    };
    for segment in &media.segments {
        looker.read_map(fetcher, place, segment, found).await;
        looker.read_start(fetcher, place, segment).await;
        let duration = Span::from_micros(segment.micros());
        if segment.is_gap {
            looker.measured.sizes.push((0, duration));
            looker.previous = None;
            looker.measured.times.add(segment, None);
            continue;
        }
        match read(fetcher, place, &segment.uri, segment.byte_range).await {
            Ok(bytes) => {
                looker.measured.sizes.push((bytes.len() as u64, duration));
                looker.look(&bytes, segment, found);
            }
            Err(error) => {
                (looker.measured.is_whole, looker.previous) = (false, None);
                let is_missing = error.is_missing();
                let rule = if is_missing { rule::SEGMENT_MISSING } else { rule::SEGMENT_UNREADABLE };
                found.add(rule, segment.line, format!("the segment cannot be read: {error}"));
            }
        }
        looker.measured.times.add(segment, looker.previous.as_ref());
    }
    looker.measured.codecs = looker.codecs;
    looker.measured
}

async fn read(
    fetcher: &Fetcher,
    place: &Place,
    uri: &str,
    range: Option<ByteRange>,
) -> Result<Vec<u8>, PlaceError> {
    let place = place.resolve(uri).ok_or_else(|| PlaceError::NoUrl(uri.chars().take(60).collect()))?;
    // Of a range that says not where it begins it is told elsewhere that it should.
    let range = range.map(|range| (range.offset.unwrap_or(0), range.length));
    place.read_segment(fetcher, range).await
}

/// Looks at segments in order.
struct Looker<'a> {
    media: &'a Media,
    measured: Measured,
    /// The initialization section that applies, and which of the playlist's it is.
    init: Vec<u8>,
    map: Option<usize>,
    /// The file whose start it is, where there is no map.
    start_of: Option<Box<str>>,
    /// The segment before, if it could be measured.
    previous: Option<media::Measured>,
    codecs: BTreeSet<String>,
}

impl Looker<'_> {
    async fn read_map(&mut self, fetcher: &Fetcher, place: &Place, segment: &Segment, found: &mut Findings) {
        if segment.map == self.map {
            return;
        }
        (self.map, self.start_of) = (segment.map, None);
        self.init.clear();
        let Some(map) =
            segment.map.and_then(|map| self.media.maps.get(map)).filter(|map| !map.uri.is_empty())
        else {
            return;
        };
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
                self.init = bytes;
            }
        }
    }

    /// Without a map an I-frame's initialization section is what its file has in front of the first of them (RFC 8216
    /// §4.3.3.6). If it cannot be read, the segments will say that they miss it.
    async fn read_start(&mut self, fetcher: &Fetcher, place: &Place, segment: &Segment) {
        let Some(range) = segment.byte_range.filter(|_| self.media.is_iframes_only && segment.map.is_none())
        else {
            return;
        };
        if self.start_of.as_ref() == Some(&segment.uri) {
            return;
        }
        let length = range.offset.unwrap_or(0).min(LONGEST_START);
        let start = ByteRange { length, offset: Some(0) };
        self.init = match length {
            0 => Vec::new(),
            _ => read(fetcher, place, &segment.uri, Some(start)).await.unwrap_or_default(),
        };
        self.start_of = Some(segment.uri.clone());
    }

    fn look(&mut self, bytes: &[u8], segment: &Segment, found: &mut Findings) {
        let previous = self.previous.take();
        if !check_size(bytes, segment, found) {
            return;
        }
        let method = segment.key.and_then(|key| self.media.keys.get(key)).map_or("NONE", |key| &*key.method);
        if !matches!(method, "NONE" | "SAMPLE-AES" | "SAMPLE-AES-CTR") || is_text(bytes) {
            // Encrypted as a whole, or text.
            return;
        }
        let measured = match measure_with_init(&self.init, bytes) {
            Ok(measured) => measured,
            Err(error) => {
                let rule = match error {
                    MeasureError::NoTables | MeasureError::NoInit => rule::SEGMENT_HEADLESS,
                    _ => rule::SEGMENT_UNREADABLE,
                };
                found.add(rule, segment.line, format!("the segment says nothing of itself: {error}"));
                return;
            }
        };
        // An I-frame is what its segment begins with, and the rest is left off.
        let is_part = self.media.is_iframes_only && segment.byte_range.is_some();
        check_faults(&measured, is_part, segment, found);
        if !self.media.is_iframes_only {
            self.check_duration(&measured, segment, found);
            if let Some(previous) = &previous {
                check_break(previous, &measured, segment, found);
            }
        }
        if self.media.is_independent && method == "NONE" && !measured.is_independent() {
            let message = "#EXT-X-INDEPENDENT-SEGMENTS, but this segment can't be decoded by itself";
            found.add(rule::SEGMENT_START, segment.line, message);
        }
        if method == "NONE" {
            self.codecs.extend(measured.codecs().into_iter().flatten());
            self.measured.video_range = self.measured.video_range.max(measured.video_range());
            let area = |size: &(u32, u32)| u64::from(size.0) * u64::from(size.1);
            let sizes = [self.measured.resolution, measured.resolution()];
            self.measured.resolution = sizes.into_iter().flatten().max_by_key(area);
        }
        self.previous = Some(measured);
    }

    fn check_duration(&self, measured: &media::Measured, segment: &Segment, found: &mut Findings) {
        let (told, real) = (segment.micros(), measured.duration().micros());
        if real == 0 {
            return;
        }
        let rounded = real / 1_000_000 + u64::from(real % 1_000_000 >= 500_000);
        if let Some((_, target)) = self.media.target_duration.filter(|(_, target)| rounded > *target) {
            let message = format!(
                "the segment is {} long, more than the target of {target} s",
                Span::from_micros(real)
            );
            found.add(rule::SEGMENT_OVER_TARGET, segment.line, message);
        }
        let (apart, is_whole) = (told.abs_diff(real), told.is_multiple_of(1_000_000));
        // One that is told in whole seconds is rounded.
        if apart > if is_whole { FAR } else { TOLERANCE } {
            let rule = if apart > FAR { rule::SEGMENT_DURATION_FAR } else { rule::SEGMENT_DURATION };
            let (told, real) = (Span::from_micros(told), Span::from_micros(real));
            found.add(rule, segment.line, format!("#EXTINF is {told}, but the segment is {real} long"));
        }
    }
}

/// Whether there is as much of it as there should be.
fn check_size(bytes: &[u8], segment: &Segment, found: &mut Findings) -> bool {
    let size = bytes.len() as u64;
    if let Some(range) = segment.byte_range.filter(|range| size < range.length) {
        let message =
            format!("the byte range goes beyond the end: {size} bytes of {} are there", range.length);
        found.add(rule::SEGMENT_RANGE, segment.line, message);
        return false;
    }
    if size == 0 {
        found.add(rule::SEGMENT_EMPTY, segment.line, "the segment is empty");
        return false;
    }
    let micros = segment.micros();
    if let Some((line, rate)) = segment.bitrate.filter(|_| micros > 0) {
        let real = u128::from(size) * 8_000 / u128::from(micros);
        let told = u128::from(rate);
        // Within ten in a hundred, and what rounding to kbit/s leaves.
        if told * 100 + 100 < real * 90 || told * 100 > real * 110 + 100 {
            let message =
                format!("#EXT-X-BITRATE is {rate} (line {line}), but the segment has {real} kbit/s");
            found.add(rule::SEGMENT_BITRATE, segment.line, message);
        }
    }
    true
}

fn is_text(bytes: &[u8]) -> bool {
    bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes).starts_with(b"WEBVTT")
}

fn check_faults(measured: &media::Measured, is_part: bool, segment: &Segment, found: &mut Findings) {
    let faults = measured.faults;
    let told = [
        (faults.truncated && !is_part, "its end is missing"),
        (faults.continuity > 0, "packets are missing in it"),
        (faults.damaged > 0, "parts of it are damaged"),
        (faults.leaps > 0, "times leap inside it"),
    ];
    let told: Vec<&str> = told.into_iter().filter(|(is_so, _)| *is_so).map(|(_, what)| what).collect();
    if !told.is_empty() {
        found.add(
            rule::SEGMENT_UNREADABLE,
            segment.line,
            format!("the segment is damaged: {}", told.join(", ")),
        );
    }
}

fn check_break(previous: &media::Measured, next: &media::Measured, segment: &Segment, found: &mut Findings) {
    match next.follows(previous) {
        Ok(()) if segment.discontinuities > 0 => {
            let message = "#EXT-X-DISCONTINUITY, but the segment goes on where the one before it ended";
            found.add(rule::NO_BREAK, segment.line, message);
        }
        Err(broken) if segment.discontinuities == 0 => {
            let is_certain = broken.reasons.iter().any(|reason| match reason {
                Reason::Format | Reason::Tracks => true,
                Reason::Times { micros, .. } => micros.unsigned_abs() > LEAP,
                Reason::Parameters { .. } | Reason::Counters { .. } => false,
            });
            let rule = if is_certain { rule::SEGMENT_BREAK } else { rule::SEGMENT_SEAM };
            found.add(rule, segment.line, format!("a break without #EXT-X-DISCONTINUITY: {broken}"));
        }
        _ => {}
    }
}
