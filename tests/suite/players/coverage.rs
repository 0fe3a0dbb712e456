//! The picture of what is recorded, on the page.

use serde_json::json;
use streamctl::time::Span;

use super::{Visit, assert_near, number, record, with_browser};
use crate::support::archive::{Archive, time};
use crate::support::clip::{self, SEGMENT};
use crate::support::server::Server;

/// Two days of `source`: six seconds before midnight; then a recording with a hole, a second one an hour later
/// with a doubtful segment, and nothing between them. `low` has less.
fn recording() -> Archive {
    let archive = Archive::new();
    let source = clip::source();
    record(&archive, "cam/source", source, "2026-01-01T23:59:50Z", &[0, 1, 2]);
    record(&archive, "cam/source", source, "2026-01-02T10:00:00Z", &[0, 1, 2, 5, 6, 7]);
    record(&archive, "cam/source", source, "2026-01-02T11:00:00Z", &[0, 1, 3]);
    let suspect = time("2026-01-02T11:00:00Z") + SEGMENT + SEGMENT;
    archive.record("cam/source", suspect, SEGMENT, "suspect", &source.segments[2]);
    record(&archive, "cam/low", clip::low(), "2026-01-02T10:00:00Z", &[0, 1, 2, 3]);
    archive
}

fn unix(text: &str) -> f64 {
    super::seconds(Span::from_micros(time(text).micros().unsigned_abs()))
}

#[test]
fn the_page_shows_what_is_recorded_and_plays_from_there() {
    with_browser(|| {
        let archive = recording();
        let server = Server::start(archive.root());
        let visit = Visit::make("coverage.js", &[&server.url("/")]);

        let day = visit.step("day");
        assert_eq!(day["sum"], "source: 20 s recorded, 4 holes (10 h 59 min), 1 doubtful segment", "{day}");
        let holes = [
            "00:00:00, 10 h missing",
            "10:00:06, 4.004 s missing",
            "10:00:16, 59 min 44 s missing",
            "11:00:06, break after suspect",
        ];
        assert_eq!(day["holes"], json!(holes), "{day}");
        assert_eq!((&day["before"], &day["after"]), (&json!(true), &json!(false)), "{day}");
        assert!(number(day, "shift") < 0.01, "the page moves while it loads: {day}");

        let hole = visit.step("hole");
        assert!(hole["says"].as_str().unwrap().ends_with(", 10:00:06, 4.004 s missing"), "{hole}");
        assert_near(number(hole, "wall"), unix("2026-01-02T10:00:11Z"), 2.0, hole);
        let hour = visit.step("hour");
        assert!(hour["says"].as_str().unwrap().ends_with("UTC, recorded"), "{hour}");
        assert_near(number(hour, "wall"), unix("2026-01-02T11:00:03Z"), 2.0, hour);
        let listed = visit.step("listed");
        assert_near(number(listed, "wall"), unix("2026-01-02T10:00:01Z"), 2.0, listed);

        let keys = visit.step("keys");
        let said = [
            "2026-01-02 10:00 UTC, 10:00:06, 4.004 s missing",
            "2026-01-02 11:00 UTC, 11:00:06, break after suspect",
            "2026-01-02 11:01 UTC, nothing recorded",
            "2026-01-02 10:01 UTC, 10:00:16, 59 min 44 s missing",
            "2026-01-02 10:00 UTC, 10:00:06, 4.004 s missing",
            "2026-01-02 11:00 UTC, 11:00:06, break after suspect",
        ];
        assert_eq!(keys["said"], json!(said), "{keys}");
        assert_near(number(keys, "wall"), unix("2026-01-02T11:00:01Z"), 2.0, keys);

        let before = visit.step("day before");
        assert_eq!(before["sum"], "source: 6 s recorded, 1 hole (3.994 s)", "{before}");
        assert_eq!((&before["before"], &before["after"]), (&json!(false), &json!(true)), "{before}");
        assert!(number(before, "stays") >= unix("2026-01-02T11:00:00Z"), "to look is not to play: {before}");
        assert_eq!(
            before["says"], "2026-01-01 11:00 UTC, nothing recorded",
            "the same time of that day: {before}"
        );
        // From there it plays what comes next.
        assert_near(number(before, "wall"), unix("2026-01-01T23:59:51Z"), 2.0, before);

        let variant = visit.step("variant");
        assert_eq!(variant["sum"], "low: 8 s recorded, no hole", "{variant}");
        assert_eq!(variant["bars"], json!({ "full": 1, "missing": 0, "doubtful": 0 }), "{variant}");
        assert_eq!(visit.step("end")["complaints"], json!([]));
    });
}
