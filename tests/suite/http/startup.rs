//! How a server begins, or why it does not.

use std::fs::Permissions;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;

use serde_json::{Value, json};

use super::fixture::Fixture;
use crate::support::archive::Archive;
use crate::support::program::{Run, streamctl, streamctl_as_nobody};
use crate::support::server::Server;
use crate::support::wait;

fn failed(code: i32, stderr: impl Into<String>) -> Run {
    Run { code: Some(code), stdout: String::new(), stderr: stderr.into() }
}

#[test]
fn a_port_in_use_is_told() {
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let run = streamctl(["serve", "--listen", &address]).run();
    let stderr = format!(
        "error: cannot listen on {address}: Address already in use (os error 98)\n\
         hint: another program has that port: --listen 127.0.0.1:0 picks one that is free\n"
    );
    assert_eq!(run, failed(12, stderr));
    let run = streamctl(["serve", "--json", "--listen", &address]).run();
    let error: Value = serde_json::from_str(&run.stderr).unwrap();
    assert_eq!((run.code, error["error"]["code"].clone()), (Some(12), json!(12)));
}

#[test]
fn an_archive_that_cannot_be_read_is_told() {
    let archive = Archive::new();
    let file = archive.put("file", b"");
    for (path, why) in [
        (archive.path("none"), "No such file or directory (os error 2)"),
        (file, "Not a directory (os error 20)"),
    ] {
        let run = streamctl(["serve", "--listen", "127.0.0.1:0"]).args([&path]).run();
        assert_eq!(run, failed(12, format!("error: cannot read {}: {why}\n", path.display())));
    }
}

#[test]
fn arguments_that_are_wrong_are_told() {
    for (args, says) in [
        (&["--listen", "8000"][..], "write HOST:PORT"),
        (&["--listen", "127.0.0.1:99999"], "write HOST:PORT"),
        (&["--max-range", "8"], "'8' is not a duration"),
        (&["--max-range", "0s"], "more than nothing"),
        (&["--unknown"], "--unknown"),
        (&["one", "two"], "'two'"),
    ] {
        let run = streamctl(["serve"]).args(args).run();
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{args:?}: {}", run.stderr);
        assert!(run.stderr.starts_with("error: ") && run.stderr.contains(says), "{args:?}: {}", run.stderr);
    }
}

#[test]
fn the_configuration_counts_unless_a_flag_says_otherwise() {
    let fixture = Fixture::new();
    let root = fixture.archive.root();
    let config = format!("[serve]\nroot = {root:?}\nlisten = \"256.0.0.1:1\"\n");
    let path = "config/streamctl/config.toml";
    let served = Server::run(streamctl(["serve"]).home_file(path, &config)).text("/files");
    assert_eq!(served, fixture.server.text("/files"));
    let listens = streamctl(["serve"]).home_file(path, &config).run();
    assert!(listens.stderr.contains("256.0.0.1:1"), "{}", listens.stderr);

    let stream = root.join("show");
    let served = Server::run(streamctl(["serve"]).home_file(path, &config).args([&stream])).text("/files");
    assert_eq!(served, fixture.server.text("/files/show"));
    // Named by a flag or the environment; relative paths lie beside it.
    let beside = "[serve]\nroot = \"archive\"\n";
    let home = Archive::new();
    home.put("archive/stream/x", b"");
    let file = home.put("some.toml", beside.as_bytes());
    for program in
        [streamctl(["serve", "--config"]).args([&file]), streamctl(["serve"]).env("STREAMCTL_CONFIG", &file)]
    {
        assert_eq!(Server::run(program).text("/files"), "[\"stream\"]\n");
    }
    // Nothing says which archive.
    assert_eq!(
        Server::run(streamctl(["serve"]).current_dir(root)).text("/files"),
        fixture.server.text("/files")
    );
}

