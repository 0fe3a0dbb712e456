//! PES headers, parameter sets, ADTS and MPEG audio headers, frame rates.

use proptest::prelude::*;

use super::samples::{CROP, HIGH};
use super::{cut, packet, pes};
use crate::media::frame::{self, Sound};
use crate::media::h264::Sps;
use crate::media::layer::{self, Layer};
use crate::media::packet::Packets;
use crate::media::pes::{Piece, Start, Unwrapper};
use crate::media::picture::{self, Codec};
use crate::media::rate::Times;
use crate::media::{Parameters, ac3, adts, sound};

/// The pieces of the one stream in these packets.
fn pieces(bytes: &[u8]) -> Vec<Piece<'_>> {
    let mut unwrapper = Unwrapper::default();
    Packets::new(bytes).filter_map(|packet| unwrapper.push(&packet)).collect()
}

/// What the pieces say: the times of the packets that begin, all bytes, and how often some are missing.
fn summary(bytes: &[u8]) -> (Vec<u64>, Vec<u8>, usize) {
    let pieces = pieces(bytes);
    let times = pieces.iter().filter_map(|piece| piece.header?.pts).collect();
    let broken = pieces.iter().filter(|piece| piece.broken).count();
    (times, pieces.iter().flat_map(|piece| piece.bytes).copied().collect(), broken)
}

#[test]
fn headers_are_taken_off_however_they_are_spread() {
    let frame: Vec<u8> = (0..=255).collect();
    for room in [1, 5, 13, 14, 15, 100, 184] {
        let expected = (vec![5_000_000_000], frame.clone(), 1);
        assert_eq!(
            summary(&cut(0x100, &pes(5_000_000_000, &frame), room)),
            expected,
            "{room} bytes a packet"
        );
    }
    let bare = [0, 0, 1, 0xe0, 0, 0, 0x80, 0, 0];
    assert_eq!(summary(&cut(0x100, &[&bare[..], &frame].concat(), 184)), (vec![], frame.clone(), 1));
    assert_eq!(summary(&packet(0x100, true, 0, &[])), (vec![], vec![], 0), "no payload at all");
}

#[test]
fn times_are_read_whole() {
    for pts in [0, 1, 0x7fff, 0x8000, (1 << 30) - 1, 1 << 32, (1 << 33) - 1] {
        let Start::Header(header) = Start::parse(&pes(pts, &[])) else { panic!("{pts}") };
        assert_eq!((header.pts, header.dts), (Some(pts), None));
    }
    let both = [0, 0, 1, 0xe0, 0, 0, 0x80, 0xc0, 10, 0x31, 0, 1, 0, 3, 0x11, 0, 1, 0, 5];
    let Start::Header(header) = Start::parse(&both) else { panic!() };
    assert_eq!((header.pts, header.dts), (Some(1), Some(2)));
}

#[test]
fn what_is_no_frame_is_left_out() {
    let start = |edit: fn(&mut Vec<u8>)| {
        let mut bytes = pes(9, &[]);
        edit(&mut bytes);
        Start::parse(&bytes)
    };
    assert!(matches!(start(|_| ()), Start::Header(header) if header.pts == Some(9)));
    assert_eq!(start(|bytes| bytes[2] = 2), Start::Other, "no start code");
    assert_eq!(start(|bytes| bytes[3] = 0xbe), Start::Other, "padding");
    assert_eq!(start(|bytes| bytes[6] = 0x0f), Start::Other, "MPEG-1");
    assert_eq!(start(|bytes| bytes[6] |= 0x10), Start::Other, "scrambled");
    assert!(matches!(start(|bytes| bytes[8] = 4), Start::Header(header) if header.pts.is_none()), "no room");
    for length in 0..14 {
        assert_eq!(Start::parse(&pes(9, &[])[..length]), Start::Short, "{length} bytes");
    }
}

