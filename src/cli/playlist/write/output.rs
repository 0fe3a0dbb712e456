//! The files of a run: playlists, each with its path, and the filler that their gaps lead to.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::anyhow;

use crate::cli::playlist::target::Target;
use crate::exit::{Exit, Failure};
use crate::media;
use crate::playlist::compose::Composed;
use crate::playlist::gaps::GAP;

/// What is to be written.
pub(super) struct Output {
    pub(super) playlists: Vec<(PathBuf, Composed)>,
    /// Where the filler goes, if a playlist has a gap.
    pub(super) gap: Option<Gap>,
}

/// The file behind gaps.
pub(super) struct Gap {
    pub(super) path: PathBuf,
    /// Whether it is there already.
    pub(super) is_there: bool,
}

impl Output {
    /// Where these playlists go. An error if the filler would replace something else.
    pub(super) fn new(target: &Target, playlists: Vec<Composed>) -> anyhow::Result<Self> {
        let has_gaps = playlists.iter().any(|playlist| playlist.gaps > 0);
        let gap = if has_gaps { Some(Gap::at(target.beside(GAP))?) } else { None };
        let place = |playlist: Composed| (target.path(&playlist.name), playlist);
        let playlists: Vec<_> = playlists.into_iter().map(place).collect();
        if let Some(Gap { path, .. }) = &gap
            && playlists.iter().any(|(playlist, _)| playlist == path)
        {
            let message =
                format!("{} is where the filler of gaps goes, and no place for a playlist", path.display());
            return Err(Failure::new(Exit::Usage, message).into());
        }
        Ok(Self { playlists, gap })
    }
}

impl Gap {
    fn at(path: PathBuf) -> anyhow::Result<Self> {
        match is_filler(&path) {
            Ok(true) => Ok(Self { path, is_there: true }),
            Ok(false) => {
                let message = format!("{} is there, and is not the filler of gaps", path.display());
                let hint = "write the playlist into another directory, or move that file away";
                Err(Failure::new(Exit::Local, message).hint(hint).into())
            }
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(Self { path, is_there: false }),
            Err(error) => Err(anyhow!(error).context(format!("cannot read {}", path.display()))),
        }
    }
}

/// Whether a file holds what gaps lead to.
fn is_filler(path: &Path) -> std::io::Result<bool> {
    let length = std::fs::metadata(path)?.len();
    Ok(length == media::FILLER_BYTES as u64 && std::fs::read(path)? == media::filler())
}
