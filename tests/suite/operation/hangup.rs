//! SIGHUP: a reload, unless it is the terminal that is gone.

use std::process::Command;

use super::archive;
use crate::support::program::streamctl;
use crate::support::server::Server;

/// Runs the program in a terminal of its own, has it reload, closes the terminal, and prints how it ended.
const SCRIPT: &str = r"
import os, pty, re, select, signal, sys
child, terminal = pty.fork()
if child == 0:
    os.execv(sys.argv[1], sys.argv[1:])
said = b''
def until(what):
    global said
    while not re.search(what, said):
        assert select.select([terminal], [], [], 60)[0], said
        said += os.read(terminal, 4096)
until(rb'http://\S+/')
os.kill(child, signal.SIGHUP)
until(rb'reloaded')
os.close(terminal)
signal.alarm(60)
print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
";

#[test]
fn a_server_without_terminal_reloads_and_goes_on() {
    let (archive, _) = archive(1);
    let server = Server::run(streamctl(["serve"]).args([archive.root()]));
    server.signal("HUP");
    assert_eq!(server.get("/healthz").status, 200);
    server.signal("TERM");
    assert_eq!(server.finish().code, Some(0));
}

#[test]
fn a_server_ends_with_its_terminal_and_not_before() {
    let (archive, _) = archive(1);
    let home = tempfile::tempdir().unwrap();
    let output = Command::new("python3")
        .args(["-c", SCRIPT, env!("CARGO_BIN_EXE_streamctl"), "serve", "-v", "--color=never"])
        .args(["--listen", "127.0.0.1:0"])
        .arg(archive.root())
        .env("HOME", home.path())
        .env("RUST_BACKTRACE", "0")
        .output()
        .unwrap();
    let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert_eq!((stdout.as_ref(), stderr.as_ref()), ("0\n", ""));
}
