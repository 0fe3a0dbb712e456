//! What runs out, or goes away: the disk, open files, an hour that is being read. Whoever asks is told so, and the
//! next request works.

use std::fs;

use rustix::process::{Pid, Resource, Rlimit, getrlimit, prlimit};
use streamctl::time::Span;

use super::fixture::{at, segment};
use super::live::now;
use super::table::{check, get};
use crate::support::archive::{Archive, TWO_SECONDS};
use crate::support::client::Connection;
use crate::support::process::Figures;
use crate::support::program::{streamctl, streamctl_after, streamctl_with_handles};
use crate::support::server::Server;
use crate::support::wait;

/// More than the system keeps for a client that does not read, as a rule.
const LARGE: usize = 5_000_000;

/// An archive of one large segment, and its name below the variant.
fn large() -> (Archive, String, Vec<u8>) {
    let archive = Archive::new();
    let bytes: Vec<u8> = (0..=250).cycle().take(LARGE).collect();
    let name = archive.record("show/source", at(0), TWO_SECONDS, "full", &bytes);
    (archive, name, bytes)
}

/// Asks for a file and reads no more than the head of the answer, which has this status.
fn ask(server: &Server, target: &str) -> (Connection, u16) {
    let mut connection = server.connect();
    connection.send(format!("GET {target} HTTP/1.1\r\nHost: t\r\n\r\n").as_bytes());
    let status = connection.head().status;
    (connection, status)
}

#[test]
fn a_full_disk_keeps_no_list_from_going_on() {
    let (archive, state) = (Archive::new(), tempfile::tempdir().unwrap());
    let began = now() - Span::from_secs(300);
    let record = |index: u64| {
        archive.record("show/source", began + Span::from_secs(2 * index), TWO_SECONDS, "full", b"x");
    };
    (0..20).for_each(record);
    // A limit on what may be written is as good as a full disk, to who is not killed by it.
    let program = streamctl_after("trap '' XFSZ && ulimit -S -f 1", ["serve", "-v"]);
    let program = program.args([archive.root()]).args(["--state-dir".as_ref(), state.path().as_os_str()]);
    let server = Server::run(program);
    let list = "/playlist/show/source.m3u8";
    let mut before = server.text(list);
    assert_eq!(before.matches("#EXTINF").count(), 20);
    let told = || server.stderr().matches("number live playlists anew").count();
    wait::until("a warning", || (told() > 0).then_some(()));
    for index in 20..25 {
        record(index);
        let after = server.text(list);
        assert!(after.starts_with(&before) && after.len() > before.len(), "{before}{after}");
        before = after;
    }
    assert_eq!(told(), 1, "{}", server.stderr());

    // There is room again.
    let Rlimit { maximum, .. } = getrlimit(Resource::Fsize);
    let process = Pid::from_raw(server.id().try_into().unwrap());
    prlimit(process, Resource::Fsize, Rlimit { current: maximum, maximum }).unwrap();
    let mut index = 25;
    wait::until("the journal to be written", || {
        record(index);
        index += 1;
        before = server.text(list);
        server.stderr().contains("can be written again").then_some(())
    });
    server.signal("KILL");
    assert_eq!(server.finish().code, None);
    let server = Server::start_with_state(archive.root(), state.path());
    assert_eq!(server.text(list), before);
}

#[test]
fn without_handles_those_who_come_wait_and_nothing_is_lost() {
    let archive = Archive::new();
    let name = archive.record("show/source", at(0), TWO_SECONDS, "full", b"bytes");
    let server = Server::run(streamctl(["serve", "--cache-size", "0"]).args([archive.root()]));
    let process = Pid::from_raw(server.id().try_into().unwrap());
    let mut first = server.connect();
    let mut ask_for = |target: &str| {
        first.send(format!("GET {target} HTTP/1.1\r\nHost: t\r\n\r\n").as_bytes());
        first.answer("GET")
    };
    let list = "/playlist/show/source.m3u8";
    let before =
        [segment(&name), list.to_owned(), "/files".to_owned()].map(|target| (ask_for(&target), target));
    for round in 1..=2 {
        let limits = getrlimit(Resource::Nofile);
        // What is open stays open, and nothing can be opened.
        prlimit(process, Resource::Nofile, Rlimit { current: Some(3), ..limits }).unwrap();
        let mut waiting = server.connect();
        waiting.send(b"GET /healthz HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n");
        assert!(waiting.is_silent(), "{round}");
        for (_, target) in &before {
            let answer = ask_for(target);
            assert_eq!((answer.status, answer.header("retry-after")), (503, Some("1")), "{target}");
            assert!(answer.text().contains("too much open"), "{}", answer.text());
        }
        assert_eq!(ask_for("/healthz").status, 200);
        prlimit(process, Resource::Nofile, limits).unwrap();
        assert_eq!(waiting.answer("GET").status, 200);
        for (known, target) in &before {
            let answer = ask_for(target);
            assert_eq!((answer.status, &answer.body), (200, &known.body), "{target}");
        }
    }
    assert!(
        server.stderr().contains("cannot accept connections: Too many open files"),
        "{}",
        server.stderr()
    );
}

