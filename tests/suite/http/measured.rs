//! `serve --measure`: playlists of the past say what segments hold, as those that `playlist write --measure` writes.

use std::fs;

use streamctl::time::{Span, Time};
use tempfile::TempDir;

use super::table::{check, get};
use crate::support::archive::{Archive, time};
use crate::support::clip::{self, SEGMENT};
use crate::support::program::streamctl;
use crate::support::server::Server;
use crate::support::wait;

/// When the recording begins.
const BEGIN: &str = "2024-05-01T09:59:50Z";

/// So many milliseconds into the recording.
pub(super) fn at(millis: u64) -> Time {
    time(BEGIN) + Span::from_micros(millis * 1_000)
}

fn record(archive: &Archive, variant: &str, millis: u64, length: Span, bytes: &[u8]) -> String {
    archive.record(&format!("show/{variant}"), at(millis), length, "full", bytes)
}

/// A server of an archive that measures.
pub(super) fn serve(archive: &Archive) -> Server {
    Server::run(streamctl(["serve", "--measure"]).args([archive.root()]))
}

/// A playlist without the ways to what it names.
fn without_ways(text: &str) -> String {
    let lines = text.lines().map(|line| {
        let line = if line.starts_with('#') { line } else { line.split('?').next().unwrap() };
        if line.starts_with('#') { line } else { line.rsplit('/').next().unwrap() }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Asserts that a server says of a range what is written of it; the master playlist.
fn assert_as_written(archive: &Archive, server: &Server, variants: &[&str], start: u64, end: u64) -> String {
    let out = TempDir::new().unwrap();
    let (start, end) = (at(start).to_string(), at(end).to_string());
    let program = streamctl(["playlist", "write", "--measure", "-q", "--start", &start, "--end", &end, "-o"]);
    let run = program.args([out.path()]).args([archive.path("show")]).run();
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let written = |name: &str| fs::read_to_string(out.path().join(format!("{name}.m3u8"))).unwrap();
    let query = format!("start={start}&end={end}");
    for variant in variants {
        let served = server.text(&format!("/playlist/show/{variant}.m3u8?{query}"));
        assert_eq!(without_ways(&served), without_ways(&written(variant)), "{variant} from {start} to {end}");
    }
    let master = server.text(&format!("/playlist/show.m3u8?{query}"));
    assert_eq!(without_ways(&master), without_ways(&written("master")));
    master
}

#[test]
fn a_range_of_the_past_is_as_it_is_written() {
    let archive = Archive::new();
    let segments = &clip::source().segments;
    // Right to a millisecond, far too short, and after 22 ms in which nothing is missing; another run without a hole;
    // lost segments of the same run; and another one again.
    let recorded =
        [(0, 2_001, 0), (2_002, 1_980, 1), (4_004, 2_002, 2), (6_006, 2_002, 0), (8_008, 2_002, 1)];
    let recorded = recorded.into_iter().chain([(14_014, 2_002, 4), (16_016, 2_002, 5), (30_030, 2_002, 2)]);
    for (start, length, index) in recorded {
        record(&archive, "source", start, Span::from_micros(length * 1_000), &segments[index]);
    }
    let server = serve(&archive);
    for (start, end) in [(0, 40_000), (0, 10_000), (5_000, 17_000), (3_000, 4_500)] {
        let master = assert_as_written(&archive, &server, &["source"], start, end);
        assert!(master.contains("#EXT-X-INDEPENDENT-SEGMENTS\n"), "{master}");
    }
    let text = server.text(&format!("/playlist/show/source.m3u8?end={}", at(10_000)));
    let lines = text.lines().filter(|line| line.starts_with("#EXTINF") || *line == "#EXT-X-DISCONTINUITY");
    let second = ["#EXTINF:2.002,", "#EXTINF:2.002,"];
    let first = [&["#EXTINF:2.001,"], &second[..], &["#EXT-X-DISCONTINUITY"], &second].concat();
    assert_eq!(lines.collect::<Vec<_>>(), first);
    assert_eq!(server.stderr(), "");
    // A server that does not measure believes their names.
    let named = Server::start(archive.root());
    let text = named.text(&format!("/playlist/show/source.m3u8?end={}", at(10_000)));
    assert!(
        text.contains("#EXTINF:1.980,\n") && text.matches("#EXT-X-DISCONTINUITY\n").count() == 1,
        "{text}"
    );
}

#[test]
fn a_name_that_says_too_much_hides_no_other_segment() {
    let archive = Archive::new();
    for (slot, named) in [(0_u64, 2_002), (1, 2_502), (2, 2_002), (3, 2_002), (4, 3_500), (5, 2_002)] {
        let segment = &clip::source().segments[usize::try_from(slot).unwrap()];
        record(&archive, "source", slot * 2_002, Span::from_micros(named * 1_000), segment);
    }
    let server = serve(&archive);
    let master = assert_as_written(&archive, &server, &["source"], 0, 20_000);
    assert!(master.contains("#EXT-X-INDEPENDENT-SEGMENTS\n"), "{master}");
    let text = server.text(&format!("/playlist/show/source.m3u8?start={}&end={}", at(0), at(20_000)));
    assert!(text.matches("#EXTINF:2.002,").count() == 6 && !text.contains("DISCONTINUITY"), "{text}");
}

#[test]
fn variants_are_laid_out_together_and_masters_tell_what_they_hold() {
    let archive = Archive::new();
    let lost = [("source", [2, 8]), ("low", [5, 8])];
    for (variant, lost) in lost {
        let clip = if variant == "low" { clip::low() } else { clip::source() };
        for slot in (0..12).filter(|slot| !lost.contains(slot)) {
            // The encoder begins anew at the seventh.
            let segment = &clip.segments[slot % 6];
            record(&archive, variant, 2_002 * u64::try_from(slot).unwrap(), SEGMENT, segment);
        }
    }
    // A picture of another size, late.
    record(&archive, "low", 24_024, SEGMENT, &clip::source().segments[0]);
    record(&archive, "source", 24_024, SEGMENT, &clip::source().segments[0]);
    let server = serve(&archive);
    let both = ["source", "low"];
    let master = assert_as_written(&archive, &server, &both, 0, 24_000);
    assert!(
        master.contains("RESOLUTION=96x54,FRAME-RATE=14.985\n") && master.contains("INDEPENDENT"),
        "{master}"
    );
    let master = assert_as_written(&archive, &server, &both, 0, 27_000);
    assert!(!master.contains("96x54") && master.matches("RESOLUTION=160x90").count() == 2, "{master}");
    let codecs = master.lines().filter_map(|line| line.split("CODECS=").nth(1));
    assert!(codecs.clone().any(|codecs| codecs.matches("avc1.").count() == 2), "{master}");

    // What cannot be read is proof of nothing; the other variant says it for itself.
    record(&archive, "low", 26_026, SEGMENT, b"no segment");
    record(&archive, "source", 26_026, SEGMENT, &clip::source().segments[1]);
    let master = assert_as_written(&archive, &server, &both, 0, 28_000);
    assert!(!master.contains("INDEPENDENT"), "{master}");
    let query = format!("start={}&end={}", at(0), at(28_000));
    let says =
        |variant| server.text(&format!("/playlist/show/{variant}.m3u8?{query}")).contains("INDEPENDENT");
    assert_eq!(both.map(says), [true, false]);
    assert_eq!(
        server.stderr().matches("cannot be measured, but is listed").count(),
        1,
        "{}",
        server.stderr()
    );
    assert_eq!(server.stderr().lines().count(), 1);
}

#[test]
fn a_long_past_is_measured_once_for_all_who_wait() {
    let archive = Archive::new();
    let segments = &clip::source().segments;
    let mut names = Vec::new();
    for slot in 0..400_u64 {
        let bytes = &segments[usize::try_from(slot).unwrap() % segments.len()];
        names.push(record(&archive, "source", 2_002 * slot, SEGMENT, bytes));
    }
    let home = TempDir::new().unwrap();
    let serve = || {
        let program = streamctl(["serve", "--measure"]).args([archive.root()]);
        Server::run(program.env("XDG_CACHE_HOME", home.path()))
    };
    let server = serve();
    let target = format!("/playlist/show/source.m3u8?start={}&end={}", at(0), at(900_000));
    let (mut waiting, request) = (Vec::new(), format!("GET {target} HTTP/1.1\r\nHost: t\r\n\r\n"));
    for _ in 0..30 {
        let mut connection = server.connect();
        connection.send(request.as_bytes());
        waiting.push(connection);
    }
    check(&server, [get("/healthz")]);
    let texts: Vec<String> = waiting.iter_mut().map(|connection| connection.answer("GET").text()).collect();
    assert_eq!(texts[0].matches("#EXTINF:2.002,").count(), 400, "{}", texts[0]);
    // The clip begins anew after twelve.
    assert_eq!(texts[0].matches("#EXT-X-DISCONTINUITY\n").count(), 33);
    assert!(texts.iter().all(|text| *text == texts[0]));
    assert_eq!(fs::read_dir(home.path().join("streamctl/measured")).unwrap().count(), 2, "one for each hour");

    // Nobody opens them again, neither this server nor another one.
    let unread = |server: &Server| {
        assert_eq!(server.text(&target), texts[0]);
        assert_eq!(server.stderr(), "");
    };
    for name in &names {
        fs::write(archive.path("show/source").join(name), b"no segment").unwrap();
    }
    unread(&server);
    drop(server);
    unread(&serve());
}

#[test]
fn without_a_home_it_is_measured_all_the_same() {
    let archive = Archive::new();
    record(&archive, "source", 0, Span::from_secs(1), &clip::source().segments[0]);
    let program = streamctl(["serve", "--measure"]).args([archive.root()]);
    let server = Server::run(program.env("HOME", "").env("XDG_CACHE_HOME", ""));
    assert!(server.text("/playlist/show/source.m3u8").contains("#EXTINF:2.002,\n"));
    wait::until("a warning", || server.stderr().contains("no HOME for a cache").then_some(()));
    assert_eq!(fs::read_dir(archive.root()).unwrap().count(), 1);
}
