//! Players in headless Chromium: hls.js, Shaka Player and Video.js play what `streamctl serve` makes of a
//! recording, and the page at `/` plays the demo.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use serde_json::Value;
use streamctl::time::Span;
use tempfile::TempDir;

use crate::support::archive::{Archive, time};
use crate::support::clip::{self, Clip, SEGMENT};
use crate::support::program::streamctl;
use crate::support::server::Server;

mod coverage;
mod program;
mod range;
mod recorder;
mod script;
mod stall;
mod table;

use recorder::Recorder;

/// One browser at a time: they play in real time, and share the machine.
fn with_browser(test: impl Fn()) {
    static BROWSER: Mutex<()> = Mutex::new(());
    let _browser = BROWSER.lock().unwrap_or_else(PoisonError::into_inner);
    // Players have races of their own, and a busy machine finds them: Shaka 5.2 sometimes gives up at a gap. What
    // fails twice in a row is ours.
    if catch_unwind(AssertUnwindSafe(&test)).is_err() {
        eprintln!("once more");
        test();
    }
}

fn seconds(length: Span) -> f64 {
    Duration::from_micros(length.micros()).as_secs_f64()
}

fn number(seen: &Value, name: &str) -> f64 {
    seen[name].as_f64().unwrap_or_else(|| panic!("no {name} in {seen}"))
}

#[track_caller]
fn assert_near(seen: f64, expected: f64, tolerance: f64, step: &Value) {
    assert!(
        (seen - expected).abs() <= tolerance,
        "{seen} is not {expected}, by more than {tolerance}: {step}"
    );
}

/// Records these segments of a clip, the first of which would begin at `begin`.
fn record(archive: &Archive, variant: &str, clip: &Clip, begin: &str, kept: &[usize]) {
    let mut start = time(begin);
    for (index, segment) in clip.segments.iter().enumerate() {
        if kept.contains(&index) {
            archive.record(variant, start, SEGMENT, "full", segment);
        }
        start = start + SEGMENT;
    }
}

/// What came of each step that a script took on the page.
struct Visit(Vec<Value>);

impl Visit {
    fn make(script: &str, arguments: &[&str]) -> Self {
        Self(script::run(script, arguments))
    }

    /// What came of the step of this name.
    fn step(&self, name: &str) -> &Value {
        let step = self.0.iter().find(|step| step["step"] == name);
        step.unwrap_or_else(|| panic!("no step '{name}' in {:?}", self.0))
    }
}

/// The demo on the page: live, half an hour ago, over its hole, by the axis, and in one variant.
fn assert_demo_plays(engine: &str) -> Visit {
    // Where the demo records: a server that a failing test kills does not clean up.
    let scratch = TempDir::new().unwrap();
    let server = Server::run(streamctl(["serve", "--demo"]).env("TMPDIR", scratch.path()));
    let visit = Visit::make("visit.js", &[engine, &server.url("/")]);

    let live = visit.step("live");
    // Three segments in hand, one being recorded, and a busy machine.
    assert_near(number(live, "wall"), number(live, "now") - 10.0, 10.0, live);
    assert!(live["edge"].as_str().unwrap().starts_with("Live"), "{live}");
    assert_eq!((&live["trouble"], live["native"] == true), (&Value::Null, engine == "native"), "{live}");
    assert!(number(live, "shift") < 0.01, "the page moves while it loads: {live}");

    let chosen = visit.step("chosen");
    let wanted = number(chosen, "wanted");
    // If that is the hole, it plays from its end.
    let hole = &visit.step("hole")["hole"];
    let (from, to) = (number(hole, "from"), number(hole, "to"));
    let begin = if (from..to).contains(&wanted) { to } else { wanted };
    assert_near(number(chosen, "wall"), begin + 3.0, 3.0, chosen);

    let hole = visit.step("hole");
    assert!(to - from > 2.0, "the demo has a hole: {hole}");
    assert_near(number(hole, "before"), from - 1.5, 1.5, hole);
    assert_near(number(hole, "after"), to + 3.0, 3.0, hole);
    assert!((from - 10.0..from).contains(&number(hole, "back")), "a step back leads over the hole: {hole}");

    let pointed = visit.step("pointed");
    let (first, last) = (number(pointed, "first"), number(pointed, "last"));
    assert!(last - first > 3_000.0, "an hour is on the axis: {pointed}");
    assert_near(
        number(pointed, "wall"),
        first + (last - first) * number(pointed, "share") + 3.0,
        5.0,
        pointed,
    );

    let variant = visit.step("variant");
    assert!(
        variant["playing"].as_str().unwrap().ends_with(variant["variant"].as_str().unwrap()),
        "{variant}"
    );
    assert_eq!(variant["trouble"], Value::Null, "{variant}");
    assert_eq!(visit.step("end")["complaints"], Value::Array(Vec::new()));
    visit
}

