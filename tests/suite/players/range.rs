//! A range that is chosen on the page, and handed on; and the page's looks in every state: themes, phones, what
//! axe-core says, and that nothing moves.

use std::time::SystemTime;

use serde_json::{Value, json};
use streamctl::time::{Span, Time};

use super::{Visit, number, record, with_browser};
use crate::support::archive::Archive;
use crate::support::clip::{self, SEGMENT};
use crate::support::server::Server;

/// A name that does harm in a page, an address or a shell, unless it is taken as what it is.
const STREAM: &str = "-it's $(touch pwned) `x` \"<b>&#?%2F\"!";
/// With what would end a terminal's paste, and a line; as the script has it.
const UNSEEN: &str = "esc\u{1b}[201~\n'x\u{202e}";
/// The page may move about by no more than this, by the browser's measure.
const MOST_SHIFT: f64 = 0.01;

/// A stream with a hole, which two variants have; and another one.
fn recording() -> Archive {
    let archive = Archive::new();
    let begin = "2026-01-02T10:00:00Z";
    record(&archive, &format!("{STREAM}/source"), clip::source(), begin, &[0, 1, 2, 5, 6, 7]);
    record(&archive, &format!("{STREAM}/low"), clip::low(), begin, &[0, 1, 2, 5, 6, 7]);
    record(&archive, &format!("{UNSEEN}/source"), clip::source(), begin, &[0, 1, 2]);
    archive
}

/// A stream whose newest segment has just come: for a minute that is live, whether more comes or not.
fn recorded_just_now() -> Archive {
    let archive = Archive::new();
    let segments = &clip::source().segments;
    let length: Span = segments.iter().map(|_| SEGMENT).sum();
    let mut start = Time::from_system(SystemTime::now()) - length;
    for segment in segments {
        archive.record("cam/source", start, SEGMENT, "full", segment);
        start = start + SEGMENT;
    }
    archive
}

fn fields(from: &str, to: &str) -> Value {
    json!([format!("2026-01-02T10:00:{from}"), format!("2026-01-02T10:00:{to}")])
}

fn handles(from: &str, to: &str) -> Value {
    json!([format!("2026-01-02 10:00:{from} UTC"), format!("2026-01-02 10:00:{to} UTC")])
}

#[track_caller]
fn assert_chosen(step: &Value, from: &str, to: &str, says: &str) {
    assert_eq!((&step["fields"], &step["handles"]), (&fields(from, to), &handles(from, to)), "{step}");
    assert_eq!(step["says"], says, "{step}");
    let range = format!("&start=2026-01-02T10:00:{from}Z&end=2026-01-02T10:00:{to}Z");
    assert!(step["hash"].as_str().unwrap().ends_with(&range), "the address keeps the range: {step}");
}

#[test]
fn a_range_is_chosen_and_handed_on_and_the_page_is_for_everybody() {
    with_browser(|| {
        let (archive, newest, nothing) = (recording(), recorded_just_now(), Archive::new());
        let servers = [&archive, &newest, &nothing].map(|archive| Server::start(archive.root()));
        let [url, live, empty] = servers.each_ref().map(|server| server.url("/"));
        let (root, program) = (archive.root().to_str().unwrap(), env!("CARGO_BIN_EXE_streamctl"));
        let visit = Visit::make("range.js", &[&url, &live, &empty, STREAM, root, program]);

        assert_choice(&visit);
        assert_handed_on(&visit);
        assert_looks(&visit);
    });
}

/// By pointer, by keyboard, by finger, and by the page's own address.
fn assert_choice(visit: &Visit) {
    assert_chosen(visit.step("dragged"), "02", "13", "11 s, 4 s of it missing");
    assert_chosen(visit.step("handle"), "02", "11", "9 s, 4 s of it missing");
    assert_chosen(visit.step("keys"), "02", "13", "11 s, 4 s of it missing");
    assert_eq!(visit.step("plays")["trouble"], Value::Null, "to choose is not to play");
    assert_chosen(visit.step("linked"), "02", "13", "11 s, 4 s of it missing");
    let touched = visit.step("touched");
    assert_chosen(touched, "03", "08", "5 s, 2 s of it missing");

    let none = json!({ "playlist": "", "page": "", "ffmpeg": "", "write": "" });
    let cleared = visit.step("cleared");
    assert_eq!((&cleared["fields"], &cleared["texts"]), (&json!(["", ""]), &none), "{cleared}");
    assert!(!cleared["hash"].as_str().unwrap().contains("end="), "{cleared}");
    let odd = visit.step("odd");
    assert_eq!((&odd["says"], &odd["texts"]), (&json!("The end has to be after the start."), &none));
    let long = visit.step("too long");
    assert!(long["says"].as_str().unwrap().contains("8d"), "the server's own sentence: {long}");
}

