//! What every command prints, in every format and to the letter, kept in a transcript that people can read.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use similar::TextDiff;

use super::scene::Scene;
use super::table::COMMANDS;
use crate::support::cloud::Fault;
use crate::support::program::Run;

/// Where it is kept, from the project's folder.
const KEPT: &str = "tests/data/transcript.txt";

/// Further lines, each run once: dry runs, several streams, nothing there, errors.
const FURTHER: [&str; 26] = [
    "hub list --format plain",
    "hub status --hub empty",
    "stream list --hub empty",
    "stream list --limit 1",
    "stream get z1.demo.cam1 --reveal",
    "stream get z1.demo.cam1 z1.demo.cam2 z1.demo.cam7 --jobs 1",
    "stream get z1.demo.cam1 z1.demo.cam2 z1.demo.cam7 --jobs 1 --format plain",
    "stream get z1.demo.cam1 z1.demo.cam2 z1.demo.cam7 --jobs 1 --format json",
    "stream get z1.demo.cam1 z1.demo.cam2 z1.demo.cam7 --jobs 1 --format jsonl",
    "stream status z1.demo.cam1 z1.demo.cam2",
    "stream status z1.demo.cam2 --format plain",
    "stream segments z1.demo.cam2",
    "stream urls z1.demo.cam2 --kind hls",
    "stream create cam1",
    "stream create cam1 --if-not-exists",
    "stream create ab",
    "stream get cam3",
    "stream get z1.demo.cam7 --json",
    "stream update z1.demo.cam1",
    "stream delete z1.demo.cam1",
    "stream delete z1.demo.cam7 --yes --if-exists",
    "stream delete z1.demo.cam1 --yes --dry-run",
    "stream create cam9 --dry-run",
    "stream disable z1.demo.cam1 --until 2100-01-01T00:00:00Z --dry-run --json",
    "stream snapshot z1.demo.cam2 cover.jpg",
    "stream save-as z1.demo.cam1 a.mp4 --start 1600000000 --end 1600000060",
];

/// One run, as it is kept: what was typed, what came on stdout, what on stderr, and how it ended.
fn entry(scene: &Scene, args: &str) -> String {
    let Run { code, stdout, stderr } = scene.run(args);
    let mut entry = format!("$ streamctl {args}\n");
    for (mark, text) in [("", stdout), ("! ", stderr)] {
        for line in text.lines() {
            writeln!(entry, "{mark}{line}").unwrap();
        }
    }
    writeln!(entry, "= {}\n", code.unwrap()).unwrap();
    let address = scene.cloud.url().replace("http://", "");
    steady(&entry.replace(&address, "127.0.0.1:80990"))
}

/// The text with what is another in every run the same: the time of day in names that are made of it.
fn steady(text: &str) -> String {
    const NAME: &str = "playback-1714550700-1714551600-";
    let mut parts = text.split(NAME);
    let mut steady = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        steady.extend([
            NAME,
            "1700000000000",
            part.trim_start_matches(|letter: char| letter.is_ascii_digit()),
        ]);
    }
    steady
}

fn transcript() -> String {
    let scene = || {
        let scene = Scene::new();
        scene.cloud.stream("cam2").profiles(&["480p"]).disabled();
        scene.cloud.hub("empty");
        scene
    };
    let mut text = String::new();
    for (args, _) in COMMANDS {
        for format in ["table", "plain", "json", "jsonl"] {
            text += &entry(&scene(), &format!("{args} --format {format}"));
        }
    }
    for args in FURTHER {
        text += &entry(&scene(), args);
    }
    for (fault, args) in [
        (Fault::status(401), "stream get z1.demo.cam1"),
        (Fault::not_enabled(), "stream list"),
        (Fault::bad_gateway(), "stream get z1.demo.cam1 --retries 0"),
        (Fault::bad_gateway(), "stream create cam9"),
        (Fault::too_many(0), "stream get z1.demo.cam1 --retries 0 --json"),
        (Fault::silence(true), "stream create cam9 --timeout 300ms"),
        (Fault::silence(true), "stream get z1.demo.cam1 --timeout 300ms --retries 0"),
        (Fault::body("{\"items\": ["), "stream list"),
        (Fault::body(""), "stream get z1.demo.cam1"),
        (Fault::cut_off(), "stream get z1.demo.cam1 --retries 0"),
    ] {
        let scene = scene();
        scene.cloud.fault(fault.forever());
        text += &entry(&scene, args);
    }
    text
}

#[test]
fn every_command_prints_what_it_printed_before() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let kept = fs::read_to_string(root.join(KEPT)).unwrap_or_default();
    let now = transcript();
    if kept != now {
        let fresh = Path::new(env!("CARGO_TARGET_TMPDIR")).join("transcript.txt");
        fs::write(&fresh, &now).unwrap();
        let diff = TextDiff::from_lines(&kept, &now).unified_diff().header("kept", "now").to_string();
        panic!("{diff}\nIf that is as it should be: cp {} {KEPT}", fresh.display());
    }
}
