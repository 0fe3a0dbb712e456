//! Streams of a hub: made and listed.

use serde_json::{Value, json};

use super::reply::Reply;
use super::request::Request;
use super::state::{Generation, State};

/// How many streams a page has if nobody says.
const PAGE: usize = 10;

impl State {
    pub(super) fn create(&mut self, request: &Request) -> Reply {
        let fields = match self.fields(request) {
            Ok(fields) => fields,
            Err(refused) => return refused,
        };
        let text = |name: &str| fields.get(name).and_then(Value::as_str);
        let Some(hub) = text("hub") else { return self.error(400, "invalid args") };
        if !self.hubs.iter().any(|known| known == hub) {
            return self.error(612, "hub not found");
        }
        let number = self.number();
        let title = match fields.get("title") {
            None => format!("{:024x}", 0x5661_6263_0000_0000_u64 + number),
            Some(Value::String(title)) if is_title(title) => title.clone(),
            Some(_) => return self.error(400, "invalid args"),
        };
        let security = text("publishSecurity").unwrap_or(self.generation.publish_security()).to_owned();
        if !self.generation.takes_security(&security) {
            return self.error(400, "bad request");
        }
        if self.streams.iter().any(|stream| stream.hub == hub && stream.title == title) {
            return self.duplicate();
        }
        let key = text("publishKey").map(str::to_owned);
        let generation = self.generation;
        let stream = self.add(hub, &title);
        stream.publish_security = security;
        if let Some(key) = key {
            stream.publish_key = key;
        }
        Reply::json(200, &stream.json(generation))
    }

    fn duplicate(&self) -> Reply {
        if self.generation != Generation::Year2015 {
            return self.error(614, "stream already exists");
        }
        let detail = json!({ "error": 400_001, "message": "duplicated content" });
        let mut error = detail.clone();
        error["details"] = json!({ "title": detail });
        Reply::json(400, &error)
    }

    pub(super) fn list(&mut self, request: &Request) -> Reply {
        let Some(hub) = request.parameter("hub") else { return self.error(400, "invalid args") };
        if !self.hubs.contains(&hub) {
            return self.error(612, "hub not found");
        }
        let parameter = |name: &str| request.parameter(name).filter(|value| !value.is_empty());
        let number = |name: &str, other: usize| parameter(name).map_or(Ok(other), |text| text.parse());
        let (Ok(limit), Ok(from)) = (number("limit", PAGE), number("marker", 0)) else {
            return self.error(400, "invalid args");
        };
        let prefix = parameter("title").unwrap_or_default();
        let is_live = parameter("status").is_some_and(|status| status == "connected");
        let ids_only = request.parameter("idonly").is_some_and(|value| !matches!(&value[..], "false" | "0"));
        let found =
            self.streams.iter().filter(|stream| stream.hub == hub && stream.title.starts_with(&prefix));
        let page = found.filter(|stream| !is_live || stream.is_live).skip(from).take(limit);
        let item = |stream: &super::stream::Stream| {
            if ids_only { json!({ "id": stream.id() }) } else { stream.json(self.generation) }
        };
        let items: Vec<Value> = page.map(item).collect();
        let marker = if items.is_empty() { String::new() } else { (from + items.len()).to_string() };
        let is_end = items.len() < limit;
        let items = if items.is_empty() { Value::Null } else { items.into() };
        let mut answer = json!({ "marker": marker, "items": items });
        if self.generation != Generation::Year2015 {
            answer["end"] = is_end.into();
        }
        Reply::json(200, &answer)
    }
}

/// 4 to 200 letters, digits, `-` and `_`.
fn is_title(title: &str) -> bool {
    let is_known = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
    (4..=200).contains(&title.len()) && title.chars().all(is_known)
}
