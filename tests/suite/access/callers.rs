//! Callers by the auth file: who is let in, what each sees, and what is said to the others.

use super::{House, ask, curl};
use crate::support::client::Answer;
use crate::support::server::Server;

const ANNA: &str = "Basic YW5uYTpodW50ZXIy";
const BOB: &str = "Basic Ym9iOmh1bnRlcjI=";

fn challenges(answer: &Answer) -> Vec<&str> {
    let headers = answer.headers.iter().filter(|(name, _)| name == "www-authenticate");
    headers.map(|(_, value)| value.as_str()).collect()
}

fn checks(server: &Server) -> u64 {
    let metrics = ask(server, "GET", "/metrics", Some("Bearer secret")).text();
    let line = metrics.lines().find_map(|line| line.strip_prefix("streamctl_password_checks_total "));
    line.unwrap().parse().unwrap()
}

#[test]
fn only_those_in_the_file_are_let_in() {
    let house = House::new();
    let server = house.serve(&[("--auth-file", &house.auth())]);
    let segment = format!("/segments/show/source/{}", house.segments[0]);
    let targets =
        ["/", "/page/app.js", "/files", "/metrics", "/playlist/show.m3u8", "/nothing", "/files/..", &segment];
    for target in targets {
        for wrong in [
            None,
            Some("Basic YW5uYTpodW50ZXIz"),
            Some("Basic ZXZlOmh1bnRlcjI="),
            Some("Basic !"),
            Some("Bearer secrets"),
            Some("Bearer 2bb80d537b1da3e38bd30361aa855686bde0eacd7162fef6a25fe97bf527a25b"),
            Some("Digest secret"),
        ] {
            let answer = ask(&server, "GET", target, wrong);
            assert_eq!(answer.status, 401, "{target} {wrong:?}: {answer:?}");
            assert_eq!(
                challenges(&answer),
                ["Basic realm=\"streamctl\", charset=\"UTF-8\"", "Bearer realm=\"streamctl\""]
            );
            assert_eq!(answer.header("cache-control"), Some("private, no-cache"));
            assert_eq!(answer.header("vary"), Some("authorization"));
            assert_eq!(answer.header("access-control-allow-origin"), Some("*"));
            assert!(answer.text().starts_with("{\"error\":\""), "{answer:?}");
        }
        for right in [ANNA, "bearer secret"] {
            let answer = ask(&server, "GET", target, Some(right));
            let expected = match target {
                "/nothing" => 404,
                "/files/.." => 403,
                _ => 200,
            };
            assert_eq!(answer.status, expected, "{target}: {answer:?}");
            assert!(answer.header("cache-control").unwrap().starts_with("private, "), "{answer:?}");
            assert!(answer.header("vary").unwrap().ends_with("authorization"), "{answer:?}");
            assert!(challenges(&answer).is_empty());
        }
    }
    let url = server.url("/playlist/show/source.m3u8");
    assert_eq!(curl(&[&url]), "401");
    assert_eq!(curl(&["-u", "anna:hunter2", &url]), "200");
    assert_eq!(curl(&["-u", "anna:hunter3", &url]), "401");
    assert_eq!(curl(&["--anyauth", "-u", "anna:hunter2", &url]), "200");
    assert_eq!(curl(&["--oauth2-bearer", "secret", &url]), "200");
    assert_eq!(curl(&["--oauth2-bearer", "wrong", &url]), "401");
    assert!(
        !server.stderr().contains("hunter2") && !server.stderr().contains("secret"),
        "{}",
        server.stderr()
    );
}

#[test]
fn what_needs_no_credentials_is_as_it_was() {
    let house = House::new();
    let server = house.serve(&[("--auth-file", &house.auth())]);
    let health = server.get("/healthz");
    assert_eq!((health.status, health.header("cache-control")), (200, Some("no-cache")));
    let preflight = ask(&server, "OPTIONS", "/playlist/show.m3u8", None);
    assert_eq!(preflight.status, 204);
    let allowed = preflight.header("access-control-allow-headers").unwrap();
    assert!(allowed.split(", ").any(|name| name == "Authorization"), "{allowed}");
    assert_eq!(ask(&server, "POST", "/files", None).status, 405);
}

