//! A server of canned bytes: a connection for each request, in the order of a script.

use std::io::{ErrorKind, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;

/// What is done with a connection.
pub(in crate::pili) enum Act {
    /// Read the request, send this, close.
    Send(Vec<u8>),
    /// Read the request, send this, and say nothing more until the client leaves.
    Hold(Vec<u8>),
    /// Close without reading.
    Slam,
}

/// An answer with a length, which says that the connection ends with it.
pub(in crate::pili) fn answer(status: &str, headers: &str, body: &str) -> Act {
    let length = body.len();
    let text =
        format!("HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n{headers}\r\n{body}");
    Act::Send(text.into_bytes())
}

/// Bytes as they are.
pub(in crate::pili) fn raw(text: &str) -> Act {
    Act::Send(text.as_bytes().to_vec())
}

pub(in crate::pili) struct Server {
    /// Its host and port.
    pub(in crate::pili) address: String,
    listener: TcpListener,
    requests: Receiver<Vec<String>>,
}

impl Server {
    pub(in crate::pili) fn start(script: Vec<Act>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let (sender, requests) = mpsc::channel();
        let accepting = listener.try_clone().unwrap();
        std::thread::spawn(move || {
            let requests = script.into_iter().map(|act| serve(accepting.accept().unwrap().0, act)).collect();
            sender.send(requests).unwrap();
        });
        Self { address, listener, requests }
    }

    pub(in crate::pili) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The requests that came. There must be one for each act of the script, and not one more.
    pub(in crate::pili) fn finish(self) -> Vec<String> {
        let requests = self.requests.recv_timeout(Duration::from_secs(10)).expect("fewer requests came");
        self.listener.set_nonblocking(true).unwrap();
        let more = self.listener.accept();
        assert_eq!(more.map(drop).unwrap_err().kind(), ErrorKind::WouldBlock, "more requests came");
        requests
    }
}

fn serve(mut connection: TcpStream, act: Act) -> String {
    connection.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    let (bytes, holds) = match act {
        Act::Slam => return String::new(),
        Act::Send(bytes) => (bytes, false),
        Act::Hold(bytes) => (bytes, true),
    };
    let request = request(&mut connection);
    connection.write_all(&bytes).unwrap();
    if holds {
        // Until the client leaves.
        std::thread::spawn(move || connection.read(&mut [0]));
    }
    request
}

/// A request, with the body that its Content-Length promises.
fn request(connection: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes);
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let length = head.to_ascii_lowercase();
            let length = length.split("content-length: ").nth(1).and_then(|rest| rest.lines().next());
            if body.len() >= length.map_or(0, |length| length.parse().unwrap()) {
                return text.into_owned();
            }
        }
        let mut buffer = [0; 4_096];
        let read = connection.read(&mut buffer).unwrap();
        assert_ne!(read, 0, "the client left in the middle of a request");
        bytes.extend_from_slice(&buffer[..read]);
    }
}
