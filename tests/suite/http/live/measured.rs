//! Live playlists of a server that measures: what they say of a segment is so from its first listing on.

use std::time::{Duration, Instant};

use streamctl::time::{Span, Time};
use tempfile::TempDir;

use crate::support::archive::Archive;
use crate::support::clip;
use crate::support::program::{Program, streamctl};
use crate::support::server::Server;
use crate::support::wait;

/// A recording that began a minute ago and goes on.
struct Measured {
    archive: Archive,
    state: TempDir,
    began: Time,
}

impl Measured {
    /// With the first segments of the clip, so many.
    fn new(segments: u64) -> Self {
        let began = super::now() - Span::from_secs(60);
        let measured = Self { archive: Archive::new(), state: TempDir::new().unwrap(), began };
        for index in 0..segments {
            measured.record(2_002 * index, 2_002, usize::try_from(index).unwrap());
        }
        measured
    }

    fn put(&self, variant: &str, millis: u64, named: u64, bytes: &[u8]) -> String {
        let start = self.began + Span::from_micros(millis * 1_000);
        let named = Span::from_micros(named * 1_000);
        let name = self.archive.record(&format!("show/{variant}"), start, named, "full", bytes);
        name.rsplit('/').next().unwrap().to_owned()
    }

    /// Records a segment of the clip of which the name says that it begins and plays so many milliseconds.
    fn record(&self, millis: u64, named: u64, index: usize) -> String {
        self.put("source", millis, named, &clip::source().segments[index])
    }

    fn program(&self, args: &[&str]) -> Program {
        let program = streamctl(["serve"]).args(args).args([self.archive.root()]);
        program.args(["--state-dir".as_ref(), self.state.path().as_os_str()])
    }

    fn serve(&self, args: &[&str]) -> Server {
        Server::run(self.program(args))
    }
}

const LIST: &str = "/playlist/show/source.m3u8";

/// The durations of a playlist, each with a `!` if it comes after a discontinuity.
fn durations(playlist: &str) -> Vec<String> {
    let mut mark = "";
    let mut durations = Vec::new();
    for line in playlist.lines() {
        match line.strip_prefix("#EXTINF:") {
            Some(duration) => {
                durations.push(std::mem::take(&mut mark).to_owned() + duration.trim_end_matches(','));
            }
            None if line == "#EXT-X-DISCONTINUITY" => mark = "!",
            None => {}
        }
    }
    durations
}

#[test]
fn a_name_that_says_too_much_hides_no_other_segment() {
    let recording = Measured::new(2);
    recording.record(4_004, 2_600, 2);
    recording.record(6_006, 2_002, 3);
    let server = recording.serve(&["--measure"]);
    assert_eq!(durations(&server.text(LIST)), ["2.002"; 4]);
    recording.record(8_008, 2_600, 4);
    assert_eq!(durations(&server.text(LIST)), ["2.002"; 5]);
    recording.record(10_010, 2_002, 5);
    let text = server.text(LIST);
    assert_eq!(durations(&text), ["2.002"; 6]);
    server.signal("KILL");
    server.finish();
    assert_eq!(recording.serve(&[]).text(LIST), text);
}

#[test]
fn it_says_what_segments_hold_and_keeps_saying_it() {
    let recording = Measured::new(2);
    let server = recording.serve(&["--measure"]);
    assert_eq!(durations(&server.text(LIST)), ["2.002"; 2]);
    // A name that is too short, with a hole behind it that is none; another run without a hole; no segment.
    recording.record(4_004, 1_500, 2);
    recording.record(6_006, 2_002, 3);
    recording.record(8_008, 2_002, 0);
    let garbage = recording.put("source", 10_010, 2_002, b"no segment");
    recording.record(12_012, 1_000, 2);
    let whole = server.text(LIST);
    let expected = ["2.002", "2.002", "2.002", "2.002", "!2.002", "2.002", "2.002"];
    assert_eq!(durations(&whole), expected, "{whole}");
    // Asked by time and in pieces it is the same.
    let from = format!("{LIST}?start={}", recording.began);
    assert_eq!(server.text(&from), whole);
    let told = || server.stderr().matches(&format!("{garbage} cannot be measured, but is listed")).count();
    wait::until("a warning", || (told() > 0).then_some(()));
    let whole_again = server.text(LIST);
    assert_eq!((whole_again, told(), server.stderr().lines().count()), (whole.clone(), 1, 1));

    // Whatever the next server does with what comes.
    drop(server);
    for args in [&["--measure"][..], &[], &["--measure"]] {
        let server = recording.serve(args);
        assert_eq!(server.text(LIST), whole, "{args:?}");
        assert_eq!(server.stderr(), "", "{args:?}: nothing is opened for what was listed");
    }
    let server = recording.serve(&["--measure"]);
    // Held to what was listed before, whatever the name of that says.
    recording.record(14_014, 2_002, 3);
    recording.record(16_016, 2_002, 9);
    assert_eq!(durations(&server.text(LIST))[7..], ["2.002", "!2.002"]);
}

