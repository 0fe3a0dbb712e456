//! Players in headless Chromium: hls.js, Shaka Player and Video.js play what `streamctl serve` makes of a
//! recording, and the page at `/` plays the demo.

use std::sync::{Mutex, MutexGuard, PoisonError};

use serde_json::Value;
use streamctl::time::Time;

mod recording;
mod script;
mod server;

use recording::{FRAMES_A_SECOND, Recorder, Recording, SEGMENT};
use server::Server;

/// How long a player may stand still, in seconds: longer than a segment takes to be recorded.
const LONGEST_STALL: f64 = 4.0;

/// One browser at a time: they play in real time, and share the machine.
fn the_browser() -> MutexGuard<'static, ()> {
    static BROWSER: Mutex<()> = Mutex::new(());
    BROWSER.lock().unwrap_or_else(PoisonError::into_inner)
}

fn number(seen: &Value, name: &str) -> f64 {
    seen[name].as_f64().unwrap_or_else(|| panic!("no {name} in {seen}"))
}

/// What each of the three players has seen of this stream, up to its end or for so many seconds.
fn watch(until: &str, url: &str) -> Vec<Value> {
    let seen = script::run("watch.js", &[until, url]);
    let mut players: Vec<&str> = seen.iter().filter_map(|seen| seen["player"].as_str()).collect();
    players.sort_unstable();
    assert_eq!(players, ["hls.js", "shaka", "video.js"]);
    for seen in &seen {
        assert_eq!((&seen["refused"], &seen["fatal"]), (&Value::Null, &Value::Array(Vec::new())), "{seen}");
        assert!(number(seen, "longest_stall") <= LONGEST_STALL, "{seen}");
    }
    seen
}

#[test]
fn players_play_a_range_with_a_hole_to_its_end() {
    let _browser = the_browser();
    let media = Recording::make(9);
    let root = tempfile::tempdir().unwrap();
    // Across an hour, with 4 s that were not recorded.
    let begin = Time::from_civil(2026, 1, 2, 9, 59, 52).unwrap();
    let kept = [0, 1, 2, 3, 6, 7, 8];
    for index in kept {
        media.record(root.path(), "cam", begin, index);
    }
    let server = Server::start(root.path());
    let url = server.url("playlist/cam.m3u8?start=2026-01-02T09:59:52Z&end=2026-01-02T10:00:10Z");
    let length = SEGMENT.as_secs_f64() * kept.len() as f64;
    for seen in watch("end", &url) {
        assert_eq!(seen["ended"], true, "{seen}");
        assert!((number(&seen, "watched") - length).abs() < 0.2, "{length} s were to be watched: {seen}");
        let frames = length * f64::from(FRAMES_A_SECOND);
        // A switch of variants may decode a few frames twice, or none.
        assert!((number(&seen, "frames") - frames).abs() <= 5.0, "{frames} frames were to be seen: {seen}");
    }
}

#[test]
fn players_follow_a_stream_that_is_being_recorded() {
    let _browser = the_browser();
    let root = tempfile::tempdir().unwrap();
    let recorder = Recorder::start(Recording::make(40), root.path(), "cam");
    let server = Server::start(root.path());
    let url = server.url(&format!("playlist/cam.m3u8?start={}", recorder.begun()));
    for seen in watch("10", &url) {
        assert_eq!(seen["ended"], false, "{seen}");
        assert!(number(&seen, "advanced") >= 10.0, "{seen}");
    }
    let recorded = recorder.stop();
    assert!(recorded >= 5, "only {recorded} segments were recorded meanwhile");
}
