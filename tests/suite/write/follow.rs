//! Playlists that are kept up to date, by real processes: while recorders write, after they were killed, and until
//! their end.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use streamctl::hls::check::{Severity, check, compare};
use streamctl::hls::read::{Document, Media};
use streamctl::time::Span;

use super::fixture::{Fixture, at, done};
use crate::support::archive::{Archive, TWO_SECONDS};
use crate::support::clip;
use crate::support::probe::count_packets;
use crate::support::program::{Running, signal, streamctl};
use crate::support::wait;

fn follow(source: &Path, out: &Path, args: &[&str]) -> Running {
    let program = streamctl(["playlist", "write", "--follow"]).args([source.as_os_str()]).args(args);
    program.args(["-o".as_ref(), out.as_os_str()]).start()
}

fn media(path: &Path) -> Option<Media> {
    let bytes = fs::read(path).ok()?;
    Some(Media::read(&Document::new(&bytes)))
}

/// Waits until a list has so many segments.
fn until_listed(path: &Path, count: usize) -> Media {
    wait::until("a segment to be listed", || media(path).filter(|media| media.segments.len() >= count))
}

/// Reads a list over and over, and holds each edition against the one before.
struct Reader(Arc<AtomicBool>, std::thread::JoinHandle<usize>);

impl Reader {
    fn of(path: PathBuf) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let stopped = Arc::clone(&stop);
        let thread = std::thread::spawn(move || {
            let mut last: Option<(Vec<u8>, Media)> = None;
            let mut editions = 0;
            while !stopped.load(Ordering::Relaxed) {
                std::thread::yield_now();
                let Ok(bytes) = fs::read(&path) else { continue };
                if last.as_ref().is_some_and(|(known, _)| *known == bytes) {
                    continue;
                }
                let text = String::from_utf8_lossy(&bytes);
                let mut found = check(&bytes).report.findings;
                let media = Media::read(&Document::new(&bytes));
                found.extend(last.iter().flat_map(|(_, last)| compare(last, &media, Span::ZERO)));
                found.retain(|finding| finding.severity == Severity::Error);
                assert!(found.is_empty() && text.ends_with('\n'), "{found:?}\n{text}");
                last = Some((bytes.clone(), media));
                editions += 1;
            }
            editions
        });
        Self(stop, thread)
    }

    /// How many editions there were.
    fn finish(self) -> usize {
        self.0.store(true, Ordering::Relaxed);
        self.1.join().unwrap()
    }
}

#[test]
fn a_stream_is_followed_from_before_its_beginning_and_across_kills() {
    let archive = Archive::new();
    let out = tempfile::tempdir().unwrap();
    let lists = out.path().join("live/");
    let (source, low) = (lists.join("source.m3u8"), lists.join("low.m3u8"));
    let record = |index: usize| {
        let start = at(2 * i64::try_from(index).unwrap());
        archive.record("show/source", start, TWO_SECONDS, "full", &clip::source().segments[index]);
        archive.record("show/low", start, TWO_SECONDS, "full", &clip::low().segments[index]);
    };
    let args = ["--type", "live", "--window", "14s"];
    let running = follow(&archive.path("show"), &lists, &args);
    wait::until("it to wait", || running.stderr().contains("waiting for a recording").then_some(()));
    record(0);
    until_listed(&source, 1);
    (1..3).for_each(record);
    let first = until_listed(&source, 3);
    until_listed(&low, 3);
    wait::until("a master", || {
        fs::read_to_string(lists.join("master.m3u8")).ok().filter(|text| text.contains("low"))
    });
    let reader = Reader::of(source.clone());
    signal(running.id(), "KILL");
    assert_eq!(running.finish().code, None);
    record(3);
    let running = follow(&archive.path("show"), &lists, &args);
    (4..12).for_each(|index| {
        record(index);
        wait::until("the newest", || {
            media(&source).filter(|media| {
                media.first_number() + media.segments.len() as u64 > first.first_number() + index as u64
            })
        });
    });
    signal(running.id(), "INT");
    let run = running.finish();
    assert_eq!((run.code, run.stdout.as_str()), (Some(130), ""), "{}", run.stderr);
    assert!(reader.finish() > 2);
    let list = media(&source).unwrap();
    assert_eq!(list.target_duration, first.target_duration);
    assert_eq!(list.segments.len(), 9, "three target durations of six seconds");
    assert_eq!(list.first_number(), first.first_number() + 3);
    let run = streamctl(["playlist", "check", "--segments"]).args([lists.join("master.m3u8")]).run();
    assert_eq!(run.code, Some(0), "{}{}", run.stdout, run.stderr);
    // Once more, by cron: nothing is new.
    let once = streamctl(["playlist", "write", "--check", "--type", "live", "--window", "14s"]);
    let run = once.args([archive.path("show").as_os_str(), "-o".as_ref(), lists.as_os_str()]).run();
    assert_eq!(run, done("", ""));
}

