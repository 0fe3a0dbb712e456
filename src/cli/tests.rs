//! What is committed beside the code says what the code says: completions, man pages, the README.

use std::fs;
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use clap_complete::{Generator, Shell};

use super::{completions, definition, man};

fn in_project(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

#[test]
fn the_definition_is_sound() {
    definition().debug_assert();
}

#[test]
fn completions_are_current() {
    let mut files = Vec::new();
    for shell in Shell::value_variants() {
        let file = format!("completions/{}", shell.file_name("streamctl"));
        let is_current = fs::read_to_string(in_project(&file)).ok() == completions::script(*shell).ok();
        assert!(is_current, "{file} is stale: renew it with `cargo run -- completions {shell} > {file}`");
        files.push(file);
    }
    assert_eq!(fs::read_dir(in_project("completions")).unwrap().count(), files.len());
}

#[test]
fn man_pages_are_current() {
    let pages = man::pages().unwrap();
    for (name, page) in &pages {
        let is_current = fs::read_to_string(in_project("man").join(name)).ok().as_ref() == Some(page);
        assert!(is_current, "man/{name} is stale: renew all with `rm man/*; cargo run -- man --dir man`");
    }
    assert_eq!(fs::read_dir(in_project("man")).unwrap().count(), pages.len(), "a page too many in man/");
}

/// Words as a shell would see them; single quotes are the only ones the README uses.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut is_quoted = false;
    for letter in line.chars() {
        match letter {
            '\'' => is_quoted = !is_quoted,
            ' ' if !is_quoted => words.push(String::new()),
            letter => words.last_mut().unwrap().push(letter),
        }
    }
    words
}

#[test]
fn every_command_of_the_readme_parses() {
    let readme = include_str!("../../README.md");
    let mut commands = 0;
    let mut is_shell = false;
    for line in readme.lines() {
        is_shell = line == "```sh" || (is_shell && line != "```");
        let line = line.replace("cargo run --release -- ", "streamctl ");
        for command in line.split(" | ").filter(|command| is_shell && command.starts_with("streamctl ")) {
            let parsed = definition().try_get_matches_from(words(command));
            assert!(parsed.is_ok(), "{command}: {}", parsed.unwrap_err());
            commands += 1;
        }
    }
    assert!(commands >= 10, "only {commands} commands found");
}

#[test]
fn every_exit_code_is_in_the_readme() {
    let readme = include_str!("../../README.md");
    for line in super::EXIT_CODES.lines().skip(1) {
        let code = line.split_whitespace().next().unwrap();
        assert!(readme.contains(&format!("| {code} | ")), "{code}");
    }
}
