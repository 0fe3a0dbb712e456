//! The house itself: its floors hold, nothing in it is forgotten, and nothing tells where it was built.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files of the project in a directory and below, as paths from the project's root, sorted.
fn files(directory: &str) -> Vec<PathBuf> {
    /// What others put here.
    const FOREIGN: [&str; 5] = ["target", "node_modules", ".git", "work", "proptest-regressions"];
    let mut found = Vec::new();
    let mut waiting = vec![root().join(directory)];
    while let Some(directory) = waiting.pop() {
        for entry in fs::read_dir(&directory).unwrap().map(Result::unwrap) {
            let name = entry.file_name();
            if entry.file_type().unwrap().is_dir() {
                if !FOREIGN.iter().any(|foreign| name == *foreign) {
                    waiting.push(entry.path());
                }
            } else if name != ".git" {
                found.push(entry.path().strip_prefix(root()).unwrap().to_owned());
            }
        }
    }
    found.sort_unstable();
    found
}

fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The Rust files of a directory, each with its text.
fn sources(directory: &str) -> Vec<(PathBuf, String)> {
    let is_rust = |path: &PathBuf| path.extension().is_some_and(|ending| ending == "rs");
    let files = files(directory).into_iter().filter(is_rust);
    files.map(|path| (path.clone(), read(&path))).collect()
}

/// The picture in the crate's own documentation: the floor of every room, counted from the ground.
fn floors() -> BTreeMap<String, usize> {
    let docs = read("src/lib.rs");
    let picture = docs.split("```text\n").nth(1).and_then(|rest| rest.split("```").next()).unwrap();
    let lines: Vec<&str> = picture
        .lines()
        .filter_map(|line| line.strip_prefix("//! "))
        .filter(|line| !line.is_empty())
        .collect();
    let mut floors = BTreeMap::new();
    for (floor, line) in lines.iter().rev().enumerate() {
        // The floor's name, its rooms, and what they are for, with wide gaps between.
        let columns: Vec<&str> =
            line.split("  ").map(str::trim).filter(|column| !column.is_empty()).collect();
        for room in &columns[1..columns.len() - 1] {
            floors.insert((*room).to_owned(), floor);
        }
    }
    floors
}

/// The documentation's exceptions: "`this` builds on `that`".
fn exceptions() -> BTreeSet<(String, String)> {
    let docs = read("src/lib.rs");
    let names = |part: &str| part.split('`').map(str::to_owned).collect::<Vec<_>>();
    let parts: Vec<Vec<String>> = docs.split("` builds on `").map(names).collect();
    parts.windows(2).map(|pair| (pair[0].last().unwrap().clone(), pair[1][0].clone())).collect()
}

/// The room a file of `src/` belongs to; none for those that hold the rooms together.
fn room(path: &Path) -> Option<String> {
    let first = path.components().nth(1)?.as_os_str().to_str()?;
    let name = first.trim_end_matches(".rs");
    (!matches!(name, "lib" | "main")).then(|| name.to_owned())
}

/// The lines of a file that are code, without those of its tests.
fn code(text: &str) -> impl Iterator<Item = &str> {
    let tests = text.find("#[cfg(test)]\nmod tests {").unwrap_or(text.len());
    text[..tests].lines().filter(|line| !line.trim_start().starts_with("//"))
}

/// What follows a word in a text wherever it stands, up to what cannot be in a name.
fn names_after<'a>(text: &'a str, word: &str) -> impl Iterator<Item = &'a str> {
    let end = |rest: &str| rest.find(|c: char| c != '_' && !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    text.split(word).skip(1).map(move |rest| &rest[..end(rest)])
}

#[test]
fn every_room_is_in_the_picture() {
    let docs = read("src/lib.rs");
    let declared: BTreeSet<&str> = names_after(&docs, "\npub mod ").collect();
    let floors = floors();
    assert_eq!(floors.keys().map(String::as_str).collect::<BTreeSet<_>>(), declared);
    let rooms: BTreeSet<String> = sources("src").iter().filter_map(|(path, _)| room(path)).collect();
    assert_eq!(rooms.iter().map(String::as_str).collect::<BTreeSet<_>>(), declared);
}

#[test]
fn rooms_import_only_from_floors_below() {
    let (floors, exceptions) = (floors(), exceptions());
    let mut used = BTreeSet::new();
    for (path, text) in sources("src") {
        let Some(room) = room(&path) else { continue };
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            assert!(!line.contains("crate::{"), "{}: one import a line: {line}", path.display());
            for other in names_after(line, "crate::").filter(|other| *other != room) {
                let floor =
                    floors.get(other).unwrap_or_else(|| panic!("{}: no room {other}", path.display()));
                if floors[&room] <= *floor {
                    let exception = (room.clone(), other.to_owned());
                    assert!(
                        exceptions.contains(&exception),
                        "{}: {room} may not know {other}",
                        path.display()
                    );
                    used.insert(exception);
                }
            }
        }
    }
    assert_eq!(used, exceptions, "an exception that nobody needs");
}

