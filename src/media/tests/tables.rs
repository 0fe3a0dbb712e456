//! Transport packets and tables: where packets begin, how sections are put together, what streams are.

use super::{association, carry, cut, map, packet, section, stream};
use crate::media::packet::{Continuity, Order, Packet, Packets};
use crate::media::psi::{Sections, Stream};
use crate::media::stream::Kind;
use crate::media::{Info, read_head};

fn pids(bytes: &[u8]) -> Vec<u16> {
    Packets::new(bytes).map(|packet| packet.pid).collect()
}

#[test]
fn packets_are_found_wherever_they_begin() {
    let six: Vec<u8> = (1..=6).flat_map(|pid| packet(pid, false, 0, &[7; 100])).collect();
    assert_eq!(pids(&six), [1, 2, 3, 4, 5, 6]);
    assert_eq!(pids(&[&[1, 2, 0x47, 3][..], &six].concat()), [1, 2, 3, 4, 5, 6]);
    assert_eq!(pids(&six[1..]), [2, 3, 4, 5, 6]);
    assert_eq!(pids(&six[..6 * 188 - 1]), [1, 2, 3, 4, 5]);
    let (head, tail) = six.split_at(3 * 188);
    assert_eq!(pids(&[head, &[0; 50], tail].concat()), [1, 2, 3, 4, 5, 6], "bytes between");
    assert_eq!(pids(&[head, &tail[50..]].concat()), [1, 2, 3, 5, 6], "a part of one is missing");
    assert_eq!(pids(&six[..188]), [1]);
    assert_eq!(pids(&[]), [0; 0]);
}

#[test]
fn a_packet_is_read_by_its_header() {
    let parse = |edit: fn(&mut [u8])| {
        let mut bytes = packet(0x101, true, 9, &[0xab; 100]);
        edit(&mut bytes);
        Packet::parse(bytes.first_chunk().unwrap()).map(|packet| {
            (packet.pid, packet.unit_start, packet.counter, packet.scrambled, packet.payload.len())
        })
    };
    assert_eq!(parse(|_| ()), Some((0x101, true, 9, false, 100)));
    assert_eq!(parse(|bytes| bytes[3] |= 0x80), Some((0x101, true, 9, true, 100)));
    assert_eq!(parse(|bytes| bytes[4] = 183), Some((0x101, true, 9, false, 0)), "all adaptation field");
    assert_eq!(parse(|bytes| bytes[4] = 255), Some((0x101, true, 9, false, 0)), "longer than the packet");
    assert_eq!(parse(|bytes| bytes[3] &= 0xef), Some((0x101, true, 9, false, 0)), "without payload");
    assert_eq!(parse(|bytes| bytes[3] &= 0xdf), Some((0x101, true, 9, false, 184)), "all payload");
    assert_eq!(parse(|bytes| bytes[1] |= 0x80), None, "damaged on the way");
    assert_eq!(parse(|bytes| bytes[0] = 0x46), None);
}

#[test]
fn clock_and_discontinuity_are_told_by_the_adaptation_field() {
    let parse = |length: u8, flags: u8| {
        let mut bytes = packet(1, false, 0, &[0; 100]);
        (bytes[4], bytes[5]) = (length, flags);
        bytes[6..12].copy_from_slice(&[0x80, 0, 0, 1, 0xfe, 0x55]);
        let packet = Packet::parse(bytes.first_chunk().unwrap()).unwrap();
        (packet.clock, packet.discontinuity)
    };
    assert_eq!(parse(83, 0x10), (Some((1 << 32) + 3), false));
    assert_eq!(parse(83, 0x90), (Some((1 << 32) + 3), true));
    assert_eq!(parse(83, 0x80), (None, true));
    assert_eq!(parse(6, 0x10), (None, false), "too short for the clock");
    assert_eq!(parse(0, 0x90), (None, false), "too short for flags");
    assert_eq!(parse(200, 0x90), (None, false), "longer than the packet");
}

#[test]
fn counters_are_followed() {
    let mut continuity = Continuity::default();
    let mut follow = |unit_start, counter, edit: fn(&mut [u8])| {
        let mut bytes = packet(1, unit_start, counter, &[0; 100]);
        edit(&mut bytes);
        continuity.follow(&Packet::parse(bytes.first_chunk().unwrap()).unwrap())
    };
    let as_is: fn(&mut [u8]) = |_| ();
    assert_eq!(follow(false, 14, as_is), Order::Broken, "nothing came before");
    assert_eq!(follow(false, 15, as_is), Order::Next);
    assert_eq!(follow(false, 0, as_is), Order::Next);
    assert_eq!(follow(false, 0, as_is), Order::Again);
    assert_eq!(follow(false, 2, as_is), Order::Broken);
    assert_eq!(follow(true, 2, as_is), Order::Broken, "another recording");
    assert_eq!(follow(false, 3, |bytes| bytes[5] = 0x80), Order::Broken, "announced");
}

