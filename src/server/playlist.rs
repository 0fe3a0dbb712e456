//! Playlists of the archive: the rules of the product for what is live, what is complete and what is not there.

use axum::http::StatusCode;

use crate::archive::{Archive, ArchiveError, Selection, Variant};
use crate::hls::{MasterPlaylist, MediaPlaylist, Uri, UriError};
use crate::playlist::align;
use crate::playlist::entry::by_name;
use crate::playlist::gaps::{Holes, Item};
use crate::playlist::links::Links;
use crate::playlist::media::{BuildError, listed};
use crate::playlist::range::{Asked, Range, RangeError};
use crate::playlist::{PLAYLIST_ENDING, master};
use crate::server::answer::{PLAYLIST, Problem, Text};
use crate::server::past;
use crate::server::query::Query;
use crate::server::state::{State, lock};
use crate::time::{Span, Time};

/// How long a playlist of the past may be kept by caches: what is recorded late still gets into it.
pub(super) const PAST: &str = "public, max-age=30";

/// For how long after its end a playlist that was live shows players its end, before it becomes one of the
/// past like any other.
const CLOSING: Span = Span::from_secs(10 * 60);

/// The media playlist of a variant.
pub(super) fn media(
    state: &State,
    stream: &str,
    variant: &str,
    query: &Query,
    now: Time,
) -> Result<Text<'static>, Problem> {
    let names = [stream, variant];
    query.asked.check(state.max_range)?;
    let Some(found) = state.archive.variant(&names)? else {
        return Err(Problem::not_found(format!("there is no variant '{variant}' of a stream '{stream}'")));
    };
    let range = query.asked.resolve(&state.archive, &found, now, state.max_range)?;
    let links = links(stream, variant);
    if let Some(playlist) = live(state, names, &found, query.asked, range, &links, now)? {
        return Ok(text(&playlist, range));
    }
    let selection = state.archive.select(&found, range.start, range.end)?;
    if listed(&selection).next().is_none() {
        let Range { start, end, .. } = range;
        return Err(Problem::not_found(format!("there is no segment between {start} and {end}")));
    }
    Ok(text(&past::media(state, names, &selection, range, &links)?, range))
}

/// The live playlist of a range that has not ended; or has, but is followed by players that must see it end.
fn live(
    state: &State,
    [stream, variant]: [&str; 2],
    found: &Variant,
    asked: Asked,
    range: Range,
    links: &Links,
    now: Time,
) -> Result<Option<MediaPlaylist>, Problem> {
    let log = if range.is_live {
        state.stream(stream)?.log(variant, state.max_range)
    } else {
        match state.find_live(stream, variant, &asked) {
            Some(log) if now < range.end + CLOSING => log,
            _ => return Ok(None),
        }
    };
    let oldest = oldest(&state.archive, found)?;
    let mut log = lock(&log);
    log.read(&state.archive, found, range, now)?;
    match log.playlist(asked, range, oldest, links, now) {
        // A list that ends without ever having had a segment: there is nothing in that range.
        Err(BuildError::Media(_)) if !range.is_live => Ok(None),
        built => Ok(Some(built?)),
    }
}

/// The start of the oldest segment there is: what was before it has been deleted, and can't be listed any
/// more. Of an hour that cannot be read it is not known which have been.
pub(super) fn oldest(archive: &Archive, variant: &Variant) -> Result<Option<Time>, ArchiveError> {
    for at in archive.hours(variant)? {
        match archive.hour(variant, at) {
            Err(_) => return Ok(Some(at)),
            Ok(hour) => {
                if let Some(first) = hour.and_then(|hour| hour.segments().next().map(|first| first.start)) {
                    return Ok(Some(first));
                }
            }
        }
    }
    Ok(None)
}

