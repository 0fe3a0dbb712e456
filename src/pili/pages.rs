//! A list's pages one after the other, whatever the server's generation says of its end.
//!
//! Newer servers say `end`. Older ones don't: there the list ends with a page that has no marker or brings
//! nothing. A short page is no end.

use std::collections::HashSet;

use crate::pili::client::Client;
use crate::pili::error::{ErrorKind, PiliError};
use crate::pili::model::Page;
use crate::pili::request::Filter;

#[cfg(test)]
mod tests;

/// The most empty pages one after the other. A filter may leave some empty; a server that is lost sends them for
/// ever.
const MOST_EMPTY: u32 = 100;

/// The pages of a list.
#[derive(Debug)]
pub struct Pages<'a> {
    client: &'a Client,
    filter: Filter,
    place: Place,
}

impl<'a> Pages<'a> {
    pub(super) fn new(client: &'a Client, filter: Filter, marker: Option<String>) -> Self {
        Self { client, filter, place: Place::new(marker) }
    }

    /// The next page, of at most `limit` streams; `None` after the last. The same marker twice is an error, and not
    /// a loop; it is told instead of the page that it leads to.
    pub async fn next(&mut self, limit: u32) -> Result<Option<Page>, PiliError> {
        if let Some(error) = self.lost() {
            return Err(error);
        }
        if self.place.has_ended {
            return Ok(None);
        }
        let page = self.client.page(&self.filter, limit, self.place.marker.as_deref()).await?;
        self.place.turn(page.end, page.marker.clone(), page.streams.is_empty());
        Ok((!page.streams.is_empty() || !self.place.has_ended).then_some(page))
    }

    /// Why the list cannot go on although the server says that it does: the last page had no marker, or one that
    /// was there before, or was one of too many empty ones. [`Pages::marker`] leads nowhere then, and
    /// [`Pages::next`] fails with this.
    #[must_use]
    pub fn lost(&self) -> Option<PiliError> {
        self.place.lost.map(|why| PiliError::new(ErrorKind::Garbled, why))
    }

    /// Where the next page begins; `None` if there is no more, or at the beginning of the list. After an error it
    /// is where to go on.
    #[must_use]
    pub fn marker(&self) -> Option<&str> {
        self.place.marker.as_deref()
    }
}

/// A place in a list.
#[derive(Debug, Default)]
struct Place {
    marker: Option<String>,
    seen: HashSet<String>,
    /// How many pages brought nothing since the last that did.
    empty: u32,
    has_ended: bool,
    /// Why there is no next page although there should be one.
    lost: Option<&'static str>,
}

impl Place {
    fn new(marker: Option<String>) -> Self {
        let marker = marker.filter(|marker| !marker.is_empty());
        Self { seen: marker.iter().cloned().collect(), marker, ..Self::default() }
    }

    /// Goes on by what a page says.
    fn turn(&mut self, end: Option<bool>, next: Option<String>, is_empty: bool) {
        let next = next.filter(|next| !next.is_empty());
        self.empty = if is_empty { self.empty + 1 } else { 0 };
        match (end, next) {
            (Some(true), _) | (None, None) => self.end(),
            (None, Some(_)) if is_empty => self.end(),
            (Some(false), None) => {
                self.lost = Some("the server says that the list goes on, but not where (no marker)");
            }
            (_, Some(next)) => {
                if !self.seen.insert(next.clone()) {
                    self.lost = Some("the server gave the same marker twice");
                } else if self.empty >= MOST_EMPTY {
                    self.lost = Some("the server gave nothing but empty pages, over and over");
                }
                self.marker = Some(next);
            }
        }
    }

    fn end(&mut self) {
        self.has_ended = true;
        self.marker = None;
    }
}
