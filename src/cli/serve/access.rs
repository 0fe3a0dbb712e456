//! The flags of `serve` that say who may see what.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;

use crate::cli::Context;
use crate::config::Config;
use crate::exit::{Exit, Failure};
use crate::server::Access;

/// Who may see what.
#[derive(Debug, Args)]
pub(super) struct AccessFlags {
    /// Let in only those whom this file names: bearer tokens and users, of all streams or of some
    ///
    /// TOML, read again when it changes: a [[token]] has a name and the sha256 of its token, in hexadecimal; a
    /// [[user]] has a name and a password, hashed with bcrypt (as `htpasswd -nB -C 12 NAME` prints it after the colon)
    /// or argon2id. A list `streams` limits either to those. Nobody but its owner may be able to read it.
    #[arg(long, value_name = "FILE")]
    auth_file: Option<PathBuf>,
    /// Let in links that `streamctl link` signed with the secret in this file [default: the configuration's]
    ///
    /// The file holds 32 random bytes or more, as `openssl rand -hex 32` prints them, and nobody but its owner may be
    /// able to read it. Of several lines each is a secret: the first signs, and all are good.
    #[arg(long, value_name = "FILE")]
    link_secret_file: Option<PathBuf>,
}

impl AccessFlags {
    /// Reads the files that are named. Files that are wrong or unsafe are wrong configuration.
    pub(super) fn open(&self, context: &Context, config: &Config) -> anyhow::Result<Option<Access>> {
        let secret = self.link_secret_file.as_deref().or(config.link_secret_file.as_deref());
        let access = Access::open(self.auth_file.as_deref(), secret);
        let access = access.map_err(|message| Failure::new(Exit::Config, message))?;
        if let (None, Some(file)) = (&self.auth_file, secret) {
            context.ui.warn(format!(
                "links made with {} limit what those see who have them, but without --auth-file everybody can see \
                 everything without a link",
                file.display()
            ));
        }
        Ok(access)
    }

    /// Warns if credentials would cross the network as they are.
    pub(super) fn warn_of_plain_text(&self, context: &Context, address: SocketAddr, has_tls: bool) {
        if self.auth_file.is_some() && !has_tls && !address.ip().to_canonical().is_loopback() {
            context.ui.warn(format!(
                "passwords and tokens sent to http://{address}/ can be read on their way: serve over TLS, or listen \
                 on 127.0.0.1 behind a proxy that does"
            ));
        }
    }
}
