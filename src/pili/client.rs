//! The client: operations on streams, whatever the dialect.

use std::path::Path;
use std::time::Duration;

use crate::pili::address::Address;
use crate::pili::error::PiliError;
use crate::pili::id::StreamId;
use crate::pili::job::Job;
use crate::pili::model::{Saved, Segments, Status, Stream};
use crate::pili::pages::Pages;
use crate::pili::request::{Changes, Filter, NewStream, Operation, Picture, Recording};
use crate::secret::Credentials;
use crate::time::Time;

/// What a client is made from.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The API.
    pub api: Address,
    /// The service that knows jobs.
    pub jobs_api: Address,
    /// The keys; without them only jobs and downloads work.
    pub credentials: Option<Credentials>,
    /// The longest time to connect, the longest to wait for an answer, and the longest silence within one.
    pub timeout: Duration,
    /// How often to try again.
    pub retries: u32,
}

/// A client of the cloud.
#[derive(Debug)]
pub struct Client {}

/// What a first look at the API says.
#[derive(Clone, Debug)]
pub struct Probe {
    /// The answer's `Date`.
    pub date: Option<Time>,
    /// How listing one stream of the hub went.
    pub listed: Result<(), PiliError>,
}

#[allow(unused_variables, clippy::unused_async)]
impl Client {
    /// A client. Fails if the system's TLS cannot be set up.
    pub fn new(settings: Settings) -> Result<Self, PiliError> {
        todo!()
    }

    /// The request an operation would send, as lines: method and URL, headers, body; secrets hidden, and signed
    /// with nothing.
    #[must_use]
    pub fn preview(&self, operation: &Operation) -> serde_json::Value {
        todo!()
    }

    /// Makes a stream.
    pub async fn create(&self, stream: &NewStream) -> Result<Stream, PiliError> {
        todo!()
    }

    /// A stream.
    pub async fn find(&self, id: &StreamId) -> Result<Stream, PiliError> {
        todo!()
    }

    /// The streams of a hub, from the beginning or from a marker on.
    #[must_use]
    pub fn list(&self, filter: Filter, marker: Option<String>) -> Pages<'_> {
        todo!()
    }

    /// Changes a stream.
    pub async fn update(&self, id: &StreamId, changes: &Changes) -> Result<Stream, PiliError> {
        todo!()
    }

    /// Lets nobody publish, until a moment in unix seconds or for good; the stream as it is then.
    pub async fn disable(&self, id: &StreamId, until: Option<i64>) -> Result<Stream, PiliError> {
        todo!()
    }

    /// Lets publish again; the stream as it is then.
    pub async fn enable(&self, id: &StreamId) -> Result<Stream, PiliError> {
        todo!()
    }

    /// Deletes a stream. One that is gone when a retry comes is deleted.
    pub async fn delete(&self, id: &StreamId) -> Result<(), PiliError> {
        todo!()
    }

    /// Whether somebody is publishing.
    pub async fn status(&self, id: &StreamId) -> Result<Status, PiliError> {
        todo!()
    }

    /// What is recorded between two moments in unix seconds.
    pub async fn segments(
        &self,
        id: &StreamId,
        start: Option<i64>,
        end: Option<i64>,
        limit: Option<u32>,
    ) -> Result<Segments, PiliError> {
        todo!()
    }

    /// Saves a stretch of the recording.
    pub async fn save_as(&self, id: &StreamId, recording: &Recording) -> Result<Saved, PiliError> {
        todo!()
    }

    /// Takes a picture.
    pub async fn snapshot(&self, id: &StreamId, picture: &Picture) -> Result<Saved, PiliError> {
        todo!()
    }

    /// How far a job is. Not signed.
    pub async fn job(&self, id: &str) -> Result<Job, PiliError> {
        todo!()
    }

    /// Fetches a file that the cloud has made to `path`, atomically; returns its size in bytes. `progress` is told
    /// the bytes so far and in all. Not signed; http and https only; redirects followed.
    pub async fn download(
        &self,
        url: &str,
        path: &Path,
        progress: &mut dyn FnMut(u64, Option<u64>),
    ) -> Result<u64, PiliError> {
        todo!()
    }

    /// Lists one stream of a hub, once and without retries, to see whether everything is in order.
    pub async fn probe(&self, hub: &str) -> Probe {
        todo!()
    }
}
