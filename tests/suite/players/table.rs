//! Every player with everything that happens to a stream: holes, gaps, an encoder that starts again, segments that
//! come late, a window that slides, and a server that is killed. Three play in a browser; beside it play ffmpeg and
//! both readers of HLS that `GStreamer` has.

use std::collections::BTreeSet;

use serde_json::Value;
use tempfile::TempDir;

use super::program::{Player, Seen, Watching};
use super::recorder::Recorder;
use super::{assert_near, number, record, script, seconds, with_browser};
use crate::support::archive::{Archive, time};
use crate::support::clip::{self, SEGMENT};
use crate::support::program::streamctl;
use crate::support::server::Server;

/// How long a player may stand still, in seconds: longer than a segment takes to be recorded.
const LONGEST_STALL: f64 = 4.0;
/// How many pictures [`clip::low`] has a second, rounded down; the other has twice as many.
const FRAMES_A_SECOND: f64 = 14.0;
/// The pictures of a segment of [`clip::source`].
const PICTURES: u64 = 60;
/// How many pictures a decoder may lose where a recording breaks: those that wait for one that never comes.
const LOST: u64 = 3;

/// What each of the three players has seen of this stream, up to its end or for so many seconds.
fn watch(until: &str, url: &str) -> Vec<Value> {
    watch_while(until, url, || ())
}

/// The same; something happens when all of them play.
fn watch_while(until: &str, url: &str, mut happen: impl FnMut()) -> Vec<Value> {
    let mut playing = 0;
    let mut seen = script::follow("watch.js", &[until, url], |seen| {
        playing += usize::from(seen["step"] == "playing");
        if seen["step"] == "playing" && playing == 3 {
            happen();
        }
    });
    seen.retain(|seen| seen["step"].is_null());
    let mut players: Vec<&str> = seen.iter().filter_map(|seen| seen["player"].as_str()).collect();
    players.sort_unstable();
    assert_eq!(players, ["hls.js", "shaka", "video.js"]);
    for seen in &seen {
        assert_eq!((&seen["refused"], &seen["fatal"]), (&Value::Null, &Value::Array(Vec::new())), "{seen}");
        assert!(number(seen, "longest_stall") <= LONGEST_STALL, "{seen}");
    }
    seen
}

/// Begins to play with these programs.
fn start<const N: usize>(players: [Player; N], url: &str) -> [Watching; N] {
    players.map(|player| Watching::start(player, url))
}

/// What a program sees of a stream with so many segments and breaks, which it plays to its end: every picture, and
/// nothing wrong.
fn finish(program: Watching, segments: u64, breaks: u64) -> Seen {
    let player = program.player;
    let seen = program.finish();
    let all = segments * PICTURES;
    assert!((all - LOST * breaks..=all).contains(&seen.pictures), "{all} pictures, {player:?}: {seen:#?}");
    assert_only_breaks(player, &seen, breaks);
    seen
}

/// A program has nothing to say; but ffmpeg tells that continuity counters jump at a break.
fn assert_only_breaks(player: Player, seen: &Seen, breaks: u64) {
    let lowered = seen.said.iter().map(|line| line.to_lowercase());
    let others: Vec<_> = lowered.filter(|line| !line.contains("corrupt")).collect();
    assert!(
        others.is_empty() && seen.said.len() as u64 <= 4 * breaks,
        "{player:?}, {breaks} breaks: {seen:#?}"
    );
}

#[test]
fn players_play_a_range_with_a_hole_to_its_end() {
    with_browser(|| {
        let archive = Archive::new();
        // Across an hour, with 4 s that were not recorded.
        let (begin, kept) = ("2026-01-02T09:59:55Z", [0, 1, 2, 5, 6, 7]);
        record(&archive, "cam/source", clip::source(), begin, &kept);
        record(&archive, "cam/low", clip::low(), begin, &kept);
        let server = Server::start(archive.root());
        let url =
            |name: &str| server.url(&format!("/playlist/{name}.m3u8?start={begin}&end=2026-01-02T10:00:11Z"));
        let programs = start(Player::ALL, &url("cam/source"));
        let length = kept.map(|_| seconds(SEGMENT)).iter().sum();
        for seen in watch("end", &url("cam")) {
            assert_eq!(seen["ended"], true, "{seen}");
            // Of each piece between holes, a player may take the two frames that B-frames delay for more or less.
            assert_near(number(&seen, "watched"), length, 0.3, &seen);
            assert!(number(&seen, "frames") >= length * FRAMES_A_SECOND - 10.0, "{seen}");
        }
        for program in programs {
            finish(program, 6, 1);
        }
    });
}

