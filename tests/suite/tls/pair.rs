//! Certificates and keys, made by OpenSSL as people make theirs, and clients that trust them.

use std::fs::{self, Permissions};
use std::io::{Read, Write};
use std::net::TcpStream;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use tempfile::TempDir;

use crate::support::archive::Archive;
use crate::support::program::{Program, streamctl};
use crate::support::server::Server;
use crate::support::wait::PATIENCE;

/// A directory with a certificate for this machine, `cert.pem`, and its key, `key.pem`.
pub(super) struct Pair(TempDir);

impl Pair {
    pub(super) fn new() -> Self {
        let pair = Self(TempDir::new().unwrap());
        pair.renew("");
        pair
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Makes another certificate and key, whose files have this in front of their names.
    pub(super) fn renew(&self, prefix: &str) {
        self.openssl(&format!(
            "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=localhost \
             -addext subjectAltName=IP:127.0.0.1,DNS:localhost -addext basicConstraints=critical,CA:FALSE -keyout {prefix}key.pem -out {prefix}cert.pem"
        ));
        self.close(&format!("{prefix}key.pem"));
    }

    /// Runs OpenSSL in the directory.
    pub(super) fn openssl(&self, arguments: &str) {
        let run =
            Command::new("openssl").args(arguments.split(' ')).current_dir(self.0.path()).output().unwrap();
        assert!(run.status.success(), "openssl {arguments}: {}", String::from_utf8_lossy(&run.stderr));
    }

    /// Lets nobody else read a file.
    pub(super) fn close(&self, name: &str) {
        fs::set_permissions(self.path(name), Permissions::from_mode(0o600)).unwrap();
    }

    /// A server that has these files of it.
    pub(super) fn program(&self, root: &Path, cert: &str, key: &str) -> Program {
        let (cert, key) = (self.path(cert), self.path(key));
        streamctl(["serve"]).args([root, "--tls-cert".as_ref(), &cert, "--tls-key".as_ref(), &key])
    }

    pub(super) fn serve(&self, archive: &Archive) -> Server {
        Server::run(self.program(archive.root(), "cert.pem", "key.pem"))
    }

    /// What curl makes of a path: the version, the status, and the body.
    pub(super) fn curl(&self, server: &Server, path: &str, options: &[&str]) -> (String, Vec<u8>) {
        let run = Command::new("curl")
            .args(["-sS", "--max-time", "60", "-w", "%{stderr}%{http_version} %{http_code}", "--cacert"])
            .arg(self.path("cert.pem"))
            .args(options)
            .arg(server.url(path))
            .output()
            .unwrap();
        (String::from_utf8(run.stderr).unwrap(), run.stdout)
    }
}

/// A connection on which the two sides have agreed on keys, for one of these protocols.
pub(super) type Connection = StreamOwned<ClientConnection, TcpStream>;

/// Connects and trusts this certificate alone.
pub(super) fn connect(server: &Server, cert: &Path, protocol: &str) -> Result<Connection, std::io::Error> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from_pem_file(cert).unwrap()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let mut config = config.with_root_certificates(roots).with_no_client_auth();
    config.alpn_protocols = vec![protocol.into()];
    let name = ServerName::try_from("127.0.0.1").unwrap();
    let stream = TcpStream::connect(server.address()).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let mut connection = StreamOwned::new(ClientConnection::new(Arc::new(config), name).unwrap(), stream);
    while connection.conn.is_handshaking() {
        connection.conn.complete_io(&mut connection.sock)?;
    }
    assert_eq!(connection.conn.alpn_protocol(), Some(protocol.as_bytes()));
    Ok(connection)
}

/// The beginning of the answer to a GET that leaves the connection open.
pub(super) fn ask(connection: &mut Connection, path: &str) -> String {
    connection.write_all(format!("GET {path} HTTP/1.1\r\nHost: t\r\n\r\n").as_bytes()).unwrap();
    let mut answer = vec![0; 4_096];
    let length = connection.read(&mut answer).unwrap();
    String::from_utf8_lossy(&answer[..length]).into_owned()
}