#[test]
fn a_wrong_configuration_is_told() {
    let path = "config/streamctl/config.toml";
    for (text, says) in [
        (
            "[serve]\nrot = \"/\"\n",
            ":2:1: unknown field `rot`, expected one of `root`, `listen`, `link_secret_file`",
        ),
        ("[serve]\nlisten = 8000\n", ":2:10: invalid type: integer `8000`, expected a string"),
        ("[serve\n", ":1:"),
        ("[serve]\nroot = \"\"\n", ":2:8: an empty path names no directory"),
    ] {
        let run = streamctl(["serve"]).home_file(path, text).run();
        assert_eq!((run.code, run.stdout.as_str()), (Some(3), ""));
        assert!(run.stderr.starts_with("error: ") && run.stderr.contains(says), "{}", run.stderr);
        assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
    }
    for program in [
        streamctl(["serve", "--config", "none.toml"]),
        streamctl(["serve"]).env("STREAMCTL_CONFIG", "none.toml"),
    ] {
        let stderr =
            "error: cannot read the configuration none.toml: No such file or directory (os error 2)\n";
        assert_eq!(program.run(), failed(3, stderr));
    }
}

#[test]
fn a_setting_that_does_not_work_is_told_with_its_file() {
    let path = "config/streamctl/config.toml";
    for (text, code, says) in [
        ("[serve]\nlisten = \"abc\"\n", 3, "config.toml: serve.listen: cannot listen on abc: "),
        ("[serve]\nroot = \"none\"\n", 12, "config.toml: serve.root: cannot read "),
    ] {
        let run = streamctl(["serve"]).home_file(path, text).run();
        assert_eq!((run.code, run.stdout.as_str()), (Some(code), ""));
        assert!(run.stderr.contains(says), "{}", run.stderr);
    }
}

#[test]
fn a_configuration_of_somebody_else_is_passed_over() {
    let fixture = Fixture::new();
    let home = tempfile::tempdir().unwrap();
    let closed = home.path().join("closed");
    std::fs::create_dir(&closed).unwrap();
    std::fs::set_permissions(home.path(), Permissions::from_mode(0o755)).unwrap();
    std::fs::set_permissions(&closed, Permissions::from_mode(0o000)).unwrap();
    let program = streamctl_as_nobody(["serve"]).args([fixture.archive.root()]);
    let server = Server::run(program.env("XDG_CONFIG_HOME", &closed));
    assert_eq!(server.text("/files"), fixture.server.text("/files"));
    wait::until("a warning", || server.stderr().contains("passed over").then_some(()));
}

#[test]
fn a_stream_in_the_place_of_the_archive_is_told() {
    let fixture = Fixture::new();
    for (directory, what) in [("show", "stream"), ("show/source", "variant")] {
        let server = Server::run(streamctl(["serve"]).args([fixture.archive.path(directory)]));
        let told = format!("looks like one {what}: ROOT is the directory that the streams are in");
        wait::until(&told, || server.stderr().contains(&told).then_some(()));
    }
    assert_eq!(fixture.server.stderr(), "");
}

#[test]
fn machines_are_told_in_json_and_nobody_is_told_for_nothing() {
    let run = streamctl(["serve", "-n", "--listen", "127.0.0.1:0"]).run();
    assert_eq!((run.code, run.stdout.as_str()), (Some(0), ""));
    assert!(
        run.stderr.starts_with("would serve /") && run.stderr.contains(" at http://127.0.0.1:"),
        "{}",
        run.stderr
    );

    let mut running = streamctl(["serve", "--json", "--listen", "127.0.0.1:0"]).start();
    let mut stdout = std::io::BufReader::new(running.take_stdout());
    let mut line = String::new();
    std::io::BufRead::read_line(&mut stdout, &mut line).unwrap();
    let told: Value = serde_json::from_str(&line).unwrap();
    assert!(told["url"].as_str().unwrap().starts_with("http://127.0.0.1:"), "{line}");
    crate::support::program::signal(running.id(), "TERM");
    assert_eq!(running.finish(), Run { code: Some(0), stdout: String::new(), stderr: String::new() });
}