#[test]
fn the_page_plays_the_demo() {
    with_browser(|| {
        let visit = assert_demo_plays("hls.js");

        let reached: Vec<Value> = serde_json::from_value(visit.step("tab")["reached"].clone()).unwrap();
        for control in
            ["axis", "play", "back", "forward", "live", "mute", "full", "at", "zoom", "picture", "source"]
        {
            assert!(
                reached.contains(&control.into()),
                "{control} cannot be reached by Tab, or does not show it: {reached:?}"
            );
        }

        let (paused, resumed) = (&visit.step("paused")["paused"], &visit.step("paused")["resumed"]);
        assert_eq!((&paused["paused"], &resumed["paused"]), (&Value::Bool(true), &Value::Bool(false)));
        let stepped = visit.step("stepped");
        assert_near(number(stepped, "wall"), number(stepped, "before") - 10.0, 1.5, stepped);
        let muted = visit.step("muted");
        assert_ne!(muted["first"], muted["second"], "{muted}");
        let again = visit.step("live again");
        assert_near(number(again, "wall"), number(again, "now") - 10.0, 10.0, again);
    });
}

#[test]
fn the_page_plays_the_demo_without_hls_js() {
    with_browser(|| {
        assert_demo_plays("native");
    });
}

/// The page goes on by itself when the server was away for a while.
fn assert_goes_on(engine: &str) {
    let archive = Archive::new();
    let root = archive.root().to_owned();
    let _recorder = Recorder::start(archive, "cam/source");
    let state = TempDir::new().unwrap();
    let server = Server::start_with_state(&root, state.path());
    let (url, address) = (server.url("/"), server.address());
    let mut server = Some(server);
    let visit = Visit(script::follow("outage.js", &[engine, &url], |seen| match seen["step"].as_str() {
        Some("playing") => {
            let server = server.take().unwrap();
            server.signal("TERM");
            assert_eq!(server.finish().code, Some(0));
        }
        Some("away") => server = Some(Server::start_at(&root, state.path(), address)),
        _ => (),
    }));

    let away = visit.step("away");
    let told = "Interrupted: the server does not answer. Trying again.";
    // It plays as soon as it can, so what the button does is to pause.
    let expected = (&told.into(), &false.into(), &"Pause".into());
    assert_eq!((&away["trouble"], &away["loading"], &away["button"]), expected, "{away}");

    let back = visit.step("back");
    let expected = (&Value::Null, &false.into(), &"Pause".into());
    assert_eq!((&back["trouble"], &back["loading"], &back["button"]), expected, "{back}");
    assert!(back["edge"].as_str().unwrap().starts_with("Live"), "{back}");
    assert_eq!(back["native"] == true, engine == "native", "{back}");
    let said: Vec<String> = serde_json::from_value(back["said"].clone()).unwrap();
    assert!(said.iter().all(|said| !said.contains(" + ")), "it loads, or else it fails: {said:?}");
}

#[test]
fn the_page_goes_on_when_the_server_comes_back() {
    with_browser(|| {
        // At once, for they mostly wait; in two browsers, for a tab in the background is slow to begin.
        std::thread::scope(|scope| {
            scope.spawn(|| assert_goes_on("hls.js"));
            scope.spawn(|| assert_goes_on("native"));
        });
    });
}

#[test]
fn the_page_shows_any_name_as_text_and_says_what_is_wrong() {
    with_browser(|| {
        let (stream, variant) = ("<img src=x onerror=alert(1)>", "a b%2F\"c?#&.é");
        let archive = Archive::new();
        let begin = "2026-01-02T10:00:00Z";
        record(&archive, &format!("{stream}/source"), clip::source(), begin, &[0, 1, 2]);
        record(&archive, &format!("{stream}/{variant}"), clip::low(), begin, &[0, 1, 2]);
        std::fs::create_dir(archive.path("nothing here")).unwrap();
        let server = Server::start(archive.root());
        let visit = Visit::make("names.js", &[&server.url("/")]);

        assert_eq!(visit.step("stream")["playing"], stream);
        let seen = visit.step("variant");
        assert_eq!(seen["playing"], format!("{stream} / {variant}"));
        assert_eq!((&seen["images"], &seen["complaints"]), (&0.into(), &Value::Array(Vec::new())), "{seen}");
        let span = "2026-01-02 10:00 – 10:00";
        let listed = [
            (stream, span, true),
            (variant, span, true),
            ("source", span, true),
            ("nothing here", "nothing recorded", false),
        ];
        let listed =
            listed.map(|(name, note, open)| serde_json::json!({ "name": name, "note": note, "open": open }));
        assert_eq!(seen["listed"], Value::from(listed.to_vec()));

        assert_eq!(
            visit.step("too late")["trouble"],
            "Recorded is 2026-01-02 10:00:00 to 2026-01-02 10:00:06, UTC."
        );
        assert_eq!(visit.step("unknown")["trouble"], "Nothing is recorded of nowhere.");
        let helpless = visit.step("helpless");
        assert!(helpless["trouble"].as_str().unwrap().contains("no HLS of its own"), "{helpless}");
    });
}
