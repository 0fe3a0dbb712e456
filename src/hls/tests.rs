//! What is written is read back by another reader (quick-m3u8), line by line, as what went in: whatever the
//! names, times and durations are, nothing gets lost and nothing gets in.

// The reader's durations and seconds are floats. A quotient of whole numbers that a float holds exactly is
// the float nearest to it, and so is what the reader makes of its digits: equal is equal.
#![allow(clippy::cast_precision_loss)]

use std::fmt::Write as _;
use std::sync::Arc;

use percent_encoding::percent_decode_str;
use proptest::prelude::*;
use quick_m3u8::config::ParsingOptions;
use quick_m3u8::date::{DateTime, DateTimeTimezoneOffset};
use quick_m3u8::tag::hls::{
    Discontinuity, DiscontinuitySequence, Endlist, Gap, Inf, M3u, MapByterange, MediaSequence, PlaylistType,
    ProgramDateTime, StreamInf, Targetduration, Version,
};
use quick_m3u8::tag::{DecimalResolution, HlsPlaylistType};
use quick_m3u8::{HlsLine, Reader};

use super::{
    Codecs, FrameRate, Kind, Map, MasterPlaylist, MediaPlaylist, Resolution, Segment, Uri, Variant,
    VideoRange,
};
use crate::time::{Span, Time};

/// Names that somebody might give a file to get a line, a quote or a variable into a playlist, or a path out
/// of a directory, among any others.
fn name() -> impl Strategy<Value = String> {
    let hostile = [
        "57:02.000-2.000-full-abc_-.ts",
        "\n#EXT-X-ENDLIST\n",
        "a\r\nb",
        "\r",
        "#EXTINF:9,",
        "#EXTM3U",
        "\"",
        "a\",B=\"",
        "{$x}",
        "..",
        ".",
        "",
        "a/b",
        "\0",
        "%2e%2e",
        "%0a",
        "é",
        "\u{feff}",
        "\u{2028}",
        "\u{85}",
        " ",
        "\t",
        "a?b=c",
        "a#b",
        "http://x",
        "//x",
        "-",
        "a\\b",
        "\u{202e}",
        "C:",
        "a+b",
    ];
    prop_oneof![
        prop::sample::select(hostile.map(String::from).to_vec()),
        any::<String>(),
        "[ -~]{1,12}",
        "[0-9]{2}:[0-9]{2}\\.[0-9]{3}-[0-9]\\.[0-9]{3}-full-[A-Za-z0-9_-]{8}\\.ts",
    ]
}

fn names() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(name(), 1..4)
}

fn borrowed(names: &[String]) -> Vec<&str> {
    names.iter().map(String::as_str).collect()
}

fn is_file_name(name: &str) -> bool {
    !matches!(name, "" | "." | "..") && !name.contains(['/', '\0'])
}

/// Any URI there is.
fn uri() -> impl Strategy<Value = Uri> {
    let base = prop_oneof![
        Just(String::new()),
        prop::sample::select(vec!["https://a.example/b", "/", "../x/", "http://[::1]:80"])
            .prop_map(String::from),
        name(),
    ];
    let pairs = prop::collection::vec((name(), name()), 0..3);
    (0_usize..3, names(), base, pairs, 0..3).prop_filter_map("no URI", |(up, names, base, pairs, form)| {
        let uri = match form {
            0 => Uri::relative(up, &borrowed(&names)),
            1 => Uri::below(&base, &borrowed(&names)),
            _ => Uri::file(&format!("/{}", names.join("/"))),
        };
        Some(uri.ok()?.with_query(&pairs))
    })
}

fn segment() -> impl Strategy<Value = Segment> {
    // Up to a hundred days, so that a float still has every microsecond.
    let micros = prop_oneof![
        1..10_000_000_u64,
        (1..100_u64).prop_map(|secs| secs * 1_000_000),
        1..8_640_000_000_000_u64
    ];
    let time = prop_oneof![
        1_700_000_000_000_000..1_900_000_000_000_000_i64,
        (1_700_000_000..1_900_000_000_i64).prop_map(|secs| secs * 1_000_000),
        Time::MIN.micros()..=Time::MAX.micros(),
    ];
    let time = prop::option::weighted(0.9, time);
    let map =
        (uri(), prop::option::of(1..10_000_u64)).prop_map(|(uri, length)| Arc::new(Map { uri, length }));
    let map = prop::option::weighted(0.2, map);
    (uri(), micros, time, any::<[bool; 2]>(), map).prop_map(|(uri, micros, time, flags, map)| {
        let [discontinuity, gap] = flags;
        let program_date_time = time.map(Time::from_micros);
        Segment { uri, duration: Span::from_micros(micros), program_date_time, discontinuity, gap, map }
    })
}

