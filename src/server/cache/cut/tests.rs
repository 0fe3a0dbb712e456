//! What is cut from sheets against the same playlists laid out segment by segment.

use std::io::Read;
use std::path::Path;

use flate2::read::GzDecoder;
use proptest::prelude::*;
use tempfile::TempDir;

use crate::archive::name::{SegmentName, format_hour};
use crate::archive::{Archive, Selection};
use crate::hls::{Kind, Uri};
use crate::playlist::align::lay_out;
use crate::playlist::entry::by_name;
use crate::playlist::gaps::Holes;
use crate::playlist::links::Links;
use crate::playlist::live::{Anchor, Log};
use crate::playlist::range::{Asked, DEFAULT_MAX_RANGE};
use crate::playlist::{block, media};
use crate::server::cache::cut::Cut;
use crate::server::cache::sheet::Sheets;
use crate::time::{Span, Time};

const TEN: Time = Time::from_micros(1_714_557_600_000_000);

/// A segment after the one before: how many milliseconds it is apart, how long it is, and whether it is whole.
type Step = (i64, u64, bool);

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let apart = prop_oneof![30 => Just(0), 2 => -12..12_i64, 1 => 20..5_000_i64];
    let step = (apart, prop_oneof![9 => Just(2_000), 1 => 5..3_000_u64], prop::bool::weighted(0.98));
    prop::collection::vec(step, 0..400)
}

/// Records these segments, the first five minutes before ten o'clock.
fn record(variant: &Path, steps: &[Step]) {
    let mut at = TEN - Span::from_secs(300);
    for (apart, millis, is_whole) in steps {
        let start = Time::from_micros(at.micros() + apart * 1_000);
        let (.., minute, second, micros) = start.civil();
        let kind = if *is_whole { "full" } else { "partial" };
        let hour = variant.join(format_hour(start.hour()));
        std::fs::create_dir_all(&hour).unwrap();
        let seconds = format!("{}.{:03}", millis / 1_000, millis % 1_000);
        let name = format!("{minute:02}:{second:02}.{micros:06}-{seconds}-{kind}-AAAA{}.ts", start.micros());
        assert!(SegmentName::parse(&name).is_ok(), "{name}");
        std::fs::write(hour.join(name), "").unwrap();
        at = start + Span::from_micros(millis * 1_000);
    }
}

fn laid_out(selection: &Selection, siblings: &[Selection], links: &Links) -> String {
    let all: Vec<_> = [selection].into_iter().chain(siblings).map(by_name).collect();
    let target_duration = media::target_duration_of(&all);
    let laid = lay_out(all, Holes::Discontinuity, target_duration);
    let gap = Uri::relative(2, &["segments", "gap.ts"]).unwrap();
    media::build(&laid[0], Kind::Vod, links, &gap, target_duration).unwrap().to_string()
}

/// A cut is this text, plain and compressed.
fn compare(cut: &Cut, expected: &str) {
    let plain: Vec<u8> = cut.clone().frames().flatten().collect();
    assert_eq!(cut.len(), plain.len());
    assert_eq!(String::from_utf8(plain).unwrap(), expected);
    let mut unpacked = String::new();
    let packed = cut.compressed(&std::sync::Arc::default()).concat();
    let mut decoder = GzDecoder::new(packed.as_slice());
    decoder.read_to_string(&mut unpacked).unwrap();
    assert_eq!(unpacked, expected);
    assert!(decoder.into_inner().is_empty());
}

/// Also while more is recorded and windows slide.
#[test]
fn what_is_cut_of_a_live_list_is_what_is_laid_out() {
    let directory = TempDir::new().unwrap();
    let root = directory.path().join("source");
    // A hole now and then, each a discontinuity.
    let step = |index: u64| (if index % 50 == 49 { 3_000 } else { 0 }, 2_000, true);
    let mut steps: Vec<Step> = (0..300).map(step).collect();
    record(&root, &steps);
    let archive = Archive::open(directory.path()).unwrap();
    let variant = archive.variant(&["source"]).unwrap().unwrap();
    let links = Links::Relative { up: 2, names: ["segments", "s p", "source"].map(str::to_owned).into() };
    let (sheets, now) = (Sheets::default(), TEN + Span::from_secs(1_800));
    let mut log = Log::new(Anchor::new(now, &[], true, None), DEFAULT_MAX_RANGE);
    for more in 0..30 {
        if more > 0 {
            let count = steps.len() as u64;
            steps.extend((count..count + 5).map(step));
            record(&root, &steps);
        }
        for (window, skips) in [(None, false), (Some(300), false), (Some(450), false), (None, true)] {
            let asked = Asked { window: window.map(Span::from_secs), ..Asked::default() };
            let range = asked.resolve(&archive, &variant, now, DEFAULT_MAX_RANGE).unwrap();
            log.read(&archive, &variant, range, now).unwrap();
            let edition = log.edition(asked, range, Some(TEN - Span::from_secs(300)), now, skips).unwrap();
            let expected = log.playlist(&edition, &links).unwrap().to_string();
            assert!(skips || expected.contains("#EXT-X-DISCONTINUITY\n"));
            compare(&sheets.cut_live(["s p", "source"], &edition, &log, &links).unwrap(), &expected);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]
    #[test]
    fn what_is_cut_is_what_is_laid_out(
        source in steps(),
        other in prop::option::weighted(0.3, steps()),
        ranges in prop::collection::vec((0..700_i64, 1..700_u64), 1..8),
    ) {
        let directory = TempDir::new().unwrap();
        for (name, steps) in [("source", Some(&source)), ("other", other.as_ref())] {
            std::fs::create_dir(directory.path().join(name)).unwrap();
            record(&directory.path().join(name), steps.map_or(&[], Vec::as_slice));
        }
        let archive = Archive::open(directory.path()).unwrap();
        let links = Links::Relative { up: 2, names: ["segments", "s p", "source"].map(str::to_owned).into() };
        let sheets = Sheets::default();
        for (from, length) in ranges {
            let start = Time::from_micros(TEN.micros() + (from - 310) * 1_000_000);
            let select = |name| {
                let variant = archive.variant(&[name]).unwrap().unwrap();
                archive.select(&variant, start, start + Span::from_secs(length)).unwrap()
            };
            let (selection, siblings) = (select("source"), [select("other")]);
            let Some(target) = block::target_duration(&selection, &siblings) else { continue };
            let expected = laid_out(&selection, &siblings, &links);
            let cut = sheets.cut(["s p", "source"], &selection, &links, target).unwrap();
            compare(&cut, &expected);
            if siblings[0].is_empty() {
                prop_assert_eq!(block::write(&selection, &links, target).unwrap(), expected);
            }
            let again = sheets.cut(["s p", "source"], &selection, &links, target).unwrap();
            prop_assert_eq!(cut.digest(), again.digest());
        }
    }
}
