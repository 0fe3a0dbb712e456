use super::*;

const NOW: Time = Time::from_micros(1_767_323_045_500_000);

fn keys() -> LinkKeys {
    LinkKeys::parse("0123456789abcdef".repeat(4).as_bytes()).unwrap()
}

fn sign(url: &str) -> Result<Address, AddressError> {
    Address::sign(url, &keys(), NOW + Span::from_secs(60), NOW)
}

/// The URL with `TOKEN` for its token, and the token's link.
fn signed(url: &str) -> (String, Link) {
    let Address { url, link } = sign(url).unwrap();
    let (before, rest) = url.rsplit_once("/link/").unwrap();
    let (token, rest) = rest.split_once('/').unwrap();
    assert_eq!(Link::open(token, &keys(), NOW).unwrap(), link);
    assert_eq!(link.expires, Time::from_micros(1_767_323_106_000_000));
    (format!("{before}/link/TOKEN/{rest}"), link)
}

fn of(stream: &str, variant: &str, start: &str, end: &str) -> Link {
    let time = |text: &str| (!text.is_empty()).then(|| Time::parse(text, NOW).unwrap());
    Link {
        expires: Time::from_micros(1_767_323_106_000_000),
        stream: stream.to_owned(),
        variant: (!variant.is_empty()).then(|| variant.to_owned()),
        start: time(start),
        end: time(end),
        window: None,
    }
}

#[test]
fn a_url_gets_a_token_before_what_the_server_knows() {
    for (url, linked, link) in [
        (
            "http://h:8000/playlist/cam.m3u8",
            "http://h:8000/link/TOKEN/playlist/cam.m3u8",
            of("cam", "", "", ""),
        ),
        (
            "https://[::1]/tv/x/playlist/c%20m/low.m3u8?a=b&&x#y",
            "https://[::1]/tv/x/link/TOKEN/playlist/c%20m/low.m3u8?a=b&x",
            of("c m", "low", "", ""),
        ),
        (
            "http://h/playlist/playlist/a.m3u8",
            "http://h/link/TOKEN/playlist/playlist/a.m3u8",
            of("playlist", "a", "", ""),
        ),
        (
            "http://h/files/x/playlist/cam.m3u8",
            "http://h/files/x/link/TOKEN/playlist/cam.m3u8",
            of("cam", "", "", ""),
        ),
        (
            "http://h/link/playlist/cam.m3u8",
            "http://h/link/link/TOKEN/playlist/cam.m3u8",
            of("cam", "", "", ""),
        ),
        (
            "http://h/coverage/cam/low?start=2026-01-02T03:00:00Z",
            "http://h/link/TOKEN/coverage/cam/low?start=2026-01-02T03:00:00Z",
            of("cam", "low", "2026-01-02T03:00:00Z", ""),
        ),
        (
            "http://h/playlist/cam.m3u8?start=-1h&end=now&start=-2h",
            "http://h/link/TOKEN/playlist/cam.m3u8?start=2026-01-02T02:04:05.500Z&end=2026-01-02T03:04:05.500Z&start=2026-01-02T02:04:05.500Z",
            of("cam", "", "2026-01-02T02:04:05.5Z", "2026-01-02T03:04:05.5Z"),
        ),
        (
            "http://h/playlist/cam.m3u8?end=2026-01-02T12:00:00Z",
            "http://h/link/TOKEN/playlist/cam.m3u8?end=2026-01-02T12:00:00Z",
            of("cam", "", "2026-01-02T00:00:00Z", "2026-01-02T12:00:00Z"),
        ),
        (
            "http://h/segments/cam/low/2026-01-02T03/04:05.5-2.0-full-AAAA.ts?start=1",
            "http://h/link/TOKEN/segments/cam/low/2026-01-02T03/04:05.5-2.0-full-AAAA.ts?start=1",
            of("cam", "low", "2026-01-02T03:04:05.5Z", "2026-01-02T03:04:07.5Z"),
        ),
    ] {
        assert_eq!(signed(url), (linked.to_owned(), link));
    }
    assert_eq!(signed("http://h/playlist/cam.m3u8?window=1h").1.window, Some(Span::from_secs(3_600)));
}

#[test]
fn what_cannot_be_linked_says_why() {
    let long = format!("http://h/playlist/{}.m3u8", "x".repeat(256));
    for (url, why) in [
        ("", "no whole URL"),
        ("/playlist/cam.m3u8", "no whole URL"),
        ("h/playlist/cam.m3u8", "no whole URL"),
        ("ftp://h/playlist/cam.m3u8", "no whole URL"),
        ("http://h/a b/playlist/cam.m3u8", "no whole URL"),
        ("http://u:hunter2@h/playlist/cam.m3u8", "holds a user"),
        ("http://h/", "no link to /:"),
        ("http://h", "no link to /:"),
        ("http://h/tv/", "no link to /tv/:"),
        ("http://h/files/cam", "no link to /files/cam:"),
        ("http://h/metrics", "no link to /metrics:"),
        ("http://h/segments/gap.ts", "no link to /segments/gap.ts:"),
        ("http://h/segments/cam/low/2026-01-02T03/notes.txt", "no link to /segments/"),
        ("http://h/playlist/../cam.m3u8", "no link to /playlist/../cam.m3u8:"),
        (&long, "no link to /playlist/xxx"),
        ("http://h/playlist/cam.m3u8?start=x", "start: 'x' is not a time"),
        ("http://h/playlist/cam.m3u8?start=2&end=1", "is not after its start"),
        ("http://h/playlist/cam.m3u8?window=1h&end=1", "window counts back"),
    ] {
        let error = sign(url).unwrap_err().to_string();
        assert!(error.contains(why) && !error.contains("hunter2"), "{url}: {error}");
    }
    let linked = sign("http://h/tv/playlist/c.m3u8").unwrap().url;
    assert_eq!(sign(&linked), Err(AddressError::Linked));
}

proptest::proptest! {
    #[test]
    fn no_url_panics(url in "\\PC{0,60}", path in "[a-z/%.?=&é]{0,40}") {
        let _ = sign(&url);
        let _ = sign(&format!("http://h/playlist/{path}"));
        let _ = sign(&format!("http://h/{path}/playlist/a.m3u8?{path}"));
    }
}
