//! The archive that the tables ask about, and what its playlists are.

use std::os::unix::fs::symlink;

use streamctl::time::Time;
use tempfile::TempDir;

use crate::support::archive::{Archive, TWO_SECONDS, time};
use crate::support::server::Server;

/// A server of an old recording across an hour's end: a stream `show` of the variants `source`, with a hole and
/// all kinds of files that are no segments, and `low`, which is over before the hole; and some chat.
pub(super) struct Fixture {
    pub(super) archive: Archive,
    pub(super) server: Server,
    /// The segments of `source`, below the variant: two before ten o'clock, one at ten, and one after a hole.
    pub(super) source: [String; 4],
    /// Segments of `source` that nothing lists: one that is still being written, one that was taken back.
    pub(super) temp: String,
    pub(super) tombstoned: String,
    pub(super) chat: String,
    _outside: TempDir,
}

/// What the first segment of `source` holds.
pub(super) fn bytes() -> Vec<u8> {
    (0..=255).cycle().take(1_000).collect()
}

/// A second of the fixture's recording, counted from ten o'clock.
pub(super) fn at(seconds: i64) -> Time {
    Time::from_micros(time("2024-05-01T10:00:00Z").micros() + seconds * 1_000_000)
}

impl Fixture {
    pub(super) fn new() -> Self {
        let archive = Archive::new();
        let record = |variant: &str, seconds, kind: &str, bytes: &[u8]| {
            archive.record(&format!("show/{variant}"), at(seconds), TWO_SECONDS, kind, bytes)
        };
        let source = [
            record("source", -4, "full", &bytes()),
            record("source", -2, "full", b"second"),
            record("source", 0, "full", b"third"),
            record("source", 6, "full", b"after the hole"),
        ];
        record("low", -4, "full", b"low");
        let temp = record("source", 4, "temp", b"being written");
        let tombstoned = record("source", 2, "full", b"taken back");
        archive.put(format!("show/source/{}", tombstoned.replace(".ts", ".tombstone")), b"");
        let chat = "2024-05-01T09/59:56.000000-2.0-AAAA.json".to_owned();
        archive.put(format!("show/chat/{chat}"), b"{}");

        for path in [
            ".hidden/source/2024-05-01T09/x.ts",
            "show/.secret/2024-05-01T09/x.ts",
            "show/source/.2024-05-01T09/x.ts",
            "show/source/2024-05-01T09/.59:50.0-2.0-full-AAAA.ts",
            "show/source/2024-05-01T10/garbage.ts",
            "show/source/2024-05-01T10/notes.txt",
            "show/source/notes.txt",
            "loose.txt",
        ] {
            archive.put(path, b"no segment");
        }
        std::fs::create_dir_all(archive.path("bare/source")).unwrap();
        std::fs::create_dir_all(archive.path("empty")).unwrap();

        let outside = tempfile::tempdir().unwrap();
        let beyond = outside.path().join("2024-05-01T11");
        std::fs::create_dir(&beyond).unwrap();
        std::fs::write(beyond.join("00:00.0-2.0-full-AAAA.ts"), b"outside").unwrap();
        symlink(&beyond, archive.path("show/source/2024-05-01T11")).unwrap();
        symlink(outside.path(), archive.path("show/away")).unwrap();
        symlink(outside.path(), archive.path("away")).unwrap();
        let link = archive.path("show/source/2024-05-01T10/00:20.0-2.0-full-AAAA.ts");
        symlink(beyond.join("00:00.0-2.0-full-AAAA.ts"), link).unwrap();

        let server = Server::start(archive.root());
        Self { archive, server, source, temp, tombstoned, chat, _outside: outside }
    }
}

/// The way to a file of `source` that the archive named.
pub(super) fn segment(name: &str) -> String {
    format!("/segments/show/source/{name}")
}

/// A finished playlist of segments of `source`, each with its second from ten o'clock and whether something is
/// missing before it.
pub(super) fn vod(segments: &[(&str, i64, bool)]) -> String {
    let mut playlist = String::from(
        "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:0\n\
         #EXT-X-PLAYLIST-TYPE:VOD\n",
    );
    for (name, seconds, after_hole) in segments {
        let mark = if *after_hole { "#EXT-X-DISCONTINUITY\n" } else { "" };
        let date = at(*seconds);
        playlist.extend([
            format!("{mark}#EXT-X-PROGRAM-DATE-TIME:{date}\n#EXTINF:2.000,\n"),
            format!("../../segments/show/source/{name}\n"),
        ]);
    }
    playlist + "#EXT-X-ENDLIST\n"
}
