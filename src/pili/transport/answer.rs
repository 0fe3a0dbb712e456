//! What an answer says that is no success: one line, whatever generation of server or proxy wrote it.
//!
//! Old servers give `error` a number and say it in `message`, with `details` for each field; newer ones say it
//! in `error`; proxies send pages; and some bodies are empty.

use reqwest::StatusCode;
use serde_json::{Map, Value};

use crate::pili::quote;

#[cfg(test)]
mod tests;

/// The most characters of a server's words that are repeated.
const LONGEST: usize = 200;
/// What an old server says instead of 614.
const TAKEN: &str = "duplicated content";
/// The old servers' number for an account that has no live streaming.
const NOT_ENABLED: i64 = 401_001;

/// Whether a refusal says, as old servers do whatever their status, that there is such a thing already.
pub(super) fn says_taken(body: &[u8]) -> bool {
    body.windows(TAKEN.len()).any(|part| part == TAKEN.as_bytes())
}

/// Whether the body of a success agrees: there is none, or it is `null` or JSON with something in it. One that was
/// cut off agrees if it began like that.
pub(super) fn is_consent(status: u16, body: &[u8], is_whole: bool) -> bool {
    let text = body.trim_ascii();
    if status == 204 || text.is_empty() {
        return true;
    }
    if !is_whole {
        return text.starts_with(b"{") || text.starts_with(b"[") || b"null".starts_with(text);
    }
    matches!(serde_json::from_slice(body), Ok(Value::Null | Value::Object(_) | Value::Array(_)))
}

/// A refusal in one line: its status, and what the server says or else what the status means.
pub(super) fn refusal(status: u16, body: &[u8]) -> String {
    let (said, number) = said(body);
    let repeated = status.to_string();
    let said = said.map(|said| match said.strip_prefix(&repeated) {
        Some(rest) if rest.starts_with([' ', ':']) => rest.trim_start_matches([' ', ':']).to_owned(),
        _ => said,
    });
    let said = said.filter(|said| !said.is_empty() && *said != repeated);
    let mut line = format!("{status} {}", said.as_deref().unwrap_or_else(|| meaning(status)));
    if let Some(number) = number.filter(|number| *number != i64::from(status) && *number != 0) {
        line.extend([" (", &number.to_string(), ")"]);
    }
    let explained = match (status, said.as_deref()) {
        (_, _) if number == Some(NOT_ENABLED) => Some("this account is not enabled for live streaming"),
        (619, None | Some("no data")) => Some("nothing is recorded in that range"),
        (619, Some("no live")) => Some("nobody is publishing"),
        _ => None,
    };
    if let Some(explained) = explained {
        line.extend([": ", explained]);
    }
    line
}

/// What a body says that should have been JSON: nothing of what is nearly JSON, as it may hold a key.
pub(super) fn nonsense(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let text = text.trim();
    if text.is_empty() {
        return "it is empty".to_owned();
    }
    match serde_json::from_slice::<Value>(body) {
        Ok(Value::Object(_)) => "it is not what was asked for".to_owned(),
        Ok(_) => "it is no JSON object".to_owned(),
        Err(error) if text.starts_with(['{', '[', '"']) => format!("it is no JSON: {error}"),
        Err(_) => format!("it is no JSON but says '{}'", line(text).unwrap_or_default()),
    }
}

/// A server's words in one line.
pub(super) fn one_line(text: &str) -> String {
    line(text).unwrap_or_default()
}

/// What a body says in one line, and the number it gives for it.
fn said(body: &[u8]) -> (Option<String>, Option<i64>) {
    let text = String::from_utf8_lossy(body);
    match serde_json::from_str(text.trim_start_matches('\u{feff}')) {
        Ok(Value::Object(fields)) => {
            let number = ["error", "errno", "code"].iter().find_map(|name| fields.get(*name)?.as_i64());
            (said_by(&fields), number)
        }
        Ok(Value::String(text)) => (line(&text), None),
        Ok(_) => (None, None),
        Err(_) => (line(&text), None),
    }
}

fn said_by(fields: &Map<String, Value>) -> Option<String> {
    let text = |name: &str| line(fields.get(name)?.as_str()?);
    let mut said = text("message").or_else(|| text("error")).unwrap_or_default();
    let details = fields.get("details").and_then(Value::as_object);
    for (field, detail) in details.into_iter().flatten().take(5) {
        let detail = detail.get("message").unwrap_or(detail).as_str().and_then(line);
        if let (Some(field), Some(detail)) = (line(field), detail) {
            let separator = if said.is_empty() { "" } else { "; " };
            said.extend([separator, &field, ": ", &detail]);
        }
    }
    (!said.is_empty()).then(|| shorten(&said))
}

/// A text or a page in one line: a page's title, or else its words without tags; none if nothing is left.
fn line(text: &str) -> Option<String> {
    let words = match title(text) {
        Some(title) => title.to_owned(),
        None if text.trim_start().starts_with('<') => without_tags(text),
        None => text.to_owned(),
    };
    let words = words.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    let line = quote::one_line(words.collect::<Vec<_>>().join(" ").chars());
    (!line.is_empty()).then(|| shorten(&line))
}

fn shorten(line: &str) -> String {
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}

fn title(text: &str) -> Option<&str> {
    let lower = text.to_ascii_lowercase();
    let start = lower.find("<title>")? + "<title>".len();
    let end = start + lower[start..].find("</title>")?;
    Some(text[start..end].trim()).filter(|title| !title.is_empty())
}

/// The words between tags. What is in a style or a script is nobody's words.
fn without_tags(text: &str) -> String {
    let mut words = String::new();
    let mut skipped_until: Option<&str> = None;
    for part in text.split('<').skip(1) {
        let (tag, after) = part.split_once('>').unwrap_or((part, ""));
        let tag = tag.to_ascii_lowercase();
        match skipped_until {
            Some(end) if tag.starts_with(end) => skipped_until = None,
            Some(_) => continue,
            None if tag.starts_with("style") => skipped_until = Some("/style"),
            None if tag.starts_with("script") => skipped_until = Some("/script"),
            None => {}
        }
        if skipped_until.is_none() {
            words.push(' ');
            words.push_str(after);
        }
    }
    words
}

/// What a status means whose answer says nothing.
fn meaning(status: u16) -> &'static str {
    match status {
        612 => "no such resource",
        614 => "exists already",
        619 => "no data",
        _ => StatusCode::from_u16(status)
            .ok()
            .and_then(|status| status.canonical_reason())
            .unwrap_or("refused"),
    }
}
