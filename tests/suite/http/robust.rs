//! What one request or one bad file does must not be felt by another.

use std::fs::{self, Permissions};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, symlink};

use streamctl::time::Span;

use super::fixture::{Fixture, at, segment};
use super::table::{Row, check, get};
use crate::support::archive::{Archive, TWO_SECONDS, segment_name};
use crate::support::client::Connection;
use crate::support::program::{streamctl, streamctl_as_nobody, streamctl_with_handles};
use crate::support::server::Server;
use crate::support::wait;

#[test]
fn a_client_that_leaves_in_the_middle_spoils_nothing() {
    let archive = Archive::new();
    let now = super::live::now();
    let start = now - Span::from_secs(7_200);
    fs::create_dir_all(archive.path("show/source")).unwrap();
    for index in 0..2_500 {
        let name = segment_name(start + Span::from_secs(2 * index), TWO_SECONDS, "full", b"");
        let path = archive.path("show/source").join(name);
        if !path.parent().unwrap().is_dir() {
            fs::create_dir(path.parent().unwrap()).unwrap();
        }
        fs::write(path, b"").unwrap();
    }
    let server = Server::start(archive.root());
    let past = format!("start={start}&end={now}");
    let live = format!("start={start}");
    for (count, query) in [(2_501, &past), (2_502, &live), (2_503, &past), (2_504, &live)] {
        let target = format!("/playlist/show/source.m3u8?{query}");
        for read in [0, 1, 100_000] {
            let mut connection = server.connect();
            connection.send(format!("GET {target} HTTP/1.1\r\nHost: t\r\n\r\n").as_bytes());
            if read > 0 {
                assert_eq!(connection.head().status, 200);
                connection.bytes(read);
            }
            // What is unread makes the system reset the connection.
            drop(connection);
        }
        let new = start + Span::from_secs(2 * (count - 1));
        archive.record("show/source", new, TWO_SECONDS, "full", b"");
        assert_eq!(server.text(&target).matches("#EXTINF").count() as u64, count, "{query}");
    }
}

/// Rows about an archive whose hour of twelve o'clock cannot be read, while the one of ten o'clock can.
fn rows(is_poisoned: bool) -> Vec<Row> {
    let range = |target: &str, start: i64, end: i64| {
        get(format!("{target}?start={}&end={}", at(start * 3_600), at(end * 3_600)))
    };
    let touching =
        |row: Row| if is_poisoned { row.is(500).says("'2024-05-01T12' cannot be read") } else { row };
    let mut rows = vec![get("/files"), get("/files/show/source"), get("/healthz")];
    let (source, master) = ("/playlist/show/source.m3u8", "/playlist/show.m3u8");
    for target in [source, master] {
        rows.extend([range(target, 0, 1), touching(range(target, 0, 2)), touching(range(target, 2, 3))]);
    }
    // The other variant has something there, and is still offered.
    rows.extend([range(source, 0, 1), touching(get(source)), get(master)]);
    rows.push(get("/playlist/show/low.m3u8"));
    rows
}

#[test]
fn an_hour_that_cannot_be_read_fails_only_what_needs_it() {
    let fixture = Fixture::new();
    let hour = fixture.archive.path("show/source/2024-05-01T12");
    check(&fixture.server, [get("/playlist/show/source.m3u8")]);
    for _ in 0..2 {
        symlink("2024-05-01T12", &hour).unwrap();
        check(&fixture.server, rows(true));
        let master = fixture.server.text("/playlist/show.m3u8");
        assert!(master.contains("show/low.m3u8") && !master.contains("show/source.m3u8"), "{master}");
        fs::remove_file(&hour).unwrap();
        fixture.archive.record("show/source", at(7_200), TWO_SECONDS, "full", b"mended");
        check(&fixture.server, rows(false));
        fs::remove_dir_all(&hour).unwrap();
    }
    assert!(fixture.server.stderr().contains("2024-05-01T12"), "the log says which directory");
}

#[test]
fn a_directory_without_permission_fails_only_what_needs_it() {
    let fixture = Fixture::new();
    fixture.archive.record("show/source", at(7_200), TWO_SECONDS, "full", b"closed");
    let hour = fixture.archive.path("show/source/2024-05-01T12");
    let server = Server::run(streamctl_as_nobody(["serve"]).args([fixture.archive.root()]));
    for _ in 0..2 {
        fs::set_permissions(&hour, Permissions::from_mode(0o000)).unwrap();
        // So that the reading made while it was open does not count any more.
        fs::File::open(&hour).map(|hour| hour.set_modified(std::time::SystemTime::now())).ok();
        check(&server, rows(true));
        check(&server, [get("/files/show/source/2024-05-01T12").is(500).says("cannot be read")]);
        fs::set_permissions(&hour, Permissions::from_mode(0o755)).unwrap();
        check(&server, rows(false));
        fixture.archive.record("show/source", at(7_204), TWO_SECONDS, "full", b"another");
    }
    let closed = fixture.archive.path("show/source").join(&fixture.source[0]);
    fs::set_permissions(&closed, Permissions::from_mode(0o000)).unwrap();
    check(&server, [get(segment(&fixture.source[0])).is(500).says("permission denied")]);
}

