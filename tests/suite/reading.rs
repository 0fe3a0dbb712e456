//! What the program asks of the disk, and what it leaves there.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;

use crate::support::archive::{Archive, TWO_SECONDS, time};
use crate::support::program::{give_to_nobody, signal, streamctl, streamctl_as_nobody};
use crate::support::server::Server;
use crate::support::wait;

/// In a directory that may be listed and not searched, names can be read and no file can be asked anything.
#[test]
fn names_are_enough_unless_versions_compete() {
    let archive = Archive::new();
    let start = time("2026-01-02T10:00:00Z");
    archive.record("show/source", start, TWO_SECONDS, "full", b"one");
    archive.record("show/source", start + TWO_SECONDS, TWO_SECONDS, "full", b"two");
    let hour = archive.path("show/source/2026-01-02T10");
    fs::set_permissions(archive.root(), Permissions::from_mode(0o755)).unwrap();
    give_to_nobody(&hour);
    let write = || {
        fs::set_permissions(&hour, Permissions::from_mode(0o444)).unwrap();
        let run = streamctl_as_nobody(["playlist", "write"]).args([archive.path("show/source")]).run();
        fs::set_permissions(&hour, Permissions::from_mode(0o755)).unwrap();
        run
    };
    let run = write();
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_eq!(run.stdout.matches("#EXTINF").count(), 2);

    // The same start and length: now the larger one wins, and that takes a size.
    archive.record("show/source", start, TWO_SECONDS, "full", b"another");
    let run = write();
    assert_eq!((run.code, run.stdout.as_str()), (Some(12), ""));
    assert!(run.stderr.contains("Permission denied"), "{}", run.stderr);
}

#[test]
fn a_demo_that_is_ended_while_it_begins_leaves_nothing_behind() {
    let directory = tempfile::tempdir().unwrap();
    let program = streamctl(["serve", "--demo", "--listen", "127.0.0.1:0"]);
    let running = program.env("TMPDIR", directory.path()).start();
    let count = || fs::read_dir(directory.path()).unwrap().count();
    wait::until("the demo to begin", || (count() > 0).then_some(()));
    signal(running.id(), "TERM");
    assert_eq!(running.finish().code, Some(0));
    assert_eq!(count(), 0);
}

#[test]
fn the_demo_leaves_nothing_behind() {
    for (signal, code) in [("TERM", 0), ("INT", 130), ("HUP", 0)] {
        let directory = tempfile::tempdir().unwrap();
        let server = Server::run(streamctl(["serve", "--demo"]).env("TMPDIR", directory.path()));
        let count = || fs::read_dir(directory.path()).unwrap().count();
        assert_eq!(count(), 1);
        let master = server.text("/playlist/demo.m3u8");
        assert_eq!(master.matches("CODECS=\"avc1.").count(), 2, "{master}");
        let media = server.text("/playlist/demo/low.m3u8");
        assert!(!media.contains("#EXT-X-ENDLIST") && media.contains("#EXT-X-DISCONTINUITY\n"));
        server.signal(signal);
        let run = server.finish();
        assert_eq!((run.code, run.stderr.as_str()), (Some(code), ""));
        assert_eq!(count(), 0, "after SIG{signal}");
    }
}
