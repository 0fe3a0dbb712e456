//! Every command that talks to the cloud, with arguments that make it succeed.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::scene::{Scene, words};
use crate::support::cloud::Signature;
use crate::support::program::streamctl;

/// What a command does in the cloud, on which hangs what a failure means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// It asks, and can ask again.
    Read,
    /// It changes something, and must not do so twice.
    Write,
    /// It deletes, which can be done twice.
    Delete,
}

/// The commands, each with its kind.
pub(super) const COMMANDS: [(&str, Kind); 21] = [
    ("hub status", Kind::Read),
    ("hub check", Kind::Read),
    ("hub create-stream cam9", Kind::Write),
    ("hub get-stream z1.demo.cam1", Kind::Read),
    ("hub list-streams", Kind::Read),
    ("stream create cam9", Kind::Write),
    ("stream list", Kind::Read),
    ("stream get z1.demo.cam1", Kind::Read),
    ("stream update z1.demo.cam1 --publish-security dynamic", Kind::Write),
    ("stream enable z1.demo.cam1", Kind::Write),
    ("stream disable z1.demo.cam1", Kind::Write),
    ("stream delete z1.demo.cam1 --yes", Kind::Delete),
    ("stream status z1.demo.cam1", Kind::Read),
    ("stream segments z1.demo.cam1", Kind::Read),
    ("stream urls z1.demo.cam1", Kind::Read),
    ("stream publish-url z1.demo.cam1", Kind::Read),
    ("stream playback-url z1.demo.cam1 --start 1714550700 --end 1714551600", Kind::Write),
    ("stream snapshot z1.demo.cam1 cover.jpg", Kind::Write),
    ("stream save-as z1.demo.cam1 talk.mp4 --start 1714550700 --end 1714551600", Kind::Write),
    ("stream job z1.56a1b2c3d4e5f60718293a4b", Kind::Read),
    // The first look at a bare title is a list.
    ("stream status cam1", Kind::Read),
];

/// Runs a check for every command, several at once: most of the time they wait.
///
/// # Panics
///
/// If a check does, after all of them: one run of the tests tells of every command that fails.
pub(super) fn for_each(check: impl Fn(&'static str, Kind) + Sync) {
    let check = &check;
    let fails = |(args, kind): &(&'static str, Kind)| {
        catch_unwind(AssertUnwindSafe(|| check(args, *kind))).is_err().then_some(*args)
    };
    let failed: Vec<&str> = std::thread::scope(|scope| {
        let chunks = COMMANDS.chunks(6);
        let running: Vec<_> = chunks
            .map(|chunk| scope.spawn(move || chunk.iter().filter_map(fails).collect::<Vec<_>>()))
            .collect();
        running.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(failed, [""; 0], "these have failed, as told above");
}

#[test]
fn every_command_is_in_the_table() {
    for group in ["hub", "stream"] {
        let help = streamctl([group, "--help"]).run().stdout;
        let list = help.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
        let named = list.lines().filter_map(|line| line.trim().split(' ').next());
        // `hub list` reads the configuration only.
        for name in named.filter(|name| *name != "help" && (group, *name) != ("hub", "list")) {
            let is_there = COMMANDS.iter().any(|(args, _)| words(args).take(2).eq([group, name]));
            assert!(is_there, "{group} {name} is not in the table");
        }
    }
}

#[test]
fn every_command_succeeds_and_signs_what_it_sends() {
    for_each(|args, _| {
        let scene = Scene::new();
        let run = scene.run(args);
        assert_eq!(run.code, Some(0), "{args}: {run:?}");
        for seen in scene.cloud.requests() {
            let expected =
                if seen.request.path().starts_with("/v1/") { Signature::Right } else { Signature::Absent };
            assert_eq!(seen.signature, expected, "{args}: {}", seen.request.line());
        }
    });
}
