//! What other packagers make of real media is passed: Shaka Packager's, with its segments, and playlists that Bento4
//! has made.

use std::collections::BTreeSet;
use std::path::Path;

use tempfile::TempDir;

use super::{check, items};
use crate::support::clip::made;
use crate::tools;

/// A moving picture and a tone of 20 s, in MP4.
fn recipe(size: &'static str) -> Vec<&'static str> {
    let mut recipe = vec!["-f", "lavfi", "-i", size, "-f", "lavfi", "-i", "sine=sample_rate=48000"];
    recipe.extend(["-t", "20.02", "-c:v", "libx264", "-preset", "ultrafast", "-g", "60"]);
    recipe.extend(["-sc_threshold", "0"]);
    recipe.extend(["-bf", "2", "-pix_fmt", "yuv420p", "-c:a", "aac", "-ac", "1", "media.mp4"]);
    recipe
}

/// Packages a picture in two sizes and a tone: `form` says how, with `NAME` for the name of each, and these flags.
fn package(form: &str, flags: &[&str]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let media = |size| made(&recipe(size)).join("media.mp4");
    let high = media("testsrc2=size=160x90:rate=30000/1001");
    let low = media("testsrc2=size=96x54:rate=30000/1001");
    let mut packager = tools::shaka_packager();
    for (file, kind, name) in [(&high, "video", "high"), (&low, "video", "low"), (&high, "audio", "sound")] {
        // A live stream has none of the playlists that name its keyframes alone.
        let more = match kind {
            "audio" => ",hls_group_id=sound,hls_name=sound",
            _ if flags.contains(&"LIVE") => "",
            _ => ",iframe_playlist_name=NAME-keys.m3u8",
        };
        let form = format!("playlist_name=NAME.m3u8,{form}{more}").replace("NAME", name);
        packager.arg(format!("in={},stream={kind},{form}", file.display()));
    }
    packager.args(["--segment_duration", "2", "--hls_master_playlist_output", "master.m3u8"]).args(flags);
    let output = packager.current_dir(folder.path()).output().unwrap();
    assert!(output.status.success(), "{packager:?}: {}", String::from_utf8_lossy(&output.stderr));
    folder
}

/// The rules that this many playlists do not follow, in order; nothing but advice.
fn advice(folder: &TempDir, playlists: usize) -> Vec<String> {
    let run = check(folder.path(), &[".", "--segments", "--json"]);
    assert_eq!(run.code, Some(0), "{run:#?}");
    let told = format!("{playlists} playlists checked: 0 errors, ");
    assert!(run.stderr.starts_with(&told), "{run:#?}");
    let rules: BTreeSet<String> = items(&run).into_iter().map(|(rule, ..)| rule).collect();
    rules.into_iter().collect()
}

const TS: &str = "segment_template=NAME-$Number$.ts";
const FRAGMENTS: &str = "init_segment=NAME.mp4,segment_template=NAME-$Number$.m4s";
const WHOLE: &str = "output=NAME.mp4";

/// Its advice: the version is higher than it needs to be (V3), the entry of a playlist of keyframes names captions
/// (M14), a live playlist has no dates (T7), and the digits of a number are small letters (S16).
#[test]
fn what_shaka_packager_writes_is_passed_with_its_segments() {
    assert_eq!(advice(&package(TS, &[]), 6), ["M14", "V3"]);
    assert_eq!(advice(&package(WHOLE, &[]), 6), ["M14", "V3"]);
    let live = ["--hls_playlist_type", "LIVE", "--time_shift_buffer_depth", "10"];
    assert_eq!(advice(&package(FRAGMENTS, &live), 4), ["T7"]);
    assert_eq!(advice(&package(TS, &live), 4), ["T7", "V3"]);
    let keys = "label=:key_id=00112233445566778899aabbccddeeff:key=0123456789abcdef0123456789abcdef";
    let encrypted = ["--enable_raw_key_encryption", "--keys", keys, "--protection_scheme", "cbcs"];
    let encrypted = [&encrypted[..], &["--hls_key_uri", "key.bin", "--clear_lead", "2"]].concat();
    assert_eq!(advice(&package(FRAGMENTS, &encrypted), 6), ["M14", "S16", "V3"]);
}

/// The playlists of `tests/data/bento4` were made of 20 s of MP4 by Bento4 1.5.0 with `mp42hls --segment-duration 4`
/// and `--hls-version 4`, `--output-single-file`, `--encryption-key`, `--encryption-mode SAMPLE-AES`, or
/// `--audio-format packed`.
#[test]
fn what_bento4_has_written_is_passed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/bento4");
    let run = check(&folder, &[".", "--json"]);
    assert_eq!(run.code, Some(0), "{run:#?}");
    let rules: BTreeSet<String> = items(&run).into_iter().map(|(rule, ..)| rule).collect();
    assert_eq!(rules, BTreeSet::from(["V3".to_owned()]), "{run:#?}");
}
