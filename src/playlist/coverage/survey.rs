//! The coverage of every variant of a source.

use super::{Coverage, cover};
use crate::playlist::compose::ComposeError;
use crate::playlist::source::Source;
use crate::time::Time;

/// The coverage of each variant between `start` and `end`, with its name. A bound that is not given is each
/// variant's own first or last segment; for a variant that has none it is the outermost of the others', so that
/// it is one hole. Nothing in any is an error.
pub fn survey(
    source: &Source,
    start: Option<Time>,
    end: Option<Time>,
) -> Result<Vec<(String, Coverage)>, ComposeError> {
    let mut selections = Vec::new();
    for (name, variant) in source.variants() {
        let (from, to) = (start.unwrap_or(Time::MIN), end.unwrap_or(Time::MAX));
        selections.push((name.to_owned(), source.archive.select(variant, from, to)?));
    }
    let covered: Vec<Option<Coverage>> = selections
        .iter()
        .map(|(_, selection)| cover(selection, start, end).filter(|found| found.segments.count() > 0))
        .collect();
    let found = || covered.iter().flatten();
    let first = start.or_else(|| found().map(|coverage| coverage.start).min());
    let last = end.or_else(|| found().map(|coverage| coverage.end).max());
    if found().next().is_none() {
        return Err(ComposeError::Nothing);
    }
    let all = selections.into_iter().zip(covered);
    let named = all.filter_map(|((name, selection), found)| {
        Some((name, found.or_else(|| cover(&selection, first, last))?))
    });
    Ok(named.collect())
}
