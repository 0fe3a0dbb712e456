//! The demo's recording, as ffprobe and ffmpeg see it.

use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::thread;

use streamctl::demo::Demo;
use streamctl::time::{Span, Time};

/// Two in the afternoon, and a bit.
const NOW: Time = Time::from_micros(1_795_183_411_000_000);

/// Ticks of the 90 kHz clock in a second.
const SECOND: i64 = 90_000;

/// The segments of a variant, by the second since 1970 they begin at.
fn segments(root: &Path, variant: &str) -> BTreeMap<i64, PathBuf> {
    let mut found = BTreeMap::new();
    for hour in fs::read_dir(root.join("demo").join(variant)).unwrap() {
        let hour = hour.unwrap();
        for file in fs::read_dir(hour.path()).unwrap() {
            let path = file.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap();
            let moment = format!("{}:{}Z", hour.file_name().to_str().unwrap(), &name[.."05:02".len()]);
            found.insert(Time::parse(&moment, NOW).unwrap().micros() / 1_000_000, path);
        }
    }
    found
}

/// These segments end to end.
fn joined<'a>(paths: impl IntoIterator<Item = &'a PathBuf>) -> Vec<u8> {
    paths.into_iter().flat_map(|path| fs::read(path).unwrap()).collect()
}

/// Runs a program with these bytes on its standard input.
fn run(program: &str, arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap_or_else(|error| panic!("{program}: {error}"));
    let mut stdin = child.stdin.take().unwrap();
    thread::scope(|scope| {
        // A program that has seen enough closes its end.
        scope.spawn(move || drop(stdin.write_all(input)));
        child.wait_with_output().unwrap()
    })
}

/// Presentation and decoding times of a stream's packets, in the order they come; ffprobe warns of nothing.
fn packets(input: &[u8], stream: &str) -> Vec<(i64, i64)> {
    let show = [
        "-v",
        "warning",
        "-select_streams",
        stream,
        "-show_entries",
        "packet=pts,dts",
        "-of",
        "csv=p=0",
        "-",
    ];
    let output = run("ffprobe", &show, input);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{stream}");
    let text = String::from_utf8(output.stdout).unwrap();
    let lines = text.lines().filter(|line| !line.is_empty());
    let time = |field: Option<&str>| field.unwrap().parse().unwrap();
    lines.map(|line| line.split(',')).map(|mut fields| (time(fields.next()), time(fields.next()))).collect()
}

/// The steps between neighbours, each once.
fn steps(times: impl IntoIterator<Item = i64>) -> Vec<i64> {
    let times: Vec<i64> = times.into_iter().collect();
    let mut steps: Vec<i64> = times.windows(2).map(|pair| pair[1] - pair[0]).collect();
    steps.sort_unstable();
    steps.dedup();
    steps
}

#[test]
fn three_minutes_and_an_hour_play_as_one_recording() {
    let mut demo = Demo::start(NOW).unwrap();
    // A minute and a half more, recorded in two calls that are both late.
    demo.advance(NOW + Span::from_secs(47)).unwrap();
    demo.advance(NOW + Span::from_secs(90)).unwrap();
    for (variant, picture, size) in [("source", SECOND / 15, "480x270"), ("low", SECOND / 10, "240x136")] {
        let segments = segments(demo.root(), variant);
        let last = *segments.keys().last().unwrap();
        let recent = joined(segments.range(last - 178..).map(|(_, path)| path));
        let video = packets(&recent, "v:0");
        assert_eq!(i64::try_from(video.len()).unwrap() * picture, 180 * SECOND, "{variant}");
        assert_eq!(steps(video.iter().map(|(_, dts)| *dts)), [picture], "{variant}: decoding times");
        let mut shown: Vec<i64> = video.iter().map(|(pts, _)| *pts).collect();
        shown.sort_unstable();
        assert_eq!(steps(shown), [picture], "{variant}: presentation times");
        assert!(video.iter().all(|(pts, dts)| pts >= dts), "{variant}");
        let audio = packets(&recent, "a:0");
        assert_eq!(audio.len(), 180 * 32_000 / 1_024, "{variant}");
        assert_eq!(steps(audio.iter().map(|(pts, _)| *pts)), [1_024 * SECOND / 32_000], "{variant}");

        let decode = ["-v", "warning", "-xerror", "-i", "-", "-f", "null", "-"];
        let decoded = run("ffmpeg", &decode, &recent);
        assert_eq!((decoded.status.success(), String::from_utf8_lossy(&decoded.stderr).as_ref()), (true, ""));

        let clock = ["-v", "error", "-select_streams", "v:0", "-show_entries", "stream=width,height", "-of"];
        let shape = run("ffprobe", &[&clock[..], &["csv=p=0:s=x", "-"]].concat(), &recent);
        assert_eq!(String::from_utf8_lossy(&shape.stdout).lines().next(), Some(size));
        the_hole_is_a_leap_of_its_length(&segments, picture);
        the_picture_shows_the_second(&segments, size);
    }
}

/// Where the recorder lost the stream the encoder ran on: times leap by what is missing, and no more.
fn the_hole_is_a_leap_of_its_length(segments: &BTreeMap<i64, PathBuf>, picture: i64) {
    let starts: Vec<i64> = segments.keys().copied().collect();
    assert_eq!(steps(starts.iter().copied()), [2, 22]);
    let hole = starts.windows(2).find(|pair| pair[1] - pair[0] == 22).unwrap();
    let first = |start: i64, stream| packets(&joined([&segments[&start]]), stream)[0].0;
    assert_eq!(first(hole[1], "v:0") - first(hole[0], "v:0"), 22 * SECOND);
    let before = joined(segments.range(hole[0] - 20..=hole[0]).map(|(_, path)| path));
    let after = joined(segments.range(hole[1]..hole[1] + 20).map(|(_, path)| path));
    let (before, after) = (packets(&before, "v:0"), packets(&after, "v:0"));
    assert_eq!(after[0].1 - before[before.len() - 1].1, 20 * SECOND + picture);
}

/// The bar under the clock is as long as the part of the minute that has passed.
fn the_picture_shows_the_second(segments: &BTreeMap<i64, PathBuf>, size: &str) {
    let (width, height) = size.split_once('x').unwrap();
    let (width, height): (usize, usize) = (width.parse().unwrap(), height.parse().unwrap());
    for (start, path) in segments.iter().rev().take(30) {
        let pixels = ["-v", "error", "-i", "-", "-frames:v", "1", "-f", "rawvideo", "-pix_fmt", "rgb24", "-"];
        let picture = run("ffmpeg", &pixels, &fs::read(path).unwrap()).stdout;
        assert_eq!(picture.len(), width * height * 3);
        let row = height * 47 / 108 * 2 + height / 120;
        let is_green = |pixel: &[u8]| pixel[1] > 140 && pixel[0] < 120;
        let green = picture[row * width * 3..][..width * 3].chunks(3).filter(|pixel| is_green(pixel)).count();
        let second = usize::try_from(start.rem_euclid(60)).unwrap();
        let expected = width * 5 / 6 * second / 60;
        assert!(green.abs_diff(expected) <= 3, "second {second}: {green} of {expected} pixels");
    }
}
