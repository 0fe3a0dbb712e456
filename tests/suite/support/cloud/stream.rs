//! A stream of the cloud, and what each generation of servers shows of it.

use std::collections::VecDeque;

use serde_json::{Map, Value, json};

use super::state::Generation;

/// When streams were made, and when they were changed: the offset and the short fraction are on purpose.
pub(crate) const CREATED: &str = "2024-05-01T08:00:00.123Z";
pub(crate) const UPDATED: &str = "2024-05-01T09:00:00.5+08:00";
/// When somebody began to publish.
pub(crate) const LIVE_SINCE: &str = "2024-05-01T08:05:09.5Z";

/// A stream, with all that tests may set.
#[derive(Clone, Debug)]
pub(crate) struct Stream {
    pub(crate) hub: String,
    pub(crate) title: String,
    pub(crate) publish_key: String,
    pub(crate) publish_security: String,
    pub(crate) is_disabled: bool,
    pub(crate) disabled_till: i64,
    pub(crate) updated_at: &'static str,
    /// Whether somebody publishes.
    pub(crate) is_live: bool,
    /// What the next questions for the status are answered, before [`Self::is_live`] counts.
    pub(crate) statuses: VecDeque<bool>,
    /// What is recorded, in unix seconds.
    pub(crate) segments: Vec<(i64, i64)>,
    pub(crate) hosts: Value,
    /// Further fields, such as `profiles`; they replace others.
    pub(crate) fields: Map<String, Value>,
    /// The greatest nonce that was published with.
    pub(crate) nonce: u64,
}

impl Stream {
    pub(super) fn new(hub: &str, title: &str, number: u64, generation: Generation) -> Self {
        Self {
            hub: hub.to_owned(),
            title: title.to_owned(),
            publish_key: format!("{:016x}", 0x0123_4567_89ab_cdef + number),
            publish_security: generation.publish_security().to_owned(),
            is_disabled: false,
            disabled_till: 0,
            updated_at: CREATED,
            is_live: false,
            statuses: VecDeque::new(),
            segments: Vec::new(),
            hosts: hosts(hub, generation),
            fields: Map::new(),
            nonce: 0,
        }
    }

    pub(crate) fn id(&self) -> String {
        format!("z1.{}.{}", self.hub, self.title)
    }

    /// The stream object.
    pub(crate) fn json(&self, generation: Generation) -> Value {
        let mut fields = json!({
            "id": self.id(),
            "createdAt": CREATED,
            "updatedAt": self.updated_at,
            "title": self.title,
            "hub": self.hub,
            "disabledTill": self.disabled_till,
            "disabled": self.is_disabled,
            "publishKey": self.publish_key,
            "publishSecurity": self.publish_security,
            "hosts": self.hosts,
        });
        let object = fields.as_object_mut().unwrap();
        if generation == Generation::Year2015 {
            object.remove("disabledTill");
            object.insert("profiles".into(), Value::Null);
        }
        object.extend(self.fields.clone());
        fields
    }

    /// The answer to a question for its status.
    pub(super) fn status(&mut self, generation: Generation) -> Value {
        let is_live = self.statuses.pop_front().unwrap_or(self.is_live);
        if !is_live {
            return json!({ "addr": "203.0.113.7:51393", "status": "disconnected" });
        }
        let mut status = json!({
            "addr": "203.0.113.7:51393",
            "startFrom": LIVE_SINCE,
            "status": "connected",
            "bytesPerSecond": 94012.5,
            "framesPerSecond": { "audio": 43.0, "video": 25.0, "data": 0.2 },
        });
        if generation == Generation::Year2015 {
            status.as_object_mut().unwrap().remove("startFrom");
        }
        status
    }

    /// What is recorded between two moments, each of which may be open (-1).
    pub(super) fn recorded(&self, start: i64, end: i64) -> Vec<(i64, i64)> {
        let is_in = |piece: &&(i64, i64)| (start < 0 || piece.1 > start) && (end < 0 || piece.0 < end);
        self.segments.iter().filter(is_in).copied().collect()
    }

    /// Lets nobody publish, until a moment (0: for good).
    pub(super) fn set_disabled(&mut self, is_disabled: bool, till: i64) {
        self.is_disabled = is_disabled;
        self.disabled_till = match (is_disabled, till) {
            (false, _) => 0,
            (true, 0) => -1,
            (true, till) => till,
        };
        self.updated_at = UPDATED;
    }
}

fn hosts(hub: &str, generation: Generation) -> Value {
    let host = |name: &str| format!("{name}.{hub}.example");
    match generation {
        Generation::Year2015 => json!({
            "publish": { "rtmp": host("pub") },
            "live": { "http": host("live"), "rtmp": host("rtmp") },
            "playback": { "http": host("back") },
        }),
        Generation::Year2016 | Generation::Expiring => json!({
            "publish": { "rtmp": host("pub") },
            "live": {
                "hdl": host("hdl"), "hls": host("hls"), "http": host("hls"), "rtmp": host("rtmp"),
                "snapshot": host("snap"),
            },
            "playback": { "hls": host("back"), "http": host("back") },
        }),
    }
}