/// The texts are copied whole, and do what they say, whatever a stream is called.
fn assert_handed_on(visit: &Visit) {
    for name in ["playlist", "page", "ffmpeg", "write"] {
        let copied = visit.step(&format!("copied {name}"));
        assert_eq!(
            (&copied["clipboard"], &copied["button"]),
            (&copied["text"], &json!("Copied")),
            "{copied}"
        );
        assert!(copied["said"].as_str().unwrap().ends_with(": copied."), "{copied}");
    }
    let write = visit.step("copied write")["text"].as_str().unwrap();
    let times = "--start 2026-01-02T10:00:02Z --end 2026-01-02T10:00:13Z";
    let expected = format!(
        "streamctl playlist write \"${{ROOT:?is the directory of the recordings}}\"/'{}'/source {times} \
         -o it_s_touch_pwned_x_b_2F_-source-20260102T100002Z.m3u8",
        STREAM.replace('\'', "'\\''")
    );
    assert_eq!(write, expected);
    let playlist = visit.step("copied playlist")["text"].as_str().unwrap();
    assert!(playlist.contains("/tv/playlist/") && playlist.contains("/source.m3u8?start="), "{playlist}");

    let saved = visit.step("saved");
    assert_eq!(saved["files"].as_array().unwrap().len(), 1, "{saved}");
    let length = number(saved, "length");
    assert!((8.0..=15.0).contains(&length), "what is recorded, or that with its hole: {saved}");
    let written = visit.step("written");
    assert_eq!(written["files"].as_array().unwrap().len(), 1, "{written}");
    assert_eq!((&written["listed"], &written["same"]), (&json!(5), &json!(true)), "{written}");
    let whole = visit.step("whole");
    let directory = whole["files"][0].as_str().unwrap();
    let files = ["", "/low.m3u8", "/master.m3u8", "/source.m3u8"].map(|file| format!("{directory}{file}"));
    assert_eq!(whole["files"], json!(files), "{whole}");
    let unseen = visit.step("unseen");
    assert!(unseen["text"].as_str().unwrap().is_ascii(), "{unseen}");
    assert!(!unseen["text"].as_str().unwrap().contains(char::is_control), "{unseen}");
    assert_eq!(unseen["files"].as_array().unwrap().len(), 3, "{unseen}");

    let without = visit.step("without clipboard");
    assert_eq!((&without["has"], &without["button"]), (&json!(false), &json!("Copied")), "{without}");
    assert_eq!(visit.step("copied the old way")["clipboard"], without["text"]);
    let selected = visit.step("selected");
    assert_eq!((&selected["selected"], &selected["button"]), (&selected["text"], &json!("Selected")));
    assert!(selected["said"].as_str().unwrap().contains("Ctrl+C"), "{selected}");
}

fn assert_looks(visit: &Visit) {
    for state in ["none", "vod", "live", "range", "error"] {
        let looks = visit.step(&format!("looks {state}"));
        assert_eq!((&looks["findings"], &looks["overhang"]), (&json!([]), &json!([0, 0])), "{looks}");
    }
    for state in ["none", "vod", "live"] {
        let loads = visit.step(&format!("loads {state}"));
        assert!(number(loads, "shift") < MOST_SHIFT, "the page moves while it loads: {loads}");
        assert_eq!(loads["complaints"], json!([]), "{loads}");
    }
    assert!(visit.step("loads live")["edge"].as_str().unwrap().starts_with("Live"));
    for step in ["odd", "linked", "touched"] {
        assert!(number(visit.step(step), "shift") < MOST_SHIFT, "the page moves when it is used: {step}");
    }
    let theme = visit.step("theme");
    assert_ne!(theme["light"], theme["dark"], "{theme}");
    assert_eq!(theme["reloaded"], theme["dark"], "the choice is remembered: {theme}");
}
