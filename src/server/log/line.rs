//! What a line of the access log says.

use std::fmt::Write as _;
use std::net::IpAddr;
use std::time::Duration;

use axum::http::{Method, StatusCode, Uri, Version};
use serde::Serialize;

use crate::server::log::target::{self, LEFT_OUT};
use crate::time::Time;

/// What lines look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// NCSA's common log format, which every tool reads: `HOST - USER [TIME] "REQUEST" STATUS BYTES`.
    Common,
    /// A JSON object with all that is known.
    Json,
}

/// An answer, and to what.
#[derive(Clone, Debug)]
pub(super) struct Line {
    /// When the request came.
    pub(super) time: Time,
    pub(super) id: String,
    pub(super) address: Option<IpAddr>,
    /// Who the client has proved to be.
    pub(super) user: Option<String>,
    pub(super) method: Method,
    pub(super) uri: Uri,
    pub(super) version: Version,
    pub(super) status: StatusCode,
    /// Of the body.
    pub(super) bytes: u64,
    /// Whether that was all of it.
    pub(super) is_complete: bool,
    /// From the request to the end of its answer.
    pub(super) took: Duration,
    pub(super) agent: Option<Vec<u8>>,
    pub(super) referer: Option<Vec<u8>>,
}

/// The fields of a JSON line.
#[derive(Serialize)]
struct Fields<'a> {
    time: String,
    id: &'a str,
    address: Option<IpAddr>,
    user: Option<&'a str>,
    method: &'a str,
    path: String,
    query: Option<String>,
    protocol: String,
    status: u16,
    bytes: u64,
    complete: bool,
    seconds: f64,
    user_agent: Option<String>,
    referer: Option<String>,
}

impl Line {
    /// The line, with its end.
    pub(super) fn text(&self, form: Form) -> String {
        match form {
            Form::Common => self.common(),
            Form::Json => self.json(),
        }
    }

    fn common(&self) -> String {
        const MONTHS: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let (year, month, day, hour, minute, second, _) = self.time.civil();
        let month = MONTHS.get(month as usize - 1).unwrap_or(&MONTHS[0]);
        let mut line = self.address.map_or_else(|| "-".to_owned(), |address| address.to_string());
        line.push_str(" - ");
        escape(&mut line, self.user.as_deref().filter(|user| !user.is_empty()).unwrap_or("-"), " []");
        // A String takes all that is written to it.
        let _ = write!(line, " [{day:02}/{month}/{year:04}:{hour:02}:{minute:02}:{second:02} +0000] \"");
        escape(&mut line, &target::shorten(self.method.as_str().as_bytes()), " ");
        line.push(' ');
        escape(&mut line, &target::target(&self.uri), " ");
        let (status, bytes) = (self.status.as_u16(), self.bytes);
        let _ = writeln!(line, " {:?}\" {status} {bytes}", self.version);
        line
    }

    fn json(&self) -> String {
        let fields = Fields {
            time: self.time.to_string(),
            id: &self.id,
            address: self.address,
            user: self.user.as_deref(),
            method: &target::shorten(self.method.as_str().as_bytes()),
            path: target::path(&self.uri),
            query: target::query(&self.uri),
            protocol: format!("{:?}", self.version),
            status: self.status.as_u16(),
            bytes: self.bytes,
            complete: self.is_complete,
            seconds: self.took.as_secs_f64(),
            user_agent: self.agent.as_deref().map(target::shorten),
            referer: self.referer.as_deref().map(target::referer),
        };
        // Texts and numbers can always be written.
        let text = serde_json::to_string(&fields).unwrap_or_default();
        let mut line = String::with_capacity(text.len() + 1);
        // Outside its texts JSON is ASCII; within them, letters that steer a terminal or turn a line around stay out.
        for letter in text.chars() {
            if letter.is_ascii() && letter != '\x7F' {
                line.push(letter);
            } else {
                for unit in letter.encode_utf16(&mut [0; 2]) {
                    let _ = write!(line, "\\u{unit:04x}");
                }
            }
        }
        line.push('\n');
        line
    }
}

