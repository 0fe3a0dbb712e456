//! Clients that wait for a segment, and leave.

use std::io::{Read, Write};
use std::net::Shutdown;

use streamctl::time::{Span, Time};

use super::frames::{self, RST_STREAM};
use super::pair::{Pair, connect};
use crate::support::archive::{Archive, TWO_SECONDS};
use crate::support::server::Server;
use crate::support::wait;

/// A recording that goes on, and a request that waits for what comes next.
fn live(archive: &Archive) -> &'static str {
    let now = Time::from_system(std::time::SystemTime::now());
    for second in [10, 8, 6] {
        archive.record("show/source", now - Span::from_secs(second), TWO_SECONDS, "full", b"x");
    }
    "/playlist/show/source.m3u8?window=1h&_HLS_msn="
}

/// The number of the next segment.
fn next(text: &str) -> u64 {
    let first = text.lines().find_map(|line| line.strip_prefix("#EXT-X-MEDIA-SEQUENCE:")).unwrap();
    first.parse::<u64>().unwrap() + text.matches("#EXTINF").count() as u64
}

fn wait_for(count: u64, metrics: impl Fn() -> String) {
    wait::until("so many to wait", || {
        let text = metrics();
        let waiting = text.lines().find_map(|line| line.strip_prefix("streamctl_waiting_requests "))?;
        (waiting == count.to_string()).then_some(())
    });
}

#[test]
fn who_leaves_an_encrypted_connection_gives_its_place_free() {
    let (archive, pair) = (Archive::new(), Pair::new());
    let path = live(&archive);
    let server = pair.serve(&archive);
    let text = |path: &str| String::from_utf8(pair.curl(&server, path, &[]).1).unwrap();
    let path = format!("{path}{}", next(&text("/playlist/show/source.m3u8?window=1h")));
    let request = format!("GET {path} HTTP/1.1\r\nHost: t\r\n\r\n");
    let waiting = || {
        let mut connection = connect(&server, &pair.path("cert.pem"), "http/1.1").unwrap();
        connection.write_all(request.as_bytes()).unwrap();
        wait_for(1, || text("/metrics"));
        connection
    };
    // With a farewell and then nothing, with a farewell alone, and without a word.
    let mut connection = waiting();
    connection.conn.send_close_notify();
    connection.flush().unwrap();
    wait_for(0, || text("/metrics"));
    drop(connection);
    drop(waiting());
    wait_for(0, || text("/metrics"));
    let connection = waiting();
    connection.sock.shutdown(Shutdown::Write).unwrap();
    wait_for(0, || text("/metrics"));
    // HTTP/2, by a client that is killed.
    let mut curl = std::process::Command::new("curl")
        .args(["-sS", "--http2", "--cacert"])
        .arg(pair.path("cert.pem"))
        .arg(server.url(&path))
        .spawn()
        .unwrap();
    wait_for(1, || text("/metrics"));
    curl.kill().unwrap();
    curl.wait().unwrap();
    wait_for(0, || text("/metrics"));
}

#[test]
fn who_resets_a_stream_or_drops_its_connection_gives_its_places_free() {
    let archive = Archive::new();
    let path = live(&archive);
    let server = Server::start(archive.root());
    let path = format!("{path}{}", next(&server.text("/playlist/show/source.m3u8?window=1h")));
    let mut connection = frames::Connection::open(&server, None);
    for stream in [1, 3, 5] {
        connection.ask(stream, &path, &[]);
    }
    wait_for(3, || server.text("/metrics"));
    connection.send(RST_STREAM, 0, 3, &[0, 0, 0, 8]);
    wait_for(2, || server.text("/metrics"));
    drop(connection);
    wait_for(0, || server.text("/metrics"));
}

#[test]
fn who_has_said_all_gets_its_answer() {
    let (archive, pair) = (Archive::new(), Pair::new());
    let bytes = b"0123456789".repeat(200_000);
    let name = archive.record("show/source", Time::from_micros(0), TWO_SECONDS, "full", &bytes);
    let server = pair.serve(&archive);
    let mut connection = connect(&server, &pair.path("cert.pem"), "http/1.1").unwrap();
    write!(connection, "GET /segments/show/source/{name} HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n")
        .unwrap();
    connection.conn.send_close_notify();
    connection.flush().unwrap();
    let mut answer = Vec::new();
    connection.read_to_end(&mut answer).unwrap();
    assert!(answer.starts_with(b"HTTP/1.1 200") && answer.ends_with(&bytes));
}
