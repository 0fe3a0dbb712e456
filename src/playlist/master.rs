//! Variants measured: what a master playlist says of each.

use std::fs::File;
use std::io::Read;
use std::sync::Arc;

use crate::hls::{self, Codecs, FrameRate, Resolution, Uri, VideoRange};
use crate::media::{self, Info, Measured};
use crate::playlist::entry::Entry;
use crate::playlist::gaps::Item;
use crate::time::Span;

/// How much of a segment is read to learn what is in it. Tables, parameter sets and enough pictures to tell
/// their rate come long before.
const HEAD: u64 = 4 << 20;
/// How many segments are tried before a variant's codecs count as unknown: the first may be cut off.
const TRIES: usize = 4;

/// What a master playlist says of a variant whose playlist is at `uri`: the peak and mean bit rate of the
/// selected segments (RFC 8216 §4.3.4.2), and what the first of them holds. None if nothing can be listed.
///
/// A gap takes time and no bits. A segment that was opened tells what is in it; if none was, the first is.
pub fn variant(items: &[Item<'_>], uri: Uri, target_duration: u64) -> Option<hls::Variant> {
    let entries: Vec<&Entry<'_>> = items.iter().filter_map(|item| item.entry.as_ref()).collect();
    let size = |item: &Item<'_>| item.entry.as_ref().map_or(0, Entry::size);
    let sizes: Vec<(u64, Span)> = items.iter().map(|item| (size(item), item.duration)).collect();
    let rate = hls::measure(&sizes, target_duration)?;
    let info = union(&entries).unwrap_or_else(|| probe(&entries));
    Some(hls::Variant {
        uri,
        bandwidth: rate.peak,
        average_bandwidth: Some(rate.average).filter(|&average| average > 0),
        codecs: info.codecs.and_then(|codecs| Codecs::new(codecs).ok()).unwrap_or_default(),
        resolution: info.resolution.and_then(|(width, height)| Resolution::new(width, height)),
        frame_rate: info.frame_rate.and_then(|rate| FrameRate::from_thousandths(rate.into())),
        video_range: info.video_range.map(video_range),
    })
}

/// What a master playlist calls the range of a variant's pictures.
pub(crate) const fn video_range(range: media::VideoRange) -> VideoRange {
    match range {
        media::VideoRange::Sdr => VideoRange::Sdr,
        media::VideoRange::Hlg => VideoRange::Hlg,
        media::VideoRange::Pq => VideoRange::Pq,
    }
}

/// What these segments hold, as far as they were opened; if none was, and that is asked for, the first is.
pub(crate) fn info(items: &[Item<'_>], probes: bool) -> Option<Info> {
    let entries: Vec<&Entry<'_>> = items.iter().filter_map(|item| item.entry.as_ref()).collect();
    union(&entries).or_else(|| probes.then(|| probe(&entries)))
}

/// What all segments hold that were opened; none if none was.
fn union(entries: &[&Entry<'_>]) -> Option<Info> {
    let mut all: Option<Info> = None;
    let mut codecs = Some(Vec::new());
    let mut last: Option<&Arc<Measured>> = None;
    for measured in entries.iter().filter_map(|entry| entry.measured.as_ref()) {
        if last.replace(measured).is_some_and(|last| Arc::ptr_eq(last, measured)) {
            continue;
        }
        let info = all.get_or_insert_default();
        // One that is not known makes the list wrong (RFC 8216 §4.3.4.2).
        codecs = codecs.zip(measured.codecs()).map(|(mut known, new): (Vec<String>, _)| {
            for codec in new {
                if !known.contains(&codec) {
                    known.push(codec);
                }
            }
            known
        });
        let area = |size: &(u32, u32)| u64::from(size.0) * u64::from(size.1);
        info.resolution = info.resolution.into_iter().chain(measured.resolution()).max_by_key(area);
        info.frame_rate = info.frame_rate.max(measured.frame_rate());
        info.video_range = info.video_range.max(measured.video_range());
    }
    all.map(|info| Info { codecs: codecs.filter(|codecs| !codecs.is_empty()), ..info })
}

/// What the first segment that can be understood holds.
fn probe(entries: &[&Entry<'_>]) -> Info {
    let mut best = Info::default();
    for entry in entries.iter().take(TRIES) {
        let path = entry.path();
        let mut head = Vec::new();
        let read = File::open(&path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
        if let Err(error) = read {
            tracing::debug!("cannot read {}: {error}", path.display());
            continue;
        }
        let info = media::read_head(&head);
        if info.codecs.is_some() {
            return info;
        }
        if best.resolution.is_none() {
            best = info;
        }
    }
    best
}
