//! What `serve` and `link` refuse to start with, and what they warn of.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;

use super::{HUNTER2, House, KEYS, SECRET};
use crate::support::program::{Run, streamctl};
use crate::support::server::Server;
use crate::support::wait;

#[test]
fn unsafe_and_broken_files_are_refused_with_the_fix() {
    let house = House::new();
    let user = format!("[[user]]\nname = \"anna\"\npassword = \"{HUNTER2}\"\n");
    for (flag, text, mode, says) in [
        ("--auth-file", user.as_str(), 0o640, "can read or change it (mode 0640): chmod 600 "),
        ("--auth-file", &user, 0o602, "can read or change it (mode 0602)"),
        (
            "--auth-file",
            "[[user]]\nname = \"anna\"\npassword = \"hunter2\"\n",
            0o600,
            "file:3:12: this is no bcrypt hash",
        ),
        ("--auth-file", &user.replace("$05$", "$04$"), 0o600, "file:3:12: a bcrypt cost of 4"),
        ("--auth-file", &format!("{user}{user}"), 0o600, "file:5:8: there are two users"),
        ("--auth-file", &format!("{user}stream = [\"a\"]\n"), 0o600, "file:4:1: unknown field `stream`"),
        ("--auth-file", &format!("{user}streams = []\n"), 0o600, "file:4:11: an empty list allows nothing"),
        ("--auth-file", "", 0o600, "file:1:1: this lets nobody in"),
        (
            "--auth-file",
            &format!("[[token]]\nname = \"a\"\nsha256 = \"{}\"\n", &SECRET[1..]),
            0o600,
            "file:3:10: a sha256 is 64",
        ),
        ("--link-secret-file", KEYS[0], 0o644, "can read or change it (mode 0644): chmod 600 "),
        ("--link-secret-file", "hunter2", 0o600, "too short to be safe"),
        (
            "--link-secret-file",
            "",
            0o600,
            "there is no secret in it: make one with `(umask 077; openssl rand -hex 32 > FILE)`",
        ),
    ] {
        let file = house.private("file", text);
        fs::set_permissions(&file, Permissions::from_mode(mode)).unwrap();
        let commands: &[&[&str]] = match flag {
            "--auth-file" => &[&["serve", "--listen", "127.0.0.1:0"]],
            _ => &[&["serve", "--listen", "127.0.0.1:0"], &["link", "http://h/playlist/a.m3u8"]],
        };
        for command in commands {
            let run = streamctl(*command).args([flag.as_ref(), file.as_os_str()]).run();
            assert_eq!((run.code, run.stdout.as_str()), (Some(3), ""), "{says}");
            assert!(run.stderr.starts_with("error: ") && run.stderr.contains(says), "{}", run.stderr);
            for secret in ["hunter2", HUNTER2, KEYS[0]] {
                assert!(!run.stderr.contains(secret), "{}", run.stderr);
            }
        }
    }
    let run = streamctl(["serve", "--auth-file", "none.toml"]).run();
    assert_eq!(run.code, Some(3));
    assert!(run.stderr.contains("none.toml: No such file"), "{}", run.stderr);
}

#[test]
fn plain_text_on_the_network_is_warned_of() {
    let house = House::new();
    let told = "can be read on their way";
    let program = |listen: &str| {
        let program = streamctl(["serve", "-n", "--listen", listen]).args([house.archive.root()]);
        program.args(["--auth-file".as_ref(), house.auth().as_os_str()]).run()
    };
    assert!(program("0.0.0.0:0").stderr.contains(told));
    assert!(!program("127.0.0.1:0").stderr.contains(told));
    assert!(program("127.0.0.1:0").stderr.contains("bcrypt cost of 5 is low"));
}

#[test]
fn serve_and_link_agree_by_the_configuration() {
    let house = House::new();
    let config = "[serve]\nlink_secret_file = \"keys\"\n";
    let path = "config/streamctl/config.toml";
    let with = |program: crate::support::program::Program| {
        program.home_file(path, config).home_secret("config/streamctl/keys", KEYS[0])
    };
    let server = Server::run(with(streamctl(["serve"]).args([house.archive.root()])));
    let Run { code, stdout, stderr } = with(streamctl(["link", &server.url("/playlist/show.m3u8")])).run();
    assert_eq!((code, stderr.as_str()), (Some(0), ""));
    let url = stdout.trim_end();
    assert_eq!(server.get(super::target(url)).status, 200);
    let shown = with(streamctl(["config", "show", "--format", "plain"])).run().stdout;
    assert!(
        shown.lines().any(|line| line.starts_with("serve.link_secret_file\t") && line.ends_with(":2")),
        "{shown}"
    );
    assert!(!shown.contains(KEYS[0]));
    let checked =
        streamctl(["config", "check"]).home_file(path, config).home_file("config/streamctl/keys", KEYS[0]);
    let checked = checked.run();
    assert_eq!(checked.code, Some(3), "{checked:?}");
    assert!(format!("{checked:?}").contains(":2:20: "), "{checked:?}");

    let none = streamctl(["link", "http://h/playlist/a.m3u8"]).run();
    assert_eq!(none.code, Some(3));
    assert!(none.stderr.contains("openssl rand -hex 32"), "{}", none.stderr);
    wait::until("a warning", || server.stderr().contains("without --auth-file").then_some(()));
}
