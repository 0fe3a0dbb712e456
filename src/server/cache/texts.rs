//! Texts that were made lately, for who asks for the same while what they are made of is the same.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Arc, Mutex, Weak};

use crate::archive::{Hour, Selection};
use crate::server::cache::whole::Whole;
use crate::server::state::lock;

/// Texts by what was asked for, each with what it was made of.
#[derive(Debug)]
pub(in crate::server) struct Texts<Asked, Source> {
    /// How many bytes they may have together.
    budget: usize,
    kept: Mutex<Kept<Asked, Source>>,
}

#[derive(Debug)]
struct Kept<Asked, Source> {
    texts: HashMap<Asked, Entry<Source>>,
    weight: usize,
    uses: u64,
}

#[derive(Debug)]
struct Entry<Source> {
    source: Source,
    text: Arc<Whole>,
    last_use: u64,
}

impl<Asked: Clone + Eq + Hash, Source: PartialEq> Texts<Asked, Source> {
    pub(in crate::server) fn new(budget: usize) -> Self {
        Self { budget, kept: Mutex::new(Kept { texts: HashMap::new(), weight: 0, uses: 0 }) }
    }

    /// About how much memory they take.
    pub(in crate::server) fn bytes(&self) -> usize {
        lock(&self.kept).weight
    }

    /// The text for this, if it was made of the same.
    pub(in crate::server) fn find(&self, asked: &Asked, source: &Source) -> Option<Arc<Whole>> {
        let mut kept = lock(&self.kept);
        kept.uses += 1;
        let now = kept.uses;
        let entry = kept.texts.get_mut(asked).filter(|entry| entry.source == *source)?;
        entry.last_use = now;
        Some(Arc::clone(&entry.text))
    }

    /// Keeps a text instead of what there was for the same; not if it would be most of what may be kept.
    pub(in crate::server) fn keep(&self, asked: Asked, source: Source, text: &Arc<Whole>) {
        if text.weight() > self.budget / 2 {
            return;
        }
        let mut kept = lock(&self.kept);
        kept.uses += 1;
        kept.weight += text.weight();
        let entry = Entry { source, text: Arc::clone(text), last_use: kept.uses };
        let old = kept.texts.insert(asked, entry);
        kept.weight -= old.map_or(0, |old| old.text.weight());
        while kept.weight > self.budget {
            let oldest = kept.texts.iter().min_by_key(|(_, entry)| entry.last_use);
            let Some(oldest) = oldest.map(|(asked, _)| asked.clone()) else { break };
            let old = kept.texts.remove(&oldest);
            kept.weight -= old.map_or(0, |old| old.text.weight());
        }
    }
}

/// The hours that selections were made from, as they were read then.
#[derive(Debug)]
pub(in crate::server) struct Hours(Vec<Weak<Hour>>);

impl Hours {
    pub(in crate::server) fn of<'a>(selections: impl IntoIterator<Item = &'a Selection>) -> Self {
        Self(selections.into_iter().flat_map(Selection::hours).map(Arc::downgrade).collect())
    }
}

impl PartialEq for Hours {
    fn eq(&self, other: &Self) -> bool {
        // One that was dropped keeps its place in memory, so no other can be taken for it.
        self.0.len() == other.0.len() && self.0.iter().zip(&other.0).all(|(one, other)| one.ptr_eq(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(length: usize) -> Arc<Whole> {
        Arc::new(Whole::new("x".repeat(length)))
    }

    #[test]
    fn a_text_is_found_while_its_source_is_the_same() {
        let texts = Texts::new(100_000);
        texts.keep("a", 1, &text(10));
        assert_eq!(texts.find(&"a", &1).map(|text| text.len()), Some(10));
        assert!(texts.find(&"a", &2).is_none());
        assert!(texts.find(&"b", &1).is_none());
        texts.keep("a", 2, &text(20));
        assert!(texts.find(&"a", &1).is_none());
        assert_eq!(texts.find(&"a", &2).map(|text| text.len()), Some(20));
    }

    #[test]
    fn memory_stays_within_its_budget() {
        let texts = Texts::new(100_000);
        texts.keep(1_000, (), &text(60_000));
        assert!(texts.find(&1_000, &()).is_none(), "more than half");
        for asked in 0..200 {
            texts.keep(asked, (), &text(1_000));
            assert!(texts.find(&0, &()).is_some(), "what is used stays");
            assert!(lock(&texts.kept).weight <= 100_000);
        }
        assert!(texts.find(&1, &()).is_none());
        assert!(texts.find(&199, &()).is_some());
        let weight = lock(&texts.kept).texts.values().map(|entry| entry.text.weight()).sum::<usize>();
        assert_eq!(weight, lock(&texts.kept).weight);
    }
}