/// RFC 8216bis §4.4.4.7 lets gaps lead to nothing, but Video.js stalls at one and `GStreamer` fails. The newer reader
/// of `GStreamer` fails as well where a segment has no timestamps, and those of a gap are not known.
const PLAY_GAPS: [Player; 2] = [Player::Ffmpeg, Player::Hlsdemux];

#[test]
fn players_run_through_a_gap_to_the_end() {
    with_browser(|| {
        let archive = Archive::new();
        let (begin, end) = ("2026-01-02T09:59:55Z", "2026-01-02T10:00:11Z");
        // What only one variant lacks is a gap, of 4 s.
        record(&archive, "cam/source", clip::source(), begin, &[0, 1, 4, 5, 6]);
        record(&archive, "cam/low", clip::low(), begin, &[0, 1, 2, 3, 4, 5, 6]);
        let server = Server::start(archive.root());
        let url = server.url(&format!("/playlist/cam/source.m3u8?start={begin}&end={end}"));
        let playlist = server.text(&format!("/playlist/cam/source.m3u8?start={begin}&end={end}"));
        assert!(
            playlist.contains("#EXT-X-GAP\n") && playlist.contains("../../segments/gap.ts"),
            "{playlist}"
        );
        let programs = start(PLAY_GAPS, &url);
        for seen in watch("end", &url) {
            assert_eq!(seen["ended"], true, "{seen}");
            assert!(number(&seen, "frames") >= 5.0 * seconds(SEGMENT) * FRAMES_A_SECOND - 10.0, "{seen}");
        }
        for program in programs {
            // On the timeline of what was there.
            let seen = finish(program, 5, 1);
            assert!((seen.last - 7.0 * seconds(SEGMENT)).abs() < 0.5, "{seen:?}");
        }
    });
}

#[test]
fn players_play_over_restarts_of_the_encoder() {
    with_browser(|| {
        let archive = Archive::new();
        // At once, and after 4 s; each time its timestamps begin again.
        let mut begin = time("2026-01-02T10:00:00Z");
        for index in [Some(0), Some(1), Some(0), Some(1), None, None, Some(0), Some(1)] {
            if let Some(index) = index {
                archive.record("cam/source", begin, SEGMENT, "full", &clip::source().segments[index]);
            }
            begin = begin + SEGMENT;
        }
        let server = Server::start(archive.root());
        let list = |holes: &str| {
            // It lies where a segment might, and so it is served.
            let name = format!("cam/source/2026-01-02T10/{holes}.m3u8");
            let write = streamctl(["playlist", "write", "--measure", "--holes", holes, "-o"]);
            let run = write.args([archive.path(&name), archive.path("cam/source")]).run();
            assert_eq!(run.code, Some(0), "{run:?}");
            let text = std::fs::read_to_string(archive.path(&name)).unwrap();
            assert_eq!(text.matches("#EXT-X-DISCONTINUITY\n").count(), 2, "{text}");
            assert_eq!(text.contains("#EXT-X-GAP\n"), holes == "gap", "{text}");
            server.url(&format!("/segments/{name}"))
        };
        let (left_out, kept) = (list("discontinuity"), list("gap"));
        let programs = start(Player::ALL, &left_out).into_iter().chain(start(PLAY_GAPS, &kept));
        let programs: Vec<Watching> = programs.collect();
        for seen in watch("end", &kept) {
            assert_eq!(seen["ended"], true, "{seen}");
            let length = 6.0 * seconds(SEGMENT);
            // At each break one may drop what it can't join.
            assert_near(number(&seen, "watched"), length, 1.5, &seen);
            assert!(number(&seen, "frames") >= length * 2.0 * FRAMES_A_SECOND - 10.0, "{seen}");
        }
        for program in programs {
            finish(program, 6, 2);
        }
    });
}

