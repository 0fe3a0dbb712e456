//! The directory an archive may not be left by: names become paths below it, and links are followed inside it.

use std::fs::{File, Metadata};
use std::io;
use std::path::{Component, Path, PathBuf};

/// The root of an archive, absolute and without links.
#[derive(Debug)]
pub(super) struct Root(PathBuf);

impl Root {
    /// The root at this path, if it is a directory that can be listed.
    pub(super) fn open(path: &Path) -> io::Result<Self> {
        let root = path.canonicalize()?;
        std::fs::read_dir(&root)?;
        Ok(Self(root))
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    /// Where a path leads, links followed; none if it leads nowhere or out of the archive.
    pub(super) fn inside(&self, path: &Path) -> io::Result<Option<PathBuf>> {
        match path.canonicalize() {
            Ok(real) => Ok(real.starts_with(&self.0).then_some(real)),
            Err(error) if is_absent(&error) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Where a path leads, if that is a directory; none if it leads nowhere, to something else or out of the
    /// archive.
    pub(super) fn directory(&self, path: PathBuf) -> io::Result<Option<PathBuf>> {
        if open_without_links(&path, Wanted::Directory).is_some() {
            return Ok(Some(path));
        }
        Ok(self.inside(&path)?.filter(|found| found.is_dir()))
    }

    /// A file opened, and what it was then; none if it is no plain file inside the archive.
    pub(super) fn open_inside(&self, path: &Path) -> io::Result<Option<(File, Metadata)>> {
        if let Some(file) = open_without_links(path, Wanted::File) {
            let metadata = file.metadata()?;
            return Ok(metadata.is_file().then_some((file, metadata)));
        }
        let Some(path) = self.inside(path)? else { return Ok(None) };
        // Before it is opened: a pipe would wait for somebody to write.
        if !path.is_file() {
            return Ok(None);
        }
        let file = File::open(path)?;
        let metadata = file.metadata()?;
        Ok(Some((file, metadata)))
    }

    /// The path of these names below the root; none if one is no plain name of a visible file.
    pub(super) fn below(&self, names: &[&str]) -> Option<PathBuf> {
        let is_plain = |name: &&str| {
            let mut components = Path::new(name).components();
            let is_one_name = matches!(components.next(), Some(Component::Normal(only)) if only == *name);
            is_one_name && components.next().is_none() && !name.starts_with('.') && !name.contains('\0')
        };
        names.iter().all(is_plain).then(|| self.0.join(names.iter().collect::<PathBuf>()))
    }
}

/// What a path is to lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    /// A file to read.
    File,
    /// A directory, which is only looked at.
    Directory,
}

/// What is at a path in which no name may be a link, in one call where the system has it; none if that is not
/// known to be what is wanted, for whatever reason.
#[cfg(target_os = "linux")]
fn open_without_links(path: &Path, wanted: Wanted) -> Option<File> {
    use rustix::fs::{CWD, Mode, OFlags, ResolveFlags, openat2};
    let flags = match wanted {
        // A pipe must not wait for somebody to write.
        Wanted::File => OFlags::RDONLY | OFlags::NONBLOCK | OFlags::NOCTTY,
        Wanted::Directory => OFlags::PATH | OFlags::DIRECTORY,
    };
    openat2(CWD, path, flags | OFlags::CLOEXEC, Mode::empty(), ResolveFlags::NO_SYMLINKS).ok().map(File::from)
}

#[cfg(not(target_os = "linux"))]
fn open_without_links(_path: &Path, _wanted: Wanted) -> Option<File> {
    None
}

/// Whether an error says that there is nothing by that name, now or by any chance.
pub(super) fn is_absent(error: &io::Error) -> bool {
    use io::ErrorKind;
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::InvalidFilename)
}
