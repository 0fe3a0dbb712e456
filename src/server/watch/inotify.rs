//! inotify: one instance for all directories, whose events one task reads.

use std::collections::HashMap;
use std::io;
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::sync::{Arc, Mutex};

use rustix::fs::inotify::{self, CreateFlags, ReadFlags, Reader, WatchFlags};
use rustix::io::Errno;
use tokio::io::unix::AsyncFd;
use tokio::sync::Notify;

use crate::archive::name::is_public;
use crate::server::state::lock;

/// How many directories are watched at once.
const MAX_WATCHES: usize = 4_096;
/// Where several events are read at once; one has a name of 255 bytes at most.
const BUFFER: usize = 4_096;
/// File systems that other machines may change without our kernel's knowledge: NFS, SMB 1 and 2, CIFS, 9P, FUSE,
/// Ceph, AFS (`statfs(2)`).
const REMOTE: [u32; 8] =
    [0x6969, 0x517B, 0xFE53_4D42, 0xFF53_4D42, 0x0102_1997, 0x6573_5546, 0x00C3_6400, 0x5346_414F];

/// The inotify instance.
#[derive(Debug)]
pub(super) struct Kernel {
    descriptor: AsyncFd<OwnedFd>,
    table: Mutex<Table>,
}

/// Whom to tell, by the kernel's number for the directory. The kernel has one for each directory, however many
/// ask for it.
#[derive(Debug, Default)]
struct Table {
    listeners: HashMap<i32, Vec<(u64, Arc<Notify>)>>,
    watches: u64,
    is_dead: bool,
}

/// One listener of a directory.
#[derive(Debug)]
pub(super) struct Watch {
    kernel: Arc<Kernel>,
    directory: i32,
    listener: u64,
}

impl Kernel {
    pub(super) fn start() -> io::Result<Arc<Self>> {
        let descriptor = inotify::init(CreateFlags::NONBLOCK | CreateFlags::CLOEXEC)?;
        let kernel = Arc::new(Self { descriptor: AsyncFd::new(descriptor)?, table: Mutex::default() });
        let reader = Arc::clone(&kernel);
        tokio::spawn(async move {
            let error = reader.read().await;
            tracing::warn!("cannot be told of new segments any more, and will look for them: {error}");
            let mut table = lock(&reader.table);
            table.is_dead = true;
            table.tell_all();
        });
        Ok(kernel)
    }

    pub(super) fn watch(self: &Arc<Self>, directory: &Path, changed: &Arc<Notify>) -> Option<Watch> {
        // The kernel of another machine does not tell ours.
        let kind = rustix::fs::statfs(directory).ok()?.f_type;
        if REMOTE.iter().any(|remote| i64::from(*remote) == i64::from(kind)) {
            return None;
        }
        // Until the listener is in the table no event may be looked up.
        let mut table = lock(&self.table);
        if table.is_dead || table.listeners.len() >= MAX_WATCHES {
            return None;
        }
        let events = WatchFlags::CREATE
            | WatchFlags::MOVED_TO
            | WatchFlags::DELETE_SELF
            | WatchFlags::MOVE_SELF
            | WatchFlags::ONLYDIR;
        let added = inotify::add_watch(&self.descriptor, directory, events);
        let directory =
            added.inspect_err(|error| tracing::debug!("{}: {error}", directory.display())).ok()?;
        table.watches += 1;
        let listener = table.watches;
        table.listeners.entry(directory).or_default().push((listener, Arc::clone(changed)));
        Some(Watch { kernel: Arc::clone(self), directory, listener })
    }

    /// Reads events until that fails.
    async fn read(&self) -> io::Error {
        loop {
            let mut ready = match self.descriptor.readable().await {
                Ok(ready) => ready,
                Err(error) => return error,
            };
            let mut buffer = [MaybeUninit::uninit(); BUFFER];
            let mut events = Reader::new(&self.descriptor, &mut buffer);
            loop {
                match events.next() {
                    Ok(event) => {
                        let name = event.file_name().map(|name| name.to_string_lossy());
                        lock(&self.table).tell(event.wd(), event.events(), name.as_deref());
                    }
                    Err(Errno::INTR) => {}
                    Err(Errno::AGAIN) => break ready.clear_ready(),
                    Err(error) => return error.into(),
                }
            }
        }
    }
}

impl Watch {
    /// Whether the directory is still there under its name.
    pub(super) fn is_alive(&self) -> bool {
        let table = lock(&self.kernel.table);
        !table.is_dead && table.listeners.contains_key(&self.directory)
    }
}

impl Table {
    fn tell(&mut self, directory: i32, events: ReadFlags, name: Option<&str>) {
        if events.contains(ReadFlags::QUEUE_OVERFLOW) {
            return self.tell_all();
        }
        // Files that are still being written come and go.
        if name.is_some_and(|name| !is_public(name)) {
            return;
        }
        for (_, changed) in self.listeners.get(&directory).into_iter().flatten() {
            changed.notify_one();
        }
        // It has gone, or is something else's name now.
        if events.intersects(ReadFlags::IGNORED | ReadFlags::MOVE_SELF) {
            self.listeners.remove(&directory);
        }
    }

    fn tell_all(&self) {
        self.listeners.values().flatten().for_each(|(_, changed)| changed.notify_one());
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let mut table = lock(&self.kernel.table);
        let Some(listeners) = table.listeners.get_mut(&self.directory) else { return };
        listeners.retain(|(listener, _)| *listener != self.listener);
        if listeners.is_empty() {
            table.listeners.remove(&self.directory);
            // It may have gone by itself.
            let _ = inotify::remove_watch(&self.kernel.descriptor, self.directory);
        }
    }
}
