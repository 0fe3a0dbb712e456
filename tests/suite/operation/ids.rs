//! Request ids: in every answer, in its line, and in what is told of it.

use std::collections::HashSet;
use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;

use super::archive;
use crate::support::program::{give_to_nobody, streamctl_as_nobody};
use crate::support::server::Server;

#[test]
fn every_answer_has_one_and_a_good_one_is_taken_over() {
    let (archive, segment) = archive(10);
    let server = Server::start(archive.root());
    let mut seen = HashSet::new();
    for request in [
        "GET /healthz",
        "HEAD /",
        "GET /nothing",
        "GET /files/..",
        "GET /playlist/show.m3u8?start=",
        "DELETE /",
        "OPTIONS *",
        &format!("GET {segment}"),
        &format!("GET {segment}"),
    ] {
        let (method, _) = request.split_once(' ').unwrap();
        for (sent, is_kept) in [("", false), ("proxy-1.a_B", true), ("a b", false), ("x\"", false)] {
            let header = if sent.is_empty() { String::new() } else { format!("X-Request-Id: {sent}\r\n") };
            let mut connection = server.connect();
            connection.send(format!("{request} HTTP/1.1\r\nHost: t\r\n{header}\r\n").as_bytes());
            let answer = connection.answer(method);
            let id = answer.header("x-request-id").unwrap_or_else(|| panic!("{request}: no id")).to_owned();
            assert_eq!(id == sent, is_kept, "{request}: {id}");
            assert!(is_kept || seen.insert(id), "two requests of one id");
            let exposed = answer.header("access-control-expose-headers").unwrap();
            assert!(exposed.split(", ").any(|name| name == "X-Request-Id"));
        }
    }
}

#[test]
fn an_error_says_which_request_met_it() {
    let (archive, _) = archive(10);
    let hour = archive.path("show/source/2024-05-01T10");
    fs::set_permissions(archive.root(), Permissions::from_mode(0o755)).unwrap();
    give_to_nobody(&hour);
    fs::set_permissions(&hour, Permissions::from_mode(0o000)).unwrap();
    let server = Server::run(streamctl_as_nobody(["serve"]).args([archive.root()]));
    let mut connection = server.connect();
    connection
        .send(b"GET /files/show/source/2024-05-01T10 HTTP/1.1\r\nHost: t\r\nX-Request-Id: this-one\r\n\r\n");
    assert_eq!(connection.answer("GET").status, 500);
    fs::set_permissions(&hour, Permissions::from_mode(0o755)).unwrap();
    server.signal("TERM");
    let run = server.finish();
    assert!(run.stderr.contains("request{id=\"this-one\"}: cannot read"), "{}", run.stderr);
}
