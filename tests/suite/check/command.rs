//! How it is told, and how it ends.

use std::fs;
use std::os::unix::ffi::OsStrExt;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::{check, items, vod};
use crate::support::program::Run;

const MASTER: &str = "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1000,CODECS=\"mp4a.40.2\"\nsub/one.m3u8\n";

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn run(code: i32, stdout: &str, stderr: &str) -> Run {
    Run { code: Some(code), stdout: stdout.to_owned(), stderr: stderr.to_owned() }
}

#[test]
fn findings_are_told_in_every_format() {
    let broken = vod(&["a.ts", "b c.ts"]).replace("VERSION:3", "VERSION:5");
    let folder = folder(&[("list.m3u8", &broken)]);
    let (high, space) = (
        "#EXT-X-VERSION is 5, but nothing here needs more than 3",
        "'b c.ts' has ' ' in it, which must be %20",
    );
    let told = "1 playlist checked: 1 error, 1 warning\n";
    let table = format!(
        "list.m3u8:2: warning: {high} [RFC 8216bis 6.2.1]\nlist.m3u8:9: error: {space} [RFC 3986 2]\n"
    );
    assert_eq!(check(folder.path(), &["list.m3u8"]), run(13, &table, told));
    let plain = format!(
        "list.m3u8\t2\twarning\tV3\tRFC 8216bis 6.2.1\t{high}\nlist.m3u8\t9\terror\tU1\tRFC 3986 2\t{space}\n"
    );
    assert_eq!(check(folder.path(), &["list.m3u8", "--format", "plain"]), run(13, &plain, told));
    let first = json!({
        "file": "list.m3u8", "line": 2, "severity": "warning", "rule": "V3", "section": "RFC 8216bis 6.2.1",
        "message": high,
    });
    let second = json!({
        "file": "list.m3u8", "line": 9, "severity": "error", "rule": "U1", "section": "RFC 3986 2",
        "message": space,
    });
    let document = check(folder.path(), &["list.m3u8", "--json"]);
    let parsed: Value = serde_json::from_str(&document.stdout).unwrap();
    assert_eq!(parsed, json!({"items": [first, second], "errors": 1, "warnings": 1}));
    assert_eq!(document.code, Some(13));
    let lines = format!("{first}\n{second}\n");
    assert_eq!(check(folder.path(), &["list.m3u8", "--format", "jsonl"]), run(13, &lines, told));
    let error = table.lines().nth(1).unwrap().to_owned() + "\n";
    assert_eq!(check(folder.path(), &["list.m3u8", "-q"]), run(13, &error, ""));
}

#[test]
fn warnings_alone_are_no_failure() {
    let folder = folder(&[("list.m3u8", &vod(&["a.ts"]).replace("VERSION:3", "VERSION:5"))]);
    let told = check(folder.path(), &["list.m3u8"]);
    assert_eq!((told.code, told.stderr.as_str()), (Some(0), "1 playlist checked: 0 errors, 1 warning\n"));
    assert_eq!(check(folder.path(), &["list.m3u8", "-q"]), run(0, "", ""));
}

#[test]
fn what_is_about_the_whole_has_no_line() {
    let folder = folder(&[("list.m3u8", "#EXTM3U\n#EXT-X-VERSION:3\n#EXTINF:2.0,\na.ts\n#EXT-X-ENDLIST\n")]);
    let told = check(folder.path(), &["list.m3u8"]).stdout;
    let expected = "list.m3u8: error: there is no #EXT-X-TARGETDURATION [RFC 8216 4.3.3.1]\n";
    assert!(told.starts_with(expected), "{told}");
    let document: Value =
        serde_json::from_str(&check(folder.path(), &["list.m3u8", "--json"]).stdout).unwrap();
    assert_eq!(document["items"][0]["line"], Value::Null);
}

