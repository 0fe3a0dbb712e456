//! MPEG-TS and packed audio.

use std::fs;

use streamctl::media::{Format, VideoRange, measure};

use super::{assert_is_as_probed, recipe};
use crate::support::clip::made;

const PAL: &str = "testsrc2=size=160x90:rate=25";
const X264: [&str; 4] = ["-c:v", "libx264", "-preset", "ultrafast"];
const AAC: [&str; 6] = ["-c:a", "aac", "-b:a", "32k", "-ac", "2"];

#[test]
fn transport_streams_of_every_kind() {
    let with = |options: &[&'static str]| [&X264[..], &AAC, options].concat();
    for (picture, options, codecs) in [
        (PAL, with(&["-bf", "3", "-g", "25"]), "avc1.4d400b,mp4a.40.2"),
        ("testsrc2=size=160x90:rate=30000/1001", with(&["-bf", "2", "-g", "30"]), "avc1.4d400b,mp4a.40.2"),
        ("testsrc2=size=160x90:rate=24000/1001", with(&["-bf", "0"]), "avc1.42c00a,mp4a.40.2"),
        ("testsrc2=size=160x90:rate=50", with(&["-bf", "2", "-ar", "44100"]), "avc1.4d400b,mp4a.40.2"),
        ("testsrc2=size=1920x1080:rate=25", with(&["-t", "1"]), "avc1.42c028,mp4a.40.2"),
        (
            PAL,
            with(&["-bf", "3", "-sc_threshold", "0", "-x264-params", "open-gop=1:keyint=12"]),
            "avc1.4d400b,mp4a.40.2",
        ),
        (PAL, with(&["-bf", "2", "-output_ts_offset", "95442.4"]), "avc1.4d400b,mp4a.40.2"),
        (PAL, [&["-vn"][..], &AAC].concat(), "mp4a.40.2"),
        (PAL, [&X264[..], &["-c:a", "libmp3lame", "-b:a", "64k"]].concat(), "avc1.42c00b,mp4a.40.34"),
        (
            PAL,
            [&X264[..], &["-c:a", "libmp3lame", "-ar", "24000", "-ac", "1"]].concat(),
            "avc1.42c00b,mp4a.40.34",
        ),
        (PAL, [&X264[..], &["-c:a", "ac3", "-b:a", "128k", "-ac", "6"]].concat(), "avc1.42c00b,ac-3"),
        (PAL, [&X264[..], &["-c:a", "ac3", "-ar", "44100"]].concat(), "avc1.42c00b,ac-3"),
        (PAL, [&X264[..], &["-c:a", "eac3", "-b:a", "96k"]].concat(), "avc1.42c00b,ec-3"),
    ] {
        let options = [&options[..], &["-f", "mpegts", "segment.ts"]].concat();
        let path = made(&recipe(picture, "3", &options)).join("segment.ts");
        let measured = measure(&fs::read(&path).unwrap()).unwrap();
        assert_eq!(measured.format, Format::MpegTs);
        assert_is_as_probed(&measured, &path);
        assert_eq!(measured.codecs().unwrap().join(","), codecs, "{options:?}");
        let is_open = options.iter().any(|option| option.contains("open-gop"));
        let keys = &measured.tracks[0].keyframes;
        assert_eq!(keys.iter().any(|key| !key.is_closed), is_open, "{options:?}");
        assert!(measured.is_independent() && !measured.changes_inside());
    }
}

#[test]
fn hevc_in_a_transport_stream() {
    let base = ["-c:v", "libx265", "-preset", "ultrafast", "-tag:v", "hvc1"];
    for (picture, params, codec) in [
        (PAL, "log-level=error:keyint=10:open-gop=0:bframes=3", "hvc1.1.6.L30.90"),
        ("testsrc2=size=322x182:rate=30000/1001", "log-level=error:keyint=10:open-gop=1", "hvc1.1.6.L60.90"),
    ] {
        let options = [&base[..], &["-x265-params", params], &AAC, &["-f", "mpegts", "segment.ts"]].concat();
        let path = made(&recipe(picture, "2", &options)).join("segment.ts");
        let measured = measure(&fs::read(&path).unwrap()).unwrap();
        assert_is_as_probed(&measured, &path);
        assert_eq!(measured.codecs().unwrap(), [codec, "mp4a.40.2"]);
        let level = codec.split('.').nth(3).unwrap()[1..].parse::<u64>().unwrap();
        let told = &crate::support::probe::packets(&path)[0].told;
        assert_eq!(told["level"].as_u64(), Some(level));
        assert!(measured.is_independent());
        let keys = &measured.tracks[0].keyframes;
        assert_eq!(keys.iter().any(|key| !key.is_closed), params.contains("open-gop=1"), "{keys:?}");
    }
}

/// How bright the picture may be, by the codecs' own parameters, and the same in MP4.
#[test]
fn ranges_of_pictures() {
    for (encoder, params) in [("libx264", "-x264-params"), ("libx265", "-x265-params")] {
        for (transfer, range) in
            [("smpte2084", VideoRange::Pq), ("arib-std-b67", VideoRange::Hlg), ("bt2020-10", VideoRange::Sdr)]
        {
            let coded = ["-an", "-c:v", encoder, params, "log-level=error", "-preset", "ultrafast"];
            let colour = ["-color_trc", transfer, "-color_primaries", "bt2020", "-colorspace", "bt2020nc"];
            let fragments = ["-movflags", "frag_keyframe+empty_moov+default_base_moof", "-f", "mp4"];
            for packed in [&["-f", "mpegts"][..], &fragments] {
                let options = [&coded[..], &colour, packed, &["segment"]].concat();
                let path = made(&recipe(PAL, "1", &options)).join("segment");
                let measured = measure(&fs::read(&path).unwrap()).unwrap();
                let told = &crate::support::probe::packets(&path)[0].told;
                assert_eq!(told["color_transfer"], transfer);
                assert_eq!(measured.video_range(), Some(range), "{options:?}");
            }
        }
    }
}

/// Where the times of pictures cannot tell how many there are a second, the parameters of HEVC can.
#[test]
fn a_single_picture_has_the_rate_of_its_parameters() {
    let options = ["-an", "-frames:v", "1", "-c:v", "libx265", "-x265-params", "log-level=error"];
    let options = [&options[..], &["-f", "mpegts", "segment.ts"]].concat();
    let path = made(&recipe("testsrc2=size=160x90:rate=30000/1001", "1", &options)).join("segment.ts");
    assert_eq!(measure(&fs::read(path).unwrap()).unwrap().frame_rate(), Some(29_970));
}

/// AAC whose frames mostly say that all is as before, and Opus.
#[test]
fn sound_that_players_of_hls_seldom_meet() {
    for (options, codec, rate) in [
        (&["-c:a", "aac", "-mpegts_flags", "latm", "-ar", "44100"][..], "mp4a.40.2", 44_100),
        (&["-c:a", "libopus", "-b:a", "64k"], "opus", 48_000),
        (&["-c:a", "libopus", "-frame_duration", "60", "-ac", "2"], "opus", 48_000),
    ] {
        let options = [&["-vn"], options, &["-f", "mpegts", "segment.ts"]].concat();
        let path = made(&recipe(PAL, "3", &options)).join("segment.ts");
        let measured = measure(&fs::read(&path).unwrap()).unwrap();
        assert_eq!(measured.codecs().unwrap(), [codec], "{measured:?}");
        let track = &measured.tracks[0];
        assert_eq!(track.parameters[0].sample_rate, Some(rate));
        let packets = &crate::support::probe::packets(&path)[0].packets;
        let extent = track.extent.unwrap();
        assert_eq!(extent.first, packets[0].pts, "{options:?}");
        let last = packets.last().unwrap();
        // ffprobe drops parts of ticks, and what is cut off at the end.
        let apart = extent.end - (last.pts + last.duration);
        assert!(apart.abs() < 5_400, "{options:?}: {extent:?}, {last:?}");
        assert_eq!(measured.faults, streamctl::media::Faults::default());
    }
}

#[test]
fn packed_audio() {
    for (name, options, codec) in [
        ("audio.aac", &["-c:a", "aac"][..], "mp4a.40.2"),
        ("audio.mp3", &["-c:a", "libmp3lame", "-write_xing", "0"], "mp4a.40.34"),
        ("audio.ac3", &["-c:a", "ac3"], "ac-3"),
        ("audio.eac3", &["-c:a", "eac3"], "ec-3"),
    ] {
        let path = made(&recipe(PAL, "2", &[&["-vn"], options, &[name]].concat())).join(name);
        let bytes = fs::read(&path).unwrap();
        let measured = measure(&bytes).unwrap();
        assert_is_as_probed(&measured, &path);
        assert_eq!(
            (measured.format, measured.codecs().unwrap()),
            (Format::PackedAudio, vec![codec.to_owned()])
        );
        assert!(!measured.tracks[0].extent.unwrap().is_absolute);
        let cut = measure(&bytes[..bytes.len() - 10]).unwrap();
        assert!(cut.faults.truncated);
    }
}