/// The first program of each association in these packets, all of one PID.
fn programs(bytes: &[u8]) -> Vec<(u16, u16)> {
    let (mut sections, mut programs) = (Sections::default(), Vec::new());
    for packet in Packets::new(bytes) {
        sections.push(&packet, |section| programs.extend(section.first_program()));
    }
    programs
}

#[test]
fn a_section_is_put_together_from_the_packets_it_spans() {
    let many: Vec<(u16, u16)> = (1..=200).map(|number| (number, 0x100 + number)).collect();
    let long = association(&many);
    for room in [2, 3, 7, 100, 183, 184] {
        assert_eq!(programs(&carry(0, &long, room)), [(1, 0x101)], "{room} bytes a packet");
    }
    let lost = [&carry(0, &long, 184)[..188], &carry(0, &long, 184)[376..]].concat();
    assert_eq!(programs(&lost), [], "one packet lost");
    let packets = carry(0, &long, 184);
    let twice = [&packets[..376], &packets[188..]].concat();
    assert_eq!(programs(&twice), [(1, 0x101)], "one packet sent twice");
}

#[test]
fn a_section_may_begin_behind_the_end_of_another() {
    let (first, second) = (association(&[(7, 70)]), association(&[(8, 80)]));
    let both = [&[0], &first[..], &second].concat();
    assert_eq!(programs(&cut(0, &both, 184)), [(7, 70), (8, 80)]);
    // The second packet announces with its pointer where the second section begins.
    let begun = packet(0, true, 0, &[&[0], &first[..10]].concat());
    let rest = first.len() - 10;
    let pointed = [&[u8::try_from(rest).unwrap()], &first[10..], &second, &[0xff; 20]].concat();
    assert_eq!(programs(&[begun.clone(), packet(0, true, 1, &pointed)].concat()), [(7, 70), (8, 80)]);
    let stuffed = packet(0, false, 1, &[&first[10..], &[0xff; 20]].concat());
    assert_eq!(programs(&[begun.clone(), stuffed].concat()), [(7, 70)]);
    let beyond = packet(0, true, 1, &[&[200], &first[10..]].concat());
    assert_eq!(programs(&[begun, beyond].concat()), [], "the pointer leads out of the packet");
}

#[test]
fn only_whole_sections_in_force_count() {
    let good = association(&[(1, 0x1000)]);
    assert_eq!(programs(&carry(0, &good, 184)), [(1, 0x1000)]);
    for bit in 0..good.len() * 8 {
        let mut bad = good.clone();
        bad[bit / 8] ^= 1 << (bit % 8);
        assert_eq!(programs(&carry(0, &bad, 184)), [], "bit {bit}");
    }
    let mut next = good[..good.len() - 4].to_vec();
    next[5] &= 0xfe;
    next.extend(super::crc(&next).to_be_bytes());
    assert_eq!(programs(&carry(0, &next, 184)), [], "not yet in force");
    assert_eq!(programs(&carry(0, &association(&[(0, 16), (5, 50), (6, 60)]), 184)), [(5, 50)]);
    assert_eq!(programs(&carry(0, &section(0x42, 1, &[0, 1, 0xf0, 0]), 184)), [], "another table");
    assert_eq!(programs(&carry(0, &[0, 0xb0, 0], 184)), [], "a section of no bytes");
    assert_eq!(programs(&carry(0, &[0, 0xbf, 0xff, 1], 184)), [], "a section longer than there is");
}

#[test]
fn what_a_stream_is_is_told_by_type_and_descriptors() {
    for (code, descriptors, kind) in [
        (0x1b, &[][..], Kind::H264),
        (0x0f, &[], Kind::Adts),
        (0x03, &[], Kind::MpegAudio),
        (0x04, &[], Kind::MpegAudio),
        (0x02, &[], Kind::UnnamedVideo), // MPEG-2 video
        (0x11, &[], Kind::Latm),
        (0x24, &[], Kind::H265),
        (0x33, &[], Kind::UnnamedVideo), // VVC
        (0x81, &[], Kind::Ac3),
        (0xdb, &[], Kind::UnnamedVideo), // sample-encrypted H.264
        (0x06, &[], Kind::Data),
        (0x06, &[0x6a, 1, 0], Kind::Ac3), // as DVB has it
        (0x06, &[0x05, 4, b'H', b'E', b'V', b'C'], Kind::H265),
        (0x06, &[0x52, 1, 9, 0x7a, 1, 0], Kind::Ac3), // enhanced AC-3, named second
        (0x06, &[0x7f, 2, 0x15, 0], Kind::Unnamed),   // AC-4
        (0x06, &[0x7f, 1, 0x06], Kind::Data),         // an extension that is no codec
        (0x06, &[0x05, 4, b'O', b'p', b'u', b's'], Kind::Opus),
        (0x06, &[0x05, 4, b'A', b'V', b'0', b'1', 0x80, 4, 0x81, 0x08, 0x0c, 0], Kind::Av1([0x81, 8, 12, 0])),
        (0x06, &[0x05, 4, b'A', b'V', b'0', b'1', 0x80, 3, 0x81, 0x08, 0x0c], Kind::UnnamedVideo),
        (0x06, &[0x05, 4, b'K', b'L', b'V', b'A'], Kind::Data), // metadata
        (0x06, &[0x59, 8, b'e', b'n', b'g', 16, 0, 1, 0, 1], Kind::Data), // subtitles
        (0x06, &[0x6a], Kind::Data),                            // cut off
        (0x05, &[], Kind::Data),
        (0x15, &[0x26, 4, 0xff, 0xff, b'I', b'D'], Kind::Data), // timed ID3
        (0x86, &[], Kind::Data),                                // SCTE-35
        (0x86, &[0x05, 4, b'C', b'U', b'E', b'I'], Kind::Data),
        (0x86, &[0x05, 4, b'D', b'T', b'S', b'2'], Kind::Unnamed),
        (0xfe, &[], Kind::Data),
    ] {
        let stream = Stream { code, pid: 0x100, descriptors };
        assert_eq!(stream.kind(), kind, "{stream:x?}");
    }
}