#[test]
fn what_is_longer_than_promised_is_left_out() {
    // The names say less than there is: what is promised comes from what is there.
    let recording = Measured::new(0);
    for index in 0..6 {
        recording.record(2_002 * u64::try_from(index).unwrap(), 1_000, index);
    }
    let server = recording.serve(&["--measure"]);
    let whole = server.text(LIST);
    assert!(whole.contains("#EXT-X-TARGETDURATION:2\n") && durations(&whole) == ["2.002"; 6], "{whole}");
    let long = clip::source().segments[6..9].concat();
    let name = recording.put("source", 12_012, 2_002, &long);
    let next = recording.record(18_018, 2_002, 9);
    let after = server.text(LIST);
    assert!(!after.contains(&name) && after.contains(&next), "{after}");
    assert_eq!(durations(&after)[6..], ["!2.002"]);
    let told = format!("{name} takes 6.006s, more than the 2s");
    wait::until("a warning", || server.stderr().contains(&told).then_some(()));
}

#[test]
fn who_waits_is_told_of_it_measured() {
    let recording = Measured::new(6);
    let server = Server::run(recording.program(&["--measure", "-vv"]));
    let sequence = "#EXT-X-MEDIA-SEQUENCE:";
    for round in 6..9_u64 {
        let whole = server.text(LIST);
        let first = whole.lines().find_map(|line| line.strip_prefix(sequence)).unwrap();
        let next = first.parse::<u64>().unwrap() + round;
        let mut connection = server.connect();
        connection.send(format!("GET {LIST}?_HLS_msn={next} HTTP/1.1\r\nHost: t\r\n\r\n").as_bytes());
        let waits = format!("waits for segment {next} ");
        wait::until("the request to wait", || server.stderr().contains(&waits).then_some(()));
        let begun = Instant::now();
        recording.record(2_002 * round, 1_800, usize::try_from(round).unwrap());
        let text = connection.answer("GET").text();
        assert_eq!(durations(&text), vec!["2.002"; 1 + usize::try_from(round).unwrap()]);
        // Without being told of it, it would take longer on average; the bound leaves room for a busy machine.
        assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    }
}

#[test]
fn masters_tell_what_all_segments_hold_so_far() {
    let recording = Measured::new(3);
    let server = recording.serve(&["--measure"]);
    let master = || server.text("/playlist/show.m3u8");
    assert!(master().contains("RESOLUTION=160x90,FRAME-RATE=29.970\n"), "{}", master());
    for index in 0..2 {
        recording.put("low", 2_002 * index, 2_002, &clip::low().segments[usize::try_from(index).unwrap()]);
    }
    recording.put("low", 4_004, 2_002, &clip::source().segments[0]);
    let text = master();
    assert_eq!(text.matches("RESOLUTION=160x90,FRAME-RATE=29.970\n").count(), 2, "{text}");
    let codecs = text.lines().filter_map(|line| line.split("CODECS=").nth(1));
    assert!(codecs.clone().any(|codecs| codecs.matches("avc1.").count() == 2), "{text}");
    assert!(!text.contains("INDEPENDENT"), "of what is still to come nobody knows: {text}");
}

#[test]
fn a_long_recording_is_measured_before_the_first_list() {
    let recording = Measured::new(0);
    let began = recording.began - Span::from_secs(3_600);
    let recording = Measured { began, ..recording };
    let segments = clip::source().segments.len();
    for slot in 0..300_u64 {
        recording.record(2_002 * slot, 1_900, usize::try_from(slot).unwrap() % segments);
    }
    let server = recording.serve(&["--measure"]);
    let whole = server.text(LIST);
    let told = durations(&whole);
    assert_eq!((told.len(), told.iter().filter(|told| *told == "!2.002").count()), (300, 24), "{whole}");
    assert!(whole.contains("#EXT-X-TARGETDURATION:2\n"));
    drop(server);
    assert_eq!(recording.serve(&["--measure"]).text(LIST), whole);
}

#[test]
fn another_encoder_is_one_though_its_times_go_on() {
    let recording = Measured::new(2);
    let server = recording.serve(&["--measure"]);
    assert_eq!(durations(&server.text(LIST)), ["2.002"; 2]);
    for index in 2..4_u64 {
        let bytes = &clip::low().segments[usize::try_from(index).unwrap()];
        recording.put("source", 2_002 * index, 2_002, bytes);
    }
    assert_eq!(durations(&server.text(LIST)), ["2.002", "2.002", "!2.002", "2.002"]);
}
