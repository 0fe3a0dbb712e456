//! Clients who mean no good: requests hidden in others, heads that never end, bodies without end.

use std::time::{Duration, Instant};

use super::fixture::Fixture;
use super::table::{check, get};
use crate::support::client::Connection;
use crate::support::wait;

const OK: &str = "{\"status\":\"ok\"}\n";

#[test]
fn a_hundred_requests_in_a_row_are_answered_in_that_row() {
    let fixture = Fixture::new();
    let mut connection = fixture.server.connect();
    let targets: Vec<String> = (0..100)
        .map(|index| if index % 7 == 0 { "/healthz".to_owned() } else { format!("/none/{index}") })
        .collect();
    let requests: Vec<String> =
        targets.iter().map(|target| format!("GET {target} HTTP/1.1\r\nHost: t\r\n\r\n")).collect();
    connection.send(requests.concat().as_bytes());
    for target in targets {
        let answer = connection.answer("GET").text();
        if target == "/healthz" {
            assert_eq!(answer, OK);
        } else {
            assert!(answer.contains(&format!("nothing at {target}\"")), "{target}: {answer}");
        }
    }
    assert!(connection.is_silent());
}

/// Requests that another server may take for more or fewer than this one does. What is hidden in them asks for
/// `/hidden`.
#[test]
fn no_request_is_smuggled() {
    let fixture = Fixture::new();
    let hidden = "GET /hidden HTTP/1.1\r\nHost: t\r\n\r\n";
    let length = hidden.len();
    let chunk = format!("{length:x}\r\n{hidden}\r\n0\r\n\r\n");
    let head = "GET /healthz HTTP/1.1\r\nHost: t\r\n";
    let shapes = [
        // The length twice, alike and unlike; with a sign, a comma, in other digits.
        format!("{head}Content-Length: {length}\r\nContent-Length: {length}\r\n\r\n{hidden}"),
        format!("{head}Content-Length: 0\r\nContent-Length: {length}\r\n\r\n{hidden}"),
        format!("{head}Content-Length: {length}, {length}\r\n\r\n{hidden}"),
        format!("{head}Content-Length: +{length}\r\n\r\n{hidden}"),
        format!("{head}Content-Length: 0{length}\r\n\r\n{hidden}"),
        format!("{head}Content-Length:\t{length}\r\n\r\n{hidden}"),
        format!("{head}Content-Length : {length}\r\n\r\n{hidden}"),
        format!("{head}Content_Length: {length}\r\nContent-Length: {length}\r\n\r\n{hidden}"),
        // Chunks, and a length besides.
        format!("{head}Transfer-Encoding: chunked\r\n\r\n{chunk}"),
        format!("{head}Content-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n{chunk}"),
        format!("{head}Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n{chunk}"),
        format!("{head}Transfer-Encoding: CHUNKED\r\nContent-Length: 0\r\n\r\n{chunk}"),
        format!("{head}Transfer-Encoding: x\r\nTransfer-Encoding: chunked\r\n\r\n{chunk}"),
        format!("{head}Transfer-Encoding: \x0bchunked\r\n\r\n{chunk}"),
        format!("{head}Transfer-Encoding:\r\n chunked\r\n\r\n{chunk}"),
        format!("{head}X: y\r\n Transfer-Encoding: chunked\r\n\r\n{chunk}"),
        format!("{head}Transfer-Encoding\r\n : chunked\r\n\r\n{chunk}"),
        format!("{head}Transfer-Encoding: chunked\0\r\n\r\n{chunk}"),
        format!("{head}Transfer-Encoding: chunked, identity\r\n\r\n{chunk}"),
        format!(
            "GET /healthz HTTP/1.0\r\nTransfer-Encoding: chunked\r\nConnection: keep-alive\r\n\r\n{chunk}"
        ),
        // Chunks of strange sizes.
        format!(
            "{head}Transfer-Encoding: chunked\r\n\r\nffffffffffffffff{length:x}\r\n{hidden}\r\n0\r\n\r\n"
        ),
        format!("{head}Transfer-Encoding: chunked\r\n\r\n-1\r\n{hidden}\r\n0\r\n\r\n"),
        format!("{head}Transfer-Encoding: chunked\r\n\r\n0x{length:x}\r\n{hidden}\r\n0\r\n\r\n"),
        format!("{head}Transfer-Encoding: chunked\r\n\r\n{length:x};\n{hidden}\r\n0\r\n\r\n"),
        format!("{head}Transfer-Encoding: chunked\r\n\r\n{length:x} ; a=\"\n\r\"\r\n{hidden}\r\n0\r\n\r\n"),
        // Other methods with bodies, which nobody reads.
        format!("POST /healthz HTTP/1.1\r\nHost: t\r\nContent-Length: {length}\r\n\r\n{hidden}"),
        format!("OPTIONS /healthz HTTP/1.1\r\nHost: t\r\nTransfer-Encoding: chunked\r\n\r\n{chunk}"),
        format!("HEAD /healthz HTTP/1.1\r\nHost: t\r\nContent-Length: {length}\r\n\r\n{hidden}"),
        format!("{head}Expect: 100-continue\r\nContent-Length: {length}\r\n\r\n{hidden}"),
        format!(
            "{head}Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nContent-Length: {length}\r\n\r\n{hidden}"
        ),
        format!("CONNECT t:80 HTTP/1.1\r\nHost: t\r\nContent-Length: {length}\r\n\r\n{hidden}"),
    ];
    for shape in shapes {
        let mut connection = fixture.server.connect();
        connection.send(shape.as_bytes());
        connection.end();
        let all = connection.rest();
        let count = all.matches("HTTP/1.").count();
        assert_eq!(count, 1, "{shape:?}: {all}");
        assert!(!all.contains("hidden"), "{shape:?}: {all}");
    }
}

