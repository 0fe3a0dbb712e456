//! Flat directories: segments in the order of their names, known by nothing but what is in them.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::fixture::{done, failed, names_in};
use crate::support::clip::{self, made};
use crate::support::probe::count_packets;
use crate::support::program::{Run, streamctl};

/// A directory of segments, in which the program runs.
struct Flat(TempDir);

impl Flat {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// One with these segments of a clip, each named for its number.
    fn of(segments: &[Vec<u8>], kept: &[usize]) -> Self {
        let flat = Self::new();
        for index in kept {
            flat.put(&format!("{}.ts", index + 1), &segments[*index]);
        }
        flat
    }

    fn put(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    fn write(&self, args: &[&str]) -> Run {
        streamctl(["playlist", "write", "."]).args(args).current_dir(self.0.path()).run()
    }

    /// What comes after the header of its playlist, each line but the last in short: the name of a tag, or a URI;
    /// and durations.
    fn listed(&self) -> String {
        let run = self.write(&[]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
        short(&run.stdout)
    }
}

fn short(playlist: &str) -> String {
    let (_, list) = playlist.split_once("#EXT-X-PLAYLIST-TYPE:VOD\n").unwrap();
    let lines = list
        .lines()
        .map(|line| line.trim_start_matches("#EXTINF:").trim_start_matches("#EXT-X-").trim_end_matches(','));
    lines.collect::<Vec<_>>().join(" ")
}

/// Copies what ffmpeg made.
fn copy(from: &Path, to: &Flat, names: &[(&str, &str)]) {
    for (name, new) in names {
        to.put(new, &fs::read(from.join(name)).unwrap());
    }
}

/// Fragments of two encodings, each with its initialization section.
fn fragments(size: &str) -> PathBuf {
    let picture = format!("testsrc2=size={size}:rate=30000/1001");
    let mut recipe =
        vec!["-f", "lavfi", "-i", &picture, "-t", "6.006", "-c:v", "libx264", "-preset", "ultrafast"];
    recipe.extend(["-pix_fmt", "yuv420p", "-g", "60", "-sc_threshold", "0", "-f", "hls", "-hls_time", "2"]);
    recipe.extend(["-hls_segment_type", "fmp4", "-hls_segment_filename", "%d.m4s", "media.m3u8"]);
    made(&recipe)
}

#[test]
fn segments_are_listed_in_the_order_in_which_people_count() {
    let flat = Flat::of(&clip::source().segments, &[0, 1, 2, 8, 9, 10]);
    let listed = flat.listed();
    assert_eq!(
        listed,
        "INDEPENDENT-SEGMENTS 2.002 1.ts 2.002 2.ts 2.002 3.ts DISCONTINUITY 2.002 9.ts 2.002 10.ts 2.002 11.ts \
         ENDLIST"
    );
    let run = flat.write(&["-v"]);
    assert!(run.stderr.ends_with(" is a flat directory of 6 segments, 1.ts to 11.ts\n"), "{}", run.stderr);
    // Beside a playlist they are, and as a directory it has the directory's name.
    let run = flat.write(&["-o", "list.m3u8"]);
    assert_eq!(run, done("", "wrote list.m3u8: 6 segments, 12.012s, 1 hole\n"));
    assert_eq!(flat.listed(), listed, "what was written is no segment");
    let name = flat.0.path().file_name().unwrap().to_str().unwrap();
    assert_eq!(flat.write(&["-q", "-o", "new/"]), done("", ""));
    assert_eq!(names_in(&flat.path("new")), [format!("{name}.m3u8")]);
    let whole = count_packets(flat.path(&format!("new/{name}.m3u8")).to_str().unwrap());
    assert_eq!(whole.video, [360]);
}

#[test]
fn what_timestamps_miss_may_be_a_gap() {
    let flat = Flat::of(&clip::source().segments, &[0, 1, 4, 5]);
    let run = flat.write(&["--holes", "gap", "-o", "list.m3u8"]);
    let told = "wrote gap.ts: what gaps lead to\nwrote list.m3u8: 4 segments, 12.012s, 1 hole\n";
    assert_eq!(run, done("", told));
    let list = fs::read_to_string(flat.path("list.m3u8")).unwrap();
    // Three, as none may be longer than the target duration of 2 s.
    let gaps = "GAP 1.334666 gap.ts GAP 1.334667 gap.ts GAP 1.334667 gap.ts";
    let expected = format!("INDEPENDENT-SEGMENTS 2.002 1.ts 2.002 2.ts {gaps} 2.002 5.ts 2.002 6.ts ENDLIST");
    assert_eq!(short(&list), expected);
    // The filler is no segment.
    assert_eq!(flat.write(&["--holes", "gap", "-o", "list.m3u8", "--check"]), done("", ""));
    let run = flat.write(&["--holes", "fail"]);
    let told = "nothing for 4.004s before 5.ts\nerror: 1 hole in the range, so nothing was written\n\
                hint: --holes discontinuity writes the playlist and marks them in it\n";
    assert_eq!(run, failed(13, told));
}

#[test]
fn another_encoder_is_marked_and_what_cannot_be_read_is_listed() {
    let flat = Flat::of(&clip::source().segments, &[0, 1]);
    for (index, segment) in clip::low().segments[..2].iter().enumerate() {
        flat.put(&format!("b{index}.ts"), segment);
    }
    let expected = "INDEPENDENT-SEGMENTS 2.002 1.ts 2.002 2.ts DISCONTINUITY 2.002 b0.ts 2.002 b1.ts ENDLIST";
    assert_eq!(flat.listed(), expected);

    flat.put("b0a.ts", b"no segment");
    flat.put("b0b.ts", b"");
    flat.put(".hidden.ts", b"no segment");
    flat.put("notes.txt", b"no segment");
    fs::create_dir(flat.path("directory.ts")).unwrap();
    let run = flat.write(&[]);
    let expected = "2.002 1.ts 2.002 2.ts DISCONTINUITY 2.002 b0.ts DISCONTINUITY 2.002 b0a.ts DISCONTINUITY 2.002 \
                    b1.ts ENDLIST";
    assert_eq!(short(&run.stdout), expected);
    let mut told: Vec<&str> = run.stderr.lines().map(|line| line.rsplit('/').next().unwrap()).collect();
    told.sort_unstable();
    assert_eq!(
        told,
        [
            "b0a.ts cannot be measured, but is listed: neither MPEG-TS, nor MP4, nor packed audio",
            "b0b.ts: it is empty"
        ]
    );
}

#[test]
fn what_holds_no_segment_is_refused() {
    let flat = Flat::new();
    flat.put("code.ts", b"export const no = 'segment';");
    let run = flat.write(&[]);
    assert_eq!((run.code, run.stdout.as_str()), (Some(12), ""));
    let told = "error: .: none of the files that end like segments can be read as one\n";
    assert!(run.stderr.ends_with(told), "{}", run.stderr);
    let flat = Flat::of(&clip::source().segments, &[0]);
    for flag in ["--start", "--end"] {
        let run = flat.write(&[flag, "-1h"]);
        assert_eq!(run.code, Some(2));
        assert!(run.stderr.contains("nothing tells when"), "{}", run.stderr);
    }
    let told = "error: 1.ts would be taken for a segment\nhint: name it with .m3u8 at the end\n";
    assert_eq!(flat.write(&["-o", "1.ts"]), failed(2, told));
    assert_eq!(fs::read(flat.path("1.ts")).unwrap(), clip::source().segments[0]);
}

#[test]
fn what_gaps_lead_to_makes_no_directory_of_segments() {
    let flat = Flat::of(&clip::source().segments, &[0, 4]);
    assert_eq!(flat.write(&["-q", "--holes", "gap", "-o", "list.m3u8"]), done("", ""));
    for name in ["1.ts", "5.ts"] {
        fs::remove_file(flat.path(name)).unwrap();
    }
    for kind in ["vod", "live"] {
        let run = flat.write(&["--type", kind]);
        assert!(run.stderr.contains("is no recording: "), "{}", run.stderr);
    }
}

#[test]
fn fragments_have_their_initialization_sections() {
    let (one, other) = (fragments("160x90"), fragments("96x54"));
    let flat = Flat::new();
    copy(&one, &flat, &[("0.m4s", "a2.m4s"), ("1.m4s", "a10.m4s"), ("init.mp4", "init.mp4")]);
    let run = flat.write(&["-o", "list.m3u8", "-v"]);
    assert!(run.stderr.contains("init.mp4 has an initialization section of "), "{}", run.stderr);
    let list = fs::read_to_string(flat.path("list.m3u8")).unwrap();
    assert!(list.contains("#EXT-X-VERSION:6\n"), "{list}");
    assert_eq!(short(&list), "INDEPENDENT-SEGMENTS MAP:URI=\"init.mp4\" 2.002 a2.m4s 2.002 a10.m4s ENDLIST");
    assert_eq!(count_packets(flat.path("list.m3u8").to_str().unwrap()).video, [120]);

    // Another run; each begins with its own.
    fs::rename(flat.path("init.mp4"), flat.path("a0.mp4")).unwrap();
    copy(&other, &flat, &[("init.mp4", "b-init.mp4"), ("0.m4s", "b0.m4s"), ("1.m4s", "b1.m4s")]);
    fs::remove_file(flat.path("list.m3u8")).unwrap();
    let expected = "INDEPENDENT-SEGMENTS MAP:URI=\"a0.mp4\" 2.002 a2.m4s 2.002 a10.m4s DISCONTINUITY \
                    MAP:URI=\"b-init.mp4\" 2.002 b0.m4s 2.002 b1.m4s ENDLIST";
    assert_eq!(flat.listed(), expected);

    // By their names nothing tells; by when they were written it does.
    let age = |name: &str, secs: u64| {
        let time = std::time::UNIX_EPOCH + std::time::Duration::from_secs(secs);
        fs::File::options().write(true).open(flat.path(name)).unwrap().set_modified(time).unwrap();
    };
    for (from, to) in [("a0.mp4", "0.mp4"), ("b-init.mp4", "1.mp4")] {
        fs::rename(flat.path(from), flat.path(to)).unwrap();
    }
    for (name, secs) in
        [("0.mp4", 10), ("a2.m4s", 11), ("a10.m4s", 12), ("1.mp4", 20), ("b0.m4s", 20), ("b1.m4s", 22)]
    {
        age(name, secs);
    }
    let expected = expected.replace("a0.mp4", "0.mp4").replace("b-init.mp4", "1.mp4");
    assert_eq!(flat.listed(), expected);
}

#[test]
fn fragments_may_bring_their_initialization_section_along() {
    let source = fragments("160x90");
    let read = |name: &str| fs::read(source.join(name)).unwrap();
    let init = read("init.mp4");
    let flat = Flat::new();
    for index in 0..3 {
        flat.put(&format!("{index}.mp4"), &[init.clone(), read(&format!("{index}.m4s"))].concat());
    }
    let map = format!("MAP:URI=\"0.mp4\",BYTERANGE=\"{}@0\"", init.len());
    let expected = format!("INDEPENDENT-SEGMENTS {map} 2.002 0.mp4 2.002 1.mp4 2.002 2.mp4 ENDLIST");
    assert_eq!(flat.listed(), expected);
    assert_eq!(flat.write(&["-q", "-o", "list.m3u8"]), done("", ""));
    assert_eq!(count_packets(flat.path("list.m3u8").to_str().unwrap()).video, [180]);

    // A film is no segment.
    let film = ["-f", "lavfi", "-i", "testsrc2=size=96x54", "-t", "1", "-c:v", "libx264", "film.mp4"];
    flat.put("film.mp4", &fs::read(made(&film).join("film.mp4")).unwrap());
    let run = flat.write(&[]);
    assert_eq!(short(&run.stdout), expected);
    assert!(
        run.stderr.ends_with("film.mp4: it is MP4 without fragments, which is no segment\n"),
        "{}",
        run.stderr
    );
}

#[test]
fn packed_audio_is_listed() {
    let mut recipe =
        vec!["-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000", "-t", "6", "-c:a", "aac"];
    recipe.extend(["-f", "segment", "-segment_time", "2", "-segment_format", "adts", "%d.aac"]);
    let source = made(&recipe);
    let flat = Flat::new();
    copy(&source, &flat, &[("0.aac", "9.aac"), ("1.aac", "10.aac")]);
    let listed = flat.listed();
    assert!(listed.starts_with("INDEPENDENT-SEGMENTS 2.0") && !listed.contains("DISCONTINUITY"), "{listed}");
    assert!(listed.contains(" 9.aac 2.0") && listed.ends_with(" 10.aac ENDLIST"), "{listed}");
}

#[test]
fn hours_and_variants_count_before_loose_segments() {
    let fixture = super::fixture::Fixture::new();
    fixture.archive.put("show/source/loose.ts", &clip::source().segments[0]);
    fixture.archive.put("show/loose.ts", &clip::source().segments[0]);
    let run = fixture.write(fixture.variant("low"), &[]);
    assert!(run.stdout.contains("#EXT-X-PROGRAM-DATE-TIME:"), "{}", run.stdout);
    assert_eq!(fixture.write(fixture.variant("source"), &["-q", "-o", "a"]).code, Some(0));
    assert!(!fixture.read("a").contains("loose"));
}
