//! HTTP/1.1 itself: connections, lengths, and requests shaped to be read in two ways.

use serde_json::json;

use super::fixture::{Fixture, segment};
use super::table::{check, raw};
use crate::support::client::Connection;

const OK: &str = "{\"status\":\"ok\"}\n";

/// The bodies of all answers on a connection until the server closes it.
fn bodies(connection: &mut Connection) -> Vec<String> {
    let mut bodies = Vec::new();
    while !connection.is_at_end() {
        bodies.push(connection.answer("GET").text());
    }
    bodies
}

#[test]
fn connections_stay_until_somebody_wants_them_closed() {
    let fixture = Fixture::new();
    let mut connection = fixture.server.connect();
    for target in ["/healthz", "/none", "/files/..", "/healthz"] {
        connection.send(format!("GET {target} HTTP/1.1\r\nHost: t\r\n\r\n").as_bytes());
        assert_eq!(connection.answer("GET").version, "HTTP/1.1");
    }
    connection.send(b"GET /healthz HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n");
    assert_eq!(connection.answer("GET").header("connection"), Some("close"));
    assert!(connection.is_at_end());
}

#[test]
fn the_old_protocol_is_understood() {
    let fixture = Fixture::new();
    let mut connection = fixture.server.connect();
    connection.send(b"GET /healthz HTTP/1.0\r\n\r\n");
    let answer = connection.answer("GET");
    assert_eq!((answer.version.as_str(), answer.status, answer.text().as_str()), ("HTTP/1.0", 200, OK));
    assert!(connection.is_at_end());

    let mut connection = fixture.server.connect();
    for _ in 0..2 {
        connection.send(b"GET /healthz HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
        assert_eq!(connection.answer("GET").text(), OK);
    }
}

#[test]
fn requests_in_a_row_are_answered_in_that_row() {
    let fixture = Fixture::new();
    let mut connection = fixture.server.connect();
    let segment = segment(&fixture.source[1]);
    let targets = ["/healthz", &segment, "/none", "/files/empty", &segment];
    let requests = targets.map(|target| format!("GET {target} HTTP/1.1\r\nHost: t\r\n\r\n")).concat();
    connection.send(requests.as_bytes());
    connection
        .send(b"GET /healthz HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\nGET /after HTTP/1.1\r\n\r\n");
    let error = format!("{}\n", json!({ "error": "there is nothing at /none" }));
    assert_eq!(bodies(&mut connection), [OK, "second", &error, "[]\n", "second", OK]);
}

#[test]
fn a_request_in_a_body_is_no_request() {
    let fixture = Fixture::new();
    let inner = "GET /files/empty HTTP/1.1\r\nHost: t\r\n\r\n";
    let next = "GET /healthz HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n";
    let shapes = [
        format!("Content-Length: {}\r\n\r\n{inner}", inner.len()),
        format!("Transfer-Encoding: chunked\r\n\r\n{:x}\r\n{inner}\r\n0\r\n\r\n", inner.len()),
        // RFC 9112 §6.1: the encoding counts, and the length does not.
        format!(
            "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n{:x}\r\n{inner}\r\n0\r\n\r\n",
            inner.len()
        ),
        format!(
            "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n{:x}\r\n{inner}\r\n0\r\n\r\n",
            inner.len()
        ),
        format!("Expect: 100-continue\r\nContent-Length: {}\r\n\r\n{inner}", inner.len()),
    ];
    for shape in shapes {
        let mut connection = fixture.server.connect();
        let target = segment(&fixture.source[1]);
        connection.send(format!("GET {target} HTTP/1.1\r\nHost: t\r\n{shape}{next}").as_bytes());
        let answers = bodies(&mut connection);
        // Closing is fine, and so is going on after the body; what is in the body is nobody's request.
        let is_fine = answers == ["second"] || answers == ["second", OK];
        assert!(is_fine, "{shape:?}: {answers:?}");
    }
}

#[test]
fn what_can_be_read_in_two_ways_is_refused() {
    let fixture = Fixture::new();
    let with = |headers: &str| raw(format!("GET /healthz HTTP/1.1\r\nHost: t\r\n{headers}\r\n0\r\n\r\n"));
    let rows = [
        with("Content-Length: 5\r\nContent-Length: 6\r\n").unread(400),
        with("Content-Length: 5, 6\r\n").unread(400),
        with("Content-Length: -1\r\n").unread(400),
        with("Content-Length: +5\r\n").unread(400),
        with("Content-Length: 0x5\r\n").unread(400),
        with("Content-Length: 99999999999999999999\r\n").unread(400),
        with("Transfer-Encoding: chunked, identity\r\n").unread(400),
        with("Transfer-Encoding: xchunked\r\n").unread(400),
        with("Transfer-Encoding : chunked\r\n").unread(400),
        with("X-Folded: a\r\n b\r\n").unread(400),
        with(" X-Indented: a\r\n").unread(400),
        with("X-Nul: a\0b\r\n").unread(400),
        with("X Space: a\r\n").unread(400),
        with("no colon\r\n").unread(400),
        with("X-Return: a\rb\r\n").unread(400),
        raw("GET healthz HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n").is(400).says("slash"),
        raw("GET /healthz HTTP/1.1\r\nConnection: close\r\n\r\n").is(400).says("Host"),
        with("Host: u\r\nConnection: close\r\n").is(400).says("Host"),
    ];
    check(&fixture.server, rows);
}

#[test]
fn what_is_no_http_is_refused() {
    let fixture = Fixture::new();
    for request in [
        &b"GET /files/a b HTTP/1.1\r\nHost: t\r\n\r\n"[..],
        b"GET /\0 HTTP/1.1\r\nHost: t\r\n\r\n",
        b"GET /\x01 HTTP/1.1\r\nHost: t\r\n\r\n",
        b"GET  HTTP/1.1\r\nHost: t\r\n\r\n",
        b"GET / HTTP/3.0\r\nHost: t\r\n\r\n",
        b"GET / HTTP\r\n\r\n",
        b"GET /\r\n\r\n",
        b"{\"json\": true}\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03 a browser that expects TLS",
        b"\0\0\0\0\0\0\0\0",
    ] {
        let mut connection = fixture.server.connect();
        connection.send(request);
        let answer = connection.answer("GET");
        assert!(matches!(answer.status, 400 | 505), "{:?}: {answer:?}", String::from_utf8_lossy(request));
        assert!(connection.is_at_end());
    }
    let mut connection = fixture.server.connect();
    connection.send(b"PRI * HTTP/2.0\r\n\r\nno client of HTTP/2 after all");
    while !connection.is_at_end() {
        connection.bytes(1);
    }
    // None of this harms anybody else.
    assert_eq!(fixture.server.text("/healthz"), OK);
}
