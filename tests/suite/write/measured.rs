//! `--measure`: what segments hold counts, and not what their names say.

use std::fs;
use std::path::Path;

use streamctl::time::{Span, Time};
use tempfile::TempDir;

use super::fixture::done;
use crate::support::archive::{Archive, time};
use crate::support::clip::{self, SEGMENT, made};
use crate::support::program::{Run, streamctl};

/// When the recording begins.
const BEGIN: &str = "2024-05-01T10:00:00Z";

/// So many milliseconds into the recording.
fn at(millis: u64) -> Time {
    time(BEGIN) + Span::from_micros(millis * 1_000)
}

fn record(archive: &Archive, variant: &str, millis: u64, length: Span, bytes: &[u8]) -> String {
    archive.record(&format!("show/{variant}"), at(millis), length, "full", bytes)
}

fn write(archive: &Archive, source: &str, args: &[&str]) -> Run {
    let program = streamctl(["playlist", "write"]).args([archive.path(source)]).args(args);
    program.current_dir(archive.root()).run()
}

/// The durations of a playlist, each with a `!` if it comes after a discontinuity, or `gap` if it is one.
fn durations(playlist: &str) -> Vec<String> {
    let mut durations = Vec::new();
    let mut mark = String::new();
    for line in playlist.lines() {
        match line.strip_prefix("#EXTINF:") {
            Some(duration) => durations.push(std::mem::take(&mut mark) + duration.trim_end_matches(',')),
            None if line == "#EXT-X-DISCONTINUITY" => mark += "!",
            None if line == "#EXT-X-GAP" => mark += "gap",
            None => {}
        }
    }
    durations
}

#[test]
fn durations_and_breaks_are_those_of_the_segments() {
    let archive = Archive::new();
    let segments = &clip::source().segments;
    // Right to a millisecond, far too short, and after 22 ms in which nothing is missing; then another run.
    record(&archive, "source", 0, Span::from_micros(2_001_000), &segments[0]);
    record(&archive, "source", 2_002, Span::from_micros(1_980_000), &segments[1]);
    record(&archive, "source", 4_004, SEGMENT, &segments[2]);
    record(&archive, "source", 6_006, SEGMENT, &segments[0]);
    record(&archive, "source", 8_008, SEGMENT, &segments[1]);
    let named = write(&archive, "show/source", &[]);
    assert_eq!(durations(&named.stdout), ["2.001", "1.980", "!2.002", "2.002", "2.002"]);
    assert!(!named.stdout.contains("INDEPENDENT"));
    let measured = write(&archive, "show/source", &["--measure"]);
    assert_eq!((measured.code, measured.stderr.as_str()), (Some(0), ""));
    assert_eq!(durations(&measured.stdout), ["2.001", "2.002", "2.002", "!2.002", "2.002"]);
    assert!(measured.stdout.contains("#EXT-X-INDEPENDENT-SEGMENTS\n"));
    assert_eq!(write(&archive, "show/source", &["--measure", "--holes", "fail"]).code, Some(0));
}

#[test]
fn a_name_that_says_too_much_hides_no_other_segment() {
    let archive = Archive::new();
    let segments = &clip::source().segments;
    // One in the middle of an hour, and the last of one.
    for (slot, named) in [(0_u64, 2_002), (1, 2_502), (2, 2_002), (3, 2_002), (4, 3_500), (5, 2_002)] {
        let segment = &segments[usize::try_from(slot).unwrap()];
        record(&archive, "source", slot * 2_002, Span::from_micros(named * 1_000), segment);
    }
    assert_eq!(durations(&write(&archive, "show/source", &[]).stdout), ["2.002", "2.502", "!2.002", "3.500"]);
    let measured = write(&archive, "show/source", &["--measure"]);
    assert_eq!((measured.code, measured.stderr.as_str()), (Some(0), ""));
    assert_eq!(durations(&measured.stdout), ["2.002"; 6]);
    assert_eq!(write(&archive, "show/source", &["--measure", "--holes", "fail"]).code, Some(0));
}

#[test]
fn lost_segments_need_no_discontinuity_behind_a_gap() {
    let archive = Archive::new();
    let segments = &clip::source().segments;
    for (slot, index) in [(0, 0), (1, 1), (3, 3), (4, 4), (6, 0)] {
        record(&archive, "source", 2_002 * slot, SEGMENT, &segments[index]);
    }
    let gap = |args: &[&str]| {
        let run = write(&archive, "show/source", &[&["--holes", "gap", "-qo", "list"], args].concat());
        assert_eq!(run, done("", ""));
        durations(&fs::read_to_string(archive.path("list")).unwrap())
    };
    let gaps = ["gap1.001", "gap1.001"];
    let (lost, other) = ([&gaps[..], &["2.002"]].concat(), [&gaps[..], &["!2.002"]].concat());
    let measured = [&["2.002", "2.002"], &lost[..], &["2.002"], &other].concat();
    assert_eq!(gap(&["--measure"]), measured);
    let named = [&["2.002", "2.002"], &other[..], &["2.002"], &other].concat();
    assert_eq!(gap(&[]), named, "names do not tell that it was the same run");
    let run = write(&archive, "show/source", &["--measure"]);
    assert_eq!(durations(&run.stdout), ["2.002", "2.002", "!2.002", "2.002", "!2.002"]);
    let run = write(&archive, "show/source", &["--measure", "--holes", "fail"]);
    assert!(run.stderr.contains("\nerror: 2 holes in the range"), "{}", run.stderr);
}

