//! ffprobe: what somebody else finds in a playlist or a segment.

use std::collections::HashMap;
use std::path::Path;
use std::process::Command;
use std::sync::{Mutex, PoisonError};

use serde_json::Value;

/// What there is to play.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Found {
    /// The packets of each video stream, least first.
    pub(crate) video: Vec<u64>,
    /// The packets of each audio stream, least first.
    pub(crate) audio: Vec<u64>,
    /// What ffprobe warned of.
    pub(crate) warnings: String,
}

impl Found {
    /// Streams of the same kind, one after the other.
    pub(crate) fn add(&mut self, other: &Self) {
        for (sums, more) in [(&mut self.video, &other.video), (&mut self.audio, &other.audio)] {
            sums.resize(sums.len().max(more.len()), 0);
            sums.iter_mut().zip(more).for_each(|(sum, more)| *sum += more);
        }
    }
}

/// Reads a file or URL to its end.
///
/// # Panics
///
/// If ffprobe cannot.
pub(crate) fn count_packets(input: &str) -> Found {
    let (streams, warnings) = streams(input, &["-count_packets"]);
    let mut found = Found { warnings, ..Found::default() };
    for stream in streams {
        let packets = stream["nb_read_packets"].as_str().map_or(0, |packets| packets.parse().unwrap());
        match stream["codec_type"].as_str() {
            Some("video") => found.video.push(packets),
            Some("audio") => found.audio.push(packets),
            kind => panic!("{kind:?} in {input}"),
        }
    }
    found.video.sort_unstable();
    found.audio.sort_unstable();
    found
}

/// The packets of these segments, counted one by one.
pub(crate) fn count_each(segments: impl IntoIterator<Item = impl AsRef<Path>>) -> Found {
    static KNOWN: Mutex<Option<HashMap<Vec<u8>, Found>>> = Mutex::new(None);
    let mut all = Found::default();
    for path in segments {
        let path = path.as_ref();
        let bytes = std::fs::read(path).unwrap();
        let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
        let counted = known.get_or_insert_default().entry(bytes);
        all.add(counted.or_insert_with(|| count_packets(path.to_str().unwrap())));
    }
    all
}

/// What ffprobe says of each stream, and what it warned of.
pub(crate) fn streams(input: &str, options: &[&str]) -> (Vec<Value>, String) {
    let mut ffprobe = Command::new("ffprobe");
    ffprobe.args(["-v", "warning", "-of", "json", "-show_streams"]).args(options);
    // Playlists on disk may name what is on the network.
    ffprobe.args(["-protocol_whitelist", "file,http,tcp", "-i", input]);
    let output = ffprobe.output().expect("ffprobe is installed");
    let warnings = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{input}: {warnings}");
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    (told["streams"].as_array().unwrap().clone(), warnings)
}

/// A stream as ffprobe reads it: what it says of it, and its packets.
#[derive(Clone, Debug)]
pub(crate) struct Stream {
    pub(crate) told: Value,
    pub(crate) packets: Vec<Packet>,
}

/// A frame, with times in ticks of its stream.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Packet {
    pub(crate) pts: i64,
    pub(crate) dts: i64,
    /// Where ffprobe has none, the distance to a neighbour.
    pub(crate) duration: i64,
    pub(crate) position: Option<u64>,
    pub(crate) is_key: bool,
}

/// All streams of a file, with all their packets that have times.
pub(crate) fn packets(path: &Path) -> Vec<Stream> {
    let mut ffprobe = Command::new("ffprobe");
    ffprobe.args(["-v", "error", "-of", "json", "-show_streams", "-show_packets", "-i"]).arg(path);
    let output = ffprobe.output().expect("ffprobe is installed");
    assert!(output.status.success(), "{}: {}", path.display(), String::from_utf8_lossy(&output.stderr));
    let told: Value = serde_json::from_slice(&output.stdout).unwrap();
    let streams = told["streams"].as_array().unwrap().iter();
    let mut streams: Vec<Stream> =
        streams.map(|stream| Stream { told: stream.clone(), packets: Vec::new() }).collect();
    for packet in told["packets"].as_array().unwrap() {
        let index = usize::try_from(packet["stream_index"].as_u64().unwrap()).unwrap();
        let Some(pts) = packet["pts"].as_i64() else { continue };
        streams[index].packets.push(Packet {
            pts,
            dts: packet["dts"].as_i64().unwrap_or(pts),
            duration: packet["duration"].as_i64().unwrap_or_default(),
            position: packet["pos"].as_str().and_then(|position| position.parse().ok()),
            is_key: packet["flags"].as_str().unwrap().starts_with('K'),
        });
    }
    for Stream { packets, .. } in &mut streams {
        let mut times: Vec<i64> = packets.iter().map(|packet| packet.pts).collect();
        times.sort_unstable();
        let step = times.windows(2).map(|pair| pair[1] - pair[0]).filter(|step| *step > 0).min();
        packets.iter_mut().filter(|packet| packet.duration == 0).for_each(|packet| {
            packet.duration = step.unwrap_or_default();
        });
    }
    streams
}
