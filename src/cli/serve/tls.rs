//! `--tls-cert` and `--tls-key`.

use std::path::PathBuf;

use clap::Args;

use crate::exit::{Exit, Failure};
use crate::server::Tls;

/// The files of a server that encrypts.
#[derive(Debug, Args)]
pub(super) struct TlsFiles {
    /// Speak HTTPS with this certificate and those that vouch for it (PEM); read again when it changes
    #[arg(long = "tls-cert", value_name = "FILE", requires = "tls_key")]
    tls_cert: Option<PathBuf>,
    /// The key of the certificate (PEM, not encrypted), which others may not read; read again when it changes
    #[arg(long = "tls-key", value_name = "FILE", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
}

impl TlsFiles {
    /// What is in the files; none if there are none.
    pub(super) fn open(&self) -> anyhow::Result<Option<Tls>> {
        let (Some(cert), Some(key)) = (&self.tls_cert, &self.tls_key) else { return Ok(None) };
        let tls = Tls::open(cert.clone(), key.clone());
        Ok(Some(tls.map_err(|error| Failure::new(Exit::Config, error.message).hint(error.hint))?))
    }
}
