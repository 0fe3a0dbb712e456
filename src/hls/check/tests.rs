//! The rules themselves, and that nothing good is refused and nothing hostile does harm.

mod editions;
mod variants;

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::*;
use crate::hls::{Kind, MediaPlaylist, Segment, Uri};
use crate::time::{Span, Time};

/// The rules and lines of all findings in a text.
pub(super) fn found(text: &str) -> Vec<(&'static str, usize)> {
    check(text.as_bytes()).report.findings.iter().map(|finding| (finding.rule, finding.line)).collect()
}

#[test]
fn each_rule_has_a_name_of_its_own() {
    let names: BTreeSet<&str> = rule::ALL.iter().map(|rule| rule.id).collect();
    assert_eq!(names.len(), rule::ALL.len());
}

#[test]
fn where_numbers_begin_does_not_tell_that_anything_has_left() {
    let text = "#EXTM3U\n#EXT-X-TARGETDURATION:6\n#EXT-X-MEDIA-SEQUENCE:1795289079\n\
                #EXT-X-DISCONTINUITY-SEQUENCE:29921484\n#EXTINF:2,\na.ts\n";
    let findings = check(text.as_bytes()).report.findings;
    assert!(findings.iter().all(|finding| !finding.message.contains("left")), "{findings:?}");
}

#[test]
fn only_a_hundred_findings_of_a_rule_are_kept_and_all_are_counted() {
    let text = "#EXTM3U\n#EXT-X-TARGETDURATION:1\n".to_owned() + &"a b.ts\n".repeat(1_000);
    let report = check(text.as_bytes()).report;
    // And two warnings: a live playlist has numbers and dates.
    assert_eq!((report.errors, report.findings.len()), (2_000, 202));
}

#[test]
fn messages_do_nothing_to_a_terminal() {
    let text = "#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=\u{1b}[31m\u{202e}\nno\u{7}such.m3u8\n";
    let report = check(text.as_bytes()).report;
    assert!(report.errors > 2);
    for finding in report.findings {
        assert!(!finding.message.contains(['\u{1b}', '\u{7}', '\u{202e}', '\n']), "{finding:?}");
    }
}

/// A finished playlist with these lines before its two segments.
fn vod(version: u64, lines: &str) -> String {
    format!(
        "#EXTM3U\n#EXT-X-VERSION:{version}\n#EXT-X-TARGETDURATION:2\n#EXT-X-MEDIA-SEQUENCE:0\n\
         #EXT-X-PLAYLIST-TYPE:VOD\n{lines}\n#EXTINF:2.000,\na.ts\n#EXTINF:2.000,\nb.ts\n#EXT-X-ENDLIST\n"
    )
}

/// What is advised against, or known to go wrong, is told as that.
#[test]
fn warnings_are_no_errors() {
    for (version, lines, rule, line) in [
        (6, "", "V3", 2),
        (3, "#EXT-X-ALLOW-CACHE:YES", "S18", 6),
        (3, "#ext-x-discontinuity", "S13", 6),
        (3, "# EXT-X-DISCONTINUITY", "S13", 6),
        (3, "#EXTINF 2.0,", "S13", 6),
        (3, "#EXT-X-PROGRAM-DATE-TIME:2026-11-20T10:00:00.000", "T2", 6),
        (3, "#EXT-X-PROGRAM-DATE-TIME:2026-11-20T10:00:00Z", "T2", 6),
        (3, "#EXT-X-PROGRAM-DATE-TIME:2026-11-20T10:00:00.000+0000", "T2", 6),
        (3, "#EXT-X-DISCONTINUITY\n#EXT-X-DISCONTINUITY", "T9", 7),
        (3, "#EXT-X-START:TIME-OFFSET=-9", "X1", 6),
        (3, "#EXT-X-BITRATE:0", "R1", 6),
        (2, "#EXT-X-KEY:METHOD=AES-128,URI=\"k\",IV=0x0000000000000000000000000000000a", "S16", 6),
        (6, "#EXT-X-MAP:URI=\"i\",BYTERANGE=\"700\"", "K5", 6),
        (6, "#EXT-X-MAP:URI=\"i\"\n#EXT-X-KEY:METHOD=AES-128,URI=\"k\"", "K3", 6),
    ] {
        let text = vod(version, lines).replace("2.000", if version < 3 { "2" } else { "2.000" });
        let report = check(text.as_bytes()).report;
        assert_eq!(report.errors, 0, "{lines}: {report:#?}");
        let found: Vec<_> = report.findings.iter().map(|found| (found.rule, found.line)).collect();
        assert_eq!(found, [(rule, line)], "{lines}");
    }
}

