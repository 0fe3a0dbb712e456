//! Recorded samples, against what ffprobe 5.1.9 says of them (`tests/data/media/make.sh` prints it).

use h264_reader::nal::sps::SeqParameterSet;
use h264_reader::nal::{NalHeader, WritableNal};
use h264_reader::rbsp::{BitReader, ByteReader};

use crate::media::{Info, VideoRange, read_head};

macro_rules! sample {
    ($name:literal) => {
        include_bytes!(concat!("../../../tests/data/media/", $name, ".ts")).as_slice()
    };
}

pub(super) const HIGH: &[u8] = sample!("high");
pub(super) const CROP: &[u8] = sample!("crop");
const FILM: &[u8] = sample!("film");

pub(super) fn info(codecs: &[&str], resolution: Option<(u32, u32)>, frame_rate: Option<u32>) -> Info {
    let codecs = codecs.iter().map(ToString::to_string).collect::<Vec<_>>();
    // All of them are of the ordinary range, but only a parameter set says so.
    let video_range = resolution.map(|_| VideoRange::Sdr);
    Info { codecs: Some(codecs).filter(|codecs| !codecs.is_empty()), resolution, frame_rate, video_range }
}

/// Codec names come from ffprobe's profile and level: High is 64, Main 4D, Constrained Baseline 42 with the
/// constraint bits C0, and a level is its number in hexadecimal, 11 being 0B.
#[test]
fn what_is_read_is_what_ffprobe_says() {
    let aac = "mp4a.40.2";
    for (name, bytes, expected) in [
        ("high", HIGH, info(&["avc1.64000b", aac], Some((176, 144)), Some(25_000))),
        ("crop", CROP, info(&["avc1.4d400d", aac], Some((322, 182)), Some(29_970))),
        ("baseline", sample!("baseline"), info(&["avc1.42c00a"], Some((128, 96)), Some(15_000))),
        ("fields", sample!("fields"), info(&["avc1.640015", aac], Some((96, 64)), Some(25_000))),
        ("film", FILM, info(&["avc1.64000a"], Some((96, 64)), Some(23_976))),
        ("audio", sample!("audio"), info(&[aac], None, None)),
        ("mp3", sample!("mp3"), info(&["avc1.64000a", "mp4a.40.34"], Some((96, 64)), Some(25_000))),
        // One codec that is not named takes the list with it, and nothing else.
        ("mp2", sample!("mp2"), info(&[], Some((96, 64)), Some(25_000))),
        ("mpeg2", sample!("mpeg2"), info(&[], None, Some(25_000))),
        ("ac3", sample!("ac3"), info(&["avc1.64000a", "ac-3"], Some((96, 64)), Some(25_000))),
        ("dvb-ac3", sample!("dvb-ac3"), info(&["avc1.64000a", "ac-3"], Some((96, 64)), Some(25_000))),
        ("latm", sample!("latm"), info(&[aac], None, None)),
        ("opus", sample!("opus"), info(&["opus"], None, None)),
        ("hevc", sample!("hevc"), info(&["hvc1.1.6.L30.90", aac], Some((96, 64)), Some(25_000))),
    ] {
        assert_eq!(read_head(bytes), expected, "{name}");
    }
}

#[test]
fn high_range_is_told() {
    let expected = info(&["hvc1.2.4.L30.90"], Some((96, 64)), Some(25_000));
    assert_eq!(read_head(sample!("bright")), Info { video_range: Some(VideoRange::Pq), ..expected });
}

#[test]
fn a_change_of_parameters_inside_a_segment_lists_both_codecs() {
    let expected = info(&["avc1.64000b", "avc1.4d400d", "mp4a.40.2"], Some((322, 182)), Some(29_970));
    assert_eq!(read_head(&[HIGH, CROP].concat()), expected);
    assert_eq!(read_head(&[CROP, HIGH, CROP].concat()).resolution, Some((322, 182)));
}

/// The same bytes without the VUI in its parameter set, which x264 always writes.
fn without_clock(sample: &[u8]) -> Vec<u8> {
    let start = sample.windows(4).position(|bytes| bytes == [0, 0, 1, 0x67]).unwrap() + 3;
    let length = sample[start..].windows(3).position(|bytes| bytes == [0, 0, 1]).unwrap();
    let nal = &mut sample[start..start + length].to_vec();
    while nal.last() == Some(&0) {
        nal.pop();
    }
    let reader = BitReader::new(ByteReader::skipping_h264_header(nal.as_slice()));
    let mut sps = SeqParameterSet::from_bits(reader).unwrap();
    assert!(sps.vui_parameters.take().is_some_and(|vui| vui.timing_info.is_some()));
    let shorter = sps.to_vec_with_header(NalHeader::new(0x67).unwrap());
    let mut bytes = sample.to_vec();
    bytes[start..start + length].fill(0);
    bytes[start..start + shorter.len()].copy_from_slice(&shorter);
    bytes
}

#[test]
fn without_a_clock_in_the_video_the_frame_times_tell_the_rate() {
    for (name, bytes) in [("high", HIGH), ("crop", CROP), ("film", FILM)] {
        assert_eq!(read_head(&without_clock(bytes)), read_head(bytes), "{name}");
    }
}

#[test]
fn the_head_tells_the_truth_or_nothing_however_short() {
    for (sample, enough) in [(HIGH, 24 * 188), (CROP, 25 * 188)] {
        let all = read_head(sample);
        for length in 0..sample.len() {
            let head = read_head(&sample[..length]);
            assert!(head.codecs.is_none() || head.codecs == all.codecs, "{length}: {head:?}");
            assert!(head.resolution.is_none() || head.resolution == all.resolution, "{length}: {head:?}");
            assert!(head.frame_rate.is_none() || head.frame_rate == all.frame_rate, "{length}: {head:?}");
            assert!(length < enough || head == all, "{length}: {head:?}");
        }
    }
}
