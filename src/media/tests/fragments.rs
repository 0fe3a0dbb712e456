//! Hand-made MP4: every way in which fragments say what is in them.

use std::time::{Duration, Instant};

use crate::media::{Keyframe, MeasureError, Measured, measure};

fn atom(kind: &[u8], body: &[&[u8]]) -> Vec<u8> {
    let body = body.concat();
    let size = u32::try_from(body.len() + 8).unwrap();
    [&size.to_be_bytes()[..], kind, &body].concat()
}

fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_be_bytes()).collect()
}

/// A `moov` with one track of this handler, 1,000 ticks a second, with these defaults and boxes besides.
fn moov(handler: &[u8], defaults: [u32; 3], more: &[u8]) -> Vec<u8> {
    let tkhd = atom(b"tkhd", &[&words(&[0, 0, 0, 7])]);
    let mdhd = atom(b"mdhd", &[&words(&[0, 0, 0, 1_000, 0, 0])]);
    let hdlr = atom(b"hdlr", &[&words(&[0, 0]), handler]);
    let mut entry = [0; 78];
    entry[24..28].copy_from_slice(&[1, 0, 0, 128]);
    let entry = atom(b"none", &[&entry]);
    let stsd = atom(b"stsd", &[&words(&[0, 1]), &entry]);
    let minf = atom(b"minf", &[&atom(b"stbl", &[&stsd])]);
    let mdia = atom(b"mdia", &[&mdhd, &hdlr, &minf]);
    let [duration, size, flags] = defaults;
    let trex = atom(b"trex", &[&words(&[0, 7, 1, duration, size, flags])]);
    let mvhd = atom(b"mvhd", &[&words(&[0, 0, 0, 500, 0])]);
    atom(b"moov", &[&mvhd, &atom(b"trak", &[&tkhd, more, &mdia]), &atom(b"mvex", &[&trex])])
}

/// A fragment of these runs, with its data behind.
fn moof(tfhd: &[u32], tfdt: &[u32], truns: &[&[u32]], data: usize) -> Vec<u8> {
    let mut traf = atom(b"tfhd", &[&words(tfhd)]);
    if !tfdt.is_empty() {
        traf.extend(atom(b"tfdt", &[&words(tfdt)]));
    }
    traf.extend(truns.iter().flat_map(|trun| atom(b"trun", &[&words(trun)])));
    [atom(b"moof", &[&atom(b"traf", &[&traf])]), atom(b"mdat", &[&vec![0; data]])].concat()
}

const NON_SYNC: u32 = 0x1_0000;

fn video(fragments: &[Vec<u8>]) -> Measured {
    measure(&[moov(b"vide", [40, 10, NON_SYNC], &[]), fragments.concat()].concat()).unwrap()
}

/// First, end, frames, and the times of the keyframes.
fn summary(measured: &Measured) -> (i64, i64, u64, Vec<i64>) {
    let track = &measured.tracks[0];
    let extent = track.extent.unwrap();
    let keys = track.keyframes.iter().filter_map(|key| key.time).collect();
    (extent.first, extent.end, track.frames, keys)
}

