//! The ways from playlists to what they name.

use std::path::{Path, PathBuf};

use crate::cli::playlist::target::{not_utf8, way};
use crate::hls::{Uri, UriError};
use crate::playlist::compose::Ways;
use crate::playlist::gaps::GAP;
use crate::playlist::links::Links;
use crate::playlist::source::{Layout, Source};
use crate::time::Time;

/// The ways from a directory that playlists are written to.
pub(super) struct From {
    /// Where the segments are; relative ones for a single variant.
    start: Start,
    /// Whether segments are below directories that are named for their variants.
    has_variants: bool,
    /// The absolute path of the directory, if paths are to be absolute.
    directory: Option<String>,
}

enum Start {
    Relative(usize, Vec<String>),
    Below(String),
    Absolute(String),
}

impl From {
    /// The ways from `directory`: relative, below a URL that was given, or absolute.
    pub(super) fn new(
        directory: &Path,
        source: &Source,
        base_url: Option<&str>,
        is_absolute: bool,
    ) -> anyhow::Result<Self> {
        let root = source.root();
        let start = match base_url {
            Some(base) => Start::Below(base.to_owned()),
            None if is_absolute => {
                let path = root.to_str().ok_or_else(|| not_utf8(root))?;
                Start::Absolute(path.trim_end_matches('/').to_owned())
            }
            None => {
                let (up, names) = way(directory, root)?;
                Start::Relative(up, names)
            }
        };
        let directory = if is_absolute {
            let path = std::path::absolute(directory).unwrap_or_else(|_| PathBuf::from(directory));
            let path = path.canonicalize().unwrap_or(path);
            Some(path.to_str().ok_or_else(|| not_utf8(&path))?.to_owned())
        } else {
            None
        };
        Ok(Self { start, has_variants: matches!(source.layout, Layout::Stream(_)), directory })
    }

    /// Whether the URIs of local segments need percent-encoding. In an archive the names of hours and segments never
    /// do.
    pub(super) fn are_encoded(&self, variant: &str) -> bool {
        let is_local = !matches!(self.start, Start::Below(_));
        is_local && self.to(variant).hour(Time::MIN).is_ok_and(|uri| uri.is_percent_encoded())
    }
}

impl Ways for From {
    fn to(&self, variant: &str) -> Links {
        let below = self.has_variants.then(|| variant.to_owned());
        match &self.start {
            Start::Below(base) => Links::Below { base: base.clone(), names: Vec::from_iter(below) },
            Start::Absolute(root) => {
                let names = [root.as_str()].into_iter().chain(below.as_deref());
                Links::Absolute { directory: names.collect::<Vec<_>>().join("/") }
            }
            Start::Relative(up, names) => {
                Links::Relative { up: *up, names: names.iter().cloned().chain(below).collect() }
            }
        }
    }

    fn to_gap(&self) -> Result<Uri, UriError> {
        match &self.directory {
            Some(directory) => Uri::file(&format!("{directory}/{GAP}")),
            // Beside the playlist also where the segments are not.
            None => Uri::relative(0, &[GAP]),
        }
    }
}
