//! The files of `playlist write`, composed in memory: nothing is written before everything is known.

use crate::archive::{ArchiveError, Selection};
use crate::hls::{Kind, MasterError, MasterPlaylist, MediaPlaylist, Uri, UriError};
use crate::playlist::PLAYLIST_ENDING;
use crate::playlist::align::align;
use crate::playlist::entry::{Entry, by_name};
use crate::playlist::gaps::{Holes, Item};
use crate::playlist::links::Links;
use crate::playlist::master;
use crate::playlist::media::{self, BuildError, Hole, listed};
use crate::playlist::source::{Layout, Source};
use crate::time::{Span, Time};

/// The name of a stream's master playlist.
pub const MASTER: &str = "master.m3u8";

/// What is to be in the playlists.
#[derive(Clone, Copy, Debug)]
pub struct Request {
    /// From here on; from the first segment if not given.
    pub start: Option<Time>,
    /// Up to here; up to the last segment if not given.
    pub end: Option<Time>,
    /// Whether the lists are complete, or may grow.
    pub kind: Kind,
    /// What becomes of holes.
    pub holes: Holes,
}

/// A variant's part of the range.
#[derive(Debug)]
pub struct Part {
    /// The variant's name.
    pub name: String,
    /// Its segments.
    pub selection: Selection,
    /// What is missing.
    pub holes: Vec<Hole>,
}

impl Part {
    /// Its segments, as they are to be listed.
    #[must_use]
    pub fn entries(&self) -> Vec<Entry<'_>> {
        by_name(&self.selection)
    }
}

/// Where playlists lead to.
pub trait Ways {
    /// The segments of a variant.
    fn to(&self, variant: &str) -> Links;
    /// The file behind gaps.
    fn to_gap(&self) -> Result<Uri, UriError>;
}

/// A playlist file, not written yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Composed {
    /// Its name, without a directory.
    pub name: String,
    /// The variant it lists; none for a master playlist.
    pub variant: Option<String>,
    /// Its text.
    pub text: String,
    /// How many segments it lists.
    pub segments: usize,
    /// How many gaps.
    pub gaps: usize,
    /// How long all of it takes.
    pub duration: Span,
    /// What it lists is from here to there.
    pub range: Option<(Time, Time)>,
    /// How many segments in the range asked for it does not list, as other variants have nothing there.
    pub trimmed: usize,
}

/// Why there are no playlists.
#[derive(Debug, thiserror::Error)]
pub enum ComposeError {
    /// The recordings cannot be read.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The range has nothing in it.
    #[error("there is no segment in the range")]
    Nothing,
    /// Two files would have one name.
    #[error("a variant named 'master' would have the master playlist's file name, {MASTER}")]
    Name,
    /// A segment cannot be listed.
    #[error(transparent)]
    Build(#[from] BuildError),
    /// A variant cannot be listed.
    #[error(transparent)]
    Master(#[from] MasterError),
    /// A variant's name cannot be written.
    #[error(transparent)]
    Uri(#[from] UriError),
}

/// Selects the range in each variant. Variants with nothing in it are left out; none left is an error.
pub fn select(source: &Source, request: &Request) -> Result<Vec<Part>, ComposeError> {
    let (start, end) = (request.start.unwrap_or(Time::MIN), request.end.unwrap_or(Time::MAX));
    let mut parts = Vec::new();
    for (name, variant) in source.variants() {
        let selection = source.archive.select(variant, start, end)?;
        if listed(&selection).next().is_some() {
            let holes = media::holes(&selection, request.start, request.end);
            parts.push(Part { name: name.to_owned(), selection, holes });
        } else {
            tracing::info!("{name} has nothing in the range and is left out");
        }
    }
    if parts.is_empty() { Err(ComposeError::Nothing) } else { Ok(parts) }
}

/// The playlists of these parts: for a variant its media playlist, for a stream those of its variants and then
/// the master playlist, so that whoever writes them in this order never names a file that is not there yet.
/// Variants are cut to what they have in common; one that has nothing in common with the others has no playlist.
pub fn compose(
    source: &Source,
    parts: &[Part],
    request: &Request,
    ways: &impl Ways,
) -> Result<Vec<Composed>, ComposeError> {
    let is_stream = matches!(source.layout, Layout::Stream(_));
    if is_stream && parts.iter().any(|part| file_name(&part.name) == MASTER) {
        return Err(ComposeError::Name);
    }
    let entries: Vec<Vec<Entry<'_>>> = parts.iter().map(Part::entries).collect();
    let counts: Vec<usize> = entries.iter().map(Vec::len).collect();
    let target_duration = media::target_duration_of(&entries);
    let laid = align(entries, request.holes, target_duration);
    let laid: Vec<_> = parts.iter().zip(counts).zip(&laid).filter(|(_, items)| !items.is_empty()).collect();
    let is_independent = laid.iter().all(|(_, items)| media::are_independent(items));
    let mut files = Vec::with_capacity(parts.len() + 1);
    let mut variants = Vec::with_capacity(parts.len());
    for ((part, count), items) in laid {
        let name = file_name(&part.name);
        let links = ways.to(&part.name);
        let mut playlist = media::build(items, request.kind, &links, &ways.to_gap()?, target_duration)?;
        if is_stream {
            variants.extend(master::variant(items, Uri::relative(0, &[&name])?, target_duration));
        }
        // The master playlist says it for all of them (RFC 8216bis §4.4.2.1).
        if media::are_independent(items) && !(is_stream && is_independent) {
            playlist = playlist.with_independent_segments();
        }
        files.push(compose_media(name, &part.name, &playlist, items, count));
    }
    if is_stream {
        variants.sort_by_key(|variant| std::cmp::Reverse(variant.bandwidth));
        let master = MasterPlaylist::new(variants)?;
        let master = if is_independent { master.with_independent_segments() } else { master };
        files.push(Composed {
            name: MASTER.to_owned(),
            variant: None,
            text: master.to_string(),
            segments: 0,
            gaps: 0,
            duration: Span::ZERO,
            range: None,
            trimmed: 0,
        });
    }
    Ok(files)
}

fn file_name(variant: &str) -> String {
    format!("{variant}{PLAYLIST_ENDING}")
}

fn compose_media(
    name: String,
    variant: &str,
    playlist: &MediaPlaylist,
    items: &[Item<'_>],
    count: usize,
) -> Composed {
    let mut text = String::new();
    playlist.write_to(&mut text);
    let gaps = items.iter().filter(|item| item.entry.is_none()).count();
    let segments = items.len() - gaps;
    let end = items.last().and_then(|last| Some(last.start? + last.duration));
    Composed {
        name,
        variant: Some(variant.to_owned()),
        text,
        segments,
        gaps,
        duration: playlist.duration(),
        range: items.first().and_then(|first| first.start).zip(end),
        trimmed: count - segments,
    }
}
