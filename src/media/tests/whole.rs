//! Whole samples, measured: as they are, cut off at every length, and damaged.

use std::collections::BTreeSet;

use proptest::prelude::*;

use crate::media::{Format, MeasureError, Measured, measure, measure_with_init};

macro_rules! sample {
    ($name:literal) => {
        ($name, include_bytes!(concat!("../../../tests/data/media/", $name)).as_slice())
    };
}

/// Small recordings of every kind.
pub(super) const SAMPLES: [(&str, &[u8]); 17] = [
    sample!("high.ts"),
    sample!("crop.ts"),
    sample!("fields.ts"),
    sample!("film.ts"),
    sample!("audio.ts"),
    sample!("mp2.ts"),
    sample!("mp3.ts"),
    sample!("ac3.ts"),
    sample!("hevc.ts"),
    sample!("bright.ts"),
    sample!("latm.ts"),
    sample!("opus.ts"),
    sample!("mpeg2.ts"),
    sample!("avc.mp4"),
    sample!("hevc.mp4"),
    sample!("packed.aac"),
    sample!("packed.ac3"),
];

pub(super) fn bytes(name: &str) -> &'static [u8] {
    SAMPLES.iter().find(|(known, _)| *known == name).unwrap().1
}

/// What must hold of whatever was measured in so many bytes.
fn assert_sound(measured: &Measured, bytes: usize) {
    let tracks = &measured.tracks;
    assert!(tracks.len() <= 64 && tracks.iter().any(|track| track.extent.is_some()));
    for track in tracks {
        assert!(track.keyframes.len() <= 1 << 16 && track.keyframes.len() as u64 <= track.frames);
        assert!(track.parameters.len() <= 64 && track.timescale > 0);
        assert!(track.parameters.is_empty() || track.parameters_at_end < track.parameters.len());
        if measured.format != Format::Mp4 {
            assert!(track.frames <= bytes as u64);
            assert!(track.keyframes.iter().all(|key| key.position < bytes as u64));
        }
        for keyframe in &track.keyframes {
            let _ = track.offset(keyframe);
        }
    }
    let _ = (measured.duration(), measured.codecs(), measured.resolution(), measured.frame_rate());
    let _ = (measured.is_independent(), measured.changes_inside(), measured.follows(measured));
}

/// Measures, and checks that the answer makes sense; nothing if it was turned down.
fn sound(init: &[u8], bytes: &[u8]) -> Option<Measured> {
    let measured = measure_with_init(init, bytes).ok()?;
    assert_sound(&measured, bytes.len());
    Some(measured)
}

/// RFC 8216 §3.2: the tables of MPEG-TS may be in front of the segment.
#[test]
fn tables_may_be_in_an_initialization_section() {
    let (tables, rest) = bytes("high.ts").split_at(564);
    assert_eq!(measure(rest), Err(MeasureError::NoTables));
    let whole = measure(bytes("high.ts")).unwrap();
    let found = sound(tables, rest).unwrap();
    assert_eq!((found.codecs(), found.duration()), (whole.codecs(), whole.duration()));
    assert_eq!(found.tracks[0].keyframes[0].position, 0);
    // Where there are tables they apply, and others do no harm.
    assert_eq!(sound(bytes("hevc.ts"), bytes("high.ts")), Some(whole));
}

/// Microseconds, codecs and the keyframes' positions, as ffprobe has them (`make.sh` prints it).
#[test]
fn what_is_measured_is_what_ffprobe_says() {
    for (name, micros, codecs, keyframes) in [
        ("high.ts", 520_000, "avc1.64000b,mp4a.40.2", &[564][..]),
        ("audio.ts", 533_333, "mp4a.40.2", &[]),
        ("hevc.ts", 520_000, "hvc1.1.6.L30.90,mp4a.40.2", &[564]),
        ("avc.mp4", 520_000, "avc1.64000a,mp4a.40.2", &[1549, 3611, 4995]),
        ("hevc.mp4", 520_000, "hvc1.1.6.L30.90,mp4a.40.2", &[1650, 3125, 4490]),
        ("packed.aac", 533_333, "mp4a.40.2", &[]),
        ("packed.ac3", 512_000, "ac-3", &[]),
    ] {
        let measured = measure(bytes(name)).unwrap();
        assert_eq!(measured.duration().micros(), micros, "{name}");
        assert_eq!(measured.codecs().unwrap().join(","), codecs, "{name}");
        let found: Vec<u64> = measured.tracks[0].keyframes.iter().map(|key| key.position).collect();
        assert_eq!(found, keyframes, "{name}");
        let faults = measured.faults;
        assert!(
            !faults.truncated && faults.damaged + faults.continuity + faults.leaps == 0,
            "{name}: {faults:?}"
        );
    }
    assert_eq!(measure(bytes("avc.mp4")).unwrap().resolution(), Some((90, 62)), "cropped");
    assert_eq!(measure(bytes("mpeg2.ts")).unwrap().codecs(), None);
    assert_eq!(measure(bytes("mpeg2.ts")).unwrap().duration().micros(), 520_000, "its times are read");
}