#[test]
fn what_cannot_be_read_is_listed_by_its_name() {
    let archive = Archive::new();
    record(&archive, "source", 0, SEGMENT, &clip::source().segments[0]);
    let name = record(&archive, "source", 2_002, SEGMENT, b"no segment");
    record(&archive, "source", 4_004, SEGMENT, &clip::source().segments[2]);
    let run = write(&archive, "show/source", &["--measure"]);
    assert_eq!(durations(&run.stdout), ["2.002"; 3]);
    assert!(run.stdout.contains(&name) && !run.stdout.contains("INDEPENDENT"), "{}", run.stdout);
    let (_, file) = name.split_once('/').unwrap();
    let told =
        format!("{file} cannot be measured, but is listed: neither MPEG-TS, nor MP4, nor packed audio\n");
    assert!(run.stderr.ends_with(&told) && run.stderr.lines().count() == 1, "{}", run.stderr);
}

/// One segment of 2 s of MPEG-TS, encoded like this.
fn encoded(options: &[&str]) -> Vec<u8> {
    let mut recipe = vec!["-f", "lavfi", "-i", "testsrc2=size=160x90:rate=25", "-f", "lavfi"];
    recipe.extend(["-i", "sine=sample_rate=48000", "-t", "2"]);
    recipe.extend(options);
    recipe.push("segment.ts");
    fs::read(made(&recipe).join("segment.ts")).unwrap()
}

#[test]
fn a_master_tells_what_all_segments_hold() {
    let archive = Archive::new();
    let two = Span::from_secs(2);
    let sound = ["-map", "1:a", "-c:a", "aac"];
    let hevc = encoded(
        &[&["-map", "0:v", "-c:v", "libx265", "-x265-params", "log-level=none"], &sound[..]].concat(),
    );
    let only_sound = encoded(&sound);
    let high = ["-map", "0:v", "-vf", "scale=320:180,fps=50", "-pix_fmt", "yuv420p", "-c:v", "libx264"];
    let (plain, high) = (&clip::source().segments[0], encoded(&[&high, &sound[..]].concat()));
    record(&archive, "changing", 0, SEGMENT, plain);
    record(&archive, "changing", 2_002, two, &high);
    for (variant, bytes) in [("hevc", &hevc), ("sound", &only_sound)] {
        for start in [0, 2_000] {
            record(&archive, variant, start, two, bytes);
        }
    }
    let master = |args: &[&str]| {
        let run = write(&archive, "show", &[&["-qo", "out/"], args].concat());
        assert_eq!(run, done("", ""));
        fs::read_to_string(archive.path("out/master.m3u8")).unwrap()
    };
    let line = |master: &str, variant: &str| {
        let lines: Vec<&str> = master.lines().collect();
        let uri = lines.iter().position(|line| *line == format!("{variant}.m3u8")).unwrap();
        lines[uri - 1].split_once("CODECS=").unwrap().1.to_owned()
    };
    let named = master(&[]);
    assert!(line(&named, "changing").ends_with(",RESOLUTION=160x90,FRAME-RATE=29.970"), "{named}");
    assert!(!named.contains("INDEPENDENT"), "{named}");
    let measured = master(&["--measure"]);
    assert!(measured.starts_with("#EXTM3U\n#EXT-X-VERSION:1\n#EXT-X-INDEPENDENT-SEGMENTS\n"), "{measured}");
    let changing = line(&measured, "changing");
    assert!(changing.ends_with(",RESOLUTION=320x180,FRAME-RATE=50.000"), "{changing}");
    let (first, _) = clip::source().codecs.split_once(',').unwrap();
    assert!(changing.contains(first) && changing.matches("avc1.").count() == 2, "{changing}");
    let hevc = line(&measured, "hevc");
    assert!(hevc.starts_with("\"hvc1.1.6.L") && hevc.contains(",mp4a.40.2\",RESOLUTION=160x90"), "{hevc}");
    assert_eq!(line(&measured, "sound"), "\"mp4a.40.2\"");
    // What the master says its playlists need not.
    let media = fs::read_to_string(archive.path("out/hevc.m3u8")).unwrap();
    assert!(!media.contains("INDEPENDENT"), "{media}");
}

