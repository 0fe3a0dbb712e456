//! `stream publish-url` and `stream urls`: URLs that work where they are pasted.

use serde_json::{Value, json};

use super::scene::{Scene, assert_failed, done, words};
use crate::support::cloud::{Cloud, Generation};

#[test]
fn every_kind_of_publish_url_is_let_in() {
    for security in ["static", "dynamic", "expiry", "expiry_sk", "none", ""] {
        let cloud = Cloud::start();
        let cam1 = cloud.stream("cam1").security(security);
        let run = cloud.program(words("stream publish-url z1.demo.cam1")).run();
        assert_eq!((run.code, run.stdout.lines().count()), (Some(0), 1), "{security}: {run:?}");
        assert_eq!(cloud.publish(run.stdout.trim_end()), Ok(()), "{security}: {}", run.stdout);
        assert!(cam1.look().unwrap().is_live);
    }
}

#[test]
fn nonces_grow_and_can_be_given() {
    let cloud = Cloud::start();
    cloud.stream("cam1");
    let url = |args: &str| {
        let run = cloud.program(words("stream publish-url z1.demo.cam1")).args(words(args)).run();
        assert_eq!(run.code, Some(0), "{run:?}");
        run.stdout.trim_end().to_owned()
    };
    assert_eq!(cloud.publish(&url("--nonce 5")), Ok(()));
    assert_eq!(cloud.publish(&url("--nonce 5")), Err("the nonce must be greater than 5".to_owned()));
    assert_eq!(cloud.publish(&url("")), Ok(()));
    // What the SDK for Go made of the time.
    assert_eq!(cloud.publish(&url("--nonce 1714550400000000000")), Ok(()));
}

#[test]
fn urls_expire_when_they_are_told_to() {
    for security in ["expiry", "expiry_sk"] {
        let cloud = Cloud::start();
        cloud.stream("cam1").security(security);
        let run = cloud.program(words("stream publish-url z1.demo.cam1 --expires-in 1h --json")).run();
        assert_eq!(run.code, Some(0), "{run:?}");
        let told: Value = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(cloud.publish(told["url"].as_str().unwrap()), Ok(()), "{told}");
    }
}

#[test]
fn what_cannot_be_signed_is_told_and_no_empty_url_printed() {
    for (security, told) in
        [(json!("quantum"), "'quantum'"), (json!(null), "publishSecurity"), (json!(7), "publishSecurity")]
    {
        let cloud = Cloud::start();
        cloud.stream("cam1").field("publishSecurity", security);
        let run = cloud.program(words("stream publish-url z1.demo.cam1")).run();
        assert_failed(&run, 7);
        assert!(run.stderr.starts_with("error: ") && run.stderr.contains(told), "{run:?}");
    }
    for hosts in [json!({}), json!(null), json!({ "publish": { "rtmp": "" } })] {
        let cloud = Cloud::start();
        cloud.stream("cam1").hosts(hosts);
        for (command, looked_for) in [
            ("publish-url", "hosts.publish.rtmp"),
            ("urls --kind rtmp", "hosts.live.rtmp, hosts.play.rtmp"),
            ("urls --kind hls", "hosts.live.hls, hosts.live.http"),
            ("urls --kind flv", "hosts.live.hdl, hosts.live.http"),
        ] {
            let run = cloud.program(words("stream")).args(words(command)).args(["z1.demo.cam1"]).run();
            assert_failed(&run, 7);
            assert!(run.stderr.contains(looked_for), "{command}: {run:?}");
        }
    }
}

#[test]
fn urls_are_one_a_kind_and_profile() {
    let scene = Scene::new();
    scene.cloud.stream("cam2").profiles(&["480p", "720p"]);
    let plain = "\
rtmp\tORIGIN\trtmp://rtmp.demo.example/demo/cam2
rtmp\t480p\trtmp://rtmp.demo.example/demo/cam2@480p
rtmp\t720p\trtmp://rtmp.demo.example/demo/cam2@720p
hls\tORIGIN\thttp://hls.demo.example/demo/cam2.m3u8
hls\t480p\thttp://hls.demo.example/demo/cam2@480p.m3u8
hls\t720p\thttp://hls.demo.example/demo/cam2@720p.m3u8
flv\tORIGIN\thttp://hdl.demo.example/demo/cam2.flv
flv\t480p\thttp://hdl.demo.example/demo/cam2@480p.flv
flv\t720p\thttp://hdl.demo.example/demo/cam2@720p.flv
";
    assert_eq!(scene.run("stream urls cam2 --format plain"), done(plain, ""));
    let hls = "hls\tORIGIN\thttp://hls.demo.example/demo/cam1.m3u8\n";
    assert_eq!(scene.run("stream urls cam1 --format plain --kind hls"), done(hls, ""));
    let both = format!("{hls}flv\tORIGIN\thttp://hdl.demo.example/demo/cam1.flv\n");
    assert_eq!(scene.run("stream urls cam1 --format plain --kind hls --kind flv"), done(both, ""));
    let json: Value = serde_json::from_str(&scene.run("stream urls cam1 --json --kind hls").stdout).unwrap();
    assert_eq!(json["items"][0]["url"], "http://hls.demo.example/demo/cam1.m3u8");
    let table = "KIND  PROFILE  URL\nhls   ORIGIN   http://hls.demo.example/demo/cam1.m3u8\n";
    assert_eq!(scene.run("stream urls cam1 --kind hls"), done(table, ""));
}

#[test]
fn hosts_of_every_generation_do() {
    let old = Scene::of(Generation::Year2015);
    let plain = "\
rtmp\tORIGIN\trtmp://rtmp.demo.example/demo/cam1
hls\tORIGIN\thttp://live.demo.example/demo/cam1.m3u8
flv\tORIGIN\thttp://live.demo.example/demo/cam1.flv
";
    assert_eq!(old.run("stream urls cam1 --format plain"), done(plain, ""));
    let oldest = Scene::new();
    let play =
        json!({ "publish": { "rtmp": "pub.example" }, "play": { "rtmp": "r.example", "http": "h.example" } });
    oldest.cloud.stream("cam2").hosts(play);
    let plain = "hls\tORIGIN\thttp://h.example/demo/cam2.m3u8\nrtmp\tORIGIN\trtmp://r.example/demo/cam2\n";
    let args = "stream urls cam2 --format plain --kind hls --kind rtmp";
    let run = oldest.run(args);
    let mut lines: Vec<&str> = run.stdout.lines().collect();
    lines.sort_unstable();
    assert_eq!(lines.join("\n") + "\n", plain);
    assert_eq!(oldest.cloud.program(words("stream publish-url cam2 --nonce 1")).run().code, Some(0));
}

#[test]
fn a_host_that_is_none_is_not_printed() {
    for host in ["a b", "a\nb", "a/b", "a@b", "\u{1b}[2J", "a?b", "a#b"] {
        let cloud = Cloud::start();
        let hosts =
            json!({ "publish": { "rtmp": host }, "live": { "rtmp": host, "hls": host, "hdl": host } });
        cloud.stream("cam1").hosts(hosts);
        for command in ["publish-url", "urls"] {
            let run = cloud.program(["stream", command, "z1.demo.cam1"]).run();
            assert_failed(&run, 7);
            assert!(!run.stderr.contains('\u{1b}'), "{run:?}");
        }
    }
}
