//! What is done to one stream.

use serde_json::{Map, Value, json};

use super::file::File;
use super::job::Job;
use super::reply::Reply;
use super::request::Request;
use super::state::State;
use super::stream::UPDATED;

impl State {
    pub(super) fn on_stream(&mut self, request: &Request, id: &str, what: &str) -> Reply {
        let Some(index) = self.streams.iter().position(|stream| stream.id() == id) else {
            return self.error(404, "not found");
        };
        let generation = self.generation;
        match (request.method.as_str(), what) {
            ("GET", "") => Reply::json(200, &self.streams[index].json(generation)),
            ("DELETE", "") => {
                self.streams.remove(index);
                Reply::nothing()
            }
            ("GET", "status") => Reply::json(200, &self.streams[index].status(generation)),
            ("GET", "segments") => self.segments(request, index),
            ("POST", _) => match self.fields(request) {
                Err(refused) => refused,
                Ok(fields) => match what {
                    "" => self.update(index, &fields),
                    "available" => self.available(index, &fields),
                    "saveas" => self.save_as(index, &fields),
                    "snapshot" => self.snapshot(index, &fields),
                    _ => self.error(404, "not found"),
                },
            },
            _ => self.error(404, "not found"),
        }
    }

    fn update(&mut self, index: usize, fields: &Map<String, Value>) -> Reply {
        let generation = self.generation;
        let mut changed = self.streams[index].clone();
        for (name, value) in fields {
            match (name.as_str(), value) {
                ("publishKey", Value::String(key)) => changed.publish_key.clone_from(key),
                ("publishSecurity", Value::String(security)) if generation.takes_security(security) => {
                    changed.publish_security.clone_from(security);
                }
                ("disabled", Value::Bool(is_disabled)) => changed.set_disabled(*is_disabled, 0),
                _ => return self.error(400, "bad request"),
            }
        }
        changed.updated_at = UPDATED;
        self.streams[index] = changed;
        Reply::json(200, &self.streams[index].json(generation))
    }

    fn available(&mut self, index: usize, fields: &Map<String, Value>) -> Reply {
        let till = fields.get("disabledTill").map_or(Some(0), Value::as_i64);
        match (fields.get("available").and_then(Value::as_str), till) {
            (Some("enabled"), Some(_)) => self.streams[index].set_disabled(false, 0),
            (Some("disabled"), Some(till)) => self.streams[index].set_disabled(true, till),
            _ => return self.error(400, "bad request"),
        }
        Reply::new(200, "application/json", "")
    }

    fn segments(&self, request: &Request, index: usize) -> Reply {
        let number = |name: &str, other| request.parameter(name).map_or(Ok(other), |text| text.parse());
        let (Ok(start), Ok(end), Ok(limit)) = (number("start", -1), number("end", -1), number("limit", 0))
        else {
            return self.error(400, "invalid args");
        };
        let mut pieces = self.streams[index].recorded(start, end);
        if let Ok(limit @ 1..) = usize::try_from(limit) {
            pieces.truncate(limit);
        }
        let list: Vec<Value> =
            pieces.iter().map(|(start, end)| json!({ "start": start, "end": end })).collect();
        Reply::json(
            200,
            &json!({
                "start": pieces.first().map_or(0, |piece| piece.0),
                "end": pieces.last().map_or(0, |piece| piece.1),
                "duration": pieces.iter().map(|piece| piece.1 - piece.0).sum::<i64>(),
                "segments": if list.is_empty() { Value::Null } else { list.into() },
            }),
        )
    }

    fn save_as(&mut self, index: usize, fields: &Map<String, Value>) -> Reply {
        let number = |name: &str| fields.get(name).map_or(Some(-1), Value::as_i64);
        let name = fields.get("name").and_then(Value::as_str).filter(|name| !name.is_empty());
        let (Some(name), Some(start), Some(end)) = (name, number("start"), number("end")) else {
            return self.error(400, "invalid args");
        };
        if self.streams[index].recorded(start, end).is_empty() {
            return self.error(619, "no data");
        }
        let id = self.streams[index].id();
        let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
        let playlist = format!("/recordings/{id}/{stem}.m3u8");
        self.files.insert(playlist.clone(), File::playlist());
        let mut answer = json!({ "url": self.link(&playlist), "persistentId": "" });
        if let Some(format) = fields.get("format").and_then(Value::as_str) {
            let path = format!("/recordings/{id}/{stem}.{format}");
            answer["targetUrl"] = self.link(&path).into();
            answer["persistentId"] = self.make(&format!("avthumb/{format}"), path, File::video()).into();
        }
        Reply::json(200, &answer)
    }

    fn snapshot(&mut self, index: usize, fields: &Map<String, Value>) -> Reply {
        let text = |name: &str| fields.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
        let (Some(name), Some(_)) = (text("name"), text("format")) else {
            return self.error(400, "invalid args");
        };
        let stream = &self.streams[index];
        match fields.get("time").and_then(Value::as_i64) {
            None if !stream.is_live => return self.error(404, "not found"),
            Some(time) if stream.recorded(time, time + 1).is_empty() => return self.error(619, "no data"),
            _ => {}
        }
        let path = format!("/snapshots/{}/{name}", stream.id());
        let url = self.link(&path);
        let job = self.make("vframe", path, File::picture());
        Reply::json(200, &json!({ "targetUrl": url, "persistentId": job }))
    }

    /// Begins a job that makes a file, which is there when the job says that it is done. A file that a test has
    /// put there before stays as it is.
    fn make(&mut self, command: &str, path: String, file: File) -> String {
        let id = format!("z1.{:024x}", 0x56a1_b2c3_d4e5_f607_u64 + self.number());
        let job = Job { command: command.to_owned(), key: path[1..].to_owned(), ..Job::new(&self.job_codes) };
        self.jobs.insert(id.clone(), job);
        let file = self.files.remove(&path).unwrap_or(file);
        self.files.insert(path, File { job: Some(id.clone()), ..file });
        id
    }

    fn link(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }
}
