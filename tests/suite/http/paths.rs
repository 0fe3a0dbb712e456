//! Paths that nobody types by accident.

use serde_json::json;

use super::fixture::Fixture;
use super::table::{Row, ask, check, get, raw};

#[test]
fn no_path_leads_out_of_the_archive() {
    let fixture = Fixture::new();
    let hidden = |target: &str| get(target).is(403).says("may not start with a period");
    let missing = |target: &str| get(target).is(404);
    let rows = [
        hidden("/files/.."),
        hidden("/files/."),
        hidden("/files/.hidden"),
        hidden("/files/%2e%2e"),
        hidden("/files/%2E%2e/%2e%2E/etc"),
        hidden("/files/..%2f..%2fetc"),
        hidden("/files/..%5c.."),
        hidden("/files/..;/etc"),
        hidden("/files/..%00"),
        hidden("/files/show/.secret"),
        hidden("/files/show/source/.2024-05-01T09"),
        hidden("/files/show/../show"),
        hidden("/segments/../../../../../../etc/passwd"),
        hidden("/segments/%2e%2e/%2e%2e/%2e%2e/etc"),
        hidden("/segments/..%2f..%2f..%2f..%2fetc%2fpasswd"),
        hidden("/segments/show/source/2024-05-01T09/..%2f..%2f..%2floose.txt"),
        hidden("/segments/show/source/2024-05-01T09/.59:50.0-2.0-full-AAAA.ts"),
        hidden("/segments/show/source/.2024-05-01T09/x.ts"),
        hidden("/segments/.hidden/source/2024-05-01T09/x.ts"),
        hidden("/playlist/../show.m3u8"),
        hidden("/playlist/.hidden.m3u8"),
        hidden("/playlist/%2ehidden.m3u8"),
        hidden("/playlist/show/.secret.m3u8"),
        hidden("/playlist/show/..%2flow.m3u8"),
        hidden("/playlist/.m3u8"),
        missing("/.."),
        missing("/../files"),
        missing("//files"),
        missing("/segments//etc/passwd"),
        missing("/segments/%2fetc%2fpasswd"),
        missing("/segments/%252e%252e/%252e%252e/etc/passwd"),
        missing("/segments/show/source/2024-05-01T09/x%2f..%2f..%2f..%2floose.txt"),
        missing("/segments/show%5csource%5c2024-05-01T09/a/b/c.ts"),
        missing("/segments/show/source/2024-05-01T09%2f/x.ts"),
        missing("/segments/show/source/2024-05-01T10/%00notes.txt"),
        missing("/segments/show/source/2024-05-01T10/notes.txt%00.ts"),
        missing("/segments/show/source/2024-05-01T10/%ff"),
        missing("/segments/show/source/2024-05-01T10/%zz"),
        missing(&format!("/segments/show/source/2024-05-01T10/{}", "x".repeat(256))),
        missing("/playlist/show%2fsource.m3u8"),
        missing("/playlist/show/%00.m3u8"),
        missing("/playlist/show/%ff.m3u8"),
        missing(&format!("/playlist/show/{}.m3u8", "x".repeat(256))),
    ];
    check(&fixture.server, rows);
}

#[test]
fn what_cannot_be_a_name_is_in_no_list() {
    let fixture = Fixture::new();
    let long = "x".repeat(256);
    let none = |target: &str| get(target).json(json!([]));
    let rows = [
        none("/files/show%2Fsource"),
        none("/files/show%5csource"),
        none("/files/%00"),
        none("/files/show/source%00"),
        none("/files/%zz"),
        none("/files/%"),
        none("/files/%ff"),
        none("/files/%252e%252e"),
        none("/files//show"),
        none("/files/show//source"),
        none("/files/show/"),
        none("/files/"),
        none(&format!("/files/{long}")),
        none(&format!("/files/show/source/{long}")),
    ];
    check(&fixture.server, rows);
}

#[test]
fn links_out_of_the_archive_lead_nowhere() {
    let fixture = Fixture::new();
    let rows = [
        get("/files/away").json(json!([])),
        get("/files/away/2024-05-01T11").json(json!([])),
        get("/files/show/away").json(json!([])),
        get("/files/show/source/2024-05-01T11").json(json!([])),
        get("/segments/show/source/2024-05-01T11/00:00.0-2.0-full-AAAA.ts").is(404),
        get("/segments/show/source/2024-05-01T10/00:20.0-2.0-full-AAAA.ts").is(404),
        get("/segments/away/2024-05-01T11/x/00:00.0-2.0-full-AAAA.ts").is(404),
        get("/playlist/away.m3u8").is(404),
        get("/playlist/show/away.m3u8").is(404),
    ];
    check(&fixture.server, rows);
    let told = fixture.server.text("/playlist/show/source.m3u8");
    assert!(!told.contains("00:20.0") && !told.contains("T11/"), "{told}");
}

