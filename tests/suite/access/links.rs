//! Links: what each opens, what it does not, and how players follow one to its segments.

use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt as _;
use std::process::Command;

use serde_json::Value;

use super::{House, KEYS, ask, curl, link, linked, target};
use crate::support::archive::{Archive, time};
use crate::support::clip;
use crate::support::probe;
use crate::support::program::{lend_to_nobody, streamctl_as_nobody};
use crate::support::server::Server;

fn served(house: &House) -> (Server, std::path::PathBuf) {
    let keys = house.private("keys", KEYS[0]);
    let server = house.serve(&[("--auth-file", &house.auth()), ("--link-secret-file", &keys)]);
    (server, keys)
}

/// The URI of each line of a playlist that is one, as a path.
fn uris(playlist: &str, of: &str) -> Vec<String> {
    let folder = &of[..=of.split('?').next().unwrap().rfind('/').unwrap()];
    let lines = playlist.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let mut names: Vec<&str> = folder.trim_end_matches('/').split('/').collect();
            let mut rest = line;
            while let Some(up) = rest.strip_prefix("../") {
                names.pop();
                rest = up;
            }
            assert!(!rest.starts_with('/') && !rest.contains("://"), "{line} is not relative");
            format!("{}/{rest}", names.join("/"))
        })
        .collect()
}

#[test]
fn a_link_leads_through_its_playlists_to_the_segments() {
    let house = House::new();
    let (server, keys) = served(&house);
    let url = linked(&keys, &[&server.url("/playlist/show.m3u8"), "--expires", "1h"]);
    let master = target(&url);
    let lists = uris(&server.text(master), master);
    assert_eq!(lists.len(), 2);
    for list in lists {
        let playlist = server.get(&list);
        assert_eq!(playlist.header("cache-control"), Some("private, max-age=30"));
        assert_eq!((playlist.header("vary"), playlist.status), (Some("accept-encoding"), 200));
        let segments = uris(&playlist.text(), &list);
        assert_eq!(segments.len(), 4);
        for segment in segments {
            let answer = server.get(&segment);
            assert_eq!((answer.status, answer.header("referrer-policy")), (200, Some("no-referrer")));
            assert_eq!(answer.header("cache-control"), Some("private, max-age=31536000, immutable"));
            // Without the link it is closed.
            let (_, bare) = segment.split_once("/segments/").unwrap();
            assert_eq!(server.get(&format!("/segments/{bare}")).status, 401);
        }
    }
    let prefix = master.split_once("/playlist/").unwrap().0;
    assert_eq!(server.text(&format!("{prefix}/files")), "[\"show\"]\n");
    assert_eq!(server.text(&format!("{prefix}/files/show")), "[\"low\",\"source\"]\n");
    for (path, status) in [
        ("/", 200),
        ("/page/app.js", 200),
        ("/segments/gap.ts", 200),
        ("/healthz", 200),
        ("/metrics", 403),
        ("/files/other", 403),
        ("/playlist/other.m3u8", 403),
        ("/coverage/other/source", 403),
        ("/playlist/show/none.m3u8", 404),
        ("/nothing", 404),
        ("", 403),
        ("/playlist/../show.m3u8", 403),
        ("//playlist/show.m3u8", 404),
    ] {
        let answer = server.get(&format!("{prefix}{path}"));
        assert_eq!(answer.status, status, "{path}: {answer:?}");
    }
    assert_eq!(ask(&server, "HEAD", master, None).status, 200);
    assert_eq!(ask(&server, "POST", master, None).status, 405);
    assert_eq!(ask(&server, "OPTIONS", master, None).status, 204);
    let token = prefix.strip_prefix("/link/").unwrap();
    let log = server.stderr();
    assert!(log.contains("200 GET /link/…/playlist/show.m3u8") && !log.contains(token), "{log}");
}