/// A window of 16 s slides on, and one segment comes when three later ones have been published.
#[test]
fn players_follow_a_stream_that_is_being_recorded() {
    with_browser(|| {
        let archive = Archive::new();
        let root = archive.root().to_owned();
        let recorder = Recorder::start_with_late(archive, "cam/source", 11);
        let server = Server::start(&root);
        let window = "/playlist/cam/source.m3u8?window=16s";
        let before = Edition::of(&server.text(window));
        let programs = start(Player::ALL, &server.url(window));
        for seen in watch("12", &server.url("/playlist/cam.m3u8?window=16s")) {
            assert_eq!(seen["ended"], false, "{seen}");
            assert!(number(&seen, "watched") >= 12.0, "{seen}");
            assert_asks_for_updates(&seen);
        }
        for program in programs {
            let seen = program.until(8 * PICTURES);
            assert_only_breaks(program.player, &seen, 1);
        }
        let after = Edition::of(&server.text(window));
        assert!(after.media_sequence >= before.media_sequence + 5, "the window slides: {before:?} {after:?}");
        let late = recorder.late().expect("it has come by now");
        let all =
            server.text(&format!("/playlist/cam/source.m3u8?start={}&end={}", recorder.begun(), late.1));
        assert!(all.contains(&late.0) && !after.text.contains(&late.0), "{late:?}\n{all}\n{}", after.text);
        let added = recorder.stop();
        assert!(added >= 5, "only {added} segments were recorded meanwhile");
    });
}

/// A live playlist at some moment.
#[derive(Debug)]
struct Edition {
    text: String,
    media_sequence: u64,
}

impl Edition {
    fn of(text: &str) -> Self {
        let number = text.lines().find_map(|line| line.strip_prefix("#EXT-X-MEDIA-SEQUENCE:"));
        Self { text: text.to_owned(), media_sequence: number.unwrap().parse().unwrap() }
    }
}

/// All of them wait for the next segment, and want only what is new, as they are offered it.
fn assert_asks_for_updates(seen: &Value) {
    let directives: Vec<String> = serde_json::from_value(seen["directives"].clone()).unwrap();
    let mut both = directives.iter().map(|directives| directives.split(' ').collect::<BTreeSet<_>>());
    assert!(both.any(|names| names == BTreeSet::from(["_HLS_msn", "_HLS_skip"])), "{seen}");
}

/// Of the programs only the older reader of `GStreamer` waits for a server that is away. Where ffmpeg asks in vain for
/// what is new it ends, and the newer one stands still: they are started again.
#[test]
fn players_play_on_when_the_server_is_killed_and_starts_again() {
    with_browser(|| {
        let archive = Archive::new();
        let (root, state) = (archive.root().to_owned(), TempDir::new().unwrap());
        let recorder = Recorder::start(archive, "cam/source");
        let server = Server::start_with_state(&root, state.path());
        let url = |name: &str| server.url(&format!("/playlist/{name}.m3u8?start={}", recorder.begun()));
        let (url, media) = (url("cam"), url("cam/source"));
        let mut server = Some(server);
        let patient = Watching::start(Player::Hlsdemux, &media);
        let mut before = 0;
        let mut programs = Vec::new();
        let seen = watch_while("16", &url, || {
            before = patient.until(PICTURES).pictures;
            let killed = server.take().unwrap();
            let address = killed.address();
            killed.signal("KILL");
            assert_eq!(killed.finish().code, None);
            server = Some(Server::start_at(&root, state.path(), address));
            programs = start([Player::Ffmpeg, Player::Hlsdemux2], &media).into();
        });
        for seen in seen {
            assert!(number(&seen, "watched") >= 16.0, "{seen}");
            assert_asks_for_updates(&seen);
        }
        // More than it can have had in hand when the server went.
        patient.until(before + 8 * PICTURES);
        for program in programs {
            assert_only_breaks(program.player, &program.until(6 * PICTURES), 0);
        }
        recorder.stop();
    });
}
