//! Looks at a directory, one after the other.

use std::fs::{self, File};
use std::time::{Duration, SystemTime};

use super::Scan;

#[test]
fn nothing_is_remembered_of_what_was_deleted() {
    let directory = tempfile::tempdir().unwrap();
    let path = |name: &str| directory.path().join(name);
    for name in ["1.m4s", "2.m4s", "3.m4s"] {
        fs::write(path(name), b"\0\0\0\x08moof").unwrap();
    }
    let mut scan = Scan::default();
    let mut read = || {
        scan.read(directory.path(), Some("3.m4s"), |_, _| true).unwrap();
        scan.fragments.len()
    };
    assert_eq!(read(), 2);
    fs::remove_file(path("1.m4s")).unwrap();
    assert_eq!(read(), 1);
}

#[test]
fn an_initialization_section_may_come_after_what_has_not_settled() {
    let directory = tempfile::tempdir().unwrap();
    for (name, bytes) in
        [("1.m4s", b"\0\0\0\x08moof"), ("2.m4s", b"\0\0\0\x08moof"), ("init.mp4", b"\0\0\0\x08moov")]
    {
        fs::write(directory.path().join(name), bytes).unwrap();
    }
    let listed = |waits: &'static [&str]| {
        let mut scan = Scan::default();
        let mut flat = scan.read(directory.path(), None, |name, _| !waits.contains(&name)).unwrap();
        let cut = flat.cut_at_missing_init();
        (flat.entries().iter().map(|entry| entry.name.to_owned()).collect::<Vec<_>>().join(" "), cut)
    };
    assert_eq!(listed(&["2.m4s"]), ("1.m4s".to_owned(), None));
    assert_eq!(listed(&["init.mp4"]), (String::new(), None), "it is there, and is waited for");
    fs::remove_file(directory.path().join("init.mp4")).unwrap();
    assert_eq!(listed(&["2.m4s"]), (String::new(), Some("1.m4s".to_owned())));
}

#[test]
fn the_newest_file_may_be_empty_for_a_while() {
    let directory = tempfile::tempdir().unwrap();
    for name in ["s1.ts", "s2.ts"] {
        File::create(directory.path().join(name)).unwrap();
    }
    for (goes_on, warnings) in [(true, 1), (false, 2)] {
        let mut scan = Scan::new(goes_on);
        for _ in 0..2 {
            assert!(scan.read(directory.path(), None, |_, _| true).unwrap().is_empty());
            assert_eq!(scan.told.len(), warnings);
        }
    }
    // What its name is followed by is no newer for it.
    fs::write(directory.path().join("t.mp4"), b"\0\0\0\x08moov").unwrap();
    let mut scan = Scan::new(true);
    assert!(scan.read(directory.path(), None, |_, _| true).unwrap().is_empty());
    assert_eq!(scan.told.len(), 1);
}

#[test]
fn whoever_counts_anew_is_told_of_once() {
    let directory = tempfile::tempdir().unwrap();
    let put = |name: &str, age: u64| {
        let file = File::create(directory.path().join(name)).unwrap();
        file.set_len(1).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(1_000 - age)).unwrap();
    };
    let mut scan = Scan::default();
    let mut told = || {
        assert_eq!(scan.read(directory.path(), Some("s9.ts"), |_, _| true).unwrap().entries().len(), 1);
        scan.told.len()
    };
    put("s8.ts", 20);
    put("s9.ts", 10);
    put("gap.ts", 0);
    assert_eq!(told(), 0);
    put("s0.ts", 5);
    assert_eq!((told(), told()), (1, 1));
    put("s9.ts", 4);
    put("s0.ts", 3);
    assert_eq!(told(), 1);
}

#[test]
fn an_initialization_section_that_was_written_over_is_told_of_once() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("init.mp4");
    fs::write(directory.path().join("1.m4s"), b"\0\0\0\x08moof").unwrap();
    fs::write(&path, b"\0\0\0\x08moov").unwrap();
    let mut scan = Scan::new(true);
    let mut told = |after: Option<&str>, second: u64| {
        let file = File::options().write(true).open(&path).unwrap();
        file.set_modified(SystemTime::UNIX_EPOCH + Duration::from_secs(second)).unwrap();
        scan.read(directory.path(), after, |_, _| true).unwrap();
        scan.told.len()
    };
    assert_eq!((told(None, 1), told(Some("1.m4s"), 1)), (0, 0));
    assert_eq!((told(Some("1.m4s"), 2), told(Some("1.m4s"), 3)), (1, 1));
}
