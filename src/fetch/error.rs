//! Why something could not be fetched.

use std::error::Error;
use std::time::Duration;

/// Why something could not be fetched.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// Not an address of the web.
    #[error("'{0}:' is not fetched, only http: and https:")]
    Scheme(String),
    /// The server's answer is not the resource.
    #[error("the server answers {0}")]
    Status(u16),
    /// No connection, or one that broke.
    #[error("{0}")]
    Unreachable(String),
    /// Nothing came for so long.
    #[error("nothing came for {0:?}")]
    Silent(Duration),
    /// More than was to be read, in bytes.
    #[error("it is larger than {0} bytes")]
    TooLarge(usize),
}

impl FetchError {
    /// Whether the server says that there is no such thing.
    #[must_use]
    pub const fn is_missing(&self) -> bool {
        matches!(self, Self::Status(404 | 410) | Self::Scheme(_))
    }

    /// Whether it may go well another time.
    #[must_use]
    pub const fn is_temporary(&self) -> bool {
        match self {
            Self::Unreachable(_) | Self::Silent(_) => true,
            Self::Status(status) => *status == 429 || *status >= 500,
            Self::Scheme(_) | Self::TooLarge(_) => false,
        }
    }
}

/// The innermost cause in words, which is what happened.
pub(super) fn reason(error: &(dyn Error + 'static)) -> String {
    let mut innermost = error;
    while let Some(cause) = innermost.source() {
        innermost = cause;
    }
    let text = innermost.to_string();
    text.split(" (os error").next().unwrap_or_default().trim().to_owned()
}
