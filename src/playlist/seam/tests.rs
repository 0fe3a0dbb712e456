use std::path::Path;
use std::sync::Arc;

use super::{LOT, measure};
use crate::archive::Archive;
use crate::media::{Extent, Faults, Format, Measured, Media, Track};
use crate::playlist::entry::{Entry, Place, by_name};
use crate::playlist::measure::Gauge;
use crate::playlist::sound;
use crate::time::{Span, Time};

const BEGIN: Time = Time::from_micros(1_767_323_045_000_000);

/// A track of so many pictures of 40 ms, or as much sound, from so many milliseconds on.
fn track(id: u32, media: Media, first: i64, millis: i64) -> Track {
    let (first, end) = (first * 90, (first + millis) * 90);
    Track {
        id,
        media,
        parameters: Vec::new(),
        parameters_at_end: 0,
        frame_rate: None,
        frames: (millis / 40).unsigned_abs(),
        timescale: 90_000,
        extent: Some(Extent {
            first,
            last: end - 3_600,
            end,
            duration: (end - first).unsigned_abs(),
            first_decoded: first,
            next_decoded: end,
            is_absolute: true,
        }),
        starts_with_keyframe: Some(true),
        keyframes: Vec::new(),
        counters: None,
    }
}

/// A segment with a picture and sound.
fn found(first: i64, millis: i64) -> Measured {
    let tracks = vec![track(256, Media::Video, first, millis), track(257, Media::Audio, first + 20, millis)];
    Measured { format: Format::MpegTs, tracks, tables_changed: false, faults: Faults::default() }
}

/// A segment whose name, if it has one, says that it begins and lasts so many milliseconds.
fn entry(named: Option<(u64, u64)>, breaks: bool) -> Entry<'static> {
    Entry {
        place: Place::Directory(Path::new(".")),
        name: "x.ts",
        start: named.map(|(start, _)| BEGIN + Span::from_micros(start * 1_000)),
        duration: Span::from_micros(named.map_or(0, |(_, length)| length * 1_000)),
        missing: Span::ZERO,
        breaks,
        init: None,
        measured: None,
    }
}

/// Milliseconds of duration and of what is missing, and whether it breaks, of each.
fn told(named: &[(Option<(u64, u64)>, bool)], measured: &[Option<Measured>]) -> Vec<(u64, u64, bool)> {
    let mut entries: Vec<_> = named.iter().map(|(named, breaks)| entry(*named, *breaks)).collect();
    let measured: Vec<_> = measured.iter().cloned().map(|measured| measured.map(Arc::new)).collect();
    measure(&mut entries, &measured);
    let millis = |span: Span| span.micros() / 1_000;
    entries.iter().map(|entry| (millis(entry.duration), millis(entry.missing), entry.breaks)).collect()
}

#[test]
fn timestamps_tell_what_goes_on() {
    let named = |start, length, breaks| (Some((start, length)), breaks);
    // A name that is 10 ms wrong stays; one that is more, and a hole that is none, do not.
    let first = [named(0, 1_990, false), named(2_000, 1_500, false), named(4_015, 2_000, true)];
    let joined = [0, 2_000, 4_000].map(|first| Some(found(first, 2_000)));
    assert_eq!(told(&first, &joined), [(1_990, 0, false), (2_000, 0, false), (2_000, 0, false)]);
    // The encoder began anew, without a hole, and with one.
    let anew = [0, 0, 0].map(|first| Some(found(first, 2_000)));
    let times = [named(0, 2_000, false), named(2_000, 2_000, false), named(6_000, 2_000, true)];
    assert_eq!(told(&times, &anew), [(2_000, 0, false), (2_000, 0, true), (2_000, 2_000, true)]);
    // Segments were lost, as the clock says as well, or says otherwise.
    let lost = [0, 4_000, 8_000].map(|first| Some(found(first, 2_000)));
    let times = [named(0, 2_000, false), named(4_100, 2_000, true), named(16_000, 2_000, true)];
    assert_eq!(told(&times, &lost), [(2_000, 0, false), (2_000, 2_100, false), (2_000, 9_900, true)]);
    // A segment is as long as the way to the next, whatever its own last picture says.
    let long = [Some(found(0, 2_000)), Some(found(2_020, 2_000))];
    assert_eq!(told(&[named(0, 2_000, false), named(2_020, 2_000, true)], &long)[0], (2_020, 0, false));
}

