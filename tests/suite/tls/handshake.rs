//! What comes to a port for TLS and is none.

use super::pair::Pair;
use crate::support::archive::Archive;
use crate::support::wait;

#[test]
fn who_speaks_plainly_is_told_where_to_go() {
    let (archive, pair) = (Archive::new(), Pair::new());
    let server = pair.serve(&archive);
    let mut connection = server.connect();
    connection.send(b"GET /playlist/a/b.m3u8?x=y HTTP/1.1\r\nHost: example.org:8443\r\n\r\n");
    let answer = connection.answer("GET");
    assert_eq!(answer.status, 400);
    assert!(answer.text().contains("use https://example.org:8443/playlist/a/b.m3u8?x=y"), "{answer:?}");
    for garbage in [
        &b"\0\0\0\0\r\n\r\n"[..],
        b"\x16\x03\x01\xff\xff",
        b"\x16garbage garbage",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
    ] {
        let mut connection = server.connect();
        connection.send(garbage);
        if garbage.starts_with(b"\x16\x03") {
            // It may be the beginning of something.
            continue;
        }
        while !connection.is_at_end() {
            connection.bytes(1);
        }
    }
    assert_eq!(pair.curl(&server, "/healthz", &[]).0, "2 200");
}

#[test]
fn who_does_not_finish_a_handshake_holds_up_nobody_and_is_dropped() {
    let (archive, pair) = (Archive::new(), Pair::new());
    let server = pair.serve(&archive);
    let mut slow: Vec<_> = (0..20).map(|_| server.connect()).collect();
    for connection in &mut slow {
        connection.send(b"\x16\x03");
    }
    let open = || {
        let text = String::from_utf8(pair.curl(&server, "/metrics", &[]).1).unwrap();
        text.lines().find_map(|line| line.strip_prefix("streamctl_connections_open "))?.parse::<usize>().ok()
    };
    wait::until("them to be counted", || (open()? > slow.len()).then_some(()));
    for connection in &mut slow {
        assert!(connection.is_at_end());
    }
    wait::until("them to be gone", || (open()? == 1).then_some(()));
    // One that has not begun does not hold up the end.
    let _idle = server.connect();
    server.signal("TERM");
    assert_eq!(server.finish().code, Some(0));
}
