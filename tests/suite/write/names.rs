//! URIs: what stands before the names of segments, and names that would break a playlist.

use super::fixture::{Fixture, at, failed};
use crate::support::archive::TWO_SECONDS;
use crate::support::program::streamctl;

fn uris(playlist: &str) -> Vec<&str> {
    playlist.lines().filter(|line| !line.starts_with('#')).collect()
}

#[test]
fn a_base_stands_before_the_hours() {
    let fixture = Fixture::new();
    for (base, start) in [
        ("https://cdn.example/show/low", "https://cdn.example/show/low/"),
        ("https://cdn.example/show/low/", "https://cdn.example/show/low/"),
        ("https://cdn.example", "https://cdn.example/"),
        ("https://user@[::1]:8443/a%20b", "https://user@[::1]:8443/a%20b/"),
        ("//cdn.example/x", "//cdn.example/x/"),
        ("/segments/show/low", "/segments/show/low/"),
        ("/", "/"),
        ("../low", "../low/"),
        (".", "./"),
        ("file:///srv/show/low", "file:///srv/show/low/"),
    ] {
        let run = fixture.write(fixture.variant("low"), &["--base-url", base]);
        assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{base}");
        assert_eq!(uris(&run.stdout), fixture.low.each_ref().map(|name| format!("{start}{name}")), "{base}");
    }
    // Of a stream the variant's name follows; the master's own URIs are beside it.
    let base = "https://cdn.example/show/";
    let run = fixture.write(fixture.archive.path("show"), &["--base-url", base, "-qo", "out/"]);
    assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""));
    assert_eq!(
        uris(&fixture.read("out/low.m3u8")),
        fixture.low.each_ref().map(|name| format!("{base}low/{name}"))
    );
    assert_eq!(uris(&fixture.read("out/master.m3u8")), ["source.m3u8", "low.m3u8"]);
}

#[test]
fn a_base_that_is_no_uri_is_refused() {
    let fixture = Fixture::new();
    for (base, why) in [
        ("", "it is empty"),
        ("https://cdn.example/?token=1", "it has a query or a fragment"),
        ("https://cdn.example/#x", "it has a query or a fragment"),
        ("https://", "it names no host"),
        ("https:///path", "it names no host"),
        ("cdn.example:8443/x", "it has a ':' before its first '/'"),
        ("a b", "must be percent-encoded"),
        ("https://cdn.example/ü", "must be percent-encoded"),
        ("https://cdn.example/%zz", "must be percent-encoded"),
        ("x\n#EXT-X-ENDLIST", "it has a query or a fragment"),
        ("x\ny", "must be percent-encoded"),
        ("x\"y", "must be percent-encoded"),
        ("{$x}", "must be percent-encoded"),
    ] {
        for out in ["new/", "list.m3u8"] {
            let run = fixture.write(fixture.variant("low"), &["--base-url", base, "-o", out]);
            assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{base}");
            assert!(
                run.stderr.starts_with("error: --base-url: ") && run.stderr.contains(why),
                "{}",
                run.stderr
            );
            assert_eq!(run.stderr.lines().count(), 1, "{}", run.stderr);
        }
    }
    let run = fixture.write(fixture.variant("low"), &["--absolute", "--base-url", "x"]);
    assert_eq!(run.code, Some(2), "{}", run.stderr);
    assert_eq!(fixture.written(), [""; 0]);
}

#[test]
fn absolute_paths_lead_there_from_anywhere() {
    let fixture = Fixture::new();
    let directory = fixture.variant("low").canonicalize().unwrap();
    let expected = fixture.low.each_ref().map(|name| directory.join(name).to_str().unwrap().to_owned());
    let run = streamctl(["playlist", "write", "low", "--absolute"])
        .current_dir(&fixture.archive.path("show"))
        .run();
    assert_eq!(uris(&run.stdout), expected);
    fixture.write(fixture.archive.path("show"), &["--absolute", "-qo", "out/"]);
    assert_eq!(uris(&fixture.read("out/low.m3u8")), expected);
}

