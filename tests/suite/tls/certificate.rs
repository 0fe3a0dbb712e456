//! Certificates: what is refused at the start, what is served, and what is read again.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;

use super::pair::{Pair, ask, connect};
use crate::support::archive::{Archive, TWO_SECONDS, time};
use crate::support::program::streamctl;
use crate::support::server::Server;
use crate::support::wait;

#[test]
fn files_that_are_no_good_are_told_at_the_start() {
    let (archive, pair) = (Archive::new(), Pair::new());
    pair.renew("other-");
    pair.openssl("ec -in key.pem -aes128 -passout pass:secret -out old.pem");
    pair.openssl("pkcs8 -topk8 -in key.pem -passout pass:secret -out new.pem");
    fs::write(pair.path("cut.pem"), &fs::read(pair.path("cert.pem")).unwrap()[..200]).unwrap();
    fs::write(pair.path("junk.pem"), "-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----\n")
        .unwrap();
    fs::copy(pair.path("key.pem"), pair.path("open.pem")).unwrap();
    for name in ["old.pem", "new.pem"] {
        pair.close(name);
    }
    fs::set_permissions(pair.path("open.pem"), Permissions::from_mode(0o644)).unwrap();
    for (cert, key, file, reason) in [
        ("none.pem", "key.pem", "none.pem", "No such file"),
        ("cert.pem", "none.pem", "none.pem", "No such file"),
        ("key.pem", "key.pem", "key.pem", "there is no certificate in it"),
        ("cut.pem", "key.pem", "cut.pem", "it is not PEM, or cut off"),
        ("junk.pem", "key.pem", "junk.pem", "cannot be read"),
        ("cert.pem", "other-key.pem", "other-key.pem", "is not that of the certificate in"),
        ("cert.pem", "old.pem", "old.pem", "the key in it is encrypted"),
        ("cert.pem", "new.pem", "new.pem", "the key in it is encrypted"),
        ("cert.pem", "open.pem", "open.pem", "others can read or change it (mode 0644)"),
        (".", "key.pem", "", "it is not a regular file"),
    ] {
        let run = pair.program(archive.root(), cert, key).run();
        assert_eq!((run.code, run.stdout.as_str()), (Some(3), ""), "{cert} {key}: {run:?}");
        let [error, hint] = run.stderr.lines().collect::<Vec<_>>()[..] else { panic!("{run:?}") };
        assert!(error.starts_with("error: ") && error.contains(reason), "{run:?}");
        assert!(error.contains(pair.path(file).to_str().unwrap()) && hint.starts_with("hint: "), "{run:?}");
    }
    for flag in ["--tls-cert", "--tls-key"] {
        assert_eq!(streamctl(["serve", flag, "x"]).run().code, Some(2));
    }
}

#[test]
fn every_kind_of_key_serves_every_kind_of_client() {
    let (archive, pair) = (Archive::new(), Pair::new());
    let bytes: Vec<u8> = (0..=255).cycle().take(2 << 20).collect();
    let name = archive.record("show/source", time("2024-05-01T09:59:56Z"), TWO_SECONDS, "full", &bytes);
    let path = format!("/segments/show/source/{name}");
    pair.openssl("ec -in key.pem -out sec1.pem");
    pair.close("sec1.pem");
    let serve = |key| Server::run(pair.program(archive.root(), "cert.pem", key));
    for server in [serve("key.pem"), serve("sec1.pem")] {
        assert!(server.url("/").starts_with("https://"));
        for (options, version) in [
            (&["--http1.1"][..], "1.1"),
            (&["--http2"], "2"),
            (&["--tls-max", "1.2", "--http1.1"], "1.1"),
            (&["--tls-max", "1.2", "--http2"], "2"),
            (&["--tlsv1.3", "--http2"], "2"),
        ] {
            let (told, body) = pair.curl(&server, &path, options);
            assert_eq!(told, format!("{version} 200"), "{options:?}");
            assert!(body == bytes, "{options:?}: the segment is another");
            let (told, body) = pair.curl(&server, &path, &[options, &["--head"]].concat());
            let head = String::from_utf8(body).unwrap();
            assert_eq!(told, format!("{version} 200"), "{options:?}");
            assert!(head.contains("content-length: 2097152\r\n"), "{options:?}: {head}");
        }
    }
    pair.openssl("genrsa -traditional -out key.pem 2048");
    pair.openssl("req -x509 -key key.pem -days 2 -subj /CN=localhost -addext subjectAltName=IP:127.0.0.1 -out cert.pem");
    assert!(fs::read_to_string(pair.path("key.pem")).unwrap().starts_with("-----BEGIN RSA PRIVATE KEY"));
    pair.close("key.pem");
    assert_eq!(pair.curl(&pair.serve(&archive), "/healthz", &[]).0, "2 200");
}

#[test]
fn a_renewed_certificate_is_taken_up_and_a_broken_one_is_not() {
    let (archive, pair) = (Archive::new(), Pair::new());
    let server = pair.serve(&archive);
    let old = pair.path("old.pem");
    fs::copy(pair.path("cert.pem"), &old).unwrap();
    let mut connection = connect(&server, &old, "http/1.1").unwrap();
    assert!(ask(&mut connection, "/healthz").starts_with("HTTP/1.1 200"));

    fs::write(pair.path("cert.pem"), "not a certificate").unwrap();
    let warning = "there is no certificate in it";
    wait::until("a warning", || server.stderr().contains(warning).then_some(()));
    assert!(server.stderr().contains("cert.pem") && server.stderr().contains("stays in use"));
    connect(&server, &old, "http/1.1").unwrap();

    // First the certificate, which its key does not fit yet.
    pair.renew("new-");
    fs::rename(pair.path("new-cert.pem"), pair.path("cert.pem")).unwrap();
    wait::until("another warning", || server.stderr().contains("is not that of").then_some(()));
    connect(&server, &old, "http/1.1").unwrap();
    fs::rename(pair.path("new-key.pem"), pair.path("key.pem")).unwrap();
    wait::until("the new certificate", || connect(&server, &pair.path("cert.pem"), "h2").ok());
    assert!(connect(&server, &old, "http/1.1").is_err());
    wait::until("that it is told", || server.stderr().contains("right again, and in use").then_some(()));
    assert_eq!(server.stderr().matches("WARN").count(), 3, "{}", server.stderr());
    assert!(ask(&mut connection, "/healthz").starts_with("HTTP/1.1 200"));
}

#[test]
fn an_expired_certificate_is_told_and_served() {
    let (archive, pair) = (Archive::new(), Pair::new());
    pair.openssl("x509 -in cert.pem -signkey key.pem -days 0 -out expired.pem");
    let serve = || Server::run(pair.program(archive.root(), "expired.pem", "key.pem"));
    let server = wait::until("a certificate to expire", || {
        let server = serve();
        server.stderr().contains("expired at").then_some(server)
    });
    assert_eq!(pair.curl(&server, "/healthz", &["--insecure"]).0, "2 200");
}
