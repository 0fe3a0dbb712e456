use super::{MasterError, MasterPlaylist, Variant};
use crate::hls::{Codecs, FrameRate, Resolution, Uri, VideoRange};

fn variant(name: &str) -> Variant {
    Variant {
        uri: Uri::relative(0, &[name]).expect("is a URI"),
        bandwidth: 128_000,
        average_bandwidth: None,
        codecs: Codecs::default(),
        resolution: None,
        frame_rate: None,
        video_range: None,
    }
}

#[test]
fn each_variant_tells_what_is_known() {
    let source = Variant {
        bandwidth: 2_941_730,
        average_bandwidth: Some(2_515_000),
        codecs: Codecs::new(["avc1.640028", "mp4a.40.2"]).expect("are codecs"),
        resolution: Resolution::new(1280, 720),
        frame_rate: FrameRate::from_ratio(30_000, 1_001),
        ..variant("source.m3u8")
    };
    let playlist = MasterPlaylist::new(vec![source, variant("a:b c.m3u8")]).expect("is a playlist");
    let expected = "\
#EXTM3U
#EXT-X-VERSION:1
#EXT-X-STREAM-INF:BANDWIDTH=2941730,AVERAGE-BANDWIDTH=2515000,CODECS=\"avc1.640028,mp4a.40.2\",\
RESOLUTION=1280x720,FRAME-RATE=29.970
source.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=128000
./a:b%20c.m3u8
";
    assert_eq!(playlist.to_string(), expected);
    assert_eq!(playlist.variants().len(), 2);
}

#[test]
fn the_range_is_told_where_one_is_high() {
    let of = |name: &str, video_range| Variant { video_range, ..variant(name) };
    let text = |variants| MasterPlaylist::new(variants).expect("is a playlist").to_string();
    let (sdr, sound) = (of("sdr", Some(VideoRange::Sdr)), of("sound", None));
    assert!(!text(vec![sdr.clone(), sound.clone()]).contains("VIDEO-RANGE"));
    let all = text(vec![of("pq", Some(VideoRange::Pq)), of("hlg", Some(VideoRange::Hlg)), sdr, sound]);
    let told: Vec<&str> = all.lines().filter_map(|line| line.strip_prefix("#EXT-X-STREAM-INF:")).collect();
    let with = |range: &str| format!("BANDWIDTH=128000,VIDEO-RANGE={range}");
    assert_eq!(told, [&*with("PQ"), &*with("HLG"), &*with("SDR"), "BANDWIDTH=128000"]);
}

#[test]
fn what_makes_no_master_is_refused() {
    let uri = variant("a").uri;
    assert_eq!(MasterPlaylist::new(Vec::new()), Err(MasterError::Empty));
    let silent = Variant { bandwidth: 0, ..variant("a") };
    assert_eq!(MasterPlaylist::new(vec![silent]), Err(MasterError::ZeroBandwidth { uri: uri.clone() }));
    let twice = vec![variant("a"), variant("b"), variant("a")];
    assert_eq!(MasterPlaylist::new(twice), Err(MasterError::Duplicate { uri }));
}
