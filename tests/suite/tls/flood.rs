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
