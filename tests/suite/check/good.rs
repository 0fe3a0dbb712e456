//! What is good is passed: the examples of the RFC, what is written here, and what ffmpeg writes.

use std::fs;
use std::path::Path;

use streamctl::hls::check::check;

use super::check as run;
use super::segments::ffmpeg;
use crate::validators::samples;

fn assert_passed(text: &str) {
    let report = check(text.as_bytes()).report;
    assert_eq!(report.errors, 0, "{report:#?}\n{text}");
}

/// The examples of RFC 8216 §8 and of its draft, and uses of everything else that is allowed.
#[test]
fn examples_are_passed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/good");
    let files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert!(files.len() >= 15);
    for file in files {
        assert_passed(&fs::read_to_string(file).unwrap());
    }
}

#[test]
fn what_the_library_writes_is_passed() {
    for (text, _) in samples::media_playlists().into_iter().chain(samples::master_playlists()) {
        assert_passed(&text);
    }
}

#[test]
fn what_ffmpeg_writes_is_passed_with_its_segments() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("key.bin"), [7; 16]).unwrap();
    fs::write(folder.path().join("key.txt"), "key.bin\nkey.bin\n").unwrap();
    let kinds: [(&str, &[&str]); 7] = [
        ("ts", &["-hls_list_size", "0"]),
        ("fmp4", &["-hls_list_size", "0", "-hls_segment_type", "fmp4", "-hls_playlist_type", "vod"]),
        ("event", &["-hls_playlist_type", "event", "-hls_flags", "program_date_time+independent_segments"]),
        ("live", &["-hls_list_size", "3", "-hls_flags", "delete_segments+omit_endlist+program_date_time"]),
        ("single", &["-hls_list_size", "0", "-hls_flags", "single_file"]),
        ("ranges", &["-hls_list_size", "0", "-hls_segment_type", "fmp4", "-hls_flags", "single_file"]),
        ("key", &["-hls_list_size", "0", "-hls_key_info_file", "key.txt"]),
    ];
    for (name, flags) in kinds {
        // The initialization section's name is its own in each.
        let init = format!("{name}-init.mp4");
        let output = format!("{name}.m3u8");
        let flags = [flags, &["-hls_fmp4_init_filename", &init, &output]].concat();
        ffmpeg(folder.path(), &flags);
    }
    let checked = run(folder.path(), &[".", "--segments"]);
    assert_eq!(checked.code, Some(0), "{checked:#?}");
    assert!(checked.stderr.starts_with("7 playlists checked: 0 errors"), "{checked:#?}");
}
