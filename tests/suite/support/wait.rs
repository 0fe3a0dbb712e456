//! Waiting for something that will happen, but not for ever.

use std::time::{Duration, Instant};

/// How long anything may take before a test gives up: far longer than it takes on a machine that is busy with
/// other things.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);
/// How long to wait before looking again.
const PAUSE: Duration = Duration::from_millis(10);

/// What `look` finds, as soon as it finds something.
///
/// # Panics
///
/// If it finds nothing for too long: `what` says what was missing.
pub(crate) fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let deadline = Instant::now() + PATIENCE;
    loop {
        if let Some(found) = look() {
            return found;
        }
        assert!(Instant::now() < deadline, "waited {PATIENCE:?} in vain for {what}");
        std::thread::sleep(PAUSE);
    }
}
