//! HEAD is GET without a body, OPTIONS answers browsers, and nothing else is possible.

use super::fixture::{Fixture, segment};
use super::table::{ask, check, raw};
use crate::support::client::Answer;

const ALLOWED: &str = "GET, HEAD, OPTIONS";

#[test]
fn head_says_what_get_says() {
    let fixture = Fixture::new();
    let segment = segment(&fixture.source[0]);
    let targets = [
        "/",
        "/healthz",
        "/files",
        "/files/show/source/2024-05-01T09",
        "/files/..",
        "/playlist/show.m3u8",
        "/playlist/show.m3u8?start=",
        "/playlist/show/source.m3u8",
        "/playlist/show/none.m3u8",
        &segment,
        "/segments/show/source/2024-05-01T09/none.ts",
        "/nothing",
    ];
    let answer = |method: &str, target: &str| {
        let mut connection = fixture.server.connect();
        let request = format!("{method} {target} HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n");
        connection.send(request.as_bytes());
        let mut answer = connection.answer(method);
        assert!(connection.is_at_end(), "{method} {target}: there is more than the answer");
        answer.headers.retain(|(name, _)| name != "date" && name != "x-request-id");
        answer.headers.sort();
        answer
    };
    for target in targets {
        let get = answer("GET", target);
        assert_ne!(get.body, [0; 0], "{target}");
        assert_eq!(answer("HEAD", target), Answer { body: Vec::new(), ..get }, "{target}");
    }
}

#[test]
fn preflights_are_allowed_to_read() {
    let fixture = Fixture::new();
    let rows = ["/", "/files", "/playlist/show/source.m3u8", "/segments/a/b/c/d.ts", "/nothing", "*"].map(
        |target| {
            ask("OPTIONS", target)
                .with("Origin", "http://elsewhere.example")
                .with("Access-Control-Request-Method", "GET")
                .with("Access-Control-Request-Headers", "range")
                .is(204)
                .header("allow", ALLOWED)
                .header("access-control-allow-methods", ALLOWED)
                .header("access-control-max-age", "86400")
                .no_header("access-control-allow-credentials")
                .body("")
        },
    );
    check(&fixture.server, rows);
    // A star does not stand for Range everywhere.
    let mut connection = fixture.server.connect();
    connection.send(b"OPTIONS / HTTP/1.1\r\nHost: t\r\n\r\n");
    let answer = connection.answer("OPTIONS");
    let allowed = answer.header("access-control-allow-headers").unwrap();
    assert!(allowed.split(", ").any(|name| name == "Range"), "{allowed}");
}

#[test]
fn nothing_can_be_changed() {
    let fixture = Fixture::new();
    let segment = segment(&fixture.source[0]);
    let methods = ["POST", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND", "get", "Get", "head", "GETT", "X"];
    let refused = |method: &str, target: &str| {
        ask(method, target).is(405).header("allow", ALLOWED).says(format!("{method} is not possible here"))
    };
    let rows = methods
        .iter()
        .flat_map(|method| [&segment, "/files", "/nothing"].map(|target| refused(method, target)));
    check(&fixture.server, rows);
    let rows = [
        raw("CONNECT 127.0.0.1:1 HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n")
            .is(405)
            .header("allow", ALLOWED),
        raw("POST /files HTTP/1.1\r\nHost: t\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello").is(405),
    ];
    check(&fixture.server, rows);
    let there = fixture.archive.path(format!("show/source/{}", fixture.source[0]));
    assert_eq!(std::fs::read(there).unwrap(), super::fixture::bytes());
}
