//! What operators ask of a server besides its answers: a log of them, and to read its files again.

use std::sync::{Arc, Weak};

use tokio::sync::{mpsc, oneshot};

use crate::server::log::{AccessLog, Lines};
use crate::server::state::State;

/// How a server is operated; by default it is left alone.
#[derive(Debug, Default)]
pub struct Operation {
    /// The access log, if there is to be one.
    pub access_log: Option<AccessLog>,
    /// Where the program's own lines are queued, if they are: those that are lost are told in the metrics.
    pub lines: Option<Lines>,
    /// The wishes of a [`Reloader`], if there is one.
    pub reloads: Option<Reloads>,
}

/// Lets a running server take up what has changed.
#[derive(Clone, Debug)]
pub struct Reloader(mpsc::Sender<oneshot::Sender<()>>);

/// The wishes of a [`Reloader`], for [`Operation::reloads`].
#[derive(Debug)]
pub struct Reloads(mpsc::Receiver<oneshot::Sender<()>>);

impl Reloader {
    /// One that is still to be given a server.
    pub fn new() -> (Self, Reloads) {
        let (wish, wishes) = mpsc::channel(1);
        (Self(wish), Reloads(wishes))
    }

    /// Reads everything again that can be read again, and remembers no failure. Ready when that is done, or when
    /// there is no server any more.
    pub async fn reload(&self) {
        let (done, is_done) = oneshot::channel();
        if self.0.send(done).await.is_ok() {
            // It may end before it comes to that.
            let _ = is_done.await;
        }
    }
}

impl Reloads {
    /// Fulfils wishes, for as long as the server is there and somebody may have one.
    pub(super) async fn fulfil(mut self, state: Weak<State>) {
        while let Some(done) = self.0.recv().await {
            let Some(state) = state.upgrade() else { return };
            // It reads files.
            let reloaded = tokio::task::spawn_blocking(move || state.reload()).await;
            if reloaded.is_ok() {
                tracing::info!("reloaded");
            } else {
                tracing::error!("the reload met a fault in the server");
            }
            // Who wished it may not have waited.
            let _ = done.send(());
        }
    }
}

impl Operation {
    /// How many lines were lost.
    pub(super) fn lines_dropped(&self) -> u64 {
        let log = self.access_log.as_ref().map(|log| &log.lines);
        self.lines.as_ref().or(log).map_or(0, Lines::dropped)
    }

    /// Begins to fulfil wishes, if there may be any.
    pub(super) fn start(reloads: Option<Reloads>, state: &Arc<State>) {
        if let Some(reloads) = reloads {
            tokio::spawn(reloads.fulfil(Arc::downgrade(state)));
        }
    }
}
