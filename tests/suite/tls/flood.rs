//! Clients that ask for more than they want.

use super::frames::{Connection, RST_STREAM};
use crate::support::archive::Archive;
use crate::support::server::Server;

/// What a reset says: the client wants no answer (RFC 9113 §7).
const CANCEL: [u8; 4] = [0, 0, 0, 8];

#[test]
fn a_flood_of_requests_that_are_reset_ends_its_connection_alone() {
    let archive = Archive::new();
    let server = Server::start(archive.root());
    let mut other = Connection::open(&server, None);
    for round in 0..5 {
        let mut connection = Connection::open(&server, None);
        let sent = (0..20_000).take_while(|index| {
            let stream = 2 * index + 1;
            connection.ask(stream, "/playlist/none/none.m3u8", &[])
                && connection.send(RST_STREAM, 0, stream, &CANCEL)
        });
        sent.count();
        while connection.next().is_some() {}
        other.ask(2 * round + 1, "/healthz", &[]);
        assert_eq!(other.answers(1).values().next().unwrap().status, Some(200));
    }
    assert_eq!(server.get("/healthz").status, 200);
    assert_eq!(server.stderr(), "");
}

#[test]
fn a_request_of_more_fields_than_http_1_takes_is_refused_before_it_can_wait() {
    let archive = Archive::new();
    let server = Server::start(archive.root());
    let mut connection = Connection::open(&server, None);
    connection.ask(1, "/healthz", &[("a", "b"); 100]);
    assert_eq!(connection.answers(1)[&1].status, Some(200));
    connection.ask(3, "/healthz", &vec![("a", "b"); 3_000]);
    let refused = &connection.answers(1)[&3];
    let told = String::from_utf8_lossy(&refused.body);
    assert!(told.contains("more than 128 header fields"), "{refused:?} {told}");
}
