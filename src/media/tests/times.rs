//! Times that wrap, faults, tables that change, and neighbours that do or do not go on.

use super::whole::bytes;
use super::{association, carry, cut, map, packet, pes, stream};
use crate::media::{Extent, Measured, Reason, measure};

const WRAP: u64 = 1 << 33;

/// Tables, and frames of a stream of this type, one a packet, with these times and counters from there on.
fn frames(code: u8, counter: u8, times: &[u64]) -> Vec<u8> {
    let mut bytes = stream(&[]);
    bytes.splice(188.., carry(0x1000, &map(1, &[(code, 0x100, &[])]), 184));
    for (index, time) in times.iter().enumerate() {
        let counter = counter.wrapping_add(u8::try_from(index % 16).unwrap()) & 0x0f;
        bytes.extend(packet(0x100, true, counter, &pes(time % WRAP, &[0, 0, 1, 0x65, 0x88])));
    }
    bytes
}

fn video(counter: u8, times: &[u64]) -> Measured {
    measure(&frames(0x1b, counter, times)).unwrap()
}

/// Ten frames of 25 a second from this time on.
fn ten(first: u64) -> Vec<u64> {
    (0..10).map(|index| first + index * 3_600).collect()
}

fn extent(measured: &Measured) -> Extent {
    measured.tracks[0].extent.unwrap()
}

#[test]
fn times_wrap_inside_a_segment() {
    for first in [0, 90_000, WRAP - 3_600, WRAP - 18_000, WRAP - 36_000, WRAP - 1] {
        let measured = video(0, &ten(first));
        let extent = extent(&measured);
        let begin = i64::try_from(first).unwrap();
        assert_eq!((extent.first, extent.last, extent.end), (begin, begin + 32_400, begin + 36_000));
        assert_eq!((extent.duration, measured.duration().micros()), (36_000, 400_000));
        assert_eq!((measured.frame_rate(), measured.faults.leaps), (Some(25_000), 0));
        let offsets =
            measured.tracks[0].keyframes.iter().map(|key| measured.tracks[0].offset(key).unwrap().micros());
        assert_eq!(offsets.collect::<Vec<_>>(), (0..10).map(|index| index * 40_000).collect::<Vec<_>>());
    }
    // The first to be decoded is behind the wrap, and is not the first to be shown.
    let measured = video(0, &[5_000, WRAP - 2_200, 1_400]);
    assert_eq!((extent(&measured).first, extent(&measured).last), (-2_200, 5_000));
}

#[test]
fn leaps_inside_do_not_count_as_time() {
    let day = 24 * 3_600 * 90_000;
    for (other, name) in [(day, "on"), (WRAP - 200_000, "back")] {
        let measured = video(0, &[ten(0), ten(other)].concat());
        assert_eq!((measured.faults.leaps, measured.duration().micros()), (1, 800_000), "{name}");
        assert_eq!(extent(&measured).first, 0, "{name}");
    }
    let measured = video(0, &[ten(0), ten(5 * 90_000)].concat());
    assert_eq!((measured.faults.leaps, measured.duration().micros()), (0, 5_400_000), "a hole is no leap");
}

#[test]
fn neighbours_go_on_or_say_why_not() {
    let before = video(0, &ten(90_000));
    let next = |counter, first| video(counter, &ten(first)).follows(&before).map_err(|broken| broken.reasons);
    let times = |micros| Err(vec![Reason::Times { id: 0x100, micros }]);
    assert_eq!(next(10, 126_000), Ok(()));
    assert_eq!(next(10, 126_000 + 4_500), Ok(()), "a frame and 10 ms");
    assert_eq!(next(10, 126_000 + 4_600), times(51_111));
    assert_eq!(next(10, 126_000 - 4_600), times(-51_111));
    assert_eq!(next(10, 126_000 + 900_000), times(10_000_000));
    assert_eq!(next(0, 126_000), Err(vec![Reason::Counters { id: 0x100 }]));
    assert!(video(0, &ten(126_000)).follows(&before).unwrap_err().is_only_counters());
    assert!(!video(0, &ten(0)).follows(&before).unwrap_err().is_only_counters());
    let late = video(10, &ten(WRAP - 36_000));
    assert_eq!(video(4, &ten(0)).follows(&late), Ok(()), "times wrap between them");
    assert_eq!(video(4, &ten(WRAP)).follows(&late), Ok(()));
    let message = video(9, &ten(216_000)).follows(&before).unwrap_err().to_string();
    let told = "track 256 goes on 1000 ms later than where it ended; the continuity counter of track 256 begins anew";
    assert_eq!(message, told);
}

