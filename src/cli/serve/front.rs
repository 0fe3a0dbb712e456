//! How `serve` stands to the world: proxies, prefix, origins and limits.

use std::num::NonZeroU32;

use clap::Args;

use crate::cli::usage;
use crate::server::{Cors, Front, Network, Prefix};

/// The flags.
#[derive(Debug, Args)]
pub(super) struct FrontArgs {
    /// A proxy in front, as an IP address or a block of them, whose Forwarded or X-Forwarded-* headers are believed [repeatable]
    ///
    /// Without one the address of whoever connects counts, and the headers, which anybody can write, are ignored.
    #[arg(long, value_name = "ADDR")]
    trusted_proxy: Vec<Network>,
    /// Serve everything below this path, such as /tv, for a proxy that passes paths on as they are [default: /]
    ///
    /// A proxy that strips the path needs no flag: all links are relative.
    #[arg(long, value_name = "PATH", default_value = "/", hide_default_value = true)]
    prefix: Prefix,
    /// Let only pages of this origin (scheme, host and port) read from here, and with their users' logins
    /// [default: *, any page, but nothing that needs a login; none for no page but its own] [repeatable]
    #[arg(long, value_name = "ORIGIN")]
    cors: Vec<String>,
    /// How many requests a second one address may send, with a burst of ten seconds' worth [default: as many as it likes]
    ///
    /// Further ones are answered with 429. An IPv6 address counts with its /64. Viewers behind one NAT share an address, and
    /// so do all who come through a proxy unless that is named with --trusted-proxy. A player needs 1 to 3 a second, the page
    /// about 30 when it opens.
    #[arg(long, value_name = "N")]
    rate_limit: Option<NonZeroU32>,
}

impl FrontArgs {
    /// What they mean.
    pub(super) fn front(&self) -> anyhow::Result<Front> {
        let cors = Cors::of(self.cors.iter().map(String::as_str));
        let cors = cors.map_err(|error| usage(format!("--cors {}: {error}", self.cors.join(" --cors "))))?;
        for network in self.trusted_proxy.iter().filter(|network| network.is_everybody()) {
            tracing::warn!(
                "--trusted-proxy {network} believes anybody about his address: name the addresses of your proxies"
            );
        }
        Ok(Front {
            trusted_proxies: self.trusted_proxy.clone(),
            prefix: self.prefix.clone(),
            cors,
            rate_limit: self.rate_limit,
        })
    }
}