#[test]
fn samples_are_described_in_every_way() {
    let base = 0x2_0000;
    for (name, tfhd, trun, expected) in [
        ("by the track", &[base, 7][..], &[0, 3][..], (100, 220, 3, vec![])),
        ("by the track, the first but", &[base, 7], &[4, 3, 0], (100, 220, 3, vec![100])),
        ("by the fragment", &[base | 0x38, 7, 50, 5, 0], &[0, 2], (100, 200, 2, vec![100, 150])),
        ("durations", &[base, 7], &[0x100, 2, 10, 20], (100, 130, 2, vec![])),
        ("sizes", &[base, 7], &[0x200, 2, 1, 2], (100, 180, 2, vec![])),
        ("flags", &[base, 7], &[0x400, 3, NON_SYNC, 0, NON_SYNC], (100, 220, 3, vec![140])),
        ("offsets", &[base, 7], &[0x800, 3, 80, 80, 0], (180, 260, 3, vec![])),
        ("signed offsets", &[base, 7], &[0x100_0800, 2, 0, (-40_i32).cast_unsigned()], (100, 140, 2, vec![])),
        ("all", &[base, 7], &[0xf01, 2, 9, 40, 5, 0, 40, 40, 5, NON_SYNC, 0], (140, 180, 2, vec![140])),
        ("a base and an entry", &[0x3, 7, 0, 0, 1], &[1, 1, 0], (100, 140, 1, vec![])),
        ("none", &[base, 7], &[0, 0], (0, 0, 0, vec![])),
    ] {
        let fragment = moof(tfhd, &[0, 100], &[trun], 100);
        if expected.2 == 0 {
            let bytes = [moov(b"vide", [40, 10, 0], &[]), fragment].concat();
            assert_eq!(measure(&bytes), Err(MeasureError::Nothing));
            continue;
        }
        let measured = video(&[fragment]);
        assert_eq!(summary(&measured), expected, "{name}");
        assert!(!measured.faults.truncated && measured.faults.damaged == 0, "{name}");
        assert_eq!(measured.resolution(), Some((256, 128)));
    }
}

#[test]
fn fragments_go_on_from_each_other() {
    let tfhd = [0x2_0000, 7];
    let long = 1 << 40;
    for (name, second, expected) in [
        ("as they say", &[0, 220][..], (100, 340, 0)),
        ("where nothing is said", &[], (100, 340, 0)),
        ("a little later", &[0, 230], (100, 350, 0)),
        ("in 64 bits", &[0x100_0000, 0, 220], (100, 340, 0)),
        ("much later", &[0x100_0000, 256, 0], (100, long + 120, 1)),
    ] {
        let measured =
            video(&[moof(&tfhd, &[0, 100], &[&[0, 3]], 30), moof(&tfhd, second, &[&[0, 2], &[0, 1]], 30)]);
        let extent = measured.tracks[0].extent.unwrap();
        assert_eq!((extent.first, extent.end, measured.faults.leaps), expected, "{name}");
        let hole = if name == "a little later" { 10 } else { 0 };
        assert_eq!(extent.duration, 240 + hole, "{name}");
        assert_eq!(measured.frame_rate(), Some(25_000));
    }
}

#[test]
fn edit_lists_move_what_is_shown() {
    let edits = |entries: &[u32]| {
        let elst = atom(b"elst", &[&words(&[0, u32::try_from(entries.len() / 3).unwrap()]), &words(entries)]);
        let moov = moov(b"vide", [40, 10, 0], &atom(b"edts", &[&elst]));
        summary(&measure(&[moov, moof(&[0x2_0000, 7], &[0, 100], &[&[0, 1]], 10)].concat()).unwrap()).0
    };
    assert_eq!(edits(&[0, 80, 1 << 16]), 20);
    assert_eq!(edits(&[0, 200, 1 << 16]), -100);
    // The movie's clock ticks 500 times a second, the track's 1,000.
    assert_eq!(edits(&[50, u32::MAX, 1 << 16, 0, 80, 1 << 16]), 120);
    assert_eq!(edits(&[]), 100);
}

#[test]
fn positions_are_of_the_frames_themselves() {
    let keys = |tfhd: &[u32], truns: &[&[u32]]| {
        let head = moov(b"vide", [40, 10, 0], &[]);
        let measured = measure(&[&head[..], &moof(tfhd, &[0, 0], truns, 100)].concat()).unwrap();
        let moof = head.len() as u64;
        let relative = |key: &Keyframe| i64::try_from(key.position).unwrap() - i64::try_from(moof).unwrap();
        measured.tracks[0].keyframes.iter().map(relative).collect::<Vec<_>>()
    };
    assert_eq!(keys(&[0x2_0000, 7], &[&[1, 3, 200]]), [200, 210, 220]);
    assert_eq!(keys(&[0x2_0000, 7], &[&[1, 1, 200], &[0, 2]]), [200, 210, 220]);
    assert_eq!(keys(&[0x2_0000, 7], &[&[0x201, 2, 100, 7, 8], &[1, 1, 200]]), [100, 107, 200]);
    assert_eq!(keys(&[0, 7], &[&[1, 1, 96]]), [96]);
}

