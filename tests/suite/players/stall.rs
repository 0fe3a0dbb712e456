//! A recorder that stalls while it is being watched.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::{Duration, Instant, SystemTime};

use serde_json::Value;
use streamctl::time::{Span, Time};

use super::{assert_near, number, script, with_browser};
use crate::support::archive::Archive;
use crate::support::clip::{self, SEGMENT};
use crate::support::server::Server;
use crate::support::wait;

/// How many segments there are before anybody watches: enough to know the recorder by.
const BEFORE: usize = 6;
/// How long it stalls.
const AWAY: Duration = Duration::from_secs(8);
/// How long players may stand still for it: they have less than that in hand, and it takes a while to catch up.
const LONGEST_STALL: f64 = 14.0;

#[test]
fn players_play_on_when_a_recorder_comes_back() {
    with_browser(|| {
        let archive = Archive::new();
        let server = Server::start(archive.root());
        let length = Duration::from_micros(SEGMENT.micros());
        let (stall, stalls) = mpsc::channel::<()>();
        let begun = Time::from_system(SystemTime::now());
        let target = format!("/playlist/cam/source.m3u8?start={begun}");
        std::thread::scope(|scope| {
            let recorded = &archive;
            scope.spawn(move || {
                let mut segments = clip::long().segments.iter();
                let (mut start, mut next) = (begun, Instant::now() + length);
                loop {
                    match stalls.recv_timeout(next.saturating_duration_since(Instant::now())) {
                        Err(RecvTimeoutError::Timeout) => {
                            let segment = segments.next().expect("the clip is longer than anybody watches");
                            recorded.record("cam/source", start, SEGMENT, "full", segment);
                            (start, next) = (start + SEGMENT, next + length);
                        }
                        Ok(()) => {
                            let away = Span::from_micros(AWAY.as_micros().try_into().unwrap());
                            (start, next) = (start + away, next + AWAY);
                        }
                        Err(RecvTimeoutError::Disconnected) => break,
                    }
                }
            });
            // The server sees them come.
            let is_there = || {
                Some(server.get(&target)).filter(|answer| answer.text().matches("#EXTINF").count() >= BEFORE)
            };
            wait::until("the first segments", is_there);
            let mut playing = 0;
            let mut seen = script::follow("watch.js", &["22", &server.url(&target)], |seen| {
                playing += usize::from(seen["step"] == "playing");
                if seen["step"] == "playing" && playing == 3 {
                    stall.send(()).unwrap();
                }
            });
            drop(stall);
            seen.retain(|seen| seen["step"].is_null());
            let list = server.text(&target);
            assert!(list.contains("#EXT-X-GAP\n"), "{list}");
            for seen in seen {
                assert_eq!(
                    (&seen["refused"], &seen["fatal"]),
                    (&Value::Null, &Value::Array(Vec::new())),
                    "{seen}"
                );
                assert!(number(&seen, "longest_stall") <= LONGEST_STALL, "{seen}");
                assert!(number(&seen, "watched") >= 22.0, "{seen}");
                // Video.js leaves gaps out of its timeline.
                if seen["player"] != "video.js" {
                    let left_out = number(&seen, "advanced") - number(&seen, "watched");
                    assert_near(left_out, AWAY.as_secs_f64(), 1.5, &seen);
                }
            }
        });
    });
}
