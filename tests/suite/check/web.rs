//! URLs: fetched with care, and checked for how they are served.

use std::net::TcpListener;
use std::path::Path;

use super::site::Site;
use super::{check, items, vod};
use crate::support::recording::{Recording, STREAM};
use crate::support::server::Server;

/// How playlists should be served.
const WELL: &str = "content-type: application/vnd.apple.mpegurl\r\naccess-control-allow-origin: *\r\n";

fn found(url: &str, more: &[&str]) -> Vec<(String, u64)> {
    let run = check(Path::new("."), &[&[url, "--json"], more].concat());
    items(&run).into_iter().map(|(rule, _, line)| (rule, line)).collect()
}

#[test]
fn what_is_served_here_is_passed() {
    let recording = Recording::new();
    let server = Server::start(recording.archive.root());
    let range = "?start=2024-05-01T09:00:00Z&end=2024-05-01T11:00:00Z";
    let playlist = |name: &str| server.url(&format!("/playlist/{STREAM}{name}.m3u8{range}"));
    for name in ["", "/source"] {
        let run = check(Path::new("."), &[&playlist(name)]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""), "{run:#?}");
    }
    // Of the other variant segments are damaged on purpose; this one goes on where that has holes, and says so.
    let run = check(Path::new("."), &[&playlist("/low"), "--segments"]);
    let is_expected = |line: &str| line.contains("warning: #EXT-X-DISCONTINUITY, but the segment goes on");
    assert!(run.code == Some(0) && run.stdout.lines().all(is_expected), "{run:#?}");
    let missing = check(Path::new("."), &[&server.url("/playlist/none/none.m3u8")]);
    assert_eq!(missing.code, Some(5), "{missing:?}");
    assert!(missing.stderr.ends_with(": the server answers 404\n"), "{missing:?}");
}

#[test]
fn how_it_is_served_matters() {
    let list = || vod(&["a.ts"]).into_bytes();
    let live = || {
        vod(&["a.ts"]).replace("#EXT-X-PLAYLIST-TYPE:VOD\n", "").replace("#EXT-X-ENDLIST\n", "").into_bytes()
    };
    let site = Site::new(move |path| match path {
        "/well.m3u8" => (200, WELL, list()),
        "/type.m3u8" => (200, "content-type: text/html\r\naccess-control-allow-origin: *\r\n", list()),
        "/untyped" => (200, "access-control-allow-origin: *\r\n", list()),
        "/closed.m3u8" => (200, "content-type: audio/mpegurl\r\n", list()),
        "/moved.m3u8" => (302, "location: /well.m3u8\r\n", Vec::new()),
        "/round.m3u8" => (302, "location: /round.m3u8\r\n", Vec::new()),
        "/old.m3u8" => (
            200,
            "content-type: audio/mpegurl\r\naccess-control-allow-origin: *\r\n\
             date: Sat, 21 Nov 2026 10:00:00 GMT\r\nlast-modified: Sat, 21 Nov 2026 09:59:00 GMT\r\n",
            live(),
        ),
        "/busy.m3u8" => (503, "", Vec::new()),
        "/secret.m3u8" => (403, "", Vec::new()),
        _ => (404, "", Vec::new()),
    });
    let rules = |expected: &[&str]| expected.iter().map(|rule| ((*rule).to_owned(), 0)).collect::<Vec<_>>();
    for (path, expected) in [
        ("/well.m3u8", &[][..]),
        ("/type.m3u8", &["S3"]),
        ("/untyped", &["S3"]),
        ("/closed.m3u8", &["H1"]),
        ("/moved.m3u8", &["H2"]),
        ("/old.m3u8", &["T7", "H3"]),
    ] {
        assert_eq!(found(&site.url(path), &[]), rules(expected), "{path}");
    }
    assert!(site.asked()[0].contains("accept-encoding: identity\r\n"), "{:?}", site.asked());
    for (path, code) in [("/none.m3u8", 5), ("/secret.m3u8", 4), ("/busy.m3u8", 8), ("/round.m3u8", 8)] {
        let run = check(Path::new("."), &[&site.url(path)]);
        assert_eq!((run.code, run.stdout.as_str()), (Some(code), ""), "{run:?}");
    }
}

#[test]
fn what_cannot_be_reached_is_temporary() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://user:secret@{}/a.m3u8", listener.local_addr().unwrap());
    drop(listener);
    let run = check(Path::new("."), &[&url]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(8), ""), "{run:?}");
    assert!(run.stderr.contains("onnection refused") && !run.stderr.contains("secret"), "{run:?}");
}

#[test]
fn silence_is_borne_only_so_long() {
    // It takes connections, and nobody answers them.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/a.m3u8", listener.local_addr().unwrap());
    let run = check(Path::new("."), &[&url, "--timeout", "200ms"]);
    let told = format!("error: cannot check {url}: nothing came for 200ms\n");
    assert_eq!((run.code, run.stderr), (Some(8), told));
}

#[test]
fn a_playlist_from_the_web_names_no_local_file() {
    let file = tempfile::NamedTempFile::with_suffix(".ts").unwrap();
    let local = format!("file://{}", file.path().display());
    let text = vod(&[&local, "a.ts", "/whole.ts"]).replacen("#EXTINF", "#EXT-X-BYTERANGE:4@2\n#EXTINF", 1);
    let text = text.replace("#EXTINF:2.000,\n/whole", "#EXT-X-BYTERANGE:4@2\n#EXTINF:2.000,\n/whole");
    let text = text.replace("VERSION:3", "VERSION:4");
    let site = Site::new(move |path| match path {
        "/list.m3u8" => (200, WELL, text.clone().into_bytes()),
        // It ignores what range was asked for.
        "/whole.ts" => (200, "", b"0123456789".to_vec()),
        _ => (404, "", Vec::new()),
    });
    let expected = [("F1", 8), ("F1", 10), ("F9", 13)].map(|(rule, line)| (rule.to_owned(), line));
    assert_eq!(found(&site.url("/list.m3u8"), &["--segments"]), expected);
    let asked = site.asked();
    assert!(asked.iter().any(|head| head.contains("range: bytes=2-5\r\n")), "{asked:?}");
}
