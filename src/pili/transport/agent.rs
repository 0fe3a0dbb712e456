//! HTTP clients for what they are used for, each made when it is first needed.

use std::sync::OnceLock;
use std::time::Duration;

use reqwest::redirect::Policy;

use crate::pili::error::{ErrorKind, PiliError};

/// How long a connection is kept that may be used again. Longer, and the server may close it just when it is.
const LONGEST_IDLE: Duration = Duration::from_secs(20);
/// The most redirects that are followed to a file.
const MOST_REDIRECTS: usize = 10;

/// What a request is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::pili) enum Purpose {
    /// A request that may be sent twice.
    Read,
    /// One that may not: it gets a connection of its own, as the server may close a used one at any moment, and
    /// then nobody knows whether the request ran.
    Write,
    /// A file that the cloud made.
    Fetch,
}

/// The clients.
#[derive(Debug)]
pub(in crate::pili) struct Agents {
    timeout: Duration,
    made: [OnceLock<reqwest::Client>; 6],
}

impl Agents {
    /// Clients that take this long to connect at most.
    pub(in crate::pili) fn new(timeout: Duration) -> Self {
        Self { timeout, made: Default::default() }
    }

    /// The client for requests of a purpose, to encrypted addresses or others.
    pub(in crate::pili) fn of(
        &self,
        purpose: Purpose,
        is_encrypted: bool,
    ) -> Result<&reqwest::Client, PiliError> {
        // What is fetched may redirect to https, and a proxy may be reached by it.
        let knows_roots = is_encrypted || purpose == Purpose::Fetch || has_encrypted_proxy();
        let place = &self.made[usize::from(knows_roots) * 3 + purpose as usize];
        if let Some(made) = place.get() {
            return Ok(made);
        }
        let made = self.make(purpose, knows_roots).map_err(|error| {
            let reason = super::cause::reason(&error);
            PiliError::new(ErrorKind::Other, format!("cannot set up TLS: {reason}"))
        })?;
        Ok(place.get_or_init(|| made))
    }

    fn make(&self, purpose: Purpose, knows_roots: bool) -> reqwest::Result<reqwest::Client> {
        // An error says that somebody has chosen one already, which does as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let mut builder = reqwest::Client::builder()
            .http1_only()
            .user_agent(concat!("streamctl/", env!("CARGO_PKG_VERSION")))
            .referer(false)
            .retry(reqwest::retry::never())
            .connect_timeout(self.timeout)
            .pool_idle_timeout(LONGEST_IDLE)
            .redirect(if purpose == Purpose::Fetch {
                Policy::limited(MOST_REDIRECTS)
            } else {
                Policy::none()
            });
        if purpose == Purpose::Write {
            builder = builder.pool_max_idle_per_host(0);
        }
        if !knows_roots {
            // Reading the system's takes longer than a request to a server nearby.
            builder = builder.tls_certs_only([]);
        }
        builder.build()
    }
}

/// Whether the environment names a proxy for http that is itself reached by https.
fn has_encrypted_proxy() -> bool {
    ["http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"]
        .iter()
        .filter_map(std::env::var_os)
        .any(|value| value.to_string_lossy().to_ascii_lowercase().starts_with("https:"))
}
