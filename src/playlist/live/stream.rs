//! The live playlists of all variants of a stream: one promise, and a log each.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::kept::Found;
use super::{Anchor, Kept};
use crate::archive::{Archive, ArchiveError, Selection};
use crate::journal::{Journal, Journals};
use crate::playlist::measure::Gauge;
use crate::playlist::range::Asked;
use crate::time::{Span, Time};

/// The live playlists of a stream.
#[derive(Debug)]
pub struct Stream {
    name: String,
    /// Where variants begin to number of which there is no journal.
    anchor: Anchor,
    max_range: Span,
    /// What segments are measured with before they are listed, if they are.
    gauge: Option<Arc<Gauge>>,
    journals: Option<Arc<Journals>>,
    logs: Mutex<HashMap<String, Arc<Mutex<Kept>>>>,
}

impl Stream {
    /// The live playlists of a stream as they were left, or begun now.
    pub fn open(
        archive: &Archive,
        name: &str,
        journals: Option<Arc<Journals>>,
        gauge: Option<Arc<Gauge>>,
        max_range: Span,
        now: Time,
    ) -> Result<Self, ArchiveError> {
        let mut logs = HashMap::new();
        let mut new = Vec::new();
        let mut promised = None;
        for variant in archive.variants(&[name])? {
            let Some(journals) = &journals else { break };
            match Kept::find(journals.journal(&[name, &variant]), max_range, now) {
                Found::Log(mut kept) => {
                    kept.log().measure_with(gauge.clone());
                    promised = promised.max(Some(kept.log().anchor.target_duration));
                    logs.insert(variant, Arc::new(Mutex::new(*kept)));
                }
                Found::None(journal, target_duration) => {
                    promised = promised.max(target_duration);
                    new.push((variant, journal));
                }
            }
        }
        let (recent, is_all) = recent(archive, name, max_range, now)?;
        let needed = gauge.as_deref().filter(|_| promised.is_none());
        let mut anchor = Anchor::new(now, &recent, is_all, needed);
        if let Some(target_duration) = promised {
            anchor.target_duration = target_duration;
        }
        // Those too that nobody asks for yet: after a restart they must still count like the others.
        let mut stream =
            Self { name: name.to_owned(), anchor, max_range, gauge, journals, logs: Mutex::default() };
        for (variant, journal) in new {
            logs.insert(variant, stream.begin(Some(journal)));
        }
        stream.logs = Mutex::new(logs);
        Ok(stream)
    }

    /// A log of which nothing is known.
    fn begin(&self, journal: Option<Journal>) -> Arc<Mutex<Kept>> {
        self.go_on(Kept::new(self.anchor, self.max_range, journal))
    }

    /// A log from here on.
    fn go_on(&self, mut kept: Kept) -> Arc<Mutex<Kept>> {
        kept.log().measure_with(self.gauge.clone());
        Arc::new(Mutex::new(kept))
    }

    /// The target duration of its live playlists, in seconds.
    #[must_use]
    pub const fn target_duration(&self) -> u64 {
        self.anchor.target_duration()
    }

    /// The log of a variant that somebody has asked for.
    pub fn known(&self, variant: &str) -> Option<Arc<Mutex<Kept>>> {
        self.logs.lock().unwrap_or_else(PoisonError::into_inner).get(variant).map(Arc::clone)
    }

    /// The log of a variant that exists.
    pub fn log(&self, variant: &str) -> Arc<Mutex<Kept>> {
        let mut logs = self.logs.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = logs.get(variant) {
            return Arc::clone(known);
        }
        // It may have been away when the stream was opened.
        let journal = self.journals.as_ref().map(|journals| journals.journal(&[&self.name, variant]));
        let begun = match journal.map(|journal| Kept::find(journal, self.max_range, self.anchor.at)) {
            Some(Found::Log(kept)) => self.go_on(*kept),
            Some(Found::None(journal, _)) => self.begin(Some(journal)),
            None => self.begin(None),
        };
        Arc::clone(logs.entry(variant.to_owned()).or_insert(begun))
    }
}

/// What each variant of a stream recorded in the hours up to its newest segment, and whether that is all
/// variants: one that cannot be read must not keep the others from being played.
pub fn recent(
    archive: &Archive,
    stream: &str,
    max_range: Span,
    now: Time,
) -> Result<(Vec<Selection>, bool), ArchiveError> {
    let mut recent = Vec::new();
    let mut is_all = true;
    for name in archive.variants(&[stream])? {
        let Some(variant) = archive.variant(&[stream, &name])? else { continue };
        let range = Asked::default().resolve(archive, &variant, now, max_range);
        let selection = range.and_then(|range| Ok(archive.select(&variant, range.start, range.end)?));
        match selection {
            Ok(selection) => recent.push(selection),
            Err(error) => {
                tracing::warn!("{stream}/{name} does not count for the target duration: {error}");
                is_all = false;
            }
        }
    }
    Ok((recent, is_all))
}
