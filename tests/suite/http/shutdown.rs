//! Signals: a server finishes what it has begun, and ends.

use std::net::TcpStream;

use super::fixture::{Fixture, at, segment};
use crate::support::archive::TWO_SECONDS;
use crate::support::client::Connection;
use crate::support::wait;

/// More than the system keeps for a client that does not read.
const LARGE: usize = 20_000_000;

fn large() -> Vec<u8> {
    b"0123456789".repeat(LARGE / 10)
}

/// A download of which the client has read the start.
fn download(fixture: &Fixture) -> Connection {
    let name = fixture.archive.record("show/source", at(8), TWO_SECONDS, "full", &large());
    let mut connection = fixture.server.connect();
    let request = format!("GET {} HTTP/1.1\r\nHost: t\r\n\r\n", segment(&name));
    connection.send(request.as_bytes());
    let head = connection.head();
    assert_eq!(head.header("content-length"), Some(LARGE.to_string().as_str()));
    assert_eq!(connection.bytes(3), *b"012");
    connection
}

#[test]
fn a_download_under_way_is_finished() {
    let fixture = Fixture::new();
    let mut connection = download(&fixture);
    let mut idle = fixture.server.connect();
    idle.send(b"GET /healthz HTTP/1.1\r\nHost: t\r\n\r\n");
    assert_eq!(idle.answer("GET").status, 200);
    let address = fixture.server.address();
    fixture.server.signal("TERM");
    wait::until("new connections to be refused", || TcpStream::connect(address).err());
    assert!(idle.is_at_end(), "a connection with nothing under way is closed");

    assert!(connection.bytes(LARGE - 3) == large()[3..], "the download is not what the file is");
    assert!(connection.is_at_end());
    let run = fixture.server.finish();
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
}

#[test]
fn a_second_signal_ends_it_at_once() {
    let fixture = Fixture::new();
    let mut connection = download(&fixture);
    let address = fixture.server.address();
    fixture.server.signal("TERM");
    wait::until("new connections to be refused", || TcpStream::connect(address).err());
    fixture.server.signal("TERM");
    let run = fixture.server.finish();
    assert_eq!(run.code, Some(0));
    assert!(run.stderr.contains("before all answers were finished"), "{}", run.stderr);
    while !connection.is_at_end() {
        connection.bytes(1);
    }
}

#[test]
fn an_interrupted_server_says_so() {
    let fixture = Fixture::new();
    fixture.server.signal("INT");
    let run = fixture.server.finish();
    assert_eq!((run.code, run.stderr.as_str()), (Some(130), ""));
}