#[test]
fn a_link_to_a_part_opens_that_part_alone() {
    let house = House::new();
    let (server, keys) = served(&house);
    let range = "start=2024-05-01T09:59:58Z&end=2024-05-01T10:00:02Z";
    let url = linked(&keys, &[&server.url(&format!("/playlist/show/source.m3u8?{range}"))]);
    assert!(url.ends_with(&format!("/playlist/show/source.m3u8?{range}")), "{url}");
    let (bare, _) = target(&url).split_once('?').unwrap();
    let with_range = server.text(target(&url));
    assert_eq!(server.text(bare), with_range, "the link's own range is that of a playlist without one");
    let segments = uris(&with_range, bare);
    assert_eq!(segments.len(), 2);
    for segment in &segments {
        assert_eq!(server.get(segment).status, 200);
    }
    let narrow = server.text(&format!("{bare}?start=2024-05-01T10:00:00Z"));
    assert_eq!(uris(&narrow, bare), segments[1..]);
    let prefix = bare.split_once("/playlist/").unwrap().0;
    for path in [
        "/playlist/show.m3u8".to_owned(),
        "/playlist/show/low.m3u8".to_owned(),
        "/playlist/show/source.m3u8?start=2024-05-01T09:59:56Z".to_owned(),
        "/playlist/show/source.m3u8?end=2024-05-01T10:00:04Z".to_owned(),
        "/playlist/show/source.m3u8?window=1h".to_owned(),
        "/coverage/show/source?start=2024-05-01T09:00:00Z&end=2024-05-01T11:00:00Z".to_owned(),
        format!("/segments/show/source/{}", house.segments[0]),
        format!("/segments/show/source/{}", house.segments[3]),
    ] {
        let answer = server.get(&format!("{prefix}{path}"));
        let message = "{\"error\":\"this link is for the variant 'source' of the stream 'show' alone, from \
                       2024-05-01T09:59:58Z to 2024-05-01T10:00:02Z\"}\n";
        assert_eq!((answer.status, answer.text().as_str()), (403, message), "{path}");
    }
    let files = server.text(&format!("{prefix}/files/show/source/2024-05-01T09"));
    let files: Vec<String> = serde_json::from_str(&files).unwrap();
    assert_eq!(files, [house.segments[1].split_once('/').unwrap().1]);
    let coverage: Value =
        serde_json::from_str(&server.text(&format!("{prefix}/coverage/show/source"))).unwrap();
    assert_eq!(
        coverage["covered"].as_f64().or(coverage["covered_seconds"].as_f64()),
        Some(4.0),
        "{coverage}"
    );
    assert_eq!(server.get(&format!("{prefix}/playlist/show/source.m3u8?start=")).status, 400);
    // A segment by itself.
    let path = format!("/segments/show/source/{}", house.segments[2]);
    let one = linked(&keys, &[&server.url(&path)]);
    assert_eq!(server.get(target(&one)).status, 200);
    assert_eq!(server.get(&target(&one).replace(&house.segments[2], &house.segments[1])).status, 403);
}

#[test]
fn what_is_no_link_of_ours_is_refused_in_one_sentence() {
    let house = House::new();
    let (server, keys) = served(&house);
    let url = linked(&keys, &[&server.url("/playlist/show.m3u8")]);
    let theirs = house.private("theirs", KEYS[1]);
    let foreign = linked(&theirs, &[&server.url("/playlist/show.m3u8")]);
    let token = target(&url).split('/').nth(2).unwrap();
    let with = |token: &str| format!("/link/{token}/playlist/show.m3u8");
    assert_eq!(server.get(&with(token)).status, 200);
    let flipped = |at: usize| {
        let letter = if &token[at..=at] == "A" { "B" } else { "A" };
        format!("{}{letter}{}", &token[..at], &token[at + 1..])
    };
    let mut wrong: Vec<String> = (0..token.len()).map(|at| with(&flipped(at))).collect();
    wrong.extend([
        with(&token[1..]),
        with(&token[..token.len() - 1]),
        with(&format!("{token}=")),
        with(""),
        with("%00"),
        with(&"A".repeat(60_000)),
        with(".."),
        target(&foreign).to_owned(),
    ]);
    let refused =
        "{\"error\":\"this link is not valid: it was changed, cut, or made with another secret\"}\n";
    for target in wrong {
        // A good name does not help a bad link.
        for authorization in [None, Some("Bearer secret")] {
            let answer = ask(&server, "GET", &target, authorization);
            assert_eq!((answer.status, answer.text().as_str()), (403, refused), "{target}");
            assert_eq!(answer.header("cache-control"), Some("private, no-cache"));
        }
    }
    // One that slipped to another place in the path opens nothing, and is told to nobody.
    for slipped in
        [format!("/link//{token}/files"), format!("/link/link/{token}/files"), format!("/link/{token}")]
    {
        assert_eq!(server.get(&slipped).status, 403, "{slipped}");
    }
    assert_eq!(ask(&server, "GET", &format!("/link%2F{token}/files"), None).status, 401);
    assert_eq!(server.get(&format!("/healthz?u=%2flink%2F{token}")).status, 200);
    assert_eq!(server.get("/healthz?last").status, 200);
    crate::support::wait::until("the log", || server.stderr().contains("/healthz?last").then_some(()));
    assert!(!server.stderr().contains(token), "{}", server.stderr());
    let soon = linked(&keys, &[&server.url("/playlist/show.m3u8"), "--expires", "1s"]);
    crate::support::wait::until("the link to expire", || {
        let answer = server.get(target(&soon));
        let has = answer.status == 403 && answer.text().starts_with("{\"error\":\"this link expired at 20");
        has.then_some(())
    });
}

