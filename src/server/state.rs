//! What all requests share: the archive, and what live playlists have said.
//!
//! Nothing a request leaves here can spoil another: a log is only ever brought forward, under a lock that
//! belongs to one variant, and whoever finds a lock whose holder died goes on with what is there.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use crate::archive::{Archive, ArchiveError, Selection};
use crate::playlist::live::{Anchor, Log};
use crate::playlist::range::Asked;
use crate::time::{Span, Time};

/// What all requests share.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) archive: Archive,
    /// How long an explicit range may be.
    pub(crate) max_range: Span,
    streams: Mutex<HashMap<String, Arc<Stream>>>,
}

/// The live playlists of a stream.
#[derive(Debug)]
pub(crate) struct Stream {
    pub(crate) anchor: Anchor,
    logs: Mutex<HashMap<String, Arc<Mutex<Log>>>>,
}

impl State {
    pub(crate) fn new(archive: Archive, max_range: Span) -> Self {
        Self { archive, max_range, streams: Mutex::default() }
    }

    /// The clock.
    pub(crate) fn now() -> Time {
        Time::from_system(SystemTime::now())
    }

    /// The live playlists of a stream that exists, begun now if nobody has asked for any yet.
    pub(crate) fn stream(&self, stream: &str) -> Result<Arc<Stream>, ArchiveError> {
        if let Some(known) = lock(&self.streams).get(stream) {
            return Ok(Arc::clone(known));
        }
        let (recent, is_all) = self.recent(stream)?;
        let begun = Stream { anchor: Anchor::new(Self::now(), &recent, is_all), logs: Mutex::default() };
        // Another request may have been faster: the first one's numbers count.
        Ok(Arc::clone(lock(&self.streams).entry(stream.to_owned()).or_insert_with(|| Arc::new(begun))))
    }

    /// The live playlists of a variant, if somebody has asked for this one while it was live.
    pub(crate) fn find_live(&self, stream: &str, variant: &str, asked: &Asked) -> Option<Arc<Mutex<Log>>> {
        let stream = lock(&self.streams).get(stream).cloned()?;
        let log = lock(&stream.logs).get(variant).cloned()?;
        let was_live = lock(&log).was_live(asked);
        was_live.then_some(log)
    }

    /// What each variant of a stream recorded in the hours up to its newest segment, and whether that is all
    /// variants: one that cannot be read must not keep the others from being played.
    fn recent(&self, stream: &str) -> Result<(Vec<Selection>, bool), ArchiveError> {
        let mut recent = Vec::new();
        let mut is_all = true;
        for name in self.archive.variants(&[stream])? {
            let Some(variant) = self.archive.variant(&[stream, &name])? else { continue };
            let range = Asked::default().resolve(&self.archive, &variant, Self::now(), self.max_range);
            let selection =
                range.and_then(|range| Ok(self.archive.select(&variant, range.start, range.end)?));
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
}

impl Stream {
    /// The log of a variant that exists.
    pub(crate) fn log(&self, variant: &str, max_range: Span) -> Arc<Mutex<Log>> {
        let mut logs = lock(&self.logs);
        let log = logs.entry(variant.to_owned());
        Arc::clone(log.or_insert_with(|| Arc::new(Mutex::new(Log::new(self.anchor, max_range)))))
    }
}

/// Takes a lock, whether or not somebody died with it: what these guard is whole after every step.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
