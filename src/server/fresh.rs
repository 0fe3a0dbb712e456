//! Files that are read when the server starts, and again whenever they change: certificates, keys, lists of users.
//!
//! Whoever renews them replaces them one by one, or replaces a link to their directory (certbot and Kubernetes do),
//! and nobody tells the server. So it looks at what would show any of that, and keeps what it has until all of the new
//! is right.

use std::fmt;
use std::fs;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::{Duration, SystemTime};

use crate::server::state::lock;

/// How long a file must have been left alone before its stamp is believed: file systems stamp as coarsely as this,
/// and a second write in the same tick would not show.
const TICK: Duration = Duration::from_secs(2);

/// How long to wait before looking again.
const PAUSE: Duration = Duration::from_secs(2);

type Read<T> = dyn Fn(&[PathBuf]) -> Result<T, String> + Send + Sync;

/// A value that was read from files, and is read again when they change or when someone asks for it.
pub(super) struct Fresh<T> {
    files: Vec<PathBuf>,
    read: Box<Read<T>>,
    current: RwLock<Arc<T>>,
    last: Mutex<Last>,
}

/// What came of the last reading.
struct Last {
    /// The files as they were then; none if that may not be all, so that they are read again anyway.
    stamps: Option<Vec<Stamp>>,
    /// What was told to be wrong with them, and still is.
    told: Option<String>,
}

/// What shows that a file is another one, or was written; none of what cannot be looked at, and of pipes, which are
/// read once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp(Option<[i128; 5]>);

impl Stamp {
    /// The stamp of a file, through all links.
    fn of(path: &Path) -> Self {
        let found = fs::metadata(path).ok().filter(fs::Metadata::is_file);
        Self(found.map(|found| {
            [
                found.dev().into(),
                found.ino().into(),
                found.size().into(),
                nanos(found.mtime(), found.mtime_nsec()),
                nanos(found.ctime(), found.ctime_nsec()),
            ]
        }))
    }

    /// Whether a write that comes now gives another stamp for sure.
    fn is_settled(self, now: SystemTime) -> bool {
        let now = now.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default().as_nanos();
        let fresh = now.saturating_sub(TICK.as_nanos())..=now;
        let is_fresh = |time: i128| u128::try_from(time).is_ok_and(|time| fresh.contains(&time));
        self.0.is_none_or(|[.., mtime, ctime]| !is_fresh(mtime) && !is_fresh(ctime))
    }
}

fn nanos(seconds: i64, nanos: i64) -> i128 {
    i128::from(seconds) * 1_000_000_000 + i128::from(nanos)
}

impl<T: Send + Sync + 'static> Fresh<T> {
    /// The value of these files, read now. An error of `read` names the file, the reason and the fix.
    pub(super) fn open(
        files: Vec<PathBuf>,
        read: impl Fn(&[PathBuf]) -> Result<T, String> + Send + Sync + 'static,
    ) -> Result<Self, String> {
        // Stamped first: what is written meanwhile shows at the next look.
        let stamps = settled(stamps(&files), SystemTime::now());
        let current = RwLock::new(Arc::new(read(&files)?));
        let last = Mutex::new(Last { stamps, told: None });
        Ok(Self { files, read: Box::new(read), current, last })
    }

    /// The value as it was last read. Cheap: for every request.
    pub(super) fn current(&self) -> Arc<T> {
        Arc::clone(&self.current.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads the files again now. If that fails, the last good value stays, the reason is told once, and every look
    /// tries again. Blocks.
    pub(super) fn reload(&self) {
        self.read_again(&mut lock(&self.last), stamps(&self.files), SystemTime::now());
    }

    /// Reads the files again if they are no longer those last read. Blocks.
    pub(super) fn look(&self) {
        self.look_at(SystemTime::now());
    }

    fn look_at(&self, now: SystemTime) {
        let mut last = lock(&self.last);
        let stamps = stamps(&self.files);
        if last.stamps.as_ref() != Some(&stamps) {
            self.read_again(&mut last, stamps, now);
        }
    }

    fn read_again(&self, last: &mut Last, stamps: Vec<Stamp>, now: SystemTime) {
        match (self.read)(&self.files) {
            Ok(value) => {
                *self.current.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(value);
                let was_wrong = last.told.is_some();
                *last = Last { stamps: settled(stamps, now), told: None };
                if was_wrong {
                    tracing::warn!("{}: right again, and in use", self.names());
                } else {
                    tracing::info!("read {} again", self.names());
                }
            }
            Err(error) => {
                last.stamps = None;
                if last.told.as_ref() != Some(&error) {
                    tracing::warn!("{error}; what was read before stays in use until that is mended");
                    last.told = Some(error);
                }
            }
        }
    }

    fn names(&self) -> String {
        let names: Vec<String> = self.files.iter().map(|file| file.display().to_string()).collect();
        names.join(" and ")
    }
}

/// Shows the files alone: what is in them may be secret.
impl<T> fmt::Debug for Fresh<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_tuple("Fresh").field(&self.files).finish()
    }
}

/// Whatever is read again when its files change.
pub(super) trait Renewed: fmt::Debug + Send + Sync {
    /// Reads it again now.
    fn reload(&self);
    /// Reads it again if its files changed.
    fn look(&self);
}

