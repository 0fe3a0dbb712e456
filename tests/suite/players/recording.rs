//! A recording by ffmpeg in two variants, cut into segments, and a recorder that puts them into an archive.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::thread::JoinHandle;
use std::time::{Duration, Instant, SystemTime};

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use streamctl::time::{Span, Time};
use tempfile::TempDir;

/// How long every segment is, in seconds.
pub(super) const SEGMENT: u32 = 2;
/// How many pictures there are in a second of either variant.
pub(super) const FRAMES_A_SECOND: u32 = 15;

/// The variants: name, size, and x264's settings, of which the first makes B-frames.
const VARIANTS: [(&str, &str, &str); 2] =
    [("source", "320x180", "bframes=2:b-adapt=0"), ("low", "160x90", "bframes=0")];

/// Segments that follow each other, not yet in any archive.
pub(super) struct Recording(TempDir);

impl Recording {
    /// Makes so many segments of each variant.
    pub(super) fn make(segments: u32) -> Self {
        let folder = tempfile::tempdir().unwrap();
        for (variant, size, settings) in VARIANTS {
            let length = (SEGMENT * segments).to_string();
            let picture = format!("testsrc2=size={size}:rate={FRAMES_A_SECOND}");
            let keys = format!("expr:gte(t,n_forced*{SEGMENT})");
            fs::create_dir(folder.path().join(variant)).unwrap();
            let ffmpeg = Command::new("ffmpeg")
                .args(["-nostdin", "-v", "error", "-f", "lavfi", "-i", &picture])
                .args(["-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000", "-t", &length])
                .args(["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"])
                .args(["-x264-params", &format!("{settings}:scenecut=0"), "-force_key_frames", &keys])
                // B-frames must not move one variant's timestamps against the other's.
                .args(["-avoid_negative_ts", "disabled"])
                .args(["-segment_format_options", "avoid_negative_ts=disabled"])
                .args(["-c:a", "aac", "-b:a", "48k", "-f", "segment", "-segment_format", "mpegts"])
                .args(["-segment_time", &SEGMENT.to_string(), "%03d.ts"])
                .current_dir(folder.path().join(variant))
                .output();
            let ffmpeg = ffmpeg.unwrap_or_else(|error| panic!("ffmpeg: {error}. {}", crate::tools::INSTALL));
            assert!(ffmpeg.status.success(), "{}", String::from_utf8_lossy(&ffmpeg.stderr));
        }
        Self(folder)
    }

    /// Puts the segment of this index into the archive, in all variants; the first would begin at `begin`.
    pub(super) fn record(&self, root: &Path, stream: &str, begin: Time, index: u32) {
        let start = begin + Span::from_secs(u64::from(index * SEGMENT));
        for (variant, ..) in VARIANTS {
            let media = fs::read(self.0.path().join(format!("{variant}/{index:03}.ts"))).unwrap();
            let hash = BASE64_URL_SAFE_NO_PAD.encode(Sha256::digest(&media));
            let (year, month, day, hour, minute, second, micros) = start.civil();
            let hour = format!("{year:04}-{month:02}-{day:02}T{hour:02}");
            let folder = root.join(stream).join(variant).join(hour);
            fs::create_dir_all(&folder).unwrap();
            // As recorders do: under another name first, so that nobody reads half a segment.
            let unfinished = folder.join(format!(".{index}"));
            fs::write(&unfinished, media).unwrap();
            let name = format!("{minute:02}:{second:02}.{micros:06}-{SEGMENT}-full-{hash}.ts");
            fs::rename(unfinished, folder.join(name)).unwrap();
        }
    }
}

/// A recording that is being made: a new segment whenever one has passed.
pub(super) struct Recorder {
    begun: Time,
    stop: Option<Sender<()>>,
    thread: Option<JoinHandle<u32>>,
}

impl Recorder {
    /// How many segments there are before anybody watches.
    const BEFORE: u32 = 8;

    /// Begins to record, so that it seems to have begun a while ago.
    pub(super) fn start(recording: Recording, root: &Path, stream: &str) -> Self {
        let begun = Time::from_system(SystemTime::now()) - Span::from_secs(u64::from(Self::BEFORE * SEGMENT));
        for index in 0..Self::BEFORE {
            recording.record(root, stream, begun, index);
        }
        let (stop, stopped) = mpsc::channel();
        let (root, stream): (PathBuf, String) = (root.to_owned(), stream.to_owned());
        let segment = Duration::from_secs(u64::from(SEGMENT));
        let mut next = Instant::now() + segment;
        let thread = std::thread::spawn(move || {
            let mut index = Self::BEFORE;
            while stopped.recv_timeout(next.saturating_duration_since(Instant::now()))
                == Err(RecvTimeoutError::Timeout)
            {
                recording.record(&root, &stream, begun, index);
                index += 1;
                next += segment;
            }
            index - Self::BEFORE
        });
        Self { begun, stop: Some(stop), thread: Some(thread) }
    }

    /// When its first segment begins.
    pub(super) fn begun(&self) -> Time {
        self.begun
    }

    /// Stops; how many segments were added since the start.
    pub(super) fn stop(mut self) -> u32 {
        self.stop.take();
        self.thread.take().unwrap().join().unwrap()
    }
}

impl Drop for Recorder {
    fn drop(&mut self) {
        self.stop.take();
        if let Some(thread) = self.thread.take() {
            // A panic there is told by the thread itself.
            let _ = thread.join();
        }
    }
}
