//! A stderr that nobody reads, or that is gone: the server goes on, and tells what is missing.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::Command;
use std::sync::{Arc, Mutex};

use tempfile::TempDir;

use super::archive;
use crate::support::program::streamctl_with_stderr;
use crate::support::server::Server;
use crate::support::wait;

/// A pipe with a name, and this test's end of it.
fn pipe() -> (TempDir, PathBuf, File) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("stderr");
    assert!(Command::new("mkfifo").arg(&path).status().unwrap().success());
    // Opened for both, so that neither this nor the server waits for the other.
    let end = File::options().read(true).write(true).open(&path).unwrap();
    (directory, path, end)
}

fn dropped(server: &Server) -> u64 {
    let metrics = server.text("/metrics");
    let line = metrics.lines().find_map(|line| line.strip_prefix("streamctl_log_lines_dropped_total "));
    line.unwrap().parse().unwrap()
}

#[test]
fn a_pipe_that_nobody_reads_holds_nobody_up() {
    let (archive, _) = archive(1);
    let (_directory, path, end) = pipe();
    let program = streamctl_with_stderr(&path, ["serve", "--access-log", "common"]);
    let server = Server::run(program.args([archive.root()]));
    let mut sent = 0_u64;
    let request = format!("GET /healthz?{} HTTP/1.1\r\nHost: t\r\n\r\n", "x".repeat(4_000));
    let mut connection = server.connect();
    while dropped(&server) == 0 {
        for _ in 0..100 {
            connection.send(request.as_bytes());
            assert_eq!(connection.answer("GET").status, 200);
            sent += 1;
        }
        assert!(sent < 10_000, "memory has no end");
    }
    let lost = dropped(&server);
    let read = Arc::<Mutex<Vec<String>>>::default();
    let reading = Arc::clone(&read);
    // The pipe's other end is never closed: it is this one.
    std::thread::spawn(move || {
        for line in BufReader::new(end).lines().map_while(Result::ok) {
            reading.lock().unwrap().push(line);
        }
    });
    let told = wait::until("word of the lines that are missing", || {
        let read = read.lock().unwrap();
        read.iter().find(|line| line.contains(" WARN ")).cloned()
    });
    let count = told.split_once(" WARN ").and_then(|(_, rest)| rest.split(' ').next()?.parse::<u64>().ok());
    let now = dropped(&server);
    assert!(count.is_some_and(|count| (lost..=now).contains(&count)), "{told}: {lost} to {now}");
    server.get("/healthz?afterwards");
    wait::until("lines that come through again", || {
        read.lock().unwrap().iter().any(|line| line.contains("afterwards")).then_some(())
    });
    assert_eq!(dropped(&server), now);
    server.signal("TERM");
    assert_eq!(server.finish().code, Some(0));
}

#[test]
fn a_stderr_that_is_gone_ends_nothing() {
    let (archive, _) = archive(1);
    let (directory, path, end) = pipe();
    let program = streamctl_with_stderr(&path, ["serve", "-v", "--access-log", "json"]);
    let server = Server::run(program.args([archive.root()]));
    drop((end, directory));
    for _ in 0..50 {
        assert_eq!(server.get("/healthz").status, 200);
    }
    wait::until("lines that are counted as lost", || (dropped(&server) >= 50).then_some(()));
    server.signal("TERM");
    assert_eq!(server.finish().code, Some(0));
}

#[test]
fn a_full_disk_ends_nothing() {
    let (archive, _) = archive(1);
    let full = std::path::Path::new("/dev/full");
    let program = streamctl_with_stderr(full, ["serve", "--access-log", "common"]);
    let server = Server::run(program.args([archive.root()]));
    assert_eq!(server.get("/healthz").status, 200);
    wait::until("a line that is counted as lost", || (dropped(&server) >= 1).then_some(()));
    server.signal("TERM");
    assert_eq!(server.finish().code, Some(0));
}

#[test]
fn no_name_that_a_stranger_asks_for_begins_a_line() {
    let (archive, _) = archive(1);
    std::os::unix::fs::symlink("loop", archive.root().join("loop")).unwrap();
    let server = Server::start(archive.root());
    assert_eq!(
        server.get("/segments/loop/x%0A2024-05-01T10:00:00Z%20%20WARN%20forged%0D/h/f.ts").status,
        500
    );
    let told = wait::until("word of what cannot be read", || {
        let told = server.stderr();
        told.contains("symbolic links").then_some(told)
    });
    assert_eq!(told.lines().count(), 1, "{told}");
    assert!(told.contains(r"/loop/x\n2024-05-01T10:00:00Z  WARN forged\r/h/f.ts: "), "{told}");
}
