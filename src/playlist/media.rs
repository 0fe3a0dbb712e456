//! A selection of segments made into a media playlist.

use std::fmt;
use std::sync::Arc;

use crate::archive::name::Completeness;
use crate::archive::{Pick, Selection};
use crate::hls::{self, Kind, Map, MediaError, MediaPlaylist, Uri, UriError};
use crate::playlist::entry::{Entry, Init};
use crate::playlist::gaps::Item;
use crate::playlist::links::Links;
use crate::time::{Span, Time};

/// Why a selection makes no playlist.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// Its segments' URIs cannot be written.
    #[error(transparent)]
    Uri(#[from] UriError),
    /// Its segments break a rule of HLS.
    #[error(transparent)]
    Media(#[from] MediaError),
    /// Nothing is there of what it has listed before. It may have been deleted, or only be away for a moment.
    #[error("its recordings are not there")]
    Away,
}

/// A part of a range for which there is nothing to play.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hole {
    /// Where what was there before ends.
    pub from: Time,
    /// Where it goes on. Not after `from` if the segment before was cut off, by an unknown part.
    pub to: Time,
}

impl fmt::Display for Hole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.from < self.to {
            write!(f, "{} to {} ({})", self.from, self.to, self.to.since(self.from))
        } else {
            write!(f, "before {}, where a segment was cut off", self.to)
        }
    }
}

/// Whether a playlist can list it: a segment of no length stops players, and holds nothing.
pub(crate) fn is_listable(duration: Span) -> bool {
    duration > Span::ZERO
}

/// The segments a playlist lists of a selection: those that take time. What follows one that does not is
/// still known to follow a hole.
pub(crate) fn listed(selection: &Selection) -> impl Iterator<Item = Pick<'_>> {
    let mut hole = false;
    selection.iter().filter_map(move |mut pick| {
        pick.after_hole |= std::mem::take(&mut hole);
        if !is_listable(pick.segment.duration) {
            hole = pick.after_hole || pick.segment.completeness != Completeness::Full;
            return None;
        }
        Some(pick)
    })
}

/// The least target duration of these variants together, as all playlists of one master need the same
/// (RFC 8216 §6.2.4), in seconds.
pub fn target_duration_of(variants: &[Vec<Entry<'_>>]) -> u64 {
    hls::target_duration(variants.iter().flatten().map(|entry| entry.duration))
}

/// The playlist of what was laid out; it will not change by itself. Gaps lead to `gap`.
pub fn build(
    items: &[Item<'_>],
    kind: Kind,
    links: &Links,
    gap: &Uri,
    target_duration: u64,
) -> Result<MediaPlaylist, BuildError> {
    let (segments, _) = segments(items, links, gap, None)?;
    Ok(MediaPlaylist::with_target_duration(kind, segments, target_duration)?)
}

/// An initialization section, and how a playlist has named it.
pub(crate) type Mapped = (Arc<Init>, Arc<Map>);

/// The segments of what was laid out, and the last initialization section that was named. `last` is the one before.
pub(crate) fn segments(
    items: &[Item<'_>],
    links: &Links,
    gap: &Uri,
    last: Option<Mapped>,
) -> Result<(Vec<hls::Segment>, Option<Mapped>), UriError> {
    let mut segments = Vec::with_capacity(items.len());
    let mut directory = None;
    let mut last_map = last;
    for item in items {
        let uri = match &item.entry {
            None => gap.clone(),
            Some(entry) => match entry.hour() {
                Some(hour) => in_hour(&mut directory, links, hour)?.child(entry.name)?,
                None => links.file(entry.name)?,
            },
        };
        let init = item.entry.as_ref().and_then(|entry| entry.init.as_ref());
        let map = match (init, &last_map) {
            (None, _) => None,
            (Some(init), Some((last, map))) if init == last => Some(Arc::clone(map)),
            (Some(init), _) => {
                let map = Arc::new(Map { uri: links.file(&init.name)?, length: init.length });
                last_map = Some((Arc::clone(init), Arc::clone(&map)));
                Some(map)
            }
        };
        segments.push(hls::Segment {
            uri,
            duration: item.duration,
            program_date_time: item.start,
            discontinuity: item.discontinuity,
            gap: item.entry.is_none(),
            map,
        });
    }
    Ok((segments, last_map))
}

/// Whether each of these segments was opened, and can be decoded without any other.
#[must_use]
pub fn are_independent(items: &[Item<'_>]) -> bool {
    let mut entries = items.iter().filter_map(|item| item.entry.as_ref());
    entries.all(|entry| entry.measured.as_ref().is_some_and(|measured| measured.is_independent()))
}

/// The URI of an hour's directory, made anew only when the hour is another than the last time.
pub(crate) fn in_hour<'a>(
    last: &'a mut Option<(Time, Uri)>,
    links: &Links,
    hour: Time,
) -> Result<&'a Uri, UriError> {
    match last.take().filter(|(known, _)| *known == hour) {
        Some(known) => Ok(&last.insert(known).1),
        None => Ok(&last.insert((hour, links.hour(hour)?)).1),
    }
}

/// The holes of a selection: those between the segments a playlist lists of it, before the first one if the range begins at
/// `start`, and after the last if it ends at `end`.
#[must_use]
pub fn holes(selection: &Selection, start: Option<Time>, end: Option<Time>) -> Vec<Hole> {
    let mut holes = Vec::new();
    let mut last_end = start;
    for pick in listed(selection) {
        if let (true, Some(from)) = (pick.after_hole, last_end) {
            holes.push(Hole { from, to: pick.segment.start });
        }
        // A short one may end before its neighbour does.
        last_end = last_end.max(Some(pick.segment.end()));
    }
    if let (true, Some(to)) = (selection.ends_in_hole(), end) {
        holes.push(Hole { from: last_end.unwrap_or(to), to });
    }
    holes
}
