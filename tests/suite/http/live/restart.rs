//! A server that ends, or is ended, and starts again on what it left.

use std::fs;

use super::super::table::{check, get};
use super::Live;
use crate::support::program::{streamctl, streamctl_as_nobody};
use crate::support::server::Server;
use crate::support::wait;

impl Live {
    /// Kills the server in the middle of whatever it does, and starts another.
    fn restart(&mut self) {
        self.server.signal("KILL");
        let next = || Server::start_with_state(self.archive.root(), self.state.path());
        // Not before the other is gone: it dies with its value.
        let killed = std::mem::replace(&mut self.server, Server::start(self.archive.root()));
        assert_eq!(killed.finish().code, None);
        self.server = next();
    }

    /// The files of the journals.
    fn journals(&self) -> Vec<std::path::PathBuf> {
        let archives = fs::read_dir(self.state.path().join("live")).unwrap();
        let files = archives.flat_map(|archive| fs::read_dir(archive.unwrap().path()).unwrap());
        let paths = files.map(|file| file.unwrap().path());
        paths.filter(|path| path.file_name().is_some_and(|name| name != "lock")).collect()
    }
}

#[test]
fn a_killed_server_goes_on_with_the_same_numbers() {
    let mut live = Live::new(&[0, 2, 6, 8]);
    let queries = [live.from(0), String::new(), "window=7s".to_owned()];
    for round in 0..4_u64 {
        let before = queries.clone().map(|query| live.ask(&query));
        // While it is away, one comes late and one on time.
        live.record("source", 10 + 8 * round);
        live.record("source", 4);
        live.record("source", 16 + 8 * round);
        live.restart();
        for (query, before) in queries.iter().zip(&before) {
            let after = live.ask(query);
            assert_eq!(after.target_duration, before.target_duration);
            assert!(after.media_sequence >= before.media_sequence, "{query}: {before:?} {after:?}");
            let last = before.segments.last().unwrap().0;
            assert_eq!(after.segments.last().unwrap().0, last + 2, "{query}: {before:?} {after:?}");
        }
        assert_eq!(live.server.stderr(), "");
    }
    assert_eq!(live.said.len(), 12, "the late one is in none of them");
}

#[test]
fn a_lost_or_damaged_journal_starts_from_higher_numbers() {
    for (spoil, is_told) in [
        (&(|path: &std::path::Path| fs::remove_file(path).unwrap()) as &dyn Fn(&std::path::Path), false),
        (&|path| fs::write(path, "garbage\n").unwrap(), true),
        (&|path| fs::write(path, "").unwrap(), true),
        (
            &|path| {
                let text = fs::read_to_string(path).unwrap();
                fs::write(path, text.replace("journal 1", "journal 2")).unwrap();
            },
            true,
        ),
    ] {
        let mut live = Live::new(&[0, 2, 4, 6, 8]);
        let before = live.ask("");
        assert_eq!(live.journals().len(), 2, "one for each variant");
        for path in live.journals() {
            spoil(&path);
        }
        // A second must have passed, for numbers come from the clock.
        let began = super::now();
        wait::until("another second", || (super::now() > began).then_some(()));
        live.restart();
        live.said.clear();
        let after = live.ask("");
        assert!(after.media_sequence > before.media_sequence, "{before:?} {after:?}");
        assert!(after.discontinuity_sequence >= before.discontinuity_sequence);
        let warnings = live.server.stderr();
        assert_eq!(warnings.contains("damaged") && warnings.contains("numbered anew"), is_told, "{warnings}");
        // And that is what it goes on with.
        live.restart();
        assert_eq!(live.ask(""), after);
        assert_eq!(live.server.stderr(), "");
    }
}

