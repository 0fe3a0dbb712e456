//! Names of streams: `<zone>.<hub>.<title>`.

use std::fmt;

/// A stream's id as the cloud gives it: opaque, but for being safe to put in a path and naming its hub and title.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StreamId(String);

/// Why a text is no id, hub or title.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{text}' is not a {what}: {reason}")]
pub struct IdError {
    /// The text, shortened if it is long.
    pub text: String,
    /// `stream id`, `hub` or `title`.
    pub what: &'static str,
    /// The rule it breaks.
    pub reason: &'static str,
}

impl StreamId {
    /// Reads an id: three or more non-empty parts of `[A-Za-z0-9_-]` with periods between.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        let _ = text;
        todo!()
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The hub: the second part.
    #[must_use]
    pub fn hub(&self) -> &str {
        todo!()
    }

    /// The title: all that follows the hub.
    #[must_use]
    pub fn title(&self) -> &str {
        todo!()
    }
}

impl fmt::Display for StreamId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Checks the name of a hub: one or more of `[A-Za-z0-9_-]`.
pub fn check_hub(hub: &str) -> Result<(), IdError> {
    let _ = hub;
    todo!()
}

/// Checks the title of a stream that is to be: 4 to 200 of `[A-Za-z0-9_-]` (pili.kb "API V1"; the server has the
/// last word). A title to look up is only held to the alphabet: `is_new` false.
pub fn check_title(title: &str, is_new: bool) -> Result<(), IdError> {
    let _ = (title, is_new);
    todo!()
}
