//! `--segments`: what is in them, against what is said of them.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use super::{check, items};

/// Runs ffmpeg in a directory: eight seconds of picture and sound, cut every two, with these flags for its HLS.
pub(super) fn ffmpeg(directory: &Path, flags: &[&str]) {
    let mut command = Command::new("ffmpeg");
    command.args(["-nostdin", "-v", "error", "-f", "lavfi", "-i", "testsrc2=size=160x90:rate=30000/1001"]);
    command.args(["-f", "lavfi", "-i", "sine=sample_rate=48000", "-t", "8.008", "-c:v", "libx264"]);
    command.args(["-preset", "ultrafast", "-g", "60", "-sc_threshold", "0", "-pix_fmt", "yuv420p"]);
    command.args(["-c:a", "aac", "-ac", "1", "-f", "hls", "-hls_time", "2"]);
    let output = command.args(flags).current_dir(directory).output().unwrap();
    assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
}

/// A finished playlist, `list.m3u8`, of four segments, `0.ts` to `3.ts`.
fn recorded() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let names = ["-hls_segment_filename", "%d.ts", "list.m3u8"];
    ffmpeg(folder.path(), &[&["-hls_list_size", "0", "-hls_playlist_type", "vod"][..], &names].concat());
    folder
}

/// The rules and lines of what is wrong in a playlist.
fn found(folder: &TempDir, name: &str) -> Vec<(String, u64)> {
    let run = check(folder.path(), &[name, "--segments", "--json"]);
    items(&run).into_iter().map(|(rule, _, line)| (rule, line)).collect()
}

fn rules(expected: &[(&str, u64)]) -> Vec<(String, u64)> {
    expected.iter().map(|(rule, line)| ((*rule).to_owned(), *line)).collect()
}

fn change(folder: &TempDir, change: impl Fn(&str) -> String) {
    let path = folder.path().join("list.m3u8");
    fs::write(&path, change(&fs::read_to_string(&path).unwrap())).unwrap();
}

#[test]
fn what_is_missing_cut_off_or_something_else_is_told() {
    let folder = recorded();
    assert_eq!(found(&folder, "list.m3u8"), []);
    let path = |name: &str| folder.path().join(name);
    fs::remove_file(path("0.ts")).unwrap();
    fs::write(path("1.ts"), b"").unwrap();
    fs::write(path("2.ts"), b"<html>no such segment</html>").unwrap();
    let whole = fs::read(path("3.ts")).unwrap();
    fs::write(path("3.ts"), &whole[..whole.len() - 100]).unwrap();
    let expected = [("F1", 7), ("F12", 9), ("F9", 11), ("F9", 13)];
    assert_eq!(found(&folder, "list.m3u8"), rules(&expected));
}

#[test]
fn gaps_are_not_opened_and_nothing_but_files_is() {
    let folder = recorded();
    fs::remove_file(folder.path().join("1.ts")).unwrap();
    fs::remove_file(folder.path().join("3.ts")).unwrap();
    fs::create_dir(folder.path().join("3.ts")).unwrap();
    change(&folder, |text| text.replace("#EXTINF:2.002000,\n1.ts", "#EXT-X-GAP\n#EXTINF:2.002000,\n1.ts"));
    assert_eq!(found(&folder, "list.m3u8"), rules(&[("F1", 14)]));
}

#[test]
fn durations_and_breaks_are_measured() {
    let folder = recorded();
    let first = "#EXTINF:2.002000,\n";
    change(&folder, |text| text.replacen(first, "#EXTINF:1.900000,\n", 1));
    assert_eq!(found(&folder, "list.m3u8"), rules(&[("F3", 7)]));
    change(&folder, |text| text.replacen("#EXTINF:1.900000", "#EXTINF:1.000000", 1));
    assert_eq!(found(&folder, "list.m3u8"), rules(&[("F15", 7)]));
    change(&folder, |text| text.replacen("#EXTINF:1.000000", "#EXTINF:2.002000", 1));

    // What is missing is missed, and a tag that breaks nothing is noticed.
    change(&folder, |text| text.replace("#EXTINF:2.002000,\n1.ts\n", ""));
    assert_eq!(found(&folder, "list.m3u8"), rules(&[("F4", 9)]));
    change(&folder, |text| {
        text.replace("#EXTINF:2.002000,\n2.ts", "#EXT-X-DISCONTINUITY\n#EXTINF:2.002000,\n2.ts")
    });
    assert_eq!(found(&folder, "list.m3u8"), []);
    change(&folder, |text| {
        text.replace("#EXTINF:2.002000,\n3.ts", "#EXT-X-DISCONTINUITY\n#EXTINF:2.002000,\n3.ts")
    });
    assert_eq!(found(&folder, "list.m3u8"), rules(&[("F16", 13)]));
}

