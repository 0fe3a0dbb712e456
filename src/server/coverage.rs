//! What of a variant is recorded, as JSON.

use axum::http::StatusCode;

use crate::playlist::coverage::{Named, cover};
use crate::playlist::range::{Asked, Range};
use crate::server::answer::{Content, JSON, Problem, Text};
use crate::server::feed::oldest;
use crate::server::playlist::PAST;
use crate::server::query::Query;
use crate::server::state::State;
use crate::time::Time;

/// The coverage of a variant, by the rules of its media playlist: the same parameters, the same refusals.
///
/// A bound that was not given is no further than there are recordings: what has never begun, or is still to
/// come, is no hole. A range that may still fill and has nothing yet is all hole.
pub(super) fn coverage(
    state: &State,
    stream: &str,
    variant: &str,
    query: &Query,
    now: Time,
) -> Result<Text<'static>, Problem> {
    query.asked.check(state.max_range)?;
    let Some(found) = state.archive.variant(&[stream, variant])? else {
        return Err(Problem::not_found(format!("there is no variant '{variant}' of a stream '{stream}'")));
    };
    let range = query.asked.resolve(&state.archive, &found, now, state.max_range)?;
    let Asked { start, end, window: _ } = query.asked;
    let to = match end {
        Some(end) => end,
        None => state.archive.newest(&found, now)?.map_or(range.end, |(_, newest_end)| newest_end),
    };
    let from = match (start, oldest(&state.archive, &found)?) {
        (None, Some(oldest)) => range.start.max(oldest),
        _ => range.start,
    };
    let selection = state.archive.select(&found, from, to)?;
    let covered = match cover(&selection, Some(from), end) {
        None if range.is_live => cover(&selection, Some(from), Some(now.max(from))),
        covered => covered,
    };
    let Some(coverage) = covered.filter(|covered| range.is_live || covered.segments.count() > 0) else {
        let Range { start, end, .. } = range;
        return Err(Problem::not_found(format!("there is no segment between {start} and {end}")));
    };
    let named = Named { stream: Some(stream), variant, coverage: &coverage };
    let mut body = serde_json::to_vec(&named).map_err(|error| unwritable(&error))?;
    body.push(b'\n');
    let cache_control = if range.is_live { "no-cache" } else { PAST };
    Ok(Text { content_type: JSON, cache_control: cache_control.into(), body: Content::Whole(body.into()) })
}

/// Names and numbers always make JSON.
fn unwritable(error: &serde_json::Error) -> Problem {
    tracing::error!("no coverage can be written: {error}");
    Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "the coverage cannot be written")
}
