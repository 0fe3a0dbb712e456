//! Encryption (TLS 1.2 and 1.3), with a certificate that is renewed while the server runs.

mod certificate;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::server::{NoServerSessionStorage, ProducesTickets};
use rustls::sign::{CertifiedKey, SingleCertAndKey};
use thiserror::Error;
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use crate::server::fresh::Fresh;
use crate::server::state::State;
use crate::server::tls::certificate::Pair;
use crate::time::Time;

/// What a client may ask for next, the best first (RFC 7301).
const PROTOCOLS: [&[u8]; 2] = [HTTP2, b"http/1.1"];
const HTTP2: &[u8] = b"h2";

/// A certificate and its key, read from files again when they change.
#[derive(Clone, Debug)]
pub struct Tls(pub(super) Arc<Fresh<ServerConfig>>);

/// Why a file is no good for encryption. Never shows what is in it.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("{message}")]
pub struct TlsError {
    /// The file, and what is wrong with it.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

impl Tls {
    /// The certificate and those that vouch for it, and its key, both as PEM. An expired certificate is told as a
    /// warning.
    pub fn open(certificate: PathBuf, key: PathBuf) -> Result<Self, TlsError> {
        let files = vec![certificate, key];
        Pair::read(&files)?;
        let tickets = ring::Ticketer::new().map_err(|error| TlsError {
            message: format!("cannot make keys for session tickets: {error}"),
            hint: "the system has no random numbers for this program".into(),
        })?;
        let told = AtomicI64::new(0);
        let read = move |files: &[PathBuf]| {
            let pair = Pair::read(files).map_err(|error| format!("{error}; {}", error.hint))?;
            // It may be read again before it changes.
            if let Some((begin, end)) = pair.validity
                && told.swap(end.micros(), Ordering::Relaxed) != end.micros()
            {
                warn(&files[0], begin, end);
            }
            configure(pair.key, Arc::clone(&tickets)).map_err(|error| error.to_string())
        };
        let hint = "look at both files".to_owned();
        let fresh = Fresh::open(files, read).map_err(|message| TlsError { message, hint })?;
        Ok(Self(Arc::new(fresh)))
    }

    /// A connection on which the two sides have agreed on keys.
    pub(super) async fn accept(&self, stream: TcpStream) -> io::Result<TlsStream<TcpStream>> {
        TlsAcceptor::from(self.0.current()).accept(stream).await
    }

    /// Whether they have agreed to speak HTTP/2.
    pub(super) fn is_http2(stream: &TlsStream<TcpStream>) -> bool {
        stream.get_ref().1.alpn_protocol() == Some(HTTP2)
    }
}

/// How to serve with this certificate. Whoever comes again need not prove nor check anything anew, and nothing is kept
/// here for that: they bring a ticket.
fn configure(key: CertifiedKey, tickets: Arc<dyn ProducesTickets>) -> Result<ServerConfig, rustls::Error> {
    let mut config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_cert_resolver(Arc::new(SingleCertAndKey::from(key)));
    config.alpn_protocols = PROTOCOLS.map(<[u8]>::to_vec).to_vec();
    config.session_storage = Arc::new(NoServerSessionStorage {});
    config.ticketer = tickets;
    // Every connection that is not resumed would pay for each.
    config.send_tls13_tickets = 1;
    Ok(config)
}

/// Tells of a certificate that clients refuse for its dates.
fn warn(file: &Path, begin: Time, end: Time) {
    let (now, file) = (State::now(), file.display());
    if end < now {
        tracing::warn!("the certificate in {file} expired at {end}, so clients refuse it: renew it");
    } else if begin > now {
        tracing::warn!(
            "the certificate in {file} is valid from {begin} on, so clients refuse it: is the clock right?"
        );
    }
}
