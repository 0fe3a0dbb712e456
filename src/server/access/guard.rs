//! Who checks passwords: each once, a few at a time, so that nobody can take the processor from those who watch.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use axum::http::StatusCode;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use tokio::sync::{OnceCell, Semaphore};

use crate::server::access::book::Book;
use crate::server::access::slow::LONGEST_PASSWORD;
use crate::server::access::view::View;
use crate::server::answer::Problem;
use crate::server::state::lock;

/// How many checks may wait for their turn: with a hash of a quarter of a second, some seconds' worth.
const QUEUE: usize = 32;
/// How many passwords are remembered, right ones and those that are being checked.
const REMEMBERED: usize = 10_000;

/// What all checks share.
#[derive(Debug)]
pub(super) struct Guard {
    /// The places to check at.
    turns: Arc<Semaphore>,
    /// The places to wait for one, and at one.
    queue: Arc<Semaphore>,
    checks: AtomicU64,
}

/// A user and password, as it is remembered: nothing can be made of it without the key, which no other process has.
type Mark = [u8; 32];

/// The passwords of a book that were right, for as long as the book is in use.
#[derive(Debug)]
pub(super) struct Memory {
    key: Hmac<Sha256>,
    known: Mutex<HashMap<Mark, Place>>,
}

/// Whether it was right, as soon as that is known. Whoever comes meanwhile waits for the same check.
type Place = Arc<OnceCell<bool>>;

impl Guard {
    /// A guard on a machine with so many processors: half of them check, and never more than four.
    pub(super) fn new(processors: usize) -> Self {
        let turns = (processors / 2).clamp(1, 4);
        let queue = Arc::new(Semaphore::new(turns + QUEUE));
        Self { turns: Arc::new(Semaphore::new(turns)), queue, checks: AtomicU64::new(0) }
    }

    /// How many passwords were checked so far.
    pub(super) fn checks(&self) -> u64 {
        self.checks.load(Ordering::Relaxed)
    }

    /// What this user may see; none if there is no such user or the password is another. A problem if too many wait.
    pub(super) async fn view(
        &self,
        book: &Arc<Book>,
        memory: &Memory,
        user: &[u8],
        password: Vec<u8>,
    ) -> Result<Option<View>, Problem> {
        let mark = memory.mark(user, &password);
        // The same for a name each time, as the hash of a user would be, and not to be known from outside.
        let other = memory.mark(user, b"").first_chunk().copied().map_or(0, u64::from_be_bytes);
        let Some((found, is_known)) = book.user(user, other) else { return Ok(None) };
        if password.len() > LONGEST_PASSWORD {
            return Ok(None);
        }
        let wait = memory.wait(mark)?;
        let slow = found.slow.clone();
        let check = || async {
            let is_right = self.check(move || slow.matches(&password)).await?;
            Ok::<_, Problem>(is_right && is_known)
        };
        let is_right = *wait.place.get_or_try_init(check).await?;
        Ok(is_right.then(|| found.view.clone()))
    }

    /// Checks when it is this one's turn.
    async fn check(&self, check: impl FnOnce() -> bool + Send + 'static) -> Result<bool, Problem> {
        let queue = Arc::clone(&self.queue).try_acquire_owned().map_err(|_| busy())?;
        let turn = Arc::clone(&self.turns).acquire_owned().await.map_err(|_| Problem::fault())?;
        self.checks.fetch_add(1, Ordering::Relaxed);
        let work = move || {
            // Held until it is done, also when whoever asked has gone.
            let _held = (queue, turn);
            check()
        };
        tokio::task::spawn_blocking(work).await.map_err(|_| Problem::fault())
    }
}

fn busy() -> Problem {
    Problem::new(
        StatusCode::SERVICE_UNAVAILABLE,
        "too many passwords are being checked: try again in a moment",
    )
}

impl Memory {
    /// One that knows nothing; an error if the system has no random bytes.
    pub(super) fn new() -> Result<Self, getrandom::Error> {
        let mut key = [0; 32];
        getrandom::fill(&mut key)?;
        let key = Hmac::new_from_slice(&key).expect("HMAC takes keys of any length");
        Ok(Self { key, known: Mutex::default() })
    }

    fn mark(&self, user: &[u8], password: &[u8]) -> Mark {
        let length = u64::try_from(user.len()).unwrap_or(u64::MAX).to_be_bytes();
        let parts = [&length[..], user, password];
        parts.iter().fold(self.key.clone(), Hmac::chain_update).finalize().into_bytes().into()
    }

    /// Where it will be known whether a password is right; a problem if too many are being checked.
    fn wait(&self, mark: Mark) -> Result<Wait<'_>, Problem> {
        let mut known = lock(&self.known);
        if let Some(place) = known.get(&mark) {
            return Ok(Wait { memory: self, mark, place: Arc::clone(place) });
        }
        if known.len() >= REMEMBERED {
            // Those that are known need only be checked again.
            known.retain(|_, place| !place.initialized());
        }
        if known.len() >= REMEMBERED {
            return Err(busy());
        }
        let place = Arc::clone(known.entry(mark).or_default());
        Ok(Wait { memory: self, mark, place })
    }
}

/// Somebody who waits for a check. What is wrong then, or what nobody checks any more, is forgotten.
struct Wait<'a> {
    memory: &'a Memory,
    mark: Mark,
    place: Place,
}

impl Drop for Wait<'_> {
    fn drop(&mut self) {
        let mut known = lock(&self.memory.known);
        // The map's and this one: the last who waits.
        let is_last = Arc::strong_count(&self.place) <= 2;
        let is_wrong = self.place.get() != Some(&true) && (is_last || self.place.initialized());
        if is_wrong && known.get(&self.mark).is_some_and(|known| Arc::ptr_eq(known, &self.place)) {
            known.remove(&self.mark);
        }
    }
}

#[cfg(test)]
mod tests;