#[test]
fn what_is_missing_is_told() {
    let packets = cut(0x100, &pes(0, &[1; 1_000]), 100);
    let (whole, lost) = (summary(&packets), summary(&[&packets[..376], &packets[564..]].concat()));
    assert_eq!((whole.1.len(), whole.2), (1_000, 1));
    assert_eq!((lost.1.len(), lost.2), (186, 1), "nothing after the loss until a PES packet begins");
    let again = summary(&[&packets[..376], &packets[564..], &cut(0x100, &pes(1, &[2; 50]), 100)].concat());
    assert_eq!((again.0, again.1.len(), again.2), (vec![0, 1], 236, 2));
    let other = [pes(0, &[1; 10]), vec![0, 0, 1, 0xbe, 0, 0], pes(1, &[2; 10])];
    let units = other.iter().zip(0..).map(|(unit, counter)| packet(0x100, true, counter, unit));
    assert_eq!(summary(&units.collect::<Vec<_>>().concat()).2, 2, "padding between");
}

/// The parameter sets found in this stream, one frame after the other, when it arrives in pieces of this size.
fn sets(stream: &[u8], size: usize) -> Vec<Parameters> {
    let mut reader = picture::Reader::new(Codec::H264, 90_000);
    reader.start(None, 0);
    stream.chunks(size).for_each(|chunk| reader.push(chunk));
    reader.settle();
    reader.sets
}

fn video(sample: &[u8]) -> Vec<u8> {
    let mut unwrapper = Unwrapper::default();
    let packets = Packets::new(sample).filter(|packet| packet.pid == 0x100);
    packets.filter_map(|packet| unwrapper.push(&packet)).flat_map(|piece| piece.bytes.to_vec()).collect()
}

#[test]
fn parameter_sets_are_found_across_pieces() {
    for (sample, expected) in
        [(HIGH, (Some((176, 144)), Some(25_000))), (CROP, (Some((322, 182)), Some(29_970)))]
    {
        let stream = video(sample);
        let whole = sets(&stream, stream.len());
        let read: Vec<_> = whole.iter().map(|set| (set.resolution, set.frame_rate)).collect();
        assert_eq!(read, [expected]);
        for size in 1..200 {
            assert_eq!(sets(&stream, size), whole, "in pieces of {size}");
        }
    }
}

#[test]
fn a_parameter_set_ends_where_it_ends() {
    let set = [0x67, 66, 0xc0, 10, 0xdc, 0x2c, 0x4e, 0x40];
    let expected = Sps::parse(&set).unwrap().parameters(&set);
    assert_eq!((expected.resolution, expected.frame_rate), (Some((176, 144)), None));
    for (name, stream) in [
        ("at the end", [&[0, 0, 1][..], &set].concat()),
        ("behind four bytes of start code", [&[0, 0, 0, 1][..], &set].concat()),
        ("before three bytes", [&[0, 0, 1][..], &set, &[0, 0, 1, 0x68]].concat()),
        ("before four bytes", [&[0, 0, 1][..], &set, &[0, 0, 0, 1, 0x68]].concat()),
        ("before padding", [&[0, 0, 1][..], &set, &[0; 9], &[1, 0x68]].concat()),
        ("twice", [&[0, 0, 1][..], &set, &[0, 0, 1], &set].concat()),
    ] {
        assert_eq!(sets(&stream, 3), std::slice::from_ref(&expected), "{name}");
    }
    assert_eq!(sets(&[&[1][..], &set].concat(), 9), [], "no start code");
    assert_eq!(sets(&[&[0, 0, 1][..], &set[..3]].concat(), 9), [], "cut off before the level");
    let cut = sets(&[&[0, 0, 1][..], &set[..5]].concat(), 9);
    assert_eq!(
        (cut[0].codec.as_deref(), cut[0].resolution),
        (Some("avc1.42c00a"), None),
        "cut off behind it"
    );
    assert_eq!(sets(&[0, 0, 1, 0x67, 1, 2, 3, 4], 9), [], "no profile of this number");
    let endless = [&[0, 0, 1, 0x67][..], &[0x42; 10_000]].concat();
    assert_eq!(sets(&endless, 99), [], "longer than any");
}

#[test]
fn a_loss_gives_up_the_set_it_falls_into() {
    let mut reader = picture::Reader::new(Codec::H264, 90_000);
    reader.start(None, 0);
    reader.push(&[0, 0, 1, 0x67, 66, 0xc0]);
    reader.skip();
    reader.push(&[10, 0xdc, 0x2c, 0x4e, 0x40, 0, 0, 1, 0x68]);
    reader.settle();
    assert_eq!(reader.sets, []);
}