fn kind() -> impl Strategy<Value = Kind> {
    let number = || prop_oneof![Just(0), 0..100_000_u64, 0..u64::MAX - 1_000];
    prop_oneof![
        Just(Kind::Vod),
        any::<bool>().prop_map(|ended| Kind::Event { ended }),
        (number(), number(), any::<bool>()).prop_map(|(media_sequence, discontinuity_sequence, ended)| {
            Kind::Live { media_sequence, discontinuity_sequence, ended }
        }),
    ]
}

fn variant() -> impl Strategy<Value = Variant> {
    let codec = prop::sample::select(vec!["avc1.640028", "mp4a.40.2", "hvc1.1.6.L93.B0", "ec-3"]);
    let resolution =
        (1..10_000_u32, 1..10_000_u32).prop_map(|(width, height)| Resolution::new(width, height));
    let frame_rate = (1..300_000_u64).prop_map(FrameRate::from_thousandths);
    (
        uri(),
        1..=u64::MAX,
        prop::option::of(any::<u64>()),
        prop::collection::vec(codec, 0..4),
        prop_oneof![Just(None), resolution],
        prop_oneof![Just(None), frame_rate],
        prop::option::of(prop::sample::select(vec![VideoRange::Sdr, VideoRange::Hlg, VideoRange::Pq])),
    )
        .prop_map(|(uri, bandwidth, average_bandwidth, codecs, resolution, frame_rate, video_range)| {
            Variant {
                uri,
                bandwidth,
                average_bandwidth,
                codecs: Codecs::new(codecs).expect("are codecs"),
                resolution,
                frame_rate,
                video_range,
            }
        })
}

/// Every line, as the other reader understands it.
fn read(text: &str) -> Vec<HlsLine<'_>> {
    let mut reader = Reader::from_str(text, ParsingOptions::default());
    let mut lines = Vec::new();
    while let Some(line) = reader.read_line().expect("is a playlist") {
        lines.push(line);
    }
    lines
}

fn date(time: Time) -> ProgramDateTime<'static> {
    let (year, month, day, hour, minute, second, micros) = time.civil();
    let byte = |field: u32| u8::try_from(field).expect("is small");
    ProgramDateTime::new(DateTime {
        date_fullyear: u32::try_from(year).expect("is not negative"),
        date_month: byte(month),
        date_mday: byte(day),
        time_hour: byte(hour),
        time_minute: byte(minute),
        time_second: f64::from(second * 1_000_000 + micros) / 1e6,
        timezone_offset: DateTimeTimezoneOffset::default(),
    })
}

/// The lines a playlist of this kind must have.
fn media_lines(kind: Kind, target_duration: u64, segments: &[Segment]) -> Vec<HlsLine<'_>> {
    let has = |wanted: fn(&Segment) -> bool| segments.iter().any(wanted);
    let version = match (has(|segment| segment.gap), has(|segment| segment.map.is_some())) {
        (true, _) => 8,
        (false, true) => 6,
        (false, false) => 3,
    };
    let mut lines =
        vec![M3u.into(), Version::new(version).into(), Targetduration::new(target_duration).into()];
    let ended = match kind {
        Kind::Vod => {
            lines.push(MediaSequence::new(0).into());
            lines.push(PlaylistType::new(HlsPlaylistType::Vod).into());
            true
        }
        Kind::Event { ended } => {
            lines.push(MediaSequence::new(0).into());
            lines.push(PlaylistType::new(HlsPlaylistType::Event).into());
            ended
        }
        Kind::Live { media_sequence, discontinuity_sequence, ended } => {
            lines.push(MediaSequence::new(media_sequence).into());
            lines.push(DiscontinuitySequence::new(discontinuity_sequence).into());
            ended
        }
    };
    let mut in_force = None;
    for (index, segment) in segments.iter().enumerate() {
        if segment.discontinuity && (index > 0 || matches!(kind, Kind::Live { .. })) {
            lines.push(Discontinuity.into());
        }
        if let Some(map) = segment.map.as_ref().filter(|map| in_force != Some(*map)) {
            in_force = Some(map);
            let mut tag = quick_m3u8::tag::hls::Map::builder().with_uri(map.uri.as_str()).finish();
            if let Some(length) = map.length {
                tag.set_byterange(MapByterange { length, offset: 0 });
            }
            lines.push(tag.into());
        }
        lines.extend(segment.program_date_time.map(|time| date(time).into()));
        if segment.gap {
            lines.push(Gap.into());
        }
        lines.push(Inf::new(segment.duration.micros() as f64 / 1e6, "").into());
        lines.push(HlsLine::uri(segment.uri.as_str()));
    }
    if ended {
        lines.push(Endlist.into());
    }
    lines
}