#[test]
fn links_alone_close_nothing_and_are_good_behind_a_prefix() {
    let house = House::new();
    let keys = house.private("keys", &format!("{}\n{}\n", KEYS[0], KEYS[1]));
    let server = house.serve(&[("--link-secret-file", &keys)]);
    let told = "without --auth-file everybody can see everything";
    crate::support::wait::until(told, || server.stderr().contains(told).then_some(()));
    assert_eq!(server.text("/files"), "[\"other\",\"show\"]\n");
    let prefixed = linked(&keys, &["https://example.org/tv/playlist/show.m3u8?a=b"]);
    assert!(prefixed.starts_with("https://example.org/tv/link/"), "{prefixed}");
    let inner = target(&prefixed).strip_prefix("/tv").unwrap();
    assert!(server.text(inner).contains("show/source.m3u8?a=b"));
    let other = inner.replace("/playlist/show", "/playlist/other");
    assert_eq!(server.get(&other).status, 403);
    assert_eq!(server.get("/playlist/other.m3u8").header("cache-control"), Some("public, max-age=30"));
    // Any of the secrets is good.
    let second = house.private("second", KEYS[1]);
    assert_eq!(server.get(target(&linked(&second, &[&server.url("/playlist/show.m3u8")]))).status, 200);
    let without = house.serve(&[]);
    assert_eq!(without.get(inner).status, 404, "who knows of no links knows of none");
    let log = "404 GET /link/…/playlist/show.m3u8";
    crate::support::wait::until(log, || without.stderr().contains(log).then_some(()));
    assert!(!without.stderr().contains(inner.split('/').nth(2).unwrap()), "but shows none");
}

#[test]
fn a_link_is_printed_alone_or_in_json() {
    let house = House::new();
    let keys = house.private("keys", KEYS[0]);
    let range = "start=2024-05-01T09:59:58Z&end=2099-05-01T10:00:02Z";
    let run = link(&keys, &[&format!("http://h/playlist/show/low.m3u8?{range}"), "--json"]);
    assert!(
        run.stderr.starts_with("warning: the link expires at ") && run.stderr.lines().count() == 1,
        "{}",
        run.stderr
    );
    let told: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(
        (told["stream"].as_str(), told["variant"].as_str(), told["end"].as_str()),
        (Some("show"), Some("low"), Some("2099-05-01T10:00:02.000Z"))
    );
    assert!(told["url"].as_str().unwrap().starts_with("http://h/link/"));
    for (args, code, says) in [
        (&["http://h/"][..], 2, "error: there can be no link to /: "),
        (&["http://h/playlist/a.m3u8?start="], 2, "error: start: "),
        (&["http://h/playlist/a.m3u8", "--expires", "0s"], 2, "has passed"),
        (&["http://h/playlist/a.m3u8", "--expires", "2001-01-01T00:00:00Z"], 2, "has passed"),
        (&["http://h/playlist/a.m3u8", "--expires", "-1h"], 2, "has passed"),
        (&["http://h/playlist/a b.m3u8"], 2, "%20 for a space"),
        (&["http://h/playlist/a.m3u8", "--expires", "soon"], 2, "'soon' is no length of time and no time"),
    ] {
        let run = link(&keys, args);
        assert_eq!((run.code, run.stdout.as_str()), (Some(code), ""), "{args:?}");
        assert!(run.stderr.contains(says), "{}", run.stderr);
    }
}

#[test]
fn a_service_may_be_lent_a_file_of_the_system() {
    let house = House::new();
    let keys = house.private("keys", KEYS[0]);
    let sign = |mode| {
        std::fs::set_permissions(&keys, Permissions::from_mode(mode)).unwrap();
        let program = streamctl_as_nobody(["link", "http://h/playlist/a.m3u8", "--link-secret-file"]);
        program.args([&keys]).run().code
    };
    if lend_to_nobody(&keys) {
        assert_eq!([0o640, 0o440, 0o660, 0o644].map(sign), [Some(0), Some(0), Some(3), Some(3)]);
    } else {
        // One's own is as private as anything.
        assert_eq!([0o600, 0o640].map(sign), [Some(0), Some(3)]);
    }
}

#[test]
fn real_players_follow_a_link_to_its_end() {
    let house = House::new();
    let archive = Archive::new();
    let mut start = time("2024-05-01T09:59:50Z");
    for segment in &clip::source().segments {
        archive.record("clip/source", start, clip::SEGMENT, "full", segment);
        start = start + clip::SEGMENT;
    }
    let (auth, keys) = (house.auth(), house.private("keys", KEYS[0]));
    let house = House { archive, ..house };
    let server = house.serve(&[("--auth-file", &auth), ("--link-secret-file", &keys)]);
    let range = "start=2024-05-01T09:59:50Z&end=2024-05-01T10:00:00Z";
    for url in [
        linked(&keys, &[&server.url("/playlist/clip/source.m3u8")]),
        linked(&keys, &[&server.url(&format!("/playlist/clip.m3u8?{range}"))]),
    ] {
        let is_part = url.contains("start=");
        let found = probe::count_packets(&url);
        let pictures = if is_part { 5 * 60 } else { clip::SEGMENTS as u64 * 60 };
        assert_eq!((found.video, found.warnings.as_str()), (vec![pictures], ""), "{url}");
        let played =
            Command::new("ffmpeg").args(["-v", "error", "-i", &url, "-f", "null", "-"]).output().unwrap();
        assert!(played.status.success() && played.stderr.is_empty(), "{played:?}");
        assert_eq!(curl(&[&url]), "200");
    }
    let closed =
        Command::new("ffprobe").args(["-v", "error", &server.url("/playlist/clip.m3u8")]).output().unwrap();
    assert!(String::from_utf8_lossy(&closed.stderr).contains("401"), "{closed:?}");
}
