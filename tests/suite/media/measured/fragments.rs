//! Fragmented MP4.

use std::fs;
use std::path::Path;

use streamctl::media::{Format, MeasureError, measure, measure_with_init};

use super::{assert_is_as_probed, recipe};
use crate::support::clip::made;

const FILM: &str = "testsrc2=size=322x182:rate=24000/1001";
const X264: [&str; 8] = ["-c:v", "libx264", "-preset", "ultrafast", "-bf", "2", "-g", "24"];

/// The fragments of a presentation for HLS, measured with their initialization segment, and ffprobe reading both
/// one behind the other.
#[test]
fn segments_with_an_initialization_segment() {
    let hevc = ["-c:v", "libx265", "-preset", "ultrafast", "-tag:v", "hvc1", "-x265-params"];
    let hevc = [&hevc[..], &["log-level=error:keyint=24:open-gop=0"]].concat();
    for (video, audio, codecs) in [
        (&X264[..], "aac", "avc1.4d400d,mp4a.40.2"),
        (&X264, "ac3", "avc1.4d400d,ac-3"),
        (&X264, "libopus", "avc1.4d400d,Opus"),
        (&hevc, "aac", "hvc1.1.6.L60.90,mp4a.40.2"),
        (&["-c:v", "libsvtav1", "-g", "24", "-preset", "12"], "aac", "av01.0.00M.08,mp4a.40.2"),
    ] {
        let mut options =
            [video, &["-c:a", audio, "-f", "hls", "-hls_time", "1", "-hls_list_size", "0"]].concat();
        options.extend(["-strict", "-2", "-hls_segment_type", "fmp4", "-hls_segment_filename", "%03d.m4s"]);
        options.extend(["-master_pl_name", "master.m3u8", "media.m3u8"]);
        let folder = made(&recipe(FILM, "3", &options));
        let init = fs::read(folder.join("init.mp4")).unwrap();
        let list = fs::read_to_string(folder.join("media.m3u8")).unwrap();
        let durations: Vec<f64> = list
            .lines()
            .filter_map(|line| line.strip_prefix("#EXTINF:")?.trim_end_matches(',').parse().ok())
            .collect();
        assert!(durations.len() >= 3, "{list}");
        let mut before = None;
        for (index, duration) in durations.iter().enumerate() {
            let bytes = fs::read(folder.join(format!("{index:03}.m4s"))).unwrap();
            let measured = measure_with_init(&init, &bytes).unwrap();
            assert_eq!(measured.codecs().unwrap().join(","), codecs);
            let whole = measured.duration().micros() as f64 / 1e6;
            assert!((whole - duration).abs() < 0.001, "{codecs} {index}: {whole} s, {duration} s");
            let both = [&init[..], &bytes].concat();
            assert_as_probed(&both);
            assert!(measured.is_independent(), "{codecs} {index}");
            if let Some(before) = before {
                assert_eq!(measured.follows(&before), Ok(()), "{codecs} {index}");
            }
            before = Some(measured);
            assert_eq!(measure(&bytes), Err(MeasureError::NoInit));
        }
        assert_eq!(measure(&init), Err(MeasureError::NoFragments));
    }
}

/// Measures a file, and ffprobe reads it.
fn assert_as_probed(bytes: &[u8]) {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("whole.mp4");
    fs::write(&path, bytes).unwrap();
    assert_file(&path);
}

fn assert_file(path: &Path) {
    let measured = measure(&fs::read(path).unwrap()).unwrap();
    assert_eq!(measured.format, Format::Mp4);
    assert_is_as_probed(&measured, path);
}

#[test]
fn files_of_fragments() {
    for flags in [
        "frag_keyframe+empty_moov+default_base_moof",
        "frag_keyframe+empty_moov",
        "frag_every_frame+empty_moov+default_base_moof",
        "frag_keyframe+delay_moov",
        "frag_keyframe+empty_moov+omit_tfhd_offset",
        "frag_keyframe+empty_moov+separate_moof",
        "dash+frag_keyframe",
    ] {
        let options = [&X264[..], &["-c:a", "aac", "-movflags", flags, "whole.mp4"]].concat();
        assert_file(&made(&recipe(FILM, "3", &options)).join("whole.mp4"));
    }
}

/// ffprobe shifts such a track until nothing is shown before it is decoded; players do not.
#[test]
fn offsets_may_be_negative() {
    let flags = "cmaf+frag_keyframe+negative_cts_offsets";
    let options = [&X264[..], &["-an", "-movflags", flags, "whole.mp4"]].concat();
    let path = made(&recipe(FILM, "3", &options)).join("whole.mp4");
    let measured = measure(&fs::read(path).unwrap()).unwrap();
    let extent = measured.tracks[0].extent.unwrap();
    assert_eq!((extent.first, extent.end, extent.duration), (0, 72 * 1_001, 72 * 1_001));
    assert_eq!((extent.first_decoded, measured.tracks[0].timescale), (0, 24_000));
}

#[test]
fn a_file_without_fragments_says_so() {
    let options = [&X264[..], &["-c:a", "aac", "whole.mp4"]].concat();
    let path = made(&recipe(FILM, "1", &options)).join("whole.mp4");
    assert_eq!(measure(&fs::read(path).unwrap()), Err(MeasureError::NoFragments));
}
