//! Jobs of the file processing, which nobody has to sign for.

use std::collections::VecDeque;

use serde_json::{Value, json};

use super::reply::Reply;
use super::request::Request;
use super::state::State;

/// A job.
#[derive(Clone, Debug)]
pub(crate) struct Job {
    /// What it answers, one code a question; the last stays.
    pub(crate) codes: VecDeque<i64>,
    pub(crate) command: String,
    pub(crate) key: String,
    /// Whether it has told that it is done.
    pub(crate) is_done: bool,
}

impl Job {
    pub(super) fn new(codes: &[i64]) -> Self {
        let (command, key) = ("avthumb/mp4".to_owned(), "recordings/z1.demo.cam1/talk.mp4".to_owned());
        Self { codes: codes.iter().copied().collect(), command, key, is_done: false }
    }

    fn json(&mut self, id: &str) -> Value {
        let code = if self.codes.len() > 1 { self.codes.pop_front() } else { self.codes.front().copied() };
        let code = code.unwrap_or(0);
        self.is_done |= code == 0 || code == 4;
        let description = match code {
            0 => "The fop was completed successfully",
            1 => "The fop is waiting for execution",
            2 => "The fop is executing now",
            3 => "The fop is failed",
            4 => "Callback notify failed",
            _ => "",
        };
        let mut item = json!({ "cmd": self.command, "code": code, "desc": description, "returnOld": 0 });
        if code == 3 {
            item["error"] = json!("decode failed: no video stream");
        } else if self.is_done {
            item["hash"] = json!("FexampleHash");
            item["key"] = json!(self.key);
        }
        json!({
            "id": id,
            "code": code,
            "desc": description,
            "inputKey": "recordings/z1.demo.cam1/talk.m3u8",
            "inputBucket": "demo-live",
            "pipeline": "0.default",
            "reqid": "AAAAexample",
            "items": [item],
        })
    }
}

impl State {
    pub(super) fn job(&mut self, request: &Request) -> Reply {
        let id = request.parameter("id").unwrap_or_default();
        match self.jobs.get_mut(&id) {
            Some(job) => Reply::json(200, &job.json(&id)),
            None => self.error(612, "not such id in prefop"),
        }
    }
}
