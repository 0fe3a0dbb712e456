//! Replies, and the ways in which they arrive: whole, in chunks, drop by drop, or never to their end.

use std::io::{self, Write};
use std::time::Duration;

use serde_json::Value;

/// A reply.
#[derive(Clone, Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    /// None where there is no body.
    pub(crate) kind: Option<String>,
    /// Headers besides those that every reply has.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    pub(crate) delivery: Delivery,
}

/// How a body arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Delivery {
    /// With its length, at once.
    Whole,
    /// In chunks, without its length.
    Chunked,
    /// With its length, but the connection ends after so many bytes of it.
    CutAfter(usize),
    /// In so many pieces, with a silence before each.
    Drip(usize, Duration),
}

impl Reply {
    pub(crate) fn json(status: u16, body: &Value) -> Self {
        Self::new(status, "application/json", body.to_string())
    }

    pub(crate) fn new(status: u16, kind: &str, body: impl Into<Vec<u8>>) -> Self {
        let (headers, delivery) = (Vec::new(), Delivery::Whole);
        Self { status, kind: Some(kind.to_owned()), headers, body: body.into(), delivery }
    }

    /// 204: neither type nor body.
    pub(crate) fn nothing() -> Self {
        Self { kind: None, ..Self::new(204, "", "") }
    }

    pub(crate) fn header(mut self, name: &str, value: impl Into<String>) -> Self {
        self.headers.push((name.to_owned(), value.into()));
        self
    }

    pub(crate) fn delivery(self, delivery: Delivery) -> Self {
        Self { delivery, ..self }
    }

    /// Sends it. An error ends the connection; so does what was cut off.
    pub(super) fn write_to(&self, to: &mut impl Write) -> io::Result<()> {
        let mut head = format!("HTTP/1.1 {} {}\r\n", self.status, reason(self.status));
        let mut add = |name: &str, value: &str| head.extend([name, ": ", value, "\r\n"]);
        if let Some(kind) = &self.kind {
            add("Content-Type", kind);
            match self.delivery {
                Delivery::Chunked => add("Transfer-Encoding", "chunked"),
                _ => add("Content-Length", &self.body.len().to_string()),
            }
        }
        self.headers.iter().for_each(|(name, value)| add(name, value));
        head.push_str("\r\n");
        let body = if self.kind.is_some() { &self.body[..] } else { &[] };
        match self.delivery {
            Delivery::Whole => to.write_all(&[head.as_bytes(), body].concat()),
            Delivery::Chunked => {
                to.write_all(head.as_bytes())?;
                for chunk in body.chunks(body.len().div_ceil(3).max(1)) {
                    to.write_all(format!("{:x}\r\n", chunk.len()).as_bytes())?;
                    to.write_all(&[chunk, b"\r\n"].concat())?;
                }
                to.write_all(b"0\r\n\r\n")
            }
            Delivery::CutAfter(length) => {
                to.write_all(&[head.as_bytes(), &body[..length.min(body.len())]].concat())?;
                Err(io::ErrorKind::ConnectionAborted.into())
            }
            Delivery::Drip(pieces, pause) => {
                to.write_all(head.as_bytes())?;
                for piece in body.chunks(body.len().div_ceil(pieces).max(1)) {
                    // The silence is what is being tested; nobody waits for anything here.
                    std::thread::sleep(pause);
                    to.write_all(piece)?;
                }
                Ok(())
            }
        }
    }
}

/// What stands behind a status. The cloud's own have nothing there.
fn reason(status: u16) -> &'static str {
    match status {
        200 => "OK",
        204 => "No Content",
        302 => "Found",
        400 => "Bad Request",
        401 => "Unauthorized",
        404 => "Not Found",
        429 => "Too Many Requests",
        500 => "Internal Server Error",
        502 => "Bad Gateway",
        503 => "Service Unavailable",
        _ => "",
    }
}
