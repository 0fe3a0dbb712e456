//! "Did you mean": the streams that are there, for those who mistyped one, and what to do about a hub that is not.

use crate::cli::cloud::Session;
use crate::exit::{Exit, Failure};
use crate::pili::{Client, ErrorKind, Filter, PiliError, Settings, StreamId};

/// How many titles are looked through.
const MOST: u32 = 1_000;
/// How many are offered.
const OFFERED: usize = 3;

/// What to do about a hub that the cloud does not know.
pub(in crate::cli) const NO_HUB: &str =
    "the hub must exist in the cloud's console, and the profile must name it as it is there";

/// A list of a hub that failed, with what was tried; for a hub that is not there with what to do.
pub(in crate::cli) fn cannot_list(error: PiliError, what: String) -> anyhow::Error {
    let kind = error.kind;
    let error = anyhow::Error::new(error).context(what);
    if kind == ErrorKind::NotFound { Failure::of(&error).hint(NO_HUB).into() } else { error }
}

impl Session<'_> {
    /// A failed request about a stream, told with what was tried; for one that is not there with the nearest
    /// there are.
    pub(in crate::cli) async fn failed(&self, what: &str, id: &StreamId, error: PiliError) -> anyhow::Error {
        if error.kind != ErrorKind::NotFound {
            return anyhow::Error::new(error).context(what.to_owned());
        }
        let mut failure = Failure::of(&anyhow::Error::new(error).context(what.to_owned()));
        failure.hints.extend(self.hints_for(id.hub(), id.title()).await);
        failure.into()
    }

    /// A stream that is not there.
    pub(super) async fn unknown(&self, hub: &str, title: &str) -> anyhow::Error {
        let mut failure = Failure::new(Exit::NotFound, format!("hub {hub} has no stream titled '{title}'"));
        failure.hints = self.hints_for(hub, title).await;
        if failure.hints.is_empty() {
            failure.hints.push("streamctl stream list".to_owned());
        }
        failure.into()
    }

    async fn hints_for(&self, hub: &str, title: &str) -> Vec<String> {
        if self.known.get().is_none() {
            // Whoever asked second while the first still waited has the same answer.
            let _ = self.known.set((hub.to_owned(), self.streams_of(hub).await));
        }
        let ids = self.known.get().filter(|(known, _)| known == hub).map_or(&[][..], |(_, ids)| ids);
        let titles = ids.iter().map(StreamId::title);
        nearest(title, titles, OFFERED)
            .into_iter()
            .filter_map(|index| ids.get(index))
            .map(|id| format!("did you mean {id}?"))
            .collect()
    }

    /// A page of the hub's streams, asked for once; nothing if that fails, for it is only a courtesy.
    async fn streams_of(&self, hub: &str) -> Vec<StreamId> {
        let settings = Settings { retries: 0, ..self.settings.clone() };
        let Ok(client) = Client::new(settings) else { return Vec::new() };
        let filter = Filter { hub: hub.to_owned(), prefix: None, is_live: false, ids_only: true };
        match client.list(filter, None).next(MOST).await {
            Ok(Some(page)) => page.streams.into_iter().map(|stream| stream.id).collect(),
            Ok(None) | Err(_) => Vec::new(),
        }
    }
}

/// Which of these titles are so near to one that it may have been meant, the nearest first, by their places.
fn nearest<'a>(title: &str, titles: impl Iterator<Item = &'a str>, most: usize) -> Vec<usize> {
    let letters = title.chars().count();
    let typed = title.to_ascii_lowercase();
    let mut near: Vec<(usize, usize)> = titles
        .enumerate()
        .map(|(index, other)| (strsim::osa_distance(&typed, &other.to_ascii_lowercase()), index))
        .filter(|(distance, _)| *distance <= (letters / 4).max(1))
        .collect();
    near.sort_unstable();
    near.into_iter().take(most).map(|(_, index)| index).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_near_is_offered() {
        let titles = ["morning-show", "evening-show", "cam1", "cam2", "Cam-10"];
        for (typed, offered) in [
            ("mornign-show", &[0][..]),
            ("cam3", &[2, 3]),
            ("CAM1", &[2, 3]),
            ("something-else", &[]),
            ("", &[]),
        ] {
            assert_eq!(nearest(typed, titles.into_iter(), 3), offered, "{typed}");
        }
    }
}
