//! Who may see what of `streamctl serve`: callers, links, and the files that name them.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::support::archive::{Archive, TWO_SECONDS, time};
use crate::support::client::Answer;
use crate::support::program::{Run, streamctl};
use crate::support::server::Server;

mod callers;
mod links;
mod renewal;
mod startup;

/// The bcrypt hash of `hunter2` that libxcrypt makes; a quick one.
const HUNTER2: &str = "$2y$05$abcdefghijklmnopqrstuuoXuKqgZXLiJqzfmMXDDhSFPIvxV7t8.";
/// SHA-256 of `secret`.
const SECRET: &str = "2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b";
/// Secrets of links.
const KEYS: [&str; 2] = [
    "00112233445566778899aabbccddeeff0123456789abcdeffedcba9876543210",
    "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=",
];

/// An archive of two streams, `show` with the variants `source` and `low`, and `other`, and a place for private files.
struct House {
    archive: Archive,
    files: TempDir,
    /// Four segments of `show/source`, of two seconds each from 2024-05-01T09:59:56Z.
    segments: Vec<String>,
}

impl House {
    fn new() -> Self {
        let archive = Archive::new();
        let mut segments = Vec::new();
        for start in ["09:59:56", "09:59:58", "10:00:00", "10:00:02"] {
            let start = time(&format!("2024-05-01T{start}Z"));
            for variant in ["show/low", "other/source", "show/source"] {
                let name = archive.record(variant, start, TWO_SECONDS, "full", variant.as_bytes());
                segments.extend((variant == "show/source").then_some(name));
            }
        }
        Self { archive, files: tempfile::tempdir().unwrap(), segments }
    }

    /// Writes a file that nobody else can read; its path.
    fn private(&self, name: &str, text: &str) -> PathBuf {
        private(self.files.path(), name, text)
    }

    /// An auth file: the user `anna` and the token `secret` for all, `bob` for `show` alone.
    fn auth(&self) -> PathBuf {
        self.private(
            "auth.toml",
            &format!(
                "[[user]]\nname = \"anna\"\npassword = \"{HUNTER2}\"\n\
                 [[user]]\nname = \"bob\"\npassword = \"{HUNTER2}\"\nstreams = [\"show\"]\n\
                 [[token]]\nname = \"ci\"\nsha256 = \"{SECRET}\"\n",
            ),
        )
    }

    fn serve(&self, flags: &[(&str, &Path)]) -> Server {
        let program = streamctl(["serve", "-v"]).args([self.archive.root()]);
        Server::run(
            flags
                .iter()
                .fold(program, |program, (flag, file)| program.args([flag.as_ref(), file.as_os_str()])),
        )
    }
}

fn private(directory: &Path, name: &str, text: &str) -> PathBuf {
    let (path, unfinished) = (directory.join(name), directory.join(".unfinished"));
    fs::write(&unfinished, text).unwrap();
    fs::set_permissions(&unfinished, Permissions::from_mode(0o600)).unwrap();
    fs::rename(unfinished, &path).unwrap();
    path
}

/// `streamctl link` with these arguments and a file of secrets.
fn link(keys: &Path, args: &[&str]) -> Run {
    streamctl(["link"]).args(args).args(["--link-secret-file".as_ref(), keys.as_os_str()]).run()
}

/// The URL that it prints.
#[track_caller]
fn linked(keys: &Path, args: &[&str]) -> String {
    let Run { code, stdout, stderr } = link(keys, args);
    assert_eq!((code, stderr.as_str()), (Some(0), ""), "{stdout}");
    let url = stdout.strip_suffix('\n').unwrap();
    assert!(!url.contains('\n'), "{url}");
    url.to_owned()
}

/// The path and query of a URL.
fn target(url: &str) -> &str {
    let (_, rest) = url.split_once("://").unwrap();
    &rest[rest.find('/').unwrap()..]
}

/// The answer to a request with this `Authorization`, if any.
fn ask(server: &Server, method: &str, target: &str, authorization: Option<&str>) -> Answer {
    let header = authorization.map(|value| format!("Authorization: {value}\r\n")).unwrap_or_default();
    let mut connection = server.connect();
    connection.send(
        format!("{method} {target} HTTP/1.1\r\nHost: t\r\nConnection: close\r\n{header}\r\n").as_bytes(),
    );
    connection.answer(method)
}

/// What curl makes of these arguments: the status it saw.
fn curl(args: &[&str]) -> String {
    let Output { stdout, stderr, .. } = Command::new("curl")
        .args(["--silent", "--show-error", "--noproxy", "*", "--output", "/dev/null"])
        .args(["--write-out", "%{http_code}"])
        .args(args)
        .output()
        .expect("curl is installed");
    String::from_utf8(stdout).unwrap() + &String::from_utf8_lossy(&stderr)
}
