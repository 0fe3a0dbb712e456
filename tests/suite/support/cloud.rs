//! A cloud that stands in for the real one: HTTP on a port of its own, signatures checked by an implementation of
//! its own, streams that it remembers, and faults on demand.
//!
//! It is written over bare sockets, so that an answer can go wrong at every byte, and shares no code with the
//! program that it tests.

mod fault;
mod file;
mod handle;
mod hub;
mod ingest;
mod job;
mod listener;
mod operation;
mod reply;
mod request;
mod sha1;
mod sign;
mod state;
mod stream;
#[cfg(test)]
mod tests;

use std::ffi::OsStr;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::SystemTime;

pub(crate) use self::fault::Fault;
pub(crate) use self::file::File;
pub(crate) use self::handle::Handle;
pub(crate) use self::reply::{Delivery, Reply};
pub(crate) use self::request::Request;
pub(crate) use self::sign::Signature;
pub(crate) use self::state::{Generation, Seen};
pub(crate) use self::stream::Stream;

use self::job::Job;
use self::listener::Listener;
use self::state::State;
use super::program::{Program, streamctl};

/// The account that the cloud knows.
pub(crate) const ACCESS_KEY: &str = "AKexample1";
/// What it signs with.
pub(crate) const SECRET_KEY: &str = "SKexample0000000000000000000000000000001";

/// A cloud, which ends with its value.
pub(crate) struct Cloud {
    state: Arc<Mutex<State>>,
    listener: Listener,
}

impl Cloud {
    /// A cloud of 2016, with the hub `demo` and nothing in it.
    pub(crate) fn start() -> Self {
        Self::of(Generation::default())
    }

    /// The same of another generation.
    pub(crate) fn of(generation: Generation) -> Self {
        let make = |address: String| Arc::new(Mutex::new(State::new(generation, address)));
        let (listener, state) = Listener::start(make);
        Self { state, listener }
    }

    /// Where it is: `http://127.0.0.1:8099`.
    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.listener.address())
    }

    /// The program with these arguments, set up to talk to this cloud.
    pub(crate) fn program<I>(&self, args: I) -> Program
    where
        I: IntoIterator,
        I::Item: AsRef<OsStr>,
    {
        let program = streamctl(args).env("STREAMCTL_HUB", "demo");
        self.reach(program.env("STREAMCTL_ACCESS_KEY", ACCESS_KEY).env("STREAMCTL_SECRET_KEY", SECRET_KEY))
    }

    /// The same without hub and keys: only the addresses are given.
    pub(crate) fn reach(&self, program: Program) -> Program {
        program.env("STREAMCTL_API", self.url()).env("STREAMCTL_JOBS_API", self.url())
    }

    /// Adds a stream to the hub `demo`.
    pub(crate) fn stream(&self, title: &str) -> Handle {
        self.stream_in("demo", title)
    }

    /// Adds a stream to a hub, and the hub if it is new.
    pub(crate) fn stream_in(&self, hub: &str, title: &str) -> Handle {
        self.hub(hub);
        let id = self.state().add(hub, title).id();
        Handle::new(Arc::clone(&self.state), id)
    }

    /// Adds a hub.
    pub(crate) fn hub(&self, hub: &str) {
        let mut state = self.state();
        if !state.hubs.iter().any(|known| known == hub) {
            state.hubs.push(hub.to_owned());
        }
    }

    /// All streams as they are, whoever made them.
    pub(crate) fn streams(&self) -> Vec<Stream> {
        self.state().streams.clone()
    }

    /// Lets something go wrong, after whatever was to go wrong already.
    pub(crate) fn fault(&self, fault: Fault) {
        self.state().faults.push_back(fault);
    }

    /// Lets nothing go wrong any more.
    pub(crate) fn heal(&self) {
        self.state().faults.clear();
    }

    /// What has come in.
    pub(crate) fn requests(&self) -> Vec<Seen> {
        self.state().seen.clone()
    }

    /// Method, path and query of each request that has come in since this was asked last.
    pub(crate) fn lines(&self) -> Vec<String> {
        std::mem::take(&mut self.state().seen).iter().map(|seen| seen.request.line()).collect()
    }

    /// The most requests that were ever being answered at once.
    pub(crate) fn most_at_once(&self) -> usize {
        self.state().most_open
    }

    /// Adds a job that answers these codes, one a question; the last stays.
    pub(crate) fn job(&self, id: &str, codes: &[i64]) {
        self.state().jobs.insert(id.to_owned(), Job::new(codes));
    }

    /// What the jobs that the cloud begins from now on will answer.
    pub(crate) fn jobs_answer(&self, codes: &[i64]) {
        self.state().job_codes = codes.to_vec();
    }

    /// Adds a file; its URL.
    pub(crate) fn file(&self, path: &str, file: File) -> String {
        self.state().files.insert(path.to_owned(), file);
        format!("{}{path}", self.url())
    }

    /// Puts the clock wrong, by so many seconds.
    pub(crate) fn clock_error(&self, seconds: i64) {
        self.state().clock_error = seconds;
    }

    /// Publishes to a URL, as an RTMP server would let somebody; or why it would not.
    pub(crate) fn publish(&self, url: &str) -> Result<(), String> {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_secs();
        self.state().publish(url, now.try_into().unwrap())
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }
}
