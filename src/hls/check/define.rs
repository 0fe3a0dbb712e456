//! Variables: what `EXT-X-DEFINE` defines, and what is used of it (RFC 8216bis §4.3, §4.4.2.3).

use std::collections::HashSet;

use super::super::read::{Attributes, Class, Document, Playlist, What};
use super::finding::{Findings, shown};
use super::rule;

pub(super) fn check(document: &Document<'_>, playlist: &Playlist, found: &mut Findings) {
    // Before version 8 a "{$" is nothing but that, and no URI (which is told elsewhere).
    let mut names = HashSet::new();
    for entry in document.entries() {
        let (text, line) = match entry.what {
            What::Tag { name: "EXT-X-DEFINE", value } => {
                define(value.unwrap_or_default(), entry.line, playlist.class, &mut names, found);
                continue;
            }
            What::Tag { name: "EXTINF", .. } | What::Tag { value: None, .. } => continue,
            What::Tag { value: Some(value), .. } => (value, entry.line),
            What::Uri(uri) => (uri, entry.line),
        };
        for part in text.split("{$").skip(1) {
            match part.split_once('}') {
                Some((name, _)) if !names.contains(name) => {
                    found.add(
                        rule::VARIABLE,
                        line,
                        format!("the variable {} is not defined above", shown(name)),
                    );
                }
                Some(_) => {}
                None => found.add(rule::VARIABLE, line, "a variable's '{$' is not closed"),
            }
        }
    }
}

fn define<'a>(value: &'a str, line: usize, class: Class, names: &mut HashSet<&'a str>, found: &mut Findings) {
    let (attributes, _) = Attributes::read(value);
    let given = ["NAME", "IMPORT", "QUERYPARAM"].map(|name| attributes.raw(name).map(|_| name));
    let given: Vec<&str> = given.into_iter().flatten().collect();
    let [kind] = given[..] else {
        let message = "#EXT-X-DEFINE has one of NAME, IMPORT and QUERYPARAM";
        found.add(rule::DEFINITION, line, message);
        return;
    };
    if kind == "NAME" && !attributes.has("VALUE") {
        found.add(rule::DEFINITION, line, "a NAME is defined without a VALUE");
    }
    if kind == "IMPORT" && class == Class::Master {
        found.add(rule::DEFINITION, line, "a master playlist has nothing to IMPORT from");
    }
    let Some(name) = attributes.quoted(kind) else { return };
    if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)) {
        found.add(rule::DEFINITION, line, format!("{} is no name of a variable", shown(name)));
    }
    if !names.insert(name) {
        found.add(rule::DEFINITION, line, format!("the variable {} is defined twice", shown(name)));
    }
}
