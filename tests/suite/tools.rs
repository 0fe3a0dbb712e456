//! The programs that tests need besides the one they test. They are never a reason to skip a test: where one is
//! missing, the test fails and says what to do.

use std::path::{Path, PathBuf};
use std::process::Command;

/// What to do when something is missing.
pub(crate) const INSTALL: &str = "Run tests/run: it installs what the tests need.";

/// Fails if something was not found.
fn need(found: bool, what: &str) {
    assert!(found, "{what} is missing. {INSTALL}");
}

/// The project's folder.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A program by its name: what `tests/run` has installed beside the tests, or else what the system has.
fn program(name: &str) -> PathBuf {
    let installed = root().join("target/venv/bin").join(name);
    if installed.exists() { installed } else { name.into() }
}

/// Node.js with a script of this project, in a folder whose npm packages are installed.
pub(crate) fn node(script: &str) -> Command {
    let script = root().join(script);
    let packages = script.with_file_name("node_modules");
    need(packages.is_dir(), &packages.to_string_lossy());
    let node = program("node");
    need(Command::new(&node).arg("--version").output().is_ok(), "Node.js");
    let mut command = Command::new(node);
    command.arg(script);
    command
}

/// Shaka Packager, whose npm package has it for every machine.
pub(crate) fn shaka_packager() -> Command {
    let machine = match std::env::consts::ARCH {
        "aarch64" => "arm64",
        _ => "x64",
    };
    let path = root().join("tests/packagers/node_modules/shaka-packager/bin");
    let path = path.join(format!("packager-linux-{machine}"));
    need(path.is_file(), "Shaka Packager");
    Command::new(path)
}

/// Python with a script of this project, and the packages of `tests/requirements.txt`.
pub(crate) fn python(script: &str) -> Command {
    let python = program("python");
    need(python.is_absolute(), "target/venv");
    let mut command = Command::new(python);
    // It writes UTF-8 whatever the locale is.
    command.env("PYTHONUTF8", "1").arg(root().join(script));
    command
}

/// `gst-launch-1.0`, with a memory of its own of which plugins there are.
pub(crate) fn gstreamer() -> Command {
    let mut command = Command::new("gst-launch-1.0");
    let told = Command::new("gst-launch-1.0").arg("--version").output();
    need(told.is_ok(), "GStreamer");
    command.env("GST_REGISTRY", Path::new(env!("CARGO_TARGET_TMPDIR")).join("gstreamer-registry.bin"));
    command.env_remove("GST_DEBUG");
    command
}