#[test]
fn answers_are_kept_by_the_caller_alone_and_texts_are_the_same() {
    let house = House::new();
    let open = house.serve(&[]);
    let closed = house.serve(&[("--auth-file", &house.auth())]);
    let segment = format!("/segments/show/source/{}", house.segments[0]);
    for (target, open_control, control, vary) in [
        (
            "/playlist/show/source.m3u8",
            "public, max-age=30",
            "private, max-age=30",
            "accept-encoding, authorization",
        ),
        (
            &segment,
            "public, max-age=31536000, immutable",
            "private, max-age=31536000, immutable",
            "authorization",
        ),
        ("/files", "no-cache", "private, no-cache", "accept-encoding, authorization"),
        (
            "/segments/gap.ts",
            "public, max-age=86400",
            "private, max-age=86400",
            "accept-encoding, authorization",
        ),
    ] {
        let (known, answer) = (open.get(target), ask(&closed, "GET", target, Some(ANNA)));
        assert_eq!(known.header("cache-control"), Some(open_control), "{target}");
        assert_eq!(answer.header("cache-control"), Some(control), "{target}");
        assert_eq!(answer.header("vary"), Some(vary), "{target}");
        assert_eq!((answer.body, answer.headers.len()), (known.body.clone(), answer.headers.len()));
        let tag = known.header("etag").unwrap();
        let mut connection = closed.connect();
        let request = format!(
            "GET {target} HTTP/1.1\r\nHost: t\r\nConnection: close\r\nAuthorization: {ANNA}\r\nIf-None-Match: {tag}\r\n\r\n"
        );
        connection.send(request.as_bytes());
        let again = connection.answer("GET");
        assert_eq!((again.status, again.header("cache-control")), (304, Some(control)), "{target}");
    }
}

#[test]
fn who_may_see_one_stream_sees_nothing_of_the_others() {
    let house = House::new();
    let server = house.serve(&[("--auth-file", &house.auth())]);
    let get = |target: &str| ask(&server, "GET", target, Some(BOB));
    assert_eq!(get("/files").text(), "[\"show\"]\n");
    assert_eq!(ask(&server, "GET", "/files", Some(ANNA)).text(), "[\"other\",\"show\"]\n");
    let own = format!("/segments/show/source/{}", house.segments[0]);
    let range = "start=2024-05-01T09:00:00Z&end=2024-05-01T11:00:00Z";
    for target in [
        "/",
        "/page/hls.js",
        "/files/show",
        "/files/show/source",
        "/playlist/show.m3u8",
        "/playlist/show/low.m3u8",
        &format!("/coverage/show/low?{range}"),
        "/segments/gap.ts",
        &own,
    ] {
        assert_eq!(get(target).status, 200, "{target}");
    }
    for (target, of) in [
        ("/files/other", "other"),
        ("/files/none", "none"),
        ("/playlist/other.m3u8", "other"),
        ("/playlist/none.m3u8", "none"),
        ("/playlist/other/source.m3u8", "other"),
        ("/coverage/other/source", "other"),
        (&own.replace("show", "other"), "other"),
    ] {
        let answer = get(target);
        let message = format!("{{\"error\":\"you may not see a stream '{of}'\"}}\n");
        assert_eq!((answer.status, answer.text()), (403, message), "{target}");
    }
    assert_eq!(get("/metrics").status, 403);
}

#[test]
fn a_password_is_checked_once_and_a_wrong_one_as_often_for_anybody() {
    let house = House::new();
    let server = house.serve(&[("--auth-file", &house.auth())]);
    for _ in 0..5 {
        assert_eq!(ask(&server, "GET", "/files", Some(ANNA)).status, 200);
    }
    assert_eq!(checks(&server), 1);
    // anna:hunter3 and eve:hunter2.
    for (index, wrong) in ["Basic YW5uYTpodW50ZXIz", "Basic ZXZlOmh1bnRlcjI="].iter().enumerate() {
        for _ in 0..3 {
            assert_eq!(ask(&server, "GET", "/files", Some(wrong)).status, 401);
        }
        assert_eq!(checks(&server), 1 + 3 * (index as u64 + 1));
    }
}
