//! What is no recording.

use super::fixture::{Fixture, failed};
use crate::support::program::streamctl;

#[test]
fn what_cannot_be_read_is_told() {
    let fixture = Fixture::new();
    let file = fixture.archive.put("file", b"");
    for (path, why) in [
        (fixture.archive.path("none"), "No such file or directory (os error 2)"),
        (fixture.archive.path("none/deeper"), "No such file or directory (os error 2)"),
        (file.join("below"), "Not a directory (os error 20)"),
        (file, "Not a directory (os error 20)"),
    ] {
        let told = format!("error: cannot read {}: {why}\n", path.display());
        assert_eq!(fixture.write(&path, &["-o", "out"]), failed(12, told));
    }
    assert_eq!(fixture.written(), [""; 0]);
}

#[test]
fn an_archive_is_not_a_stream() {
    let fixture = Fixture::new();
    fixture.archive.put("loose.txt", b"");
    let root = fixture.archive.root().display();
    let told = format!(
        "error: {root} holds streams, and playlists are of one: name the stream, such as {root}/show\n\
         hint: streamctl playlist write {root}/show -o DIR/\n"
    );
    assert_eq!(fixture.write(fixture.archive.root(), &["-o", "out/"]), failed(12, told));
}

#[test]
fn an_empty_directory_has_nothing() {
    let fixture = Fixture::new();
    let empty = fixture.archive.path("empty");
    std::fs::create_dir(&empty).unwrap();
    assert_eq!(fixture.write(&empty, &[]), failed(7, format!("error: {} is empty\n", empty.display())));
    // Hours without a segment.
    let bare = fixture.archive.path("bare");
    std::fs::create_dir_all(bare.join("2024-05-01T10")).unwrap();
    let told = format!("error: {}: there is no segment\n", bare.display());
    assert_eq!(fixture.write(&bare, &[]), failed(7, told));
    std::fs::write(fixture.archive.path("empty/notes.txt"), "").unwrap();
    let told = format!(
        "error: {} is no recording: neither hours (YYYY-MM-DDTHH), nor variants with hours in them, nor segments are there\n",
        empty.display()
    );
    assert_eq!(fixture.write(&empty, &[]), failed(12, told));
}

#[test]
fn what_is_no_segment_is_warned_of() {
    let fixture = Fixture::new();
    let stray = fixture.archive.put("show/low/2024-05-01T09/garbage.ts", b"");
    let run = fixture.write(fixture.variant("low"), &[]);
    let warned = format!(" WARN skipped {}: it is not TIME-DURATION-TYPE-HASH.ts\n", stray.display());
    assert_eq!((run.code, run.stderr), (Some(0), warned));
    assert_eq!(fixture.write(fixture.variant("low"), &["-q"]).stderr, "");
}

#[test]
fn hidden_things_and_chat_are_no_variants() {
    let fixture = Fixture::new();
    for name in ["chat", ".hidden"] {
        fixture.archive.record(
            &format!("show/{name}"),
            super::fixture::at(0),
            crate::support::archive::TWO_SECONDS,
            "full",
            b"",
        );
    }
    let run = streamctl(["playlist", "write"])
        .args([fixture.archive.path("show")])
        .args(["-q", "-o", "out/"])
        .current_dir(fixture.out.path())
        .run();
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let names = super::fixture::names_in(&fixture.out.path().join("out"));
    assert_eq!(names, ["low.m3u8", "master.m3u8", "source.m3u8"]);
}
