//! Qiniu's Pili live-streaming cloud: requests signed, sent, retried, and their answers read.
//!
//! [`Client`] is what commands call: operations on streams in the words of the cloud, whatever its dialect. A
//! dialect (`v1`) turns an operation into a [`Call`] and an answer's JSON into a model, and is pure; the
//! transport signs calls, sends them and classifies what comes back, and knows no operation. Models take
//! whatever any generation of servers sent, and keep the fields they do not know.

mod address;
mod client;
mod decode;
mod download;
mod error;
mod id;
mod job;
mod model;
mod pages;
mod play;
mod publish;
mod query;
mod quote;
mod request;
mod retry;
pub mod sign;
mod transport;
mod v1;

pub use address::{Address, AddressError};
pub use client::{Client, Probe, Settings};
pub use error::{ErrorKind, PiliError};
pub use id::{IdError, StreamId, check_hub, check_title};
pub use job::{Job, JobItem, JobState};
pub use model::{FrameRates, Hosts, Page, Piece, Saved, Segments, Status, Stream};
pub use pages::Pages;
pub use play::{PlayKind, PlayUrl, UrlError, live_urls};
pub use publish::{PublishError, PublishUrl, publish_url};
pub use request::{Call, Changes, Filter, Method, NewStream, Operation, Picture, Recording};
