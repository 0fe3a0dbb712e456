//! Requests that wait for a segment, and those that want only what is new.

use std::net::TcpStream;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

use streamctl::time::{Span, Time};

use super::{Live, Playlist};
use crate::http::table::{check, get};
use crate::support::archive::TWO_SECONDS;
use crate::support::client::{Answer, Connection};
use crate::support::wait;

impl Live {
    /// Sends requests that wait for a number, one with each query, and returns when all are waiting.
    fn wait_for(&self, number: u64, queries: &[&str]) -> Vec<Waiting> {
        let waiting = || self.server.stderr().matches(&format!("waits for segment {number} ")).count();
        let known = waiting();
        let asked = queries.iter().map(|query| gather(self.ask_for(number, query))).collect();
        wait::until("the requests to wait", || (waiting() == known + queries.len()).then_some(()));
        asked
    }

    /// Sends a request for a number.
    fn ask_for(&self, number: u64, query: &str) -> Connection {
        let mut connection = self.server.connect();
        let target = format!("/playlist/show/source.m3u8?{query}&_HLS_msn={number}");
        let request = format!("GET {target} HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n");
        connection.send(request.as_bytes());
        connection
    }

    /// The next number of the whole list.
    fn next(&mut self) -> u64 {
        let playlist = self.ask("");
        playlist.media_sequence + playlist.segments.len() as u64
    }
}

fn playlist(answer: &Answer) -> Playlist {
    assert_eq!(answer.status, 200, "{answer:?}");
    Playlist::parse(&answer.text())
}

/// A request's answer, and the moment it came.
type Waiting = thread::JoinHandle<(Instant, Answer)>;

fn gather(mut connection: Connection) -> Waiting {
    thread::spawn(move || {
        let answer = connection.answer("GET");
        (Instant::now(), answer)
    })
}

#[test]
fn a_request_is_answered_when_its_segment_appears() {
    let mut live = Live::loud(&[0, 2, 4, 6, 8]);
    for round in 0..5 {
        let next = live.next();
        let waiting = live.wait_for(next, &["", "window=7s"]);
        assert!(waiting.iter().all(|waiting| !waiting.is_finished()), "{round}");
        let name = live.record("source", 10 + 2 * round);
        let appeared = Instant::now();
        for waiting in waiting {
            let (came, answer) = waiting.join().unwrap();
            let list = playlist(&answer);
            assert_eq!(list.segments.last().map(|(number, _, name)| (*number, name)), Some((next, &name)));
            assert_eq!(answer.header("cache-control"), Some("public, max-age=12"));
            let took = came.saturating_duration_since(appeared);
            // Without being told of it, it would take longer on average; the bound leaves room for a busy machine.
            assert!(took < Duration::from_secs(1), "{took:?}");
            println!("told after {took:?}");
        }
    }
    // What is there already, or was, needs no waiting.
    let next = live.next();
    for number in [0, next - 4, next - 1] {
        playlist(&live.ask_for(number, "").answer("GET"));
    }
}

#[test]
fn a_new_hour_directory_is_noticed() {
    // Everything lies in the past, so that the test does not depend on when it runs.
    let mut live = Live::loud(&[]);
    let hour = super::now().hour();
    let record = |live: &Live, start| live.archive.record("show/source", start, TWO_SECONDS, "full", b"x");
    for second in (3_590..3_600).step_by(2) {
        record(&live, hour - Span::from_secs(3_600) + Span::from_secs(second));
    }
    for start in [hour, hour + TWO_SECONDS] {
        let next = live.next();
        let waiting = live.wait_for(next, &["", "window=1m"]);
        let name = record(&live, start);
        for waiting in waiting {
            let list = playlist(&waiting.join().unwrap().1);
            assert!(name.ends_with(&list.segments.last().unwrap().2), "{list:?}");
        }
    }
}

#[test]
fn what_cannot_come_is_refused_or_given_up() {
    let mut live = Live::loud(&[0, 2, 4, 6, 8]);
    let next = live.next();
    let list = "/playlist/show/source.m3u8";
    check(
        &live.server,
        [
            get(format!("{list}?_HLS_msn={}", next + 2)).is(400).says("too far ahead"),
            get(format!("{list}?_HLS_msn=18446744073709551615")).is(400).says("too far ahead"),
            get(format!("{list}?_HLS_msn=")).is(400).says("no media sequence number"),
            get(format!("{list}?_HLS_msn=x")).is(400).says("no media sequence number"),
            get(format!("{list}?_HLS_part=0")).is(400).says("_HLS_msn"),
            get(format!("{list}?_HLS_part=3&_HLS_msn={}", next - 1)),
            get(format!("{list}?_HLS_nonsense=1")),
            get(format!("/playlist/show/none.m3u8?_HLS_msn={next}")).is(404),
            // A master is not waited for, and its lists are not asked to wait.
            get(format!("/playlist/show.m3u8?_HLS_msn={next}&_HLS_skip=YES")),
            // What has ended takes no directives.
            get(format!("{list}?{}&_HLS_msn={}&_HLS_skip=YES", live.range(0, 6), next + 9)),
            get(format!("{list}?{}&_HLS_part=1", live.range(0, 6))),
        ],
    );
    let master = live.server.text(&format!("/playlist/show.m3u8?_HLS_msn={next}&x=1"));
    assert!(master.contains("m3u8?x=1\n") && !master.contains("_HLS"), "{master}");

    let asked = Instant::now();
    let first = live.wait_for(next, &[""]);
    let second = live.wait_for(next + 1, &["_HLS_part=0"]);
    for waiting in first.into_iter().chain(second) {
        let (came, answer) = waiting.join().unwrap();
        assert_eq!((answer.status, answer.header("retry-after")), (503, Some("1")), "{answer:?}");
        let took = came.duration_since(asked);
        assert!(took >= Duration::from_secs(6) && took < Duration::from_secs(30), "{took:?}");
    }
}