/// A parameter set of 176x144 at 25 a second, and a frame of AAC-LC, with what follows them.
const VIDEO: &[u8] = &[0, 0, 1, 0x67, 66, 0xc0, 10, 0xdc, 0x2c, 0x4e, 0x40, 0, 0, 1, 0x68];
const AUDIO: &[u8] = &[0xff, 0xf1, 0x50, 0x80, 0x01, 0x1f, 0xfc, 0xde];

#[test]
fn streams_that_are_no_media_do_not_count() {
    let codecs = |streams: &[(u8, u16, &[u8], &[u8])]| read_head(&stream(streams)).codecs;
    let (video, audio) = ((0x1b, 0x100, &[][..], VIDEO), (0x0f, 0x101, &[][..], AUDIO));
    let both = Some(vec!["avc1.42c00a".to_owned(), "mp4a.40.2".to_owned()]);
    assert_eq!(codecs(&[video, audio]), both);
    assert_eq!(codecs(&[(0x0f, 0x100, &[], AUDIO), (0x1b, 0x101, &[], VIDEO)]), both, "video first");
    assert_eq!(codecs(&[video, audio, (0x15, 0x102, &[], b"ID3"), (0x86, 0x103, &[], b"")]), both);
    assert_eq!(codecs(&[video, (0x0f, 0x101, &[], b"nothing")]), None, "audio that is not understood");
    assert_eq!(codecs(&[video, (0x1b, 0x101, &[], b"")]), None, "video without parameters");
    assert_eq!(codecs(&[video, audio, (0x0f, 0x102, &[], AUDIO)]), both, "each codec once");
    let av1 = [0x05, 4, b'A', b'V', b'0', b'1', 0x80, 4, 0x81, 0x28, 0xcc, 0];
    assert_eq!(codecs(&[(0x06, 0x100, &av1, b"\x12\0")]), Some(vec!["av01.1.08H.10".to_owned()]));
    assert_eq!(codecs(&[(0x15, 0x102, &[], b"ID3")]), None);
    assert_eq!(codecs(&[]), None);
}

#[test]
fn the_first_program_counts_and_its_map_may_change() {
    let map_of = |program, streams: &[(u8, u16, &[u8])]| carry(0x1000, &map(program, streams), 184);
    let data = |pid, payload: &[u8]| cut(pid, &super::pes(0, payload), 184);
    let head = carry(0, &association(&[(1, 0x1000), (2, 0x1000)]), 184);
    let tail = [data(0x100, VIDEO), data(0x101, AUDIO)].concat();
    let codecs = |maps: &[Vec<u8>]| read_head(&[head.clone(), maps.concat(), tail.clone()].concat()).codecs;
    let video = Some(vec!["avc1.42c00a".to_owned()]);
    assert_eq!(codecs(&[map_of(1, &[(0x1b, 0x100, &[])])]), video);
    assert_eq!(codecs(&[map_of(1, &[(0x1b, 0x100, &[])]), map_of(2, &[(0x0f, 0x101, &[])])]), video);
    let added = codecs(&[map_of(1, &[(0x1b, 0x100, &[])]), map_of(1, &[(0x0f, 0x101, &[])])]).unwrap();
    assert_eq!(added, ["avc1.42c00a", "mp4a.40.2"]);
    assert_eq!(codecs(&[map_of(1, &[(0x1b, 0x100, &[])]), map_of(1, &[(0x0f, 0x100, &[])])]), None);
    assert_eq!(codecs(&[map_of(2, &[(0x1b, 0x100, &[])])]), None, "no map of the first program");
    let crowd: Vec<_> = (0x100..0x1c0).map(|pid| (0x1b, pid, &[][..])).collect();
    assert_eq!(codecs(&[map_of(1, &crowd)]), None, "more streams than a program has");
}

#[test]
fn what_is_scrambled_is_not_known() {
    let mut bytes = stream(&[(0x1b, 0x100, &[], VIDEO)]);
    assert_eq!(read_head(&bytes).resolution, Some((176, 144)));
    bytes[2 * 188 + 3] |= 0x80;
    assert_eq!(read_head(&bytes), Info::default());
}