#[test]
fn a_segment_may_be_cut_off_anywhere() {
    for (name, sample) in SAMPLES {
        let whole = measure(sample).unwrap();
        let mut seemingly_whole = 0;
        // Some at every length, the larger ones at every seventh.
        for length in (0..sample.len()).step_by(if sample.len() < 5_500 { 1 } else { 7 }) {
            let Some(head) = sound(&[], &sample[..length]) else { continue };
            assert!(head.duration() <= whole.duration(), "{name}, {length} bytes");
            assert_eq!(head.format, whole.format, "{name}, {length} bytes");
            let codecs = |measured: &Measured| -> BTreeSet<Option<String>> {
                let parameters = measured.tracks.iter().flat_map(|track| &track.parameters);
                parameters.map(|parameters| parameters.codec.clone()).collect()
            };
            assert!(codecs(&head).is_subset(&codecs(&whole)), "{name}, {length} bytes");
            seemingly_whole += usize::from(!head.faults.truncated);
            assert!(
                head.faults.truncated || whole.format != Format::MpegTs || length % 188 == 0,
                "{name}, {length} bytes"
            );
        }
        // Where a box, a frame or a packet of open length ends, nothing is seen to be missing.
        assert!(seemingly_whole < sample.len() / 50, "{name}: {seemingly_whole}");
    }
}

#[test]
fn what_is_no_segment_is_told() {
    let avc = bytes("avc.mp4");
    let moof = avc.windows(4).position(|kind| kind == b"moof").unwrap() - 4;
    let (init, fragments) = avc.split_at(moof);
    for (bytes, error) in [
        (&[][..], MeasureError::Unknown),
        (b"not a segment at all", MeasureError::Unknown),
        (&[0; 1_000], MeasureError::Unknown),
        (&bytes("high.ts")[2 * 188..3 * 188], MeasureError::NoTables),
        (&bytes("high.ts")[..3 * 188], MeasureError::Nothing),
        (init, MeasureError::NoFragments),
        (fragments, MeasureError::NoInit),
    ] {
        assert_eq!(measure(bytes), Err(error), "{} bytes", bytes.len());
    }
    assert_eq!(
        measure_with_init(init, fragments).map(|found| found.duration()),
        measure(avc).map(|found| found.duration())
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn damaged_segments_are_read(
        which in 0..SAMPLES.len(),
        flips in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40),
        (from, length) in (any::<prop::sample::Index>(), any::<prop::sample::Index>()),
        cuts in any::<bool>(),
    ) {
        let mut bytes = SAMPLES[which].1.to_vec();
        for (at, value) in flips {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        if cuts {
            let from = from.index(bytes.len());
            let until = from + length.index(bytes.len() - from);
            bytes.drain(from..until);
        }
        sound(&[], &bytes);
        sound(&bytes, self::bytes("avc.mp4"));
    }

    /// In the tables of MP4 a single byte more or less says anything.
    #[test]
    fn damaged_tables_are_read(
        hevc: bool,
        flips in proptest::collection::vec((0..2_000_usize, prop_oneof![Just(0_u8), Just(0xff), Just(0x7f), any::<u8>()]), 1..6),
    ) {
        let mut bytes = bytes(if hevc { "hevc.mp4" } else { "avc.mp4" }).to_vec();
        for (at, value) in flips {
            bytes[at] = value;
        }
        sound(&[], &bytes);
    }

    #[test]
    fn recordings_may_be_joined(order in proptest::collection::vec(0..SAMPLES.len(), 1..5)) {
        let joined: Vec<u8> = order.iter().flat_map(|which| SAMPLES[*which].1).copied().collect();
        sound(&[], &joined);
    }
}

/// All tables of MP4, byte by byte.
#[test]
fn any_byte_may_be_wrong() {
    for name in ["avc.mp4", "hevc.mp4", "packed.aac"] {
        for at in 0..bytes(name).len().min(2_000) {
            for wrong in [0, 0xff, bytes(name)[at] ^ 1 << (at % 8)] {
                let mut bytes = bytes(name).to_vec();
                bytes[at] = wrong;
                sound(&[], &bytes);
            }
        }
    }
}
