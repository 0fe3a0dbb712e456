//! HTTP/2: many answers at once, a graceful end, and requests that are none.

use super::frames::{Connection, DATA, END_STREAM, GOAWAY, WINDOW_UPDATE};
use super::pair::Pair;
use crate::support::archive::{Archive, TWO_SECONDS, time};
use crate::support::server::Server;

/// A segment of so many bytes, and the way to it.
fn segment(archive: &Archive, length: usize) -> (String, Vec<u8>) {
    let bytes: Vec<u8> = (0..=250).cycle().take(length).collect();
    let name = archive.record("show/source", time("2024-05-01T09:59:56Z"), TWO_SECONDS, "full", &bytes);
    (format!("/segments/show/source/{name}"), bytes)
}

#[test]
fn a_hundred_segments_come_at_once_and_whole() {
    let archive = Archive::new();
    let (path, bytes) = segment(&archive, 300_000);
    let server = Server::start(archive.root());
    let mut connection = Connection::open(&server, None);
    for stream in 0..100 {
        connection.ask(2 * stream + 1, &path, &[]);
    }
    let answers = connection.answers(100);
    assert_eq!(answers.len(), 100);
    assert!(answers.values().all(|answer| answer.status == Some(200) && answer.body == bytes));
    let (told, body) = Pair::new().curl(&server, &path, &["--http2-prior-knowledge"]);
    assert!(told == "2 200" && body == bytes, "{told}");
}

#[test]
fn answers_under_way_are_finished_at_the_end() {
    let archive = Archive::new();
    let (path, bytes) = segment(&archive, 300_000);
    let server = Server::start(archive.root());
    let mut idle = Connection::open(&server, None);
    idle.ask(1, "/healthz", &[]);
    idle.answers(1);
    let mut connection = Connection::open(&server, Some(1_000));
    connection.ask(1, &path, &[]);
    let mut body = Vec::new();
    while body.len() < 1_000 {
        let frame = connection.next().unwrap();
        if frame.kind == DATA {
            body.extend(frame.payload);
        }
    }
    server.signal("TERM");
    assert_eq!(idle.next().unwrap().kind, GOAWAY);
    assert_eq!(connection.next().unwrap().kind, GOAWAY);
    connection.send(WINDOW_UPDATE, 0, 1, &1_000_000_u32.to_be_bytes());
    loop {
        let frame = connection.next().unwrap();
        if frame.kind == DATA {
            body.extend(frame.payload);
            if frame.flags & END_STREAM != 0 {
                break;
            }
        }
    }
    assert!(body == bytes, "the segment is another");
    let run = server.finish();
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
}

#[test]
fn what_a_proxy_could_take_for_another_request_is_refused() {
    let archive = Archive::new();
    let server = Server::start(archive.root());
    let long = "x".repeat(200 << 10);
    for (headers, is_answered) in [
        (&[][..], true),
        (&[("host", "t")], true),
        (&[("host", "T")], true),
        (&[("te", "trailers")], true),
        (&[("host", "other")], false),
        (&[("host", "t"), ("host", "t")], false),
        (&[("connection", "close")], false),
        (&[("transfer-encoding", "chunked")], false),
        (&[("upgrade", "websocket")], false),
        (&[("keep-alive", "1")], false),
        (&[("te", "gzip")], false),
        (&[("content-length", "0"), ("content-length", "5")], false),
        (&[("content-length", "-1")], false),
        (&[("x", "a\r\nb: c")], false),
        (&[("X-Upper", "1")], false),
        (&[(":path", "/other")], false),
    ] {
        let mut connection = Connection::open(&server, None);
        connection.ask(1, "/healthz", headers);
        let frame = connection.next().unwrap();
        let is_ok = frame.payload.first() == Some(&0x88);
        assert_eq!(is_ok, is_answered, "{headers:?}: {frame:?}");
    }
    let pair = Pair::new();
    std::fs::write(pair.path("headers"), format!("Cookie: {long}\n")).unwrap();
    let headers = format!("@{}", pair.path("headers").display());
    let (told, _) = pair.curl(&server, "/healthz", &["--http2-prior-knowledge", "-H", &headers]);
    assert!(!told.ends_with(" 200"), "{told}");
    assert_eq!(pair.curl(&server, "/healthz", &["--http2-prior-knowledge"]).0, "2 200");
    for path in ["", "*", "x"] {
        let mut connection = Connection::open(&server, None);
        connection.ask(1, path, &[]);
        assert_ne!(connection.next().unwrap().payload.first(), Some(&0x88), "{path:?}");
    }
}