#[test]
fn ranges_and_rates_are_measured() {
    let folder = recorded();
    change(&folder, |text| {
        text.replace("VERSION:3", "VERSION:4").replacen("#EXTINF", "#EXT-X-BYTERANGE:99999999@0\n#EXTINF", 1)
    });
    assert_eq!(found(&folder, "list.m3u8"), rules(&[("F2", 8)]));
    change(&folder, |text| {
        text.replace("VERSION:4", "VERSION:3").replace("#EXT-X-BYTERANGE:99999999@0\n", "#EXT-X-BITRATE:1\n")
    });
    assert_eq!(found(&folder, "list.m3u8"), rules(&[("F8", 8), ("F8", 10), ("F8", 12), ("F8", 14)]));
}

#[test]
fn a_master_is_held_to_its_segments() {
    let folder = recorded();
    let master = |bandwidth: u64, average: u64, codecs: &str, size: &str| {
        let text = format!(
            "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH={bandwidth},AVERAGE-BANDWIDTH={average},CODECS=\"{codecs}\",\
             RESOLUTION={size},FRAME-RATE=29.970\nlist.m3u8\n"
        );
        fs::write(folder.path().join("master.m3u8"), text).unwrap();
        found(&folder, "master.m3u8")
    };
    let sizes: Vec<u64> =
        (0..4).map(|index| fs::metadata(folder.path().join(format!("{index}.ts"))).unwrap().len()).collect();
    let rate = |bytes: u64, segments: u64| bytes * 8_000_000 / (segments * 2_002_000);
    let (peak, average) = (rate(*sizes.iter().max().unwrap(), 1) + 1, rate(sizes.iter().sum(), 4));
    let codecs = "avc1.42c00b,mp4a.40.2";
    assert_eq!(master(peak, average, codecs, "160x90"), []);
    assert_eq!(master(peak, average, "avc1.42c00b", "160x90"), rules(&[("F5", 2)]));
    assert_eq!(master(peak, average, codecs, "1280x720"), rules(&[("F14", 2)]));
    assert_eq!(master(peak, average, codecs, "160x90,VIDEO-RANGE=SDR"), []);
    assert_eq!(master(peak, average, codecs, "160x90,VIDEO-RANGE=PQ"), rules(&[("F14", 2)]));
    assert_eq!(master(peak / 2, average / 2, codecs, "160x90"), rules(&[("F6", 2), ("F7", 2)]));
}

#[test]
fn variants_are_held_to_the_same_timestamps() {
    let folder = recorded();
    let master = "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=9000000\none.m3u8\n\
                  #EXT-X-STREAM-INF:BANDWIDTH=9000001\nother.m3u8\n";
    fs::write(folder.path().join("master.m3u8"), master).unwrap();
    let list = fs::read_to_string(folder.path().join("list.m3u8")).unwrap();
    let write = |name: &str, date: &str| {
        let date = format!("#EXT-X-PROGRAM-DATE-TIME:2024-05-01T10:00:{date}Z\n#EXTINF");
        fs::write(folder.path().join(name), list.replacen("#EXTINF", &date, 1)).unwrap();
    };
    let clocks = || -> Vec<(String, u64)> {
        found(&folder, "master.m3u8").into_iter().filter(|(rule, _)| rule == "F18").collect()
    };
    write("one.m3u8", "00.000");
    write("other.m3u8", "00.500");
    assert_eq!(clocks(), [], "dates are not exact");
    write("other.m3u8", "03.000");
    assert_eq!(clocks(), rules(&[("F18", 4)]));
    // Without dates both begin together.
    fs::write(folder.path().join("one.m3u8"), &list).unwrap();
    fs::write(folder.path().join("other.m3u8"), &list).unwrap();
    assert_eq!(clocks(), []);
    let late: Vec<&str> = list.lines().filter(|line| !line.contains("0.ts")).collect();
    let first = late.iter().position(|line| line.starts_with("#EXTINF")).unwrap();
    let late = [&late[..first], &late[first + 1..]].concat().join("\n") + "\n";
    fs::write(folder.path().join("other.m3u8"), late).unwrap();
    assert_eq!(clocks(), rules(&[("F18", 4)]));
}
