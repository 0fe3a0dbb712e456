//! Playlists with one thing wrong with each, and who notices: it shows that the validators look.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::{hls_js, hls_parser, m3u8, write_all};

/// A part of what a reader says when it refuses a playlist.
type Reason = Option<&'static str>;

/// Each file of `tests/data/broken`, a playlist with one thing wrong with it, and how hls-parser, m3u8 and hls.js
/// say why they refuse it. `None`: it doesn't notice.
#[rustfmt::skip]
const BROKEN: &[(&str, Reason, Reason, Reason)] = &[
    ("byte-order-mark", None, Some("Syntax error in manifest on line 1"), None),
    ("byterange-without-offset", Some("a previous Media Segment MUST appear"), None, None),
    ("byterange-without-offset-of-another-file", Some("a previous Media Segment MUST be a sub-range"), None, None),
    ("captions-with-uri", Some("Conditional Assert : Failed at [2]"), None, None),
    ("date-no-date", None, Some("Invalid isoformat string: 'yesterday'"), None),
    ("date-not-in-the-calendar", None, Some("day is out of range for month"), None),
    ("date-range-ends-before-it-starts", Some("Conditional Assert : Failed at [1]"), None, None),
    ("date-range-without-dates", Some("at least one EXT-X-PROGRAM-DATE-TIME"), None, None),
    ("date-range-without-id", Some("Param Check : Failed at [0]"), Some("KeyError: 'id'"), None),
    ("discontinuity-sequence-after-break", Some("MUST appear before any EXT-X-DISCONTINUITY tag"), None, None),
    ("discontinuity-sequence-late", Some("MUST appear before the first Media Segment"), None, None),
    ("discontinuity-sequence-twice", Some("more than one Media Playlist tag of each type"), None, None),
    ("endlist-twice", Some("more than one Media Playlist tag of each type"), None, Some("ENDLIST must not appear more than once")),
    ("extinf-no-number", None, Some("line='#EXTINF:two,'"), None),
    ("extinf-without-comma", None, Some("#EXTINF:2.002"), None),
    ("extm3u-second", Some("EXTM3U tag MUST be the first line"), None, Some("no EXTM3U delimiter")),
    ("hold-back-too-short", Some("HOLD-BACK must be at least three times"), None, None),
    ("independent-segments-twice", Some("INDEPENDENT-SEGMENTS tag MUST NOT appear more than once"), None, None),
    ("key-iv-short", Some("IV must be a 128-bit unsigned integer"), None, None),
    ("key-without-uri", Some("Conditional Param Check : Failed at [0]"), None, None),
    ("map-without-uri", Some("Param Check : Failed at [0]"), Some("missing 1 required positional argument: 'uri'"), None),
    ("master-with-a-segment", Some("both media and master playlist tags"), None, Some("Missing Target Duration")),
    ("media-sequence-late", Some("MUST appear before the first Media Segment"), None, Some("must appear before the first Media Segment")),
    ("media-sequence-no-number", None, Some("invalid literal for int() with base 10: 'first'"), None),
    ("media-sequence-twice", Some("more than one Media Playlist tag of each type"), None, None),
    ("no-extm3u", Some("EXTM3U tag MUST be the first line"), None, Some("no EXTM3U delimiter")),
    ("no-target-duration", Some("EXT-X-TARGETDURATION tag is REQUIRED"), None, Some("Missing Target Duration")),
    ("playlist-type-twice", Some("more than one Media Playlist tag of each type"), None, Some("PLAYLIST-TYPE must not appear more than once")),
    ("rendition-without-group", Some("EXT-X-MEDIA TYPE attribute is REQUIRED"), None, None),
    ("rendition-without-name", Some("Param Check : Failed at [2]"), None, None),
    ("renditions-both-default", Some("more than one member with a DEFAULT attribute of YES"), None, None),
    ("renditions-of-one-name", Some("MUST have different NAME attributes"), None, None),
    ("segments-with-a-variant", Some("both media and master playlist tags"), None, None),
    ("session-data-twice", Some("more than one EXT-X-SESSION-DATA tag"), None, None),
    ("session-key-of-no-method", Some("METHOD attribute MUST NOT be NONE"), None, None),
    ("skip-boundary-too-near", Some("Skip Boundary must be at least six times"), None, None),
    ("skip-without-count", Some("SKIPPED-SEGMENTS attribute is mandatory"), Some("'skipped_segments'"), None),
    ("start-twice", Some("EXT-X-START tag MUST NOT appear more than once"), None, None),
    ("start-without-offset", Some("TIME-OFFSET attribute is REQUIRED"), Some("'time_offset'"), None),
    ("subtitles-without-uri", Some("Conditional Assert : Failed at [0]"), None, None),
    ("target-duration-decimal", None, Some("invalid literal for int() with base 10: '2.000'"), None),
    ("target-duration-exceeded", Some("MUST be less than or equal to the target duration"), None, None),
    ("target-duration-twice", Some("more than one Media Playlist tag of each type"), None, Some("TARGETDURATION must not appear more than once")),
    ("uri-broken-by-a-line-end", Some("not preceded by any segment tags"), Some("again.ts"), None),
    ("uri-without-duration", Some("not preceded by any segment tags"), Some("10/00.ts"), None),
    ("variant-average-with-decimals", None, Some("invalid literal for int() with base 10: '2515000.5'"), None),
    ("variant-bandwidth-no-number", None, Some("could not convert string to float: 'fast'"), None),
    ("variant-followed-by-a-tag", Some("must be followed by a URI line"), None, None),
    ("variant-frame-rate-a-fraction", None, Some("could not convert string to float: '30000/1001'"), None),
    ("variant-of-no-group", Some("MUST match the value of the GROUP-ID"), None, None),
    ("variant-range-unknown", Some("VIDEO-RANGE: unknown value"), None, None),
    ("variant-without-bandwidth", Some("Param Check : Failed at [1]"), Some("KeyError: 'bandwidth'"), None),
    ("variant-without-uri", Some("must be followed by a URI line"), None, None),
    ("version-low-for-byterange", Some("needs to be 4 or higher"), Some("at least protocol version 4"), None),
    ("version-low-for-decimals", Some("needs to be 3 or higher"), Some("at least protocol version 3"), None),
    ("version-low-for-i-frames", Some("needs to be 4 or higher"), Some("at least protocol version 4"), None),
    ("version-low-for-key-iv", Some("needs to be 2 or higher"), Some("at least protocol version 2"), None),
    ("version-low-for-map", Some("needs to be 6 or higher"), None, None),
    ("version-low-for-skip", Some("needs to be 9 or higher"), None, None),
    ("version-missing", Some("needs to be 3 or higher"), None, None),
    ("version-twice", Some("more than one EXT-X-VERSION tag"), None, Some("VERSION must not appear more than once")),
];

