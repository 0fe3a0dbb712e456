//! Playlists on disk that grow with their recording: what `playlist write` does for events and live lists, once or
//! for as long as somebody wants.
//!
//! A look at the recording makes the next edition of each list from the one before ([`crate::playlist::edition`]).
//! That is read from its file once, and kept. Of the recording only what comes after the last listed segment is read.
//! Nothing here writes: whoever does tells [`Follower::was_written`].

use std::collections::{BTreeMap, HashSet};
use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::hls::Uri;
use crate::playlist::compose::{ComposeError, Composed, MASTER, Ways, file_name};
use crate::playlist::edition::breaks::Numbers;
use crate::playlist::edition::{Edition, Growth, Window};
use crate::playlist::flat::Scan;
use crate::playlist::gaps::Holes;
use crate::playlist::measure::Gauge;
use crate::playlist::source::{Layout, Source};
use crate::time::{Span, Time};

mod choice;
mod fresh;
mod kept;
mod layout;
mod lists;
mod offer;
mod settle;
#[cfg(test)]
mod tests;
mod watches;

use fresh::{Before, Fresh, Listed};
use kept::Kept;
use offer::Offer;
use settle::Settling;

pub use watches::{Watches, newest_hours};

/// How long after its end an event is closed whose recording has not reached that end, in target durations: its last
/// segment may still be on its way.
const GRACE_TARGETS: u64 = 3;
/// A variant that is behind by more target durations does not begin a list.
const MOST_BEHIND: u64 = 3;

/// What is wanted of lists that grow.
#[derive(Clone, Copy, Debug)]
pub struct Wanted {
    /// How they change.
    pub growth: Growth,
    /// From here on; from the first segment if not given.
    pub start: Option<Time>,
    /// An event is complete once this has passed.
    pub end: Option<Time>,
    /// How much a live list shows; all there is if not given.
    pub window: Option<Window>,
    /// What becomes of holes.
    pub holes: Holes,
    /// How long a file must have been as it is before it is listed.
    pub settle: Span,
    /// Whether there will be more looks: only what has changed is told then, and an event waits for its last segment.
    pub is_following: bool,
}

/// Lists that grow.
#[derive(Debug)]
pub struct Follower {
    wanted: Wanted,
    /// What opens the segments that a list begins with.
    gauge: Option<Gauge>,
    lists: BTreeMap<String, Kept>,
    offer: Option<Offer>,
    is_offer_written: bool,
    scan: Scan,
    settling: Settling,
    /// What was told once, and need not be told again.
    told: HashSet<String>,
}

/// What a look gave.
#[derive(Debug)]
pub struct Look {
    /// The playlists that are not what their files hold; or all, where there is only one look. The master comes last.
    pub files: Vec<Composed>,
    /// Whether nothing will ever change again.
    pub is_ended: bool,
    /// Whether that was so before.
    pub had_ended: bool,
    /// A file that may still be written to, and how long until it may have settled. What follows it waits as well.
    pub unsettled: Option<(PathBuf, Duration)>,
}

impl Follower {
    /// Somebody who follows a recording. Segments are opened if there is a gauge for that.
    #[must_use]
    pub fn new(wanted: Wanted, gauge: Option<Gauge>) -> Self {
        Self {
            wanted,
            gauge,
            lists: BTreeMap::new(),
            offer: None,
            is_offer_written: false,
            scan: Scan::new(wanted.is_following),
            settling: Settling::new(wanted.settle),
            told: HashSet::new(),
        }
    }

    /// Looks at the recording, and makes the next edition of each of its lists. `place` is where a playlist of this
    /// name is written, if it is written to a file.
    pub fn look(
        &mut self,
        source: &Source,
        ways: &impl Ways,
        place: &impl Fn(&str) -> Option<PathBuf>,
        now: Time,
    ) -> Result<Look, ComposeError> {
        let is_stream = matches!(source.layout, Layout::Stream(_));
        if is_stream && source.variants().any(|(name, _)| file_name(name) == MASTER) {
            return Err(ComposeError::Name);
        }
        self.settling.look();
        self.renew(source, place);
        for list in self.lists.values_mut() {
            list.had_ended = list.edition.as_ref().is_some_and(Edition::is_ended);
        }
        let had_ended = !self.lists.is_empty() && self.lists.values().all(|list| list.had_ended);
        let fresh = self.fresh(source, now);
        let waiting = self.settling.waiting().map(|(path, wait)| (path.to_owned(), wait));
        let mut changed = self.next(fresh?, source, ways, now)?;
        let unsettled = self.settling.waiting().map(|(path, wait)| (path.to_owned(), wait)).or(waiting);
        if self.lists.values().all(Kept::is_empty) {
            return match unsettled {
                Some(_) => Ok(Look { files: Vec::new(), is_ended: false, had_ended: false, unsettled }),
                None => Err(ComposeError::Nothing),
            };
        }
        let mut files = Vec::new();
        for (name, list) in &mut self.lists {
            let change = changed.remove(name).unwrap_or_default();
            if list.is_empty() || (self.wanted.is_following && list.is_written) {
                continue;
            }
            files.extend(list.composed(file_name(name), name, &self.wanted, change)?);
        }
        if is_stream
            && let Some(offer) = &self.offer
            && !(self.wanted.is_following && self.is_offer_written)
        {
            files.push(Composed::master(offer.text()?));
        }
        let is_ended = self.lists.values().all(|list| list.edition.as_ref().is_none_or(Edition::is_ended));
        Ok(Look { files, is_ended, had_ended, unsettled })
    }

