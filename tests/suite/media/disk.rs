//! Playlists written by `playlist write`, opened as files.

use std::fs;
use std::path::Path;

use super::{assert_plays, expected, listed};
use crate::support::program::{Run, streamctl};
use crate::support::recording::{Recording, STREAM, start_of};
use crate::support::server::Server;

/// Runs `playlist write` in this directory; what it says on stderr.
fn write(directory: &Path, source: &Path, args: &[&str]) -> Run {
    let run = streamctl(["playlist", "write"]).args([source]).args(args).current_dir(directory).run();
    assert_eq!(run.code, Some(0), "{args:?}: {}", run.stderr);
    run
}

#[test]
fn a_playlist_plays_wherever_it_lies() {
    let recording = Recording::new();
    let archive = &recording.archive;
    let source = recording.directory("source");
    let hour = source.join("2024-05-01T10");
    let elsewhere = tempfile::tempdir().unwrap();
    let below = elsewhere.path().join("a/b");
    fs::create_dir_all(&below).unwrap();
    // stdout lies where the program ran.
    let run = write(&below, &source, &[]);
    fs::write(below.join("stdout.m3u8"), &run.stdout).unwrap();
    assert_plays(below.join("stdout.m3u8").to_str().unwrap(), &recording, "source", &recording.source);
    for (directory, out, args) in [
        (archive.root(), "list.m3u8", &[][..]),
        (&source, "list.m3u8", &[]),
        (elsewhere.path(), "list.m3u8", &[]),
        (elsewhere.path(), "a/b/", &[]),
        (elsewhere.path(), "absolute.m3u8", &["--absolute"]),
        (&below, "../../up.m3u8", &[]),
        (&hour, "list.m3u8", &[]),
    ] {
        let run = write(directory, &source, &[&["-o", out], args].concat());
        let path = directory.join(out);
        let path = if path.is_dir() { path.join("source.m3u8") } else { path };
        let told =
            format!("wrote {}: 11 segments, ", Path::new(out).join(path.file_name().unwrap()).display());
        let told = if out.ends_with('/') { told } else { format!("wrote {out}: 11 segments, ") };
        assert!(run.stderr.starts_with(&told), "{}", run.stderr);
        assert_eq!(listed(&fs::read_to_string(&path).unwrap()), expected(&recording.source), "{out}");
        assert_plays(path.to_str().unwrap(), &recording, "source", &recording.source);
    }
}

#[test]
fn a_playlist_on_disk_may_lead_to_a_server() {
    let recording = Recording::new();
    let server = Server::start(recording.archive.root());
    let directory = tempfile::tempdir().unwrap();
    let source = recording.directory("source");
    let base = server.url(&format!("/segments/{STREAM}/source"));
    write(directory.path(), &source, &["-o", "list.m3u8", "--base-url", &base]);
    let path = directory.path().join("list.m3u8");
    assert_plays(path.to_str().unwrap(), &recording, "source", &recording.source);
}

#[test]
fn a_range_begins_and_ends_with_whole_segments() {
    let recording = Recording::new();
    let directory = tempfile::tempdir().unwrap();
    let low = recording.directory("low");
    // Within the first segments; across the hour; over the hole.
    for (from, to) in [(0, 2), (4, 7), (5, 10)] {
        let (start, end) = (start_of(from).to_string(), start_of(to).to_string());
        write(directory.path(), &low, &["--start", &start, "--end", &end, "-o", "list.m3u8"]);
        let path = directory.path().join("list.m3u8");
        let chosen = recording.between("low", from, to);
        assert_eq!(listed(&fs::read_to_string(&path).unwrap()), expected(&chosen));
        assert_plays(path.to_str().unwrap(), &recording, "low", &chosen);
    }
}

/// ffmpeg opens local files without decoding their URIs; over HTTP everybody decodes.
#[test]
fn names_that_uris_cannot_hold_are_played_over_http() {
    let odd = "a b#c%d?e\"f{$x}";
    let recording = Recording::of(odd);
    let source = recording.directory("source");
    let name = "out/v/2024-05-01T09/list.m3u8";
    let out = recording.archive.put(name, b"");
    let run = write(recording.archive.root(), &source, &["-o", name]);
    let warned = "warning: the way to the segments has characters that URIs cannot hold as they are";
    assert!(run.stderr.starts_with(warned), "{}", run.stderr);
    assert!(fs::read_to_string(out).unwrap().contains("\n../../../a%20b%23c%25d%3Fe%22f%7B$x%7D/source/"));
    let server = Server::start(recording.archive.root());
    assert_plays(&server.url(&format!("/segments/{name}")), &recording, "source", &recording.source);
}
