//! `/files…`, `/healthz`, `/metrics`, and paths at which there is nothing.

use serde_json::json;

use super::fixture::{Fixture, bytes, segment};
use super::table::{check, get};

#[test]
fn lists_show_what_may_be_shown() {
    let fixture = Fixture::new();
    let file = |name: &str| name.rsplit('/').next().unwrap().to_owned();
    let [first, second, third, fourth] = fixture.source.each_ref().map(|name| file(name));
    let rows = [
        get("/files").json(json!(["away", "bare", "empty", "loose.txt", "show"])),
        get("/files/show").json(json!(["away", "chat", "low", "source"])),
        get("/files/show/source").json(json!([
            "2024-05-01T09",
            "2024-05-01T10",
            "2024-05-01T11",
            "notes.txt"
        ])),
        get("/files/show/source/2024-05-01T09").json(json!([first, second])),
        // A segment that was taken back, one that is being written, and marks are left out.
        get("/files/show/source/2024-05-01T10").json(json!([
            third,
            fourth,
            "00:20.0-2.0-full-AAAA.ts",
            "garbage.ts",
            "notes.txt"
        ])),
        get("/files/show/chat/2024-05-01T09").json(json!([file(&fixture.chat)])),
        get("/files/empty").json(json!([])),
        get("/files/none").json(json!([])),
        get("/files/show/none").json(json!([])),
        get("/files/show/source/2024-05-01T08").json(json!([])),
        get("/files/show/source/none").json(json!([])),
        get("/files/loose.txt").json(json!([])),
        get("/files/loose.txt/x").json(json!([])),
        get("/files/show/source/notes.txt").json(json!([])),
        get("/files?x=1&start=").json(json!(["away", "bare", "empty", "loose.txt", "show"])),
        get("/files/show/low").header("cache-control", "no-cache"),
        get("/files/show/source/2024-05-01T09/more").is(404),
        get("/files/a/b/c/d/e").is(404),
    ];
    check(&fixture.server, rows);
}

#[test]
fn only_the_paths_of_the_product_lead_somewhere() {
    let fixture = Fixture::new();
    let nothing = |target: &str| get(target).is(404).says(format!("nothing at {target}"));
    let rows = [
        get("/healthz").json(json!({ "status": "ok" })).header("cache-control", "no-cache"),
        get("/").header("content-type", "text/html; charset=utf-8"),
        nothing("/healthz/"),
        nothing("/Healthz"),
        nothing("/FILES"),
        nothing("/index.html"),
        nothing("/favicon.icon"),
        nothing("/playlist"),
        nothing("/playlist/"),
        nothing("/playlist/show"),
        nothing("/playlist/show.m3u"),
        nothing("/playlist/show.M3U8"),
        nothing("/playlist/show/source"),
        nothing("/playlist/show/source/2024-05-01T09.m3u8"),
        nothing("/segments"),
        nothing("/segments/"),
        nothing("/segments/show"),
        nothing("/segments/show/source"),
        nothing("/page/none.js"),
        nothing("/metrics/none"),
    ];
    check(&fixture.server, rows);
    let policy = fixture.server.get("/");
    assert!(policy.header("content-security-policy").is_some_and(|policy| policy.contains("'self'")));
}

#[test]
fn what_was_answered_is_counted() {
    let fixture = Fixture::new();
    let row = get(segment(&fixture.source[0])).body(bytes());
    check(&fixture.server, [row, get("/nowhere").is(404), get("/files/.hidden").is(403)]);
    let answer = fixture.server.get("/metrics");
    assert_eq!(answer.header("content-type"), Some("text/plain; version=0.0.4; charset=utf-8"));
    assert_eq!(answer.header("cache-control"), Some("no-cache"));
    let text = answer.text();
    for line in [
        "streamctl_requests_total{route=\"segment\",status=\"200\"} 1",
        "streamctl_response_bytes_total{route=\"segment\"} 1000",
        "streamctl_requests_total{route=\"other\",status=\"404\"} 1",
        "streamctl_requests_total{route=\"other\",status=\"403\"} 1",
        "streamctl_last_hour_holes{stream=\"show\",variant=\"source\"} 1",
        "streamctl_connections_total 4",
    ] {
        assert!(text.lines().any(|known| known == line), "{line}\n{text}");
    }
}
