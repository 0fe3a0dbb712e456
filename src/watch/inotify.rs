//! inotify: one instance for all directories, whose events one thread reads.

use std::collections::HashMap;
use std::io;
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustix::fs::inotify::{self, CreateFlags, ReadFlags, Reader, WatchFlags};
use rustix::io::Errno;
use tokio::sync::Notify;

/// How many directories are watched at once.
const MAX_WATCHES: usize = 4_096;
/// Where several events are read at once; one has a name of 255 bytes at most.
const BUFFER: usize = 4_096;
/// File systems that other machines may change without our kernel's knowledge: NFS, SMB 1 and 2, CIFS, 9P, FUSE,
/// Ceph, AFS (`statfs(2)`).
const REMOTE: [u32; 8] =
    [0x6969, 0x517B, 0xFE53_4D42, 0xFF53_4D42, 0x0102_1997, 0x6573_5546, 0x00C3_6400, 0x5346_414F];

/// The inotify instance, which ends with this.
#[derive(Debug)]
pub(super) struct Kernel(Arc<Instance>);

#[derive(Debug)]
struct Instance {
    descriptor: OwnedFd,
    /// Whether somebody may care for a file or directory of this name.
    counts: fn(&str) -> bool,
    table: Mutex<Table>,
}

/// Whom to tell, by the kernel's number for the directory. The kernel has one for each directory, however many
/// ask for it.
#[derive(Debug, Default)]
struct Table {
    listeners: HashMap<i32, Vec<(u64, Arc<Notify>)>>,
    watches: u64,
    /// Whether nobody reads events any more.
    is_dead: bool,
}

/// One listener of a directory.
#[derive(Debug)]
pub(super) struct Watch {
    instance: Arc<Instance>,
    directory: i32,
    listener: u64,
}

impl Kernel {
    pub(super) fn start(counts: fn(&str) -> bool) -> io::Result<Self> {
        let descriptor = inotify::init(CreateFlags::CLOEXEC)?;
        let instance = Arc::new(Instance { descriptor, counts, table: Mutex::default() });
        let reader = Arc::clone(&instance);
        let thread = std::thread::Builder::new().name("inotify".to_owned());
        thread.spawn(move || {
            if let Err(error) = reader.read() {
                tracing::warn!("cannot be told of new segments any more, and will look for them: {error}");
                let mut table = lock(&reader.table);
                table.is_dead = true;
                table.tell_all();
            }
        })?;
        Ok(Self(instance))
    }

    pub(super) fn watch(&self, directory: &Path, changed: &Arc<Notify>) -> Option<Watch> {
        // The kernel of another machine does not tell ours.
        #[allow(clippy::useless_conversion)] // Its type is another on other processors.
        let kind = i64::from(rustix::fs::statfs(directory).ok()?.f_type) & 0xFFFF_FFFF;
        if REMOTE.iter().any(|remote| i64::from(*remote) == kind) {
            return None;
        }
        // Until the listener is in the table no event may be looked up.
        let mut table = lock(&self.0.table);
        if table.is_dead || table.listeners.len() >= MAX_WATCHES {
            return None;
        }
        let events = WatchFlags::CREATE
            | WatchFlags::MOVED_TO
            | WatchFlags::DELETE_SELF
            | WatchFlags::MOVE_SELF
            | WatchFlags::ONLYDIR;
        let added = inotify::add_watch(&self.0.descriptor, directory, events);
        let directory =
            added.inspect_err(|error| tracing::debug!("{}: {error}", directory.display())).ok()?;
        table.watches += 1;
        let listener = table.watches;
        table.listeners.entry(directory).or_default().push((listener, Arc::clone(changed)));
        Some(Watch { instance: Arc::clone(&self.0), directory, listener })
    }
}

impl Drop for Kernel {
    fn drop(&mut self) {
        lock(&self.0.table).is_dead = true;
        // The thread waits for an event, and that a watch is removed is one.
        let woken = inotify::add_watch(&self.0.descriptor, "/", WatchFlags::DELETE_SELF);
        let _ = woken.and_then(|root| inotify::remove_watch(&self.0.descriptor, root));
    }
}

impl Instance {
    /// Reads events until that fails, or nobody wants them.
    fn read(&self) -> io::Result<()> {
        let mut buffer = [MaybeUninit::uninit(); BUFFER];
        let mut events = Reader::new(&self.descriptor, &mut buffer);
        loop {
            let event = match events.next() {
                Err(Errno::INTR) => continue,
                event => event?,
            };
            let name = event.file_name().map(|name| name.to_string_lossy());
            let mut table = lock(&self.table);
            if table.is_dead {
                return Ok(());
            }
            // Files that are still being written come and go.
            let counts = name.is_none_or(|name| (self.counts)(&name));
            table.tell(event.wd(), event.events(), counts);
            if event.events().contains(ReadFlags::MOVE_SELF) {
                // The kernel would watch it for good, wherever it is now. It may be gone there as well.
                let _ = inotify::remove_watch(&self.descriptor, event.wd());
            }
        }
    }
}

impl Watch {
    /// Whether the directory is still there under its name.
    pub(super) fn is_alive(&self) -> bool {
        let table = lock(&self.instance.table);
        !table.is_dead && table.listeners.contains_key(&self.directory)
    }
}

impl Table {
    fn tell(&mut self, directory: i32, events: ReadFlags, counts: bool) {
        if events.contains(ReadFlags::QUEUE_OVERFLOW) {
            return self.tell_all();
        }
        if !counts {
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
        let mut table = lock(&self.instance.table);
        let Some(listeners) = table.listeners.get_mut(&self.directory) else { return };
        listeners.retain(|(listener, _)| *listener != self.listener);
        if listeners.is_empty() {
            table.listeners.remove(&self.directory);
            // It may have gone by itself.
            let _ = inotify::remove_watch(&self.instance.descriptor, self.directory);
        }
    }
}

/// The table, also after a thread that had it has panicked: no change to it is left half done.
fn lock(table: &Mutex<Table>) -> MutexGuard<'_, Table> {
    table.lock().unwrap_or_else(PoisonError::into_inner)
}