#[test]
fn lines_may_end_in_one_way_or_another_but_mean_the_same() {
    let fixture = Fixture::new();
    // RFC 9112 §2.2 lets a server take a bare LF for the end of a line; what is in it stays one request.
    for request in [
        "GET /healthz HTTP/1.1\nHost: t\nConnection: close\n\n",
        "GET /healthz HTTP/1.1\r\nHost: t\nConnection: close\r\n\n",
        "\r\n\r\nGET /healthz HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n",
    ] {
        let mut connection = fixture.server.connect();
        connection.send(request.as_bytes());
        assert_eq!(connection.answer("GET").text(), OK, "{request:?}");
        assert!(connection.is_at_end(), "{request:?}");
    }
    // Absolute targets are those of proxies, and their hosts are not looked at (RFC 9112 §3.2.2).
    for (target, status) in [
        ("http://elsewhere.example/healthz", 200),
        ("https://user:pass@elsewhere.example:1/healthz", 200),
        ("http://elsewhere.example", 200),
        ("http://elsewhere.example/../healthz", 404),
        ("//elsewhere.example/healthz", 404),
        ("elsewhere.example:80", 400),
    ] {
        check(&fixture.server, [get(target).is(status)]);
    }
    check(&fixture.server, [get("file:///etc/passwd").unread(400)]);
}

#[test]
fn a_body_without_end_is_not_read() {
    let fixture = Fixture::new();
    for shape in ["Content-Length: 1000000000000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n7fffffff\r\n"] {
        for method in ["GET", "POST"] {
            let mut connection = fixture.server.connect();
            connection.send(format!("{method} /healthz HTTP/1.1\r\nHost: t\r\n{shape}").as_bytes());
            let answer = connection.answer(method);
            assert!(matches!(answer.status, 200 | 405), "{answer:?}");
            // It is not asked for either: the connection ends.
            wait::until("the server to close", || {
                connection.send(&vec![b'x'; 65_536]);
                connection.is_at_end().then_some(())
            });
        }
    }
}

/// The limit on the time for a head, which the server keeps, and what it may take longer on a busy machine.
const HEAD: (Duration, Duration) = (Duration::from_secs(25), Duration::from_secs(50));

#[test]
fn heads_that_never_end_are_given_up_while_others_are_served() {
    let fixture = Fixture::new();
    let began = Instant::now();
    let mut slow: Vec<Connection> = (0..300).map(|_| fixture.server.connect()).collect();
    for connection in &mut slow {
        connection.send(b"GET /healthz HTTP/1.1\r\nHost: t\r\n");
    }
    // A letter each second, which keeps a timeout of silence from ever passing.
    let mut second = 0;
    let mut letters = 0;
    wait::until("all to be given up", || {
        if began.elapsed().as_secs() > second {
            second = began.elapsed().as_secs();
            assert_eq!(fixture.server.text("/healthz"), OK);
            slow.retain_mut(|connection| !connection.is_closed());
            for connection in &mut slow {
                connection.send(if letters % 10 == 0 { b"X" } else { b"-" });
            }
            letters += 1;
        }
        slow.is_empty().then_some(())
    });
    assert!(began.elapsed() > HEAD.0 && began.elapsed() < HEAD.1, "{:?}", began.elapsed());
}