impl<T: Send + Sync + 'static> Renewed for Fresh<T> {
    fn reload(&self) {
        self.reload();
    }

    fn look(&self) {
        self.look();
    }
}

/// All that a server reads again. A handle: whoever gives a server its settings keeps one, to have them read again.
#[derive(Clone, Debug, Default)]
pub struct Files(Vec<Arc<dyn Renewed>>);

impl Files {
    pub(super) fn add<T: Send + Sync + 'static>(&mut self, fresh: &Arc<Fresh<T>>) {
        self.0.push(Arc::clone(fresh) as Arc<dyn Renewed>);
    }

    /// Reads all of them again now, whether or not they changed; what is wrong with one is told as a warning, and it
    /// stays as it was. Blocks.
    pub fn reload(&self) {
        self.0.iter().for_each(|file| file.reload());
    }

    /// Looks every so often whether any changed; ends at once if there are none.
    pub(super) async fn watch(self) {
        while !self.0.is_empty() {
            tokio::time::sleep(PAUSE).await;
            let files = self.clone();
            let looked =
                tokio::task::spawn_blocking(move || files.0.iter().for_each(|file| file.look())).await;
            if let Err(error) = looked {
                tracing::error!("files could not be looked at: {error}");
            }
        }
    }
}

fn stamps(files: &[PathBuf]) -> Vec<Stamp> {
    files.iter().map(|file| Stamp::of(file)).collect()
}

/// The stamps, if they can be believed.
fn settled(stamps: Vec<Stamp>, now: SystemTime) -> Option<Vec<Stamp>> {
    stamps.iter().all(|stamp| stamp.is_settled(now)).then_some(stamps)
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    /// Two files that belong together: the second has to be the first with a `k` in front.
    fn pair(folder: &Path) -> (Fresh<String>, Arc<AtomicUsize>) {
        let count = Arc::new(AtomicUsize::new(0));
        let reads = Arc::clone(&count);
        let files = vec![folder.join("cert"), folder.join("key")];
        let fresh = Fresh::open(files, move |files| {
            reads.fetch_add(1, Ordering::Relaxed);
            let read = |file: &PathBuf| fs::read_to_string(file).map_err(|error| error.to_string());
            let (cert, key) = (read(&files[0])?, read(&files[1])?);
            if key == format!("k{cert}") { Ok(cert) } else { Err(format!("{key} is not {cert}'s")) }
        });
        (fresh.unwrap(), count)
    }

    fn write(folder: &Path, cert: &str, key: &str) {
        fs::write(folder.join("cert"), cert).unwrap();
        fs::write(folder.join("key"), key).unwrap();
    }

    fn later() -> SystemTime {
        SystemTime::now() + 2 * TICK
    }

    #[test]
    fn a_change_is_seen_and_what_is_the_same_is_not_read_again() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "1", "k1");
        let (fresh, reads) = pair(folder.path());
        assert_eq!(*fresh.current(), "1");
        // Once more, because another write in the same tick would not have shown.
        for _ in 0..3 {
            fresh.look_at(later());
        }
        assert_eq!(reads.load(Ordering::Relaxed), 2);
        write(folder.path(), "22", "k22");
        let old = fresh.current();
        fresh.look_at(later());
        assert_eq!((fresh.current().as_str(), old.as_str()), ("22", "1"));
        fresh.reload();
        assert_eq!(reads.load(Ordering::Relaxed), 4);
    }

    #[test]
    fn what_does_not_fit_keeps_the_old_and_is_tried_until_it_does() {
        let folder = tempfile::tempdir().unwrap();
        write(folder.path(), "1", "k1");
        let (fresh, reads) = pair(folder.path());
        write(folder.path(), "2", "k1");
        fresh.look_at(later());
        fresh.look_at(later());
        assert_eq!((fresh.current().as_str(), reads.load(Ordering::Relaxed)), ("1", 3));
        assert_eq!(lock(&fresh.last).told.as_deref(), Some("k1 is not 2's"));
        fs::remove_file(folder.path().join("key")).unwrap();
        fresh.reload();
        assert_eq!(*fresh.current(), "1");
        fs::write(folder.path().join("key"), "k2").unwrap();
        fresh.look_at(later());
        assert_eq!(*fresh.current(), "2");
        assert_eq!(lock(&fresh.last).told, None);
    }

    #[test]
    fn a_replaced_link_to_the_directory_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        for name in ["1", "2"] {
            let version = folder.path().join(name);
            fs::create_dir(&version).unwrap();
            write(&version, name, &format!("k{name}"));
        }
        symlink("1", &data).unwrap();
        let (fresh, _) = pair(&data);
        fresh.look_at(later());
        fs::remove_file(&data).unwrap();
        symlink("2", &data).unwrap();
        fresh.look_at(later());
        assert_eq!(*fresh.current(), "2");
    }

    #[test]
    fn what_cannot_be_read_at_first_is_an_error() {
        let read = |files: &[PathBuf]| fs::read(&files[0]).map_err(|error| error.to_string());
        assert!(Fresh::open(vec!["/nowhere/at/all".into()], read).is_err());
        let fresh = Fresh::open(vec!["/dev/null".into()], read).unwrap();
        fresh.look();
        assert_eq!(format!("{fresh:?}"), r#"Fresh(["/dev/null"])"#);
    }
}