#[test]
fn the_second_next_is_waited_for_past_the_next() {
    let mut live = Live::loud(&[0, 2, 4, 6, 8]);
    let next = live.next();
    let second = live.wait_for(next + 1, &[""]);
    let first = live.wait_for(next, &[""]);
    live.record("source", 10);
    for waiting in first {
        assert_eq!(playlist(&waiting.join().unwrap().1).segments.last().unwrap().0, next);
    }
    live.record("source", 12);
    for waiting in second {
        assert_eq!(playlist(&waiting.join().unwrap().1).segments.last().unwrap().0, next + 1);
    }
}

#[test]
fn one_whose_list_ends_sees_its_end() {
    let mut live = Live::loud(&[0, 2, 4, 6, 8]);
    let next = live.next();
    let end = Time::from_system(SystemTime::now()) + Span::from_micros(1_500_000);
    let mut waiting = live.ask_for(next, &format!("{}&end={end}", live.from(0)));
    let list = playlist(&waiting.answer("GET"));
    assert!(list.is_ended && list.segments.len() == 5, "{list:?}");
}

#[test]
fn a_server_that_ends_lets_nobody_wait() {
    let mut live = Live::loud(&[0, 2, 4, 6, 8]);
    let next = live.next();
    let waiting = live.wait_for(next, &[""; 20]);
    let address = live.server.address();
    live.server.signal("TERM");
    for waiting in waiting {
        assert_eq!(waiting.join().unwrap().1.status, 503);
    }
    wait::until("new connections to be refused", || TcpStream::connect(address).err());
    assert_eq!(live.server.finish().code, Some(0));
}

#[test]
fn two_hundred_wait_for_the_same() {
    let mut live = Live::loud(&[0, 2, 4, 6, 8]);
    let mut next = live.next();
    for round in 0..3 {
        let queries = ["", "_HLS_skip=YES", "window=9s", "_HLS_skip=YES&window=9s"].repeat(50);
        let waiting = live.wait_for(next, &queries);
        assert!(waiting.iter().all(|waiting| !waiting.is_finished()), "{round}");
        live.record("source", 10 + 2 * round);
        let appeared = Instant::now();
        let mut texts = std::collections::BTreeSet::new();
        for waiting in waiting {
            let (came, answer) = waiting.join().unwrap();
            assert_eq!(answer.status, 200);
            assert!(came.saturating_duration_since(appeared) < Duration::from_secs(5));
            texts.insert(answer.text());
        }
        assert!(texts.len() <= 4, "those who ask for the same get the same");
        next += 1;
    }
    // Clients that went away leave nothing behind that could keep the others from waiting.
    drop((0..300).map(|_| live.ask_for(next, "")).collect::<Vec<_>>());
    let mut waiting = live.ask_for(next, "");
    live.record("source", 16);
    assert_eq!(playlist(&waiting.answer("GET")).segments.last().unwrap().0, next);
}

#[test]
fn one_that_goes_away_gives_up_its_place() {
    let mut live = Live::loud(&[0, 2, 4, 6, 8]);
    let next = live.next();
    let waits = || live.server.stderr().contains(&format!("waits for segment {next} "));
    let connection = live.ask_for(next, "gone=1");
    wait::until("the request to wait", || waits().then_some(()));
    let left = Instant::now();
    drop(connection);
    wait::until("its end", || live.server.stderr().contains("gone=1&").then_some(()));
    assert!(left.elapsed() < Duration::from_secs(6), "before it would have been given up");
}

#[test]
fn an_update_has_what_is_new_and_counts_the_rest() {
    let seconds: Vec<u64> = (0..30).step_by(2).filter(|second| *second != 8).collect();
    let live = Live::new(&seconds);
    for query in [String::new(), live.from(1), "window=25s".to_owned(), live.range(0, 3_000)] {
        let target = format!("/playlist/show/source.m3u8?{query}");
        let full = live.server.text(&target);
        assert!(
            full.contains("#EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=12.0\n"),
            "{query}: {full}"
        );
        for directive in ["YES", "v2"] {
            let delta = live.server.text(&format!("{target}&_HLS_skip={directive}"));
            let (head, rest) = delta.split_once("#EXT-X-SKIP:SKIPPED-SEGMENTS=").expect("skips");
            let (skipped, rest) = rest.split_once('\n').unwrap();
            assert!(full.ends_with(rest) && rest.matches("#EXTINF").count() == 7, "{delta}");
            let count = full.matches("#EXTINF").count() - 7;
            assert_eq!(skipped, count.to_string());
            let head = head.replace("VERSION:9", "VERSION:3");
            assert!(full.starts_with(&head), "{head}");
        }
        assert_eq!(live.server.text(&format!("{target}&_HLS_skip=NO")), full);
    }
    let short = "/playlist/show/source.m3u8?window=11s";
    assert_eq!(live.server.text(&format!("{short}&_HLS_skip=YES")), live.server.text(short));
}
