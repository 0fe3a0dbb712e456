//! Files that hold a secret: nobody but their owner may read them.

use std::fs::File;
use std::io::Read;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::Path;

use crate::config::{ConfigError, keys};
use crate::secret::Secret;

/// The longest secret, in bytes; there to stop at what is no secret at all.
pub(super) const LONGEST: u64 = 64 * 1024;

/// Refuses the permissions of a file with a secret in it if group or others can read or change it.
pub(super) fn check_mode(path: &Path, mode: u32) -> Result<(), ConfigError> {
    const OF_OTHERS: u32 = 0o066;
    let mode = mode & 0o7777;
    if mode & OF_OTHERS == 0 { Ok(()) } else { Err(ConfigError::Exposed { path: path.to_owned(), mode }) }
}

/// The secret in a file that a person named: a regular file that nobody but its owner can read or change, with one
/// line of at most 64 KiB, whose end is not part of it.
pub fn secret_file(path: &Path) -> Result<Secret, ConfigError> {
    secret("secret", path, true)
}

/// The secret in a file, which has to be private unless someone else looks after that; `what` it is, for errors.
pub(super) fn secret(what: &'static str, path: &Path, is_checked: bool) -> Result<Secret, ConfigError> {
    let bytes = read(what, path, is_checked, LONGEST)?;
    parse(bytes).map_err(|reason| failed(what, path, reason.to_owned()))
}

/// What is in a regular file that nobody but its owner can read or change, or that the system lends to this user, and that
/// is no longer than so many bytes;
/// `what` it holds, for errors.
pub fn private_file(what: &'static str, path: &Path, longest: u64) -> Result<Vec<u8>, ConfigError> {
    let bytes = read(what, path, !is_lent(path), longest)?;
    if bytes.len() as u64 > longest {
        return Err(failed(what, path, format!("it is over {longest} bytes long")));
    }
    Ok(bytes)
}

/// Whether a file is the system's, which lets this user read it by its group or by name: so services are given what is
/// secret (systemd's credentials have that mode), and nobody else can read or change it.
fn is_lent(path: &Path) -> bool {
    const OF_OTHERS: u32 = 0o027;
    let us = rustix::process::geteuid();
    let is_of_system = |found: &std::fs::Metadata| found.uid() == 0 && found.mode() & OF_OTHERS == 0;
    !us.is_root() && std::fs::metadata(path).is_ok_and(|found| is_of_system(&found))
}

/// The beginning of a file, with one byte more than the longest there may be.
fn read(what: &'static str, path: &Path, is_checked: bool, longest: u64) -> Result<Vec<u8>, ConfigError> {
    let unreadable = |error: std::io::Error| failed(what, path, error.to_string());
    // Before it is opened: a pipe that nobody writes to would be waited for.
    let kind = std::fs::metadata(path).map_err(unreadable)?;
    if !kind.is_file() {
        let reason = if kind.is_dir() { "it is a directory" } else { "it is not a regular file" };
        return Err(failed(what, path, reason.to_owned()));
    }
    let file = File::open(path).map_err(unreadable)?;
    if is_checked {
        check_mode(path, file.metadata().map_err(unreadable)?.permissions().mode())?;
    }
    let mut bytes = Vec::new();
    file.take(longest + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

fn failed(what: &'static str, path: &Path, reason: String) -> ConfigError {
    ConfigError::Secret { what, from: path.display().to_string(), reason, hints: hints(path) }
}

/// The secret that a file or a program gave.
pub(super) fn parse(bytes: Vec<u8>) -> Result<Secret, &'static str> {
    if bytes.len() as u64 > LONGEST {
        return Err("it is over 64 KiB long");
    }
    let text = String::from_utf8(bytes).map_err(|_| "it is not UTF-8")?;
    let secret = Secret::from_file(text);
    keys::fault(secret.expose()).map_or(Ok(secret), Err)
}

fn hints(path: &Path) -> Vec<String> {
    let has_tilde = path.components().any(|part| part.as_os_str().as_encoded_bytes().starts_with(b"~"));
    let hint = "~ is not expanded: write the whole path".to_owned();
    if has_tilde && !path.exists() { vec![hint] } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, Permissions};

    use super::*;

    #[test]
    fn a_file_that_a_person_named_is_as_private_as_one_of_the_configuration() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("key");
        let read = |contents: &[u8], mode| {
            fs::write(&path, contents).unwrap();
            fs::set_permissions(&path, Permissions::from_mode(mode)).unwrap();
            secret_file(&path).map(|secret| secret.expose().to_owned()).map_err(|error| error.to_string())
        };
        assert_eq!(read(b"s3cret\n", 0o600), Ok("s3cret".to_owned()));
        let shown = path.display();
        assert_eq!(
            read(b"s3cret\n", 0o640),
            Err(format!("{shown} holds a secret, and group or others can read or change it (mode 0640)"))
        );
        for (contents, reason) in [
            (&b"\n"[..], "it is empty"),
            (b"a\nb\n", "it has more than one line"),
            ("x".repeat(70_000).as_bytes(), "it is over 64 KiB long"),
        ] {
            assert_eq!(read(contents, 0o600), Err(format!("cannot take the secret from {shown}: {reason}")));
        }
        let error = secret_file(Path::new("/dev/null")).unwrap_err().to_string();
        assert!(error.ends_with("it is not a regular file"), "{error}");
    }
}