/// The master playlist of a stream.
pub(super) fn master(
    state: &State,
    stream: &str,
    query: &Query,
    now: Time,
) -> Result<Text<'static>, Problem> {
    query.asked.check(state.max_range)?;
    if state.archive.variant(&[stream])?.is_none() {
        return Err(Problem::not_found(format!("there is no stream '{stream}'")));
    }
    let select = |name: &str| -> Result<Option<(Selection, Range)>, RangeError> {
        let Some(variant) = state.archive.variant(&[stream, name])? else { return Ok(None) };
        let range = query.asked.resolve(&state.archive, &variant, now, state.max_range)?;
        let selection = state.archive.select(&variant, range.start, range.end)?;
        let is_offered = listed(&selection).next().is_some();
        Ok(is_offered.then_some((selection, range)))
    };
    let mut offered = Vec::new();
    let mut unread = None;
    for name in state.archive.variants(&[stream])? {
        match select(&name) {
            Ok(None) => {}
            Ok(Some((selection, range))) => offered.push((name, selection, range)),
            // One variant that cannot be read must not keep the others from being played.
            Err(RangeError::Archive(error)) => unread = Some(Problem::from(error)),
            Err(error) => return Err(error.into()),
        }
    }
    if let (true, Some(problem)) = (offered.is_empty(), unread) {
        return Err(problem);
    }
    if offered.is_empty() {
        let part = if query.asked.is_default() { "" } else { " in that range" };
        return Err(Problem::not_found(format!("no variant of '{stream}' has a segment{part}")));
    }
    let is_live = offered.iter().any(|(.., range)| range.is_live);
    let uri = |index: usize, common: Option<(Time, Time)>| {
        let (name, ..) = &offered[index];
        let uri = Uri::relative(0, &[stream, &format!("{name}{PLAYLIST_ENDING}")])?;
        let pairs = common.map_or_else(|| query.pairs.clone(), |range| query.pairs_of(range));
        Ok(if pairs.is_empty() { uri } else { uri.with_query(&pairs) })
    };
    let selections: Vec<&Selection> = offered.iter().map(|(_, selection, _)| selection).collect();
    let mut variants = if is_live {
        let target_duration = state.stream(stream)?.anchor.target_duration();
        let measure = |(index, selection): (usize, &&Selection)| {
            Ok(master::variant(&lay_out(selection), uri(index, None)?, target_duration))
        };
        let variants = selections.iter().enumerate().map(measure).collect::<Result<Vec<_>, UriError>>()?;
        variants.into_iter().flatten().collect()
    } else {
        past::variants(&selections, query.asked.end.is_some(), uri)?
    };
    variants.sort_by_key(|variant| std::cmp::Reverse(variant.bandwidth));
    let playlist = MasterPlaylist::new(variants).map_err(|error| unwritable(&error))?;
    let cache_control = if is_live { "no-cache" } else { PAST };
    Ok(Text {
        content_type: PLAYLIST,
        cache_control: cache_control.into(),
        body: playlist.to_string().into(),
    })
}

/// The segments of a variant by itself.
fn lay_out(selection: &Selection) -> Vec<Item<'_>> {
    let items = align::lay_out(vec![by_name(selection)], Holes::Discontinuity, 1);
    items.into_iter().flatten().collect()
}

/// The segments of a variant, seen from its playlist. Relative, so that a proxy may put all of it below a
/// path of its own.
fn links(stream: &str, variant: &str) -> Links {
    let names = ["segments", stream, variant].map(str::to_owned);
    Links::Relative { up: 2, names: names.into() }
}

fn text(playlist: &MediaPlaylist, range: Range) -> Text<'static> {
    let mut body = String::new();
    playlist.write_to(&mut body);
    // Half a target duration, so that no cache holds back a segment for long (RFC 8216bis, appendix B.1).
    let cache_control = if range.is_live {
        format!("public, max-age={}", playlist.target_duration().div_ceil(2)).into()
    } else {
        PAST.into()
    };
    Text { content_type: PLAYLIST, cache_control, body: body.into_bytes() }
}

impl From<BuildError> for Problem {
    fn from(error: BuildError) -> Self {
        unwritable(&error)
    }
}

impl From<UriError> for Problem {
    fn from(error: UriError) -> Self {
        unwritable(&error)
    }
}

/// Segments that make no valid playlist. Nothing that is selected should be one.
fn unwritable(error: &dyn std::error::Error) -> Problem {
    tracing::error!("no playlist can be written: {error}");
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, format!("no playlist can be written: {error}"))
}
