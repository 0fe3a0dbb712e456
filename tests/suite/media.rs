//! Real recordings, played by ffmpeg: everything that was chosen is there, and nothing else.

mod disk;
mod master;
mod measured;
mod network;

use std::path::PathBuf;

use crate::support::probe::{Found, count_each, count_packets};
use crate::support::recording::{Chosen, Recording};

/// The files of these segments of a variant of the recording.
fn files(recording: &Recording, variant: &str, chosen: &[Chosen]) -> Vec<PathBuf> {
    let directory = recording.directory(variant);
    chosen.iter().map(|segment| directory.join(&segment.name)).collect()
}

/// The names of a playlist's segments, as `HOUR/FILE`, each with whether a discontinuity precedes it. Gaps are none.
fn listed(playlist: &str) -> Vec<(String, bool)> {
    let mut is_broken = false;
    let mut listed = Vec::new();
    for line in playlist.lines() {
        if line == "#EXT-X-DISCONTINUITY" {
            is_broken = true;
        } else if !line.starts_with('#') && !line.ends_with("/gap.ts") {
            let mut names = line.rsplit('/');
            let (file, hour) = (names.next().unwrap(), names.next().unwrap());
            listed.push((format!("{hour}/{file}"), std::mem::take(&mut is_broken)));
        }
    }
    listed
}

/// What a playlist of these segments should list: its first segment follows nothing.
fn expected(chosen: &[Chosen]) -> Vec<(String, bool)> {
    let mut names: Vec<_> = chosen.iter().map(|segment| (segment.name.clone(), segment.after_hole)).collect();
    if let Some((_, is_broken)) = names.first_mut() {
        *is_broken = false;
    }
    names
}

/// The segments of a variant in a range, as its playlist lists them beside that of the other: it breaks where any of
/// them does.
fn beside(recording: &Recording, variant: &str, from: usize, to: usize) -> Vec<Chosen> {
    let between = ["source", "low"].map(|variant| recording.between(variant, from, to));
    let breaks: Vec<_> = between
        .iter()
        .flat_map(|all| &all[1..])
        .filter(|segment| segment.after_hole)
        .map(|segment| segment.start)
        .collect();
    let mut chosen = recording.between(variant, from, to);
    for segment in &mut chosen {
        segment.after_hole = breaks.contains(&segment.start);
    }
    chosen
}

/// How many segments of a playlist of these break with the one before.
fn breaks(chosen: &[Chosen]) -> usize {
    expected(chosen).iter().filter(|(_, is_broken)| *is_broken).count()
}

/// Plays a playlist and compares what came with the segments of a variant, counted one by one.
fn assert_plays(input: &str, recording: &Recording, variant: &str, chosen: &[Chosen]) {
    let counted = count_each(files(recording, variant, chosen));
    assert!(counted.video[0] > 0 && counted.audio[0] > 0, "{counted:?}");
    assert_is(&count_packets(input), counted, breaks(chosen), input);
}

/// Compares what was played with what should have come. Where something is missing the continuity counters
/// jump, and ffprobe says so, once for the picture before and once for itself; it has nothing else to say.
fn assert_is(played: &Found, counted: Found, breaks: usize, input: &str) {
    let warnings: Vec<&str> = played.warnings.lines().collect();
    assert!(warnings.iter().all(|line| line.contains("Packet corrupt")), "{input}: {}", played.warnings);
    assert!(warnings.len() <= 2 * breaks, "{input} has {breaks} breaks: {}", played.warnings);
    assert_eq!(*played, Found { warnings: played.warnings.clone(), ..counted }, "{input}");
}
