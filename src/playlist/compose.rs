//! The files of `playlist write`, composed in memory: nothing is written before everything is known.

use crate::archive::{ArchiveError, Selection};
use crate::hls::{Kind, MasterError, MasterPlaylist, MediaPlaylist, Uri, UriError};
use crate::playlist::PLAYLIST_ENDING;
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
    /// How long they play.
    pub duration: Span,
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
pub fn compose(
    source: &Source,
    parts: &[Part],
    request: &Request,
    links: impl Fn(&str) -> Links,
) -> Result<Vec<Composed>, ComposeError> {
    let is_stream = matches!(source.layout, Layout::Stream(_));
    let target_duration = media::target_duration(parts.iter().map(|part| &part.selection));
    let mut files = Vec::with_capacity(parts.len() + 1);
    let mut variants = Vec::with_capacity(parts.len());
    for part in parts {
        let name = format!("{}{PLAYLIST_ENDING}", part.name);
        if is_stream && name == MASTER {
            return Err(ComposeError::Name);
        }
        let playlist = media::build(&part.selection, request.kind, &links(&part.name), target_duration)?;
        if is_stream {
            variants.extend(master::variant(&part.selection, Uri::relative(0, &[&name])?, target_duration));
        }
        files.push(compose_media(name, &part.name, &playlist));
    }
    if is_stream {
        variants.sort_by_key(|variant| std::cmp::Reverse(variant.bandwidth));
        let text = MasterPlaylist::new(variants)?.to_string();
        files.push(Composed {
            name: MASTER.to_owned(),
            variant: None,
            text,
            segments: 0,
            duration: Span::ZERO,
        });
    }
    Ok(files)
}

fn compose_media(name: String, variant: &str, playlist: &MediaPlaylist) -> Composed {
    let mut text = String::new();
    playlist.write_to(&mut text);
    Composed {
        name,
        variant: Some(variant.to_owned()),
        text,
        segments: playlist.segments().len(),
        duration: playlist.duration(),
    }
}
