//! What all requests share: the archive, and what live playlists have said.
//!
//! Nothing a request leaves here can spoil another: a log is only ever brought forward, under a lock that
//! belongs to one variant, and whoever finds a lock whose holder died goes on with what is there.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Instant, SystemTime};

use tokio::sync::{Semaphore, watch};

use crate::archive::name::is_public;
use crate::archive::{Archive, ArchiveError, Selection, Variant};
use crate::journal::Journals;
use crate::playlist::live::{Kept, Stream};
use crate::playlist::measure::Gauge;
use crate::playlist::range::{Asked, IMPLIED_REST, Range};
use crate::playlist::seam;
use crate::server::access::Access;
use crate::server::cache::hot::Hot;
use crate::server::cache::sheet::{self, Sheets};
use crate::server::cache::texts::{Hours, Texts};
use crate::server::feed::Feed;
use crate::server::front::Front;
use crate::server::front::rate::Rate;
use crate::server::handles;
use crate::server::id::Ids;
use crate::server::load::budget::Budget;
use crate::server::load::gate::Gates;
use crate::server::load::reader::Readers;
use crate::server::metrics::{Caches, Metrics};
use crate::server::tls::Tls;
use crate::server::{Files, Operation, Settings};
use crate::time::{Span, Time};
use crate::watch::Watcher;

/// How much memory playlists of the past that had to be laid out may take, in bytes.
const LAID_OUT: usize = 8 << 20;

/// What all requests share.
#[derive(Debug)]
pub(crate) struct State {
    pub(crate) archive: Archive,
    /// How long an explicit range may be.
    pub(crate) max_range: Span,
    /// Who may come in, if not everybody.
    pub(super) access: Option<Access>,
    /// What segments are measured with, if they are.
    pub(crate) gauge: Option<Arc<Gauge>>,
    /// What connections are encrypted with, if they are.
    pub(super) tls: Option<Tls>,
    /// Who is measuring the segments of a variant, by its directory: one at a time.
    turns: Mutex<HashMap<PathBuf, Turn>>,
    /// The playlists of the past, hour by hour.
    pub(super) sheets: Sheets,
    /// Those of them that had to be laid out.
    pub(super) laid_out: Texts<Part, Hours>,
    /// Segments that many ask for.
    pub(super) hot: Hot,
    /// The places of those who read a file from the disk as they take it.
    pub(super) downloads: Arc<Semaphore>,
    /// How it stands to the world.
    pub(super) front: Front,
    /// Who has asked how much, if that is limited.
    pub(super) rate: Option<Rate>,
    /// How much is done at once.
    pub(super) gates: Gates,
    /// How much text is in memory.
    pub(super) budget: Arc<Budget>,
    /// Who reads segments, and how much of them is in memory.
    pub(super) readers: Readers,
    /// What is counted.
    pub(super) metrics: Metrics,
    /// The names of requests.
    pub(super) ids: Ids,
    pub(super) operation: Operation,
    journals: Mutex<Writing>,
    streams: Mutex<HashMap<String, Place>>,
    /// What of its settings is in files, and read again when they change.
    files: Files,
    /// Who tells of new files; begun when somebody first waits for one.
    pub(super) watcher: OnceLock<Watcher>,
    /// The variants that somebody waits for, by stream and name.
    feeds: Mutex<HashMap<[String; 2], Arc<Feed>>>,
    /// The places of those who wait.
    pub(super) held: Semaphore,
    /// How many there are: half of all connections, so that others get through.
    max_held: usize,
    /// Whether the server is to end.
    stopping: watch::Sender<bool>,
}

/// A part of the past: stream, variant, start and end.
type Part = (String, String, Time, Time);

/// A stream's place, in which one request at a time may begin its live playlists.
type Place = Arc<Mutex<Option<Arc<Stream>>>>;

