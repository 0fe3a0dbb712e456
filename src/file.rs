//! Files replaced whole: a reader sees the old file or the new one, never a part.

use std::fs::{self, File, Metadata};
use std::io::{self, Seek, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

/// A file being written that is to replace another: a hidden one beside it, which is renamed over it when it
/// is whole, and removed if it never is. The old file's permissions are kept; a new one gets what the umask
/// leaves.
///
/// A symbolic link stays, and the file it leads to is replaced. What is no regular file (a terminal, a pipe,
/// `/dev/null`) is written to as it is.
#[derive(Debug)]
pub struct Replacement {
    target: PathBuf,
    written: Written,
}

#[derive(Debug)]
enum Written {
    Beside(NamedTempFile),
    Directly(File),
}

/// What a path leads to, if that is there and is no regular file: it is written to as it is. To open it and to
/// write to it may wait for somebody else.
pub fn special(path: &Path) -> io::Result<Option<PathBuf>> {
    let target = follow(path)?;
    Ok(old(&target)?.filter(|old| !old.is_file()).map(|_| target))
}

impl Replacement {
    /// Begins an empty file that is to be at `path`.
    pub fn begin(path: &Path) -> io::Result<Self> {
        let target = follow(path)?;
        let old = old(&target)?;
        if old.as_ref().is_some_and(|old| !old.is_file()) {
            let written = Written::Directly(File::options().write(true).open(&target)?);
            return Ok(Self { target, written });
        }
        // World-readable before the umask: a web server that serves the playlist is another user.
        let create = |path: &Path| File::options().write(true).create_new(true).mode(0o666).open(path);
        let directory = directory_of(&target);
        let file =
            tempfile::Builder::new().prefix(".streamctl-").suffix(".tmp").make_in(directory, create)?;
        if let Some(old) = old {
            file.as_file().set_permissions(old.permissions())?;
        }
        Ok(Self { target, written: Written::Beside(file) })
    }

    /// Forgets what was written. What is written to as it is cannot forget, and that is an error.
    pub fn restart(&mut self) -> io::Result<()> {
        match &mut self.written {
            Written::Beside(file) => {
                file.as_file().set_len(0)?;
                file.rewind()
            }
            Written::Directly(_) => Err(untakable()),
        }
    }

    /// Puts the file in its place, after it is on the disk.
    pub fn finish(self) -> io::Result<()> {
        if let Written::Beside(file) = &self.written {
            file.as_file().sync_all()?;
        }
        self.put_in_place()
    }

    /// The file, to be brought to the disk by somebody else while this waits; `None` if there is nothing to bring.
    pub fn handle(&self) -> io::Result<Option<File>> {
        match &self.written {
            Written::Beside(file) => file.as_file().try_clone().map(Some),
            Written::Directly(_) => Ok(None),
        }
    }

    /// Puts the file in its place as it is. For whoever has brought it to the disk already.
    pub fn put_in_place(self) -> io::Result<()> {
        let Written::Beside(file) = self.written else { return Ok(()) };
        file.persist(&self.target).map_err(|error| error.error)?;
        Ok(())
    }
}

impl Write for Replacement {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.written {
            Written::Beside(file) => file.write(bytes),
            Written::Directly(file) => file.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// That what is written to as it is cannot forget.
#[must_use]
pub fn untakable() -> io::Error {
    let reason = "what is there already cannot be taken back, as it is no regular file";
    io::Error::new(io::ErrorKind::NotSeekable, reason)
}

/// Writes a file so that nobody ever reads half of it, as a [`Replacement`]. On error the old file is as it was
/// and nothing is left beside it.
pub fn replace(path: &Path, contents: &str) -> io::Result<()> {
    let mut file = Replacement::begin(path)?;
    file.write_all(contents.as_bytes())?;
    file.finish()
}

/// The directory a file lies in, `.` for a bare name.
#[must_use]
pub fn directory_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if parent.as_os_str().is_empty() => Path::new("."),
        Some(parent) => parent,
        None => path,
    }
}

/// Where a path leads.
fn follow(path: &Path) -> io::Result<PathBuf> {
    match fs::canonicalize(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(follow_dangling(path)),
        followed => followed,
    }
}

/// What is there to be written over, if anything is; never a directory.
fn old(target: &Path) -> io::Result<Option<Metadata>> {
    match fs::metadata(target) {
        Ok(metadata) if metadata.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        Ok(metadata) => Ok(Some(metadata)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Where a path leads that leads nowhere yet: itself, or what a link that dangles points at.
fn follow_dangling(path: &Path) -> PathBuf {
    // As many links as Linux follows.
    const MOST: usize = 40;
    let mut at = path.to_owned();
    for _ in 0..MOST {
        // What is no link is where it ends.
        let Ok(target) = fs::read_link(&at) else { break };
        at = directory_of(&at).join(target);
    }
    at
}

#[cfg(test)]
mod tests {
    use std::fs::Permissions;
    use std::os::unix::fs::{PermissionsExt, symlink};

    use super::*;

    fn mode(path: &Path) -> u32 {
        fs::metadata(path).unwrap().permissions().mode() & 0o777
    }

    #[test]
    fn a_file_is_replaced_and_nothing_is_left_beside_it() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.m3u8");
        replace(&path, "one").unwrap();
        assert_ne!(mode(&path) & 0o400, 0);
        fs::set_permissions(&path, Permissions::from_mode(0o640)).unwrap();
        replace(&path, "two").unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "two");
        assert_eq!(mode(&path), 0o640, "permissions are the owner's choice");
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
    }

    #[test]
    fn a_new_file_is_as_readable_as_any_other() {
        let directory = tempfile::tempdir().unwrap();
        let (ours, plain) = (directory.path().join("ours"), directory.path().join("plain"));
        replace(&ours, "").unwrap();
        fs::write(&plain, "").unwrap();
        assert_eq!(mode(&ours), mode(&plain));
    }

    #[test]
    fn links_stay_and_devices_are_written_to() {
        let directory = tempfile::tempdir().unwrap();
        let (link, target) = (directory.path().join("link"), directory.path().join("target"));
        symlink("target", &link).unwrap();
        for contents in ["one", "two"] {
            replace(&link, contents).unwrap();
            assert_eq!(fs::read_to_string(&target).unwrap(), contents);
            assert!(link.is_symlink());
        }
        replace(Path::new("/dev/null"), "gone").unwrap();
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
    }

    #[test]
    fn what_is_not_finished_leaves_nothing_and_can_begin_again() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.jpg");
        fs::write(&path, "old").unwrap();
        let mut file = Replacement::begin(&path).unwrap();
        file.write_all(b"half").unwrap();
        drop(file);
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
        let mut file = Replacement::begin(&path).unwrap();
        file.write_all(b"half").unwrap();
        file.restart().unwrap();
        file.write_all(b"new").unwrap();
        file.finish().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert!(Replacement::begin(Path::new("/dev/null")).unwrap().restart().is_err());
    }

    #[test]
    fn what_is_dropped_on_the_way_to_the_disk_leaves_nothing() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("a.jpg");
        let mut file = Replacement::begin(&path).unwrap();
        file.write_all(b"half").unwrap();
        let on_its_way = file.handle().unwrap().unwrap();
        drop(file);
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 0);
        on_its_way.sync_all().unwrap();
        let mut file = Replacement::begin(&path).unwrap();
        file.write_all(b"whole").unwrap();
        file.put_in_place().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "whole");
    }

    #[test]
    fn what_is_no_regular_file_is_known_before_it_is_opened() {
        let directory = tempfile::tempdir().unwrap();
        let link = directory.path().join("link");
        symlink("/dev/null", &link).unwrap();
        assert_eq!(special(&link).unwrap().as_deref(), Some(Path::new("/dev/null")));
        assert_eq!(special(&directory.path().join("none")).unwrap(), None);
        fs::write(directory.path().join("file"), "").unwrap();
        assert_eq!(special(&directory.path().join("file")).unwrap(), None);
        assert!(special(directory.path()).is_err());
    }

    #[test]
    fn what_cannot_be_written_is_an_error_and_leaves_nothing() {
        let directory = tempfile::tempdir().unwrap();
        assert!(replace(directory.path(), "x").is_err());
        assert!(replace(&directory.path().join("no/such/a.m3u8"), "x").is_err());
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 0);
    }
}
