//! Where the URIs of a media playlist lead.

use crate::hls::{Uri, UriError};

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
    /// The URI of a segment in the hour of this name.
    pub fn segment(&self, hour: &str, file_name: &str) -> Result<Uri, UriError> {
        match self {
            Self::Relative { up, names } => Uri::relative(*up, &append(names, hour, file_name)),
            Self::Below { base, names } => Uri::below(base, &append(names, hour, file_name)),
            Self::Absolute { directory } => Uri::file(&format!("{directory}/{hour}/{file_name}")),
        }
    }
}

fn append<'a>(names: &'a [String], hour: &'a str, file_name: &'a str) -> Vec<&'a str> {
    names.iter().map(String::as_str).chain([hour, file_name]).collect()
}
