//! The scripts of `tests/players`, run by Node.js with a headless Chromium each.

use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::program::signal;
use crate::tools::{self, INSTALL};

/// How long a script may take. The scripts' own deadlines are shorter, and say what was waited for.
const DEADLINE: Duration = Duration::from_secs(90);
/// How long a script may take to close its browser when it is told to end.
const CLOSING: Duration = Duration::from_secs(10);

/// Runs a script with Chromium and these arguments; the lines of JSON that it prints.
///
/// # Panics
///
/// If it fails or takes too long, or what it needs is not installed.
pub(super) fn run(name: &str, arguments: &[&str]) -> Vec<Value> {
    follow(name, arguments, |_| ())
}

/// As [`run`]; each line is told as soon as it is printed.
pub(super) fn follow(name: &str, arguments: &[&str], mut told: impl FnMut(&Value)) -> Vec<Value> {
    let mut command = tools::node(&format!("tests/players/{name}"));
    command.arg(chromium()).args(arguments);
    // Whatever the browser leaves behind goes with it, also when it is killed.
    let scratch = tempfile::tempdir().unwrap();
    command.env("TMPDIR", scratch.path()).env("HOME", scratch.path());
    let spawned = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let mut script = Script(spawned.unwrap());
    let mut stderr = script.0.stderr.take().unwrap();
    let said = std::thread::spawn(move || {
        let mut text = String::new();
        // What isn't text is no help to anyone.
        let _ = stderr.read_to_string(&mut text);
        text
    });
    let (line, lines) = mpsc::channel();
    let stdout = BufReader::new(script.0.stdout.take().unwrap());
    std::thread::spawn(move || stdout.lines().map_while(Result::ok).try_for_each(|text| line.send(text)));
    let deadline = Instant::now() + DEADLINE;
    let mut seen = Vec::new();
    loop {
        match lines.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(line) => {
                let line = serde_json::from_str(&line).unwrap();
                told(&line);
                seen.push(line);
            }
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => panic!("{name} took more than {DEADLINE:?}, and saw {seen:?}"),
        }
    }
    let status = script.0.wait().unwrap();
    assert!(status.success(), "{name}: {status}\n{}\nIt saw {seen:?}", said.join().unwrap());
    seen
}

/// Chromium, by any of the names that it is installed under.
fn chromium() -> PathBuf {
    let names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut candidates =
        names.iter().flat_map(|name| std::env::split_paths(&path).map(move |folder| folder.join(name)));
    candidates
        .find(|candidate| candidate.is_file())
        .unwrap_or_else(|| panic!("Chromium is missing. {INSTALL}"))
}

/// A script that ends with its test, and its browser with it: that is told by the script, or else notices
/// that nobody holds its pipe any more.
struct Script(Child);

impl Drop for Script {
    fn drop(&mut self) {
        if matches!(self.0.try_wait(), Ok(Some(_))) {
            return;
        }
        signal(self.0.id(), "TERM");
        let deadline = Instant::now() + CLOSING;
        while matches!(self.0.try_wait(), Ok(None)) && Instant::now() < deadline {
            std::thread::sleep(Duration::from_millis(20));
        }
        // It may have ended meanwhile.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
