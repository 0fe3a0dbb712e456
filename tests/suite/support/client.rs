//! A client that sends exactly the bytes it is given, where a library would tidy them, and reads answers
//! strictly.

use std::io::{BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::time::Duration;

use super::wait::PATIENCE;

/// How long something that must not come is waited for.
const MOMENT: Duration = Duration::from_millis(300);

/// A connection to a server.
pub(crate) struct Connection(BufReader<TcpStream>);

/// An answer, as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Answer {
    /// `HTTP/1.1`
    pub(crate) version: String,
    pub(crate) status: u16,
    /// Names in lower case.
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Connection {
    pub(crate) fn open(address: SocketAddr) -> Self {
        let stream = TcpStream::connect_timeout(&address, PATIENCE).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        stream.set_nodelay(true).unwrap();
        Self(BufReader::new(stream))
    }

    /// Sends these bytes. A server may answer, and close, before it has read all of them.
    pub(crate) fn send(&mut self, bytes: &[u8]) {
        match self.0.get_mut().write_all(bytes) {
            Err(error) if matches!(error.kind(), ErrorKind::BrokenPipe | ErrorKind::ConnectionReset) => {}
            sent => sent.unwrap(),
        }
    }

    /// Reads the answer to a request of this method.
    ///
    /// # Panics
    ///
    /// If it is none by RFC 9112, or comes too late.
    pub(crate) fn answer(&mut self, method: &str) -> Answer {
        let mut answer = self.head();
        answer.body = self.body(method, &answer);
        answer
    }

    /// Reads an answer's head, without its body.
    pub(crate) fn head(&mut self) -> Answer {
        let line = self.line();
        let mut fields = line.splitn(3, ' ');
        let version = fields.next().unwrap().to_owned();
        assert!(version.starts_with("HTTP/1."), "no status line: {line:?}");
        let status =
            fields.next().and_then(|status| status.parse().ok()).unwrap_or_else(|| panic!("{line:?}"));
        let mut headers = Vec::new();
        loop {
            let line = self.line();
            if line.is_empty() {
                return Answer { version, status, headers, body: Vec::new() };
            }
            let (name, value) = line.split_once(':').unwrap_or_else(|| panic!("no header: {line:?}"));
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
    }

    /// Reads so many bytes of a body.
    pub(crate) fn bytes(&mut self, length: usize) -> Vec<u8> {
        let mut bytes = vec![0; length];
        self.0.read_exact(&mut bytes).unwrap();
        bytes
    }

    /// Whether the server has closed the connection and there is nothing more to read.
    pub(crate) fn is_at_end(&mut self) -> bool {
        match self.0.fill_buf() {
            Ok(rest) => rest.is_empty(),
            Err(error) => error.kind() == ErrorKind::ConnectionReset,
        }
    }

    /// Says that nothing more will be sent.
    pub(crate) fn end(&mut self) {
        // It may be closed already.
        let _ = self.0.get_ref().shutdown(Shutdown::Write);
    }

    /// All that comes until the server closes the connection.
    pub(crate) fn rest(&mut self) -> String {
        let mut rest = Vec::new();
        match self.0.read_to_end(&mut rest) {
            Err(error) if error.kind() == ErrorKind::ConnectionReset => {}
            read => drop(read.unwrap()),
        }
        String::from_utf8_lossy(&rest).into_owned()
    }

    /// Whether the server has closed it by now; does not wait for that.
    pub(crate) fn is_closed(&mut self) -> bool {
        let stream = self.0.get_ref();
        stream.set_nonblocking(true).unwrap();
        let peeked = stream.peek(&mut [0]);
        stream.set_nonblocking(false).unwrap();
        match peeked {
            Ok(count) => count == 0,
            Err(error) => error.kind() != ErrorKind::WouldBlock,
        }
    }

    /// Whether nothing comes for a moment.
    pub(crate) fn is_silent(&mut self) -> bool {
        let stream = self.0.get_ref();
        stream.set_read_timeout(Some(MOMENT)).unwrap();
        let peeked = stream.peek(&mut [0]);
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        matches!(peeked, Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut))
    }

    fn body(&mut self, method: &str, answer: &Answer) -> Vec<u8> {
        if method == "HEAD" || matches!(answer.status, 100..=199 | 204 | 304) {
            return Vec::new();
        }
        if answer.header("transfer-encoding") == Some("chunked") {
            assert_eq!(answer.header("content-length"), None, "two ways to tell the length");
            return self.chunks();
        }
        if let Some(length) = answer.header("content-length") {
            return self.bytes(length.parse().unwrap());
        }
        let mut body = Vec::new();
        self.0.read_to_end(&mut body).unwrap();
        body
    }

    fn chunks(&mut self) -> Vec<u8> {
        let mut body = Vec::new();
        loop {
            let size = self.line();
            let size = usize::from_str_radix(&size, 16).unwrap_or_else(|_| panic!("no chunk: {size:?}"));
            body.extend(self.bytes(size));
            assert_eq!(self.line(), "", "a chunk ends with its line");
            if size == 0 {
                return body;
            }
        }
    }

    fn line(&mut self) -> String {
        let mut line = Vec::new();
        self.0.read_until(b'\n', &mut line).unwrap();
        let line = String::from_utf8(line).unwrap();
        line.strip_suffix("\r\n").unwrap_or_else(|| panic!("the answer ends early: {line:?}")).to_owned()
    }
}

impl Answer {
    /// The value of a header, whose name is in lower case.
    ///
    /// # Panics
    ///
    /// If it is there twice.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut values = self.headers.iter().filter(|(known, _)| known == name).map(|(_, value)| value);
        let value = values.next();
        assert_eq!(values.next(), None, "two headers {name}");
        value.map(String::as_str)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }
}
