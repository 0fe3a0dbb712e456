//! Parts of files, and requests that depend on what the client already has.

use super::fixture::{Fixture, bytes, segment};
use super::table::{Row, ask, check, get};

#[test]
fn parts_of_a_segment() {
    let fixture = Fixture::new();
    let target = segment(&fixture.source[0]);
    let range = |range: &str| get(&target).with("Range", range);
    let part = |header: &str, from: usize, to: usize| {
        range(header)
            .is(206)
            .header("content-range", format!("bytes {from}-{to}/1000"))
            .header("content-length", (to + 1 - from).to_string())
            .header("content-type", "video/mp2t")
            .body(&bytes()[from..=to])
    };
    let whole = |header: &str| range(header).no_header("content-range").body(bytes());
    let outside = |header: &str| {
        range(header).is(416).header("content-range", "bytes */1000").says("outside the segment's 1000 bytes")
    };
    let rows = [
        part("bytes=0-187", 0, 187),
        part("bytes=188-", 188, 999),
        part("bytes=-188", 812, 999),
        part("bytes=-1000000", 0, 999),
        part("bytes=0-", 0, 999),
        part("bytes=999-999", 999, 999),
        part("bytes=999-99999999999999999999999999", 999, 999),
        part("BYTES=0-0", 0, 0),
        outside("bytes=1000-"),
        outside("bytes=1000-1001"),
        outside("bytes=18446744073709551616-"),
        outside("bytes=-0"),
        // RFC 9110 §14.2: an unknown unit must be ignored, and what is malformed may be.
        whole("lines=0-1"),
        whole("bytes=5-4"),
        whole("bytes=a-b"),
        whole("bytes=-"),
        whole("bytes="),
        whole("bytes"),
        whole("0-1"),
        whole("bytes=--5"),
        whole("bytes=0x10-"),
        whole("bytes=1.5-2"),
        // Several at once may be answered with all there is.
        whole("bytes=0-1,5-6"),
        whole("bytes=0-1, -1"),
        whole(&format!("bytes=0-1{}", ",2-3".repeat(10_000))),
        ask("HEAD", &target).with("Range", "bytes=0-187").header("content-length", "1000"),
        get("/playlist/show/source.m3u8").with("Range", "bytes=0-1").no_header("content-range"),
        get("/files").with("Range", "bytes=0-1").no_header("content-range"),
    ];
    check(&fixture.server, rows);
}

#[test]
fn conditions_on_a_segment() {
    let fixture = Fixture::new();
    let target = segment(&fixture.source[0]);
    let path = fixture.archive.path(format!("show/source/{}", fixture.source[0]));
    let file = std::fs::File::open(path).unwrap();
    file.set_modified(httpdate::parse_http_date("Wed, 01 May 2024 10:00:01 GMT").unwrap()).unwrap();
    let modified = "Wed, 01 May 2024 10:00:01 GMT";
    let (earlier, later) = ("Wed, 01 May 2024 10:00:00 GMT", "Wed, 01 May 2024 10:00:02 GMT");
    let first = fixture.server.get(&target);
    assert_eq!(first.header("last-modified"), Some(modified));
    let tag = first.header("etag").unwrap().to_owned();
    assert!(tag.starts_with('"') && tag.ends_with('"') && tag.len() > 2, "{tag}");

    let with = |name: &str, value: &str| get(&target).with(name, value);
    let fresh = |row: Row| {
        let row = row.is(304).header("etag", &tag).header("last-modified", modified);
        row.header("cache-control", "public, max-age=31536000, immutable").body("")
    };
    let ranged = |condition: &str| with("If-Range", condition).with("Range", "bytes=0-0");
    let rows = [
        fresh(with("If-None-Match", &tag)),
        fresh(with("If-None-Match", &format!("W/{tag}"))),
        fresh(with("If-None-Match", &format!("\"x\" , {tag}"))),
        fresh(with("If-None-Match", "*")),
        fresh(with("If-None-Match", &tag).with("Range", "bytes=0-1")),
        fresh(with("If-Modified-Since", modified)),
        fresh(with("If-Modified-Since", later)),
        with("If-None-Match", "\"x\"").body(bytes()),
        with("If-None-Match", "\"x\"").with("If-Modified-Since", later).body(bytes()),
        with("If-None-Match", "x").body(bytes()),
        with("If-None-Match", "").body(bytes()),
        with("If-Modified-Since", earlier).body(bytes()),
        with("If-Modified-Since", "yesterday").body(bytes()),
        with("If-Match", &tag).body(bytes()),
        with("If-Match", "*").body(bytes()),
        with("If-Match", "\"x\"").is(412).says("conditions"),
        with("If-Match", &format!("W/{tag}")).is(412).says("conditions"),
        with("If-Unmodified-Since", earlier).is(412).says("conditions"),
        with("If-Unmodified-Since", modified).body(bytes()),
        ranged(&tag).is(206).body(&bytes()[..1]),
        ranged(modified).is(206).body(&bytes()[..1]),
        ranged("\"x\"").body(bytes()),
        ranged(&format!("W/{tag}")).body(bytes()),
        ranged(later).body(bytes()),
        ranged(earlier).body(bytes()),
        ranged("").body(bytes()),
        with("If-Range", &tag).body(bytes()),
    ];
    check(&fixture.server, rows);
    let head = |name: &str| ask("HEAD", &target).with(name, &tag);
    check(
        &fixture.server,
        [head("If-None-Match").is(304), head("If-Match").header("content-length", "1000")],
    );
}

#[test]
fn a_segment_has_the_same_tag_wherever_it_is_copied() {
    let (one, other) = (Fixture::new(), Fixture::new());
    let target = segment(&one.source[0]);
    let tag = |fixture: &Fixture| fixture.server.get(&target).header("etag").map(str::to_owned);
    assert_eq!(tag(&one), tag(&other));
}

#[test]
fn conditions_on_texts() {
    let fixture = Fixture::new();
    for target in ["/playlist/show.m3u8", "/playlist/show/source.m3u8", "/files/show", "/healthz", "/"] {
        let first = fixture.server.get(target);
        let tag = first.header("etag").unwrap();
        let unchanged = get(target).with("If-None-Match", tag).is(304).header("etag", tag).body("");
        let other = get(target).with("If-None-Match", "\"x\"").body(first.body.clone());
        // The tag alone tells: the date of a text that was made just now tells nothing.
        let dated = get(target).with("If-Modified-Since", "Wed, 01 May 2024 10:00:00 GMT");
        check(&fixture.server, [unchanged, other, dated.body(first.body.clone()).no_header("last-modified")]);
    }
    let tag = fixture.server.get("/files/show").header("etag").map(str::to_owned).unwrap();
    std::fs::create_dir(fixture.archive.path("show/new")).unwrap();
    check(&fixture.server, [get("/files/show").with("If-None-Match", tag)]);
}
