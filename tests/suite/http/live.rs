//! Live playlists: what they have said they keep saying, whoever asks, until they end.

use std::collections::BTreeMap;
use std::time::SystemTime;

use streamctl::time::{Span, Time};
use tempfile::TempDir;

use super::table::{check, get};
use crate::support::archive::{Archive, TWO_SECONDS};
use crate::support::program::streamctl;
use crate::support::server::Server;
use crate::support::wait;

mod blocking;
mod measured;
mod numbers;
mod restart;
mod stall;

/// The clock, in whole seconds.
pub(super) fn now() -> Time {
    let now = Time::from_system(SystemTime::now());
    Time::from_micros(now.micros() / 1_000_000 * 1_000_000)
}

/// A recording that began a minute ago and goes on, and a server of it.
struct Live {
    archive: Archive,
    server: Server,
    /// What outlives the server.
    state: TempDir,
    began: Time,
    /// What every segment was when it was first listed: its numbers, by the URI it was listed under.
    said: BTreeMap<String, (u64, u64)>,
}

/// A live playlist, taken apart.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Playlist {
    target_duration: u64,
    media_sequence: u64,
    discontinuity_sequence: u64,
    /// Media and discontinuity sequence number, and URI.
    segments: Vec<(u64, u64, String)>,
    is_ended: bool,
}

impl Playlist {
    fn parse(text: &str) -> Self {
        let value = |tag: &str| {
            let value = text.lines().find_map(|line| line.strip_prefix(tag));
            value.unwrap_or_else(|| panic!("no {tag}: {text}")).parse::<u64>().unwrap()
        };
        assert!(!text.contains("#EXT-X-PLAYLIST-TYPE"), "{text}");
        let media_sequence = value("#EXT-X-MEDIA-SEQUENCE:");
        let discontinuity_sequence = value("#EXT-X-DISCONTINUITY-SEQUENCE:");
        let (mut number, mut break_number) = (media_sequence, discontinuity_sequence);
        let mut segments = Vec::new();
        for line in text.lines() {
            if line == "#EXT-X-DISCONTINUITY" {
                break_number += 1;
            } else if !line.starts_with('#') {
                let name = line.rsplit('/').next().unwrap();
                segments.push((number, break_number, name.to_owned()));
                number += 1;
            }
        }
        Self {
            target_duration: value("#EXT-X-TARGETDURATION:"),
            media_sequence,
            discontinuity_sequence,
            segments,
            is_ended: text.ends_with("#EXT-X-ENDLIST\n"),
        }
    }

    fn names(&self) -> Vec<&str> {
        self.segments.iter().map(|(_, _, name)| name.as_str()).collect()
    }
}

impl Live {
    /// With segments at these seconds from its beginning, in the variants `source` and `low`.
    fn new(seconds: &[u64]) -> Self {
        let archive = Archive::new();
        let state = TempDir::new().unwrap();
        let server = Server::start_with_state(archive.root(), state.path());
        Self::with(seconds, archive, server, state)
    }

    /// The same with a server that tells all it does.
    fn loud(seconds: &[u64]) -> Self {
        let (archive, state) = (Archive::new(), TempDir::new().unwrap());
        let server = Server::run(streamctl(["serve", "-vv"]).args([archive.root()]));
        Self::with(seconds, archive, server, state)
    }

    fn with(seconds: &[u64], archive: Archive, server: Server, state: TempDir) -> Self {
        let live = Self { archive, server, state, began: now() - Span::from_secs(60), said: BTreeMap::new() };
        for &second in seconds {
            live.record("source", second);
            live.record("low", second);
        }
        live
    }

    /// Records two seconds; tells the file's name.
    fn record(&self, variant: &str, second: u64) -> String {
        self.record_kind(variant, second, TWO_SECONDS, "full")
    }

    fn record_kind(&self, variant: &str, second: u64, duration: Span, kind: &str) -> String {
        let start = self.began + Span::from_secs(second);
        let name = self.archive.record(&format!("show/{variant}"), start, duration, kind, variant.as_bytes());
        name.rsplit('/').next().unwrap().to_owned()
    }

    /// The playlist of `source` for a query.
    ///
    /// # Panics
    ///
    /// If it gives a segment other numbers than another playlist did.
    fn ask(&mut self, query: &str) -> Playlist {
        let playlist = Playlist::parse(&self.server.text(&format!("/playlist/show/source.m3u8?{query}")));
        for (number, break_number, name) in &playlist.segments {
            let said = self.said.entry(name.clone()).or_insert((*number, *break_number));
            assert_eq!(*said, (*number, *break_number), "{query}: {name} in {playlist:?}");
        }
        playlist
    }

    /// `start=` so many seconds after the beginning.
    fn from(&self, second: u64) -> String {
        format!("start={}", self.began + Span::from_secs(second))
    }

    /// A range, with its end, in seconds from the beginning.
    fn range(&self, start: u64, end: u64) -> String {
        format!("{}&end={}", self.from(start), self.began + Span::from_secs(end))
    }
}

#[test]
fn it_grows_at_its_end() {
    let mut live = Live::new(&[0, 2, 4]);
    for query in [String::new(), live.from(0), format!("{}&end=%2b1h", live.from(0))] {
        let before = live.ask(&query);
        let next = live.began + TWO_SECONDS;
        let second = 2 * before.segments.len() as u64;
        assert!(!before.is_ended && next > live.began);
        let name = live.record("source", second);
        let mut expected = before.clone();
        let last = before.segments.last().unwrap();
        expected.segments.push((last.0 + 1, last.1, name));
        assert_eq!(live.ask(&query), expected, "{query}");
        assert_eq!(live.ask(&query), expected, "{query}");
    }
}

