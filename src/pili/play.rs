//! The URLs a stream is played from.

use crate::pili::model::Stream;

/// A way to play.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlayKind {
    /// RTMP.
    Rtmp,
    /// HLS.
    Hls,
    /// FLV over HTTP.
    Flv,
}

/// A URL and what it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlayUrl {
    /// The way.
    pub kind: PlayKind,
    /// The transcoding; `ORIGIN` for what was published.
    pub profile: String,
    /// The URL.
    pub url: String,
}

/// Why a URL cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UrlError {
    /// The server gave no host for it.
    #[error("the server gives {stream} no host for {what}: {looked_for}")]
    Host {
        /// The stream.
        stream: String,
        /// What for: `RTMP`, `HLS`, `FLV`, `publishing`.
        what: &'static str,
        /// The fields that are missing or empty, such as `hosts.live.hls, hosts.live.http`.
        looked_for: &'static str,
    },
    /// The server's host is not one.
    #[error("the server's host for {what} of {stream} is no host name: '{host}'")]
    Odd {
        /// The stream.
        stream: String,
        /// What for.
        what: &'static str,
        /// What the server said.
        host: String,
    },
}

/// The live URLs of one kind: `ORIGIN` first, then a profile each.
pub fn live_urls(stream: &Stream, kind: PlayKind) -> Result<Vec<PlayUrl>, UrlError> {
    let _ = (stream, kind);
    todo!()
}
