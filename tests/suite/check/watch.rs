//! `--watch`: a live playlist followed from edition to edition.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::ChildStdout;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::Value;
use tempfile::TempDir;

use super::site::Site;
use crate::support::program::{Running, signal, streamctl};

/// A live playlist of segments with these numbers and names; the first edition is told to have no dates, by which
/// a test knows that it was seen.
fn edition(first: u64, names: &[&str], rest: &str) -> String {
    let segments: Vec<String> = names.iter().map(|name| format!("#EXTINF:1.000,\n{name}\n")).collect();
    let segments = segments.concat();
    format!(
        "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:1\n#EXT-X-MEDIA-SEQUENCE:{first}\n{segments}{rest}"
    )
}

struct Watched {
    folder: TempDir,
    running: Running,
    lines: BufReader<ChildStdout>,
}

impl Watched {
    fn start(text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        replace(folder.path(), text);
        let program = streamctl(["playlist", "check", "live.m3u8", "--watch", "--format", "jsonl"]);
        let mut running = program.current_dir(folder.path()).start();
        let lines = BufReader::new(running.take_stdout());
        let mut watched = Self { folder, running, lines };
        assert_eq!(watched.next_rule(), "T7");
        watched
    }

    fn next_rule(&mut self) -> String {
        let mut line = String::new();
        self.lines.read_line(&mut line).unwrap();
        let item: Value = serde_json::from_str(&line).unwrap_or_else(|_| panic!("{line:?}"));
        item["rule"].as_str().unwrap().to_owned()
    }
}

fn replace(folder: &Path, text: &str) {
    fs::write(folder.join(".new"), text).unwrap();
    fs::rename(folder.join(".new"), folder.join("live.m3u8")).unwrap();
}

#[test]
fn what_may_not_change_is_told_until_the_end() {
    let mut watched = Watched::start(&edition(3, &["a", "b", "c", "d"], ""));
    replace(watched.folder.path(), &edition(3, &["a", "x", "c", "d", "e"], ""));
    assert_eq!(watched.next_rule(), "W2");
    replace(watched.folder.path(), &edition(2, &["a", "x", "c", "d", "e"], ""));
    assert_eq!(watched.next_rule(), "W1");
    replace(watched.folder.path(), &edition(3, &["a", "x", "c", "d", "e", "f"], "#EXT-X-ENDLIST\n"));
    let run = watched.running.finish();
    assert_eq!(run.code, Some(13), "{run:?}");
}

#[test]
fn one_that_stands_still_is_told_once() {
    let mut watched = Watched::start(&edition(3, &["a", "b", "c", "d"], ""));
    assert_eq!(watched.next_rule(), "W8");
    replace(watched.folder.path(), &edition(4, &["b", "c", "d", "e"], ""));
    // It stands still again.
    assert_eq!(watched.next_rule(), "W8");
    replace(watched.folder.path(), &edition(4, &["b", "c", "d", "e"], "#EXT-X-ENDLIST\n"));
    assert_eq!(watched.running.finish().code, Some(13));
}

#[test]
fn one_that_ends_well_is_passed() {
    let watched = Watched::start(&edition(3, &["a", "b", "c", "d"], ""));
    replace(watched.folder.path(), &edition(4, &["b", "c", "d", "e"], "#EXT-X-ENDLIST\n"));
    let run = watched.running.finish();
    assert_eq!(run.code, Some(0), "{run:?}");
}

#[test]
fn an_interrupt_ends_it() {
    let watched = Watched::start(&edition(3, &["a", "b", "c", "d"], ""));
    signal(watched.running.id(), "INT");
    assert_eq!(watched.running.finish().code, Some(130));
    let watched = Watched::start(&edition(3, &["a", "b", "c", "d"], "").replace("\nb\n", "\nb b\n"));
    signal(watched.running.id(), "INT");
    assert_eq!(watched.running.finish().code, Some(13));
}

#[test]
fn deltas_are_asked_for_and_merged() {
    const WELL: &str = "content-type: application/vnd.apple.mpegurl\r\naccess-control-allow-origin: *\r\n\
        date: Sat, 21 Nov 2026 10:00:00 GMT\r\n";
    let control = "#EXT-X-SERVER-CONTROL:CAN-SKIP-UNTIL=6.0\n";
    let list = move |count: u64, skipped: u64, rest: &str| {
        let version = if skipped > 0 { "VERSION:9" } else { "VERSION:3" };
        let mut parts = vec![edition(0, &[], control).replace("VERSION:3", version)];
        if skipped > 0 {
            parts.push(format!("#EXT-X-SKIP:SKIPPED-SEGMENTS={skipped}\n"));
        }
        parts.extend((skipped..count).map(|number| {
            let date = format!("#EXT-X-PROGRAM-DATE-TIME:2026-11-20T10:00:{number:02}.000Z");
            format!("{date}\n#EXTINF:1.000,\n{number}.ts\n")
        }));
        parts.concat() + rest
    };
    let looks = AtomicUsize::new(0);
    let deltas = Mutex::new(0);
    let site = Site::new(move |path| {
        // A segment more each time: nobody waits for a clock.
        let count = 10 + looks.fetch_add(1, Ordering::SeqCst) as u64;
        let is_delta = path.contains("_HLS_skip=YES");
        let mut deltas = deltas.lock().unwrap();
        *deltas += usize::from(is_delta);
        let (skipped, rest) = match (*deltas, is_delta) {
            // What was skipped was never there.
            (2, true) => (count + 50, ""),
            (3.., false) => (0, "#EXT-X-ENDLIST\n"),
            (_, true) => (3, ""),
            _ => (0, ""),
        };
        let count = count.max(skipped);
        let text = list(count, skipped, rest) + if skipped > 50 { "#EXTINF:1.000,\nx.ts\n" } else { "" };
        (200, WELL, text.into_bytes())
    });
    let run = super::check(Path::new("."), &[&site.url("/live.m3u8"), "--watch", "--json"]);
    let rules: Vec<String> = super::items(&run).into_iter().map(|(rule, ..)| rule).collect();
    assert!(rules.contains(&"W11".to_owned()), "{run:#?}");
    assert!(!rules.iter().any(|rule| rule.starts_with('W') && rule != "W11"), "{run:#?}");
    assert_eq!(run.code, Some(13));
}
