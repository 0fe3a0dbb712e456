//! Variants measured: what a master playlist says of each.

use std::fs::File;
use std::io::Read;

use crate::archive::Selection;
use crate::hls::{self, Codecs, FrameRate, Resolution, Uri};
use crate::media::{self, Info};
use crate::playlist::media::listed;
use crate::time::Span;

/// How much of a segment is read to learn what is in it. Tables, parameter sets and enough pictures to tell
/// their rate come long before.
const HEAD: u64 = 4 << 20;
/// How many segments are tried before a variant's codecs count as unknown: the first may be cut off.
const TRIES: usize = 4;

/// What a master playlist says of a variant whose playlist is at `uri`: the peak and mean bit rate of the
/// selected segments (RFC 8216 §4.3.4.2), and what the first of them holds. None if nothing can be listed.
pub fn variant(selection: &Selection, uri: Uri, target_duration: u64) -> Option<hls::Variant> {
    let sizes: Vec<(u64, Span)> =
        listed(selection).map(|pick| (pick.hour.sizes()[pick.index], pick.segment.duration)).collect();
    let rate = hls::measure(&sizes, target_duration)?;
    let info = probe(selection);
    Some(hls::Variant {
        uri,
        bandwidth: rate.peak,
        average_bandwidth: Some(rate.average).filter(|&average| average > 0),
        codecs: info.codecs.and_then(|codecs| Codecs::new(codecs).ok()).unwrap_or_default(),
        resolution: info.resolution.and_then(|(width, height)| Resolution::new(width, height)),
        frame_rate: info.frame_rate.and_then(|rate| FrameRate::from_thousandths(rate.into())),
    })
}

/// What the first segment that can be understood holds.
fn probe(selection: &Selection) -> Info {
    let mut best = Info::default();
    for pick in listed(selection).take(TRIES) {
        let path = pick.hour.directory().join(pick.segment.name);
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
