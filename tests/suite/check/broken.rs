//! Broken playlists: each breach is found, by its rule and on its line; and more of them than others find.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use streamctl::hls::check::{Severity, check};

use crate::validators::{hls_js, hls_parser, m3u8};

/// Each file of `tests/data/broken`, the rule it breaks, and the line it does so on (0: the whole).
#[rustfmt::skip]
const BROKEN: &[(&str, &str, usize)] = &[
    ("byte-order-mark", "S1", 1),
    ("byterange-without-offset", "B1", 6),
    ("byterange-without-offset-of-another-file", "B1", 10),
    ("captions-with-uri", "M15", 3),
    ("date-no-date", "T1", 9),
    ("date-not-in-the-calendar", "T1", 9),
    ("date-range-ends-before-it-starts", "E3", 6),
    ("date-range-without-dates", "E2", 6),
    ("date-range-without-id", "S14", 6),
    ("discontinuity-sequence-after-break", "Q2", 6),
    ("discontinuity-sequence-late", "Q2", 8),
    ("discontinuity-sequence-twice", "S9", 6),
    ("endlist-twice", "S9", 13),
    ("extinf-no-number", "D7", 7),
    ("extinf-without-comma", "D7", 7),
    ("extm3u-second", "S2", 1),
    ("hold-back-too-short", "N1", 5),
    ("independent-segments-twice", "S9", 7),
    ("key-iv-short", "K1", 6),
    ("key-without-uri", "K1", 6),
    ("map-without-uri", "S14", 6),
    ("master-with-a-segment", "S4", 5),
    ("media-sequence-late", "Q1", 7),
    ("media-sequence-no-number", "S7", 4),
    ("media-sequence-twice", "S9", 6),
    ("no-extm3u", "S2", 1),
    ("no-target-duration", "D1", 0),
    ("playlist-type-twice", "S9", 6),
    ("rendition-without-group", "S14", 3),
    ("rendition-without-name", "S14", 3),
    ("renditions-both-default", "M16", 4),
    ("renditions-of-one-name", "M16", 4),
    ("segments-with-a-variant", "S4", 11),
    ("session-data-twice", "M11", 4),
    ("session-key-of-no-method", "M12", 3),
    ("skip-boundary-too-near", "N1", 5),
    ("skip-without-count", "S14", 5),
    ("start-twice", "S9", 7),
    ("start-without-offset", "S14", 6),
    ("subtitles-without-uri", "M20", 3),
    ("target-duration-decimal", "S7", 3),
    ("target-duration-exceeded", "D3", 10),
    ("target-duration-twice", "S9", 6),
    ("uri-broken-by-a-line-end", "D5", 9),
    ("uri-without-duration", "D5", 6),
    ("variant-average-with-decimals", "S7", 3),
    ("variant-bandwidth-no-number", "S7", 3),
    ("variant-followed-by-a-tag", "M1", 3),
    ("variant-frame-rate-a-fraction", "S7", 3),
    ("variant-of-no-group", "M3", 3),
    ("variant-range-unknown", "S7", 3),
    ("variant-without-bandwidth", "S14", 3),
    ("variant-without-uri", "M1", 3),
    ("version-low-for-byterange", "V1", 6),
    ("version-low-for-decimals", "V1", 7),
    ("version-low-for-i-frames", "V1", 6),
    ("version-low-for-key-iv", "V1", 6),
    ("version-low-for-map", "V1", 6),
    ("version-low-for-skip", "V1", 5),
    ("version-missing", "V2", 6),
    ("version-twice", "S9", 6),
];

