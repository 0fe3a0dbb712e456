//! What many wait for, done once: the newest of a variant, read when something appears and written for all who
//! ask for the same.
//!
//! A feed runs while somebody waits for the variant's next segment, and a while longer, for players ask again
//! at once. It watches the directories that a segment can appear in, those of hours to come among them, and
//! looks now and then all the same.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use tokio::sync::{Notify, watch};

use crate::archive::{Archive, ArchiveError, Variant};
use crate::playlist::follow::{Watches, newest_hours};
use crate::playlist::live::Kept;
use crate::playlist::range::Asked;
use crate::server::answer::Text;
use crate::server::state::{State, lock};
use crate::time::Time;

#[cfg(test)]
mod tests;

/// How often to look for a new segment where nobody tells of one.
const POLL: Duration = Duration::from_millis(250);
/// How often to look where somebody does.
const LOOK: Duration = Duration::from_secs(2);
/// How long a feed goes on when nobody waits any more: longer than it takes to ask again.
const LINGER: Duration = Duration::from_secs(15);
/// How many texts of one moment are kept for those who ask for the same.
const MAX_TEXTS: usize = 64;
/// How much memory they may take, in bytes; one alone may be as large as it is.
const MAX_LENGTH: usize = 32 << 20;

/// The newest of one variant.
#[derive(Debug)]
pub(super) struct Feed {
    variant: Variant,
    kept: Arc<Mutex<Kept>>,
    /// Told when something may have appeared.
    changed: Arc<Notify>,
    /// The media sequence number that the next segment gets.
    next: watch::Sender<u64>,
    now: Mutex<Moment>,
    /// Whether the archive could not be read when it was last looked at.
    is_failing: AtomicBool,
}

/// The variant at the moment it was last read.
#[derive(Debug, Default)]
struct Moment {
    /// The media sequence number that the next segment got then.
    next: u64,
    newest: Option<(Time, Time)>,
    oldest: Option<Time>,
    texts: HashMap<(Asked, bool), Edited>,
    /// How long they are together, in bytes.
    length: usize,
}

/// The text of an edition.
#[derive(Clone, Debug)]
pub(super) struct Edited {
    pub(super) text: Text<'static>,
    /// The media sequence number after its last segment.
    pub(super) end: u64,
}

impl Feed {
    pub(super) fn new(variant: Variant, kept: Arc<Mutex<Kept>>) -> Self {
        Self {
            variant,
            kept,
            changed: Arc::default(),
            next: watch::Sender::new(0),
            now: Mutex::default(),
            is_failing: AtomicBool::new(false),
        }
    }

    /// The number that the next segment gets, and every change of it.
    pub(super) fn subscribe(&self) -> watch::Receiver<u64> {
        self.next.subscribe()
    }

    /// Whether somebody waits.
    pub(super) fn is_awaited(&self) -> bool {
        self.next.receiver_count() > 0
    }

    /// Runs until `retire` says that nobody needs it any more.
    pub(super) async fn run(self: Arc<Self>, state: Arc<State>, retire: impl Fn(&Arc<Self>) -> bool) {
        let nothing = || Watches::new(state.watcher().clone(), Arc::clone(&self.changed));
        let mut watches = nothing();
        let mut last_awaited = Instant::now();
        loop {
            let (feed, shared) = (Arc::clone(&self), Arc::clone(&state));
            let looked = tokio::task::spawn_blocking(move || {
                let pause = feed.look(&shared.archive, &mut watches);
                // Nobody waits for this any more.
                if let Some(gauge) = &shared.gauge {
                    gauge.save();
                }
                (watches, pause)
            });
            // It fails if it panics, and then it has dropped the watches.
            let pause;
            (watches, pause) = looked.await.unwrap_or_else(|_| (nothing(), POLL));
            tokio::select! {
                () = self.changed.notified() => {}
                () = tokio::time::sleep(pause) => {}
            }
            if self.is_awaited() {
                last_awaited = Instant::now();
            } else if last_awaited.elapsed() > LINGER && retire(&self) {
                return;
            }
        }
    }

