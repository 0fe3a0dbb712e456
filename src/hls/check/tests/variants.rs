//! Playlists of one master beside each other.

use super::super::{Member, across};
use crate::hls::read::{Document, Master, Media, Role};

/// A finished playlist of segments of two seconds, with a `|` before those that break, and lines before them.
fn media(names: &str, lines: &str) -> Media {
    let segments = names.split_whitespace().map(|name| match name.strip_prefix('|') {
        Some(name) => format!("#EXT-X-DISCONTINUITY\n#EXTINF:2,\n{name}\n"),
        None => format!("#EXTINF:2,\n{name}\n"),
    });
    let text = format!("#EXTM3U\n{lines}{}#EXT-X-ENDLIST\n", segments.collect::<String>());
    Media::read(&Document::new(text.as_bytes()))
}

const HEAD: &str = "#EXT-X-TARGETDURATION:2\n#EXT-X-PLAYLIST-TYPE:VOD\n";

fn rules(master: &Master, role: Role, first: &Media, other: &Media) -> Vec<&'static str> {
    let members = [
        Member { role: Role::Variant, name: "one.m3u8", media: first },
        Member { role, name: "two.m3u8", media: other },
    ];
    let reports = across(master, &members);
    reports.iter().flat_map(|report| &report.findings).map(|finding| finding.rule).collect()
}

#[test]
fn what_they_must_share_is_told() {
    let first = media("a b |c d", HEAD);
    let dated = "#EXT-X-PROGRAM-DATE-TIME:2026-11-20T10:00:00Z\n";
    for (other, expected) in [
        (media("a b |c d", HEAD), &[][..]),
        (media("a b |c", HEAD), &[]),
        (media("a b |c d", &HEAD.replace(":2", ":3")), &["C3"]),
        (media("a b |c d", &HEAD.replace("VOD", "EVENT")), &["C4"]),
        (media("a b |c d", &format!("{HEAD}{dated}")), &["C5"]),
        (media("a |b c d", HEAD), &["C6"]),
        (media("a b c d", HEAD), &["C6"]),
        (media("a b", HEAD), &["C7"]),
        (media("a b |c d", &format!("{HEAD}#EXT-X-SERVER-CONTROL:HOLD-BACK=6\n")), &["C8"]),
    ] {
        assert_eq!(rules(&Master::default(), Role::Variant, &first, &other), expected, "{other:?}");
    }
}

#[test]
fn breaks_are_compared_by_date_where_there_are_dates() {
    let dated = |second| format!("{HEAD}#EXT-X-PROGRAM-DATE-TIME:2026-11-20T10:00:{second:02}Z\n");
    let first = media("a b |c d", &dated(10));
    assert_eq!(rules(&Master::default(), Role::Variant, &first, &media("b |c d", &dated(12))), [""; 0]);
    assert_eq!(rules(&Master::default(), Role::Variant, &first, &media("|c d", &dated(12))), ["C6"]);
}

#[test]
fn some_may_differ() {
    let first = media("a b", HEAD);
    let other = media("a", &HEAD.replace(":2", ":9"));
    assert_eq!(rules(&Master::default(), Role::Subtitles, &first, &other), [""; 0]);
    let frames = media("a b", &format!("{}#EXT-X-I-FRAMES-ONLY\n", HEAD.replace(":2", ":9")));
    assert_eq!(rules(&Master::default(), Role::IFrames, &first, &frames), [""; 0]);
    assert_eq!(rules(&Master::default(), Role::IFrames, &first, &first), ["C10"]);
    let independent = media("a b", &format!("{HEAD}#EXT-X-INDEPENDENT-SEGMENTS\n"));
    let master = Master { is_independent: true, ..Master::default() };
    assert_eq!(rules(&master, Role::Variant, &first, &independent), ["C11"]);
    let importing = media("a b", &format!("{HEAD}#EXT-X-DEFINE:IMPORT=\"v\"\n"));
    assert_eq!(rules(&Master::default(), Role::Variant, &first, &importing), ["S19"]);
    let master = Master { variables: vec!["v".into()], ..Master::default() };
    assert_eq!(rules(&master, Role::Variant, &first, &importing), [""; 0]);
}
