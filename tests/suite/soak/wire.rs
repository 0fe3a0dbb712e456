//! A client's end of a connection, of which hundreds can be at work in one thread.

use std::io::{Error, ErrorKind, Result};
use std::net::SocketAddr;
use std::time::Instant;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::timeout;

use super::ledger::Asked;
use crate::support::wait::PATIENCE;

/// A connection to the server.
pub(super) struct Wire(pub(super) BufReader<TcpStream>);

/// An answer.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    /// Names in lower case.
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
    pub(super) asked: Asked,
}

/// What an answer's head promises.
pub(super) struct Head {
    pub(super) status: u16,
    pub(super) headers: Vec<(String, String)>,
}

impl Wire {
    pub(super) async fn open(address: SocketAddr) -> Result<Self> {
        let stream = timeout(PATIENCE, TcpStream::connect(address)).await??;
        stream.set_nodelay(true)?;
        Ok(Self(BufReader::new(stream)))
    }

    /// The same for who reads so slowly that hardly anything may wait on the way.
    pub(super) async fn open_narrow(address: SocketAddr) -> Result<Self> {
        let socket = TcpSocket::new_v4()?;
        socket.set_recv_buffer_size(4_096)?;
        Ok(Self(BufReader::with_capacity(1_024, timeout(PATIENCE, socket.connect(address)).await??)))
    }

    pub(super) async fn send(&mut self, bytes: &[u8]) -> Result<()> {
        timeout(PATIENCE, self.0.get_mut().write_all(bytes)).await?
    }

    /// The answer to a request, which may take long if it waits for something.
    pub(super) async fn ask(&mut self, method: &str, target: &str, headers: &str) -> Result<Answer> {
        let sent = Instant::now();
        self.send(format!("{method} {target} HTTP/1.1\r\nHost: t\r\n{headers}\r\n").as_bytes()).await?;
        timeout(PATIENCE * 2, async {
            let head = self.head().await?;
            let body = self.body(method, &head).await?;
            let asked = Asked { sent, answered: Instant::now() };
            Ok(Answer { status: head.status, headers: head.headers, body, asked })
        })
        .await?
    }

    pub(super) async fn head(&mut self) -> Result<Head> {
        let line = self.line().await?;
        let status = line.strip_prefix("HTTP/1.1 ").and_then(|rest| rest.get(..3)?.parse().ok());
        let status = status.ok_or_else(|| broken(&format!("no status line: {line:?}")))?;
        let mut headers = Vec::new();
        loop {
            let line = self.line().await?;
            if line.is_empty() {
                return Ok(Head { status, headers });
            }
            let (name, value) =
                line.split_once(':').ok_or_else(|| broken(&format!("no header: {line:?}")))?;
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
    }

    async fn body(&mut self, method: &str, head: &Head) -> Result<Vec<u8>> {
        let length = head.header("content-length");
        if method == "HEAD" || matches!(head.status, 204 | 304) {
            return Ok(Vec::new());
        }
        let length = length.and_then(|length| length.parse().ok());
        let mut body = vec![0; length.ok_or_else(|| broken("an answer without its length"))?];
        self.0.read_exact(&mut body).await?;
        Ok(body)
    }

    async fn line(&mut self) -> Result<String> {
        let mut line = Vec::new();
        if self.0.read_until(b'\n', &mut line).await? == 0 {
            return Err(ErrorKind::UnexpectedEof.into());
        }
        let line = String::from_utf8(line).map_err(|_| broken("a head that is not UTF-8"))?;
        Ok(line.strip_suffix("\r\n").ok_or_else(|| broken("a line without its end"))?.to_owned())
    }
}

fn broken(what: &str) -> Error {
    Error::new(ErrorKind::InvalidData, what)
}

impl Head {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        find(&self.headers, name)
    }
}

impl Answer {
    pub(super) fn header(&self, name: &str) -> Option<&str> {
        find(&self.headers, name)
    }

    pub(super) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

fn find<'a>(headers: &'a [(String, String)], name: &str) -> Option<&'a str> {
    headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}