    /// Reads what is new, and tells those who wait; how long until the next look, unless somebody tells that there is
    /// more.
    fn look(&self, archive: &Archive, watches: &mut Watches) -> Duration {
        // First the watches, then a look: nothing can appear unnoticed in between.
        let is_told = self.watch(archive, watches).unwrap_or(false);
        let read = self.read(archive);
        let pause = if is_told { LOOK } else { POLL };
        // Once, and not at every look.
        let is_known = self.is_failing.swap(read.is_err(), Ordering::Relaxed);
        match read {
            Ok(due) => due.map_or(pause, |due| pause.min(until(due))),
            Err(error) => {
                if !is_known {
                    tracing::warn!("{error}: {}", error.source);
                }
                pause
            }
        }
    }

    /// Reads what is new, and tells those who wait; when the next gap may be due if nothing comes.
    fn read(&self, archive: &Archive) -> Result<Option<Time>, ArchiveError> {
        let now = State::now();
        let mut kept = lock(&self.kept);
        kept.log().read_on(archive, &self.variant, now)?;
        let due = kept.log().fill_stall(archive, &self.variant, now)?;
        let next = kept.log().next_sequence();
        drop(kept);
        if *self.next.borrow() != next {
            let newest = archive.newest(&self.variant, now)?;
            let oldest = oldest(archive, &self.variant)?;
            let moment = Moment { next, newest, oldest, ..Moment::default() };
            let last = std::mem::replace(&mut *lock(&self.now), moment);
            // Not under the lock: it may have many texts.
            drop(last);
            self.next.send_replace(next);
        }
        Ok(due)
    }

    /// Watches the variant, in which hours appear, and those of its hours that may still get segments.
    fn watch(&self, archive: &Archive, watches: &mut Watches) -> Result<bool, ArchiveError> {
        watches.add(self.variant.directory());
        let mut hours = archive.recorded(&self.variant, State::now())?.hours;
        if let Some(since) = lock(&self.kept).log().newest_hour() {
            hours.retain(|hour| *hour >= since);
        }
        let mut wanted = vec![self.variant.directory().to_owned()];
        wanted.extend(newest_hours(&self.variant, hours));
        Ok(watches.keep(&wanted))
    }

    /// The text of a playlist as it is now, if somebody has made it already and it has the segment of this number. It
    /// takes no time, and nobody who makes another one is waited for.
    pub(super) fn known(&self, asked: Asked, skips: bool, awaited: u64) -> Option<Text<'static>> {
        let now = lock(&self.now);
        now.texts.get(&(asked, skips)).filter(|known| known.end > awaited).map(|known| known.text.clone())
    }

    /// The same, made by `make` unless that has been done; none if `make` makes none.
    pub(super) fn text<E>(
        &self,
        (asked, skips, awaited): (Asked, bool, u64),
        make: impl FnOnce(&mut Kept, Option<(Time, Time)>, Option<Time>) -> Result<Option<Edited>, E>,
    ) -> Result<Option<Text<'static>>, E> {
        let mut kept = lock(&self.kept);
        // Who had this lock before may have made it.
        if let Some(text) = self.known(asked, skips, awaited) {
            return Ok(Some(text));
        }
        let (moment, newest, oldest) = {
            let now = lock(&self.now);
            (now.next, now.newest, now.oldest)
        };
        let Some(made) = make(&mut kept, newest, oldest)? else { return Ok(None) };
        drop(kept);
        let mut now = lock(&self.now);
        if now.next == moment
            && now.texts.len() < MAX_TEXTS
            && (now.texts.is_empty() || now.length + made.text.body.len() <= MAX_LENGTH)
        {
            now.length += made.text.body.len();
            let old = now.texts.insert((asked, skips), made.clone());
            now.length -= old.map_or(0, |old| old.text.body.len());
        }
        Ok(Some(made.text))
    }
}

/// How long it is until a moment, in real time.
fn until(moment: Time) -> Duration {
    // A timer may be early by a little.
    Duration::from_micros(moment.since(State::now()).micros()) + Duration::from_millis(1)
}

/// The start of the oldest segment there is: what was before it has been deleted, and can't be listed any
/// more. Of an hour that cannot be read it is not known which have been.
pub(super) fn oldest(archive: &Archive, variant: &Variant) -> Result<Option<Time>, ArchiveError> {
    for at in archive.hours(variant)? {
        match archive.hour(variant, at) {
            Err(_) => return Ok(Some(at)),
            Ok(hour) => {
                if let Some(first) = hour.and_then(|hour| hour.segments().next().map(|first| first.start)) {
                    return Ok(Some(first));
                }
            }
        }
    }
    Ok(None)
}