#[test]
fn no_name_can_break_a_playlist() {
    for (name, encoded) in [
        ("a\n#EXT-X-ENDLIST\nb", "a%0A%23EXT-X-ENDLIST%0Ab"),
        ("a\r\nb", "a%0D%0Ab"),
        ("quote\"", "quote%22"),
        ("#EXTINF:1,", "%23EXTINF:1,"),
        ("{$x}", "%7B$x%7D"),
        ("größe 100%", "gr%C3%B6%C3%9Fe%20100%25"),
        ("-o", "-o"),
        ("c:d", "c:d"),
        ("a?b=c", "a%3Fb=c"),
        ("日本", "%E6%97%A5%E6%9C%AC"),
    ] {
        let fixture = Fixture::new();
        let segment = fixture.archive.record(&format!("{name}/{name}"), at(0), TWO_SECONDS, "full", b"1");
        let run = |source: &str, out: Option<&str>| {
            let args = out.into_iter().flat_map(|out| ["-o", out]);
            let program = streamctl(["playlist", "write"]).args(args).args(["-q", "--", source]);
            let run = program.current_dir(fixture.archive.root()).run();
            assert_eq!((run.code, run.stderr.as_str()), (Some(0), ""), "{name:?}");
            run.stdout
        };
        let media = run(&format!("{name}/{name}"), None);
        assert_eq!(media.lines().count(), 9, "{media}");
        // A colon in the first name would make it a scheme.
        let dots = if name.contains(':') { "./" } else { "" };
        assert_eq!(uris(&media), [format!("{dots}{encoded}/{encoded}/{segment}")]);

        run(name, Some("out/"));
        let written = std::fs::read_to_string(fixture.archive.path(format!("out/{name}.m3u8"))).unwrap();
        assert_eq!(uris(&written), [format!("../{encoded}/{encoded}/{segment}")]);
        let master = std::fs::read_to_string(fixture.archive.path("out/master.m3u8")).unwrap();
        assert_eq!(master.lines().count(), 4, "{master}");
        assert_eq!(uris(&master), [format!("{dots}{encoded}.m3u8")]);
    }
}

/// Names end up on terminals, where some letters are commands.
#[test]
fn no_name_can_speak_to_a_terminal() {
    let fixture = Fixture::new();
    fixture.archive.record("show/\x1b[2J\n", at(-2), TWO_SECONDS, "full", b"");
    let run = fixture.write(fixture.archive.path("show"), &["-o", "out/"]);
    assert!(
        run.stderr.contains("wrote out/\\u{1b}[2J\\n.m3u8: 1 segment, 2s, 0 holes\n"),
        "{:?}",
        run.stderr
    );
    assert!(run.stderr.chars().all(|letter| letter == '\n' || !letter.is_control()), "{:?}", run.stderr);
    let run = fixture.write(fixture.archive.path("none\x1b[2J\n"), &["-o", "out/"]);
    assert!(
        run.stderr.ends_with("/none\\u{1b}[2J\\n: No such file or directory (os error 2)\n"),
        "{:?}",
        run.stderr
    );
}

#[test]
fn a_variant_cannot_have_the_masters_name() {
    let fixture = Fixture::new();
    let name = fixture.archive.record("show/master", at(0), TWO_SECONDS, "full", b"");
    let told = "error: a variant named 'master' would have the master playlist's file name, master.m3u8\n";
    assert_eq!(fixture.write(fixture.archive.path("show"), &["-o", "out/"]), failed(12, told));
    assert_eq!(fixture.written(), [""; 0]);
    // By itself it is one like any other.
    let run = fixture.write(fixture.variant("master"), &[]);
    assert_eq!(uris(&run.stdout), [format!("{}/master/{name}", fixture.way())]);
}
