//! Readers of playlists that know nothing of this project, npm's hls-parser and Python's m3u8, both strict, and the
//! player hls.js: they accept whatever the library writes, and refuse what is broken.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::tools;

mod broken;
pub(crate) mod samples;

/// What somebody makes of a playlist: how many segments or variants it has, or why it isn't one.
pub(crate) type Verdict = Result<String, String>;

/// Runs a validator on these files. Its lines are `ok` or `refused`, the file, and what is in it or why.
fn verdicts(mut validator: Command, files: &[PathBuf]) -> Vec<Verdict> {
    let output = validator.args(files).output().expect("a program that was found can be run");
    let text = String::from_utf8(output.stdout).expect("a validator writes UTF-8");
    let lines: Vec<&str> = text.lines().collect();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(lines.len(), files.len(), "{text}\n{said}");
    let verdict = |(line, file): (&&str, &PathBuf)| {
        let fields: Vec<&str> = line.splitn(3, '\t').collect();
        assert_eq!(fields.get(1).map(Path::new), Some(file.as_path()), "{line}");
        match fields[..] {
            ["ok", _, content] => Ok(content.to_owned()),
            ["refused", _, reason] => Err(reason.to_owned()),
            _ => panic!("{line}"),
        }
    };
    lines.iter().zip(files).map(verdict).collect()
}

pub(crate) fn hls_parser(files: &[PathBuf]) -> Vec<Verdict> {
    verdicts(tools::node("tests/validators/hls_parser.js"), files)
}

pub(crate) fn m3u8(files: &[PathBuf]) -> Vec<Verdict> {
    verdicts(tools::python("tests/validators/m3u8_strict.py"), files)
}

pub(crate) fn hls_js(files: &[PathBuf]) -> Vec<Verdict> {
    verdicts(tools::node("tests/validators/hls_js.js"), files)
}

/// Writes each text to a file of its own, in this order.
fn write_all(folder: &Path, texts: &[&str]) -> Vec<PathBuf> {
    let write = |(index, text): (usize, &&str)| {
        let file = folder.join(format!("{index:04}.m3u8"));
        fs::write(&file, text).expect("a temporary folder can be written to");
        file
    };
    texts.iter().enumerate().map(write).collect()
}

/// What a validator should find in each text: the same as what went in.
fn assert_accepted(validator: fn(&[PathBuf]) -> Vec<Verdict>) {
    let mut playlists = samples::media_playlists();
    playlists.extend(samples::master_playlists());
    let texts: Vec<&str> = playlists.iter().map(|(text, _)| text.as_str()).collect();
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let verdicts = validator(&write_all(folder.path(), &texts));
    for ((text, content), verdict) in playlists.into_iter().zip(verdicts) {
        assert_eq!(verdict, Ok(content), "{text}");
    }
}

#[test]
pub(crate) fn hls_parser_accepts_what_is_written() {
    assert_accepted(hls_parser);
}

#[test]
pub(crate) fn m3u8_accepts_what_is_written() {
    assert_accepted(m3u8);
}

#[test]
pub(crate) fn hls_js_accepts_what_is_written() {
    assert_accepted(hls_js);
}
