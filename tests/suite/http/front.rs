//! How a server stands to the world: proxies that are believed, a path of its own, pages of others, a limit.

use super::fixture::{Fixture, segment};
use super::table::{check, get};
use crate::support::client::Answer;
use crate::support::program::streamctl;
use crate::support::server::Server;
use crate::support::wait;

fn serve(fixture: &Fixture, flags: &[&str]) -> Server {
    Server::run(streamctl(["serve"]).args(flags).args([fixture.archive.root()]))
}

/// The answer to a request with these header lines.
fn ask(server: &Server, method: &str, target: &str, headers: &[&str]) -> Answer {
    let mut connection = server.connect();
    let lines = headers.iter().map(|line| format!("{line}\r\n")).collect::<Vec<_>>().concat();
    let request = format!("{method} {target} HTTP/1.1\r\nHost: t\r\n{lines}Connection: close\r\n\r\n");
    connection.send(request.as_bytes());
    connection.answer(method)
}

#[test]
fn below_a_prefix_is_everything_and_beside_it_nothing() {
    let fixture = Fixture::new();
    let server = serve(&fixture, &["--prefix", "/on%20air/tv/"]);
    assert_eq!(server.printed(), format!("http://{}/on%20air/tv/", server.address()));
    let segment = segment(&fixture.source[0]);
    let mut rows = vec![
        get("/on%20air/tv").is(308).header("location", "./tv/"),
        get("/on%20air/tv?x=%22").is(308).header("location", "./tv/?x=%22"),
        get("/on%20air/tv/nothing").is(404).says("there is nothing at /nothing"),
        get("/%6fn%20air/tv/healthz"),
        get("/on%20air/tv/.git").is(404),
        get("/on%20air/tv/files/..").is(403),
        get("/on%20air").is(404),
        get("/on%20air/tv/../healthz").is(404),
        get("/on%20air/tv2/healthz").is(404),
    ];
    for target in ["/", "/healthz", "/metrics", "/files", "/page/app.js", "/playlist/show.m3u8", &segment] {
        rows.push(get(format!("/on%20air/tv{target}")));
        rows.push(get(target).is(404).says("there is nothing at"));
    }
    check(&server, rows);
    let playlist = server.text("/on%20air/tv/playlist/show/source.m3u8");
    assert_eq!(playlist, fixture.server.text("/playlist/show/source.m3u8"));
    // As a player resolves them, seen from the playlist.
    for link in playlist.lines().filter(|line| !line.starts_with('#')) {
        let target = link.strip_prefix("../../").unwrap();
        assert_eq!(server.get(&format!("/on%20air/tv/{target}")).status, 200, "{link}");
    }
}

#[test]
fn flags_that_make_no_sense_are_told_with_what_does() {
    for (flag, value, says) in [
        ("--prefix", "tv", "write /tv"),
        ("--prefix", "/tv/../x", "leave it out"),
        ("--prefix", "/tv?x", "write /tv"),
        ("--prefix", "/100%", "%25"),
        ("--trusted-proxy", "localhost", "names are not looked up"),
        ("--trusted-proxy", "10.0.0.1/8", "write 10.0.0.0/8"),
        ("--cors", "https://a.example/", "write https://a.example"),
        ("--cors", "null", "sandbox"),
        ("--rate-limit", "0", "0"),
        ("--rate-limit", "0.5", "invalid"),
    ] {
        let run = streamctl(["serve", flag, value]).run();
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{flag} {value}: {}", run.stderr);
        let is_told =
            run.stderr.starts_with("error: ") && run.stderr.contains(says) && run.stderr.contains(flag);
        assert!(is_told, "{flag} {value}: {}", run.stderr);
    }
    let fixture = Fixture::new();
    let server = serve(&fixture, &["--trusted-proxy", "0.0.0.0/0"]);
    wait::until("the warning", || server.stderr().contains("believes anybody").then_some(()));
}