#[test]
fn the_ground_has_no_input_no_clock_and_no_environment() {
    const OUTSIDE: [&str; 9] = [
        "std::fs",
        "std::env",
        "std::net",
        "std::process",
        "std::thread",
        "::now()",
        "tokio",
        "File::",
        "tempfile",
    ];
    let floors = floors();
    for (path, text) in sources("src") {
        let is_test = path.components().any(|part| part.as_os_str().to_string_lossy().starts_with("tests"));
        if is_test || room(&path).is_none_or(|room| floors[&room] > 0) {
            continue;
        }
        for line in code(&text) {
            let found = OUTSIDE.iter().find(|outside| line.contains(*outside));
            assert_eq!(found, None, "{}: {line}", path.display());
        }
    }
}

#[test]
fn crates_are_known_only_where_they_belong() {
    for (krate, rooms) in [
        ("clap", &["cli", "ui"][..]),
        ("anyhow", &["cli", "exit"]),
        ("axum", &["server"]),
        ("hyper", &["server"]),
        ("rustls", &["fetch", "pili", "server"]),
        ("tokio_rustls", &["server"]),
        ("toml", &["config", "server"]),
        ("argon2", &["server"]),
        ("bcrypt", &["server"]),
        ("getrandom", &["server"]),
        ("listenfd", &["cli"]),
        ("rustix", &["archive", "cli", "config", "server", "ui", "watch"]),
        ("h264_reader", &["media"]),
        ("comfy_table", &["ui"]),
        ("console", &["ui"]),
        ("indicatif", &["ui"]),
        ("rpassword", &["ui"]),
        ("hmac", &["pili", "server"]),
        ("sha1", &["pili"]),
        ("reqwest", &["fetch", "pili"]),
    ] {
        let knows = |text: &str| code(text).any(|line| line.contains(&format!("{krate}::")));
        let found: BTreeSet<String> = sources("src")
            .iter()
            .filter(|(_, text)| knows(text))
            .filter_map(|(path, _)| room(path))
            .collect();
        assert!(!found.is_empty(), "nobody knows {krate}");
        assert!(found.iter().all(|room| rooms.contains(&room.as_str())), "{krate} is known by {found:?}");
    }
}

#[test]
fn no_file_of_tests_is_forgotten() {
    for directory in ["src", "tests/suite"] {
        let sources = sources(directory);
        let texts: BTreeMap<&Path, &str> =
            sources.iter().map(|(path, text)| (path.as_path(), text.as_str())).collect();
        for path in texts.keys() {
            let name = path.file_stem().unwrap().to_str().unwrap();
            let above = path.parent().unwrap();
            let (name, above) = match name {
                "main" | "lib" => continue,
                "mod" => (above.file_name().unwrap().to_str().unwrap(), above.parent().unwrap()),
                name => (name, above),
            };
            let parents = [
                above.with_extension("rs"),
                above.join("mod.rs"),
                above.join("main.rs"),
                above.join("lib.rs"),
            ];
            let declares = |text: &str| names_after(text, "mod ").any(|declared| declared == name);
            let is_declared =
                parents.iter().filter_map(|parent| texts.get(parent.as_path())).any(|text| declares(text));
            assert!(is_declared, "{}: no `mod {name};` anywhere", path.display());
        }
    }
}

#[test]
fn files_are_short_and_named_for_one_thing() {
    for (path, text) in sources("src").into_iter().chain(sources("tests")) {
        let lines = text.lines().count();
        assert!(lines <= 400, "{} has {lines} lines and wants to be two", path.display());
        let name = path.file_stem().unwrap().to_str().unwrap();
        assert!(!matches!(name, "utils" | "util" | "helpers" | "common" | "manager"), "{}", path.display());
        assert!(text.starts_with("//!") || name == "tests", "{} does not say what is in it", path.display());
    }
}

/// Paths of a machine, put together here so that this file has none.
#[test]
fn nothing_tells_where_it_was_made() {
    let machine = [["/wo", "rk/"], ["/ro", "ot/"]].map(|parts| parts.concat());
    for path in files("") {
        let bytes = fs::read(root().join(&path)).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        for machine in &machine {
            let place = text.find(machine.as_str()).map(|at| text[at..].chars().take(60).collect::<String>());
            assert_eq!(place, None, "in {}", path.display());
        }
    }
}
