//! How the server stands to the world in front of it: which proxies it believes ([`origin`]), below which path it lives
//! ([`prefix`]), whose pages may read from it ([`cors`]), and how much one client may ask ([`rate`]). Decided before
//! anything is looked up, from the request's head alone.

pub(super) mod cors;
pub(super) mod forwarded;
mod network;
pub(super) mod origin;
pub(super) mod prefix;
pub(super) mod rate;

use std::num::NonZeroU32;

pub use cors::{Cors, CorsError};
pub use network::{Network, NetworkError};
pub use prefix::{Prefix, PrefixError};

/// How a server stands to the world; by default directly in it, open to any page, and without counting requests.
#[derive(Clone, Debug, Default)]
pub struct Front {
    /// The proxies whose word is believed about their clients.
    pub trusted_proxies: Vec<Network>,
    /// The path below which everything is.
    pub prefix: Prefix,
    /// Whose pages may read.
    pub cors: Cors,
    /// How many requests a second one client may send in the long run; none for as many as it likes.
    pub rate_limit: Option<NonZeroU32>,
}
