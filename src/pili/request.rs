//! What is asked of the cloud: operations as commands mean them, and the calls that a dialect makes of them.

use std::fmt;

use crate::pili::id::StreamId;
use crate::secret::HIDDEN;
use crate::secret::Secret;

/// A stream to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewStream {
    /// Its hub, which must exist.
    pub hub: String,
    /// Its title; the server makes one up otherwise.
    pub title: Option<String>,
    /// Its publish key; likewise.
    pub publish_key: Option<Secret>,
    /// `static` or `dynamic`; the server's default otherwise.
    pub publish_security: Option<String>,
}

/// What is to change in a stream; nothing else is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// A new publish key.
    pub publish_key: Option<Secret>,
    /// A new way of publishing.
    pub publish_security: Option<String>,
    /// Disabled or not.
    pub disabled: Option<bool>,
}

/// Which streams to list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter {
    /// Of this hub.
    pub hub: String,
    /// Whose titles begin with this.
    pub prefix: Option<String>,
    /// Only those that somebody is publishing to.
    pub is_live: bool,
    /// Their ids alone.
    pub ids_only: bool,
}

/// A stretch of a recording to be saved as a file. Times are unix seconds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recording {
    /// The file's name.
    pub name: String,
    /// From here on.
    pub start: i64,
    /// Up to here.
    pub end: i64,
    /// What to convert it to; without it the cloud writes a playlist only.
    pub format: Option<String>,
    /// What to call when it is done.
    pub notify_url: Option<String>,
    /// The private queue to use.
    pub pipeline: Option<String>,
}

/// A picture to be taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// The file's name.
    pub name: String,
    /// `jpg`, `png` and so on.
    pub format: String,
    /// Of this moment, in unix seconds; of now otherwise.
    pub time: Option<i64>,
    /// What to call when it is done.
    pub notify_url: Option<String>,
}

/// Something that changes the cloud. [`crate::pili::Client::preview`] tells what would be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Make a stream.
    Create(NewStream),
    /// Change a stream.
    Update(StreamId, Changes),
    /// Let nobody publish to a stream: until a moment in unix seconds, or for good.
    Disable(StreamId, Option<i64>),
    /// Let everybody with the key publish again.
    Enable(StreamId),
    /// Delete a stream.
    Delete(StreamId),
    /// Save a stretch of its recording.
    SaveAs(StreamId, Recording),
    /// Take a picture.
    Snapshot(StreamId, Picture),
}

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// `GET`.
    Get,
    /// `POST`.
    Post,
    /// `DELETE`.
    Delete,
}

/// A request of a dialect, still without address and signature.
#[derive(Clone, PartialEq)]
pub struct Call {
    /// The method.
    pub method: Method,
    /// The path, encoded, from `/`.
    pub path: String,
    /// The query, encoded; `None` rather than empty.
    pub query: Option<String>,
    /// The body, of a POST: JSON without white space, as it is signed and sent.
    pub body: Option<String>,
    /// What in the body must not be shown.
    pub secrets: Vec<Secret>,
}

impl Call {
    /// The body with its secrets hidden, still JSON.
    #[must_use]
    pub fn shown_body(&self) -> Option<String> {
        let mut body = self.body.clone()?;
        for secret in &self.secrets {
            // A value of JSON follows a colon, and within a text every quote is escaped: this hides values, and
            // no name of a field that happens to be the same word.
            let value = |text: &str| format!(":{}", serde_json::Value::from(text));
            body = body.replace(&value(secret.expose()), &value(HIDDEN));
        }
        Some(body)
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Call")
            .field("method", &self.method)
            .field("path", &self.path)
            .field("query", &self.query)
            .field("body", &self.shown_body())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_hidden_as_json_has_them() {
        for secret in ["s3cret", "hub", r#"with "quotes" and \"#, "early\nlate", "早间"] {
            let body = serde_json::json!({ "hub": "demo", "publishKey": secret }).to_string();
            let call = Call {
                method: Method::Post,
                path: "/v1/streams".into(),
                query: None,
                body: Some(body),
                secrets: vec![Secret::new(secret)],
            };
            let expected = format!(r#"{{"hub":"demo","publishKey":"{HIDDEN}"}}"#);
            assert_eq!(call.shown_body().as_deref(), Some(expected.as_str()));
            let shown = format!("{call:?}");
            assert!(secret == "hub" || !shown.contains(secret), "{shown}");
        }
    }
}
