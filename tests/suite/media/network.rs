//! Playlists from `serve`, played over HTTP.

use super::{assert_plays, beside, expected, listed};
use crate::support::recording::{Recording, STREAM, start_of};
use crate::support::server::Server;

#[test]
fn every_range_plays_to_its_end() {
    let recording = Recording::new();
    let server = Server::start(recording.archive.root());
    // All there is; within an hour; across its end; from a hole and to a hole; what was cut off; a single one.
    for (variant, from, to) in [
        ("source", 0, 12),
        ("low", 0, 12),
        ("low", 1, 3),
        ("low", 5, 7),
        ("low", 7, 9),
        ("source", 5, 8),
        ("source", 10, 11),
    ] {
        let range = format!("start={}&end={}", start_of(from), start_of(to));
        let target = format!("/playlist/{STREAM}/{variant}.m3u8?{range}");
        let chosen = beside(&recording, variant, from, to);
        assert_eq!(listed(&server.text(&target)), expected(&chosen), "{target}");
        assert_plays(&server.url(&target), &recording, variant, &chosen);
    }
}
