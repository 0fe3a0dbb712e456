//! Playlists of the archive: the rules of the product for what is live, what is complete and what is not there.

use std::sync::{Arc, Mutex};

use axum::http::StatusCode;

use crate::archive::{Selection, Variant};
use crate::hls::{MasterPlaylist, Uri, UriError};
use crate::playlist::align;
use crate::playlist::gaps::{Holes, Item};
use crate::playlist::links::Links;
use crate::playlist::live::{Edition, Kept, Log};
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

/// How many segments a live playlist may have to be written anew for each request, rather than cut from what is kept.
const SHORT: usize = 100;

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
        if state.is_followed(names, now) {
            tracing::warn!("{stream}/{variant} is live and its directory is away: is a disk not mounted?");
            return Err(BuildError::Away.into());
        }
        return Err(Problem::not_found(format!("there is no variant '{variant}' of a stream '{stream}'")));
    };
    let range = query.asked.resolve(&state.archive, &found, now, state.max_range)?;
    if let Some(backlog) = Backlog::of_media(state, names, &found, &query.asked, range, now, measured)? {
        return Ok(Reply::Measure(backlog));
    }
    if let Some(kept) = find_live(state, names, query, range, now)?
        && let Some(reply) = live(state, names, &found, query, range, &kept, now)?
    {
        return Ok(reply);
    }
    let selection = state.select(&found, range)?;
    if listed(&selection).next().is_none() {
        let Range { start, end, .. } = range;
        return Err(Problem::not_found(format!("there is no segment between {start} and {end}")));
    }
    let body = past::media(state, names, &selection, range, &links(stream, variant))?;
    Ok(Reply::Text(Text { content_type: PLAYLIST, cache_control: PAST.into(), body }))
}

/// The log of a range that has not ended; or has, but is followed by players that must see it end.
fn find_live(
    state: &State,
    [stream, variant]: [&str; 2],
    query: &Query,
    range: Range,
    now: Time,
) -> Result<Option<Arc<Mutex<Kept>>>, Problem> {
    if range.is_live {
        return Ok(Some(state.stream(stream)?.log(variant)));
    }
    if !is_closing(range, now) {
        return Ok(None);
    }
    Ok(state.find_live([stream, variant], &query.asked, range)?)
}

/// What is said of a live playlist at this moment; none if it has ended and there is nothing in it.
fn live(
    state: &State,
    names: [&str; 2],
    found: &Variant,
    query: &Query,
    range: Range,
    kept: &Arc<Mutex<Kept>>,
    now: Time,
) -> Result<Option<Reply>, Problem> {
    let mut log = lock(kept);
    log.log().read(&state.archive, found, range, now)?;
    if range.is_live {
        log.log().fill_stall(&state.archive, found, now)?;
    }
    // Only now, or what appears in between would seem not to be there.
    let oldest = oldest(&state.archive, found)?;
    let edition = log.edition(query.asked, range, oldest, now, query.directives.skips)?;
    if !range.is_live && edition.is_empty() {
        return Ok(None);
    }
    let awaited = query.directives.awaited().map_err(Problem::bad_request)?;
    let next = edition.numbers.end;
    match awaited.filter(|_| range.is_live) {
        Some(awaited) if awaited > next.saturating_add(ADVANCE) => Err(Problem::bad_request(format!(
            "_HLS_msn={awaited} is too far ahead: the next segment is {next}"
        ))),
        Some(awaited) if awaited >= next => {
            let (found, kept) = (found.clone(), Arc::clone(kept));
            let hold = Hold::new(names, query, found, kept, awaited, range, edition.target_duration);
            Ok(Some(Reply::Hold(Box::new(hold))))
        }
        _ => live_text(state, names, &edition, log.log(), query).map(|text| Some(Reply::Text(text))),
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

/// An edition of a live playlist, whose log this is, in the form that the request asks for.
pub(super) fn live_text(
    state: &State,
    names: [&str; 2],
    edition: &Edition,
    log: &Log,
    query: &Query,
) -> Result<Text<'static>, Problem> {
    let links = links(names[0], names[1]);
    let body = if edition.len() > SHORT {
        Content::Cut(state.sheets.cut_live(names, edition, log, &links)?)
    } else {
        Content::new(log.playlist(edition, &links)?.to_string())
    };
    // Caches may keep what names its segment; all else half a target duration, so that they hold back no segment
    // for long (RFC 8216bis, appendix B.1).
    let is_named = matches!(query.directives.awaited(), Ok(Some(_)));
    let target_duration = edition.target_duration;
    let age = if is_named { target_duration.saturating_mul(6) } else { target_duration.div_ceil(2) };
    let cache_control =
        if edition.kind.is_ended() { PAST.into() } else { format!("public, max-age={age}").into() };
    Ok(Text { content_type: PLAYLIST, cache_control, body })
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