/// What other validators refuse, or might, and the RFC does not.
#[test]
fn what_is_allowed_is_passed() {
    for (version, lines) in [
        (3, ""),
        (3, "#EXT-X-GAP"),
        (8, "#EXT-X-GAP"),
        (3, "#EXT-X-UNKNOWN:anything goes here, \"even this"),
        (3, "#comment, with space at its end "),
        (3, "#EXT-X-DISCONTINUITY-SEQUENCE:0\n#EXT-X-DISCONTINUITY"),
        (3, "#EXT-X-SERVER-CONTROL:CAN-SKIP-UNTIL=12.0"),
        (3, "#EXT-X-SERVER-CONTROL:HOLD-BACK=6"),
        (3, "#EXT-X-KEY:METHOD=NONE"),
        (3, "#EXT-X-START:TIME-OFFSET=0,PRECISE=NO"),
        (3, "\n\n"),
        (4, "#EXT-X-BYTERANGE:1@0"),
        (6, "#EXT-X-MAP:URI=\"i\"\n#EXT-X-KEY:METHOD=SAMPLE-AES,URI=\"k\""),
        // It begins in the clear.
        (6, "#EXT-X-MAP:URI=\"i\"\n#EXTINF:2.000,\nc.ts\n#EXT-X-KEY:METHOD=AES-128,URI=\"k\""),
    ] {
        assert_eq!(found(&vod(version, lines)), [], "{lines}");
    }
}

#[test]
fn what_is_no_playlist_is_told_to_be_none() {
    assert_eq!(found(""), [("S17", 0), ("S2", 1)]);
    assert_eq!(found("\0\0\0"), [("S2", 1), ("S11", 1), ("S1", 1), ("D5", 1), ("U1", 1)]);
    let html = found("<!DOCTYPE html>\n<p>404</p>\n");
    assert!(html.contains(&("S2", 1)), "{html:?}");
}

#[test]
fn an_endless_line_is_a_finding() {
    let text = vod(3, &format!("#{}", "x".repeat(100_000)));
    assert_eq!(found(&text), [("S12", 6)]);
    let list = format!("#EXT-X-KEY:{}", "A=1,".repeat(100_000));
    assert!(found(&vod(3, &list)).contains(&("S5", 6)));
}

fn written() -> impl Strategy<Value = MediaPlaylist> {
    let durations = prop::collection::vec((1_u64..20_000_000, any::<bool>()), 1..20);
    let kind = prop_oneof![
        Just(Kind::Vod),
        any::<bool>().prop_map(|ended| Kind::Event { ended }),
        (0..u64::MAX / 2, 0..u64::MAX / 2, any::<bool>()).prop_map(
            |(media_sequence, discontinuity_sequence, ended)| {
                Kind::Live { media_sequence, discontinuity_sequence, ended }
            }
        ),
    ];
    (kind, durations, "[a-z:% ]{1,9}\\.ts", 0_i64..4_000_000_000_000_000).prop_map(
        |(kind, durations, name, start)| {
            let mut time = Time::from_micros(start);
            let segment = |(micros, discontinuity)| {
                let duration = Span::from_micros(micros);
                let uri = Uri::relative(0, &[&name]).expect("is a name");
                let program_date_time = Some(time);
                let segment =
                    Segment { uri, duration, program_date_time, discontinuity, gap: false, map: None };
                time = time + duration;
                segment
            };
            MediaPlaylist::new(kind, durations.into_iter().map(segment).collect()).expect("is a playlist")
        },
    )
}

