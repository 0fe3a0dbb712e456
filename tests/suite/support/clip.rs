//! Real segments: a moving picture and a tone, encoded and cut by ffmpeg, once for all runs of the tests.

use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use streamctl::time::Span;

/// A clip in segments, which go on from each other: timestamps and continuity counters run through.
pub(crate) struct Clip {
    /// The bytes of each segment.
    pub(crate) segments: Vec<Vec<u8>>,
    /// What ffmpeg says are its codecs, such as `avc1.4d400d,mp4a.40.2`.
    pub(crate) codecs: String,
}

/// How long each segment is: 60 pictures of the NTSC rate.
pub(crate) const SEGMENT: Span = Span::from_micros(2_002_000);
/// How many segments a clip has.
pub(crate) const SEGMENTS: usize = 12;

/// 160x90 at 29.97 pictures a second, with B-frames.
pub(crate) fn source() -> &'static Clip {
    static CLIP: OnceLock<Clip> = OnceLock::new();
    CLIP.get_or_init(|| {
        let encoder = ["-bf", "2", "-g", "60", "-b:v", "200k"];
        Clip::make(SEGMENTS, "testsrc2=size=160x90:rate=30000/1001", &encoder)
    })
}

/// 96x54 at 14.985 pictures a second, without B-frames.
pub(crate) fn low() -> &'static Clip {
    static CLIP: OnceLock<Clip> = OnceLock::new();
    CLIP.get_or_init(|| {
        let encoder = ["-bf", "0", "-g", "30", "-b:v", "60k"];
        Clip::make(SEGMENTS, "testsrc2=size=96x54:rate=15000/1001", &encoder)
    })
}

/// As [`source`], but of 40 segments, for those who watch it while it is being recorded.
pub(crate) fn long() -> &'static Clip {
    static CLIP: OnceLock<Clip> = OnceLock::new();
    CLIP.get_or_init(|| {
        let encoder = ["-bf", "2", "-g", "60", "-b:v", "200k"];
        Clip::make(40, "testsrc2=size=160x90:rate=30000/1001", &encoder)
    })
}

impl Clip {
    fn make(segments: usize, picture: &str, encoder: &[&str]) -> Self {
        let length = format!("{}us", SEGMENT.micros() * segments as u64);
        let mut recipe = vec!["-f", "lavfi", "-i", picture];
        recipe.extend(["-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000", "-t", &length]);
        recipe.extend(["-map", "0:v", "-map", "1:a", "-c:v", "libx264", "-preset", "ultrafast"]);
        recipe.extend(["-pix_fmt", "yuv420p", "-sc_threshold", "0"]);
        recipe.extend(encoder);
        recipe.extend(["-c:a", "aac", "-b:a", "32k", "-ac", "1", "-f", "hls", "-hls_time", "2"]);
        recipe.extend(["-hls_list_size", "0", "-hls_segment_filename", "%03d.ts"]);
        recipe.extend(["-master_pl_name", "master.m3u8", "media.m3u8"]);
        let folder = made(&recipe);
        let read = |name: &str| fs::read(folder.join(name)).unwrap();
        let master = String::from_utf8(read("master.m3u8")).unwrap();
        let (_, codecs) = master.split_once("CODECS=\"").expect("ffmpeg names the codecs");
        let durations = String::from_utf8(read("media.m3u8")).unwrap();
        assert_eq!(durations.matches("#EXTINF:2.002000,").count(), segments, "{durations}");
        Self {
            segments: (0..segments).map(|index| read(&format!("{index:03}.ts"))).collect(),
            codecs: codecs.split('"').next().unwrap().to_owned(),
        }
    }
}

/// The folder with what ffmpeg makes of these arguments, made now unless an earlier run did.
pub(crate) fn made(recipe: &[&str]) -> PathBuf {
    let version = Command::new("ffmpeg").arg("-version").output().expect("ffmpeg is installed").stdout;
    let mut hasher = DefaultHasher::new();
    (recipe, version).hash(&mut hasher);
    let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("clip-{:016x}", hasher.finish()));
    if kept.is_dir() {
        return kept;
    }
    let fresh = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap();
    let mut ffmpeg = Command::new("ffmpeg");
    ffmpeg.args(["-nostdin", "-v", "error"]).args(recipe).current_dir(fresh.path());
    let output = ffmpeg.output().unwrap();
    assert!(output.status.success(), "{ffmpeg:?}: {}", String::from_utf8_lossy(&output.stderr));
    match fs::rename(fresh.path(), &kept) {
        Ok(()) => drop(fresh.keep()),
        Err(error) => assert!(kept.is_dir(), "{error}: no other run of the tests was faster"),
    }
    kept
}