#[test]
fn named_origins_and_no_others_may_read() {
    let fixture = Fixture::new();
    let server = serve(&fixture, &["--cors", "HTTPS://A.example:443", "--cors", "http://b.example:81"]);
    let preflight =
        ["access-control-allow-methods", "access-control-allow-headers", "access-control-max-age"];
    for target in ["/files", "/playlist/show/source.m3u8", "/nothing", &segment(&fixture.source[0])] {
        for method in ["GET", "HEAD", "OPTIONS"] {
            let answer = ask(&server, method, target, &["Origin: https://a.example"]);
            let is_preflight = method == "OPTIONS";
            assert_eq!(answer.header("access-control-allow-origin"), Some("https://a.example"), "{target}");
            assert_eq!(answer.header("access-control-allow-credentials"), Some("true"));
            assert!(answer.header("access-control-expose-headers").is_some());
            assert!(answer.header("vary").is_some_and(|vary| vary.ends_with("Origin")));
            assert_eq!(preflight.map(|name| answer.header(name).is_some()), [is_preflight; 3]);
            for origin in ["Origin: https://c.example", "Origin: null", "Origin: http://b.example", "X: x"] {
                let answer = ask(&server, method, target, &[origin]);
                assert!(answer.header("vary").is_some_and(|vary| vary.ends_with("Origin")));
                let said = answer.headers.iter().find(|(name, _)| name.starts_with("access-control-"));
                assert_eq!(said, None, "{method} {target} {origin}");
            }
        }
    }
    let server = serve(&fixture, &["--cors", "none"]);
    let answer = ask(&server, "OPTIONS", "/files", &["Origin: https://a.example"]);
    assert_eq!(
        (answer.status, answer.header("vary"), answer.header("allow")),
        (204, None, Some("GET, HEAD, OPTIONS"))
    );
    assert!(!answer.headers.iter().any(|(name, _)| name.starts_with("access-control-")));
}

/// How many of so many requests for this are answered before one is refused.
fn allowed(server: &Server, headers: &[&str], most: usize) -> usize {
    (0..most).take_while(|_| ask(server, "GET", "/files", headers).status == 200).count()
}

#[test]
fn who_asks_too_much_is_told_and_others_are_not() {
    let fixture = Fixture::new();
    let server = serve(&fixture, &["--rate-limit", "1"]);
    // The clock goes on meanwhile.
    assert!((10..100).contains(&allowed(&server, &[], 200)));
    let mut refused = ask(&server, "GET", "/files", &[]);
    while refused.status != 429 {
        refused = ask(&server, "GET", "/files", &[]);
    }
    assert_eq!(refused.header("retry-after"), Some("1"));
    assert_eq!(refused.header("access-control-allow-origin"), Some("*"));
    assert!(refused.text().starts_with("{\"error\":\"too many requests"), "{refused:?}");
    check(&server, (0..50).map(|_| get("/healthz")));
    // Nobody is believed to be somebody else.
    let forged = ["X-Forwarded-For: 192.0.2.1", "Forwarded: for=192.0.2.1"];
    let is_refused = |_| ask(&server, "GET", "/files", &forged).status == 429;
    assert!((0..3).any(is_refused));
}

#[test]
fn behind_a_trusted_proxy_each_client_counts() {
    let fixture = Fixture::new();
    let server = serve(&fixture, &["--rate-limit", "1", "--trusted-proxy", "127.0.0.0/8"]);
    let client = |last: u8| format!("X-Forwarded-For: 203.0.113.9, 192.0.2.{last}, 127.0.0.2");
    assert!((10..100).contains(&allowed(&server, &[&client(1)], 200)));
    assert!(allowed(&server, &[&client(2)], 10) == 10, "another client");
    assert!(allowed(&server, &["Forwarded: for=\"[2001:db8::1]:80\""], 10) == 10);
    let metrics = ask(&server, "GET", "/metrics", &[&client(3)]).text();
    assert!(metrics.contains("{route=\"files\",status=\"429\"} "), "{metrics}");
    assert!(metrics.contains("\nstreamctl_queued_requests 0\n"), "{metrics}");
}
