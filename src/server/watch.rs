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
pub(super) struct Watcher {
    #[cfg(target_os = "linux")]
    kernel: Option<Arc<inotify::Kernel>>,
}

/// A directory that is watched for as long as this lives.
#[derive(Debug)]
pub(super) struct Watch {
    #[cfg(target_os = "linux")]
    kernel: inotify::Watch,
}

impl Watch {
    /// Whether it still tells: a directory that was deleted or renamed does not.
    #[cfg_attr(not(target_os = "linux"), expect(clippy::unused_self))]
    pub(super) fn is_alive(&self) -> bool {
        #[cfg(target_os = "linux")]
        return self.kernel.is_alive();
        #[cfg(not(target_os = "linux"))]
        false
    }
}

impl Watcher {
    /// The kernel, if it can.
    #[cfg(target_os = "linux")]
    pub(super) fn start() -> Self {
        let kernel = inotify::Kernel::start();
        if let Err(error) = &kernel {
            tracing::warn!("cannot be told of new segments, and will look for them: {error}");
        }
        Self { kernel: kernel.ok().map(Arc::new) }
    }

    /// Nobody: this system has no way that we know.
    #[cfg(not(target_os = "linux"))]
    pub(super) const fn start() -> Self {
        Self {}
    }

    /// Nobody.
    #[cfg(test)]
    pub(super) const fn nobody() -> Self {
        Self {
            #[cfg(target_os = "linux")]
            kernel: None,
        }
    }

    /// Has `changed` told whenever a file or directory that can be seen appears in this directory; none if
    /// that cannot be told.
    #[cfg_attr(not(target_os = "linux"), expect(unused_variables, clippy::unused_self))]
    pub(super) fn watch(&self, directory: &Path, changed: &Arc<Notify>) -> Option<Watch> {
        #[cfg(target_os = "linux")]
        return Some(Watch { kernel: self.kernel.as_ref()?.watch(directory, changed)? });
        #[cfg(not(target_os = "linux"))]
        None
    }
}