/// Appends a text in which nothing ends a field or a line: as Apache escapes, by backslashes and hexadecimal digits.
/// These others are escaped besides.
fn escape(line: &mut String, text: &str, others: &str) {
    for (index, part) in text.split(LEFT_OUT).enumerate() {
        if index > 0 {
            line.push_str(LEFT_OUT);
        }
        for byte in part.bytes() {
            match byte {
                b'"' | b'\\' => line.extend(['\\', char::from(byte)]),
                b' '..=b'~' if !others.as_bytes().contains(&byte) => line.push(char::from(byte)),
                // A String takes all that is written to it.
                _ => drop(write!(line, "\\x{byte:02x}")),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn line(target: &str) -> Line {
        Line {
            time: Time::from_micros(1_714_557_600_123_456),
            id: "abc-1".to_owned(),
            address: Some("203.0.113.9".parse().unwrap()),
            user: None,
            method: Method::GET,
            uri: target.parse().unwrap(),
            version: Version::HTTP_11,
            status: StatusCode::PARTIAL_CONTENT,
            bytes: 1_234,
            is_complete: false,
            took: Duration::from_millis(1_500),
            agent: None,
            referer: None,
        }
    }

    #[test]
    fn a_common_line_is_what_tools_expect() {
        assert_eq!(
            line("/playlist/a.m3u8?start=-1h").text(Form::Common),
            "203.0.113.9 - - [01/May/2024:10:00:00 +0000] \"GET /playlist/a.m3u8?start=-1h HTTP/1.1\" 206 1234\n"
        );
        let address = Some("2001:db8::1".parse().unwrap());
        let tunnel = Line { address, method: Method::CONNECT, user: Some("ann".to_owned()), ..line("h:443") };
        assert_eq!(
            tunnel.text(Form::Common),
            "2001:db8::1 - ann [01/May/2024:10:00:00 +0000] \"CONNECT h:443 HTTP/1.1\" 206 1234\n"
        );
    }

    #[test]
    fn nothing_ends_a_field_before_its_time() {
        let user = Some("a\" 200 0\n127.0.0.1 - root [x] \u{1b}\u{e9}".to_owned());
        let hostile = Line { user, address: None, ..line("/link/secret/a\"b\\c\u{e9}") };
        assert_eq!(
            hostile.text(Form::Common),
            "- - a\\\"\\x20200\\x200\\x0a127.0.0.1\\x20-\\x20root\\x20\\x5bx\\x5d\\x20\\x1b\\xc3\\xa9 \
             [01/May/2024:10:00:00 +0000] \"GET /link/…/a\\\"b\\\\c\\xc3\\xa9 HTTP/1.1\" 206 1234\n"
        );
    }

    #[test]
    fn a_json_line_holds_everything_as_plain_letters() {
        let agent = Some(b"a\xFF\xC2\x9B\t\xE2\x80\xAE\xF0\x9F\x98\x80\"\x7F".to_vec());
        let line = Line { agent, referer: Some(b"https://a/link/b".to_vec()), ..line("/link/t/\"x?y=z") };
        let text = line.text(Form::Json);
        let body = text.strip_suffix('\n').unwrap();
        assert!(body.bytes().all(|byte| (b' '..=b'~').contains(&byte)), "{text}");
        let value: Value = serde_json::from_str(body).unwrap();
        assert_eq!(
            value,
            json!({
                "time": "2024-05-01T10:00:00.123456Z", "id": "abc-1", "address": "203.0.113.9", "user": null,
                "method": "GET", "path": "/link/…/\"x", "query": "y=z", "protocol": "HTTP/1.1",
                "status": 206, "bytes": 1_234, "complete": false, "seconds": 1.5,
                "user_agent": "a\u{FFFD}\u{9B}\t\u{202E}\u{1F600}\"\x7F", "referer": "https://a/link/…",
            })
        );
    }
}
