//! Where a file of the cloud goes on this machine: checked before the cloud is asked for it.

use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::cli::usage;
use crate::exit::{Exit, Failure};

/// The path for `-o`: a file; or in a directory, which may be new if its name ends in `/`, what comes last in
/// `name`. It can be written to, and a new directory be made, as far as can be told without doing it.
pub(super) fn path(output: &Path, name: &str) -> anyhow::Result<PathBuf> {
    if output == Path::new("-") {
        return Err(usage("-o: - is no file; a file in the cloud is fetched whole, so name one"));
    }
    let says_directory = output.as_os_str().as_encoded_bytes().ends_with(b"/");
    if says_directory || output.is_dir() {
        let file = last(name)?;
        if output.is_dir() {
            can_write_in(output)?;
        } else {
            can_make(output)?;
        }
        return Ok(output.join(file));
    }
    if output.file_name().is_none() {
        return Err(usage(format!("-o: {} is no file name", output.display())));
    }
    // What is there and no regular file, such as a pipe, is written to as it is.
    if !output.exists() || output.is_file() {
        can_write_in(crate::file::directory_of(output))?;
    }
    Ok(output.to_owned())
}

/// Makes the directory of a path that [`path`] gave, if it is new.
pub(super) fn make_directory(path: &Path) -> anyhow::Result<()> {
    let directory = crate::file::directory_of(path);
    std::fs::create_dir_all(directory).with_context(|| format!("cannot create {}", directory.display()))
}

/// Asks the nearest directory that is there already.
fn can_make(directory: &Path) -> anyhow::Result<()> {
    // Without the / at its end, which hides what is there and no directory.
    let directory = directory.components().as_path();
    let ancestors = directory.ancestors().skip(1);
    let there = ancestors.map(|path| if path.as_os_str().is_empty() { Path::new(".") } else { path });
    let nearest = there.into_iter().find(|path| path.symlink_metadata().is_ok());
    let is_free = directory.symlink_metadata().is_err();
    match nearest {
        Some(nearest) if is_free && nearest.is_dir() => {
            tempfile::tempfile_in(nearest)
                .with_context(|| format!("cannot create {}", directory.display()))?;
            Ok(())
        }
        nearest => {
            let way = if is_free { nearest.unwrap_or(directory) } else { directory };
            let message = format!("cannot create {}: {} is no directory", directory.display(), way.display());
            Err(Failure::new(Exit::Local, message).into())
        }
    }
}

fn can_write_in(directory: &Path) -> anyhow::Result<()> {
    if !directory.is_dir() {
        let message = format!("cannot write into {}: there is no such directory", directory.display());
        return Err(Failure::new(Exit::Local, message)
            .hint(format!("mkdir -p {}", directory.display()))
            .into());
    }
    // A file without a name is the surest question, and leaves nothing.
    tempfile::tempfile_in(directory).with_context(|| format!("cannot write into {}", directory.display()))?;
    Ok(())
}

/// The last part of a name in the cloud, if it is a file's name here and does not lead anywhere else.
fn last(name: &str) -> anyhow::Result<&str> {
    let last = name.rsplit('/').next().unwrap_or_default();
    if matches!(last, "" | "." | "..") || last.contains('\0') {
        return Err(usage(format!("NAME: '{name}' does not end in a name for a file")));
    }
    Ok(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_leaves_its_directory() {
        let directory = tempfile::tempdir().unwrap();
        let there = directory.path();
        for (name, file) in [
            ("a.jpg", Some("a.jpg")),
            ("2026/01/a.jpg", Some("a.jpg")),
            ("../../etc/passwd", Some("passwd")),
            ("..", None),
            ("a/..", None),
            ("a/", None),
            (".", None),
        ] {
            let path = path(there, name).ok();
            assert_eq!(path, file.map(|file| there.join(file)), "{name}");
        }
    }

    #[test]
    fn a_directory_is_made_if_it_is_named_as_one() {
        let directory = tempfile::tempdir().unwrap();
        let new = directory.path().join("new/deep/");
        assert_eq!(path(&new, "a.jpg").unwrap(), new.join("a.jpg"));
        assert!(!new.exists() && !directory.path().join("new").exists(), "it was made too early");
        make_directory(&new.join("a.jpg")).unwrap();
        assert!(new.is_dir());
        assert!(path(&directory.path().join("no/a.jpg"), "a.jpg").is_err());
        assert_eq!(path(&new.join("b.jpg"), "a.jpg").unwrap(), new.join("b.jpg"));
        assert!(path(Path::new("-"), "a.jpg").is_err());
        let file = directory.path().join("file");
        std::fs::write(&file, "").unwrap();
        for closed in ["file/", "file/new/", "file/new/deep/"] {
            assert!(path(&directory.path().join(closed), "a.jpg").is_err(), "{closed}");
        }
    }
}
