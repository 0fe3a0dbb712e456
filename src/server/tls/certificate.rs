//! A certificate and its key as files: PEM (RFC 7468), with keys in PKCS#8, PKCS#1 or SEC1.

use std::fs::File;
use std::io::{self, Read as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};

use rustls::crypto::ring;
use rustls::pki_types::pem::{Error as PemError, PemObject as _};
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;

use crate::server::tls::TlsError;
use crate::time::Time;

/// The longest file, in bytes; there to stop at what holds no certificates at all.
const LONGEST: u64 = 1 << 20;
/// What others than its owner may not do with a key: write it; and who is not of its group, read it. Keys that services
/// share belong to a group (`ssl-cert` of Debian, `fsGroup` of Kubernetes).
const OF_OTHERS: u32 = 0o026;

/// A certificate, those that vouch for it, and its key.
pub(super) struct Pair {
    pub(super) key: CertifiedKey,
    /// When it begins and ends to be valid; none if that cannot be read.
    pub(super) validity: Option<(Time, Time)>,
}

impl Pair {
    /// The pair in two files: the certificate's, and the key's.
    pub(super) fn read(files: &[PathBuf]) -> Result<Self, TlsError> {
        let [certificate, key] = files else {
            return Err(flaw("a certificate and a key are two files".into(), "name both"));
        };
        let chain = chain(certificate, &contents(certificate, "the certificate", false)?)?;
        let validity = chain.first().and_then(|certificate| validity(certificate));
        let key_bytes = contents(key, "the key", true)?;
        let private = private_key(key, &key_bytes)?;
        let key = CertifiedKey::from_der(chain, private, &ring::default_provider()).map_err(|error| {
            match error {
                rustls::Error::InconsistentKeys(_) => flaw(
                    format!("the key in {} is not that of the certificate in {}", key.display(), certificate.display()),
                    "name the key that the certificate was made for; of a chain, the server's certificate is the first",
                ),
                rustls::Error::InvalidCertificate(error) => {
                    bad(certificate, &format!("a certificate in it cannot be read ({error:?})"), "is it PEM, and whole?")
                }
                error => bad(key, &format!("the key in it cannot be used ({error})"), "make an ECDSA, RSA or Ed25519 key"),
            }
        })?;
        Ok(Self { key, validity })
    }
}

fn flaw(message: String, hint: impl Into<String>) -> TlsError {
    TlsError { message, hint: hint.into() }
}

fn bad(path: &Path, reason: &str, hint: &str) -> TlsError {
    flaw(format!("cannot use {}: {reason}", path.display()), hint)
}

/// What is in a file.
fn contents(path: &Path, what: &str, is_secret: bool) -> Result<Vec<u8>, TlsError> {
    let unreadable = |error: io::Error| {
        let hint = match error.kind() {
            io::ErrorKind::PermissionDenied => "let the user that runs this read it",
            _ => "name a file that is there",
        };
        flaw(format!("cannot read {what} {}: {error}", path.display()), hint)
    };
    // Before it is opened: a pipe that nobody writes to would be waited for.
    if !std::fs::metadata(path).map_err(unreadable)?.is_file() {
        return Err(bad(path, "it is not a regular file", "name a file; it is read again when it changes"));
    }
    let file = File::open(path).map_err(unreadable)?;
    let mode = file.metadata().map_err(unreadable)?.permissions().mode() & 0o7777;
    if is_secret && mode & OF_OTHERS != 0 {
        let message =
            format!("{} holds a secret, and others can read or change it (mode {mode:04o})", path.display());
        return Err(flaw(
            message,
            format!("chmod 600 '{}'", path.display().to_string().replace('\'', r"'\''")),
        ));
    }
    let mut bytes = Vec::new();
    file.take(LONGEST + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if bytes.len() as u64 > LONGEST {
        return Err(bad(path, "it is over 1 MiB long", "name a PEM file"));
    }
    Ok(bytes)
}

/// All certificates of a file.
fn chain(path: &Path, bytes: &[u8]) -> Result<Vec<CertificateDer<'static>>, TlsError> {
    let chain: Result<Vec<_>, PemError> = CertificateDer::pem_slice_iter(bytes).collect();
    match chain {
        Ok(chain) if !chain.is_empty() => Ok(chain),
        Ok(_) => Err(bad(
            path,
            "there is no certificate in it",
            "a certificate in PEM begins with -----BEGIN CERTIFICATE-----",
        )),
        Err(_) => Err(bad(
            path,
            "it is not PEM, or cut off",
            "a certificate in PEM begins with -----BEGIN CERTIFICATE-----",
        )),
    }
}

