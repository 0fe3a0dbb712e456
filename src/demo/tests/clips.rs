//! What is in the segments, by a walker that shares nothing with the code that makes them.

use std::collections::BTreeMap;

use super::{low, source};
use crate::media::read_head;

const VIDEO: u16 = 0x100;
const AUDIO: u16 = 0x101;

/// Ticks of 33 bits.
const WRAP: u64 = 1 << 33;

/// What a receiver would see of some segments, one after the other.
#[derive(Default)]
struct Seen {
    /// The last counter of each PID, and how many packets there were.
    counters: BTreeMap<u16, (u8, usize)>,
    clocks: Vec<u64>,
    /// Decoding times of pictures.
    pictures: Vec<u64>,
    /// Time and number of frames of each packet of audio.
    sound: Vec<(u64, u64)>,
    /// The audio packet in progress.
    open: Vec<u8>,
}

fn time(bytes: &[u8]) -> u64 {
    let bits: Vec<u64> = bytes.iter().map(|byte| u64::from(*byte)).collect();
    assert_eq!((bits[0] & 1, bits[2] & 1, bits[4] & 1), (1, 1, 1), "marker bits");
    (bits[0] & 0x0e) << 29 | bits[1] << 22 | (bits[2] & 0xfe) << 14 | bits[3] << 7 | bits[4] >> 1
}

impl Seen {
    fn see(&mut self, segment: &[u8]) {
        assert_eq!(segment.len() % 188, 0);
        for packet in segment.chunks(188) {
            assert_eq!((packet[0], packet[3] & 0x10), (0x47, 0x10), "a sync byte, and a payload");
            let pid = u16::from(packet[1] & 0x1f) << 8 | u16::from(packet[2]);
            let counter = packet[3] & 0x0f;
            let (last, count) =
                self.counters.get(&pid).copied().unwrap_or((counter.wrapping_sub(1) & 0x0f, 0));
            assert_eq!(counter, (last + 1) % 16, "packet {count} of {pid:#x}");
            self.counters.insert(pid, (counter, count + 1));
            let mut payload = 4;
            if packet[3] & 0x20 != 0 {
                payload += 1 + usize::from(packet[4]);
                assert!(packet[4] == 0 || packet[5] & 0x80 == 0, "no break is announced");
                if packet[4] > 0 && packet[5] & 0x10 != 0 {
                    let ticks =
                        packet[6..11].iter().fold(0_u64, |sum, byte| sum << 8 | u64::from(*byte)) >> 7;
                    self.clocks.push(ticks);
                }
            }
            self.see_payload(pid, packet[1] & 0x40 != 0, &packet[payload..]);
        }
    }

    fn see_payload(&mut self, pid: u16, starts: bool, payload: &[u8]) {
        match (pid, starts) {
            (VIDEO, true) => {
                let has_both = payload[7] & 0xc0 == 0xc0;
                self.pictures.push(time(&payload[if has_both { 14 } else { 9 }..]));
            }
            (AUDIO, true) => {
                self.close();
                self.open = payload.to_vec();
            }
            (AUDIO, false) => self.open.extend_from_slice(payload),
            _ => {}
        }
    }

    /// Counts the frames of the audio packet in progress.
    fn close(&mut self) {
        let packet = std::mem::take(&mut self.open);
        if packet.is_empty() {
            return;
        }
        let length = usize::from(packet[4]) << 8 | usize::from(packet[5]);
        assert_eq!(packet.len(), length + 6);
        let (mut at, mut frames) = (9 + usize::from(packet[8]), 0);
        while at < packet.len() {
            assert_eq!((packet[at], packet[at + 1] & 0xf6), (0xff, 0xf0), "a frame begins");
            at += usize::from(packet[at + 3] & 3) << 11
                | usize::from(packet[at + 4]) << 3
                | usize::from(packet[at + 5] >> 5);
            frames += 1;
        }
        assert_eq!(at, packet.len(), "no frame is cut");
        self.sound.push((time(&packet[9..]), frames));
    }

