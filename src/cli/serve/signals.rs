//! The signals that end a server, and the one that lets it read its files again.
//!
//! SIGHUP has two meanings, and the terminal tells which: a terminal that is gone takes the server with it; otherwise
//! somebody has sent the signal to have the server reload.

use std::fs::File;
use std::time::Duration;

use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

use crate::exit::Exit;

/// How long the system may take to take a terminal away from a process that it has told so already.
const MOMENT: Duration = Duration::from_millis(100);
/// No such device: there is no terminal. Anything else (too many open files) says nothing about one.
const ENXIO: i32 = 6;

/// The signals that came so far.
pub(super) struct Signals {
    /// Those that end the server, and how: the first lets it finish its answers, the second does not.
    ends: watch::Receiver<(usize, Exit)>,
    /// How many wanted it to reload.
    reloads: watch::Receiver<usize>,
}

impl Signals {
    /// Handles them from now on. Of one that `only_ends`, none wants a reload.
    pub(super) fn handle(only_ends: bool) -> std::io::Result<Self> {
        let (tell, ends) = watch::channel((0, Exit::Done));
        let (tell_reload, reloads) = watch::channel(0);
        let had_terminal = File::open("/dev/tty").is_ok();
        let mut interrupt = signal(SignalKind::interrupt())?;
        let mut terminate = signal(SignalKind::terminate())?;
        // Who has had SIGHUP ignored, as `nohup` has, means to outlive the terminal.
        let mut hang_up = if hang_up_is_ignored() { None } else { Some(signal(SignalKind::hangup())?) };
        tokio::spawn(async move {
            loop {
                let exit = tokio::select! {
                    _ = interrupt.recv() => Exit::Interrupted,
                    _ = terminate.recv() => Exit::Done,
                    Some(()) = async { hang_up.as_mut()?.recv().await } => {
                        let ends = only_ends || (had_terminal && terminal_has_gone().await);
                        if !ends {
                            tell_reload.send_modify(|count| *count += 1);
                            continue;
                        }
                        Exit::Done
                    }
                };
                tell.send_modify(|(count, last)| {
                    *count += 1;
                    *last = exit;
                });
            }
        });
        Ok(Self { ends, reloads })
    }

    /// Ready when so many signals have come that end the server.
    pub(super) async fn wait_for(&self, signals: usize) {
        let mut told = self.ends.clone();
        if told.wait_for(|(count, _)| *count >= signals).await.is_err() {
            // Nobody will ever signal: the runtime is ending anyway.
            std::future::pending::<()>().await;
        }
    }

    /// How many signals have wanted a reload, as soon as they are more than this.
    pub(super) async fn reload_after(&self, count: usize) -> usize {
        let mut told = self.reloads.clone();
        match told.wait_for(|now| *now > count).await {
            Ok(now) => *now,
            Err(_) => std::future::pending().await,
        }
    }

    /// How the run ends, by the last signal.
    pub(super) fn exit(&self) -> Exit {
        self.ends.borrow().1
    }

    /// Whether one has come that ends the server.
    pub(super) fn has_come(&self) -> bool {
        self.ends.borrow().0 > 0
    }
}

/// Whether the terminal that there was is gone. A shell that ends lets the signal come a moment before.
async fn terminal_has_gone() -> bool {
    let has_gone = || File::open("/dev/tty").is_err_and(|error| error.raw_os_error() == Some(ENXIO));
    if has_gone() {
        return true;
    }
    tokio::time::sleep(MOMENT).await;
    has_gone()
}

/// Whether this process was started with SIGHUP ignored, as far as the system tells (Linux does).
pub(in crate::cli) fn hang_up_is_ignored() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let mask = mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok());
    // Signals are counted from 1, and SIGHUP is the first.
    mask.is_some_and(|mask| mask & 1 == 1)
}