/// The first key of a file.
fn private_key(path: &Path, bytes: &[u8]) -> Result<PrivateKeyDer<'static>, TlsError> {
    // In the label (PKCS#8), or in a header below it (what OpenSSL wrote before).
    if bytes.windows(9).any(|word| word == b"ENCRYPTED") {
        let hint = "decrypt it into a file that nobody else can read: openssl pkey -in KEY -out NEW";
        return Err(bad(path, "the key in it is encrypted", hint));
    }
    PrivateKeyDer::from_pem_slice(bytes).map_err(|error| {
        let hint = "a key in PEM begins with -----BEGIN PRIVATE KEY-----, RSA PRIVATE KEY or EC PRIVATE KEY";
        match error {
            PemError::NoItemsFound => bad(path, "there is no private key in it", hint),
            _ => bad(path, "it is not PEM, or cut off", hint),
        }
    })
}

/// When a certificate begins and ends to be valid (RFC 5280 §4.1.2.5); none if it cannot be read.
fn validity(certificate: &[u8]) -> Option<(Time, Time)> {
    const SEQUENCE: u8 = 0x30;
    const VERSION: u8 = 0xa0;
    let (_, certificate, _) = element(certificate)?;
    let (_, mut rest, _) = element(certificate)?;
    if rest.first() == Some(&VERSION) {
        rest = element(rest)?.2;
    }
    // The number, how it is signed, and by whom.
    for _ in 0..3 {
        rest = element(rest)?.2;
    }
    let (SEQUENCE, dates, _) = element(rest)? else { return None };
    let (kind, begin, rest) = element(dates)?;
    let begin = time(kind, begin)?;
    let (kind, end, _) = element(rest)?;
    Some((begin, time(kind, end)?))
}

/// The first element of a DER text: its tag, what is in it, and what follows it.
fn element(der: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&tag, rest) = der.split_first()?;
    let (&first, mut rest) = rest.split_first()?;
    let mut length = usize::from(first);
    if first & 0x80 != 0 {
        let count = usize::from(first & 0x7f);
        let (digits, after) = rest.split_at_checked(count).filter(|_| (1..=4).contains(&count))?;
        length = digits.iter().fold(0, |length, digit| length << 8 | usize::from(*digit));
        rest = after;
    }
    let (inner, after) = rest.split_at_checked(length)?;
    Some((tag, inner, after))
}

/// A `UTCTime` (`YYMMDDhhmmssZ`, from 1950 on) or `GeneralizedTime` (`YYYYMMDDhhmmssZ`).
fn time(kind: u8, text: &[u8]) -> Option<Time> {
    let digits = |range: std::ops::Range<usize>| {
        let part = str::from_utf8(text.get(range)?).ok()?;
        part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse::<u32>().ok())?
    };
    let (year, rest) = match kind {
        0x17 => (digits(0..2).map(|year| if year < 50 { 2_000 + year } else { 1_900 + year })?, 2),
        0x18 => (digits(0..4)?, 4),
        _ => return None,
    };
    let part = |index: usize| digits(rest + 2 * index..rest + 2 * index + 2);
    Time::from_civil(year.cast_signed(), part(0)?, part(1)?, part(2)?, part(3)?, part(4)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_certificates_write_them() {
        for (kind, text, civil) in [
            (0x17, "260102030405Z", Some((2026, 1, 2, 3, 4, 5))),
            (0x17, "991231235959Z", Some((1999, 12, 31, 23, 59, 59))),
            (0x18, "20500102030405Z", Some((2050, 1, 2, 3, 4, 5))),
            (0x18, "99991231235959Z", Some((9999, 12, 31, 23, 59, 59))),
            (0x17, "2601020304", None),
            (0x17, "26130203040506", None),
            (0x18, "+0500102030405Z", None),
            (0x02, "260102030405Z", None),
        ] {
            let expected = civil.and_then(|(year, month, day, hour, minute, second)| {
                Time::from_civil(year, month, day, hour, minute, second)
            });
            assert_eq!(time(kind, text.as_bytes()), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_certificate_has_no_dates_and_does_no_harm() {
        for der in
            [&b""[..], b"\x30", b"\x30\x80", b"\x30\x84\xff\xff\xff\xff", b"\x30\x02\x30\x00", &[0x30; 99]]
        {
            assert_eq!(validity(der), None, "{der:?}");
        }
    }
}
