//! Where playlists go, and the way from there to the recordings.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::anyhow;

use crate::cli::usage;
use crate::exit::{Exit, Failure};
use crate::file;
use crate::playlist::flat::is_named_like_a_segment;
use crate::playlist::source::{Layout, Source};

/// Where the playlists of a source go.
pub(super) struct Target {
    pub(super) directory: PathBuf,
    /// Whether that directory is still to be made.
    pub(super) is_new_directory: bool,
    /// The file as it was named, for one variant.
    file: Option<PathBuf>,
}

impl Target {
    /// What somebody who typed `output` means.
    pub(super) fn new(output: &Path, source: &Source) -> anyhow::Result<Self> {
        let is_directory = output.is_dir();
        let says_directory = output.as_os_str().as_encoded_bytes().ends_with(b"/");
        match &source.layout {
            Layout::Variant { .. } | Layout::Flat { .. } if !is_directory && !says_directory => {
                let Some(name) = output.file_name() else {
                    return Err(usage(format!("{} is no file name", output.display())));
                };
                if let Layout::Flat { flat, .. } = &source.layout
                    && name.to_str().is_some_and(is_named_like_a_segment)
                    && file::directory_of(output).canonicalize().is_ok_and(|real| real == flat.directory())
                {
                    let message = format!("{} would be taken for a segment", output.display());
                    return Err(Failure::new(Exit::Usage, message)
                        .hint("name it with .m3u8 at the end")
                        .into());
                }
                Ok(Self {
                    directory: file::directory_of(output).to_owned(),
                    is_new_directory: false,
                    file: Some(output.to_owned()),
                })
            }
            Layout::Stream(_) if !is_directory && !says_directory => {
                let message = format!(
                    "{} is a stream, and its playlists are several files: {} is no directory",
                    source.root().display(),
                    output.display()
                );
                let hint = format!("for a new directory put a / at its end: {}/", output.display());
                Err(Failure::new(Exit::Usage, message).hint(hint).into())
            }
            _ => Ok(Self { directory: output.to_owned(), is_new_directory: !is_directory, file: None }),
        }
    }

    /// The path of a file of this name beside the playlists.
    pub(super) fn beside(&self, name: &str) -> PathBuf {
        match &self.file {
            Some(file) => file.with_file_name(name),
            None => self.directory.join(name),
        }
    }

    /// The path of the playlist of this name.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.file.clone().unwrap_or_else(|| self.directory.join(name))
    }
}

/// The way from a directory to another: how many up, and the names down from there.
pub(super) fn way(from: &Path, to: &Path) -> anyhow::Result<(usize, Vec<String>)> {
    // A directory that is still to be made lies below one that is there.
    let mut missing = Vec::new();
    let mut there = from;
    let from = loop {
        let at = if there.as_os_str().is_empty() { Path::new(".") } else { there };
        match at.canonicalize() {
            Ok(real) => break missing.iter().rev().fold(real, |path: PathBuf, name| path.join(name)),
            Err(error) if error.kind() == ErrorKind::NotFound => match (there.parent(), there.file_name()) {
                (Some(parent), Some(name)) => {
                    missing.push(name);
                    there = parent;
                }
                _ => return Err(anyhow!(error).context(format!("cannot find {}", from.display()))),
            },
            Err(error) => return Err(anyhow!(error).context(format!("cannot find {}", from.display()))),
        }
    };
    let shared = from.components().zip(to.components()).take_while(|(one, other)| one == other).count();
    let up = from.components().count() - shared;
    let names = to
        .components()
        .skip(shared)
        .map(|name| name.as_os_str().to_str().map(str::to_owned).ok_or_else(|| not_utf8(to)));
    Ok((up, names.collect::<Result<_, _>>()?))
}

/// A path that no playlist can name.
pub(super) fn not_utf8(path: &Path) -> anyhow::Error {
    let message = format!("{} is not UTF-8, as playlists must be", path.display());
    Failure::new(Exit::Local, message).hint("--base-url URL puts a URL in its place").into()
}
