//! `stream list`: its pages, its ends, and its formats.

use serde_json::{Value, json};

use super::scene::{assert_failed, done, words};
use crate::support::cloud::{Cloud, Fault, Generation};
use crate::support::program::Run;

/// A cloud with so many streams: `cam-00` and on.
fn cloud(generation: Generation, count: usize) -> Cloud {
    let cloud = Cloud::of(generation);
    for index in 0..count {
        let stream = cloud.stream(&format!("cam-{index:02}"));
        if index % 10 == 0 {
            stream.live();
        }
    }
    cloud
}

fn run(cloud: &Cloud, args: &str) -> Run {
    cloud.program(words("stream list")).args(words(args)).run()
}

/// The ids that a run printed with `--ids`.
fn ids(run: &Run) -> Vec<&str> {
    assert_eq!(run.code, Some(0), "{run:?}");
    run.stdout.lines().collect()
}

#[test]
fn an_empty_hub_is_told() {
    let cloud = Cloud::start();
    for (args, stdout, stderr) in [
        ("", "", "no streams in hub demo\n"),
        ("-q", "", ""),
        ("--format plain", "", "no streams in hub demo\n"),
        ("--json", "{\"items\":[],\"marker\":\"\",\"truncated\":false}\n", "no streams in hub demo\n"),
        ("--format jsonl", "", "no streams in hub demo\n"),
        ("--live", "", "no streams in hub demo are like that\n"),
    ] {
        assert_eq!(run(&cloud, args), done(stdout, stderr), "{args}");
    }
}

#[test]
fn every_format_tells_the_same_streams() {
    let cloud = Cloud::start();
    let cam1 = cloud.stream("cam1").security("static");
    let cam2 = cloud.stream("cam2").disabled();
    let table = "\
ID            STATE     SECURITY  UPDATED
z1.demo.cam1  enabled   static    2024-05-01T08:00:00Z
z1.demo.cam2  disabled  dynamic   2024-05-01T01:00:00Z
";
    assert_eq!(run(&cloud, ""), done(table, ""));
    let plain = "\
z1.demo.cam1\tfalse\tstatic\t2024-05-01T08:00:00.123Z\t2024-05-01T08:00:00.123Z
z1.demo.cam2\ttrue\tdynamic\t2024-05-01T08:00:00.123Z\t2024-05-01T01:00:00.500Z
";
    assert_eq!(run(&cloud, "--format plain"), done(plain, ""));
    let without_key = |mut stream: Value| {
        stream.as_object_mut().unwrap().remove("publishKey").unwrap();
        stream
    };
    let streams = [without_key(cam1.json()), without_key(cam2.json())];
    let all = json!({ "items": streams, "marker": "", "truncated": false });
    assert_eq!(run(&cloud, "--json"), done(format!("{all}\n"), ""));
    let [first, second] = streams;
    assert_eq!(run(&cloud, "--format jsonl"), done(format!("{first}\n{second}\n"), ""));
    assert_eq!(run(&cloud, "--ids"), done("z1.demo.cam1\nz1.demo.cam2\n", ""));
    assert_eq!(run(&cloud, "--ids -q"), done("", ""));
    assert_eq!(run(&cloud, "-q"), done("", ""));
    let ids = "{\"id\":\"z1.demo.cam1\"}\n{\"id\":\"z1.demo.cam2\"}\n";
    assert_eq!(run(&cloud, "--ids --format jsonl"), done(ids, ""));
}

#[test]
fn every_page_is_read_whatever_the_generation() {
    for generation in [Generation::Year2015, Generation::Year2016, Generation::Expiring] {
        for count in [0, 1, 24, 25, 26] {
            let cloud = cloud(generation, count);
            let expected: Vec<String> = (0..count).map(|index| format!("z1.demo.cam-{index:02}")).collect();
            assert_eq!(ids(&run(&cloud, "--all --ids")), expected);
            // A server that gives less than it is asked for.
            cloud.fault(Fault::change(first_page_of_five).on("GET", "/streams"));
            assert_eq!(ids(&run(&cloud, "--all --ids")), expected, "{generation:?} {count}");
        }
    }
}

/// Cuts a list after its fifth stream, as a server does that has a limit of its own.
fn first_page_of_five(reply: &mut crate::support::cloud::Reply) {
    let mut page: Value = serde_json::from_slice(&reply.body).unwrap();
    if page["items"].as_array().is_some_and(|items| items.len() > 5) {
        page["items"].as_array_mut().unwrap().truncate(5);
        page["marker"] = json!("5");
        if page.get("end").is_some() {
            page["end"] = json!(false);
        }
        reply.body = page.to_string().into_bytes();
    }
}

