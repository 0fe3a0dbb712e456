//! How a run that goes wrong ends, and what programs are told of it.

use std::fs::{self, File, Permissions};
use std::io::Read;
use std::os::unix::fs::PermissionsExt;

use serde_json::{Value, json};

use super::fixture::{Fixture, at, done, failed, names_in};
use crate::support::archive::TWO_SECONDS;
use crate::support::program::{Run, give_to_nobody, streamctl, streamctl_as_nobody};

fn error_of(run: &Run) -> Value {
    assert_eq!((run.stdout.as_str(), run.stderr.lines().count()), ("", 1), "{run:?}");
    serde_json::from_str(&run.stderr).unwrap_or_else(|error| panic!("{error}: {}", run.stderr))
}

#[test]
fn programs_are_told_of_errors_in_one_object() {
    let fixture = Fixture::new();
    let root = fixture.archive.root().to_str().unwrap().to_owned();
    let low = format!("{root}/show/low");
    for (args, code, message, hints) in [
        (
            vec![format!("{root}/none")],
            12,
            format!("cannot read {root}/none: No such file or directory (os error 2)"),
            json!([]),
        ),
        (
            vec![root.clone()],
            12,
            format!("{root} holds streams, and playlists are of one: name the stream, such as {root}/show"),
            json!([format!("streamctl playlist write {root}/show -o DIR/")]),
        ),
        (
            vec![low.clone(), "--start=+1h".into()],
            7,
            format!("{low}: there is no segment in the range"),
            json!([]),
        ),
        (
            vec![low.clone(), "--unknown".into()],
            2,
            "unexpected argument '--unknown' found".into(),
            json!(["see streamctl --help"]),
        ),
        (
            vec![],
            2,
            "the following required arguments were not provided: <SOURCE>".into(),
            json!(["see streamctl --help"]),
        ),
    ] {
        for format in [&["--json"][..], &["--format", "jsonl"], &["--format=json"]] {
            let run = streamctl(format).args(["playlist", "write"]).args(&args).run();
            let expected = json!({ "error": {
                "message": message, "code": code, "status": null, "reqid": null, "hints": hints,
            } });
            assert_eq!((run.code, error_of(&run)), (Some(code), expected), "{args:?}");
        }
    }
}

#[test]
fn programs_are_told_that_a_command_is_missing() {
    for args in [&["--json"][..], &["--json", "playlist"], &["playlist", "--format=jsonl"]] {
        let run = streamctl(args).run();
        let message = error_of(&run)["error"]["message"].as_str().unwrap().to_owned();
        assert_eq!(run.code, Some(2), "{args:?}");
        assert!(message.contains(" requires a subcommand"), "{message}");
    }
}

#[test]
fn arguments_that_are_wrong_are_told() {
    for (args, says) in [
        (&["playlist", "write"][..], "<SOURCE>"),
        (&["playlist", "write", "a", "b"], "'b'"),
        (&["playlist", "write", "a", "--type", "film"], "'film'"),
        (&["playlist", "write", "a", "--holes", "maybe"], "'maybe'"),
        (&["playlist", "write", "a", "--output"], "--output"),
        (&["playlist", "write", "a", "--strat", "now"], "--start"),
        (&["playlist", "write", "a", "--format", "xml"], "'xml'"),
        (&["playlist", "write", "a", "--json", "--format", "json"], "--format"),
        (&["playlist", "write", "a", "-q", "-v"], "--verbose"),
        (&["playlist"], "Usage: streamctl playlist"),
        (&["playlist", "wirte"], "write"),
        (&[], "Usage: streamctl"),
    ] {
        let run = streamctl(args).run();
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{args:?}: {}", run.stderr);
        assert!(run.stderr.contains(says), "{args:?}: {}", run.stderr);
    }
}

#[test]
fn a_closed_pipe_ends_it_quietly() {
    let fixture = Fixture::new();
    for index in 0..2_000 {
        fixture.archive.record("show/long", at(2 * index), TWO_SECONDS, "full", b"");
    }
    let long = fixture.variant("long");
    // Closed after a few bytes, as `head` does it.
    let mut running = streamctl(["playlist", "write"]).args([&long]).start();
    let mut stdout = running.take_stdout();
    let mut start = [0; 10];
    stdout.read_exact(&mut start).unwrap();
    assert_eq!(&start, b"#EXTM3U\n#E");
    drop(stdout);
    assert_eq!(running.finish(), done("", ""));
    // Closed from the beginning.
    for args in [&["playlist", "write"][..], &["--json", "playlist", "write"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        assert_eq!(streamctl(args).args([&long]).stdout_to(writer).finish(), done("", ""));
    }
}

#[test]
fn a_full_disk_is_told() {
    let fixture = Fixture::new();
    let low = fixture.variant("low");
    let full = File::options().write(true).open("/dev/full").unwrap();
    let run = streamctl(["playlist", "write"]).args([&low]).stdout_to(full).finish();
    assert_eq!(run, failed(12, "error: cannot write to stdout: No space left on device (os error 28)\n"));
    let told = "error: cannot write /dev/full: No space left on device (os error 28)\n";
    assert_eq!(fixture.write(&low, &["-o", "/dev/full"]), failed(12, told));
    assert_eq!(fixture.write(&low, &["-qo", "/dev/null"]), done("", ""));
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
}

#[test]
fn a_directory_that_is_closed_is_left_as_it_is() {
    let fixture = Fixture::new();
    let closed = fixture.archive.path("closed");
    fs::create_dir(&closed).unwrap();
    fs::write(closed.join("old.m3u8"), "old").unwrap();
    give_to_nobody(&closed);
    give_to_nobody(&closed.join("old.m3u8"));
    fs::set_permissions(&closed, Permissions::from_mode(0o555)).unwrap();
    for (source, out, told) in [
        ("show/low", "closed/old.m3u8", "write closed/old.m3u8"),
        ("show/low", "closed/new.m3u8", "write closed/new.m3u8"),
        ("show/low", "closed", "write closed/low.m3u8"),
        ("show", "closed", "write closed/low.m3u8"),
        ("show", "closed/deeper/", "create closed/deeper/"),
    ] {
        let program = streamctl_as_nobody(["playlist", "write", source, "-o", out]);
        let run = program.current_dir(fixture.archive.root()).run();
        let told = format!("error: cannot {told}: Permission denied (os error 13)\n");
        let run =
            Run { stderr: run.stderr.split(" at path").next().unwrap().trim_end().to_owned() + "\n", ..run };
        assert_eq!(run, failed(12, told));
    }
    assert_eq!(names_in(&closed), ["old.m3u8"]);
    assert_eq!(fs::read_to_string(closed.join("old.m3u8")).unwrap(), "old");
}

#[test]
fn an_hour_that_is_closed_is_told() {
    let fixture = Fixture::new();
    let hour = fixture.variant("source").join("2024-05-01T10");
    fs::set_permissions(&hour, Permissions::from_mode(0o000)).unwrap();
    let run = |args: &[&str]| {
        let program = streamctl_as_nobody(["playlist", "write", "show/source"]).args(args);
        program.current_dir(fixture.archive.root()).run()
    };
    let path = hour.canonicalize().unwrap();
    let told = format!("error: cannot read {}: Permission denied (os error 13)\n", path.display());
    assert_eq!(run(&[]), failed(12, told));
    assert_eq!(run(&["--end", "2024-05-01T09:59:59Z"]).code, Some(0));
}