#[test]
fn a_tail_that_is_missing_is_told() {
    let head = moov(b"vide", [40, 10, 0], &[]);
    let measured = |fragment: &[u8]| measure(&[&head, fragment].concat()).unwrap();
    let whole = moof(&[0x2_0000, 7], &[0, 0], &[&[1, 3, 100]], 60);
    assert!(!measured(&whole).faults.truncated);
    assert!(measured(&whole[..whole.len() - 1]).faults.truncated, "the last box is shorter than it says");
    assert!(measured(&whole[..whole.len() - 60]).faults.truncated);
    let beyond = moof(&[0x2_0000, 7], &[0, 0], &[&[1, 3, 10_000]], 60);
    assert!(measured(&beyond).faults.truncated, "samples where there are no bytes");
    assert_eq!(measured(&[&whole[..], &[0, 0, 0, 3, b'f', b'r', b'e', b'e']].concat()).faults.damaged, 1);
    assert!(measured(&[&whole[..], &[0, 0]].concat()).faults.truncated);
    let negative = moof(&[0x2_0000, 7], &[0, 0], &[&[1, 3, (-5_000_i32).cast_unsigned()]], 60);
    let both = measured(&[&whole[..], &negative].concat());
    assert_eq!((both.faults.damaged, both.tracks[0].frames), (1, 3), "before the start of the file");
}

/// Billions of samples in sixteen bytes are counted, not gone through, and not kept.
#[test]
fn numbers_without_bytes_cost_nothing() {
    let begin = Instant::now();
    let head = moov(b"vide", [u32::MAX, u32::MAX, 0], &[]);
    let many = moof(&[0x2_0000, 7], &[0x100_0000, u32::MAX >> 1, u32::MAX], &[&[0, u32::MAX][..]; 50], 0);
    let claims = moof(&[0x2_0000, 7], &[0, 0], &[&[0xf00, u32::MAX][..]; 50], 0);
    let measured = measure(&[head, many.repeat(50), claims.repeat(50)].concat()).unwrap();
    let track = &measured.tracks[0];
    assert_eq!((track.frames, track.keyframes.len()), (50 * 50 * u64::from(u32::MAX), 1 << 16));
    let _ = (measured.duration(), measured.follows(&measured));
    assert!(begin.elapsed() < Duration::from_secs(5), "{:?}", begin.elapsed());
}

/// Any number of keyframes may claim the same bytes.
#[test]
fn bytes_that_many_claim_are_not_read_again_and_again() {
    let begin = Instant::now();
    let avc = super::whole::bytes("avc.mp4");
    let moof_at = avc.windows(4).position(|kind| kind == b"moof").unwrap() - 4;
    let run: &[u32] = &[0x201, 1, 0, 1 << 20];
    let hints = [[0, 0, 4, 0, 6].as_slice(), &[0xff; 1_023]].concat().repeat(1_000);
    let head = avc[..moof_at].to_vec();
    let fragment =
        moof(&[1 | 0x20, 1, 0, u32::try_from(head.len() + 8).unwrap(), 0], &[0, 0], &vec![run; 20_000], 0);
    let measured = measure(&[head, atom(b"free", &[&hints]), fragment].concat()).unwrap();
    assert_eq!(measured.tracks[0].keyframes.len(), 20_000);
    assert!(begin.elapsed() < Duration::from_secs(10), "{:?}", begin.elapsed());
}

#[test]
fn a_track_that_is_neither_is_left_out() {
    let bytes = [moov(b"text", [40, 10, 0], &[]), moof(&[0x2_0000, 7], &[0, 0], &[&[0, 3]], 30)].concat();
    assert_eq!(measure(&bytes), Err(MeasureError::Nothing));
    let sound = [moov(b"soun", [40, 10, 0], &[]), moof(&[0x2_0000, 7], &[0, 0], &[&[0, 3]], 30)].concat();
    let measured = measure(&sound).unwrap();
    assert_eq!((measured.duration().micros(), measured.codecs()), (120_000, None));
    assert!(measured.is_independent());
}
