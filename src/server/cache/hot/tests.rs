//! What comes into memory, what stays, and what has to go.

use std::time::UNIX_EPOCH;

use super::*;

fn names(file: &str) -> Names {
    ["stream", "variant", "2024-05-01T10", file].map(str::to_owned)
}

fn version(size: u64) -> Version {
    Version { size, modified: UNIX_EPOCH, inode: 7 }
}

fn hold(hot: &Hot, file: &str, size: u64) {
    let bytes = Bytes::from(vec![b'x'; usize::try_from(size).unwrap()]);
    hot.keep(&names(file), &Held { version: version(size), bytes });
}

#[test]
fn a_segment_comes_in_when_it_is_asked_for_again() {
    let hot = Hot::new(1_000);
    let (one, version) = (names("one"), version(100));
    assert!(!hot.wants(&one, &version));
    assert!(hot.at_once(&one).is_none());
    assert!(hot.wants(&one, &version));
    hold(&hot, "one", 100);
    assert_eq!(hot.at_once(&one).unwrap().bytes.len(), 100);
}

#[test]
fn another_version_is_another_segment() {
    let hot = Hot::new(1_000);
    hold(&hot, "one", 100);
    let one = names("one");
    assert!(hot.still(&one, &version(100)).is_some());
    assert!(hot.still(&one, &version(101)).is_none());
    let other = Version { inode: 8, ..version(100) };
    assert!(hot.still(&one, &other).is_none());
    assert!(!hot.wants(&one, &other), "asked for the first time");
    assert!(hot.at_once(&one).is_none(), "the old one has gone");
    hold(&hot, "one", 100);
    hot.forget(&one);
    assert!(hot.at_once(&one).is_none());
}

#[test]
fn memory_stays_within_its_budget() {
    let hot = Hot::new(1_000);
    assert!(!hot.wants(&names("large"), &version(251)));
    assert!(!hot.wants(&names("large"), &version(251)), "a quarter is the most");
    for file in 0..20 {
        hold(&hot, &file.to_string(), 100);
        assert!(hot.at_once(&names("0")).is_some(), "what is used stays");
        assert!(lock(&hot.kept).weight <= 1_000);
    }
    assert!(hot.at_once(&names("1")).is_none());
    assert!(hot.at_once(&names("19")).is_some());
    for file in 0..10_000 {
        assert!(!hot.wants(&names(&format!("once {file}")), &version(100)));
    }
    assert!(lock(&hot.kept).files.len() <= MAX_KNOWN);
    assert!(lock(&hot.kept).weight <= 1_000);
}

#[test]
fn without_a_budget_nothing_is_kept() {
    let hot = Hot::new(0);
    for _ in 0..3 {
        assert!(!hot.wants(&names("one"), &version(1)));
    }
    assert!(hot.at_once(&names("one")).is_none());
}
