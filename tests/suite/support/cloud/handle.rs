//! A stream in the hands of a test, which sets it up and looks at it.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};

use super::state::State;
use super::stream::Stream;

/// A stream of a cloud.
pub(crate) struct Handle {
    state: Arc<Mutex<State>>,
    id: String,
}

impl Handle {
    pub(super) fn new(state: Arc<Mutex<State>>, id: String) -> Self {
        Self { state, id }
    }

    /// Somebody publishes.
    pub(crate) fn live(self) -> Self {
        self.with(|stream| stream.is_live = true)
    }

    /// What the next questions for its status are answered: live or not.
    pub(crate) fn statuses(self, statuses: &[bool]) -> Self {
        self.with(|stream| stream.statuses.extend(statuses))
    }

    pub(crate) fn disabled(self) -> Self {
        self.with(|stream| stream.set_disabled(true, 0))
    }

    pub(crate) fn security(self, security: &str) -> Self {
        self.with(|stream| security.clone_into(&mut stream.publish_security))
    }

    pub(crate) fn profiles(self, profiles: &[&str]) -> Self {
        self.field("profiles", json!(profiles))
    }

    /// What is recorded, in unix seconds.
    pub(crate) fn recorded(self, segments: &[(i64, i64)]) -> Self {
        self.with(|stream| stream.segments.extend(segments))
    }

    pub(crate) fn hosts(self, hosts: Value) -> Self {
        self.with(|stream| stream.hosts = hosts)
    }

    /// Sets a field of the stream object, whatever it is.
    pub(crate) fn field(self, name: &str, value: Value) -> Self {
        self.with(|stream| drop(stream.fields.insert(name.to_owned(), value)))
    }

    pub(crate) fn publish_key(&self) -> String {
        self.look().unwrap().publish_key
    }

    /// The stream as it is; none once it is deleted.
    pub(crate) fn look(&self) -> Option<Stream> {
        self.state.lock().unwrap().stream(&self.id).cloned()
    }

    /// The stream object as the cloud gives it.
    pub(crate) fn json(&self) -> Value {
        let mut state = self.state.lock().unwrap();
        let generation = state.generation;
        state.stream(&self.id).unwrap().json(generation)
    }

    fn with(self, change: impl FnOnce(&mut Stream)) -> Self {
        change(self.state.lock().unwrap().stream(&self.id).unwrap());
        self
    }
}
