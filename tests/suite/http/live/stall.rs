//! A recorder that stalls and comes back.

use std::time::SystemTime;

use streamctl::hls::check::{Finding, check, compare};
use streamctl::hls::read::Media;
use streamctl::time::{Span, Time};
use tempfile::TempDir;

use crate::support::archive::Archive;
use crate::support::program::streamctl;
use crate::support::server::Server;
use crate::support::wait;

/// The target duration is a second.
const SEGMENT: Span = Span::from_micros(600_000);
const LIST: &str = "/playlist/show/source.m3u8?";

fn clock() -> Time {
    Time::from_system(SystemTime::now())
}

/// A recorder whose clock is fast, so that all it brings is in time; and a follower of its list.
struct Scene {
    archive: Archive,
    state: TempDir,
    server: Server,
    /// When the recording ends.
    end: Time,
    /// The last edition.
    last: Option<Media>,
}

impl Scene {
    fn new() -> Self {
        let (archive, state) = (Archive::new(), TempDir::new().unwrap());
        let server = Self::serve(&archive, &state);
        let mut scene = Self { archive, state, server, end: clock(), last: None };
        // So many tell the target duration. Of the last it is seen that it comes.
        (0..5).for_each(|_| scene.record());
        assert_eq!(scene.follow("").matches("#EXTINF").count(), 5);
        scene.follow("");
        scene.record();
        let text = scene.follow("");
        assert!(text.contains("#EXT-X-TARGETDURATION:1\n") && text.contains("#EXT-X-VERSION:3\n"), "{text}");
        scene
    }

    fn serve(archive: &Archive, state: &TempDir) -> Server {
        let program = streamctl(["serve", "-vv"]).args([archive.root()]);
        Server::run(program.args(["--state-dir".as_ref(), state.path().as_os_str()]))
    }

    fn record(&mut self) {
        self.archive.record("show/source", self.end, SEGMENT, "full", b"x");
        self.end = self.end + SEGMENT;
    }

    /// The list as it is now, or when it has what is waited for.
    ///
    /// # Panics
    ///
    /// If it breaks a rule, or contradicts the edition before.
    fn follow(&mut self, query: &str) -> String {
        let text = self.server.text(&format!("{LIST}{query}"));
        let checked = check(text.as_bytes());
        assert_eq!((checked.report.errors, checked.report.warnings), (0, 0), "{text}{:?}", checked.report);
        let media = checked.playlist.media;
        if let Some(before) = &self.last {
            // How long it takes is another matter, on a machine that is busy.
            let found: Vec<Finding> = compare(before, &media, Span::ZERO);
            assert_eq!(found, [], "{text}");
        }
        self.last = Some(media);
        text
    }

    /// Waits for the next entry; the list with it.
    fn next(&mut self) -> String {
        let last = self.last.as_ref().unwrap();
        let number = last.first_number() + last.segments.len() as u64;
        self.follow(&format!("_HLS_msn={number}"))
    }
}

#[test]
fn gaps_come_while_a_recorder_stalls() {
    let mut scene = Scene::new();
    wait::until("the end of the recording", || (clock() >= scene.end).then_some(()));
    let gaps = |text: &str| text.matches("#EXT-X-GAP\n").count() as u64;
    let mut text = String::new();
    // One at a time, or several on a machine that is busy.
    while gaps(&text) < 3 {
        text = scene.next();
        let expected: String = (0..gaps(&text))
            .map(|gap| {
                let start = scene.end + Span::from_secs(gap);
                let date = format!("#EXT-X-PROGRAM-DATE-TIME:{start}\n");
                date + "#EXT-X-GAP\n#EXTINF:1.000,\n../../segments/gap.ts\n"
            })
            .collect();
        assert!(text.ends_with(&expected) && text.contains("#EXT-X-VERSION:8\n"), "{text}");
        let listed_to = scene.end + Span::from_secs(gaps(&text));
        assert!(clock() >= listed_to + Span::from_secs(1), "a segment after it would have come: {text}");
    }
    let filler = scene.server.get("/segments/gap.ts");
    assert_eq!((filler.status, filler.header("content-type")), (200, Some("video/mp2t")));

    // Another server goes on where this one is killed.
    scene.server.signal("KILL");
    let next = Scene::serve(&scene.archive, &scene.state);
    drop(std::mem::replace(&mut scene.server, next));
    let again = scene.follow("");
    assert!(again.starts_with(&text), "{text}{again}");
    let next = scene.next();
    assert!(next.starts_with(&again), "{again}{next}");

    let back = clock();
    scene.end = back;
    scene.record();
    let last = wait::until("the segment", || Some(scene.next()).filter(|text| !text.ends_with("gap.ts\n")));
    let (gaps, segment) = last.split_once("#EXT-X-DISCONTINUITY\n").unwrap();
    assert!(segment.starts_with(&format!("#EXT-X-PROGRAM-DATE-TIME:{back}\n#EXTINF:0.600,\n")), "{last}");
    assert!(gaps.starts_with(&next), "{next}{last}");
    scene.record();
    assert!(!scene.next().contains("#EXT-X-DISCONTINUITY\n#EXT-X-GAP"));
}
