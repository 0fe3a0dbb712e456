//! Playlists are compressed for those who ask.

use std::io::Read;

use flate2::read::GzDecoder;

use super::fixture::{Fixture, at, segment};
use crate::support::archive::TWO_SECONDS;
use crate::support::client::Answer;

const TARGET: &str = "/playlist/show/source.m3u8";

fn ask(fixture: &Fixture, method: &str, target: &str, accept: Option<&str>) -> Answer {
    let mut connection = fixture.server.connect();
    let accept = accept.map(|value| format!("Accept-Encoding: {value}\r\n")).unwrap_or_default();
    connection.send(format!("{method} {target} HTTP/1.1\r\nHost: t\r\n{accept}\r\n").as_bytes());
    connection.answer(method)
}

#[test]
fn a_long_playlist_is_compressed_only_if_that_is_asked_for() {
    let fixture = Fixture::new();
    for index in 0..200 {
        fixture.archive.record("show/source", at(8 + 2 * index), TWO_SECONDS, "full", b"");
    }
    let plain = ask(&fixture, "GET", TARGET, None);
    assert_eq!((plain.status, plain.header("content-encoding")), (200, None));
    assert_eq!(plain.header("vary"), Some("accept-encoding"));

    for accept in ["gzip", "GZIP", "x-gzip", "br, gzip;q=0.1", "deflate, gzip", "*", "gzip;q=0.001"] {
        let answer = ask(&fixture, "GET", TARGET, Some(accept));
        assert_eq!(answer.header("content-encoding"), Some("gzip"), "{accept}");
        assert_eq!(answer.header("vary"), Some("accept-encoding"), "{accept}");
        assert_eq!(answer.header("content-type"), Some("application/vnd.apple.mpegurl"));
        assert!(answer.body.len() * 3 < plain.body.len(), "{} of {}", answer.body.len(), plain.body.len());
        let mut text = Vec::new();
        GzDecoder::new(answer.body.as_slice()).read_to_end(&mut text).unwrap();
        assert_eq!(text, plain.body, "{accept}");

        let head = ask(&fixture, "HEAD", TARGET, Some(accept));
        assert_eq!(head.header("content-encoding"), Some("gzip"));
        assert_eq!(head.header("content-length"), answer.header("content-length"));
    }
    for accept in ["", "identity", "br, deflate", "gzip;q=0", "gzip; q=0.000", "gzip;q=0, *", "*;q=0", "zip"]
    {
        assert_eq!(ask(&fixture, "GET", TARGET, Some(accept)).body, plain.body, "{accept}");
    }
}

#[test]
fn what_is_short_or_compressed_already_is_left_as_it_is() {
    let fixture = Fixture::new();
    for target in ["/files", "/playlist/show.m3u8", &segment(&fixture.source[0]), "/none"] {
        let answer = ask(&fixture, "GET", target, Some("gzip"));
        assert_eq!(answer.header("content-encoding"), None, "{target}");
    }
}
