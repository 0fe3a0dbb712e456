//! The playlists of the past cut from text: an hour's segments are written once, for every range that touches it.
//!
//! That works where segments are believed by their names and no variant needs gaps for what others have: then what
//! a playlist says of an hour depends on nothing but the hour.

use crate::archive::{Hour, Selection};
use crate::hls::{self, Lines, UriError};
use crate::playlist::links::Links;

/// The segments of an hour, with URIs that lead where `links` do.
pub fn lines(hour: &Hour, links: &Links) -> Result<Lines, UriError> {
    let directory = links.hour(hour.start())?;
    let names = hour.segments().map(|segment| segment.name.len()).sum();
    let mut lines = Lines::with_room(hour.len(), names, &directory);
    for (segment, after_hole) in hour.in_sequence() {
        lines.push(&directory, segment.name, segment.start, segment.duration, after_hole)?;
    }
    Ok(lines)
}

/// The whole playlist of a selection of this [`target_duration`].
pub fn write(selection: &Selection, links: &Links, target_duration: u64) -> Result<String, UriError> {
    let (mut text, tail) = Lines::around(target_duration);
    for (index, stretch) in selection.stretches().enumerate() {
        let lines = lines(stretch.hour, links)?;
        if stretch.after_hole && index > 0 {
            text.push_str(Lines::mark());
        }
        text.push_str(&lines.text()[lines.cut(&stretch.places)]);
    }
    text.push_str(tail);
    Ok(text)
}

/// The target duration, in seconds, of the playlist of what was selected of a variant, beside what was of the
/// others of its stream, if that can be cut from blocks; none if it has to be laid out segment by segment.
#[must_use]
pub fn target_duration(selection: &Selection, siblings: &[Selection]) -> Option<u64> {
    let listed = || [selection].into_iter().chain(siblings).filter(|selection| !selection.is_empty());
    let mut holes = 0;
    for selection in listed() {
        holes += selection.holes()?;
    }
    // A variant by itself has a discontinuity wherever something is missing, and so has each where nothing is.
    let is_plain = holes == 0 || listed().count() == 1;
    let longest = listed().map(Selection::longest);
    (is_plain && !selection.is_empty()).then(|| hls::target_duration(longest))
}