#[test]
fn other_tracks_and_parameters_are_breaks() {
    let avc = measure(bytes("high.ts")).unwrap();
    let reasons = |after: &str| measure(bytes(after)).unwrap().follows(&avc).unwrap_err().reasons;
    assert!(reasons("crop.ts").contains(&Reason::Parameters { id: 0x100 }));
    assert!(!reasons("crop.ts").contains(&Reason::Parameters { id: 0x101 }) || reasons("crop.ts").len() > 2);
    assert_eq!(reasons("film.ts"), [Reason::Tracks], "without sound");
    assert_eq!(reasons("avc.mp4"), [Reason::Format]);
    let packed = measure(bytes("packed.aac")).unwrap();
    assert_eq!(packed.follows(&packed), Ok(()), "without times nothing speaks against it");
}

/// An ID3 tag with the time of the first frame, and another frame in front of it.
fn tag(time: u64) -> Vec<u8> {
    let owner = b"com.apple.streaming.transportStreamTimestamp\0";
    let size = u8::try_from(owner.len() + 8).unwrap();
    let other = [&b"TXXX"[..], &[0, 0, 0, 3, 0, 0], b"abc"].concat();
    let private = [&b"PRIV"[..], &[0, 0, 0, size, 0, 0], owner, &time.to_be_bytes()].concat();
    let length = u8::try_from(other.len() + private.len()).unwrap();
    [&b"ID3\x04\0\0"[..], &[0, 0, 0, length], &other, &private].concat()
}

#[test]
fn packed_audio_begins_when_its_tag_says() {
    let frames = bytes("packed.aac");
    let measured = measure(&[&tag(WRAP - 24_000), frames].concat()).unwrap();
    let found = extent(&measured);
    assert_eq!((found.first, found.is_absolute), (i64::try_from(WRAP).unwrap() - 24_000, true));
    assert_eq!(found.end - found.first, 48_000);
    let next = measure(&[&tag(24_000), frames].concat()).unwrap();
    assert_eq!(next.follows(&measured), Ok(()));
    let late = measure(&[&tag(90_000), frames].concat()).unwrap();
    assert!(late.follows(&measured).is_err());
    for length in 0..tag(0).len() {
        let _ = measure(&[&tag(7)[..length], frames].concat());
    }
}

#[test]
fn faults_are_counted() {
    let whole = bytes("high.ts");
    let measured = |edit: fn(&mut Vec<u8>)| {
        let mut bytes = whole.to_vec();
        edit(&mut bytes);
        measure(&bytes).unwrap()
    };
    let without = measured(|bytes| drop(bytes.drain(10 * 188..11 * 188)));
    assert_eq!(without.faults.continuity, 1);
    let doubled = measured(|bytes| {
        let packet = bytes[10 * 188..11 * 188].to_vec();
        bytes.splice(10 * 188..10 * 188, packet);
    });
    assert_eq!(doubled.faults.continuity, 0, "sent twice");
    assert_eq!(measured(|bytes| bytes[10 * 188 + 3] |= 0x80).faults.scrambled, 1);
    assert_eq!(measured(|bytes| bytes[10 * 188 + 1] |= 0x80).faults.damaged, 1);
    assert_eq!(measured(|bytes| bytes[10 * 188] = 0).faults.damaged, 1);
    assert!(measured(|bytes| bytes.truncate(bytes.len() - 1)).faults.truncated);
    assert!(
        measured(|bytes| bytes.truncate(bytes.len() - 188)).faults.truncated,
        "its PES packet is not whole"
    );
    let headless = measured(|bytes| drop(bytes.drain(3 * 188..4 * 188)));
    assert!(headless.faults.headless && headless.tracks[0].starts_with_keyframe != Some(true));
}

#[test]
fn tables_that_change_are_told() {
    let head = carry(0, &association(&[(1, 0x1000)]), 184);
    let tables = |streams: &[(u8, u16, &[u8])]| carry(0x1000, &map(1, streams), 184);
    let frame = cut(0x100, &pes(0, &[0, 0, 1, 0x65]), 184);
    let changes = |second: &[(u8, u16, &[u8])]| {
        let bytes =
            [&head, &tables(&[(0x1b, 0x100, &[])]), &frame, &tables(second)].map(Vec::as_slice).concat();
        measure(&bytes).unwrap().tables_changed
    };
    assert!(!changes(&[(0x1b, 0x100, &[])]));
    assert!(changes(&[(0x1b, 0x100, &[]), (0x0f, 0x101, &[])]));
    assert!(changes(&[(0x24, 0x100, &[])]));
    let joined = measure(&[bytes("high.ts"), bytes("crop.ts")].concat()).unwrap();
    assert!(joined.changes_inside() && joined.tracks[0].parameters.len() == 2);
}
