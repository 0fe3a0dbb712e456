//! A text that many may be answered with: what has to be known of it is found out once.

use std::hash::{DefaultHasher, Hasher};
use std::sync::{Arc, OnceLock};

use axum::body::Bytes;

use crate::server::cache::deflate::{Stream, pack};
use crate::server::load::budget::{Budget, Claim};

/// A text, with its digest and its compressed form once somebody has asked for them.
#[derive(Debug)]
pub(crate) struct Whole {
    text: Bytes,
    digest: OnceLock<u64>,
    compressed: OnceLock<Vec<Bytes>>,
    /// Since somebody was answered with it.
    claim: OnceLock<Claim>,
}

/// A text as bytes that keep it alive.
struct Text(Arc<Whole>);

impl AsRef<[u8]> for Text {
    fn as_ref(&self) -> &[u8] {
        &self.0.text
    }
}

impl Whole {
    pub(crate) fn new(text: impl Into<Bytes>) -> Self {
        Self {
            text: text.into(),
            digest: OnceLock::new(),
            compressed: OnceLock::new(),
            claim: OnceLock::new(),
        }
    }

    /// The text itself, not copied.
    pub(crate) fn text(self: &Arc<Self>) -> Bytes {
        Bytes::from_owner(Text(Arc::clone(self)))
    }

    /// Counts it for as long as it is there; how many bytes that are which had not been counted.
    pub(crate) fn count(&self, budget: &Arc<Budget>) -> usize {
        let mut new = 0;
        self.claim.get_or_init(|| {
            new = self.text.len();
            budget.count(new)
        });
        new
    }

    /// How long it is, in bytes.
    pub(crate) fn len(&self) -> usize {
        self.text.len()
    }

    /// About how much memory it takes, compressed too.
    pub(crate) fn weight(&self) -> usize {
        self.text.len() + self.text.len() / 4 + 200
    }

    /// A number that another text hardly has.
    pub(crate) fn digest(&self) -> u64 {
        *self.digest.get_or_init(|| {
            let mut hasher = DefaultHasher::new();
            hasher.write(&self.text);
            hasher.finish()
        })
    }

    /// Whether it has been compressed already.
    pub(crate) fn is_compressed(&self) -> bool {
        self.compressed.get().is_some()
    }

    /// The text compressed, as a gzip stream in parts.
    pub(crate) fn compressed(&self) -> Vec<Bytes> {
        let compress = || {
            let mut stream = Stream::new();
            stream.push(&pack(&self.text, 0..self.text.len()).counted(self.claim.get()));
            stream.finish()
        };
        self.compressed.get_or_init(compress).clone()
    }
}
