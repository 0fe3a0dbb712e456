//! The client: operations on streams, whatever the dialect.

use std::path::Path;
use std::time::Duration;

use serde_json::Value;

use crate::pili::address::Address;
use crate::pili::download;
use crate::pili::error::{ErrorKind, PiliError};
use crate::pili::id::StreamId;
use crate::pili::job::Job;
use crate::pili::model::{Page, Saved, Segments, Status, Stream};
use crate::pili::pages::Pages;
use crate::pili::request::{Call, Changes, Filter, NewStream, Operation, Picture, Recording};
use crate::pili::retry::Trouble;
use crate::pili::transport::{Transport, Wanted};
use crate::pili::v1::{self, DecodeError};
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

/// A client of the cloud. Its requests may be made side by side; it needs a Tokio runtime with time and I/O.
#[derive(Debug)]
pub struct Client {
    transport: Transport,
}

/// What a first look at the API says.
#[derive(Clone, Debug)]
pub struct Probe {
    /// The answer's `Date`.
    pub date: Option<Time>,
    /// Whether the API is asked by https.
    pub is_encrypted: bool,
    /// Whether it failed for its encryption: no TLS there, or a certificate nobody trusts.
    pub is_tls_trouble: bool,
    /// How listing one stream of the hub went.
    pub listed: Result<(), PiliError>,
}

impl Client {
    /// A client. Fails if the access key is one that no header can hold; TLS is set up when it is first needed.
    pub fn new(settings: Settings) -> Result<Self, PiliError> {
        let access_key = settings.credentials.as_ref().map_or("", |keys| &keys.access_key);
        if !access_key.bytes().all(|byte| byte.is_ascii_graphic()) {
            let message = "the access key holds white space or characters that no key has";
            return Err(PiliError::new(ErrorKind::Config, message));
        }
        Ok(Self { transport: Transport::new(settings) })
    }

    /// The request an operation would send: an object of `method`, `url`, `headers` and `body` (null where there
    /// is none), with secrets hidden.
    #[must_use]
    pub fn preview(&self, operation: &Operation) -> Value {
        self.transport.preview(&v1::operation(operation))
    }

    /// Makes a stream.
    pub async fn create(&self, stream: &NewStream) -> Result<Stream, PiliError> {
        self.ask(&v1::operation(&Operation::Create(stream.clone())), v1::read_stream).await
    }

    /// A stream.
    pub async fn find(&self, id: &StreamId) -> Result<Stream, PiliError> {
        self.ask(&v1::find(id), v1::read_stream).await
    }

