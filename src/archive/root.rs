//! The directory an archive may not be left by: names become paths below it, and links are followed inside it.

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

/// Whether an error says that there is nothing by that name, now or by any chance.
pub(super) fn is_absent(error: &io::Error) -> bool {
    use io::ErrorKind;
    matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::InvalidFilename)
}
