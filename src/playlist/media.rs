//! A selection of segments made into a media playlist.

use std::fmt;

use crate::archive::name::Completeness;
use crate::archive::{Pick, Selection};
use crate::hls::{self, Kind, MediaError, MediaPlaylist, Uri, UriError};
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

/// The target duration of these selections together, as all playlists of one master need the same
/// (RFC 8216 §6.2.4), in seconds.
pub fn target_duration<'a>(selections: impl IntoIterator<Item = &'a Selection>) -> u64 {
    let durations =
        selections.into_iter().flat_map(|selection| selection.iter().map(|pick| pick.segment.duration));
    hls::target_duration(durations)
}

/// The playlist of a selection that will not change by itself.
pub fn build(
    selection: &Selection,
    kind: Kind,
    links: &Links,
    target_duration: u64,
) -> Result<MediaPlaylist, BuildError> {
    let mut segments = Vec::with_capacity(selection.len());
    let mut directory = None;
    for pick in listed(selection) {
        let uri = in_hour(&mut directory, links, pick.hour.start())?.child(pick.segment.name)?;
        segments.push(hls::Segment {
            uri,
            duration: pick.segment.duration,
            program_date_time: pick.segment.start,
            discontinuity: pick.after_hole,
        });
    }
    Ok(MediaPlaylist::with_target_duration(kind, segments, target_duration)?)
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
