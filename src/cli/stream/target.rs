//! Where a file of the cloud goes on this machine: checked before the cloud is asked for it.

use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::cli::usage;
use crate::exit::{Exit, Failure};

/// The path for `-o`: a file; or in a directory, which may be new if its name ends in `/`, what comes last in
/// `name`. It can be written to, as far as can be told without doing it; a new directory is made if `makes`.
pub(super) fn path(output: &Path, name: &str, makes: bool) -> anyhow::Result<PathBuf> {
    if output == Path::new("-") {
        return Err(usage("-o: - is no file; a file in the cloud is fetched whole, so name one"));
    }
    let says_directory = output.as_os_str().as_encoded_bytes().ends_with(b"/");
    if says_directory || output.is_dir() {
        let file = last(name)?;
        if !output.is_dir() {
            if !makes {
                return Ok(output.join(file));
            }
            std::fs::create_dir_all(output).with_context(|| format!("cannot create {}", output.display()))?;
        }
        can_write_in(output)?;
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
            let path = path(there, name, true).ok();
            assert_eq!(path, file.map(|file| there.join(file)), "{name}");
        }
    }

    #[test]
    fn a_directory_is_made_if_it_is_named_as_one() {
        let directory = tempfile::tempdir().unwrap();
        let new = directory.path().join("new/deep/");
        assert!(path(&new, "a.jpg", false).is_ok() && !new.exists());
        assert_eq!(path(&new, "a.jpg", true).unwrap(), new.join("a.jpg"));
        assert!(new.is_dir());
        assert!(path(&directory.path().join("no/a.jpg"), "a.jpg", true).is_err());
        assert_eq!(path(&new.join("b.jpg"), "a.jpg", true).unwrap(), new.join("b.jpg"));
        assert!(path(Path::new("-"), "a.jpg", true).is_err());
    }
}
