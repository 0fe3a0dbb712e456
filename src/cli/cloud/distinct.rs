//! Names that were given twice: the work is done once.

use std::collections::HashSet;

use crate::cli::cloud::Session;
use crate::pili::StreamId;

impl Session<'_> {
    /// These names without those that mean the same as one before. Only where a title may be that of an id among
    /// them is it looked up.
    pub(super) async fn distinct(&self, names: Vec<String>) -> Vec<String> {
        let mut names = distinct(names.into_iter());
        let ids: Vec<StreamId> = names.iter().filter_map(|name| StreamId::parse(name).ok()).collect();
        for name in &mut names {
            if ids.iter().any(|id| id.title() == name) {
                // What cannot be found is told when its turn comes.
                if let Ok(id) = self.stream(name).await {
                    *name = id.to_string();
                }
            }
        }
        distinct(names.into_iter())
    }
}

/// Each once, where it was first.
pub(super) fn distinct(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = HashSet::new();
    names.filter(|name| seen.insert(name.clone())).collect()
}
