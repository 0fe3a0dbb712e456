//! Where the URIs of a media playlist lead.

use crate::archive::name::format_hour;
use crate::hls::{Uri, UriError};
use crate::playlist::gaps::GAP;
use crate::time::Time;

/// Where a playlist's segments are, seen from the playlist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Links {
    /// So many directories up, and from there down to the variant's directory.
    Relative {
        /// How many.
        up: usize,
        /// The names from there.
        names: Vec<String>,
    },
    /// Below a URL, or path, that somebody gave.
    Below {
        /// What they gave.
        base: String,
        /// The names from there to the variant's directory.
        names: Vec<String>,
    },
    /// In a variant's directory by its absolute path.
    Absolute {
        /// That path.
        directory: String,
    },
}

impl Links {
    /// The URI of a file in the variant's directory itself.
    pub fn file(&self, name: &str) -> Result<Uri, UriError> {
        match self {
            Self::Relative { up, names } => Uri::relative(*up, &append(names, name)),
            Self::Below { base, names } => Uri::below(base, &append(names, name)),
            Self::Absolute { directory } => Uri::file(&format!("{directory}/{name}")),
        }
    }

    /// The URI of the filler behind the gaps of a live list, which lies beside the directories of the streams.
    pub fn gap(&self) -> Result<Uri, UriError> {
        let beside = |names: &[String]| names[..names.len().saturating_sub(2)].to_vec();
        match self {
            Self::Relative { up, names } => Uri::relative(*up, &append(&beside(names), GAP)),
            Self::Below { base, names } => Uri::below(base, &append(&beside(names), GAP)),
            Self::Absolute { directory } => {
                let root = directory.rsplitn(3, '/').nth(2).unwrap_or_default();
                Uri::file(&format!("{root}/{GAP}"))
            }
        }
    }

    /// The URI of the directory of an hour, whose [`Uri::child`]ren its segments are.
    pub fn hour(&self, hour: Time) -> Result<Uri, UriError> {
        self.file(&format_hour(hour))
    }
}

fn append<'a>(names: &'a [String], name: &'a str) -> Vec<&'a str> {
    names.iter().map(String::as_str).chain([name]).collect()
}
