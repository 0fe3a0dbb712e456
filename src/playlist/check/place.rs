//! Where a playlist or a segment lies, and how its bytes are had.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;

use crate::fetch::{self, FetchError, Fetcher, Headers, Url};

/// The largest playlist that is read, in bytes.
const LARGEST_PLAYLIST: usize = 64 << 20;
/// The largest segment that is read, in bytes.
const LARGEST_SEGMENT: usize = 512 << 20;

/// A file or a URL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A local file.
    File(PathBuf),
    /// Somewhere on the web.
    Url(Url),
}

/// Why nothing could be read.
#[derive(Debug, thiserror::Error)]
pub enum PlaceError {
    /// The disk's reason.
    #[error("{}", reason(.0))]
    Disk(#[from] io::Error),
    /// The web's reason.
    #[error("{0}")]
    Web(#[from] FetchError),
    /// No file but a directory, a device or the like.
    #[error("it is no regular file")]
    NoFile,
    /// Larger than so many bytes.
    #[error("it is larger than {0} bytes")]
    TooLarge(usize),
    /// What was meant for a URL is none.
    #[error("'{0}' is no URL")]
    NoUrl(String),
    /// It is a URL of another kind.
    #[error("'{0}:' is not fetched, only http: and https:, and there is no such file")]
    Scheme(String),
}

/// Whether this may stand before the `://` of a URL (RFC 3986 §3.1).
fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

/// What was read.
#[derive(Clone, Debug)]
pub(super) struct Got {
    pub(super) place: Place,
    pub(super) bytes: Vec<u8>,
    /// What a server said of it, and whether it redirected.
    pub(super) web: Option<(Headers, bool)>,
}

impl Place {
    /// What somebody means who types this: a URL or a file.
    pub fn parse(text: &str) -> Result<Self, PlaceError> {
        if fetch::is_url(text) {
            return Url::parse(text).map(Self::Url).map_err(|_| PlaceError::NoUrl(text.to_owned()));
        }
        if let Some((scheme, _)) = text.split_once("://").filter(|(scheme, _)| is_scheme(scheme))
            && !Path::new(text).exists()
        {
            return Err(PlaceError::Scheme(scheme.to_owned()));
        }
        Ok(Self::File(text.into()))
    }

    /// Its path or URL, without anybody's password.
    #[must_use]
    pub fn name(&self) -> String {
        match self {
            Self::File(path) => path.display().to_string(),
            Self::Url(url) => fetch::shown(url),
        }
    }

    /// Where a URI leads that stands in the playlist here; nothing if it is none, or nothing that may be read: what
    /// comes from the web names nothing local.
    #[must_use]
    pub fn resolve(&self, uri: &str) -> Option<Self> {
        match self {
            Self::Url(base) => base.join(uri).ok().filter(fetch::is_web).map(Self::Url),
            Self::File(_) if fetch::is_url(uri) => Url::parse(uri).ok().map(Self::Url),
            Self::File(path) => {
                let way = uri.split(['?', '#']).next().unwrap_or_default();
                let way = way.strip_prefix("file://").unwrap_or(way);
                let name = percent_decode_str(way).decode_utf8().ok()?;
                if name.is_empty() || name.contains('\0') {
                    return None;
                }
                let below = path.parent().unwrap_or(Path::new(""));
                Some(Self::File(below.join(&*name)))
            }
        }
    }

    /// The whole playlist that lies here.
    pub(super) async fn read(&self, fetcher: &Fetcher) -> Result<Got, PlaceError> {
        match self {
            Self::File(path) => {
                let mut bytes = Vec::new();
                File::open(path)?.take(LARGEST_PLAYLIST as u64 + 1).read_to_end(&mut bytes)?;
                if bytes.len() > LARGEST_PLAYLIST {
                    return Err(PlaceError::TooLarge(LARGEST_PLAYLIST));
                }
                Ok(Got { place: self.clone(), bytes, web: None })
            }
            Self::Url(url) => {
                let fetched = fetcher.fetch(url, None, LARGEST_PLAYLIST).await?;
                let was_redirected = fetched.url != *url;
                let place = Self::Url(fetched.url);
                Ok(Got { place, bytes: fetched.bytes, web: Some((fetched.headers, was_redirected)) })
            }
        }
    }

    /// The segment that lies here, or `length` bytes of it from `offset` on, or as many of them as there are.
    pub(super) async fn read_segment(
        &self,
        fetcher: &Fetcher,
        range: Option<(u64, u64)>,
    ) -> Result<Vec<u8>, PlaceError> {
        let (offset, length) = range.unwrap_or((0, LARGEST_SEGMENT as u64 + 1));
        if range.is_some() && length > LARGEST_SEGMENT as u64 {
            return Err(PlaceError::TooLarge(LARGEST_SEGMENT));
        }
        let bytes = match self {
            Self::File(path) => {
                // A device may have no end, and a pipe no beginning.
                if !std::fs::metadata(path)?.is_file() {
                    return Err(PlaceError::NoFile);
                }
                let mut file = File::open(path)?;
                file.seek(SeekFrom::Start(offset))?;
                let mut bytes = Vec::new();
                file.take(length).read_to_end(&mut bytes)?;
                bytes
            }
            Self::Url(url) => {
                let fetched = match fetcher.fetch(url, range, LARGEST_SEGMENT).await {
                    // The range begins behind the end.
                    Err(FetchError::Status(416)) => return Ok(Vec::new()),
                    fetched => fetched?,
                };
                if range.is_some() && !fetched.headers.is_partial {
                    // The server sends the whole of it all the same.
                    let start = usize::try_from(offset).unwrap_or(usize::MAX).min(fetched.bytes.len());
                    let end = start.saturating_add(usize::try_from(length).unwrap_or(usize::MAX));
                    fetched.bytes[start..end.min(fetched.bytes.len())].to_vec()
                } else {
                    fetched.bytes
                }
            }
        };
        if bytes.len() > LARGEST_SEGMENT { Err(PlaceError::TooLarge(LARGEST_SEGMENT)) } else { Ok(bytes) }
    }
}

/// What the system says, without its number.
fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or_default().to_owned()
}

impl PlaceError {
    /// Whether there is no such thing.
    #[must_use]
    pub fn is_missing(&self) -> bool {
        match self {
            Self::Disk(error) => error.kind() == io::ErrorKind::NotFound,
            Self::Web(error) => error.is_missing(),
            Self::NoFile | Self::NoUrl(_) | Self::Scheme(_) => true,
            Self::TooLarge(_) => false,
        }
    }
}
