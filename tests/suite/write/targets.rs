//! Where playlists go.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::Path;

use super::fixture::{Fixture, MASTER, done, failed, names_in};
use crate::support::program::streamctl;

const SOURCE_TOLD: &str =
    "source.m3u8: 3 segments, 6s, 0 holes; 1 segment left out, where not all variants are\n";
const LOW_TOLD: &str = "low.m3u8: 2 segments, 4s, 0 holes\n";

#[test]
fn a_variant_goes_to_stdout() {
    let fixture = Fixture::new();
    let playlist = fixture.source_playlist(&format!("{}/source", fixture.way()));
    assert_eq!(fixture.write(fixture.variant("source"), &[]), done(&playlist, ""));
    assert_eq!(fixture.write(fixture.variant("source"), &["-q"]), done(&playlist, ""));
    assert_eq!(fixture.write(fixture.variant("source"), &["-n"]), done(&playlist, ""));
    assert_eq!(fixture.write(fixture.variant("source"), &["-o", "-"]), done(&playlist, ""));
    assert_eq!(fixture.written(), [""; 0]);
    // By any way to it.
    let run = |directory: &str, source: &str| {
        let program = streamctl(["playlist", "write", source]).current_dir(&fixture.archive.path(directory));
        program.run()
    };
    assert_eq!(run("show", "source"), done(fixture.source_playlist("source"), ""));
    assert_eq!(run("show", "./source/"), done(fixture.source_playlist("source"), ""));
    assert_eq!(run("show/low", "../source"), done(fixture.source_playlist("../source"), ""));
    symlink("show/source", fixture.archive.path("link")).unwrap();
    assert_eq!(run("", "link"), done(fixture.source_playlist("show/source"), ""));
}

/// The first name of a relative URI must have no colon in it.
#[test]
fn a_variant_may_be_here() {
    let fixture = Fixture::new();
    let here = |directory: &str, source: &str| {
        let program = streamctl(["playlist", "write", source]).current_dir(&fixture.variant(directory));
        let run = program.run();
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        run.stdout.lines().filter(|line| !line.starts_with('#')).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(here("source", "."), fixture.source);
    let uris = here("source/2024-05-01T10", "..");
    assert_eq!(uris, fixture.source.each_ref().map(|name| format!("../{name}")));
}

#[test]
fn a_variant_goes_to_a_file_or_into_a_directory() {
    let fixture = Fixture::new();
    let way = format!("{}/source", fixture.way());
    let source = fixture.variant("source");
    fs::create_dir(fixture.out.path().join("old")).unwrap();
    for (out, path, way) in [
        ("list.m3u8", "list.m3u8", way.clone()),
        ("./other name", "./other name", way.clone()),
        ("old", "old/source.m3u8", format!("../{way}")),
        ("old/", "old/source.m3u8", format!("../{way}")),
        ("old/list", "old/list", format!("../{way}")),
        ("new/deep/", "new/deep/source.m3u8", format!("../../{way}")),
        (".", "./source.m3u8", way.clone()),
    ] {
        let told = format!("wrote {path}: 4 segments, 8s, 1 hole\n");
        assert_eq!(fixture.write(&source, &["-o", out]), done("", told));
        assert_eq!(fixture.read(path), fixture.source_playlist(&way), "{out}");
        assert_eq!(fixture.write(&source, &["-qo", out]), done("", ""));
    }
    let absolute = fixture.out.path().join("absolute");
    let told = format!("wrote {}: 4 segments, 8s, 1 hole\n", absolute.display());
    assert_eq!(fixture.write(&source, &["-o", absolute.to_str().unwrap()]), done("", told));
    assert_eq!(fixture.written(), ["absolute", "list.m3u8", "new", "old", "other name", "source.m3u8"]);
    assert_eq!(names_in(&fixture.out.path().join("old")), ["list", "source.m3u8"]);

    let told = "error: cannot write none/list.m3u8: No such file or directory (os error 2)\n";
    assert_eq!(fixture.write(&source, &["-o", "none/list.m3u8"]), failed(12, told));
}

#[test]
fn a_stream_goes_into_a_directory() {
    let fixture = Fixture::new();
    let stream = fixture.archive.path("show");
    for (out, way) in [("new/", format!("../{}", fixture.way())), (".", fixture.way())] {
        let path = |name: &str| Path::new(out).join(name).display().to_string();
        let told =
            format!("wrote {}wrote {}wrote {}\n", path(LOW_TOLD), path(SOURCE_TOLD), path("master.m3u8"));
        assert_eq!(fixture.write(&stream, &["-o", out]), done("", told));
        assert_eq!(fixture.read(&path("master.m3u8")), MASTER);
        assert_eq!(fixture.read(&path("source.m3u8")), fixture.source_beside_low(&format!("{way}/source")));
        assert_eq!(fixture.read(&path("low.m3u8")), fixture.low_playlist(&format!("{way}/low")));
        assert_eq!(fixture.write(&stream, &["-q", "-o", out]), done("", ""));
    }
    assert_eq!(names_in(&fixture.out.path().join("new")), ["low.m3u8", "master.m3u8", "source.m3u8"]);
    let told = format!(
        "error: {} is a stream, and its playlists are several files: name a directory with -o DIR/\n",
        stream.display()
    );
    assert_eq!(fixture.write(&stream, &[]), failed(2, told));
}

#[test]
fn a_dry_run_changes_nothing() {
    let fixture = Fixture::new();
    let told =
        format!("would write new/{LOW_TOLD}would write new/{SOURCE_TOLD}would write new/master.m3u8\n");
    assert_eq!(fixture.write(fixture.archive.path("show"), &["-n", "-o", "new/"]), done("", told));
    assert_eq!(
        fixture.write(fixture.variant("low"), &["--dry-run", "-o", "list"]),
        done("", "would write list: 2 segments, 4s, 0 holes\n")
    );
    assert_eq!(fixture.written(), [""; 0]);
    let told = "error: cannot write into none: there is no such directory\n";
    assert_eq!(fixture.write(fixture.variant("low"), &["-n", "-o", "none/list"]), failed(12, told));
}

#[test]
fn links_and_permissions_are_the_owners_choice() {
    let fixture = Fixture::new();
    let path = |name: &str| fixture.out.path().join(name);
    let mode = |name: &str| fs::metadata(path(name)).unwrap().permissions().mode() & 0o777;
    let low = fixture.variant("low");
    assert_eq!(fixture.write(&low, &["-q", "-o", "new"]), done("", ""));
    fs::write(path("plain"), "").unwrap();
    assert_eq!(mode("new"), mode("plain"), "as readable as any other file");

    fs::create_dir(path("real")).unwrap();
    fs::write(path("real/list"), "old").unwrap();
    fs::set_permissions(path("real/list"), Permissions::from_mode(0o640)).unwrap();
    symlink("real/list", path("link")).unwrap();
    symlink("real/none", path("dangling")).unwrap();
    for (link, target) in [("link", "real/list"), ("dangling", "real/none")] {
        assert_eq!(fixture.write(&low, &["-q", "-o", link]), done("", ""));
        assert!(path(link).is_symlink());
        assert_eq!(fixture.read(target), fixture.low_playlist(&format!("{}/low", fixture.way())));
    }
    assert_eq!(mode("real/list"), 0o640);
    assert_eq!(fixture.written(), ["dangling", "link", "new", "plain", "real"]);
    assert_eq!(names_in(&path("real")), ["list", "none"]);
}