#[test]
fn what_arrives_late_does_not_rewrite_it() {
    let mut live = Live::new(&[0, 2, 6]);
    let partial = live.record_kind("source", 8, TWO_SECONDS, "partial");
    live.record("source", 10);
    let before = live.ask("");
    let breaks: Vec<u64> =
        before.segments.iter().map(|(_, number, _)| number - before.discontinuity_sequence).collect();
    assert_eq!(breaks, [0, 0, 1, 1, 2]);

    let late = live.record("source", 4);
    let whole = live.record("source", 8);
    for query in [String::new(), live.from(0), live.from(3)] {
        let after = live.ask(&query);
        assert!(
            !after.names().contains(&late.as_str()) && !after.names().contains(&whole.as_str()),
            "{after:?}"
        );
        assert!(after.names().contains(&partial.as_str()));
    }
    assert_eq!(live.ask(""), before);

    // A playlist of the past breaks where any variant does.
    for seconds in [4, 8] {
        live.record("low", seconds);
    }
    let past = live.server.text(&format!("/playlist/show/source.m3u8?{}", live.range(0, 12)));
    assert!(past.contains(&late) && past.contains(&whole) && !past.contains(&partial), "{past}");
    assert!(past.contains("#EXT-X-PLAYLIST-TYPE:VOD\n") && past.ends_with("#EXT-X-ENDLIST\n"));
    assert!(!past.contains("#EXT-X-DISCONTINUITY\n"), "{past}");
}

#[test]
fn what_is_taken_back_stays_in_it() {
    let mut live = Live::new(&[0, 2, 4]);
    let before = live.ask("");
    let gone = live.record("source", 2);
    let hour = live.archive.path("show/source");
    let hours = std::fs::read_dir(hour).unwrap().map(|entry| entry.unwrap().path());
    let directory = hours.into_iter().find(|hour| hour.join(&gone).exists()).unwrap();
    std::fs::write(directory.join(gone.replace(".ts", ".tombstone")), "").unwrap();
    assert_eq!(live.ask(""), before);
    let hour = directory.file_name().unwrap().to_str().unwrap();
    check(&live.server, [get(format!("/segments/show/source/{hour}/{gone}")).body("source")]);
    let past = live.server.text(&format!("/playlist/show/source.m3u8?{}", live.range(0, 6)));
    assert!(!past.contains(&gone), "{past}");
}

#[test]
fn a_segment_longer_than_promised_is_left_out() {
    let mut live = Live::new(&[0, 2, 4, 6, 8]);
    assert_eq!(live.ask("").target_duration, 2);
    let long = live.record_kind("source", 10, Span::from_secs(5), "full");
    let next = live.record("source", 15);
    let playlist = live.ask("");
    assert_eq!(playlist.target_duration, 2);
    assert!(!playlist.names().contains(&long.as_str()));
    let last_two: Vec<_> = playlist.segments.iter().rev().take(2).collect();
    assert_eq!(last_two[0].2, next);
    assert_eq!(last_two[0].1, last_two[1].1 + 1, "what is left out is a hole: {playlist:?}");
    assert!(wait::until("a warning", || live.server.stderr().contains(&long).then_some(true)));
}

#[test]
fn it_ends_as_it_was_when_its_end_passes() {
    let mut live = Live::new(&[0, 2, 6]);
    let end = Time::from_system(SystemTime::now()) + Span::from_micros(1_500_000);
    let query = format!("{}&end={end}", live.from(0));
    let before = live.ask(&query);
    assert!(!before.is_ended);
    // Late ones don't get in at the end either, nor what is beyond it.
    live.record("source", 4);
    live.record("source", 600);
    let ended = wait::until("the end of the playlist", || Some(live.ask(&query)).filter(|now| now.is_ended));
    assert_eq!(ended, Playlist { is_ended: true, ..before.clone() });
    assert!(Time::from_system(SystemTime::now()) >= end);
    assert_eq!(live.ask(&query), ended);
    // Nobody follows this one: it is a playlist of the past.
    let other = live.server.text(&format!("/playlist/show/source.m3u8?{}&end={end}", live.from(1)));
    assert!(other.contains("#EXT-X-PLAYLIST-TYPE:VOD\n"), "{other}");
    assert_eq!(other.matches("#EXTINF").count(), 4);
}

#[test]
fn an_empty_one_that_ends_empty_is_not_found() {
    let live = Live::new(&[0]);
    let end = Time::from_system(SystemTime::now()) + Span::from_micros(1_000_000);
    let target = format!("/playlist/show/source.m3u8?{}&end={end}", live.from(30));
    assert!(!live.server.text(&target).contains("#EXTINF"));
    let answer = wait::until("the end of the range", || {
        Some(live.server.get(&target)).filter(|answer| answer.status != 200)
    });
    assert_eq!(answer.status, 404);
}

#[test]
fn masters_of_live_streams_are_not_kept() {
    let live = Live::new(&[0, 2, 4, 6, 8]);
    check(&live.server, [get("/playlist/show.m3u8").header("cache-control", "no-cache")]);
    let media = get("/playlist/show/low.m3u8").header("cache-control", "public, max-age=1");
    check(&live.server, [media.no_header("last-modified")]);
}