/// An ADTS frame of this profile (object type less one) and length.
fn adts_frame(profile: u8, length: u16) -> Vec<u8> {
    let [high, low] = (length << 5).to_be_bytes();
    let mut frame = vec![0xff, 0xf1, profile << 6 | 3 << 2, 0x80 | u8::try_from(length >> 11).unwrap()];
    frame.extend([high, low | 0x1f, 0xfc]);
    frame.resize(usize::from(length), 0x21);
    frame
}

fn adts_codec(pieces: &[(&[u8], bool)]) -> Option<String> {
    let mut reader = sound::Reader::new(adts::parse, 90_000);
    for (bytes, starts) in pieces {
        if *starts {
            reader.start(None);
        }
        reader.push(bytes);
    }
    reader.finish();
    let found = reader.parameters();
    found.into_iter().next().and_then(|parameters| parameters.codec)
}

#[test]
fn aac_is_named_by_its_object_type() {
    for (profile, codec) in [(0, "mp4a.40.1"), (1, "mp4a.40.2"), (3, "mp4a.40.4")] {
        let frames = [adts_frame(profile, 300), adts_frame(profile, 200)].concat();
        assert_eq!(adts_codec(&[(&frames, true)]).as_deref(), Some(codec));
        let (head, tail) = frames.split_at(5);
        assert_eq!(adts_codec(&[(head, true), (tail, false)]).as_deref(), Some(codec));
        // Two frames in a row are believed anywhere, one alone only where frames begin.
        let inside = [&[0xff, 0xf1, 3][..], &frames].concat();
        assert_eq!(adts_codec(&[(&inside, false)]).as_deref(), Some(codec));
    }
    let one = adts_frame(1, 8_000);
    assert_eq!(adts_codec(&[(&one[..500], true)]).as_deref(), Some("mp4a.40.2"));
    assert_eq!(adts_codec(&[(&one[..500], false)]), None);
    assert_eq!(adts_codec(&[(&one[..6], true)]), None, "cut off in the header");
    let far = [vec![0; 30_000], adts_frame(1, 300), adts_frame(1, 300)].concat();
    let chunks: Vec<_> = far.chunks(184).map(|chunk| (chunk, false)).collect();
    assert_eq!(adts_codec(&chunks).as_deref(), Some("mp4a.40.2"));
    for broken in [[0xff, 0xf3, 0x50], [0xff, 0xe1, 0x50], [0xfe, 0xf1, 0x50], [0xff, 0xf1, 0x74]] {
        let frame = [&broken[..], &one[3..300]].concat();
        assert_eq!(adts_codec(&[(&frame, true)]), None, "{broken:x?}");
    }
}

#[test]
fn layers_of_mpeg_audio_are_told_apart() {
    // 128 kbit/s of 44.1 kHz, 32 of 24 and so on: the lengths are those that the standard's formula gives.
    for (bytes, expected) in [
        ([0xff, 0xfb, 0x90, 0x64], Some((Layer::Three, 417, 1_152, 44_100))),
        ([0xff, 0xfb, 0x92, 0x64], Some((Layer::Three, 418, 1_152, 44_100))),
        ([0xff, 0xf3, 0x44, 0xc4], Some((Layer::Three, 96, 576, 24_000))),
        ([0xff, 0xe3, 0x44, 0xc4], Some((Layer::Three, 192, 576, 12_000))),
        ([0xff, 0xfd, 0xa4, 0x00], Some((Layer::Two, 576, 1_152, 48_000))),
        ([0xff, 0xff, 0xc4, 0x00], Some((Layer::One, 384, 384, 48_000))),
        ([0xff, 0xf9, 0x90, 0x64], None),
        ([0xff, 0xeb, 0x90, 0x64], None),
        ([0xff, 0xfb, 0xf0, 0x64], None),
        ([0xff, 0xfb, 0x00, 0x64], None),
        ([0xff, 0xfb, 0x9c, 0x64], None),
        ([0xff, 0xdb, 0x90, 0x64], None),
    ] {
        let found = layer::parse(&bytes).map(|frame| {
            let Sound { codec: frame::Codec::Mpeg(layer), rate, .. } = frame.sound else { panic!() };
            (layer, frame.length, frame.samples, rate)
        });
        assert_eq!(found, expected, "{bytes:x?}");
    }
    assert_eq!(layer::parse(&[0xff, 0xfb, 0x90]), None);
}