#[test]
fn a_second_server_leaves_the_journals_alone() {
    let mut live = Live::new(&[0, 2, 4]);
    let before = live.ask("");
    let files: Vec<Vec<u8>> = live.journals().iter().map(|path| fs::read(path).unwrap()).collect();
    let second = Server::start_with_state(live.archive.root(), live.state.path());
    let other = second.text("/playlist/show/source.m3u8");
    assert_eq!(other.matches("#EXTINF").count(), 3, "{other}");
    wait::until("a warning", || second.stderr().contains("another server keeps").then_some(()));
    second.text("/playlist/show/low.m3u8");
    assert_eq!(second.stderr().matches("WARN").count(), 1, "{}", second.stderr());
    assert_eq!(live.journals().iter().map(|path| fs::read(path).unwrap()).collect::<Vec<_>>(), files);
    assert_eq!(live.ask(""), before);
    live.record("source", 6);
    live.restart();
    assert_eq!(live.ask("").segments[..3], before.segments[..]);
}

#[test]
fn without_a_state_directory_it_serves_all_the_same() {
    let live = Live::new(&[0, 2, 4]);
    let file = live.state.path().join("file");
    fs::write(&file, "").unwrap();
    let serve = || streamctl_as_nobody(["serve"]).args([live.archive.root()]);
    let state = |path: &std::path::Path| serve().args(["--state-dir".as_ref(), path.as_os_str()]);
    for program in [
        state(&file),
        state("/proc/nowhere".as_ref()),
        serve().env("HOME", "").env("XDG_STATE_HOME", "relative").current_dir("/".as_ref()),
        streamctl(["serve"]).args([live.archive.root()]).args(["--state-dir", "/dev/null"]),
    ] {
        let server = Server::run(program);
        for _ in 0..2 {
            let text = server.text("/playlist/show/source.m3u8");
            assert_eq!(text.matches("#EXTINF").count(), 3, "{text}");
        }
        wait::until("a warning", || server.stderr().contains("WARN").then_some(()));
        server.text("/playlist/show/low.m3u8");
        assert_eq!(server.stderr().matches("WARN").count(), 1, "{}", server.stderr());
    }
}

#[test]
fn an_archive_is_never_written_to_and_names_may_be_anything() {
    let live = Live::new(&[0, 2]);
    let names = ["a b", "%2e%2e", "\u{202e}\"<x>"];
    let listed = |path: &std::path::Path| {
        let mut names: Vec<_> = fs::read_dir(path).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    for (index, name) in names.iter().enumerate() {
        let start = live.began;
        live.archive.record(&format!("{name}/{index}"), start, super::TWO_SECONDS, "full", b"x");
        let before = (listed(live.archive.root()), listed(&live.archive.path(name)));
        let target = name.bytes().fold(String::new(), |target, byte| format!("{target}%{byte:02x}"));
        live.server.text(&format!("/playlist/{target}/{index}.m3u8"));
        assert_eq!((listed(live.archive.root()), listed(&live.archive.path(name))), before);
    }
    assert_eq!(listed(live.state.path()), ["live"]);
    let plain = |path: &std::path::PathBuf| {
        path.file_name().unwrap().to_str().unwrap().bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    let journals = live.journals();
    assert!(journals.len() == names.len() && journals.iter().all(plain), "{journals:?}");
}

#[test]
fn a_stream_that_is_away_is_unavailable_and_goes_on_when_it_is_back() {
    let mut live = Live::new(&[0, 2, 4]);
    let before = live.ask("");
    let away = live.archive.root().with_extension("away");
    let directory = live.archive.path("show");
    fs::rename(&directory, &away).unwrap();
    for path in ["/playlist/show/source.m3u8", "/playlist/show/source.m3u8?_HLS_msn=1"] {
        check(&live.server, [get(path).is(503).says("the recordings are not there now")]);
    }
    // Of this nobody has had a playlist.
    check(&live.server, [get("/playlist/show/low.m3u8").is(404), get("/playlist/other/source.m3u8").is(404)]);
    fs::rename(&away, &directory).unwrap();
    assert_eq!(live.ask(""), before);
    live.record("source", 6);
    assert_eq!(live.ask("").segments[..3], before.segments);
}
