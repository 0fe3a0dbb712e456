//! From what was typed to a stream: a full id, or a title that exactly one stream of the hub has.

use crate::cli::cloud::Session;
use crate::cli::cloud::known::cannot_list;
use crate::cli::usage;
use crate::exit::{Exit, Failure};
use crate::pili::{Filter, Stream, StreamId, check_title};

/// How many streams a page of a list is asked to have.
pub(in crate::cli) const PAGE: u32 = 1_000;

impl Session<'_> {
    /// All that the cloud says of the stream that is meant.
    pub(in crate::cli) async fn find(&self, text: &str) -> anyhow::Result<Stream> {
        let id = self.stream(text).await?;
        match self.client.find(&id).await {
            Ok(stream) => Ok(stream),
            Err(error) => Err(self.failed(&format!("cannot get {id}"), &id, error).await),
        }
    }

    /// The stream that is meant. No title has a period, so that what has one is an id.
    pub(in crate::cli) async fn stream(&self, text: &str) -> anyhow::Result<StreamId> {
        let settled = self.settled.borrow().get(text).cloned();
        match settled {
            Some(settled) => Ok(settled?),
            None => self.look_up(text).await,
        }
    }

    /// The same, and what came of it stays: whoever asks again is told the same, were it that it failed.
    pub(super) async fn settle(&self, text: &str) -> anyhow::Result<StreamId> {
        let found = self.stream(text).await;
        let settled = found.as_ref().map(Clone::clone).map_err(Failure::of);
        self.settled.borrow_mut().insert(text.to_owned(), settled);
        found
    }

    async fn look_up(&self, text: &str) -> anyhow::Result<StreamId> {
        if text.contains('.') {
            return StreamId::parse(text).map_err(|error| usage(error.to_string()));
        }
        check_title(text, false).map_err(|error| usage(error.to_string()))?;
        let hub = self.hub()?;
        let filter =
            Filter { hub: hub.to_owned(), prefix: Some(text.to_owned()), is_live: false, ids_only: false };
        let mut pages = self.client.list(filter, None);
        let mut found: Vec<StreamId> = Vec::new();
        let looking = || format!("cannot look up the stream titled '{text}' in hub {hub}");
        while let Some(page) = pages.next(PAGE).await.map_err(|error| cannot_list(error, looking()))? {
            found.extend(page.streams.into_iter().map(|stream| stream.id).filter(|id| id.title() == text));
        }
        found.sort_unstable();
        found.dedup();
        match found.len() {
            1 => Ok(found.remove(0)),
            0 => Err(self.unknown(hub, text).await),
            _ => {
                let names = found.iter().map(StreamId::as_str).collect::<Vec<_>>().join(", ");
                let message = format!("several streams of hub {hub} are titled '{text}': {names}");
                Err(Failure::new(Exit::Usage, message).hint("type the whole id of the one you mean").into())
            }
        }
    }
}
