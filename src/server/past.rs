//! A range of the past: what is in its playlists does not grow, and all variants of the stream are laid out
//! together, whichever of them is asked for.
//!
//! Who asks for one variant gets all it has in the range. It is the master playlist that offers no more of each than
//! what they have in common.

use crate::archive::{ArchiveError, Selection};
use crate::hls::{self, Kind, MediaPlaylist, Uri, UriError};
use crate::playlist::align::{lay_out, trim};
use crate::playlist::entry::by_name;
use crate::playlist::gaps::{Holes, Item};
use crate::playlist::links::Links;
use crate::playlist::range::Range;
use crate::playlist::{master, media};
use crate::server::answer::Problem;
use crate::server::state::State;
use crate::time::Time;

/// The media playlist of a variant of which this was selected.
pub(super) fn media(
    state: &State,
    [stream, variant]: [&str; 2],
    selection: &Selection,
    range: Range,
    links: &Links,
) -> Result<MediaPlaylist, Problem> {
    let siblings = siblings(state, stream, variant, range)?;
    let all: Vec<_> = [selection].into_iter().chain(&siblings).map(by_name).collect();
    let target_duration = media::target_duration_of(&all);
    let laid = lay_out(all, Holes::Discontinuity, target_duration);
    Ok(media::build(&laid[0], Kind::Vod, links, &links.gap()?, target_duration)?)
}

/// What a master playlist says of variants of which these were selected, in the same order. Where the playlists are
/// is told by `uri`.
///
/// Of one and the same range, variants are offered from where all begin to where the first ends, and `uri` is told
/// that this is asked of them; those that have nothing in common with the longest are left out.
pub(super) fn variants(
    selections: &[&Selection],
    is_same_range: bool,
    uri: impl Fn(usize, Option<(Time, Time)>) -> Result<Uri, UriError>,
) -> Result<Vec<hls::Variant>, UriError> {
    let mut all: Vec<_> = selections.iter().map(|selection| by_name(selection)).collect();
    let target_duration = media::target_duration_of(&all);
    let whole: usize = all.iter().map(Vec::len).sum();
    let common = if is_same_range { trim(&mut all, target_duration) } else { None };
    let is_less = all.iter().map(Vec::len).sum::<usize>() < whole;
    let laid: Vec<Vec<Item<'_>>> = lay_out(all, Holes::Discontinuity, target_duration);
    let mut variants = Vec::with_capacity(laid.len());
    for (index, items) in laid.iter().enumerate() {
        variants.extend(master::variant(items, uri(index, common.filter(|_| is_less))?, target_duration));
    }
    Ok(variants)
}

/// What the other variants of the stream have in that range. One that cannot be read does not count.
fn siblings(
    state: &State,
    stream: &str,
    variant: &str,
    range: Range,
) -> Result<Vec<Selection>, ArchiveError> {
    let archive = &state.archive;
    let sibling = |name: &str| -> Result<Option<Selection>, ArchiveError> {
        let Some(found) = archive.variant(&[stream, name])? else { return Ok(None) };
        archive.select(&found, range.start, range.end).map(Some)
    };
    let mut siblings = Vec::new();
    for name in archive.variants(&[stream])?.iter().filter(|name| *name != variant) {
        match sibling(name) {
            Ok(found) => siblings.extend(found),
            Err(error) => {
                tracing::warn!("{error}: {}; it is not laid out with the others", error.source);
            }
        }
    }
    Ok(siblings)
}
