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
        // Who has had SIGHUP ignored, as `nohup` has, means to outlive the terminal.
        let mut hang_up = if hang_up_is_ignored() { None } else { Some(signal(SignalKind::hangup())?) };
        tokio::spawn(async move {
            loop {
                let exit = tokio::select! {
                    _ = interrupt.recv() => Exit::Interrupted,
                    _ = terminate.recv() => Exit::Done,
                    Some(()) = async { hang_up.as_mut()?.recv().await } => Exit::Done,
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

/// Whether this process was started with SIGHUP ignored, as far as the system tells (Linux does).
pub(in crate::cli) fn hang_up_is_ignored() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    // Signals are counted from 1, and SIGHUP is the first.
    mask.is_some_and(|mask| mask & 1 == 1)
}