/// Several lots of an archive: at each boundary something else is the matter, and none can be told from the rest.
#[test]
fn lots_join_as_if_they_were_one() {
    let root = tempfile::tempdir().unwrap();
    let begin = Time::parse("2026-03-01T10:00:00Z", Time::MIN).unwrap();
    let count = 2 * LOT as u64 + 2;
    let last = begin + Span::from_micros(count * 640_000);
    let (mut clock, mut at) = (0, begin);
    for index in 0..count {
        // Every so often the encoder begins anew, a name is 30 ms too short, or a segment is lost.
        clock = if index % 31 == 0 { index % 7 } else { clock };
        let named = if index % 2 == 0 { "0.61" } else { "0.64" };
        let hour = root.path().join(crate::archive::name::format_hour(at));
        std::fs::create_dir_all(&hour).unwrap();
        let (.., minute, second, micros) = at.civil();
        let name = format!("{minute:02}:{second:02}.{micros:06}-{named}-full-AAAA.ts");
        // Every frame is of 16 ms, and goes on up to 16 ms late.
        std::fs::write(hour.join(name), sound::segment(clock + index % 4 * 4, 640)).unwrap();
        let slots = if index % 13 == 0 { 2 } else { 1 };
        (clock, at) = (clock + slots * 640, at + Span::from_micros(slots * 640_000));
    }
    let archive = Archive::open(root.path()).unwrap();
    let variant = archive.variant(&[]).unwrap().unwrap();
    let selection = archive.select(&variant, begin, last + Span::from_secs(3_600)).unwrap();
    let gauge = Gauge::new(None);
    let mut whole = by_name(&selection);
    let measured = gauge.measure(&whole);
    assert!(whole.len() == usize::try_from(count).unwrap() && measured.iter().all(Option::is_some));
    measure(&mut whole, &measured);
    let lots = super::entries(&selection, Some(&gauge));
    let told = |entry: &Entry<'_>| (entry.duration, entry.missing, entry.breaks);
    for (index, (one, other)) in whole.iter().zip(&lots).enumerate() {
        assert_eq!(told(one), told(other), "{index}");
        let held = [one, other].map(|entry| entry.measured.as_ref().unwrap());
        assert!(held[0].holds_the_same(held[1]) && Arc::ptr_eq(held[1], lots[0].measured.as_ref().unwrap()));
    }
    let told: std::collections::BTreeSet<_> = lots.iter().map(told).collect();
    assert!(told.len() > 5, "{told:?}");
}

#[test]
fn what_cannot_be_read_is_as_named_or_as_long_as_most() {
    let measured = [Some(found(0, 1_000)), None, Some(found(4_000, 2_000)), Some(found(8_000, 2_000))];
    let times = [0, 2_000, 4_500, 8_000].map(|start| (Some((start, 2_000)), start == 4_500));
    let expected = [(1_000, 0, false), (2_000, 0, false), (2_000, 500, true), (2_000, 1_500, true)];
    let mut seen = told(&times, &measured);
    // Timestamps leap by 2 s where the clock has 1.5 s missing: near enough to be the same.
    assert!(!seen[3].2);
    seen[3].2 = true;
    assert_eq!(seen, expected);
    let flat = [(None, false); 4];
    let expected = [(1_000, 0, false), (2_000, 0, true), (2_000, 0, true), (2_000, 2_000, false)];
    assert_eq!(told(&flat, &measured), expected);
}

#[test]
fn without_times_of_its_own_sound_is_believed_the_clock() {
    let relative = |millis| {
        let mut track = track(0, Media::Audio, 0, millis);
        track.extent.as_mut().unwrap().is_absolute = false;
        Measured {
            format: Format::PackedAudio,
            tracks: vec![track],
            tables_changed: false,
            faults: Faults::default(),
        }
    };
    let measured = [2_000, 2_000].map(|millis| Some(relative(millis)));
    let times = [(Some((0, 2_000)), false), (Some((5_000, 2_000)), true)];
    assert_eq!(told(&times, &measured), [(2_000, 0, false), (2_000, 3_000, true)]);
    assert_eq!(told(&[(None, false); 2], &measured), [(2_000, 0, false), (2_000, 0, false)]);
}
