//! Playlists and segments over HTTP, from servers that nobody vouches for.
//!
//! Nothing is signed and nothing is sent but the URL that was asked for. Every answer is bounded: in the time to
//! connect, in the silence within it, and in its size. Addresses other than `http` and `https` are not followed,
//! so that no server can make this program read a local file.

mod error;

use std::time::Duration;

use reqwest::header::{self, HeaderMap, HeaderName};
use reqwest::redirect::Policy;
use reqwest::{Client, Response};

pub use error::FetchError;
pub use reqwest::Url;

/// The most redirects that are followed.
const MOST_REDIRECTS: usize = 10;

/// Fetches resources.
#[derive(Clone, Debug)]
pub struct Fetcher {
    client: Client,
    silence: Duration,
}

/// A resource that was fetched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// Its bytes, or those that were asked for.
    pub bytes: Vec<u8>,
    /// Where it came from in the end: redirects followed.
    pub url: Url,
    /// What the server says of it.
    pub headers: Headers,
}

/// What a server says of a resource.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Headers {
    /// `Content-Type`, without parameters, in lower case.
    pub content_type: Option<String>,
    /// Whether any page may read it: `Access-Control-Allow-Origin`.
    pub has_cors: bool,
    /// `Date`, in unix seconds.
    pub date: Option<i64>,
    /// `Last-Modified`, in unix seconds.
    pub last_modified: Option<i64>,
    /// Whether only the range that was asked for came: status 206.
    pub is_partial: bool,
    /// `Content-Encoding`, if it is not the resource itself that came.
    pub encoding: Option<String>,
}

impl Fetcher {
    /// A fetcher that takes `timeout` to connect at most, and bears as long a silence. Fails if the system's TLS
    /// cannot be set up.
    pub fn new(timeout: Duration) -> Result<Self, FetchError> {
        // An error says that somebody has chosen one already, which does as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder()
            .http1_only()
            .user_agent(concat!("streamctl/", env!("CARGO_PKG_VERSION")))
            .referer(false)
            .connect_timeout(timeout)
            .redirect(Policy::limited(MOST_REDIRECTS))
            .build()
            .map_err(|error| FetchError::Unreachable(error::reason(&error)))?;
        Ok(Self { client, silence: timeout })
    }

    /// A resource, or `length` bytes of it from `offset` on; no more than `most` bytes.
    pub async fn fetch(
        &self,
        url: &Url,
        range: Option<(u64, u64)>,
        most: usize,
    ) -> Result<Fetched, FetchError> {
        if !is_web(url) {
            return Err(FetchError::Scheme(url.scheme().to_owned()));
        }
        let mut request = self.client.get(url.clone()).header(header::ACCEPT_ENCODING, "identity");
        if let Some((offset, length)) = range {
            let last = offset.saturating_add(length).saturating_sub(1);
            request = request.header(header::RANGE, format!("bytes={offset}-{last}"));
        }
        let sent = tokio::time::timeout(self.silence, request.send()).await;
        let mut response = sent
            .map_err(|_| FetchError::Silent(self.silence))?
            .map_err(|error| FetchError::Unreachable(error::reason(&error)))?;
        let status = response.status();
        if !status.is_success() {
            return Err(FetchError::Status(status.as_u16()));
        }
        let headers = read_headers(response.headers(), status.as_u16() == 206);
        let url = response.url().clone();
        let bytes = self.body(&mut response, most).await?;
        Ok(Fetched { bytes, url, headers })
    }

    async fn body(&self, response: &mut Response, most: usize) -> Result<Vec<u8>, FetchError> {
        let mut body = Vec::new();
        loop {
            let chunk = tokio::time::timeout(self.silence, response.chunk()).await;
            let chunk = chunk
                .map_err(|_| FetchError::Silent(self.silence))?
                .map_err(|error| FetchError::Unreachable(error::reason(&error)))?;
            let Some(chunk) = chunk else { return Ok(body) };
            if chunk.len() > most - body.len() {
                return Err(FetchError::TooLarge(most));
            }
            body.extend_from_slice(&chunk);
        }
    }
}

/// Whether a text is meant as a URL of the web, and not as a file's name.
#[must_use]
pub fn is_url(text: &str) -> bool {
    let lower = text.get(..8).unwrap_or(text).to_ascii_lowercase();
    lower.starts_with("http://") || lower.starts_with("https://")
}

/// Whether this is a URL that is fetched.
#[must_use]
pub fn is_web(url: &Url) -> bool {
    matches!(url.scheme(), "http" | "https")
}

/// A URL as it may be shown to anybody: without a user's name and password.
#[must_use]
pub fn shown(url: &Url) -> String {
    let mut url = url.clone();
    // Neither can fail for a URL that has a host, and one without has nothing to hide.
    let _ = url.set_password(None);
    let _ = url.set_username("");
    url.into()
}

fn read_headers(headers: &HeaderMap, is_partial: bool) -> Headers {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let moment = |name| {
        let time = httpdate::parse_http_date(text(name)?).ok()?;
        i64::try_from(time.duration_since(std::time::UNIX_EPOCH).ok()?.as_secs()).ok()
    };
    let content_type = text(header::CONTENT_TYPE).and_then(|value| value.split(';').next());
    Headers {
        content_type: content_type.map(|kind| kind.trim().to_ascii_lowercase()),
        has_cors: headers.contains_key(header::ACCESS_CONTROL_ALLOW_ORIGIN),
        date: moment(header::DATE),
        last_modified: moment(header::LAST_MODIFIED),
        is_partial,
        encoding: text(header::CONTENT_ENCODING).filter(|name| *name != "identity").map(str::to_owned),
    }
}
