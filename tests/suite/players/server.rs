//! `streamctl serve`, for as long as a test needs it.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// A server on a port that was free.
pub(super) struct Server {
    child: Child,
    url: String,
    // Where the demo records.
    _scratch: TempDir,
}

impl Server {
    /// Serves this archive.
    pub(super) fn start(root: &Path) -> Self {
        Self::with(root.as_os_str())
    }

    /// Serves the demo.
    pub(super) fn demo() -> Self {
        Self::with("--demo".as_ref())
    }

    fn with(what: &OsStr) -> Self {
        let scratch = tempfile::tempdir().unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_streamctl"))
            .arg("serve")
            .arg(what)
            .args(["--listen", "127.0.0.1:0"])
            .env("TMPDIR", scratch.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let stdout = BufReader::new(child.stdout.take().unwrap());
        let mut server = Self { child, url: String::new(), _scratch: scratch };
        server.url = stdout.lines().next().expect("serve prints its URL").unwrap();
        server
    }

    /// The URL of a path on it.
    pub(super) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.url)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // The demo removes its archive when it is told to end.
        let _ = Command::new("kill").arg(self.child.id().to_string()).status();
        let _ = self.child.wait();
    }
}