#[test]
fn a_master_is_checked_with_what_it_names() {
    let other = vod(&["a.ts"]).replace("DURATION:2", "DURATION:3");
    let master = format!("{MASTER}#EXT-X-STREAM-INF:BANDWIDTH=500,CODECS=\"mp4a.40.2\"\ntwo.m3u8\n");
    let third = format!("{master}#EXT-X-STREAM-INF:BANDWIDTH=100,CODECS=\"mp4a.40.2\"\nnone.m3u8?a=b\n");
    let folder = folder(&[("all.m3u8", &third), ("sub/one.m3u8", &vod(&["a.ts"])), ("two.m3u8", &other)]);
    let told = check(folder.path(), &["all.m3u8", "--json"]);
    let item = |rule: &str, file: &str, line| (rule.to_owned(), file.to_owned(), line);
    assert_eq!(items(&told), [item("C1", "all.m3u8", 6), item("C3", "two.m3u8", 3)]);
    assert_eq!(told.stderr, "3 playlists checked: 2 errors, 0 warnings\n");
}

#[test]
fn a_directory_is_searched_and_each_playlist_checked_once() {
    let bad = "no playlist";
    let folder = folder(&[
        ("all.m3u8", MASTER),
        ("sub/one.m3u8", &vod(&["a b.ts"])),
        ("sub/deep/two.M3U", &vod(&["a b.ts"])),
        (".hidden/three.m3u8", bad),
        ("sub/.four.m3u8", bad),
        ("readme.txt", bad),
    ]);
    let told = check(folder.path(), &[".", "--json"]);
    let files: Vec<String> = items(&told).into_iter().map(|(_, file, _)| file).collect();
    assert_eq!(files, ["./sub/one.m3u8", "./sub/deep/two.M3U"], "{told:?}");
    assert_eq!(told.stderr, "3 playlists checked: 2 errors, 0 warnings\n");

    fs::create_dir(folder.path().join("empty")).unwrap();
    assert_eq!(check(folder.path(), &["empty"]), run(7, "", "error: there is no playlist in empty\n"));
}

#[test]
fn what_cannot_be_read_is_no_finding() {
    let folder = folder(&[]);
    let missing = "error: cannot check none.m3u8: No such file or directory\n";
    assert_eq!(check(folder.path(), &["none.m3u8"]), run(12, "", missing));
    let told = check(folder.path(), &["none.m3u8", "--json"]);
    assert_eq!((told.code, told.stdout.as_str()), (Some(12), ""));
    let told = check(folder.path(), &["http://"]);
    assert_eq!(told, run(2, "", "error: cannot check http://: 'http://' is no URL\n"));
    let told = check(folder.path(), &["ftp://x/y"]);
    assert_eq!(told.code, Some(2));
    assert!(told.stderr.contains("'ftp:' is not fetched, only http: and https:"), "{}", told.stderr);
}

/// One that cannot be read does not hide what is wrong with the others.
#[test]
fn of_several_all_that_can_be_read_are_checked() {
    let folder = folder(&[("a.m3u8", &vod(&["a.ts"]))]);
    let large = fs::File::create(folder.path().join("b.m3u8")).unwrap();
    large.set_len((64 << 20) + 1).unwrap();
    let warning = "warning: cannot check ./b.m3u8: it is larger than 67108864 bytes\n";
    let told = format!("{warning}1 playlist checked: 0 errors, 0 warnings\n");
    assert_eq!(check(folder.path(), &["."]), run(10, "", &told));
}

#[test]
fn nothing_speaks_to_the_terminal() {
    let folder = tempfile::tempdir().unwrap();
    let name = std::ffi::OsStr::from_bytes(b"a\x1b[31m.m3u8");
    fs::write(folder.path().join(name), b"#EXTM3U\n#EXT-X-TARGETDURATION:\x1b[2J\xff\n").unwrap();
    for format in ["table", "plain"] {
        let told = check(folder.path(), &[".", "--format", format]);
        assert_eq!(told.code, Some(13));
        assert!(!told.stdout.contains('\x1b') && !told.stderr.contains('\x1b'), "{told:?}");
    }
}
