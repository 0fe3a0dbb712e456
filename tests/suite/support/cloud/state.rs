//! What the cloud knows, and the way from a request to what it asks for.

use std::collections::{HashMap, VecDeque};

use serde_json::{Value, json};

use super::fault::Fault;
use super::file::File;
use super::job::Job;
use super::reply::Reply;
use super::request::Request;
use super::sign::Signature;
use super::stream::Stream;

/// The generations of servers, which differ in what they say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Generation {
    /// Lists without `end`, no `startFrom`, one host for all that is HTTP, errors with numbers.
    Year2015,
    /// As most captures show it.
    #[default]
    Year2016,
    /// Accounts made later: streams are published to with `expiry_sk`.
    Expiring,
}

impl Generation {
    pub(super) fn publish_security(self) -> &'static str {
        if self == Self::Expiring { "expiry_sk" } else { "dynamic" }
    }

    /// Whether a stream can be set to this.
    pub(super) fn takes_security(self, security: &str) -> bool {
        match security {
            "static" | "dynamic" => true,
            "expiry" | "expiry_sk" | "none" => self == Self::Expiring,
            _ => false,
        }
    }
}

/// A request that came in.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) request: Request,
    pub(crate) signature: Signature,
}

/// What the cloud knows.
pub(super) struct State {
    pub(super) generation: Generation,
    /// Where it is: `127.0.0.1:8099`.
    pub(super) address: String,
    pub(super) hubs: Vec<String>,
    pub(super) streams: Vec<Stream>,
    pub(super) jobs: HashMap<String, Job>,
    /// What the jobs to come will answer, one code a question.
    pub(super) job_codes: Vec<i64>,
    pub(super) files: HashMap<String, File>,
    pub(super) faults: VecDeque<Fault>,
    pub(super) seen: Vec<Seen>,
    /// How many requests are being answered, and the most that ever were.
    pub(super) open: usize,
    pub(super) most_open: usize,
    /// How far its clock is off, in seconds.
    pub(super) clock_error: i64,
    numbers: u64,
}

impl State {
    pub(super) fn new(generation: Generation, address: String) -> Self {
        Self {
            generation,
            address,
            hubs: vec!["demo".to_owned()],
            streams: Vec::new(),
            jobs: HashMap::new(),
            job_codes: vec![0],
            files: HashMap::new(),
            faults: VecDeque::new(),
            seen: Vec::new(),
            open: 0,
            most_open: 0,
            clock_error: 0,
            numbers: 0,
        }
    }

    /// A number that was not there before, from 0.
    pub(super) fn number(&mut self) -> u64 {
        self.numbers += 1;
        self.numbers - 1
    }

    /// Adds a stream, and gives it its id.
    pub(super) fn add(&mut self, hub: &str, title: &str) -> &mut Stream {
        let number = self.number();
        self.streams.push(Stream::new(hub, title, number, self.generation));
        self.streams.last_mut().unwrap()
    }

    pub(super) fn stream(&mut self, id: &str) -> Option<&mut Stream> {
        self.streams.iter_mut().find(|stream| stream.id() == id)
    }

    /// The next fault for this request; or, without one, for a connection that is still unread.
    pub(super) fn fault(&mut self, request: Option<&Request>) -> Option<Fault> {
        let index = self.faults.iter().position(|fault| fault.is_for(request))?;
        let fault = &mut self.faults[index];
        fault.times = if fault.times == usize::MAX { usize::MAX } else { fault.times - 1 };
        let found = fault.clone();
        if found.times == 0 {
            self.faults.remove(index);
        }
        Some(found)
    }

    /// Carries out what a request asks for.
    pub(super) fn answer(&mut self, request: &Request, signature: Signature) -> Reply {
        let path = request.path().to_owned();
        if path == "/status/get/prefop" {
            return self.job(request);
        }
        let Some(path) = path.strip_prefix("/v1/") else { return self.file(request) };
        if signature != Signature::Right {
            return self.error(401, "unauthorized");
        }
        let parts: Vec<&str> = path.split('/').collect();
        match (request.method.as_str(), &parts[..]) {
            ("POST", ["streams"]) => self.create(request),
            ("GET", ["streams"]) => self.list(request),
            ("GET" | "POST" | "DELETE", ["streams", id]) => self.on_stream(request, id, ""),
            ("GET" | "POST", ["streams", id, what]) => self.on_stream(request, id, what),
            _ => self.error(404, "not found"),
        }
    }

    /// An error in the words of this generation.
    pub(super) fn error(&self, status: u16, error: &str) -> Reply {
        let body = match self.generation {
            Generation::Year2015 => {
                json!({ "error": u32::from(status) * 1_000, "message": error, "details": {} })
            }
            Generation::Year2016 | Generation::Expiring => json!({ "error": error }),
        };
        Reply::json(status, &body)
    }

    /// What a POST says, which must be an object of JSON.
    pub(super) fn fields(&self, request: &Request) -> Result<serde_json::Map<String, Value>, Reply> {
        match request.json() {
            Some(Value::Object(fields)) => Ok(fields),
            _ => Err(self.error(400, "bad request")),
        }
    }
}
