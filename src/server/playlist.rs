//! Playlists of the archive: the rules of the product for what is live, what is complete and what is not there.

use std::borrow::Cow;
use std::sync::{Arc, Mutex};

use axum::http::StatusCode;

use crate::archive::{Selection, Variant};
use crate::hls::{MasterPlaylist, MediaPlaylist, Uri, UriError};
use crate::playlist::align;
use crate::playlist::gaps::{Holes, Item};
use crate::playlist::links::Links;
use crate::playlist::live::Kept;
use crate::playlist::media::{BuildError, listed};
use crate::playlist::range::{Range, RangeError};
use crate::playlist::{PLAYLIST_ENDING, master};
use crate::server::answer::{Content, PLAYLIST, Problem, Text};
use crate::server::backlog::Backlog;
use crate::server::feed::oldest;
use crate::server::hold::Hold;
use crate::server::past;
use crate::server::query::Query;
use crate::server::state::{State, lock};
use crate::time::{Span, Time};

/// How long a playlist of the past may be kept by caches: what is recorded late still gets into it.
pub(super) const PAST: &str = "public, max-age=30";

/// How far ahead of the next segment a request may wait for one: the one after it (RFC 8216bis §6.2.5.2).
const ADVANCE: u64 = 1;

/// For how long after its end a playlist that was live shows players its end, before it becomes one of the
/// past like any other.
const CLOSING: Span = Span::from_secs(10 * 60);

/// What is said to a request for a media playlist.
pub(super) enum Reply {
    /// This.
    Text(Text<'static>),
    /// Nothing before it has what the request waits for.
    Hold(Box<Hold>),
    /// Nothing before this is measured.
    Measure(Backlog),
}

/// The media playlist of a variant, for which segments were `measured` so often already.
pub(super) fn media(
    state: &State,
    stream: &str,
    variant: &str,
    query: &Query,
    now: Time,
    measured: usize,
) -> Result<Reply, Problem> {
    let names = [stream, variant];
    query.asked.check(state.max_range)?;
    let Some(found) = state.archive.variant(&names)? else {
        return Err(Problem::not_found(format!("there is no variant '{variant}' of a stream '{stream}'")));
    };
    let range = query.asked.resolve(&state.archive, &found, now, state.max_range)?;
    if let Some(backlog) = Backlog::of_media(state, names, &found, &query.asked, range, now, measured)? {
        return Ok(Reply::Measure(backlog));
    }
    let links = links(stream, variant);
    if let Some((playlist, kept)) = live(state, names, &found, query, range, &links, now)? {
        if playlist.kind().is_ended() {
            return Ok(Reply::Text(text(&playlist, PAST.into())));
        }
        let awaited = query.directives.awaited().map_err(Problem::bad_request)?;
        let next = next(&playlist);
        return match awaited {
            Some(awaited) if awaited > next.saturating_add(ADVANCE) => Err(Problem::bad_request(format!(
                "_HLS_msn={awaited} is too far ahead: the next segment is {next}"
            ))),
            Some(awaited) if awaited >= next => {
                let target_duration = playlist.target_duration();
                Ok(Reply::Hold(Box::new(Hold::new(
                    names,
                    query,
                    found,
                    kept,
                    awaited,
                    range,
                    target_duration,
                ))))
            }
            _ => Ok(Reply::Text(live_text(&playlist, query))),
        };
    }
    let selection = state.select(&found, range)?;
    if listed(&selection).next().is_none() {
        let Range { start, end, .. } = range;
        return Err(Problem::not_found(format!("there is no segment between {start} and {end}")));
    }
    let body = past::media(state, names, &selection, range, &links)?;
    Ok(Reply::Text(Text { content_type: PLAYLIST, cache_control: PAST.into(), body }))
}

/// The media sequence number of the segment after a playlist's last.
pub(super) fn next(playlist: &MediaPlaylist) -> u64 {
    playlist.kind().media_sequence() + (playlist.skipped() + playlist.segments().len()) as u64
}

/// A live playlist, and the log it is from.
type Live = (MediaPlaylist, Arc<Mutex<Kept>>);

/// The live playlist of a range that has not ended; or has, but is followed by players that must see it end.
fn live(
    state: &State,
    [stream, variant]: [&str; 2],
    found: &Variant,
    query: &Query,
    range: Range,
    links: &Links,
    now: Time,
) -> Result<Option<Live>, Problem> {
    let kept = if range.is_live {
        state.stream(stream)?.log(variant)
    } else {
        let found = if is_closing(range, now) {
            state.find_live([stream, variant], &query.asked, range)?
        } else {
            None
        };
        let Some(kept) = found else { return Ok(None) };
        kept
    };
    let mut log = lock(&kept);
    log.log().read(&state.archive, found, range, now)?;
    if range.is_live {
        log.log().fill_stall(&state.archive, found, now)?;
    }
    // Only now, or what appears in between would seem not to be there.
    let oldest = oldest(&state.archive, found)?;
    let built = log.playlist(query.asked, range, oldest, links, now, query.directives.skips);
    drop(log);
    match built {
        // A list that ends without ever having had a segment: there is nothing in that range.
        Err(BuildError::Media(_)) if !range.is_live => Ok(None),
        built => Ok(Some((built?.with_directives(), kept))),
    }
}

/// Whether players of a range that has ended may still have to see its end.
pub(super) fn is_closing(range: Range, now: Time) -> bool {
    !range.is_live && now < range.end + CLOSING
}

/// The master playlist of a stream, for which segments were `measured` so often already; or what must be measured
/// before.
pub(super) fn master(
    state: &State,
    stream: &str,
    query: &Query,
    now: Time,
    measured: usize,
) -> Result<Result<Text<'static>, Backlog>, Problem> {
    query.asked.check(state.max_range)?;
    if state.archive.variant(&[stream])?.is_none() {
        return Err(Problem::not_found(format!("there is no stream '{stream}'")));
    }
    let select = |name: &str| -> Result<Option<(Selection, Range)>, RangeError> {
        let Some(variant) = state.archive.variant(&[stream, name])? else { return Ok(None) };
        let range = query.asked.resolve(&state.archive, &variant, now, state.max_range)?;
        let selection = state.select(&variant, range)?;
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
    let selected = offered.iter().map(|(name, selection, range)| (name.as_str(), selection, *range));
    if let Some(backlog) = Backlog::of_master(state, stream, selected, now, measured)? {
        return Ok(Err(backlog));
    }
    let is_live = offered.iter().any(|(.., range)| range.is_live);
    let uri = |index: usize, common: Option<(Time, Time)>| {
        let (name, ..) = &offered[index];
        let uri = Uri::relative(0, &[stream, &format!("{name}{PLAYLIST_ENDING}")])?;
        let pairs = common.map_or_else(|| query.pairs.clone(), |range| query.pairs_of(range));
        Ok(if pairs.is_empty() { uri } else { uri.with_query(&pairs) })
    };
    let selections: Vec<&Selection> = offered.iter().map(|(_, selection, _)| selection).collect();
    let (mut variants, is_independent) = if is_live {
        let target_duration = state.stream(stream)?.target_duration();
        let measure = |(index, selection): (usize, &&Selection)| {
            Ok(master::variant(&lay_out(state, selection), uri(index, None)?, target_duration))
        };
        let variants = selections.iter().enumerate().map(measure).collect::<Result<Vec<_>, UriError>>()?;
        // Of what is still to be recorded nobody knows.
        (variants.into_iter().flatten().collect(), false)
    } else {
        past::variants(state, &selections, query.asked.end.is_some(), uri)?
    };
    variants.sort_by_key(|variant| std::cmp::Reverse(variant.bandwidth));
    let playlist = MasterPlaylist::new(variants).map_err(|error| unwritable(&error))?;
    let playlist = if is_independent { playlist.with_independent_segments() } else { playlist };
    let cache_control = if is_live { "no-cache" } else { PAST };
    Ok(Ok(Text {
        content_type: PLAYLIST,
        cache_control: cache_control.into(),
        body: Content::new(playlist.to_string()),
    }))
}

/// The segments of a variant by itself.
fn lay_out<'a>(state: &State, selection: &'a Selection) -> Vec<Item<'a>> {
    let items = align::lay_out(vec![past::entries(state, selection)], Holes::Discontinuity, 1);
    items.into_iter().flatten().collect()
}

