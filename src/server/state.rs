//! What all requests share: the archive, and what live playlists have said.
//!
//! Nothing a request leaves here can spoil another: a log is only ever brought forward, under a lock that
//! belongs to one variant, and whoever finds a lock whose holder died goes on with what is there.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::SystemTime;

use tokio::sync::{Semaphore, watch};

use crate::archive::name::is_public;
use crate::archive::{Archive, ArchiveError, Variant};
use crate::journal::Journals;
use crate::playlist::live::{Kept, Stream};
use crate::playlist::range::{Asked, Range};
use crate::server::feed::Feed;
use crate::time::{Span, Time};
use crate::watch::Watcher;

/// How many requests may wait for a segment at once: half of all connections, so that others get through.
const MAX_HELD: usize = 5_000;

/// What all requests share.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) archive: Archive,
    /// How long an explicit range may be.
    pub(crate) max_range: Span,
    journals: Mutex<Writing>,
    streams: Mutex<HashMap<String, Place>>,
    /// Who tells of new files; begun when somebody first waits for one.
    pub(super) watcher: OnceLock<Watcher>,
    /// The variants that somebody waits for, by stream and name.
    feeds: Mutex<HashMap<[String; 2], Arc<Feed>>>,
    /// The places of those who wait.
    pub(super) held: Semaphore,
    /// Whether the server is to end.
    stopping: watch::Sender<bool>,
}

/// A stream's place, in which one request at a time may begin its live playlists.
type Place = Arc<Mutex<Option<Arc<Stream>>>>;

/// The journals, opened when they are first needed.
#[derive(Debug)]
enum Writing {
    Open(Arc<Journals>),
    /// Not yet, in this state directory; and whether it has been told why.
    Wanted(PathBuf, bool),
    Unwanted,
}

impl State {
    /// Without a state directory, live playlists are numbered anew by every process.
    pub(crate) fn new(archive: Archive, max_range: Span, state: Option<PathBuf>) -> Self {
        let journals = state.map_or(Writing::Unwanted, |state| Writing::Wanted(state, false));
        Self {
            archive,
            max_range,
            journals: Mutex::new(journals),
            streams: Mutex::default(),
            watcher: OnceLock::new(),
            feeds: Mutex::default(),
            held: Semaphore::new(MAX_HELD),
            stopping: watch::Sender::new(false),
        }
    }

    /// Tells those who wait that the server is to end.
    pub(crate) fn stop(&self) {
        self.stopping.send_replace(true);
    }

    /// Ready when the server is to end.
    pub(crate) async fn stopped(&self) {
        // It cannot go before `self` does.
        let _ = self.stopping.subscribe().wait_for(|stopping| *stopping).await;
    }

    /// Who tells of new files.
    pub(crate) fn watcher(&self) -> &Watcher {
        self.watcher.get_or_init(|| Watcher::start(is_public))
    }

    /// The feed of a variant, which runs for as long as somebody has a receiver of it.
    pub(crate) fn feed(
        self: &Arc<Self>,
        names: [&str; 2],
        found: &Variant,
        kept: &Arc<Mutex<Kept>>,
    ) -> (Arc<Feed>, watch::Receiver<u64>) {
        let names = names.map(str::to_owned);
        let mut feeds = lock(&self.feeds);
        if let Some(feed) = feeds.get(&names) {
            return (Arc::clone(feed), feed.subscribe());
        }
        let feed = Arc::new(Feed::new(found.clone(), Arc::clone(kept)));
        let next = feed.subscribe();
        feeds.insert(names.clone(), Arc::clone(&feed));
        let state = Arc::clone(self);
        let retire = move |feed: &Arc<Feed>| {
            let mut feeds = lock(&state.feeds);
            // Somebody may have come meanwhile, and nobody can now.
            !feed.is_awaited() && feeds.remove(&names).is_some()
        };
        tokio::spawn(Arc::clone(&feed).run(Arc::clone(self), retire));
        (feed, next)
    }

    /// The clock.
    pub(crate) fn now() -> Time {
        Time::from_system(SystemTime::now())
    }

    /// The live playlists of a stream that exists, begun now if nobody has asked for any yet.
    pub(crate) fn stream(&self, stream: &str) -> Result<Arc<Stream>, ArchiveError> {
        let place = Arc::clone(lock(&self.streams).entry(stream.to_owned()).or_default());
        let mut place = lock(&place);
        if let Some(known) = &*place {
            return Ok(Arc::clone(known));
        }
        let begun = Stream::open(&self.archive, stream, self.journals(), self.max_range, Self::now())?;
        Ok(Arc::clone(place.insert(Arc::new(begun))))
    }

    /// The live playlists of a variant, if somebody may follow this one that was live.
    pub(crate) fn find_live(
        &self,
        [stream, variant]: [&str; 2],
        asked: &Asked,
        range: Range,
    ) -> Result<Option<Arc<Mutex<Kept>>>, ArchiveError> {
        let is_known = lock(&self.streams).contains_key(stream);
        let was_known = || {
            let journals = self.journals();
            journals.is_some_and(|journals| journals.journal(&[stream, variant]).exists())
        };
        if !is_known && !was_known() {
            return Ok(None);
        }
        let log = self.stream(stream)?.log(variant);
        let was_live = lock(&log).log().was_live(asked, range);
        Ok(was_live.then_some(log))
    }

    /// The journals, if they can be had.
    fn journals(&self) -> Option<Arc<Journals>> {
        let mut journals = lock(&self.journals);
        match &mut *journals {
            Writing::Open(open) => Some(Arc::clone(open)),
            Writing::Unwanted => None,
            Writing::Wanted(state, is_told) => match Journals::open(state, self.archive.root()) {
                Ok(open) => {
                    let open = Arc::new(open);
                    *journals = Writing::Open(Arc::clone(&open));
                    Some(open)
                }
                Err(error) => {
                    if !std::mem::replace(is_told, true) {
                        tracing::warn!(
                            "{error}: the numbers of live playlists are kept in memory, and begin anew with the \
                             next start"
                        );
                    }
                    None
                }
            },
        }
    }
}

/// Takes a lock, whether or not somebody died with it: what these guard is whole after every step.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
