//! What a service manager hears: that the server is ready, reloads, lives and ends.

use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr, UnixDatagram};

use super::archive;
use crate::support::program::streamctl;
use crate::support::server::Server;
use crate::support::wait::{self, PATIENCE};

/// The next message that is none of the watchdog's.
fn next(manager: &UnixDatagram) -> String {
    loop {
        let message = any(manager);
        if message != "WATCHDOG=1" {
            return message;
        }
    }
}

fn any(manager: &UnixDatagram) -> String {
    let mut buffer = [0; 4_096];
    manager.set_read_timeout(Some(PATIENCE)).unwrap();
    let length = manager.recv(&mut buffer).expect("a message comes in time");
    String::from_utf8(buffer[..length].to_vec()).unwrap()
}

#[test]
fn a_service_is_ready_reloads_and_ends() {
    let (archive, _) = archive(1);
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("notify");
    let manager = UnixDatagram::bind(&path).unwrap();
    let program = streamctl(["serve", "-v"]).args([archive.root()]).env("NOTIFY_SOCKET", &path);
    let server = Server::run(program);
    let ready = format!("READY=1\nSTATUS=serving {} at {}", archive.root().display(), server.url("/"));
    assert_eq!(next(&manager), ready);
    for _ in 0..2 {
        server.signal("HUP");
        let reloading = next(&manager);
        let micros = reloading.strip_prefix("RELOADING=1\nMONOTONIC_USEC=").expect(&reloading);
        assert!(micros.split('\n').next().unwrap().parse::<u64>().unwrap() > 0);
        assert_eq!(next(&manager), ready);
    }
    assert_eq!(server.text("/healthz"), "{\"status\":\"ok\"}\n");
    server.signal("TERM");
    assert!(next(&manager).starts_with("STOPPING=1\n"));
    let run = server.finish();
    assert_eq!(run.code, Some(0));
    assert_eq!(run.stderr.matches(" reloaded\n").count(), 2, "{}", run.stderr);
}

#[test]
fn a_watchdog_hears_that_the_server_lives() {
    let (archive, _) = archive(1);
    let name = format!("streamctl-test-{}", std::process::id());
    let address = SocketAddr::from_abstract_name(&name).unwrap();
    let manager = UnixDatagram::bind_addr(&address).unwrap();
    let program = |process: &str| {
        let program = streamctl(["serve"]).args([archive.root()]).env("NOTIFY_SOCKET", format!("@{name}"));
        let program = program.env("WATCHDOG_USEC", "20000");
        if process.is_empty() { program } else { program.env("WATCHDOG_PID", process) }
    };
    let server = Server::run(program(""));
    assert!(any(&manager).starts_with("READY=1\n"));
    for _ in 0..3 {
        assert_eq!(any(&manager), "WATCHDOG=1");
    }
    // Whoever reads too slowly must not hold the end up.
    server.signal("TERM");
    assert!(next(&manager).starts_with("STOPPING=1\n"));
    assert_eq!(server.finish().code, Some(0));
    manager.set_nonblocking(true).unwrap();
    while manager.recv(&mut [0; 99]).is_ok() {}
    manager.set_nonblocking(false).unwrap();

    // It is somebody else's.
    let server = Server::run(program("1"));
    assert!(any(&manager).starts_with("READY=1\n"));
    server.signal("TERM");
    assert!(any(&manager).starts_with("STOPPING=1\n"));
    assert_eq!(server.finish().code, Some(0));
}

#[test]
fn a_manager_that_is_not_there_is_told_of_and_nothing_more() {
    let (archive, _) = archive(1);
    for name in ["/nowhere/notify", "vsock:2:1234"] {
        let program = streamctl(["serve"]).args([archive.root()]).env("NOTIFY_SOCKET", name);
        let server = Server::run(program.env("WATCHDOG_USEC", "x"));
        assert_eq!(server.get("/healthz").status, 200);
        server.signal("TERM");
        let run = server.finish();
        assert_eq!(run.code, Some(0));
        assert!(run.stderr.contains("WARN cannot "), "{}", run.stderr);
    }
}

#[test]
fn a_reload_tells_again_what_still_fails() {
    let (archive, _) = archive(1);
    let file = archive.put("no-directory", b"");
    let server = Server::start_with_state(archive.root(), &file);
    let told = || server.stderr().matches("begin anew with the next start").count();
    for count in 1..=2 {
        server.signal("HUP");
        wait::until("a warning, each time", || (told() == count).then_some(()));
    }
}