/// Variants that lost different segments, of an encoder that began anew: what is written has no fault, by the rules
/// and by what the segments hold, and breaks once.
#[test]
fn what_is_written_passes_its_own_check() {
    let archive = Archive::new();
    let lost = [("one", [2, 8, 9]), ("other", [5, 6, 9]), ("third", [1, 6, 9])];
    for (variant, lost) in lost {
        for slot in (0..12).filter(|slot| !lost.contains(slot)) {
            // The encoder begins anew at the seventh; of all, one segment is lost after that.
            let segment = &clip::source().segments[slot % 6];
            let slot = u64::try_from(slot).unwrap();
            record(&archive, variant, 2_002 * slot, SEGMENT, segment);
        }
    }
    for holes in ["discontinuity", "gap"] {
        let run = write(&archive, "show", &["--measure", "--holes", holes, "-qo", "out/"]);
        assert_eq!(run, done("", ""));
        let check = streamctl(["playlist", "check", "--segments", "out"]).current_dir(archive.root()).run();
        assert_eq!((check.code, check.stdout.as_str()), (Some(0), ""), "{}", check.stderr);
        for (variant, _) in lost {
            let list = fs::read_to_string(archive.path(format!("out/{variant}.m3u8"))).unwrap();
            let breaks = if holes == "gap" { 1 } else { 2 };
            assert_eq!(list.matches("#EXT-X-DISCONTINUITY\n").count(), breaks, "{list}");
        }
    }
}

#[test]
fn what_was_read_is_kept() {
    let archive = Archive::new();
    let segments = &clip::source().segments;
    let name = record(&archive, "source", 0, Span::from_secs(1), &segments[0]);
    let home = TempDir::new().unwrap();
    let run = |archive: &Archive| {
        let program = streamctl(["playlist", "write", "--measure"]).args([archive.path("show/source")]);
        let run = program.env("XDG_CACHE_HOME", home.path()).current_dir(archive.root()).run();
        (durations(&run.stdout), run.stderr)
    };
    let expected = (vec!["2.002".to_owned()], String::new());
    assert_eq!(run(&archive), expected);
    let kept = home.path().join("streamctl/measured");
    let files = || -> Vec<_> { fs::read_dir(&kept).unwrap().map(|entry| entry.unwrap().path()).collect() };
    assert_eq!(files().len(), 1);
    // Its name stands for its bytes, so nobody looks again.
    let path = archive.path("show/source").join(&name);
    fs::write(&path, b"no segment").unwrap();
    assert_eq!(run(&archive), expected);
    // Whatever is there instead is no reason to fail.
    fs::write(&path, &segments[0]).unwrap();
    let good = fs::read(&files()[0]).unwrap();
    let foreign = String::from_utf8(good.clone()).unwrap().replace("\"timescale\":90000", "\"timescale\":0");
    for content in [&b""[..], b"{}", b"\0\xff", &good[..good.len() / 2], foreign.as_bytes()] {
        fs::write(&files()[0], content).unwrap();
        assert_eq!(run(&archive), expected, "{}", String::from_utf8_lossy(content));
        assert_eq!(fs::read(&files()[0]).unwrap(), good);
    }
    fs::remove_dir_all(home.path().join("streamctl")).unwrap();
    fs::write(home.path().join("streamctl"), "in the way").unwrap();
    assert_eq!(run(&archive), expected);
}

#[test]
fn a_changed_file_of_a_flat_directory_is_read_again() {
    let (flat, cache) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let path = flat.path().join("1.ts");
    let run = || {
        let program = streamctl(["playlist", "write", "."]).env("XDG_CACHE_HOME", cache.path());
        durations(&program.current_dir(flat.path()).run().stdout)
    };
    let put = |bytes: &[u8], secs| {
        fs::write(&path, bytes).unwrap();
        let file = fs::File::options().write(true).open(&path).unwrap();
        file.set_modified(std::time::UNIX_EPOCH + std::time::Duration::from_secs(secs)).unwrap();
    };
    let segment = &clip::source().segments[0];
    put(segment, 10);
    assert_eq!(run(), ["2.002"]);
    // As long, and of the same age: nothing tells.
    put(&vec![0; segment.len()], 10);
    assert_eq!(run(), ["2.002"]);
    put(&vec![0; segment.len()], 11);
    assert_eq!(run(), [""; 0]);
}

#[test]
fn without_a_home_nothing_is_kept() {
    let archive = Archive::new();
    record(&archive, "source", 0, SEGMENT, &clip::source().segments[0]);
    let program = streamctl(["playlist", "write", "--measure"]).args([archive.path("show/source")]);
    let run = program.env("HOME", "").env("XDG_CACHE_HOME", "").current_dir(archive.root()).run();
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_eq!(fs::read_dir(archive.root()).unwrap().count(), 1);
    assert!(!Path::new("streamctl").exists());
}
