//! Segments measured: what the library finds in them is what ffprobe finds.

#![allow(clippy::cast_precision_loss, reason = "seconds are compared to the millisecond")]

mod fragments;
mod neighbours;
mod transport;

use std::path::Path;

use streamctl::media::{Format, Measured, Media, Track};

use crate::support::probe::{self, Stream};

/// The options of a moving picture of this size and rate, and of a tone, for so long.
fn sources<'a>(picture: &'a str, seconds: &'a str) -> Vec<&'a str> {
    let tone = "sine=frequency=440:sample_rate=48000";
    vec!["-f", "lavfi", "-i", picture, "-f", "lavfi", "-i", tone, "-t", seconds, "-pix_fmt", "yuv420p"]
}

/// The same, with these options behind.
fn recipe<'a>(picture: &'a str, seconds: &'a str, options: &[&'a str]) -> Vec<&'a str> {
    [&sources(picture, seconds), options].concat()
}

/// Compares what was measured with what ffprobe says of this file.
fn assert_is_as_probed(measured: &Measured, path: &Path) {
    let streams = probe::packets(path);
    assert_eq!(measured.tracks.len(), streams.len(), "{}: {measured:#?}", path.display());
    for (track, stream) in measured.tracks.iter().zip(&streams) {
        assert_track(track, stream, measured.format, path);
    }
    let name = path.display();
    assert!(!measured.tables_changed && !measured.faults.headless, "{name}: {:?}", measured.faults);
    let faults = measured.faults;
    assert_eq!((faults.continuity, faults.scrambled, faults.damaged, faults.leaps), (0, 0, 0, 0), "{name}");
    assert!(!faults.truncated, "{name}");
    let leading = measured.leading().unwrap();
    assert_eq!(leading.span(leading.extent.unwrap().duration), measured.duration());
}

fn assert_track(track: &Track, stream: &Stream, format: Format, path: &Path) {
    let name = format!("{}, track {}", path.display(), track.id);
    let packets = &stream.packets;
    let told = &stream.told;
    let is_video = told["codec_type"] == "video";
    assert_eq!(track.media == Media::Video, is_video, "{name}");
    if format != Format::PackedAudio {
        let scale: u32 = told["time_base"].as_str().unwrap().trim_start_matches("1/").parse().unwrap();
        assert_eq!(track.timescale, scale, "{name}");
        let id = told["id"].as_str().unwrap().trim_start_matches("0x");
        assert_eq!(track.id, u32::from_str_radix(id, 16).unwrap(), "{name}");
        assert_times(track, stream, format, &name);
    }
    assert_eq!(track.frames, packets.len() as u64, "{name}");
    // What ffprobe says of a frame of sound in MP4 is not what the file says; in MPEG-TS it drops parts of ticks.
    if is_video || format != Format::Mp4 {
        let seconds: f64 = packets.iter().map(|packet| packet.duration as f64).sum::<f64>() * base(told);
        let measured = track.span(track.extent.unwrap().duration).micros() as f64 / 1e6;
        let tolerance = 0.001 + packets.len() as f64 / 90_000.0;
        assert!((measured - seconds).abs() < tolerance, "{name}: {measured} s, {seconds} s");
    }
    if is_video {
        let size =
            [&told["width"], &told["height"]].map(|side| u32::try_from(side.as_u64().unwrap()).unwrap());
        assert_eq!(track.parameters[0].resolution, Some((size[0], size[1])), "{name}");
        let (frames, per) = told["avg_frame_rate"].as_str().unwrap().split_once('/').unwrap();
        let rate = 1_000.0 * frames.parse::<f64>().unwrap() / per.parse::<f64>().unwrap();
        assert!((f64::from(track.frame_rate.unwrap()) - rate).abs() < 2.0, "{name}: {track:?}, {rate}");
        assert_eq!(track.starts_with_keyframe, Some(packets[0].is_key), "{name}");
        if told["codec_name"] == "h264" {
            let level = format!("{:02x}", told["level"].as_u64().unwrap());
            assert!(track.parameters[0].codec.as_ref().unwrap().ends_with(&level), "{name}");
        }
        let keys = packets.iter().filter(|packet| packet.is_key);
        let expected: Vec<_> = keys.map(|key| key.position).collect();
        let keys: Vec<_> = track.keyframes.iter().map(|key| Some(key.position)).collect();
        assert_eq!(keys, expected, "{name}");
    } else {
        let rate = told["sample_rate"].as_str().map(|rate| rate.parse().unwrap());
        assert_eq!(track.parameters[0].sample_rate, rate, "{name}");
        assert_eq!(track.parameters[0].channels.map(u64::from), told["channels"].as_u64(), "{name}");
    }
}

/// Seconds in a tick of ffprobe's.
fn base(told: &serde_json::Value) -> f64 {
    1.0 / told["time_base"].as_str().unwrap().trim_start_matches("1/").parse::<f64>().unwrap()
}

/// Compares times, which ffprobe moves by 2^33 ticks in MPEG-TS that starts shortly before they wrap.
fn assert_times(track: &Track, stream: &Stream, format: Format, name: &str) {
    let extent = track.extent.unwrap();
    let packets = &stream.packets;
    let first = packets.iter().map(|packet| packet.pts).min().unwrap();
    let last = packets.iter().map(|packet| packet.pts).max().unwrap();
    let end = packets.iter().map(|packet| packet.pts + packet.duration).max().unwrap();
    let wrap = if format == Format::MpegTs { 1 << 33 } else { i64::MAX };
    // As above.
    let slack = match (track.media, format) {
        (Media::Video, _) => 1,
        (Media::Audio, Format::Mp4) => i64::from(track.timescale / 30),
        (Media::Audio, _) => 8,
    };
    for (what, found, expected, slack) in [
        ("first", extent.first, first, 1),
        ("last", extent.last, last, if format == Format::Mp4 { 1 } else { slack }),
        ("end", extent.end, end, slack),
        ("decoded", extent.first_decoded, packets[0].dts, 1),
    ] {
        let apart = (found - expected).rem_euclid(wrap);
        assert!(apart.min(wrap - apart) <= slack, "{name}: {what} is {found}, ffprobe has {expected}");
    }
    let apart = i64::try_from(extent.duration).unwrap() - (end - first);
    assert!(apart.abs() <= slack, "{name}: {} and {}", extent.duration, end - first);
}
