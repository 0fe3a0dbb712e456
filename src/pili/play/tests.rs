use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::pili::v1::read_stream;

fn stream(hosts: &Value, profiles: &Value) -> Stream {
    read_stream(json!({ "id": "z1.demo.morning-show", "hosts": hosts, "profiles": profiles })).unwrap()
}

fn urls(stream: &Stream, kind: PlayKind) -> Vec<String> {
    live_urls(stream, kind).unwrap().into_iter().map(|url| format!("{} {}", url.profile, url.url)).collect()
}

#[test]
fn each_kind_for_the_origin_and_each_profile() {
    let hosts =
        json!({ "live": { "rtmp": "rtmp.example", "hls": "hls.example:8080", "hdl": "hdl.example" } });
    let stream = stream(&hosts, &json!(["480p", "720p"]));
    assert_eq!(
        urls(&stream, PlayKind::Rtmp),
        [
            "ORIGIN rtmp://rtmp.example/demo/morning-show",
            "480p rtmp://rtmp.example/demo/morning-show@480p",
            "720p rtmp://rtmp.example/demo/morning-show@720p",
        ]
    );
    assert_eq!(
        urls(&stream, PlayKind::Hls),
        [
            "ORIGIN http://hls.example:8080/demo/morning-show.m3u8",
            "480p http://hls.example:8080/demo/morning-show@480p.m3u8",
            "720p http://hls.example:8080/demo/morning-show@720p.m3u8",
        ]
    );
    assert_eq!(
        urls(&stream, PlayKind::Flv),
        [
            "ORIGIN http://hdl.example/demo/morning-show.flv",
            "480p http://hdl.example/demo/morning-show@480p.flv",
            "720p http://hdl.example/demo/morning-show@720p.flv",
        ]
    );
}

#[test]
fn hosts_of_older_servers_serve_as_well() {
    let early = stream(&json!({ "play": { "rtmp": "r.example", "hls": "h.example" } }), &Value::Null);
    assert_eq!(urls(&early, PlayKind::Rtmp), ["ORIGIN rtmp://r.example/demo/morning-show"]);
    assert_eq!(urls(&early, PlayKind::Hls), ["ORIGIN http://h.example/demo/morning-show.m3u8"]);
    let missing = live_urls(&early, PlayKind::Flv).unwrap_err();
    assert_eq!(
        missing.to_string(),
        "the server gives z1.demo.morning-show no host for FLV: hosts.live.hdl, hosts.live.http"
    );
}

#[test]
fn hosts_are_hosts() {
    for host in ["a", "a.example", "a_b-c.example:1935", "203.0.113.7", "[::1]", "[2001:db8::1]:80"] {
        assert!(is_host(host), "{host}");
    }
    for host in [
        "",
        ".",
        "a..b",
        "a.",
        "a:",
        "a:0",
        "a:65536",
        "a:+1",
        "a:b",
        "a:1:2",
        ":80",
        "::1",
        "[::1",
        "[a]",
        "a/b",
        "a?b",
        "a#b",
        "a@b",
        "user:1@b",
        "a b",
        "a\n",
        "a%41",
        "a\\b",
        "http://a",
        "früh.example",
    ] {
        assert!(!is_host(host), "{host}");
    }
    let odd = stream(&json!({ "live": { "rtmp": "evil.example/x\n" } }), &Value::Null);
    assert_eq!(
        live_urls(&odd, PlayKind::Rtmp).unwrap_err().to_string(),
        "the server's host for RTMP of z1.demo.morning-show is no host name: 'evil.example/x\\n'"
    );
}

#[test]
fn profiles_stay_in_the_last_part_of_the_path() {
    let odd = stream(&json!({ "live": { "hls": "h.example" } }), &json!(["../a b?c#d\n", "早"]));
    assert_eq!(
        live_urls(&odd, PlayKind::Hls).unwrap()[1].url,
        "http://h.example/demo/morning-show@..%2Fa%20b%3Fc%23d%0A.m3u8"
    );
}

proptest! {
    #[test]
    fn no_host_and_no_profile_leads_elsewhere(
        host in "[a-z0-9.:@/?#\\[\\] \\\\%_-]{0,16}|\\PC{0,8}|.{0,8}",
        profile in ".{0,12}",
        id in "z1\\.[A-Za-z0-9_-]{1,8}\\.[A-Za-z0-9_.-]{1,12}",
    ) {
        let hosts = json!({ "live": { "rtmp": host, "hls": host, "hdl": host } });
        let Ok(stream) = read_stream(json!({ "id": id, "hosts": hosts, "profiles": [profile] })) else {
            return Ok(());
        };
        for (kind, scheme) in [(PlayKind::Rtmp, "rtmp"), (PlayKind::Hls, "http"), (PlayKind::Flv, "http")] {
            for url in live_urls(&stream, kind).into_iter().flatten() {
                let url = url.url;
                let expected = format!("{scheme}://{host}/{}/{}", stream.id.hub(), stream.id.title());
                prop_assert!(url.starts_with(&expected), "{}", url);
                let odd = |letter: char| letter.is_whitespace() || letter.is_control() || "?#\\".contains(letter);
                prop_assert!(!url.contains(odd), "{}", url);
                prop_assert_eq!(url.split('/').count(), 5, "{}", url);
            }
        }
    }
}