    /// The streams of a hub, from the beginning or from a marker on.
    #[must_use]
    pub fn list(&self, filter: Filter, marker: Option<String>) -> Pages<'_> {
        Pages::new(self, filter, marker)
    }

    /// One page of a list.
    pub(super) async fn page(
        &self,
        filter: &Filter,
        limit: u32,
        marker: Option<&str>,
    ) -> Result<Page, PiliError> {
        self.ask(&v1::list(filter, Some(limit), marker), v1::read_page).await
    }

    /// Changes a stream.
    pub async fn update(&self, id: &StreamId, changes: &Changes) -> Result<Stream, PiliError> {
        self.ask(&v1::operation(&Operation::Update(id.clone(), changes.clone())), v1::read_stream).await
    }

    /// Lets nobody publish, until a moment in unix seconds or for good; the stream as it is then.
    pub async fn disable(&self, id: &StreamId, until: Option<i64>) -> Result<Stream, PiliError> {
        self.switch(id, &Operation::Disable(id.clone(), until)).await
    }

    /// Lets publish again; the stream as it is then.
    pub async fn enable(&self, id: &StreamId) -> Result<Stream, PiliError> {
        self.switch(id, &Operation::Enable(id.clone())).await
    }

    /// Deletes a stream. One that is gone when a retry comes is deleted.
    pub async fn delete(&self, id: &StreamId) -> Result<(), PiliError> {
        self.transport.send(&v1::operation(&Operation::Delete(id.clone())), Wanted::Consent).await?;
        Ok(())
    }

    /// Whether somebody is publishing.
    pub async fn status(&self, id: &StreamId) -> Result<Status, PiliError> {
        self.ask(&v1::status(id), v1::read_status).await
    }

    /// What is recorded between two moments in unix seconds.
    pub async fn segments(
        &self,
        id: &StreamId,
        start: Option<i64>,
        end: Option<i64>,
        limit: Option<u32>,
    ) -> Result<Segments, PiliError> {
        self.ask(&v1::segments(id, start, end, limit), v1::read_segments).await
    }

    /// Saves a stretch of the recording.
    pub async fn save_as(&self, id: &StreamId, recording: &Recording) -> Result<Saved, PiliError> {
        self.ask(&v1::operation(&Operation::SaveAs(id.clone(), recording.clone())), v1::read_saved).await
    }

    /// Takes a picture.
    pub async fn snapshot(&self, id: &StreamId, picture: &Picture) -> Result<Saved, PiliError> {
        self.ask(&v1::operation(&Operation::Snapshot(id.clone(), picture.clone())), v1::read_saved).await
    }

    /// How far a job is. Not signed.
    pub async fn job(&self, id: &str) -> Result<Job, PiliError> {
        let answer = self.transport.send_unsigned(&Job::call(id), Wanted::Object).await?;
        // What is said of an unknown id; no status is documented for it.
        if let (None, Some(error)) = (answer.value.get("code"), answer.value.get("error")) {
            return Err(answer.absent(error.as_str().unwrap_or("no such job")));
        }
        Job::read(id, answer.value.clone()).map_err(|error| answer.nonsense(&error.0))
    }

    /// Fetches a file that the cloud has made to `path`, atomically; returns its size in bytes. `progress` is told
    /// the bytes so far and in all. Not signed; http and https only; redirects followed. If it fails, or is
    /// dropped before its end, the file that was there is as it was and nothing is left beside it. A file that is
    /// not there (404) is asked for again and again for as long as `absent_for`, for some are told of before they
    /// are; that is apart from the retries.
    pub async fn download(
        &self,
        url: &str,
        path: &Path,
        absent_for: Duration,
        progress: &mut dyn FnMut(u64, Option<u64>),
    ) -> Result<u64, PiliError> {
        download::fetch(&self.transport, url, path, absent_for, progress).await
    }

    /// Lists one stream of a hub, once and without retries, to see whether everything is in order.
    pub async fn probe(&self, hub: &str) -> Probe {
        let filter = Filter { hub: hub.to_owned(), prefix: None, is_live: false, ids_only: false };
        let (date, answered) =
            self.transport.send_once(&v1::list(&filter, Some(1), None), Wanted::Object).await;
        let trouble = answered.as_ref().err().map(|failed| failed.trouble);
        let listed = answered.map_err(|failed| failed.error).and_then(|mut answer| {
            v1::read_page(answer.value.take()).map(drop).map_err(|error| answer.nonsense(&error.0))
        });
        Probe {
            date,
            is_encrypted: self.transport.settings.api.is_encrypted(),
            is_tls_trouble: matches!(trouble, Some(Trouble::Tls | Trouble::Untrusted)),
            listed,
        }
    }

    async fn ask<T>(
        &self,
        call: &Call,
        read: impl FnOnce(Value) -> Result<T, DecodeError>,
    ) -> Result<T, PiliError> {
        let mut answer = self.transport.send(call, Wanted::Object).await?;
        read(answer.value.take()).map_err(|error| answer.nonsense(&error.0))
    }

    /// Disables or enables; some answers are the stream then, others are empty.
    async fn switch(&self, id: &StreamId, operation: &Operation) -> Result<Stream, PiliError> {
        let answer = self.transport.send(&v1::operation(operation), Wanted::Consent).await?;
        if let Ok(stream) = v1::read_stream(answer.value) {
            return Ok(stream);
        }
        self.find(id).await.map_err(|mut error| {
            error.message = format!("it is done, but what {id} is like now is not known: {error}");
            error
        })
    }
}
