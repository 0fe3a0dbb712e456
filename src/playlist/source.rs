//! What `playlist write` is pointed at: a variant's directory, a stream's, or any with segments in it.

use std::path::{Path, PathBuf};

use crate::archive::name::parse_hour;
use crate::archive::{Archive, ArchiveError, Variant};
use crate::playlist::flat::Flat;

/// A directory of recordings, recognised.
#[derive(Debug)]
pub struct Source {
    /// The directory as an archive of its own.
    pub archive: Archive,
    /// What it is.
    pub layout: Layout,
}

/// What a directory of recordings holds.
#[derive(Debug)]
pub enum Layout {
    /// Hours: it is one variant, of this name.
    Variant {
        /// The directory's name.
        name: String,
        /// The variant.
        variant: Variant,
    },
    /// Variants: it is a stream.
    Stream(Vec<(String, Variant)>),
    /// Segments without hours: it is one variant, of the directory's name.
    Flat {
        /// That name.
        name: String,
        /// Them.
        flat: Flat,
    },
}

/// Why a directory is no source.
#[derive(Debug, thiserror::Error)]
pub enum SourceError {
    /// It cannot be read.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// There is nothing in it.
    #[error("{0} is empty")]
    Empty(PathBuf),
    /// It holds streams: an archive's root.
    #[error("{path} holds streams, and playlists are of one: name the stream, such as {example}")]
    Root {
        /// The directory.
        path: PathBuf,
        /// A stream in it.
        example: PathBuf,
    },
    /// It holds something else.
    #[error(
        "{0} is no recording: neither hours (YYYY-MM-DDTHH), nor variants with hours in them, nor segments are there"
    )]
    Unknown(PathBuf),
    /// Its name cannot be written.
    #[error("{0} has a name that is not UTF-8")]
    Name(PathBuf),
}

impl Source {
    /// Opens a directory and recognises it. A flat one is read.
    pub fn open(path: &Path) -> Result<Self, SourceError> {
        Self::recognise(path, Flat::open)
    }

    /// The same, but of a flat directory nothing is read yet.
    pub fn open_unread(path: &Path) -> Result<Self, SourceError> {
        Self::recognise(path, Flat::unread)
    }

    /// Looks for variants of a stream that have come since.
    pub fn renew(&mut self) -> Result<(), ArchiveError> {
        if let Layout::Stream(variants) = &mut self.layout {
            for name in self.archive.variants(&[])? {
                if let Err(at) = variants.binary_search_by(|(known, _)| known.as_str().cmp(&name))
                    && let Some(variant) = variant_at(&self.archive, &[&name])?
                {
                    variants.insert(at, (name, variant));
                }
            }
        }
        Ok(())
    }

    fn recognise(
        path: &Path,
        flat: impl Fn(&Path) -> Result<Option<Flat>, ArchiveError>,
    ) -> Result<Self, SourceError> {
        let archive = Archive::open(path)?;
        if let Some(variant) = variant_at(&archive, &[])? {
            tracing::info!("{} is a variant", path.display());
            let layout = Layout::Variant { name: name_of(&archive)?, variant };
            return Ok(Self { archive, layout });
        }
        let names = archive.variants(&[])?;
        let mut variants = Vec::new();
        for name in &names {
            if let Some(variant) = variant_at(&archive, &[name])? {
                variants.push((name.clone(), variant));
            }
        }
        if !variants.is_empty() {
            let names: Vec<&str> = variants.iter().map(|(name, _)| name.as_str()).collect();
            tracing::info!("{} is a stream with the variants {}", path.display(), names.join(", "));
            return Ok(Self { archive, layout: Layout::Stream(variants) });
        }
        for stream in &names {
            for variant in archive.variants(&[stream])? {
                if variant_at(&archive, &[stream, &variant])?.is_some() {
                    let example = path.join(stream);
                    return Err(SourceError::Root { path: path.to_owned(), example });
                }
            }
        }
        if let Some(flat) = flat(archive.root())? {
            let layout = Layout::Flat { name: name_of(&archive)?, flat };
            return Ok(Self { archive, layout });
        }
        let is_empty = archive.list(&[])?.is_empty();
        Err(if is_empty {
            SourceError::Empty(path.to_owned())
        } else {
            SourceError::Unknown(path.to_owned())
        })
    }

    /// The directory, absolute and without links.
    #[must_use]
    pub fn root(&self) -> &Path {
        self.archive.root()
    }

    /// The variants of an archive with their names.
    pub fn variants(&self) -> impl Iterator<Item = (&str, &Variant)> {
        let variants: &[(String, Variant)] = match &self.layout {
            Layout::Variant { .. } | Layout::Flat { .. } => &[],
            Layout::Stream(variants) => variants,
        };
        let only = match &self.layout {
            Layout::Variant { name, variant } => Some((name.as_str(), variant)),
            Layout::Stream(_) | Layout::Flat { .. } => None,
        };
        only.into_iter().chain(variants.iter().map(|(name, variant)| (name.as_str(), variant)))
    }
}

/// The name of the directory it was opened at.
fn name_of(archive: &Archive) -> Result<String, SourceError> {
    let root = archive.root();
    let name = root.file_name().unwrap_or(root.as_os_str());
    name.to_str().map(str::to_owned).ok_or_else(|| SourceError::Name(root.to_owned()))
}

/// The variant at these names, if a directory with hours is there.
fn variant_at(archive: &Archive, names: &[&str]) -> Result<Option<Variant>, ArchiveError> {
    let Some(variant) = archive.variant(names)? else { return Ok(None) };
    let has_hours = archive.list(names)?.iter().any(|name| parse_hour(name).is_some());
    Ok(has_hours.then_some(variant))
}