#[test]
fn live_playlists_go_on_after_an_error() {
    let archive = Archive::new();
    let server = Server::start(archive.root());
    let start = super::live::now() - Span::from_secs(3_600);
    archive.record("show/source", start, TWO_SECONDS, "full", b"");
    let target = format!("/playlist/show/source.m3u8?start={start}");
    let before = server.text(&target);
    // The next hour, where what comes next would be.
    let next = archive
        .path("show/source")
        .join(&segment_name(start + Span::from_secs(3_600), TWO_SECONDS, "full", b"")[..13]);
    symlink(&next, &next).unwrap();
    check(&server, [get(&target).is(500).says("cannot be read"), get("/playlist/show.m3u8").is(500)]);
    fs::remove_file(&next).unwrap();
    assert_eq!(server.text(&target), before);
    archive.record("show/source", start + TWO_SECONDS, TWO_SECONDS, "full", b"");
    assert!(server.text(&target).starts_with(&before));
}

#[test]
fn names_that_are_no_segments_are_passed_over_and_told_once() {
    let fixture = Fixture::new();
    let expected = fixture.server.text("/playlist/show/source.m3u8");
    let hour = fixture.archive.path("show/source/2024-05-01T10");
    let digits = "9".repeat(200);
    let names = [
        "00:30.0-inf-full-AAAA.ts".to_owned(),
        "00:32.0-nan-full-AAAA.ts".to_owned(),
        "00:34.0-1e400-full-AAAA.ts".to_owned(),
        "00:36.0--2.0-full-AAAA.ts".to_owned(),
        "99:99.0-2.0-full-AAAA.ts".to_owned(),
        "00:40.0-2.0-full-A\nB.ts".to_owned(),
        format!("00:42.0-{digits}-full-AAAA.ts"),
        format!("00:44.{digits}-2.0-full-AAAA.ts"),
    ];
    for name in &names {
        fs::write(hour.join(name), b"").unwrap();
    }
    fs::write(hour.join(std::ffi::OsStr::from_bytes(b"00:46.0-2.0-full-\xff\xfe.ts")), b"").unwrap();
    fs::create_dir(hour.join("00:48.0-2.0-full-AAAA.ts")).unwrap();
    fs::write(fixture.archive.path("show/source/2024-05-01T13"), b"no directory").unwrap();
    fs::write(fixture.archive.path("show").join(std::ffi::OsStr::from_bytes(b"\xff")), b"").unwrap();
    for _ in 0..3 {
        assert_eq!(fixture.server.text("/playlist/show/source.m3u8"), expected);
        check(&fixture.server, [get("/playlist/show.m3u8"), get("/files/show/source/2024-05-01T10")]);
    }
    let log = wait::until("all warnings", || {
        let log = fixture.server.stderr();
        log.contains("2024-05-01T13").then_some(log)
    });
    for name in &names {
        let shown = name.escape_debug().to_string();
        assert_eq!(log.matches(&format!("{shown}: ")).count(), 1, "{shown}:\n{log}");
    }
    assert_eq!(log.matches("its name is not UTF-8").count(), 2, "{log}");
}

#[test]
fn many_at_once_and_slow_ones_are_all_served() {
    let fixture = Fixture::new();
    // Clients that have not finished asking.
    let slow: Vec<_> = (0..50)
        .map(|_| {
            let mut connection = fixture.server.connect();
            connection.send(b"GET /healthz HTTP/1.1\r\n");
            connection
        })
        .collect();
    let expected = fixture.server.text("/playlist/show/source.m3u8");
    std::thread::scope(|scope| {
        for _ in 0..20 {
            scope.spawn(|| {
                for _ in 0..5 {
                    assert_eq!(fixture.server.text("/playlist/show/source.m3u8"), expected);
                }
            });
        }
    });
    for mut connection in slow {
        connection.send(b"Host: t\r\n\r\n");
        assert_eq!(connection.answer("GET").status, 200);
    }
}

/// Opens so many connections that say nothing.
fn idle(server: &Server, count: usize) -> Vec<Connection> {
    (0..count).map(|_| server.connect()).collect()
}

#[test]
fn further_connections_wait_for_a_place() {
    let fixture = Fixture::new();
    let program = streamctl(["serve", "--max-connections", "3"]).args([fixture.archive.root()]);
    let server = Server::run(program);
    let mut open = idle(&server, 3);
    for connection in &mut open {
        connection.send(b"GET /healthz HTTP/1.1\r\nHost: t\r\n\r\n");
        assert_eq!(connection.answer("GET").status, 200);
    }
    let mut further = server.connect();
    further.send(b"GET /healthz HTTP/1.1\r\nHost: t\r\n\r\n");
    assert!(further.is_silent(), "there was no place");
    drop(open.pop());
    assert_eq!(further.answer("GET").status, 200);
}

#[test]
fn idle_connections_leave_files_enough_handles() {
    let fixture = Fixture::new();
    let server = Server::run(streamctl_with_handles(64, ["serve"]).args([fixture.archive.root()]));
    wait::until("a warning that there are fewer connections", || {
        server.stderr().contains("48 connections at once, and not 10000").then_some(())
    });
    let mut first = server.connect();
    let _idle = idle(&server, 100);
    for target in [segment(&fixture.source[0]), "/playlist/show.m3u8".to_owned(), "/files/show".to_owned()] {
        for _ in 0..3 {
            first.send(format!("GET {target} HTTP/1.1\r\nHost: t\r\n\r\n").as_bytes());
            assert_eq!(first.answer("GET").status, 200, "{target}");
        }
    }
}
