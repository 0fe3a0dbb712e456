//! A small archive, and the playlists that belong to it.

use std::path::{Path, PathBuf};

use streamctl::time::Time;
use tempfile::TempDir;

use crate::support::archive::{Archive, TWO_SECONDS, time};
use crate::support::program::{Run, streamctl};

/// A stream `show` across an hour's end: `source`, of four segments with a hole before the last, and `low`,
/// whose two segments are before the hole. And a directory for what is written.
pub(super) struct Fixture {
    pub(super) archive: Archive,
    pub(super) source: [String; 4],
    pub(super) low: [String; 2],
    pub(super) out: TempDir,
}

/// When the segments of `source` begin, in seconds from ten o'clock.
pub(super) const SECONDS: [i64; 4] = [-4, -2, 0, 6];

/// A second of the recording, counted from ten o'clock.
pub(super) fn at(second: i64) -> Time {
    Time::from_micros(time("2024-05-01T10:00:00Z").micros() + second * 1_000_000)
}

impl Fixture {
    pub(super) fn new() -> Self {
        let archive = Archive::new();
        let record = |variant: &str, second, size| {
            archive.record(&format!("show/{variant}"), at(second), TWO_SECONDS, "full", &vec![0; size])
        };
        let source = SECONDS.map(|second| record("source", second, 1_000));
        let low = [-4, -2].map(|second| record("low", second, 100));
        Self { archive, source, low, out: tempfile::tempdir().unwrap() }
    }

    /// The directory of a variant.
    pub(super) fn variant(&self, name: &str) -> PathBuf {
        self.archive.path("show").join(name)
    }

    /// Runs `playlist write SOURCE ARGS…` in the directory for what is written.
    pub(super) fn write(&self, source: impl AsRef<Path>, args: &[&str]) -> Run {
        let program = streamctl(["playlist", "write"]).args([source.as_ref()]).args(args);
        program.current_dir(self.out.path()).run()
    }

    /// What has been written there.
    pub(super) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.out.path().join(name)).unwrap()
    }

    /// The names of everything in there.
    pub(super) fn written(&self) -> Vec<String> {
        names_in(self.out.path())
    }

    /// The whole playlist of `source`, its segments' URIs beginning with `way`.
    pub(super) fn source_playlist(&self, way: &str) -> String {
        let all: Vec<_> =
            self.source.iter().zip(SECONDS).map(|(name, second)| (name.as_str(), second)).collect();
        vod(way, &all)
    }

    /// The playlist of `source` beside that of `low`, which is over when its last two segments begin: more than
    /// one of them does not stick out.
    pub(super) fn source_beside_low(&self, way: &str) -> String {
        let all: Vec<_> =
            self.source.iter().zip(SECONDS).map(|(name, second)| (name.as_str(), second)).collect();
        vod(way, &all[..3])
    }

    /// The whole playlist of `low`.
    pub(super) fn low_playlist(&self, way: &str) -> String {
        let all: Vec<_> =
            self.low.iter().zip(SECONDS).map(|(name, second)| (name.as_str(), second)).collect();
        vod(way, &all)
    }

    /// The way from where things are written to the archive, by which relative URIs begin.
    pub(super) fn way(&self) -> String {
        let (out, root) =
            (self.out.path().canonicalize().unwrap(), self.archive.root().canonicalize().unwrap());
        // Both lie in the directory for temporary files.
        assert_eq!(out.parent(), root.parent());
        format!("../{}/show", root.file_name().unwrap().to_str().unwrap())
    }
}

/// The master playlist of both variants.
pub(super) const MASTER: &str = "\
#EXTM3U
#EXT-X-VERSION:1
#EXT-X-STREAM-INF:BANDWIDTH=4000,AVERAGE-BANDWIDTH=4000
source.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=400,AVERAGE-BANDWIDTH=400
low.m3u8
";

/// A finished playlist of segments of two seconds, each with its second from ten o'clock.
pub(super) fn vod(way: &str, segments: &[(&str, i64)]) -> String {
    list("VOD", way, segments) + "#EXT-X-ENDLIST\n"
}

/// The same of another type, without its end.
pub(super) fn list(kind: &str, way: &str, segments: &[(&str, i64)]) -> String {
    let mut lines = vec![
        "#EXTM3U".to_owned(),
        "#EXT-X-VERSION:3".to_owned(),
        "#EXT-X-TARGETDURATION:2".to_owned(),
        "#EXT-X-MEDIA-SEQUENCE:0".to_owned(),
        format!("#EXT-X-PLAYLIST-TYPE:{kind}"),
    ];
    let mut end = None;
    for (name, second) in segments {
        if end.is_some_and(|end| end != *second) {
            lines.push("#EXT-X-DISCONTINUITY".to_owned());
        }
        lines.push(format!("#EXT-X-PROGRAM-DATE-TIME:{}", at(*second)));
        lines.push("#EXTINF:2.000,".to_owned());
        lines.push(format!("{way}/{name}"));
        end = Some(second + 2);
    }
    lines.join("\n") + "\n"
}

/// A run that went well.
pub(super) fn done(stdout: impl Into<String>, stderr: impl Into<String>) -> Run {
    Run { code: Some(0), stdout: stdout.into(), stderr: stderr.into() }
}

/// A run that failed, and wrote nothing on stdout.
pub(super) fn failed(code: i32, stderr: impl Into<String>) -> Run {
    Run { code: Some(code), stdout: String::new(), stderr: stderr.into() }
}

/// The names of everything in a directory, sorted.
pub(super) fn names_in(directory: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(directory).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort_unstable();
    names
}