/// The segments of a variant, seen from its playlist. Relative, so that a proxy may put all of it below a
/// path of its own.
pub(super) fn links(stream: &str, variant: &str) -> Links {
    let names = ["segments", stream, variant].map(str::to_owned);
    Links::Relative { up: 2, names: names.into() }
}

fn text(playlist: &MediaPlaylist, cache_control: Cow<'static, str>) -> Text<'static> {
    let mut body = String::new();
    playlist.write_to(&mut body);
    Text { content_type: PLAYLIST, cache_control, body: Content::new(body) }
}

/// A live playlist in the form that the request asks for.
pub(super) fn live_text(playlist: &MediaPlaylist, query: &Query) -> Text<'static> {
    let target_duration = playlist.target_duration();
    // Caches may keep what names its segment; all else half a target duration, so that they hold back no segment
    // for long (RFC 8216bis, appendix B.1).
    let is_named = matches!(query.directives.awaited(), Ok(Some(_)));
    let age = if is_named { target_duration.saturating_mul(6) } else { target_duration.div_ceil(2) };
    let mut body = String::new();
    playlist.write_to(&mut body);
    let cache_control = format!("public, max-age={age}").into();
    Text { content_type: PLAYLIST, cache_control, body: Content::new(body) }
}

impl From<BuildError> for Problem {
    fn from(error: BuildError) -> Self {
        match error {
            BuildError::Away => {
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "the recordings are not there now")
            }
            error => unwritable(&error),
        }
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
