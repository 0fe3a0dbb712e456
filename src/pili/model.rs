//! What the cloud answers, of every generation: only what makes an answer useless when missing is required.

use serde_json::{Map, Value};

use crate::pili::id::StreamId;
use crate::secret::Secret;
use crate::time::Time;

/// A stream. In lists of ids all but the id is missing.
#[derive(Clone, Debug, PartialEq)]
pub struct Stream {
    /// `id`.
    pub id: StreamId,
    /// `disabled`.
    pub is_disabled: bool,
    /// `disabledTill`: unix seconds; 0 not disabled, -1 for good.
    pub disabled_till: Option<i64>,
    /// `publishKey`.
    pub publish_key: Option<Secret>,
    /// `publishSecurity`, as it is; `None` where the server said nothing.
    pub publish_security: Option<String>,
    /// `profiles`: the names of transcodings; none where null or missing.
    pub profiles: Vec<String>,
    /// `hosts`.
    pub hosts: Hosts,
    /// `createdAt`; none if it is missing or no time.
    pub created_at: Option<Time>,
    /// `updatedAt`, likewise.
    pub updated_at: Option<Time>,
    /// All fields as they came, but for the publish key.
    pub(super) fields: Map<String, Value>,
}

/// The hosts of a stream by the one order that covers the three generations of servers; an empty name counts
/// as missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hosts {
    /// `publish.rtmp`.
    pub publish: Option<String>,
    /// `live.rtmp`, else `play.rtmp`.
    pub rtmp: Option<String>,
    /// `live.hls`, else `live.http`, `play.http`, `play.hls`.
    pub hls: Option<String>,
    /// `live.hdl`, else `live.http`.
    pub flv: Option<String>,
    /// `playback.hls`, else `playback.http`.
    pub playback: Option<String>,
}

/// A page of a list.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The streams; null and null members count as nothing.
    pub streams: Vec<Stream>,
    /// Where the next page begins; `None` when empty or missing.
    pub marker: Option<String>,
    /// `end`, where the server says it.
    pub end: Option<bool>,
}

/// Whether somebody is publishing.
#[derive(Clone, Debug, PartialEq)]
pub struct Status {
    /// `status` is `connected`.
    pub is_connected: bool,
    /// `addr` of the publisher, none when empty.
    pub address: Option<String>,
    /// `startFrom`.
    pub since: Option<Time>,
    /// `bytesPerSecond`: bytes.
    pub bytes_per_second: Option<f64>,
    /// `framesPerSecond`.
    pub frames: FrameRates,
    /// All fields as they came.
    pub fields: Map<String, Value>,
}

/// Frames a second of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct FrameRates {
    /// `audio`.
    pub audio: Option<f64>,
    /// `video`.
    pub video: Option<f64>,
    /// `data`.
    pub data: Option<f64>,
}

/// What was recorded in a range.
#[derive(Clone, Debug, PartialEq)]
pub struct Segments {
    /// The pieces; none where null or missing.
    pub pieces: Vec<Piece>,
    /// `duration` in seconds, where the server says it.
    pub duration: Option<i64>,
    /// All fields as they came, with `segments` an array.
    pub fields: Map<String, Value>,
}

/// A stretch without interruption, in unix seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// `start`.
    pub start: i64,
    /// `end`.
    pub end: i64,
}

/// What `saveas` and `snapshot` answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Saved {
    /// `url`: the playlist.
    pub url: Option<String>,
    /// `targetUrl`: the converted file or the picture.
    pub target_url: Option<String>,
    /// `persistentId`: the job that makes it; none when null, empty or missing.
    pub job: Option<String>,
    /// All fields as they came.
    pub fields: Map<String, Value>,
}

impl Stream {
    /// The stream as the API gives it; with its publish key only if that is to be revealed.
    #[must_use]
    pub fn json(&self, reveals_key: bool) -> Value {
        let mut fields = self.fields.clone();
        if let Some(key) = self.publish_key.as_ref().filter(|_| reveals_key) {
            fields.insert("publishKey".to_owned(), key.expose().into());
        }
        Value::Object(fields)
    }
}