/// A variant's place, in which one at a time measures its segments. Who waits for it holds no thread.
pub(super) type Turn = Arc<tokio::sync::Mutex<()>>;

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
    pub(crate) fn new(settings: Settings) -> Self {
        let files = settings.files();
        let segments = usize::try_from(settings.cache_size).unwrap_or(usize::MAX);
        let Settings { archive, max_range, state, gauge, cache_size, max_connections, .. } = settings;
        let Settings { operation, tls, front, access, .. } = settings;
        let max_held = max_connections.div_ceil(2);
        let journals = state.map_or(Writing::Unwanted, |state| Writing::Wanted(state, false));
        Self {
            archive,
            max_range,
            access,
            gauge: gauge.map(Arc::new),
            tls,
            turns: Mutex::default(),
            sheets: Sheets::default(),
            hot: Hot::new(cache_size),
            downloads: Arc::new(Semaphore::new(handles::downloads(max_connections))),
            rate: front.rate_limit.map(|limit| Rate::new(limit, Instant::now())),
            front,
            gates: Gates::new(),
            readers: Readers::new(Budget::beside(segments)),
            budget: Budget::beside(sheet::BUDGET + LAID_OUT),
            metrics: Metrics::default(),
            ids: Ids::new(),
            operation,
            laid_out: Texts::new(LAID_OUT),
            journals: Mutex::new(journals),
            streams: Mutex::default(),
            files,
            watcher: OnceLock::new(),
            feeds: Mutex::default(),
            held: Semaphore::new(max_held),
            max_held,
            stopping: watch::Sender::new(false),
        }
    }

    /// Reads everything again that can be read again, and forgets that something has failed and been told.
    pub(super) fn reload(&self) {
        if let Writing::Wanted(_, is_told) = &mut *lock(&self.journals) {
            *is_told = false;
        }
        // What fails still is told again, now.
        self.journals();
        self.files.reload();
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

    /// What covers a range of a variant, measured if the server measures.
    pub(crate) fn select(&self, variant: &Variant, range: Range) -> Result<Selection, ArchiveError> {
        seam::select(&self.archive, variant, (range.start, range.end), self.gauge.as_deref())
    }

    /// What is in memory, and who waits.
    pub(super) fn caches(&self) -> Caches {
        let playlists = self.sheets.bytes() + self.laid_out.bytes();
        let waiting = self.max_held.saturating_sub(self.held.available_permits());
        let password_checks = self.access.as_ref().map_or(0, Access::password_checks);
        let (segments, hits) = self.hot.bytes_and_hits();
        Caches {
            segments,
            playlists: playlists as u64,
            hits,
            waiting: waiting as u64,
            lines_dropped: self.operation.lines_dropped(),
            load: self.gates.load(),
            in_memory: (self.budget.used() + self.readers.budget.used()) as u64,
            password_checks,
        }
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
        let begun = Stream::open(
            &self.archive,
            stream,
            self.journals(),
            self.gauge.clone(),
            self.max_range,
            Self::now(),
        )?;
        Ok(Arc::clone(place.insert(Arc::new(begun))))
    }

    /// The live playlists of a variant, if somebody may follow this one that was live.
    pub(crate) fn find_live(
        &self,
        [stream, variant]: [&str; 2],
        asked: &Asked,
        range: Range,
    ) -> Result<Option<Arc<Mutex<Kept>>>, ArchiveError> {
        if !self.has_begun(stream, variant) {
            return Ok(None);
        }
        let log = self.stream(stream)?.log(variant);
        let was_live = lock(&log).log().was_live(asked, range);
        Ok(was_live.then_some(log))
    }

    /// Whether live playlists of a variant have been begun, by this process or one before.
    pub(crate) fn has_begun(&self, stream: &str, variant: &str) -> bool {
        let place = lock(&self.streams).get(stream).map(Arc::clone);
        let is_known = || place.is_some_and(|place| lock(&place).is_some());
        let was_known = || {
            let journals = self.journals();
            journals.is_some_and(|journals| journals.journal(&[stream, variant]).exists())
        };
        is_known() || was_known()
    }

    /// Whether live playlists of this process have the variant's newest segment of lately: if the variant is not there,
    /// its disk is away rather than its recordings.
    pub(crate) fn is_followed(&self, [stream, variant]: [&str; 2], now: Time) -> bool {
        let place = lock(&self.streams).get(stream).map(Arc::clone);
        let log = place.and_then(|place| lock(&place).as_ref().and_then(|stream| stream.known(variant)));
        let newest = log.and_then(|log| lock(&log).log().newest_hour());
        newest.is_some_and(|newest| newest + IMPLIED_REST > now)
    }

    /// Whose turn it is to measure the segments of a variant.
    pub(crate) fn turn(&self, variant: &Path) -> Turn {
        let mut turns = lock(&self.turns);
        Arc::clone(turns.entry(variant.to_owned()).or_default())
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
