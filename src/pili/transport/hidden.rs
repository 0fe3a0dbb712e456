//! Secrets left out of what is told: those a request has, and those that answers hold by their names.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use crate::secret::{HIDDEN, Secret};

/// The most of a body that is told, in bytes.
const LONGEST_TOLD: usize = 4 * 1024;

/// What must not be shown of a request and of what is said to it.
#[derive(Clone, Default)]
pub(in crate::pili) struct Hidden(Vec<String>);

impl Hidden {
    /// Hides this, also as it is written in JSON and in URLs.
    pub(in crate::pili) fn add(&mut self, secret: &Secret) {
        let plain = secret.expose();
        let quoted = Value::from(plain).to_string();
        let json = quoted.trim_start_matches('"').strip_suffix('"').unwrap_or_default().to_owned();
        let encoded = utf8_percent_encode(plain, NON_ALPHANUMERIC).to_string();
        for form in [plain.to_owned(), json, encoded] {
            if !form.is_empty() && !self.0.contains(&form) {
                self.0.push(form);
            }
        }
        // A secret that holds another is hidden whole.
        self.0.sort_by_key(|form| std::cmp::Reverse(form.len()));
    }

    /// A text without them, without values of `key=` and `token=` in URLs, and without anything after the name
    /// of a publish key.
    pub(in crate::pili) fn text(&self, text: &str) -> String {
        let mut shown = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(first) = rest.chars().next() {
            if let Some(secret) = self.0.iter().find(|secret| rest.starts_with(secret.as_str())) {
                shown.push_str(HIDDEN);
                rest = &rest[secret.len()..];
            } else if let Some(name) = parameter(rest) {
                shown.push_str(&rest[..name]);
                shown.push_str(HIDDEN);
                let end = |c: char| c.is_whitespace() || "&\"'<>\\".contains(c);
                rest = &rest[name..];
                rest = &rest[rest.find(end).unwrap_or(rest.len())..];
            } else if is_name(rest, "publishKey") {
                shown.push_str("publishKey ");
                shown.push_str(HIDDEN);
                break;
            } else {
                shown.push(first);
                rest = &rest[first.len_utf8()..];
            }
        }
        shown
    }

    /// JSON without them, nor the values of fields whose names say that they are secret.
    pub(in crate::pili) fn json(&self, value: &mut Value) {
        match value {
            Value::String(text) => *text = self.text(text),
            Value::Array(items) => items.iter_mut().for_each(|item| self.json(item)),
            Value::Object(fields) => {
                for (name, value) in fields.iter_mut() {
                    if is_secret(name) && !value.is_null() {
                        *value = HIDDEN.into();
                    } else {
                        self.json(value);
                    }
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    /// A body in one line for a log.
    pub(in crate::pili) fn body(&self, body: &[u8]) -> String {
        let mut line = match serde_json::from_slice::<Value>(body) {
            Ok(mut value) => {
                self.json(&mut value);
                value.to_string()
            }
            Err(_) => self.text(&String::from_utf8_lossy(body)),
        };
        if line.len() > LONGEST_TOLD {
            let end = (0..=LONGEST_TOLD).rev().find(|end| line.is_char_boundary(*end)).unwrap_or(0);
            line.truncate(end);
            line.push('…');
        }
        line
    }
}

/// The length of what begins the text, if that is a parameter of a URL that holds a secret.
fn parameter(text: &str) -> Option<usize> {
    let separator = text.strip_prefix(['?', '&'])?;
    ["key=", "token="].iter().find(|name| separator.starts_with(**name)).map(|name| 1 + name.len())
}

fn is_name(text: &str, name: &str) -> bool {
    text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
}

fn is_secret(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["publishkey", "token", "secret", "password", "authorization"].iter().any(|part| name.contains(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_hidden_in_every_form_they_are_written_in() {
        let mut hidden = Hidden::default();
        for secret in ["SK", "SK\"long/1", "hid", ""] {
            hidden.add(&Secret::new(secret));
        }
        for (text, shown) in [
            ("SK, SK\"long/1 and aSKb", "[hidden], [hidden] and a[hidden]b"),
            (r#"{"a":"SK\"long/1"}"#, r#"{"a":"[hidden]"}"#),
            ("?x=SK%22long%2F1&y", "?x=[hidden]&y"),
            ("rtmp://h/a?key=abc&b=1 &token=x:y=\" k", "rtmp://h/a?key=[hidden]&b=1 &token=[hidden]\" k"),
            ("a monkey=1", "a monkey=1"),
            ("{\"publishkey\":\"abc", "{\"publishKey [hidden]"),
            ("é", "é"),
        ] {
            assert_eq!(hidden.text(text), shown);
        }
    }

    #[test]
    fn bodies_are_told_without_what_their_names_say_is_secret() {
        let hidden = Hidden::default();
        let body = br#"{"items":[{"id":"a","publishKey":"abc"},{"publishKey":null}],"uploadToken":["x"]}"#;
        assert_eq!(
            hidden.body(body),
            r#"{"items":[{"id":"a","publishKey":"[hidden]"},{"publishKey":null}],"uploadToken":"[hidden]"}"#
        );
        assert_eq!(hidden.body(b"<p>\xff"), "<p>\u{fffd}");
        assert!(hidden.body("é".repeat(9_000).as_bytes()).len() < 5_000);
    }
}
