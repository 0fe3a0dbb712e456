//! The master playlist beside lists that grow: it changes when a variant comes, and when what it promises of one is
//! not enough any more.

use std::collections::HashMap;

use crate::hls::read::{Document, Playlist, Role};
use crate::hls::{
    self, Codecs, FrameRate, MasterError, MasterPlaylist, Resolution, Uri, Variant, VideoRange,
};
use crate::media::Info;
use crate::playlist::gaps::Item;
use crate::playlist::master;
use crate::time::Span;

/// How many segments of a variant tell its bit rate.
const MOST_SIZES: usize = 1_000;
/// How many must, before the mean bit rate is another.
const ENOUGH_SIZES: usize = 20;

/// What the master playlist says.
#[derive(Debug, Default)]
pub(super) struct Offer {
    told: Vec<Variant>,
    /// The newest segments of each, by URI: how many bytes, and how long.
    sizes: HashMap<Uri, Vec<(u64, Span)>>,
}

impl Offer {
    /// The one that was written, if it was by this program.
    pub(super) fn read(bytes: &[u8]) -> Option<Self> {
        let named = Playlist::read(&Document::new(bytes)).master.named;
        let variant = |named: &hls::read::Named| {
            let size =
                |(width, height): (u64, u64)| Some((u32::try_from(width).ok()?, u32::try_from(height).ok()?));
            let size = named.resolution.and_then(size);
            let codecs = named.codecs.iter().flat_map(|codecs| codecs.split(','));
            (named.role == Role::Variant).then_some(())?;
            Some(Variant {
                uri: Uri::parse(&named.uri)?,
                bandwidth: named.bandwidth?,
                average_bandwidth: named.average_bandwidth,
                codecs: Codecs::new(codecs).ok()?,
                resolution: size.and_then(|(width, height)| Resolution::new(width, height)),
                frame_rate: named
                    .frame_rate
                    .and_then(|millionths| FrameRate::from_thousandths(millionths / 1_000)),
                video_range: named.video_range.as_deref().and_then(VideoRange::parse),
            })
        };
        let told = named.iter().map(variant).collect::<Option<Vec<Variant>>>()?;
        let offer = Self { told, sizes: HashMap::new() };
        (offer.text().ok()?.as_bytes() == bytes).then_some(offer)
    }

    /// Whether a variant is in it.
    pub(super) fn has(&self, uri: &Uri) -> bool {
        self.told.iter().any(|variant| variant.uri == *uri)
    }

    /// Takes in what a variant has got, each item with its size; tells whether that changes anything. What was said
    /// is only ever raised, and then by a little more than is needed, so that this happens seldom.
    pub(super) fn add(&mut self, uri: &Uri, items: &[Item<'_>], sizes: &[u64], target_duration: u64) -> bool {
        let known = self.sizes.entry(uri.clone()).or_default();
        known.extend(sizes.iter().copied().zip(items.iter().map(|item| item.duration)));
        known.drain(..known.len().saturating_sub(MOST_SIZES));
        let Some(rate) = hls::measure(known, target_duration) else { return false };
        let Some(told) = self.told.iter_mut().find(|variant| variant.uri == *uri) else {
            let variant = master::variant(items, uri.clone(), target_duration);
            let Some(variant) = variant else { return false };
            // The sizes that were asked for just now.
            let average = Some(rate.average).filter(|average| *average > 0);
            self.told.push(Variant { bandwidth: rate.peak, average_bandwidth: average, ..variant });
            return true;
        };
        let before = told.clone();
        if rate.peak > told.bandwidth {
            told.bandwidth = rate.peak.saturating_add(rate.peak / 10);
        }
        let average = told.average_bandwidth.unwrap_or(0);
        if known.len() >= ENOUGH_SIZES && rate.average > average.saturating_add(average / 10) {
            told.average_bandwidth = Some(rate.average);
        }
        let info = master::info(items, told.codecs.is_empty());
        raise(told, info);
        *told != before
    }

    /// Its text.
    pub(super) fn text(&self) -> Result<String, MasterError> {
        let mut variants = self.told.clone();
        variants.sort_by_key(|variant| std::cmp::Reverse(variant.bandwidth));
        Ok(MasterPlaylist::new(variants)?.to_string())
    }
}

/// Adds what newer segments hold to what is said of a variant.
fn raise(told: &mut Variant, info: Option<Info>) {
    let Some(info) = info else { return };
    let new = info.codecs.unwrap_or_default();
    let all = told.codecs.iter().map(str::to_owned).chain(new);
    if let Ok(codecs) = Codecs::new(all.collect::<Vec<_>>()) {
        told.codecs = codecs;
    }
    let resolution = info.resolution.and_then(|(width, height)| Resolution::new(width, height));
    told.resolution = told.resolution.or(resolution);
    let frame_rate = info.frame_rate.and_then(|rate| FrameRate::from_thousandths(rate.into()));
    told.frame_rate = told.frame_rate.or(frame_rate);
    told.video_range = told.video_range.max(info.video_range.map(master::video_range));
}