#[test]
fn a_writer_that_does_not_rename_is_followed() {
    let directory = tempfile::tempdir().unwrap();
    let (segments, list) = (directory.path().join("seg"), directory.path().join("event.m3u8"));
    fs::create_dir(&segments).unwrap();
    let running = follow(&segments, &list, &["--type", "event", "--settle", "1s", "--json"]);
    let picture = ["-re", "-f", "lavfi", "-i", "testsrc2=size=96x54:rate=25", "-t", "5", "-c:v", "libx264"];
    let cuts = [
        "-preset",
        "ultrafast",
        "-g",
        "25",
        "-flush_packets",
        "1",
        "-f",
        "segment",
        "-segment_time",
        "1",
        "s%d.ts",
    ];
    let mut ffmpeg = Command::new("ffmpeg");
    ffmpeg.args(["-loglevel", "error"]).args(picture).args(cuts).current_dir(&segments).stdin(Stdio::null());
    let reader = Reader::of(list.clone());
    assert!(ffmpeg.status().unwrap().success());
    let media = until_listed(&list, 5);
    signal(running.id(), "TERM");
    let run = running.finish();
    assert_eq!(run.code, Some(143), "{}", run.stderr);
    assert_eq!(run.stdout.lines().count(), reader.finish(), "{}", run.stdout);
    assert!(
        media.segments.iter().all(|segment| segment.micros() == 1_000_000 && segment.discontinuities == 0)
    );
    let text = fs::read_to_string(&list).unwrap();
    fs::write(&list, format!("{text}#EXT-X-ENDLIST\n")).unwrap();
    assert_eq!(count_packets(list.to_str().unwrap()).video, [125]);
}

#[test]
fn it_ends_when_nobody_reads_what_it_tells() {
    let fixture = Fixture::new();
    let list = fixture.out.path().join("low.m3u8");
    let mut running = follow(&fixture.variant("low"), &list, &["--type", "event", "--format", "jsonl"]);
    until_listed(&list, 2);
    drop(running.take_stdout());
    fixture.archive.record("show/low", at(0), TWO_SECONDS, "full", b"next");
    let run = running.finish();
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    assert_eq!(media(&list).unwrap().segments.len(), 3);
}

#[test]
fn an_event_is_followed_until_its_end() {
    let fixture = Fixture::new();
    let run = fixture.write(
        fixture.variant("low"),
        &["--type", "event", "--end", "2024-05-01T10:00:00Z", "--follow", "-o", "low.m3u8"],
    );
    let told = "wrote low.m3u8: 2 segments, 4s, 0 holes\nthe playlists have their end\n";
    assert_eq!(run, done("", told));
    let text = fixture.read("low.m3u8");
    assert!(text.ends_with("#EXT-X-ENDLIST\n"));
    // What comes later changes nothing any more, whoever asks.
    fixture.archive.record("show/low", at(-6), TWO_SECONDS, "full", b"late");
    fixture.archive.record("show/low", at(0), TWO_SECONDS, "full", b"more");
    let run = fixture.write(fixture.variant("low"), &["-q", "--type", "event", "-o", "low.m3u8"]);
    assert_eq!(run, done("", ""));
    assert_eq!(fixture.read("low.m3u8"), text);
}

