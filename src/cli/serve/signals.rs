//! The signals that end a server.

use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use crate::exit::Exit;

/// The signals that came so far: the first lets it finish its answers, the second does not.
pub(super) struct Signals(watch::Receiver<(usize, Exit)>);

impl Signals {
    /// Handles them from now on.
    pub(super) fn handle() -> std::io::Result<Self> {
        let (tell, told) = watch::channel((0, Exit::Done));
        let mut interrupt = signal(SignalKind::interrupt())?;
        let mut terminate = signal(SignalKind::terminate())?;
        let mut hang_up = signal(SignalKind::hangup())?;
        tokio::spawn(async move {
            loop {
                let exit = tokio::select! {
                    _ = interrupt.recv() => Exit::Interrupted,
                    _ = terminate.recv() => Exit::Done,
                    _ = hang_up.recv() => Exit::Done,
                };
                tell.send_modify(|(count, last)| {
                    *count += 1;
                    *last = exit;
                });
            }
        });
        Ok(Self(told))
    }

    /// Ready when so many signals have come.
    pub(super) async fn wait_for(&self, signals: usize) {
        let mut told = self.0.clone();
        if told.wait_for(|(count, _)| *count >= signals).await.is_err() {
            // Nobody will ever signal: the runtime is ending anyway.
            std::future::pending::<()>().await;
        }
    }

    /// How the run ends, by the last signal.
    pub(super) fn exit(&self) -> Exit {
        self.0.borrow().1
    }

    /// Whether one has come.
    pub(super) fn has_come(&self) -> bool {
        self.0.borrow().0 > 0
    }
}