    /// Checks that times run on, with pictures so many ticks apart.
    fn check(mut self, picture: u64, segments: u64) {
        self.close();
        for pair in self.pictures.windows(2) {
            assert_eq!((pair[1] + WRAP - pair[0]) % WRAP, picture, "pictures at {pair:?}");
        }
        for pair in self.sound.windows(2) {
            assert_eq!((pair[1].0 + WRAP - pair[0].0) % WRAP, pair[0].1 * 2_880, "sound at {pair:?}");
        }
        for pair in self.clocks.windows(2) {
            let step = (pair[1] + WRAP - pair[0]) % WRAP;
            assert!(step > 0 && step <= 9_000, "clock at {pair:?}");
        }
        assert_eq!(self.pictures.len() as u64 * picture, segments * 180_000);
        let frames: u64 = self.sound.iter().map(|(_, frames)| frames).sum();
        // 62.5 in each.
        assert!(
            (frames * 2).abs_diff(segments * 125) <= 1 + 2 * 15,
            "{frames} frames in {segments} segments"
        );
        assert!(self.counters.values().all(|(_, count)| *count as u64 >= segments), "{:?}", self.counters);
    }
}

#[test]
fn times_and_counters_run_on_across_the_end_of_the_clip() {
    for (clip, picture) in [(source(), 6_000), (low(), 9_000)] {
        for first in [0, 17, 1_000_000] {
            let mut seen = Seen::default();
            (first..first + 100).for_each(|before| seen.see(&clip.segment(before)));
            seen.check(picture, 100);
        }
    }
}

#[test]
fn a_round_holds_a_whole_number_of_frames() {
    for (clip, pictures) in [(source(), 900), (low(), 600)] {
        let mut seen = Seen::default();
        (0..30).for_each(|before| seen.see(&clip.segment(before)));
        seen.close();
        assert_eq!(seen.pictures.len(), pictures);
        assert_eq!(seen.sound.iter().map(|(_, frames)| frames).sum::<u64>(), 1_875);
        assert!(seen.counters[&VIDEO].1 > 16 && seen.counters[&AUDIO].1 > 16);
    }
}

#[test]
fn times_wrap_around_as_33_bits_do() {
    // 2^33 ticks are 26.5 hours: 47,721 segments.
    let clip = source();
    let mut seen = Seen::default();
    (47_680..47_730).for_each(|before| seen.see(&clip.segment(before)));
    assert!(seen.pictures.first() > seen.pictures.last(), "the wrap is among them");
    seen.check(6_000, 50);
}

#[test]
fn every_segment_stands_alone() {
    for (clip, resolution, rate) in [(source(), (480, 270), 15_000), (low(), (240, 136), 10_000)] {
        let mut codecs = Vec::new();
        for before in 0..30 {
            let segment = clip.segment(before);
            let pids: Vec<_> = segment.chunks(188).map(|packet| [packet[1] & 0x5f, packet[2]]).collect();
            assert_eq!(pids[..3], [[0x40, 0], [0x50, 0], [0x41, 0]], "PAT, PMT and video");
            assert_eq!(segment[2 * 188 + 5] & 0x40, 0x40, "random access");
            let units: Vec<_> = segment[2 * 188..3 * 188 * 8]
                .windows(4)
                .filter(|bytes| bytes[..3] == [0, 0, 1] && bytes[3] != 0xe0)
                .map(|bytes| bytes[3] & 0x1f)
                .take(4)
                .collect();
            assert_eq!(units, [9, 7, 8, 5], "delimiter, parameter sets, IDR picture");
            let info = read_head(&segment);
            assert_eq!((info.resolution, info.frame_rate), (Some(resolution), Some(rate)));
            codecs.push(info.codecs.unwrap());
        }
        codecs.dedup();
        assert_eq!(codecs.len(), 1);
        assert!(codecs[0][0].starts_with("avc1.64") && codecs[0][1] == "mp4a.40.2", "{codecs:?}");
    }
}

#[test]
fn a_clip_is_its_segments() {
    let bytes = include_bytes!("../../../assets/demo/low.ts").as_slice();
    let segments: Vec<u8> = (0..30).flat_map(|before| low().segment(before)).collect();
    assert_eq!(segments.len(), bytes.len());
    let differ = |at: &usize| segments[*at] != bytes[*at];
    assert!(
        (0..bytes.len()).filter(differ).all(|at| at % 188 == 3),
        "only counters differ in the first round"
    );
}
