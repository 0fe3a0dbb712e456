//! A broad lot of playlists written by the library, each with what a reader should find in it.

use streamctl::hls::{
    Codecs, FrameRate, Kind, MasterPlaylist, MediaPlaylist, Rate, Resolution, Segment, Uri, Variant,
    VideoRange, measure,
};
use streamctl::time::{Span, Time};

/// URIs of every form, of an ordinary name and of some that nobody would choose.
fn uris() -> Vec<Uri> {
    let names = [
        "57:02.000-2.000-full-abc_-.ts",
        "a b+c.ts",
        "#EXTINF:1,",
        "\n#EXT-X-ENDLIST\n",
        "\"",
        "{$x}",
        "100%",
        "größe.ts",
        "a'b,c.ts",
        "a?b#c",
        "#EXT-X-KEY:IV",
        " ",
        "\u{feff}",
    ];
    let query = [
        ("start".to_owned(), "2026-11-20T10:00:00+01:00".to_owned()),
        ("a&b".to_owned(), "\" '\n".to_owned()),
    ];
    let forms = |name: &str| {
        [
            Uri::relative(0, &[name]),
            Uri::relative(2, &["2026-11-20T10", name]),
            Uri::below("https://cdn.example/a/", &["2026-11-20T10", name]),
            Uri::below("/segments", &[name]),
            Uri::file(&format!("/srv/a b/{name}")),
        ]
        .map(|uri| uri.expect("is a URI"))
    };
    names.into_iter().flat_map(forms).flat_map(|uri| [uri.clone(), uri.with_query(&query)]).collect()
}

fn kinds() -> [Kind; 7] {
    let live = |media_sequence, discontinuity_sequence, ended| Kind::Live {
        media_sequence,
        discontinuity_sequence,
        ended,
    };
    [
        Kind::Vod,
        Kind::Event { ended: false },
        Kind::Event { ended: true },
        live(0, 0, false),
        live(0, 0, true),
        live(1, 1, false),
        live(1_795_168_800, 4_711, false),
    ]
}

/// Segments of these durations in microseconds, of which one in so many breaks with the one before.
fn segments(uri: &Uri, durations: &[u64], start: Time, breaks: Option<usize>) -> Vec<Segment> {
    let mut time = start;
    let segment = |(index, &micros): (usize, &u64)| {
        let duration = Span::from_micros(micros);
        let segment = Segment {
            uri: uri.clone(),
            duration,
            program_date_time: Some(time),
            discontinuity: breaks.is_some_and(|every| index.is_multiple_of(every)),
            gap: breaks == Some(3) && index % 3 == 1,
            map: None,
        };
        time = time + duration;
        segment
    };
    durations.iter().enumerate().map(segment).collect()
}

/// Playlists of every kind, with every URI, with segments of all sorts of lengths, and what is in each.
pub(crate) fn media_playlists() -> Vec<(String, String)> {
    let durations: [&[u64]; 7] = [
        &[],
        &[2_002_000],
        &[1],
        &[2_499_999, 2_500_000, 499_999, 500_000, 10],
        &[6_006_000, 6_006_000, 1_234_567, 6_006_000],
        &[86_400_000_000, 3_600_000_001],
        &[1_001_000; 12],
    ];
    let starts = [1_795_168_800_000_000, 1_795_168_800_123_456, 1_798_761_599_999_999, 951_782_400_000_000];
    let breaks = [None, Some(1), Some(3)];
    let mut playlists = Vec::new();
    for (index, uri) in uris().iter().enumerate() {
        for kind in kinds() {
            for durations in durations {
                if durations.is_empty() && kind.is_ended() {
                    continue;
                }
                let start = Time::from_micros(starts[index % starts.len()]);
                let segments = segments(uri, durations, start, breaks[index % breaks.len()]);
                let playlist = MediaPlaylist::new(kind, segments).expect("is a playlist");
                let content = format!("{} segments", durations.len());
                playlists.push((playlist.to_string(), content.clone()));
                if matches!(kind, Kind::Live { .. }) {
                    // As a server writes it, and as an update of a longer one.
                    let served = playlist.with_directives();
                    playlists.push((served.to_string(), content.clone()));
                    if !kind.is_ended() && durations.len() > 6 {
                        playlists.push((served.after_skipped(1_000).to_string(), content));
                    }
                }
            }
        }
    }
    playlists
}

/// Master playlists with every URI, with everything told or nothing.
pub(crate) fn master_playlists() -> Vec<(String, String)> {
    let rate = measure(&[(500_000, Span::from_secs(2)), (700_000, Span::from_secs(2))], 2);
    let Rate { peak, average } = rate.expect("takes time");
    let codecs = |names: &[&str]| Codecs::new(names).expect("are codecs");
    let mut playlists = Vec::new();
    for uri in uris() {
        let plain = |bandwidth| Variant {
            uri: uri.clone().with_query(&[("b".to_owned(), format!("{bandwidth}"))]),
            bandwidth,
            average_bandwidth: None,
            codecs: Codecs::default(),
            resolution: None,
            frame_rate: None,
            video_range: None,
        };
        let variants = [
            Variant {
                average_bandwidth: Some(average),
                codecs: codecs(&["avc1.640028", "mp4a.40.2"]),
                resolution: Resolution::new(1280, 720),
                frame_rate: FrameRate::from_ratio(30_000, 1_001),
                video_range: Some(VideoRange::Hlg),
                ..plain(peak)
            },
            Variant { codecs: codecs(&["mp4a.40.2"]), ..plain(1) },
            Variant {
                frame_rate: FrameRate::from_thousandths(25_000),
                average_bandwidth: Some(0),
                ..plain(128_000)
            },
            plain(9_007_199_254_740_991),
        ];
        for count in 1..=variants.len() {
            let playlist = MasterPlaylist::new(variants[..count].to_vec()).expect("is a playlist");
            playlists.push((playlist.to_string(), format!("{count} variants")));
        }
    }
    playlists
}
