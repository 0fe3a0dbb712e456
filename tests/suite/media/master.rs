//! Master playlists of real recordings: what they say of each variant is what somebody else measures.

use std::fs;
use std::path::Path;

use super::{assert_is, breaks, files};
use crate::support::clip::{self, SEGMENT};
use crate::support::probe::{self, count_each, count_packets};
use crate::support::program::streamctl;
use crate::support::recording::{Chosen, Recording, STREAM};
use crate::support::server::Server;

/// What a master playlist says of a variant, by attribute, and the URI of its playlist.
fn variants(master: &str) -> Vec<(Vec<(String, String)>, String)> {
    let mut variants = Vec::new();
    let mut lines = master.lines();
    while let Some(line) = lines.next() {
        let Some(mut rest) = line.strip_prefix("#EXT-X-STREAM-INF:") else { continue };
        let mut attributes = Vec::new();
        while let Some((name, value)) = rest.split_once('=') {
            let end = match value.strip_prefix('"') {
                Some(quoted) => quoted.find('"').unwrap() + 2,
                None => value.find(',').unwrap_or(value.len()),
            };
            attributes.push((name.to_owned(), value[..end].trim_matches('"').to_owned()));
            rest = value[end..].trim_start_matches(',');
        }
        variants.push((attributes, lines.next().unwrap().to_owned()));
    }
    variants
}

/// The peak and the mean bit rate of these segments, each of so many bytes and microseconds, by the definition
/// of RFC 8216bis §4.1: the highest rate of any run that takes from half the target duration to one and a half,
/// and half a second more.
fn rates(segments: &[(u128, u128)], target_duration: u128) -> (u128, u128) {
    let rate = |run: &[(u128, u128)]| {
        let bytes: u128 = run.iter().map(|(bytes, _)| bytes).sum();
        let micros: u128 = run.iter().map(|(_, micros)| micros).sum();
        (bytes * 8_000_000, micros)
    };
    let is_measured =
        |micros| (target_duration * 500_000..=target_duration * 1_500_000 + 500_000).contains(&micros);
    let runs = (0..segments.len()).flat_map(|from| (from + 1..=segments.len()).map(move |to| (from, to)));
    let measured =
        runs.map(|(from, to)| rate(&segments[from..to])).filter(|(_, micros)| is_measured(*micros));
    let (bits, micros) = rate(segments);
    (measured.map(|(bits, micros)| bits.div_ceil(micros)).max().unwrap(), (bits + micros / 2) / micros)
}

/// The peak and mean rate that the names and sizes of a variant's segments give. What was cut off in one variant is
/// a gap there.
fn rates_of(chosen: &[Chosen]) -> (u128, u128) {
    let mut sizes = Vec::new();
    for segment in chosen {
        let (size, whole) = (segment.size as u128, u128::from(SEGMENT.micros()));
        if segment.name.split('-').nth(3).unwrap() == "1.0" {
            sizes.extend([(size, 1_000_000), (0, whole - 1_000_000)]);
        } else {
            sizes.push((size, whole));
        }
    }
    rates(&sizes, 2)
}

/// What ffprobe says of a variant's picture: its size, and pictures a second to three places.
fn picture(segment: &Path) -> (String, String) {
    let (streams, _) = probe::streams(segment.to_str().unwrap(), &[]);
    let video = streams.iter().find(|stream| stream["codec_type"] == "video").unwrap();
    let (pictures, seconds) = video["avg_frame_rate"].as_str().unwrap().split_once('/').unwrap();
    let rate = pictures.parse::<f64>().unwrap() / seconds.parse::<f64>().unwrap();
    (format!("{}x{}", video["width"], video["height"]), format!("{rate:.3}"))
}

fn assert_describes(recording: &Recording, master: &str) {
    let told = variants(master);
    assert_eq!(told.len(), 2, "{master}");
    // The one with the higher rate comes first.
    for ((attributes, _), (name, clip)) in told.iter().zip([("source", clip::source()), ("low", clip::low())])
    {
        let (peak, average) = rates_of(recording.variant(name));
        let (resolution, rate) = picture(&files(recording, name, recording.variant(name))[0]);
        let expected = [
            ("BANDWIDTH", peak.to_string()),
            ("AVERAGE-BANDWIDTH", average.to_string()),
            ("CODECS", clip.codecs.clone()),
            ("RESOLUTION", resolution),
            ("FRAME-RATE", rate),
        ];
        // The hexadecimal digits of a codec may be of either case (RFC 6381 §3.3).
        let told = attributes.iter().map(|(name, value)| (name.as_str(), value.to_ascii_lowercase()));
        assert_eq!(told.collect::<Vec<_>>(), expected, "{name}");
    }
}

/// All variants together, as a player that may switch between them sees them.
fn assert_plays_all(input: &str, recording: &Recording) {
    let (source, low) = (&recording.source, &recording.low);
    let mut counted = count_each(files(recording, "source", source));
    let breaks = breaks(source) + breaks(low);
    let low = count_each(files(recording, "low", low));
    counted.video.extend(low.video);
    counted.audio.extend(low.audio);
    counted.video.sort_unstable();
    counted.audio.sort_unstable();
    assert_is(&count_packets(input), counted, breaks, input);
}

#[test]
fn a_master_on_disk_describes_its_variants_and_plays() {
    let recording = Recording::new();
    let stream = recording.archive.path(STREAM);
    let directory = tempfile::tempdir().unwrap();
    let run = streamctl(["playlist", "write"])
        .args([&stream])
        .args(["-o", "out/"])
        .current_dir(directory.path())
        .run();
    assert_eq!(run.code, Some(0), "{}", run.stderr);
    let master = directory.path().join("out/master.m3u8");
    let text = fs::read_to_string(&master).unwrap();
    let uris: Vec<String> = variants(&text).into_iter().map(|(_, uri)| uri).collect();
    assert_eq!(uris, ["source.m3u8", "low.m3u8"]);
    assert_describes(&recording, &text);
    assert_plays_all(master.to_str().unwrap(), &recording);
}

#[test]
fn a_master_from_the_server_describes_its_variants_and_plays() {
    let recording = Recording::new();
    let server = Server::start(recording.archive.root());
    let target = format!("/playlist/{STREAM}.m3u8");
    assert_describes(&recording, &server.text(&target));
    assert_plays_all(&server.url(&target), &recording);
}
