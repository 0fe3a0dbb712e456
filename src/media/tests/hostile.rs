//! Bytes that are damaged, or never were what they should be.

use std::time::{Duration, Instant};

use proptest::collection::vec;
use proptest::prelude::*;

use super::samples::{CROP, HIGH};
use super::{carry, cut, map, packet, stream};
use crate::media::h264::Sps;
use crate::media::picture::{self, Codec};
use crate::media::{Info, ac3, adts, layer, read_head, sound};

/// What must hold of every answer.
fn is_sound(info: &Info) -> bool {
    let codecs = info.codecs.as_deref().is_none_or(|codecs| {
        !codecs.is_empty()
            && codecs.iter().all(|codec| codec.starts_with("avc1.") || codec.starts_with("mp4a."))
    });
    codecs && info.resolution.is_none_or(|(width, height)| width > 0 && height > 0)
}

/// A recording of two sizes, with a table again in the middle.
fn recording() -> Vec<u8> {
    [HIGH, CROP].concat()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_bytes_are_read(bytes in vec(any::<u8>(), 0..3_000)) {
        prop_assert_eq!(read_head(&bytes).codecs, None);
    }

    #[test]
    fn any_packets_are_read(
        packets in vec((prop_oneof![Just(0_u16), Just(0x1000), Just(0x100), Just(0x101)], any::<[u8; 187]>()), 0..40),
    ) {
        // Behind good tables, so that what follows reaches every reader.
        let mut bytes = stream(&[(0x1b, 0x100, &[], &[]), (0x0f, 0x101, &[], &[])]);
        for (pid, mut rest) in packets {
            rest[0] = rest[0] & 0x60 | u8::try_from(pid >> 8).unwrap();
            rest[1] = u8::try_from(pid & 0xff).unwrap();
            bytes.push(0x47);
            bytes.extend(rest);
        }
        prop_assert!(is_sound(&read_head(&bytes)));
    }

    #[test]
    fn damaged_recordings_are_read(
        flips in vec((any::<prop::sample::Index>(), 0..8_u32), 1..200),
        from in any::<prop::sample::Index>(),
        until in any::<prop::sample::Index>(),
    ) {
        let mut bytes = recording();
        for (at, bit) in flips {
            let at = at.index(bytes.len());
            bytes[at] ^= 1 << bit;
        }
        let (from, until) = (from.index(bytes.len()), until.index(bytes.len()));
        prop_assert!(is_sound(&read_head(&bytes[from.min(until)..from.max(until)])));
    }

    #[test]
    fn a_lost_packet_takes_knowledge_and_adds_none(at in 0..HIGH.len() / 188) {
        let lost = read_head(&[&HIGH[..at * 188], &HIGH[(at + 1) * 188..]].concat());
        let whole = read_head(HIGH);
        prop_assert!(lost.codecs.is_none() || lost.codecs == whole.codecs);
        prop_assert!(lost.resolution.is_none() || lost.resolution == whole.resolution);
        prop_assert!(lost.frame_rate.is_none() || lost.frame_rate == whole.frame_rate);
    }

    #[test]
    fn garbage_in_front_changes_nothing(garbage in vec(any::<u8>().prop_filter("sync", |byte| *byte != 0x47), 0..500)) {
        prop_assert_eq!(read_head(&[&garbage, HIGH].concat()), read_head(HIGH));
    }

    #[test]
    fn any_parameter_set_is_read(
        profile in prop::sample::select(vec![66_u8, 77, 88, 100, 110, 122, 244, 44, 118, 128]),
        rest in vec(any::<u8>(), 0..80),
    ) {
        let _ = Sps::parse(&[&[0x67, profile], &rest[..]].concat());
    }

    #[test]
    fn a_damaged_parameter_set_is_read(flips in vec((0..200_usize, 0..8_u32), 1..6)) {
        let start = CROP.windows(4).position(|bytes| bytes == [0, 0, 1, 0x67]).unwrap() + 3;
        let mut nal = CROP[start..start + 40].to_vec();
        for (at, bit) in flips {
            let at = at % nal.len();
            nal[at] ^= 1 << bit;
        }
        let _ = Sps::parse(&nal);
    }

    #[test]
    fn any_frames_are_scanned(pieces in vec((vec(prop_oneof![Just(0_u8), Just(1), Just(0x67), any::<u8>()], 0..50), 0..4), 0..20)) {
        for codec in [Codec::H264, Codec::H265] {
            let mut video = picture::Reader::new(codec, 90_000);
            for (piece, what) in &pieces {
                match what {
                    0 => video.skip(),
                    1 => video.start(None, 0),
                    _ => {}
                }
                video.push(piece);
            }
            video.settle();
        }
        for parse in [adts::parse, layer::parse, ac3::parse] {
            let mut audio = sound::Reader::new(parse, 90_000);
            for (piece, what) in &pieces {
                match what {
                    0 => audio.skip(),
                    1 => audio.start(Some(7)),
                    _ => {}
                }
                audio.push(piece);
            }
            audio.finish();
        }
    }
}

/// Eight megabytes of each: time grows with the bytes, not faster. A debug build on a busy machine does a
/// megabyte in well under a second.
#[test]
fn much_of_anything_is_read_in_time() {
    const MUCH: usize = 8 << 20;
    let video = |unit: &[u8]| {
        let head = stream(&[(0x1b, 0x100, &[], &[]), (0x0f, 0x101, &[], &[])]);
        let packets = [cut(0x100, &super::pes(1, &unit.repeat(2_000 / unit.len())), 184)].concat();
        [head, packets.repeat(MUCH / packets.len())].concat()
    };
    let audio = || {
        let head = stream(&[(0x0f, 0x101, &[], &[])]);
        let packets = cut(0x101, &super::pes(1, &[0xff, 0xf1, 0x50, 0x80, 0x01].repeat(400)), 184);
        [head, packets.repeat(MUCH / packets.len())].concat()
    };
    let noise = || {
        let head = stream(&[(0x0f, 0x101, &[], &[])]);
        let packets = (0..16).flat_map(|counter| packet(0x101, true, counter, &super::pes(1, &[0x55; 170])));
        [head, packets.collect::<Vec<_>>().repeat(MUCH / 188 / 16)].concat()
    };
    let tables = carry(0x1000, &map(1, &[(0x1b, 0x100, &[][..])].repeat(190)), 184);
    for (name, bytes) in [
        ("nothing", vec![0; MUCH]),
        ("sync bytes", vec![0x47; MUCH]),
        (
            "sync bytes a packet apart, but one",
            [&[0x47][..], &[0; 187], &[0x47], &[0; 188]].concat().repeat(MUCH / 377),
        ),
        ("parameter sets", video(&[0, 0, 1, 0x67, 66, 0, 10, 1])),
        ("one parameter set without end", video(&[0x42])),
        ("start codes", video(&[0, 0, 1])),
        ("headers of frames that do not follow", audio()),
        ("times without frames", noise()),
        ("tables", [stream(&[]), tables.repeat(MUCH / tables.len())].concat()),
    ] {
        let begin = Instant::now();
        let info = read_head(&bytes);
        assert!(is_sound(&info), "{name}");
        assert!(begin.elapsed() < Duration::from_secs(20), "{name}: {:?}", begin.elapsed());
    }
}
