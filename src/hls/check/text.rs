//! The text itself: its encoding, its lines, its first line (RFC 8216 §4.1, §4.3.1.1).

use super::super::read::Document;
use super::finding::{Findings, shown};
use super::known::tag_of_other_case;
use super::rule;

/// A line longer than this is a mistake, and more than some readers take.
const LONGEST: usize = 64 * 1024;

/// Whether it is text at all, of which the lines can be looked at.
pub(super) fn check(document: &Document<'_>, found: &mut Findings) -> bool {
    let bytes = document.bytes();
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        found.add(rule::TEXT, 1, "this is UTF-16; a playlist is UTF-8");
        return false;
    }
    check_encoding(bytes, found);
    check_first(document, found);
    if bytes.last().is_some_and(|last| *last != b'\n') {
        let last = document.lines().last().map_or(0, |(number, _)| number);
        found.add(rule::NO_LINE_END, last, "the last line has no end: was the file cut off?");
    }
    for (number, line) in document.lines() {
        check_line(number, line, found);
    }
    true
}

fn check_encoding(bytes: &[u8], found: &mut Findings) {
    if bytes.starts_with("\u{feff}".as_bytes()) {
        found.add(rule::TEXT, 1, "a byte order mark stands before the first line");
    }
    if std::str::from_utf8(bytes).is_ok() {
        return;
    }
    for (line, number) in bytes.split(|byte| *byte == b'\n').zip(1..) {
        if let Err(error) = std::str::from_utf8(line) {
            let column = error.valid_up_to() + 1;
            found.add(rule::TEXT, number, format!("this is not UTF-8, from byte {column} of the line on"));
        }
    }
}

fn check_first(document: &Document<'_>, found: &mut Findings) {
    let first = document.lines().next().map_or("", |(_, line)| line);
    let is_header = first.trim_end() == "#EXTM3U" || first.starts_with("#EXTM3U:");
    if !is_header {
        let what = if first.is_empty() { "empty".to_owned() } else { shown(first) };
        found.add(rule::HEADER, 1, format!("the first line is {what}, not #EXTM3U"));
    }
}

fn check_line(number: usize, line: &str, found: &mut Findings) {
    if line.len() > LONGEST {
        found.add(rule::TOO_LONG, number, format!("a line of {} bytes", line.len()));
    }
    // A tab is what EXT-X-SKIP has between the names of date ranges.
    let is_allowed_tab = |c: char| c == '\t' && line.starts_with("#EXT-X-SKIP:");
    let control = line.chars().find(|c| c.is_control() && !is_allowed_tab(*c));
    if let Some(control) = control {
        let name = match control {
            '\0' => "a NUL".to_owned(),
            '\r' => "a carriage return that ends no line".to_owned(),
            control => format!("the control character U+{:04X}", u32::from(control)),
        };
        found.add(rule::TEXT, number, format!("{name} is in the line"));
        return;
    }
    // The title of an EXTINF is free text, and a comment is anybody's.
    let is_free = line.starts_with('#') && (!line.starts_with("#EXT") || line.starts_with("#EXTINF:"));
    let is_padded = line.starts_with(' ') || (line.ends_with(' ') && !is_free);
    if is_padded {
        found.add(rule::TEXT, number, "space stands before or after what the line says");
    }
    if let Some(comment) = line.trim_start().strip_prefix('#') {
        check_lookalike(number, comment, found);
    }
}

/// What somebody wrote for a tag, and nobody reads as one.
fn check_lookalike(number: usize, comment: &str, found: &mut Findings) {
    let bare = comment.trim_start();
    let end = bare.find([':', ' ']).unwrap_or(bare.len());
    let name = &bare[..end];
    let is_tag = bare.len() == comment.len() && name.starts_with("EXT");
    if let Some(tag) = tag_of_other_case(name) {
        found.add(rule::LOOKALIKE, number, format!("{} is not read as #{}", shown(name), tag.name));
    } else if super::known::tag(name).is_some() && (!is_tag || bare[end..].starts_with(' ')) {
        let written = shown(&format!("#{comment}"));
        found.add(rule::LOOKALIKE, number, format!("{written} is not read as the tag #{name}"));
    }
}
