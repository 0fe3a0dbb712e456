//! A client of HTTP/2 that sends exactly the frames it is told to (RFC 9113), in the clear.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpStream;

use crate::support::server::Server;
use crate::support::wait::PATIENCE;

pub(super) const DATA: u8 = 0;
pub(super) const HEADERS: u8 = 1;
pub(super) const RST_STREAM: u8 = 3;
pub(super) const SETTINGS: u8 = 4;
pub(super) const PING: u8 = 6;
pub(super) const GOAWAY: u8 = 7;
pub(super) const WINDOW_UPDATE: u8 = 8;
pub(super) const END_STREAM: u8 = 1;
const ACK: u8 = 1;
/// `END_STREAM` and `END_HEADERS`.
const WHOLE: u8 = 5;
/// As much as a window can hold.
const ALL: u32 = (1 << 31) - 1;

#[derive(Clone, Debug)]
pub(super) struct Frame {
    pub(super) kind: u8,
    pub(super) flags: u8,
    pub(super) stream: u32,
    pub(super) payload: Vec<u8>,
}

pub(super) struct Connection(TcpStream);

/// What came of one stream.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Answer {
    /// None if the stream was reset before.
    pub(super) status: Option<u16>,
    pub(super) body: Vec<u8>,
    pub(super) is_reset: bool,
}

impl Connection {
    /// Connects, and lets the server send so much of each answer, and all of them together as much as can be.
    pub(super) fn open(server: &Server, window: Option<u32>) -> Self {
        let stream = TcpStream::connect(server.address()).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        let mut connection = Self(stream);
        connection.0.write_all(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").unwrap();
        // SETTINGS_INITIAL_WINDOW_SIZE.
        let settings = [&[0, 4][..], &window.unwrap_or(ALL).to_be_bytes()].concat();
        connection.send(SETTINGS, 0, 0, &settings);
        connection.send(WINDOW_UPDATE, 0, 0, &(ALL - 65_535).to_be_bytes());
        connection
    }

    /// Sends a frame. A server may have closed the connection by then: whether it has not.
    pub(super) fn send(&mut self, kind: u8, flags: u8, stream: u32, payload: &[u8]) -> bool {
        let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
        let head = [&length[1..], &[kind, flags], &stream.to_be_bytes()].concat();
        self.0.write_all(&[&head, payload].concat()).is_ok()
    }

    /// Asks for a path, with these headers besides.
    pub(super) fn ask(&mut self, stream: u32, path: &str, headers: &[(&str, &str)]) -> bool {
        let pseudo = [(":method", "GET"), (":scheme", "http"), (":authority", "t"), (":path", path)];
        let mut block = Vec::new();
        for (name, value) in pseudo.iter().chain(headers) {
            // A literal that is not to be indexed (RFC 7541 §6.2.2).
            block.push(0);
            for text in [name, value] {
                let length = text.len();
                if length < 127 {
                    block.push(u8::try_from(length).unwrap());
                } else {
                    let rest = length - 127;
                    block.extend([
                        127,
                        u8::try_from(rest % 128).unwrap() | 128,
                        u8::try_from(rest / 128).unwrap(),
                    ]);
                }
                block.extend(text.bytes());
            }
        }
        self.send(HEADERS, WHOLE, stream, &block)
    }

    /// The next frame that is no housekeeping, which is answered as it must be; none at the end.
    pub(super) fn next(&mut self) -> Option<Frame> {
        loop {
            let mut head = [0; 9];
            self.0.read_exact(&mut head).ok()?;
            let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
            let mut payload = vec![0; usize::try_from(length).unwrap()];
            self.0.read_exact(&mut payload).ok()?;
            let stream = u32::from_be_bytes([head[5], head[6], head[7], head[8]]);
            let frame = Frame { kind: head[3], flags: head[4], stream, payload };
            match frame.kind {
                SETTINGS if frame.flags & ACK == 0 => drop(self.send(SETTINGS, ACK, 0, &[])),
                PING if frame.flags & ACK == 0 => drop(self.send(PING, ACK, 0, &frame.payload)),
                SETTINGS | PING | WINDOW_UPDATE => {}
                _ => return Some(frame),
            }
        }
    }

    /// What comes of so many streams.
    pub(super) fn answers(&mut self, count: usize) -> BTreeMap<u32, Answer> {
        let (mut answers, mut ended) = (BTreeMap::<u32, Answer>::new(), 0);
        while ended < count {
            let frame = self.next().expect("the connection goes on");
            assert_ne!(frame.kind, GOAWAY, "{frame:?}");
            let answer = answers.entry(frame.stream).or_default();
            match frame.kind {
                HEADERS => answer.status = Some(status(&frame.payload)),
                DATA => answer.body.extend(&frame.payload),
                RST_STREAM => answer.is_reset = true,
                _ => panic!("{frame:?}"),
            }
            if frame.kind == RST_STREAM || frame.flags & END_STREAM != 0 {
                ended += 1;
            }
        }
        answers
    }
}

/// The status at the beginning of a block of headers: one of the static table (RFC 7541, appendix A), or a literal of
/// three digits.
fn status(block: &[u8]) -> u16 {
    const KNOWN: [u16; 7] = [200, 204, 206, 304, 400, 404, 500];
    match block[0] {
        index @ 0x88..=0x8e => KNOWN[usize::from(index - 0x88)],
        _ => 0,
    }
}
