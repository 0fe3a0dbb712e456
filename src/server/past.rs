//! A range of the past: what is in its playlists does not grow, and all variants of the stream are laid out
//! together, whichever of them is asked for.
//!
//! Who asks for one variant gets all it has in the range. It is the master playlist that offers no more of each than
//! what they have in common.

use std::sync::Arc;

use crate::archive::{ArchiveError, Selection};
use crate::hls::{self, Kind, Uri, UriError};
use crate::playlist::align::{lay_out, trim};
use crate::playlist::entry::Entry;
use crate::playlist::gaps::{Holes, Item};
use crate::playlist::links::Links;
use crate::playlist::range::Range;
use crate::playlist::{block, master, media, seam};
use crate::server::answer::{Content, Problem};
use crate::server::cache::texts::Hours;
use crate::server::cache::whole::Whole;
use crate::server::state::State;
use crate::time::Time;

/// The text of the media playlist of a variant of which this was selected.
pub(super) fn media(
    state: &State,
    [stream, variant]: [&str; 2],
    selection: &Selection,
    range: Range,
    links: &Links,
) -> Result<Content, Problem> {
    let siblings = siblings(state, stream, variant, range)?;
    if state.gauge.is_none()
        && let Some(target_duration) = block::target_duration(selection, &siblings)
    {
        let cut = state.sheets.cut([stream, variant], selection, links, target_duration)?;
        return Ok(Content::Cut(cut));
    }
    let part = (stream.to_owned(), variant.to_owned(), range.start, range.end);
    let hours = Hours::of([selection].into_iter().chain(&siblings));
    if let Some(text) = state.laid_out.find(&part, &hours) {
        return Ok(Content::Whole(text));
    }
    let all: Vec<_> = [selection].into_iter().chain(&siblings).map(|found| entries(state, found)).collect();
    // What could not be opened may be next time.
    let is_final = state.gauge.is_none() || all.iter().flatten().all(|entry| entry.measured.is_some());
    let target_duration = media::target_duration_of(&all);
    let laid = lay_out(all, Holes::Discontinuity, target_duration);
    let playlist = media::build(&laid[0], Kind::Vod, links, &links.gap()?, target_duration)?;
    // If it is true of all variants the master playlist says so, and then this should not (RFC 8216 §4.3.5).
    let is_said = laid.iter().all(|items| media::are_independent(items));
    let is_independent = media::are_independent(&laid[0]);
    let playlist = if is_independent && !is_said { playlist.with_independent_segments() } else { playlist };
    let text = Arc::new(Whole::new(playlist.to_string()));
    Content::Whole(Arc::clone(&text)).count(&state.budget)?;
    if is_final {
        state.laid_out.keep(part, hours, &text);
    }
    Ok(Content::Whole(text))
}

/// The segments of a selection, measured if the server measures.
pub(super) fn entries<'a>(state: &State, selection: &'a Selection) -> Vec<Entry<'a>> {
    seam::entries(selection, state.gauge.as_deref())
}

/// What a master playlist says of variants of which these were selected, in the same order, and whether all their
/// segments were found to be independent. Where the playlists are is told by `uri`.
///
/// Of one and the same range, variants are offered from where all begin to where the first ends, and `uri` is told
/// that this is asked of them; those that have nothing in common with the longest are left out.
pub(super) fn variants(
    state: &State,
    selections: &[&Selection],
    is_same_range: bool,
    uri: impl Fn(usize, Option<(Time, Time)>) -> Result<Uri, UriError>,
) -> Result<(Vec<hls::Variant>, bool), UriError> {
    let mut all: Vec<_> = selections.iter().map(|selection| entries(state, selection)).collect();
    let target_duration = media::target_duration_of(&all);
    let whole: usize = all.iter().map(Vec::len).sum();
    let common = if is_same_range { trim(&mut all, target_duration) } else { None };
    let is_less = all.iter().map(Vec::len).sum::<usize>() < whole;
    let laid: Vec<Vec<Item<'_>>> = lay_out(all, Holes::Discontinuity, target_duration);
    let mut variants = Vec::with_capacity(laid.len());
    for (index, items) in laid.iter().enumerate() {
        variants.extend(master::variant(items, uri(index, common.filter(|_| is_less))?, target_duration));
    }
    Ok((variants, laid.iter().all(|items| media::are_independent(items))))
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
        state.select(&found, range).map(Some)
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