#[test]
fn a_list_goes_on_from_run_to_run() {
    let fixture = Fixture::new();
    let write = |args: &[&str]| {
        fixture.write(fixture.variant("low"), &[&["--type", "event", "-o", "low.m3u8"], args].concat())
    };
    assert_eq!(write(&["-q"]), done("", ""));
    let first = fixture.read("low.m3u8");
    fixture.archive.record("show/low", at(-8), TWO_SECONDS, "full", b"late");
    fixture.archive.record("show/low", at(-2), TWO_SECONDS, "full", &[1; 1_000]);
    assert_eq!(write(&["--check"]), done("", ""), "late and better ones change nothing");
    fixture.archive.record("show/low", at(6), streamctl::time::Span::from_secs(7), "full", b"long");
    let next = fixture.archive.record("show/low", at(8), TWO_SECONDS, "full", b"next");
    let run = write(&[]);
    assert!(
        run.stderr.contains("takes 7s, more than the 6s that its playlists have promised"),
        "{}",
        run.stderr
    );
    let text = fixture.read("low.m3u8");
    let added = text.strip_prefix(first.as_str()).unwrap();
    assert!(added.starts_with("#EXT-X-DISCONTINUITY\n") && added.contains(&next), "{added}");
    assert_eq!(added.matches("EXTINF").count(), 1);
    for spoilt in ["", "#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXTINF:2,\na"] {
        fs::write(fixture.out.path().join("low.m3u8"), spoilt).unwrap();
        let run = write(&[]);
        assert_eq!(run.code, Some(0));
        assert!(run.stderr.contains("low.m3u8 cannot be continued, and is begun anew: "), "{}", run.stderr);
    }
}

#[test]
fn flags_that_do_not_go_together_are_told() {
    let fixture = Fixture::new();
    for (args, says) in [
        (&["--follow", "-o", "a"][..], "a vod playlist never changes"),
        (&["--follow", "--type", "live"], "name them with -o"),
        (&["--follow", "--type", "live", "-o", "-"], "name them with -o"),
        (&["--follow", "--type", "live", "-o", "/dev/null"], "must be a regular file"),
        (&["--follow", "--type", "live", "-o", "a", "--check"], "--check"),
        (&["--window", "5", "--type", "event"], "--window is what a list of --type live shows"),
        (&["--window", "0", "--type", "live"], "longer than nothing"),
        (&["--window", "x", "--type", "live"], "neither a duration"),
        (&["--end", "now", "--type", "live"], "a live playlist has no end"),
        (&["--settle", "2s"], "--settle is for playlists that grow"),
    ] {
        let run = fixture.write(fixture.variant("low"), args);
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{args:?}: {}", run.stderr);
        assert!(run.stderr.contains(says), "{args:?}: {}", run.stderr);
    }
    let run = fixture.write(fixture.variant("low"), &["--settle", "0", "--type", "live", "-n", "-o", "a"]);
    assert_eq!(run, done("", "would write a: 2 segments, 4s, 0 holes\n"));
    // Without doing anything, once is as good as often.
    let run = fixture.write(fixture.variant("low"), &["--follow", "--type", "live", "-o", "a", "-n"]);
    assert_eq!(run, done("", "would write a: 2 segments, 4s, 0 holes\n"));
    let run = fixture
        .write(fixture.variant("source"), &["--follow", "--type", "live", "-o", "a", "--holes", "fail"]);
    assert_eq!(run.code, Some(13), "{}", run.stderr);
    assert!(run.stderr.contains("so no more is written"), "{}", run.stderr);
    assert!(fixture.written().is_empty());
}
