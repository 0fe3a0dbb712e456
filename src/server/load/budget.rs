//! How many bytes of answers there are in memory.
//!
//! What answers are made of is counted when it is made and until nobody has it any more: neither a cache nor a client that
//! still reads it. So a text that a thousand clients share counts once, and one that each of them has for himself a
//! thousand times; while there is too much, nothing more is made. Texts and segments have a budget each, for segments may be made in
//! smaller pieces, and texts must still be given when clients who read segments slowly are many.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::body::Bytes;

use crate::server::answer::Problem;

/// How much there may be besides what caches hold, in bytes: thirty playlists of twelve hours that no two clients share;
/// or chunks of segments for five hundred clients that read slowly, before chunks get smaller.
const ON_ITS_WAY: usize = 128 << 20;
/// Answers of which no more than this is new are given in any case, in bytes: a connection takes as much by itself.
pub(in crate::server) const SMALL: usize = 32 << 10;

/// How many bytes there are, and may be.
#[derive(Debug)]
pub(in crate::server) struct Budget {
    limit: usize,
    used: AtomicUsize,
}

impl Budget {
    /// A budget for what is on its way, beside caches of so many bytes.
    pub(in crate::server) fn beside(caches: usize) -> Arc<Self> {
        Arc::new(Self { limit: caches.saturating_add(ON_ITS_WAY), used: AtomicUsize::new(0) })
    }

    /// How many bytes there are.
    pub(in crate::server) fn used(&self) -> usize {
        self.used.load(Ordering::Relaxed)
    }

    /// Whether there are too many.
    pub(in crate::server) fn is_exceeded(&self) -> bool {
        self.used() > self.limit
    }

    /// Counts so many bytes that are there, or will be whatever this says.
    pub(in crate::server) fn count(self: &Arc<Self>, bytes: usize) -> Claim {
        self.used.fetch_add(bytes, Ordering::Relaxed);
        Claim { budget: Arc::clone(self), bytes }
    }

    /// Counts so many bytes if there is room for them.
    pub(in crate::server) fn claim(self: &Arc<Self>, bytes: usize) -> Option<Claim> {
        // Nothing is counted twice while this looks: what does not fit is taken back.
        let claim = self.count(bytes);
        (!self.is_exceeded()).then_some(claim)
    }

    /// The same of a file's size, which is told in another unit.
    pub(in crate::server) fn claim_of(self: &Arc<Self>, size: u64) -> Option<(usize, Claim)> {
        let size = usize::try_from(size).ok()?;
        Some((size, self.claim(size)?))
    }

    /// What is said when there is no room.
    pub(in crate::server) fn problem() -> Problem {
        Problem::busy("too much is on its way to clients that read slowly")
    }
}

impl Default for Budget {
    fn default() -> Self {
        Self { limit: ON_ITS_WAY, used: AtomicUsize::new(0) }
    }
}

/// Bytes that count until this is dropped.
#[derive(Debug)]
pub(in crate::server) struct Claim {
    budget: Arc<Budget>,
    bytes: usize,
}

impl Claim {
    /// Bytes that count for as long as anybody has a part of them.
    pub(in crate::server) fn around(self, bytes: impl AsRef<[u8]> + Send + 'static) -> Bytes {
        Bytes::from_owner(Counted { bytes, _claim: self })
    }

    /// The same of so many more.
    pub(in crate::server) fn beside(&self, bytes: usize) -> Self {
        self.budget.count(bytes)
    }
}

impl Drop for Claim {
    fn drop(&mut self) {
        self.budget.used.fetch_sub(self.bytes, Ordering::Relaxed);
    }
}

struct Counted<T> {
    bytes: T,
    _claim: Claim,
}

impl<T: AsRef<[u8]>> AsRef<[u8]> for Counted<T> {
    fn as_ref(&self) -> &[u8] {
        self.bytes.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_count_while_anybody_has_a_part_of_them() {
        let budget = Budget::beside(0);
        let bytes = budget.claim(ON_ITS_WAY - 10).unwrap().around(vec![7; 100]);
        assert!(budget.claim(11).is_none());
        assert_eq!(budget.used(), ON_ITS_WAY - 10, "what was refused is not counted");
        let (part, claim) = (bytes.slice(3..4), budget.claim(10).unwrap());
        drop(bytes);
        assert!(!budget.is_exceeded() && budget.claim(1).is_none());
        let more = claim.beside(5);
        assert!(budget.is_exceeded());
        assert_eq!(*part, [7]);
        drop((part, claim, more));
        assert_eq!(budget.used(), 0);
    }
}
