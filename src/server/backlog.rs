//! Segments that must be measured before a request can be answered, when they are many.
//!
//! Nobody holds a lock or a thread while he waits for them: they are opened some at a time, by one request a variant,
//! and what was found is kept as it goes, so that all who wait for the same share the work, and those who give up
//! have not asked in vain.

use std::path::{Path, PathBuf};
use std::pin::pin;
use std::sync::Arc;

use axum::http::StatusCode;
use axum::http::request::Parts;

use crate::archive::{ArchiveError, Selection, Variant};
use crate::playlist::live;
use crate::playlist::measure::{Gauge, Section};
use crate::playlist::range::{Asked, Range};
use crate::server::answer::Problem;
use crate::server::client::Client;
use crate::server::playlist::is_closing;
use crate::server::state::{State, lock};
use crate::time::Time;

#[cfg(test)]
mod tests;

/// So many segments are opened at once, when they are needed.
const FEW: usize = 16;
/// How often a request is looked at again after measuring, before what is new by then is measured with it waiting.
const ROUNDS: usize = 3;

/// Segments to be measured.
pub(super) struct Backlog {
    gauge: Arc<Gauge>,
    /// Each with the directory of its variant.
    sections: Vec<(PathBuf, Section)>,
}

impl Backlog {
    /// What must be measured for the playlist of a range of a variant.
    pub(super) fn of_media(
        state: &State,
        [stream, variant]: [&str; 2],
        found: &Variant,
        asked: &Asked,
        range: Range,
        now: Time,
        measured: usize,
    ) -> Result<Option<Self>, Problem> {
        let Some(mut backlog) = Self::begin(state, measured) else { return Ok(None) };
        if !range.is_live {
            for name in state.archive.variants(&[stream])? {
                backlog.add_range(state, &[stream, &name], range);
            }
        }
        if range.is_live && !state.has_begun(stream, variant) {
            backlog.add_recent(state, stream, now)?;
            // Before that nobody knows what to promise.
            if backlog.is_long() {
                return Ok(Some(backlog));
            }
        }
        let kept = if range.is_live {
            Some(state.stream(stream)?.log(variant))
        } else if is_closing(range, now) {
            state.find_live([stream, variant], asked, range)?
        } else {
            None
        };
        if let Some(kept) = kept {
            let unread = lock(&kept).log().unread(&state.archive, found, range, now)?;
            backlog.add(found.directory(), unread);
        }
        Ok(Some(backlog).filter(Self::is_long))
    }

    /// What must be measured for a master playlist that offers these selections.
    pub(super) fn of_master<'a>(
        state: &State,
        stream: &str,
        offered: impl Iterator<Item = (&'a str, &'a Selection, Range)>,
        now: Time,
        measured: usize,
    ) -> Result<Option<Self>, Problem> {
        let Some(mut backlog) = Self::begin(state, measured) else { return Ok(None) };
        let mut is_new = false;
        for (name, selection, range) in offered {
            is_new |= range.is_live && !state.has_begun(stream, name);
            backlog.add_selection(selection, range.end);
        }
        if is_new {
            backlog.add_recent(state, stream, now)?;
        }
        Ok(Some(backlog).filter(Self::is_long))
    }

    fn begin(state: &State, measured: usize) -> Option<Self> {
        let gauge = state.gauge.as_ref().filter(|_| measured < ROUNDS)?;
        Some(Self { gauge: Arc::clone(gauge), sections: Vec::new() })
    }

    /// What the target duration of live playlists comes from.
    fn add_recent(&mut self, state: &State, stream: &str, now: Time) -> Result<(), ArchiveError> {
        for selection in live::recent(&state.archive, stream, state.max_range, now)?.0 {
            self.add_selection(&selection, Time::MAX);
        }
        Ok(())
    }

    /// What a variant has in a range. If it cannot be read, nothing.
    fn add_range(&mut self, state: &State, names: &[&str], range: Range) {
        let select = |variant| state.archive.select(&variant, range.start, range.end).ok();
        if let Some(selection) = state.archive.variant(names).ok().flatten().and_then(select) {
            self.add_selection(&selection, range.end);
        }
    }

    fn add_selection(&mut self, selection: &Selection, to: Time) {
        let Some(first) = selection.iter().next().map(|first| first.segment.start) else { return };
        let section = |hour| Section { hour: Arc::clone(hour), from: first, to };
        for hour in selection.hours() {
            let variant = hour.directory().parent().unwrap_or(hour.directory());
            self.sections.push((variant.to_owned(), section(hour)));
        }
    }

    fn add(&mut self, variant: &Path, sections: Vec<Section>) {
        self.sections.extend(sections.into_iter().map(|section| (variant.to_owned(), section)));
    }

    /// Whether it is so much that a request must not hold anything while it is measured.
    fn is_long(&self) -> bool {
        let mut lacking = 0;
        self.sections.iter().any(|(_, section)| {
            lacking += self.gauge.lacks(section);
            lacking > FEW
        })
    }

    /// Measures all of it. A problem if the server ends before, or the client of the request goes away: days of
    /// segments are read for nobody then.
    pub(super) async fn work_off(self, state: &State, request: &Parts) -> Result<(), Problem> {
        let mut gone = pin!(Client::gone_from(request));
        for (variant, section) in self.sections {
            loop {
                let turn = tokio::select! {
                    // Nobody else may want the turn.
                    biased;
                    () = state.stopped() => return Err(Problem::ending()),
                    () = &mut gone => {
                        let message = "the client has not waited for segments to be measured";
                        return Err(Problem::new(StatusCode::SERVICE_UNAVAILABLE, message));
                    }
                    turn = state.turn(&variant).lock_owned() => turn,
                };
                let (gauge, section) = (Arc::clone(&self.gauge), section.clone());
                let filled = tokio::task::spawn_blocking(move || {
                    let is_all = gauge.fill(&section);
                    drop(turn);
                    is_all
                });
                // What made it panic will do so again, where it is told.
                if filled.await.unwrap_or(true) {
                    break;
                }
            }
        }
        Ok(())
    }
}