#[test]
fn what_was_cut_says_so_and_how_to_go_on() {
    let cloud = cloud(Generation::Year2016, 25);
    let cut = run(&cloud, "--ids --limit 10");
    assert_eq!(
        cut.stderr,
        "10 streams shown, and there are more: --all lists them all, --ids --marker 10 goes on\n"
    );
    assert_eq!(ids(&cut).len(), 10);
    let next = run(&cloud, "--ids --limit 10 --marker 10");
    assert_eq!(ids(&next)[0], "z1.demo.cam-10");
    let last = run(&cloud, "--ids --limit 10 --marker 20");
    assert_eq!((ids(&last).len(), last.stderr.as_str()), (5, ""));
    let cut: Value = serde_json::from_str(&run(&cloud, "--json --limit 7").stdout).unwrap();
    assert_eq!((&cut["marker"], &cut["truncated"]), (&json!("7"), &json!(true)));
    assert_eq!(cut["items"].as_array().unwrap().len(), 7);
    let whole: Value = serde_json::from_str(&run(&cloud, "--json --limit 30").stdout).unwrap();
    assert_eq!((&whole["marker"], &whole["truncated"]), (&json!(""), &json!(false)));
}

#[test]
fn filters_are_the_servers() {
    let cloud = cloud(Generation::Year2016, 25);
    assert_eq!(ids(&run(&cloud, "--ids --prefix cam-1")).len(), 10);
    assert_eq!(ids(&run(&cloud, "--ids --live")), ["z1.demo.cam-00", "z1.demo.cam-10", "z1.demo.cam-20"]);
    assert_eq!(ids(&run(&cloud, "--ids --live --prefix cam-1")), ["z1.demo.cam-10"]);
    assert_eq!(ids(&run(&cloud, "--ids --prefix none")), [""; 0]);
    // What is no letter of a URL reaches the server as it was typed.
    cloud.lines();
    let program = cloud.program(["stream", "list", "--prefix", "a b&hub=c%é+", "--marker", "7"]);
    assert_eq!(program.run().code, Some(0));
    let seen = cloud.requests().remove(0).request;
    assert_eq!(seen.parameter("title").as_deref(), Some("a b&hub=c%é+"), "{}", seen.target);
    assert_eq!(seen.parameter("hub").as_deref(), Some("demo"));
    assert_eq!(seen.parameter("marker").as_deref(), Some("7"));
}

#[test]
fn the_same_marker_twice_is_an_error_and_no_loop() {
    let cloud = cloud(Generation::Year2016, 25);
    cloud.fault(Fault::marker("5").forever());
    let run = run(&cloud, "--all --ids");
    assert_eq!(run.code, Some(1), "{run:?}");
    assert!(run.stderr.starts_with("error: cannot list the streams of hub demo: "), "{run:?}");
    assert!(cloud.lines().len() <= 3);
}

#[test]
fn a_list_that_fails_on_its_way_says_where_to_go_on() {
    let cloud = cloud(Generation::Year2016, 25);
    for (args, lines) in [("--format jsonl", 5), ("--ids", 5), ("--json", 0), ("", 0)] {
        cloud.fault(Fault::change(first_page_of_five));
        cloud.fault(Fault::status(500).forever());
        let run = run(&cloud, &format!("--all --retries 0 {args}"));
        assert_eq!((run.code, run.stdout.lines().count()), (Some(8), lines), "{args}: {run:?}");
        assert_eq!(run.stderr.contains("5 streams shown"), lines > 0, "{args}: {run:?}");
        assert_eq!(run.stderr.contains("--marker 5"), lines > 0, "{args}: {run:?}");
        cloud.heal();
    }
}

#[test]
fn hubs_that_are_not_there_and_arguments_that_are_wrong_are_told() {
    let cloud = Cloud::start();
    let run_in = |args: &str| cloud.program(words("stream list --retries 0")).args(words(args)).run();
    let missing = run_in("--hub none");
    let told = "error: cannot list the streams of hub none: 612 hub not found (reqid reqid-1)\n";
    assert_eq!(missing.code, Some(5));
    assert!(missing.stderr.starts_with(told), "{missing:?}");
    for args in ["--limit 0", "--limit x", "--all --limit 5", "--limit 99999999999", "more"] {
        assert_eq!(run_in(args).code, Some(2), "{args}");
    }
    assert_eq!(run_in("--hub a/b").code, Some(2));
    let no_hub = cloud.program(words("stream list")).env("STREAMCTL_HUB", "").run();
    assert_failed(&no_hub, 3);
}

#[test]
fn a_list_that_lost_its_way_gives_no_marker() {
    let lost = |reply: &mut crate::support::cloud::Reply| {
        let mut page: Value = serde_json::from_slice(&reply.body).unwrap();
        (page["marker"], page["end"]) = (json!(""), json!(false));
        reply.body = page.to_string().into_bytes();
    };
    for (fault, args) in [
        (Fault::change(lost), "--limit 5"),
        (Fault::change(lost), "--all"),
        (Fault::marker("5"), "--limit 5 --marker 5"),
    ] {
        for format in ["--ids", "--json", "--format plain"] {
            let cloud = cloud(Generation::Year2016, 25);
            cloud.fault(fault.clone().forever());
            let run = run(&cloud, &format!("{args} {format}"));
            assert_eq!(run.code, Some(1), "{args} {format}: {run:?}");
            assert!(!run.stderr.contains("goes on from there"), "{args} {format}: {run:?}");
            assert!(!run.stdout.contains("truncated"), "{args} {format}: {run:?}");
        }
    }
}