#[test]
fn frames_of_ac3_are_as_long_as_the_tables_say() {
    let frame = |bytes: &[u8; 8]| {
        ac3::parse(bytes).map(|frame| (frame.sound.codec, frame.length, frame.samples, frame.sound.channels))
    };
    // 384 kbit/s of 48 kHz with six channels; 448 of 44.1, and its longer twin; 32 kHz.
    assert_eq!(
        frame(&[11, 119, 0, 0, 0x1c, 0x40, 0xe1, 0]),
        Some((frame::Codec::Ac3, 1_536, 1_536, Some(6)))
    );
    assert_eq!(
        frame(&[11, 119, 0, 0, 0x5e, 0x40, 0x40, 0]),
        Some((frame::Codec::Ac3, 1_950, 1_536, Some(2)))
    );
    assert_eq!(frame(&[11, 119, 0, 0, 0x5f, 0x40, 0x40, 0]).unwrap().1, 1_952);
    assert_eq!(frame(&[11, 119, 0, 0, 0x80, 0x40, 0x40, 0]).unwrap().1, 192);
    assert_eq!(frame(&[11, 119, 0, 0, 0xc0, 0x40, 0x40, 0]), None, "no such rate");
    assert_eq!(frame(&[11, 119, 0, 0, 0x26, 0x40, 0x40, 0]), None, "no such size");
    // Enhanced: six blocks, stereo; a dependent substream; a single block.
    assert_eq!(frame(&[11, 119, 1, 0x7f, 0x34, 0x80, 0, 0]), Some((frame::Codec::Eac3, 768, 1_536, Some(2))));
    assert_eq!(frame(&[11, 119, 0x41, 0x7f, 0x34, 0x80, 0, 0]), Some((frame::Codec::Eac3, 768, 0, None)));
    assert_eq!(frame(&[11, 119, 1, 0x7f, 0x04, 0x80, 0, 0]).unwrap().2, 256);
    assert_eq!(frame(&[11, 119, 1, 0x7f, 0x34, 0x88, 0, 0]), None, "no such version");
}

fn rate(times: impl IntoIterator<Item = i64>, has_fields: bool) -> Option<u32> {
    let mut gathered = Times::default();
    times.into_iter().for_each(|pts| gathered.push(pts));
    gathered.rate(has_fields)
}

#[test]
fn rates_come_from_times() {
    let every = |step: i64| (0..60).map(move |index| index * step);
    assert_eq!(rate(every(3_600), false), Some(25_000));
    assert_eq!(rate(every(3_003), false), Some(29_970));
    // 24000/1001 a second is 3753.75 ticks, and 30 a second in milliseconds 33, 33 and 34.
    assert_eq!(rate((0..60).map(|index| index * 15_015 / 4), false), Some(23_976));
    assert_eq!(rate((0..61).map(|index| index * 100 / 3 * 90), false), Some(30_000));
    assert_eq!(rate(every(3_600).filter(|pts| pts % 5 != 0 || pts % 7 != 0), false), Some(25_000));
    assert_eq!(rate(every(1_800), true), Some(25_000), "a time for each field");
    assert_eq!(rate(every(1_800), false), Some(50_000));
    assert_eq!(rate(every(3_600), true), Some(25_000), "a time for each frame");
    // The first three of I, P, B, B: the least distance is the one between neighbours.
    assert_eq!(rate([0, 10_800, 3_600], false), Some(25_000));
    assert_eq!(rate([7], false), None);
    assert_eq!(rate([7, 7, 7], false), None);
    assert_eq!(rate([], false), None);
}

proptest! {
    #[test]
    fn rates_do_not_depend_on_order(
        first in -(1_i64 << 33)..1 << 33,
        step in 900..45_000_i64,
        order in Just((0..40_i64).collect::<Vec<_>>()).prop_shuffle(),
    ) {
        let times = order.iter().map(|index| first + index * step);
        let expected = u32::try_from((90_000_000 + step / 2) / step).unwrap();
        prop_assert_eq!(rate(times, false), Some(expected));
    }

    #[test]
    fn any_times_have_a_rate_or_none(times in proptest::collection::vec(any::<i64>(), 0..50), fields: bool) {
        let _ = rate(times, fields);
    }
}
