//! A table of requests and their answers.

use serde_json::Value;

use crate::support::client::Answer;
use crate::support::server::Server;

/// One request, and what must be answered.
pub(super) struct Row {
    method: String,
    target: String,
    headers: Vec<(String, String)>,
    /// What is sent instead, as it is.
    raw: Option<Vec<u8>>,
    status: u16,
    /// Whether the connection refuses it before anybody has read it.
    is_unread: bool,
    checks: Vec<Check>,
}

enum Check {
    Header(&'static str, String),
    NoHeader(&'static str),
    Body(Vec<u8>),
    Json(Value),
    Says(String),
}

/// A GET of a path and query.
pub(super) fn get(target: impl Into<String>) -> Row {
    ask("GET", target)
}

/// A request of any method.
pub(super) fn ask(method: &str, target: impl Into<String>) -> Row {
    Row {
        method: method.to_owned(),
        target: target.into(),
        headers: Vec::new(),
        raw: None,
        status: 200,
        is_unread: false,
        checks: Vec::new(),
    }
}

/// These bytes, which are to be answered like a GET.
pub(super) fn raw(bytes: impl Into<Vec<u8>>) -> Row {
    Row { raw: Some(bytes.into()), ..get("") }
}

impl Row {
    /// Sends a header besides.
    pub(super) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    /// Is answered with this status, and not 200.
    pub(super) fn is(mut self, status: u16) -> Self {
        self.status = status;
        self
    }

    /// Is refused by the connection itself: the answer has a status and nothing else.
    pub(super) fn unread(mut self, status: u16) -> Self {
        self.is_unread = true;
        self.is(status)
    }

    /// Is answered with this header, whose name is in lower case.
    pub(super) fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.checks.push(Check::Header(name, value.into()));
        self
    }

    pub(super) fn no_header(mut self, name: &'static str) -> Self {
        self.checks.push(Check::NoHeader(name));
        self
    }

    pub(super) fn body(mut self, body: impl Into<Vec<u8>>) -> Self {
        self.checks.push(Check::Body(body.into()));
        self
    }

    pub(super) fn json(mut self, value: Value) -> Self {
        self.checks.push(Check::Json(value));
        self
    }

    /// Is answered with an error whose sentence has this in it.
    pub(super) fn says(mut self, text: impl Into<String>) -> Self {
        self.checks.push(Check::Says(text.into()));
        self
    }

    fn bytes(&self) -> Vec<u8> {
        if let Some(raw) = &self.raw {
            return raw.clone();
        }
        let host = ("Host".to_owned(), "t".to_owned());
        let has_host = self.headers.iter().any(|(name, _)| name == "Host");
        let host = (!has_host).then_some(&host);
        let mut lines = vec![format!("{} {} HTTP/1.1", self.method, self.target)];
        lines.extend(host.into_iter().chain(&self.headers).map(|(name, value)| format!("{name}: {value}")));
        lines.push("Connection: close\r\n\r\n".to_owned());
        lines.join("\r\n").into_bytes()
    }

    /// What is wrong with an answer, one by one.
    fn faults(&self, answer: &Answer) -> Vec<String> {
        let mut faults = Vec::new();
        let mut expect = |is_so: bool, what: &dyn Fn() -> String| {
            if !is_so {
                faults.push(what());
            }
        };
        expect(answer.status == self.status, &|| format!("status {}", self.status));
        let is_header = |name: &str, value: &str| answer.header(name) == Some(value);
        if !self.is_unread {
            expect(is_header("access-control-allow-origin", "*"), &|| "CORS".to_owned());
            let exposed = answer.header("access-control-expose-headers").unwrap_or_default();
            expect(exposed.contains("Content-Range"), &|| "pages may read Content-Range".to_owned());
            expect(is_header("x-content-type-options", "nosniff"), &|| "nosniff".to_owned());
            expect(answer.header("date").is_some(), &|| "a date".to_owned());
            if answer.status >= 400 && self.method != "HEAD" {
                let is_sentence = error_of(answer).is_some_and(|text| text.contains(' '));
                expect(is_sentence, &|| "a JSON error with a sentence".to_owned());
                expect(is_header("cache-control", "no-cache"), &|| "errors aren't kept".to_owned());
            }
        }
        for check in &self.checks {
            match check {
                Check::Header(name, value) => expect(is_header(name, value), &|| format!("{name}: {value}")),
                Check::NoHeader(name) => expect(answer.header(name).is_none(), &|| format!("no {name}")),
                Check::Body(body) => {
                    expect(answer.body == *body, &|| format!("body {:?}", String::from_utf8_lossy(body)));
                }
                Check::Json(value) => {
                    let found = serde_json::from_slice::<Value>(&answer.body).ok();
                    expect(found.as_ref() == Some(value), &|| format!("JSON {value}"));
                    expect(is_header("content-type", "application/json"), &|| "is called JSON".to_owned());
                }
                Check::Says(text) => {
                    let is_said = error_of(answer).is_some_and(|said| said.contains(text));
                    expect(is_said, &|| format!("an error that says {text:?}"));
                }
            }
        }
        faults
    }
}

/// The sentence of a JSON error.
fn error_of(answer: &Answer) -> Option<String> {
    let value: Value = serde_json::from_slice(&answer.body).ok()?;
    let error = value.as_object().filter(|object| object.len() == 1)?.get("error")?;
    (answer.header("content-type") == Some("application/json")).then_some(error.as_str()?.to_owned())
}

/// Sends each request on a connection of its own and looks at its answer.
///
/// # Panics
///
/// With all that is wrong.
pub(super) fn check(server: &Server, rows: impl IntoIterator<Item = Row>) {
    let mut faults = Vec::new();
    for row in rows {
        let mut connection = server.connect();
        let request = row.bytes();
        connection.send(&request);
        let answer = connection.answer(&row.method);
        let found = row.faults(&answer);
        if !found.is_empty() {
            let start = String::from_utf8_lossy(&request[..request.len().min(300)]);
            let body = String::from_utf8_lossy(&answer.body[..answer.body.len().min(2_000)]);
            let (status, headers) = (answer.status, &answer.headers);
            let found = found.join("; ");
            faults.push(format!("\n{start:?}\nshould have: {found}\nhas: {status} {headers:?}\n{body}\n"));
        }
        if !row.is_unread {
            assert!(connection.is_at_end(), "there is more than one answer to {:?}", row.target);
        }
    }
    assert!(faults.is_empty(), "{}", faults.concat());
}