#[test]
fn what_is_broken_is_refused() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/broken");
    let entries = fs::read_dir(&folder).expect("the broken playlists are there");
    let found: BTreeSet<PathBuf> = entries.map(|entry| entry.expect("can be listed").path()).collect();
    let files: Vec<PathBuf> = BROKEN.iter().map(|(name, ..)| folder.join(format!("{name}.m3u8"))).collect();
    assert_eq!(found, files.iter().cloned().collect(), "the table and the folder tell of different files");

    let by_hls_parser = hls_parser(&files);
    let by_m3u8 = m3u8(&files);
    let by_hls_js = hls_js(&files);
    for (index, &(name, first, second, third)) in BROKEN.iter().enumerate() {
        assert!(first.or(second).or(third).is_some(), "nobody refuses {name}");
        let verdicts = [&by_hls_parser, &by_m3u8, &by_hls_js].map(|verdicts| &verdicts[index]);
        for (verdict, expected) in verdicts.into_iter().zip([first, second, third]) {
            match expected {
                Some(reason) => {
                    assert!(verdict.as_ref().is_err_and(|said| said.contains(reason)), "{name}: {verdict:?}");
                }
                None => assert!(verdict.is_ok(), "{name}: {verdict:?}"),
            }
        }
    }
}

/// Where hls-parser refuses what the draft allows: a playlist of this kind can't be shown to it as it is.
#[test]
fn hls_parser_is_wrong_in_two_places() {
    let rest = "#EXT-X-MEDIA-SEQUENCE:0\n#EXT-X-DISCONTINUITY-SEQUENCE:0\n#EXTINF:2.000,\na.ts\n";
    let start = "#EXTM3U\n#EXT-X-VERSION:3\n#EXT-X-TARGETDURATION:2\n";
    // RFC 8216bis §4.4.3.8: every attribute of EXT-X-SERVER-CONTROL may be left out.
    let control = format!("{start}#EXT-X-SERVER-CONTROL:CAN-SKIP-UNTIL=12.0\n{rest}");
    // RFC 8216bis §8: EXT-X-GAP needs no version.
    let gap = format!("{start}{}", rest.replace("#EXTINF", "#EXT-X-GAP\n#EXTINF"));

    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let files = write_all(folder.path(), &[&control, &gap]);
    let reasons: BTreeMap<_, _> = files.iter().zip(hls_parser(&files)).collect();
    assert!(
        reasons[&files[0]].as_ref().is_err_and(|said| said.contains("CAN-BLOCK-RELOAD=YES is mandatory"))
    );
    assert!(reasons[&files[1]].as_ref().is_err_and(|said| said.contains("needs to be 8 or higher")));
    assert_eq!(m3u8(&files), [Ok("1 segments".to_owned()), Ok("1 segments".to_owned())]);
}
