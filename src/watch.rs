//! Directories that somebody waits for something to appear in.
//!
//! On Linux the kernel tells (inotify), for as many directories as it and we allow. For others, for file
//! systems whose changes happen on another machine, and on other systems, whoever asks must look for
//! themselves.

#[cfg(target_os = "linux")]
mod inotify;
#[cfg(test)]
mod tests;

use std::path::Path;
use std::sync::Arc;

use tokio::sync::Notify;

/// Who tells when something appears in a directory.
#[derive(Clone, Debug)]
pub struct Watcher {
    #[cfg(target_os = "linux")]
    kernel: Option<Arc<inotify::Kernel>>,
}

/// A directory that is watched for as long as this lives.
#[derive(Debug)]
pub struct Watch {
    #[cfg(target_os = "linux")]
    kernel: inotify::Watch,
}

impl Watch {
    /// Whether it still tells: a directory that was deleted or renamed does not.
    #[must_use]
    #[cfg_attr(not(target_os = "linux"), expect(clippy::unused_self))]
    pub fn is_alive(&self) -> bool {
        #[cfg(target_os = "linux")]
        return self.kernel.is_alive();
        #[cfg(not(target_os = "linux"))]
        false
    }
}

impl Watcher {
    /// The kernel, if it can: of what has a name that `counts`.
    #[cfg(target_os = "linux")]
    #[must_use]
    pub fn start(counts: fn(&str) -> bool) -> Self {
        let kernel = inotify::Kernel::start(counts);
        if let Err(error) = &kernel {
            tracing::warn!("cannot be told of new segments, and will look for them: {error}");
        }
        Self { kernel: kernel.ok().map(Arc::new) }
    }

    /// Nobody: this system has no way that we know.
    #[cfg(not(target_os = "linux"))]
    #[must_use]
    pub const fn start(_counts: fn(&str) -> bool) -> Self {
        Self {}
    }

    /// Nobody.
    #[cfg(test)]
    pub(crate) const fn nobody() -> Self {
        Self {
            #[cfg(target_os = "linux")]
            kernel: None,
        }
    }

    /// Has `changed` told whenever a file or directory whose name counts appears in this directory, or the
    /// directory goes; none if that cannot be told.
    #[must_use]
    #[cfg_attr(not(target_os = "linux"), expect(unused_variables, clippy::unused_self))]
    pub fn watch(&self, directory: &Path, changed: &Arc<Notify>) -> Option<Watch> {
        #[cfg(target_os = "linux")]
        return Some(Watch { kernel: self.kernel.as_ref()?.watch(directory, changed)? });
        #[cfg(not(target_os = "linux"))]
        None
    }
}
