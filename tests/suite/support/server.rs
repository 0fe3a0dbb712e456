//! `streamctl serve`, running for as long as a test needs it.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::mpsc;

use super::client::{Answer, Connection};
use super::program::{Program, Run, Running, signal, streamctl};
use super::wait::{self, PATIENCE};

/// A server on a port of its own.
pub(crate) struct Server {
    running: Running,
    address: SocketAddr,
    scheme: &'static str,
    url: String,
}

impl Server {
    /// Serves this archive.
    pub(crate) fn start(root: &Path) -> Self {
        Self::run(streamctl(["serve"]).args([root]))
    }

    /// Serves this archive and keeps its numbers in this directory, as the next server on it will.
    pub(crate) fn start_with_state(root: &Path, state: &Path) -> Self {
        Self::run(streamctl(["serve"]).args([root]).args(["--state-dir".as_ref(), state.as_os_str()]))
    }

    /// Runs a `serve` that has all its arguments but the address, and waits until it listens.
    ///
    /// # Panics
    ///
    /// If it ends, or says anything else than its URL, or nothing for too long.
    pub(crate) fn run(program: Program) -> Self {
        let listening = Self::listen(program, "127.0.0.1:0");
        listening.unwrap_or_else(|running| panic!("no URL on stdout\n{}", running.stderr()))
    }

    /// Serves this archive where another server was, as soon as the system lets go of the address.
    pub(crate) fn start_at(root: &Path, state: &Path, address: SocketAddr) -> Self {
        let program = || streamctl(["serve"]).args([root]).args(["--state-dir".as_ref(), state.as_os_str()]);
        let serve = || Self::listen(program(), &address.to_string()).ok();
        wait::until("a server at an address that was in use", serve)
    }

    /// Runs a `serve` that is passed a socket, and waits until it listens.
    pub(crate) fn run_with_socket(program: Program) -> Self {
        let listening = Self::begin(program);
        listening.unwrap_or_else(|running| panic!("no URL on stdout\n{}", running.stderr()))
    }

    fn listen(program: Program, address: &str) -> Result<Self, Running> {
        Self::begin(program.args(["--listen", address]))
    }

    /// The server, or the program that has ended without a word on stdout.
    fn begin(program: Program) -> Result<Self, Running> {
        let mut running = program.start();
        let stdout = running.take_stdout();
        let (tell, told) = mpsc::channel();
        std::thread::spawn(move || {
            let mut line = String::new();
            let read = BufReader::new(stdout).read_line(&mut line);
            // Nobody listens any more if the test has given up.
            let _ = tell.send(read.map(|_| line));
        });
        let line = told.recv_timeout(PATIENCE).expect("the server says its URL in time").unwrap();
        if line.is_empty() {
            return Err(running);
        }
        let scheme = if line.starts_with("https:") { "https" } else { "http" };
        let url = line.strip_prefix(scheme).and_then(|rest| rest.strip_prefix("://"));
        let url = url.and_then(|rest| rest.strip_suffix("/\n"));
        let address = url.and_then(|url| url.split('/').next()?.parse().ok());
        let address = address.unwrap_or_else(|| panic!("no URL on stdout: {line:?}\n{}", running.stderr()));
        Ok(Self { running, address, scheme, url: line.trim_end().to_owned() })
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// The URL it printed.
    pub(crate) fn printed(&self) -> &str {
        &self.url
    }

    /// Its process.
    pub(crate) fn id(&self) -> u32 {
        self.running.id()
    }

    /// The URL of a path, which begins with a slash.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}://{}{path}", self.scheme, self.address)
    }

    pub(crate) fn connect(&self) -> Connection {
        Connection::open(self.address)
    }

    /// The answer to a plain GET of a path and query, as they are.
    pub(crate) fn get(&self, target: &str) -> Answer {
        let mut connection = self.connect();
        connection.send(format!("GET {target} HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n").as_bytes());
        connection.answer("GET")
    }

    /// The text of an answer of 200 to a GET.
    pub(crate) fn text(&self, target: &str) -> String {
        let answer = self.get(target);
        assert_eq!(answer.status, 200, "{target}: {answer:?}");
        answer.text()
    }

    /// Everything it has said on stderr.
    pub(crate) fn stderr(&self) -> String {
        self.running.stderr()
    }

    pub(crate) fn signal(&self, name: &str) {
        signal(self.running.id(), name);
    }

    /// Waits for its end.
    pub(crate) fn finish(self) -> Run {
        self.running.finish()
    }
}
