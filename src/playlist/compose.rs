//! The files of `playlist write`, composed in memory: nothing is written before everything is known.

use std::sync::Arc;

use crate::archive::{ArchiveError, Selection};
use crate::hls::{Kind, MasterError, MasterPlaylist, MediaPlaylist, Uri, UriError};
use crate::media::Measured;
use crate::playlist::align::align;
use crate::playlist::entry::{Entry, by_name, missing};
use crate::playlist::flat::Flat;
use crate::playlist::gaps::{Holes, Item};
use crate::playlist::links::Links;
use crate::playlist::measure::Gauge;
use crate::playlist::media::{self, BuildError, Hole, listed};
use crate::playlist::seam;
use crate::playlist::source::{Layout, Source};
use crate::playlist::{PLAYLIST_ENDING, block, master};
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
pub struct Part<'a> {
    /// The variant's name.
    pub name: String,
    /// What is missing, where the clock tells.
    pub holes: Vec<Hole>,
    content: Content<'a>,
    /// What is in each segment; nothing if they were not opened.
    measured: Vec<Option<Arc<Measured>>>,
}

/// The segments of a part.
#[derive(Debug)]
enum Content<'a> {
    Hours(Selection),
    Files(&'a Flat),
}

impl Part<'_> {
    /// Its segments, as they are to be listed.
    #[must_use]
    pub fn entries(&self) -> Vec<Entry<'_>> {
        let mut entries = match &self.content {
            Content::Hours(selection) => by_name(selection),
            Content::Files(flat) => flat.entries(),
        };
        if !self.measured.is_empty() {
            seam::measure(&mut entries, &self.measured);
        }
        entries
    }

    /// The segments before which, by their timestamps, so much is missing, where no clock tells.
    pub fn losses(&self) -> Vec<(String, Span)> {
        let entries = self.entries();
        let lost = entries.iter().filter(|entry| entry.start.is_none() && entry.missing > Span::ZERO);
        lost.map(|entry| (entry.name.to_owned(), entry.missing)).collect()
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
    /// What is missing in it, where the clock tells.
    pub holes: Vec<Hole>,
    /// The segments before which, by their timestamps, so much is missing, where no clock tells.
    pub losses: Vec<(String, Span)>,
}

impl Composed {
    /// The master playlist of this text.
    pub(crate) fn master(text: String) -> Self {
        Self {
            name: MASTER.to_owned(),
            variant: None,
            text,
            segments: 0,
            gaps: 0,
            duration: Span::ZERO,
            range: None,
            trimmed: 0,
            holes: Vec::new(),
            losses: Vec::new(),
        }
    }
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
    /// Files that end like segments, and are none.
    #[error("none of the files that end like segments can be read as one")]
    Unreadable,
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

/// Selects the range in each variant. Variants with nothing in it are left out; none left is an error. Segments
/// are opened if there is a gauge for that.
pub fn select<'a>(
    source: &'a Source,
    request: &Request,
    gauge: Option<&Gauge>,
) -> Result<Vec<Part<'a>>, ComposeError> {
    let (start, end) = (request.start.unwrap_or(Time::MIN), request.end.unwrap_or(Time::MAX));
    let mut parts = Vec::new();
    let part = |name: &str, content| Part {
        name: name.to_owned(),
        holes: Vec::new(),
        content,
        measured: Vec::new(),
    };
    if let Layout::Flat { name, flat } = &source.layout {
        parts.push(part(name, Content::Files(flat)));
    }
    for (name, variant) in source.variants() {
        let selection = seam::select(&source.archive, variant, (start, end), gauge)?;
        if listed(&selection).next().is_some() {
            parts.push(part(name, Content::Hours(selection)));
        } else {
            tracing::info!("{name} has nothing in the range and is left out");
        }
    }
    for part in &mut parts {
        if let Some(gauge) = gauge {
            part.measured = gauge.measure(&part.entries());
            let is_flat = matches!(part.content, Content::Files(_));
            if is_flat && part.measured.iter().all(Option::is_none) {
                return Err(ComposeError::Unreadable);
            }
        }
        part.holes = match &part.content {
            Content::Files(_) => Vec::new(),
            Content::Hours(selection) if gauge.is_none() => {
                media::holes(selection, request.start, request.end)
            }
            Content::Hours(_) => measured_holes(&part.entries(), request),
        };
    }
    if parts.is_empty() { Err(ComposeError::Nothing) } else { Ok(parts) }
}