#[test]
fn downloads_that_take_all_handles_are_refused_until_others_are_over() {
    let (archive, name, bytes) = large();
    let program = streamctl_with_handles(64, ["serve", "--cache-size", "0"]).args([archive.root()]);
    let server = Server::run(program);
    let target = segment(&name);
    let mut idle = server.connect();
    let mut ask_for = |target: &str| {
        idle.send(format!("GET {target} HTTP/1.1\r\nHost: t\r\n\r\n").as_bytes());
        idle.answer("GET")
    };
    assert_eq!(ask_for("/healthz").status, 200);
    let before = Figures::of(&server);
    for _ in 0..3 {
        let mut downloads = Vec::new();
        let refused = (0..40).find_map(|_| {
            let (connection, status) = ask(&server, &target);
            downloads.push(connection);
            Some(status).filter(|status| *status != 200)
        });
        assert_eq!(refused, Some(503));
        let answer = ask_for(&target);
        assert_eq!((answer.status, answer.header("retry-after")), (503, Some("1")));
        assert!(answer.text().contains("too much open"), "{}", answer.text());
        // There is one for who comes now.
        assert_eq!(server.get("/healthz").status, 200);
        drop(downloads);
        wait::until("the handles to be free", || {
            (Figures::of(&server).handles <= before.handles).then_some(())
        });
        assert!(ask_for(&target).body == bytes);
        check(&server, [get("/playlist/show/source.m3u8"), get("/files/show/source/2024-05-01T10")]);
    }
}

#[test]
fn there_are_handles_for_a_file_a_connection_where_the_system_allows_it() {
    const DOWNLOADS: usize = 150;
    let most = getrlimit(Resource::Nofile).maximum;
    if most.is_some_and(|most| most < 1_000) {
        eprintln!("skipped: 1000 open files are needed, and the limit is {most:?}");
        return;
    }
    let (archive, name, _) = large();
    let program = streamctl_after("ulimit -S -n 100", ["serve", "--cache-size", "0"]);
    let limit = DOWNLOADS.to_string();
    let server = Server::run(program.args(["--max-connections", &limit]).args([archive.root()]));
    let downloads: Vec<_> = (0..DOWNLOADS).map(|_| ask(&server, &segment(&name))).collect();
    let refused = downloads.iter().filter(|(_, status)| *status != 200).count();
    assert_eq!((refused, server.stderr().as_str()), (0, ""));
}

#[test]
fn a_download_outlives_its_hour() {
    let (archive, name, bytes) = large();
    let later = archive.record("show/source", at(3_600), TWO_SECONDS, "full", b"later");
    let server = Server::run(streamctl(["serve"]).args([archive.root()]));
    let (mut connection, status) = ask(&server, &segment(&name));
    assert_eq!(status, 200);
    let list = "/playlist/show/source.m3u8";
    assert_eq!(server.text(list).matches("#EXTINF").count(), 2);
    fs::remove_dir_all(archive.path("show/source/2024-05-01T10")).unwrap();
    assert!(connection.bytes(LARGE) == bytes, "the download is not what the file was");
    check(
        &server,
        [
            get(segment(&name)).is(404).says("there is no segment"),
            get(segment(&later)).body("later"),
            get("/files/show/source/2024-05-01T10").body("[]\n"),
            get("/playlist/show.m3u8"),
            get("/coverage/show/source"),
        ],
    );
    assert_eq!(server.text(list).matches("#EXTINF").count(), 1);
    assert_eq!(server.stderr(), "");
}