/// The same of `tests/data/breaches`, of which other readers overlook most.
#[rustfmt::skip]
const BREACHES: &[(&str, &str, usize)] = &[
    ("attribute-after-space", "S5", 2),
    ("attribute-list-ends-with-comma", "S5", 2),
    ("attribute-lower-case", "S5", 2),
    ("attribute-not-quoted", "S7", 2),
    ("attribute-quote-open", "S6", 2),
    ("attribute-twice", "S5", 2),
    ("attribute-without-value", "S5", 2),
    ("byterange-beyond-64-bits", "B1", 6),
    ("byterange-no-number", "B1", 6),
    ("byterange-twice", "T8", 7),
    ("can-block-reload-no", "N3", 5),
    ("captions-none-for-one", "M4", 4),
    ("captions-of-no-service", "M15", 2),
    ("captions-without-channel", "M15", 2),
    ("codecs-with-space", "M9", 2),
    ("control-character", "S1", 11),
    ("date-range-cue-both", "E7", 6),
    ("date-range-duration-and-end-differ", "E3", 6),
    ("date-range-ends-on-next-of-no-class", "E4", 6),
    ("date-range-extension-no-value", "E8", 6),
    ("date-range-negative", "S7", 6),
    ("date-range-starts-on-no-date", "E5", 6),
    ("date-range-told-differently", "E6", 7),
    ("date-range-without-start", "E1", 6),
    ("date-ranges-of-a-class-overlap", "E9", 7),
    ("date-twice", "T8", 7),
    ("date-without-clock", "T1", 6),
    ("dates-go-back", "T3", 9),
    ("dates-overlap", "T3", 9),
    ("define-imports-in-a-master", "S19", 3),
    ("define-of-nothing", "S19", 6),
    ("define-twice", "S19", 7),
    ("endlist-with-value", "S15", 12),
    ("extinf-at-the-end", "D6", 11),
    ("extinf-negative", "D7", 7),
    ("extinf-twice", "D6", 6),
    ("extm3u-twice", "S2", 6),
    ("fragments-without-map", "K4", 8),
    ("gap-with-value", "S15", 6),
    ("group-empty", "S6", 2),
    ("groups-of-other-members", "M17", 3),
    ("hint-after-the-end", "N8", 11),
    ("i-frames-without-uri", "S14", 2),
    ("key-format-versions", "K1", 6),
    ("key-gcm-with-iv", "K1", 6),
    ("key-none-with-uri", "K1", 6),
    ("key-of-unknown-method", "S7", 6),
    ("line-starts-with-space", "S1", 11),
    ("map-encrypted-without-iv", "K2", 7),
    ("map-range-no-number", "S7", 6),
    ("media-sequence-beyond-64-bits", "Q3", 4),
    ("media-sequence-negative", "S7", 4),
    ("not-utf-8", "S1", 10),
    ("nothing", "S2", 1),
    ("part-hold-back-missing", "N4", 5),
    ("part-too-long", "N7", 13),
    ("part-without-part-inf", "N6", 11),
    ("playlist-type-live", "S7", 5),
    ("rendition-default-not-selected", "M15", 2),
    ("rendition-forced-audio", "M15", 2),
    ("resolution-capital-x", "S7", 2),
    ("session-data-with-both", "M11", 2),
    ("session-key-twice", "M12", 3),
    ("skip-after-the-end", "N2", 5),
    ("skip-date-ranges-alone", "N4", 5),
    ("skip-not-offered", "N2", 6),
    ("skip-of-too-much", "N2", 6),
    ("steering-to-no-pathway", "M13", 2),
    ("target-duration-without-value", "S15", 3),
    ("target-duration-zero", "D2", 3),
    ("uri-outside-ascii", "U1", 11),
    ("uri-with-colon-first", "U2", 11),
    ("uri-with-percent", "U1", 11),
    ("uri-with-space", "U1", 11),
    ("utf-16", "S1", 1),
    ("variable-not-defined", "S8", 11),
    ("variant-uri-alone", "M2", 4),
    ("version-low-for-key-format", "V1", 6),
    ("version-low-for-removed-ranges", "V1", 6),
    ("version-low-for-variables", "V1", 6),
    ("vod-without-end", "P1", 5),
];

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data").join(name)
}

/// The files of a table, which are all that are in its folder.
fn files(name: &str, table: &[(&str, &str, usize)]) -> Vec<PathBuf> {
    let folder = folder(name);
    let listed = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path());
    let found: BTreeSet<PathBuf> = listed.collect();
    let files: Vec<PathBuf> = table.iter().map(|(name, ..)| folder.join(format!("{name}.m3u8"))).collect();
    assert_eq!(found, files.iter().cloned().collect(), "the table and the folder tell of different files");
    files
}

#[test]
fn every_breach_is_found_by_its_rule_and_on_its_line() {
    for (name, table) in [("broken", BROKEN), ("breaches", BREACHES)] {
        for (file, (name, rule, line)) in files(name, table).iter().zip(table) {
            let report = check(&fs::read(file).unwrap()).report;
            let is_it = |found: &&streamctl::hls::check::Finding| found.rule == *rule && found.line == *line;
            let found = report.findings.iter().find(is_it);
            assert!(found.is_some_and(|found| found.severity == Severity::Error), "{name}: {report:#?}");
            assert!(report.errors > 0);
        }
    }
}

/// Where one thing is wrong, one thing is told, or two that come of each other.
#[test]
fn nothing_else_is_found_in_them() {
    for (name, table) in [("broken", BROKEN), ("breaches", BREACHES)] {
        for (file, (name, ..)) in files(name, table).iter().zip(table) {
            let report = check(&fs::read(file).unwrap()).report;
            assert!(report.errors <= 2, "{name}: {report:#?}");
        }
    }
}

/// Who notices what: a line for each broken playlist, with the names of those who refuse it.
const NOTICED: &str = "tests/data/noticed.txt";

#[test]
fn everything_is_found_and_more_than_by_three_others_together() {
    let mut lines = Vec::new();
    let mut by_others = 0;
    for (name, table) in [("broken", BROKEN), ("breaches", BREACHES)] {
        let files = files(name, table);
        let others = [("hls-parser", hls_parser(&files)), ("m3u8", m3u8(&files)), ("hls.js", hls_js(&files))];
        for (index, file) in files.iter().enumerate() {
            let is_found = check(&fs::read(file).unwrap()).report.errors > 0;
            let refused = others.iter().filter(|(_, verdicts)| verdicts[index].is_err());
            let mut line = format!("{name}/{}:", table[index].0);
            refused.for_each(|(name, _)| line = format!("{line} {name}"));
            by_others += usize::from(!line.ends_with(':'));
            assert!(is_found, "{line}");
            lines.push(line);
        }
    }
    let expected = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(NOTICED)).unwrap();
    let expected: Vec<&str> = expected.lines().filter(|line| !line.starts_with('#')).collect();
    assert_eq!(lines, expected, "{NOTICED}");
    assert!(by_others < lines.len(), "of {}, others find {by_others}", lines.len());
}