#[test]
fn a_target_may_name_any_host() {
    let fixture = Fixture::new();
    let absolute =
        |target: &str| raw(format!("GET {target} HTTP/1.1\r\nHost: t\r\nConnection: close\r\n\r\n"));
    let rows = [
        absolute("http://127.0.0.1/healthz").json(json!({ "status": "ok" })),
        absolute("http://elsewhere.example:99/healthz").json(json!({ "status": "ok" })),
        absolute("https://user@elsewhere.example/healthz?x=1").json(json!({ "status": "ok" })),
        absolute("http://elsewhere.example").header("content-type", "text/html; charset=utf-8"),
        absolute("http://elsewhere.example/files/../../etc").is(403),
        absolute("http://elsewhere.example//files").is(404),
        absolute("*").is(404),
    ];
    check(&fixture.server, rows);
}

#[test]
fn no_length_is_too_much() {
    let fixture = Fixture::new();
    let with_header = |size: usize| get("/healthz").with("Cookie", "x".repeat(size));
    let with_headers = |count: usize| (0..count).fold(get("/healthz"), |row, _| row.with("X-One", "1"));
    let rows: Vec<Row> = vec![
        get(format!("/{}", "x".repeat(65_533))).is(404),
        get(format!("/{}", "x".repeat(65_534))).unread(414),
        get(format!("/files/{}", "x".repeat(60 << 10))).json(json!([])),
        get(format!("/files{}", "/x".repeat(30 << 10))).is(404),
        get(format!("/segments/{}", "../".repeat(20 << 10))).is(403),
        get(format!("/healthz?{}", "x".repeat(60 << 10))).json(json!({ "status": "ok" })),
        get(format!("/playlist/show/source.m3u8?{}", "&".repeat(60 << 10))),
        get(format!("/playlist/show/source.m3u8?start={}", "9".repeat(60 << 10))).is(400).says("start"),
        get(format!("/{}", "x".repeat(70 << 10))).unread(414),
        with_header(100 << 10).json(json!({ "status": "ok" })),
        // Between the limit and twice that it depends on the packets: what came in one read is read whole.
        with_header(1 << 20).unread(431),
        with_headers(90).json(json!({ "status": "ok" })),
        with_headers(200).unread(431),
    ];
    check(&fixture.server, rows);
    // None of this is told back at full length.
    let error = fixture.server.get(&format!("/{}", "x".repeat(60 << 10)));
    assert!(error.body.len() < 1_000, "{}", error.text());
}

#[test]
fn names_with_every_character_a_file_can_have_are_served() {
    let fixture = Fixture::new();
    let stream = "-a b\"c#d?e%f{$x}ö\n'<i>&+;=:@\\~";
    let encoded = "-a%20b%22c%23d%3Fe%25f%7B$x%7D%C3%B6%0A'%3Ci%3E&+;=:@%5C~";
    let name = fixture.archive.record(
        &format!("{stream}/{stream}"),
        super::fixture::at(0),
        crate::support::archive::TWO_SECONDS,
        "full",
        b"odd",
    );
    let media = fixture.server.text(&format!("/playlist/{encoded}/{encoded}.m3u8"));
    let uri = media.lines().find(|line| !line.starts_with('#')).unwrap();
    assert_eq!(uri, format!("../../segments/{encoded}/{encoded}/{name}"));
    let rows = [
        get(format!("/files/{encoded}")).json(json!([stream])),
        get(format!("/files/{encoded}/{encoded}")).json(json!(["2024-05-01T10"])),
        get(uri.trim_start_matches("../..")).body("odd").header("content-type", "video/mp2t"),
        get(uri.trim_start_matches("../..").replace(':', "%3a")).body("odd"),
        get(format!("/playlist/{encoded}/nothing%22.m3u8")).is(404).says("nothing\""),
        ask("HEAD", format!("/playlist/{encoded}.m3u8")),
    ];
    check(&fixture.server, rows);
    let master = fixture.server.text(&format!("/playlist/{encoded}.m3u8?x=%22%0a%23"));
    let lines: Vec<&str> = master.lines().collect();
    assert_eq!(lines.len(), 4, "{master}");
    // A colon in the first name of a relative reference would make it a scheme.
    assert_eq!(lines[3], format!("./{encoded}/{encoded}.m3u8?x=%22%0A%23"));
}