fn master_lines(variants: &[Variant]) -> Vec<HlsLine<'_>> {
    let mut lines = vec![M3u.into(), Version::new(1).into()];
    let has_high_range = variants.iter().any(|variant| variant.video_range > Some(VideoRange::Sdr));
    for variant in variants {
        let mut tag = StreamInf::builder().with_bandwidth(variant.bandwidth).finish();
        if let Some(bandwidth) = variant.average_bandwidth {
            tag.set_average_bandwidth(bandwidth);
        }
        if !variant.codecs.is_empty() {
            tag.set_codecs(variant.codecs.iter().collect::<Vec<_>>().join(","));
        }
        if let Some(size) = variant.resolution {
            tag.set_resolution(DecimalResolution {
                width: size.width().into(),
                height: size.height().into(),
            });
        }
        if let Some(rate) = variant.frame_rate {
            tag.set_frame_rate(rate.thousandths() as f64 / 1e3);
        }
        if has_high_range && let Some(range) = variant.video_range {
            tag.set_video_range(match range {
                VideoRange::Sdr => "SDR",
                VideoRange::Hlg => "HLG",
                VideoRange::Pq => "PQ",
            });
        }
        lines.push(tag.into());
        lines.push(HlsLine::uri(variant.uri.as_str()));
    }
    lines
}

/// Text that can't mean anything but itself, wherever in a playlist it stands.
fn is_inert(uri: &Uri) -> bool {
    let text = uri.as_str();
    text.bytes().all(|byte| byte.is_ascii_graphic())
        && !text.contains(['"', '<', '>', '\\', '^', '`', '{', '|', '}'])
        && !text.starts_with('#')
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8().expect("is UTF-8").into_owned()
}

proptest! {
    #[test]
    fn media_playlists_read_back(
        kind in kind(),
        segments in prop::collection::vec(segment(), 0..8),
        headroom in 0..3_u64,
    ) {
        prop_assume!(!(kind.is_ended() && segments.is_empty()));
        let needed = super::target_duration(segments.iter().map(|segment| segment.duration));
        let target = needed + headroom;
        let playlist = MediaPlaylist::with_target_duration(kind, segments.clone(), target).expect("is valid");
        let mut text = String::new();
        playlist.write_to(&mut text);
        prop_assert_eq!(read(&text), media_lines(kind, target, &segments));
        prop_assert_eq!(media_lines(kind, target, &segments), media_lines(kind, target, playlist.segments()));
        if headroom == 0 {
            prop_assert_eq!(MediaPlaylist::new(kind, segments), Ok(playlist));
        }
    }

    #[test]
    fn master_playlists_read_back(variants in prop::collection::vec(variant(), 1..6)) {
        let Ok(playlist) = MasterPlaylist::new(variants.clone()) else {
            prop_assume!(false);
            unreachable!();
        };
        let mut text = String::new();
        playlist.write_to(&mut text);
        prop_assert_eq!(read(&text), master_lines(&variants));
    }

    #[test]
    fn uris_are_inert(uri in uri()) {
        prop_assert!(is_inert(&uri), "{}", uri);
    }

    #[test]
    fn relative_uris_lead_to_their_file(up in 0_usize..4, names in names()) {
        match Uri::relative(up, &borrowed(&names)) {
            Err(_) => prop_assert!(!names.iter().all(|name| is_file_name(name))),
            Ok(uri) => {
                prop_assert!(names.iter().all(|name| is_file_name(name)));
                let text = uri.as_str();
                let first = text.split('/').next().unwrap_or_default();
                prop_assert!(!first.contains(':'), "{} would have a scheme", text);
                let mut expected = vec!["..".to_owned(); up];
                expected.extend(names);
                let path = text.strip_prefix("./").unwrap_or(text);
                prop_assert_eq!(path.split('/').map(decode).collect::<Vec<_>>(), expected);
            }
        }
    }

    #[test]
    fn files_lead_to_themselves(names in names()) {
        let mut path = String::new();
        for name in &names {
            let _ = write!(path, "/{name}");
        }
        if let Ok(uri) = Uri::file(&path) {
            let decoded: Vec<String> = uri.as_str().split('/').skip(1).map(decode).collect();
            let expected: Vec<&str> = path.split('/').filter(|name| !name.is_empty()).collect();
            prop_assert_eq!(decoded, expected);
        } else {
            prop_assert!(!names.iter().all(|name| is_file_name(name)));
        }
    }

    #[test]
    fn queries_read_back(uri in uri(), pairs in prop::collection::vec((name(), name()), 1..4)) {
        let start = uri.to_string();
        let text = uri.with_query(&pairs).to_string();
        let query = text.strip_prefix(&start).expect("only adds");
        prop_assert!(!query.contains(['+', ';', '\'', '#']));
        let read: Vec<(String, String)> = query[1..]
            .split('&')
            .map(|pair| pair.split_once('=').expect("has a value"))
            .map(|(name, value)| (decode(name), decode(value)))
            .collect();
        prop_assert_eq!(read, pairs);
    }
}