/// The holes between segments that were measured, and at the ends that were asked for.
fn measured_holes(entries: &[Entry<'_>], request: &Request) -> Vec<Hole> {
    let hole = |from, to| (missing(Some(from), to) > Span::ZERO).then_some(Hole { from, to });
    let first = entries.first().and_then(|first| hole(request.start?, first.start?));
    let last = entries.last().and_then(|last| hole(last.end()?, request.end?));
    let between = entries.iter().skip(1).filter(|entry| entry.missing > Span::ZERO);
    let between =
        between.filter_map(|entry| Some(Hole { from: entry.start? - entry.missing, to: entry.start? }));
    first.into_iter().chain(between).chain(last).collect()
}

/// The playlists of these parts: for a variant its media playlist, for a stream those of its variants and then
/// the master playlist, so that whoever writes them in this order never names a file that is not there yet.
/// Variants are cut to what they have in common; one that has nothing in common with the others has no playlist.
pub fn compose(
    source: &Source,
    parts: &[Part<'_>],
    request: &Request,
    ways: &impl Ways,
) -> Result<Vec<Composed>, ComposeError> {
    let is_stream = matches!(source.layout, Layout::Stream(_));
    if is_stream && parts.iter().any(|part| file_name(&part.name) == MASTER) {
        return Err(ComposeError::Name);
    }
    if let (false, [part]) = (is_stream, parts)
        && let Some(file) = compose_by_hours(part, request, ways)?
    {
        return Ok(vec![file]);
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
        files.push(compose_media(name, part, &playlist, items, count));
    }
    if is_stream {
        variants.sort_by_key(|variant| std::cmp::Reverse(variant.bandwidth));
        let master = MasterPlaylist::new(variants)?;
        let master = if is_independent { master.with_independent_segments() } else { master };
        files.push(Composed::master(master.to_string()));
    }
    Ok(files)
}

/// The name of a variant's playlist.
pub(crate) fn file_name(variant: &str) -> String {
    format!("{variant}{PLAYLIST_ENDING}")
}

/// The playlist of a variant by itself, if its hours can be written one by one: that is several times as fast.
fn compose_by_hours(
    part: &Part<'_>,
    request: &Request,
    ways: &impl Ways,
) -> Result<Option<Composed>, ComposeError> {
    let Content::Hours(selection) = &part.content else { return Ok(None) };
    let is_plain = part.measured.is_empty() && request.kind == Kind::Vod;
    let target_duration = block::target_duration(selection, &[]);
    let Some(target_duration) = target_duration.filter(|_| is_plain && request.holes == Holes::Discontinuity)
    else {
        return Ok(None);
    };
    let start = selection.iter().next().map(|first| first.segment.start);
    let end = selection.iter().next_back().map(|last| last.segment.end());
    Ok(Some(Composed {
        name: file_name(&part.name),
        variant: Some(part.name.clone()),
        text: block::write(selection, &ways.to(&part.name), target_duration)?,
        segments: selection.len(),
        gaps: 0,
        duration: selection.iter().map(|pick| pick.segment.duration).sum(),
        range: start.zip(end),
        trimmed: 0,
        holes: part.holes.clone(),
        losses: Vec::new(),
    }))
}

fn compose_media(
    name: String,
    part: &Part<'_>,
    playlist: &MediaPlaylist,
    items: &[Item<'_>],
    count: usize,
) -> Composed {
    let mut text = String::new();
    playlist.write_to(&mut text);
    let gaps = items.iter().filter(|item| item.entry.is_none()).count();
    let segments = items.len() - gaps;
    let end = items.last().and_then(|last| Some(last.start? + last.duration));
    let range = items.first().and_then(|first| first.start).zip(end);
    let trimmed = count - segments;
    // Those within what is listed, or at the ends of all there is.
    let is_listed = |hole: &&Hole| match (trimmed, range) {
        (1.., Some((from, to))) => hole.to > from && hole.from < to,
        _ => true,
    };
    Composed {
        name,
        variant: Some(part.name.clone()),
        text,
        segments,
        gaps,
        duration: playlist.duration(),
        range,
        trimmed,
        holes: part.holes.iter().filter(is_listed).copied().collect(),
        losses: part.losses(),
    }
}