    /// Takes it that a playlist of this name is in its file.
    pub fn was_written(&mut self, file: &Composed, path: &Path) {
        match file.variant.as_ref().and_then(|name| self.lists.get_mut(name)) {
            Some(list) => list.was_written(path),
            None => self.is_offer_written = true,
        }
    }

    /// Reads what is in the files.
    fn renew(&mut self, source: &Source, place: &impl Fn(&str) -> Option<PathBuf>) {
        let is_flat = matches!(source.layout, Layout::Flat { .. });
        for (name, directory) in directories(source) {
            let list = self.lists.entry(name.to_owned()).or_default();
            let Some(path) = place(&file_name(name)) else { continue };
            list.renew(&path, self.wanted.growth);
            let Some(edition) = &list.edition else { continue };
            let is_over = edition.is_ended()
                && self.wanted.start.zip(edition.end()).is_some_and(|(start, end)| start >= end);
            let is_foreign =
                !edition.segments().is_empty() && Listed::last(edition, directory, is_flat).is_none();
            if is_foreign {
                let why = format!("it lists nothing of {}", directory.display());
                tracing::warn!("{} cannot be continued, and is begun anew: {why}", path.display());
            }
            if is_over || is_foreign {
                (list.edition, list.is_written) = (None, false);
            }
        }
        let Some(path) = place(MASTER).filter(|_| matches!(source.layout, Layout::Stream(_))) else { return };
        let bytes = if path.is_file() { std::fs::read(&path).ok() } else { None };
        match &self.offer {
            None => {
                let offer = bytes.as_deref().and_then(Offer::read);
                if bytes.is_some() && offer.is_none() {
                    tracing::warn!("{} is not what streamctl has written, and is made anew", path.display());
                }
                self.is_offer_written = offer.is_some();
                self.offer = offer;
            }
            Some(offer) => {
                let text = offer.text().unwrap_or_default();
                self.is_offer_written &= bytes.as_deref() == Some(text.as_bytes());
            }
        }
    }

    /// What is new in each variant.
    fn fresh(&mut self, source: &Source, now: Time) -> Result<Vec<Fresh>, ComposeError> {
        let is_flat = matches!(source.layout, Layout::Flat { .. });
        let others = self.others();
        let mut all = Vec::new();
        for (name, directory) in directories(source) {
            let edition = self.lists.get(name).and_then(|list| list.edition.as_ref());
            if edition.is_some_and(Edition::is_ended) {
                continue;
            }
            let promise = edition.map(Edition::target_duration);
            let listed = edition.and_then(|edition| Listed::last(edition, directory, is_flat));
            // Only what all lists begin with is waited for.
            let is_beginning = others.is_none();
            let before = match (listed, others) {
                (Some(listed), _) => Before::Listed(listed),
                (None, Some((from, _))) => Before::Others(from),
                (None, None) => Before::Nothing,
            };
            let range = (self.wanted.start, self.wanted.end);
            let window = self.wanted.window;
            let fresh = match source.variants().find(|(variant, _)| *variant == name) {
                Some((_, variant)) => {
                    Fresh::of_variant(name, &source.archive, variant, before, range, (promise, window), now)
                }
                None => Fresh::of_files(name, directory, before, &mut self.scan, &mut self.settling, now),
            };
            match fresh {
                Ok(fresh) => {
                    self.told.retain(|told| !told.starts_with(&trouble(name)));
                    all.push(fresh);
                }
                // One that cannot be read for now does not stop the others.
                Err(error) if self.wanted.is_following && !is_beginning => {
                    let why =
                        std::error::Error::source(&error).map(|why| format!(": {why}")).unwrap_or_default();
                    self.warn_once(&format!("{}{error}{why}", trouble(name)));
                }
                Err(error) => return Err(error),
            }
        }
        Ok(all)
    }

    /// Where all lists there are have begun, and the discontinuity number there: another one begins with them.
    fn others(&self) -> Option<(Time, u64)> {
        let editions = self.lists.values().filter_map(|list| list.edition.as_ref());
        let begun = editions.filter_map(|edition| Some((edition.start()?, edition)));
        let (start, edition) = begun.max_by_key(|(start, _)| *start)?;
        Some((start, Numbers::of(edition).at(start)))
    }

    fn warn_once(&mut self, message: &str) {
        if self.told.insert(message.to_owned()) {
            tracing::warn!("{message}");
        }
    }
}

/// How a message begins about a variant that cannot be read.
fn trouble(name: &str) -> String {
    format!("{name} stays as it is: ")
}

/// The variants of a source, each with its directory.
fn directories(source: &Source) -> impl Iterator<Item = (&str, &Path)> {
    let flat = match &source.layout {
        Layout::Flat { name, flat } => Some((name.as_str(), flat.directory())),
        Layout::Variant { .. } | Layout::Stream(_) => None,
    };
    flat.into_iter().chain(source.variants().map(|(name, variant)| (name, variant.directory())))
}

/// The URI of a variant's playlist beside the master.
fn beside(name: &str) -> Result<Uri, ComposeError> {
    Ok(Uri::relative(0, &[&file_name(name)])?)
}