proptest! {
    #[test]
    fn what_is_written_here_is_passed(playlist in written()) {
        let report = check(playlist.to_string().as_bytes()).report;
        prop_assert_eq!(report.errors, 0, "{:#?}", report);
    }

    #[test]
    fn any_bytes_are_checked(bytes in prop::collection::vec(any::<u8>(), 0..1_000)) {
        let _ = check(&bytes);
    }

    /// Good playlists with something changed in them, which is where code that believes its input fails.
    #[test]
    fn any_change_of_a_playlist_is_checked(
        which in 0_usize..CHANGED.len(),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0_u8..4), 1..6),
    ) {
        let mut bytes = CHANGED[which].as_bytes().to_vec();
        for (at, byte, how) in changes {
            let at = at.index(bytes.len().max(1)).min(bytes.len().saturating_sub(1));
            match how {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                2 if bytes.len() > 1 => drop(bytes.remove(at)),
                _ => bytes.extend_from_within(at..),
            }
        }
        let _ = check(&bytes);
    }
}

/// Playlists with every tag there is.
const CHANGED: [&str; 2] = [
    "#EXTM3U\n#EXT-X-VERSION:10\n#EXT-X-TARGETDURATION:4\n#EXT-X-MEDIA-SEQUENCE:266\n\
     #EXT-X-DISCONTINUITY-SEQUENCE:1\n#EXT-X-DEFINE:NAME=\"a\",VALUE=\"b\"\n#EXT-X-START:TIME-OFFSET=-12.5,PRECISE=YES\n\
     #EXT-X-SERVER-CONTROL:CAN-BLOCK-RELOAD=YES,CAN-SKIP-UNTIL=24.0,PART-HOLD-BACK=1.5\n\
     #EXT-X-PART-INF:PART-TARGET=0.5\n#EXT-X-SKIP:SKIPPED-SEGMENTS=3,RECENTLY-REMOVED-DATERANGES=\"x\ty\"\n\
     #EXT-X-DATERANGE:ID=\"d\",CLASS=\"c\",START-DATE=\"2026-11-20T10:00:00.000Z\",DURATION=2.5,X-A=0xFF\n\
     #EXT-X-KEY:METHOD=AES-128,URI=\"{$a}\",IV=0x00000000000000000000000000000001\n\
     #EXT-X-MAP:URI=\"i\",BYTERANGE=\"700@0\"\n#EXT-X-BITRATE:100\n#EXT-X-BYTERANGE:10@700\n\
     #EXT-X-PROGRAM-DATE-TIME:2026-11-20T10:00:00.000+01:00\n#EXTINF:4.000,t\na.mp4\n#EXT-X-GAP\n#EXTINF:4.000,\nb.mp4\n\
     #EXT-X-DISCONTINUITY\n#EXT-X-PART:DURATION=0.5,URI=\"p\",BYTERANGE=\"1@2\"\n#EXT-X-PRELOAD-HINT:TYPE=PART,URI=\"p\"\n\
     #EXT-X-RENDITION-REPORT:URI=\"../r\",LAST-MSN=273\n",
    "#EXTM3U\n#EXT-X-VERSION:8\n#EXT-X-INDEPENDENT-SEGMENTS\n#EXT-X-DEFINE:NAME=\"a\",VALUE=\"b\"\n\
     #EXT-X-SESSION-DATA:DATA-ID=\"a\",VALUE=\"1\"\n#EXT-X-SESSION-KEY:METHOD=AES-128,URI=\"k\"\n\
     #EXT-X-CONTENT-STEERING:SERVER-URI=\"s\",PATHWAY-ID=\".\"\n\
     #EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"a\",NAME=\"n\",DEFAULT=YES,CHANNELS=\"2\",URI=\"a\"\n\
     #EXT-X-MEDIA:TYPE=CLOSED-CAPTIONS,GROUP-ID=\"c\",NAME=\"n\",INSTREAM-ID=\"SERVICE7\"\n\
     #EXT-X-STREAM-INF:BANDWIDTH=100,AVERAGE-BANDWIDTH=50,CODECS=\"avc1.640028,mp4a.40.2\",RESOLUTION=1280x720,\
     FRAME-RATE=29.970,AUDIO=\"a\",CLOSED-CAPTIONS=\"c\",SCORE=1.0\n{$a}/v.m3u8\n\
     #EXT-X-I-FRAME-STREAM-INF:BANDWIDTH=100,URI=\"i\"\n",
];
