use std::path::Path;

use proptest::prelude::*;

use super::align;
use crate::playlist::entry::{Entry, Place};
use crate::playlist::gaps::{Holes, Item};
use crate::time::{Span, Time};

/// 2026-01-02T03:04:05Z.
const BEGIN: i64 = 1_767_323_045_000_000;

/// A moment so many milliseconds after the start.
fn at(millis: i64) -> Time {
    Time::from_micros(BEGIN + millis * 1_000)
}

/// Segments from so many milliseconds on, so long each; what does not begin where the one before ends breaks.
fn variant(segments: &[(i64, i64)]) -> Vec<Entry<'static>> {
    let mut end = None;
    let mut entries = Vec::new();
    for (start, length) in segments {
        let missing = end.map_or(0, |end: i64| start - end);
        end = Some(start + length);
        entries.push(Entry {
            place: Place::Directory(Path::new(".")),
            name: "x.ts",
            start: Some(at(*start)),
            duration: Span::from_micros(length.unsigned_abs() * 1_000),
            missing: Span::from_micros(missing.unsigned_abs() * 1_000),
            breaks: missing > 0,
            init: None,
            measured: None,
        });
    }
    entries
}

/// Segments of two seconds, by the seconds they begin at.
fn seconds(starts: &[i64]) -> Vec<Entry<'static>> {
    variant(&starts.iter().map(|start| (start * 1_000, 2_000)).collect::<Vec<_>>())
}

/// What was laid out, in short: `!` for a discontinuity, `s` or `gap`, the second it begins at, how long.
fn told(items: &[Item<'_>]) -> String {
    let mut told = String::new();
    for item in items {
        let second =
            |micros: i64| format!("{:.1}", f64::from(i32::try_from(micros / 100_000).unwrap()) / 10.0);
        let start = second(item.start.unwrap().micros() - BEGIN);
        let length = second(item.duration.micros().cast_signed());
        let mark = if item.discontinuity { "!" } else { "" };
        let what = if item.entry.is_some() { "s" } else { "gap" };
        told.extend([mark, what, &start, "+", &length, " "]);
    }
    told.trim_end().to_owned()
}

fn laid(variants: &[Vec<Entry<'static>>], holes: Holes) -> Vec<String> {
    align(variants.to_vec(), holes, 2).iter().map(|items| told(items)).collect()
}

#[test]
fn a_hole_of_one_variant_is_left_out_or_filled() {
    let only = [seconds(&[0, 2, 7, 9])];
    assert_eq!(laid(&only, Holes::Discontinuity), ["s0.0+2.0 s2.0+2.0 !s7.0+2.0 s9.0+2.0"]);
    let filled = "s0.0+2.0 s2.0+2.0 gap4.0+1.5 gap5.5+1.5 !s7.0+2.0 s9.0+2.0";
    assert_eq!(laid(&only, Holes::Gap), [filled]);
    // Timestamps that go on over it need no discontinuity behind a gap.
    let mut lost = seconds(&[0, 2, 7, 9]);
    lost[2].breaks = false;
    let lost = [lost];
    assert_eq!(laid(&lost, Holes::Gap), [filled.replace('!', "")]);
    assert_eq!(laid(&lost, Holes::Discontinuity), laid(&only, Holes::Discontinuity));
    // Too short for a gap.
    let short = [variant(&[(0, 2_000), (2_300, 2_000)])];
    assert_eq!(laid(&short, Holes::Gap), ["s0.0+2.0 !s2.3+2.0"]);
}

#[test]
fn a_hole_that_not_all_have_is_a_gap_and_breaks_match() {
    let (whole, holed) = (seconds(&[0, 2, 4, 6, 8]), seconds(&[0, 2, 6, 8]));
    let expected =
        ["s0.0+2.0 s2.0+2.0 s4.0+2.0 !s6.0+2.0 s8.0+2.0", "s0.0+2.0 s2.0+2.0 gap4.0+2.0 !s6.0+2.0 s8.0+2.0"];
    assert_eq!(laid(&[whole.clone(), holed.clone()], Holes::Discontinuity), expected);
    assert_eq!(laid(&[whole, holed], Holes::Gap), expected);
}

#[test]
fn a_hole_of_all_is_left_out_only_where_all_have_it() {
    let all = laid(&[seconds(&[0, 10]), seconds(&[0, 10])], Holes::Discontinuity);
    assert_eq!(all, ["s0.0+2.0 !s10.0+2.0"; 2]);
    // From 4 to 8, both have nothing.
    let part = laid(&[seconds(&[0, 2, 10]), seconds(&[0, 8, 10])], Holes::Discontinuity);
    assert_eq!(part, ["s0.0+2.0 s2.0+2.0 !gap8.0+2.0 s10.0+2.0", "s0.0+2.0 gap2.0+2.0 !s8.0+2.0 s10.0+2.0"]);
    // Segments that are cut at other moments.
    let other = laid(
        &[seconds(&[0, 10]), variant(&[(0, 1_000), (1_000, 1_300), (10_200, 1_300), (11_500, 500)])],
        Holes::Discontinuity,
    );
    assert_eq!(other, ["s0.0+2.0 !s10.0+2.0", "s0.0+1.0 s1.0+1.3 !s10.2+1.3 s11.5+0.5"]);
}

#[test]
fn variants_are_cut_to_what_they_have_in_common() {
    let short = laid(&[seconds(&[0, 2, 4, 6, 8, 10, 12]), seconds(&[4, 6, 8])], Holes::Discontinuity);
    assert_eq!(short, ["s2.0+2.0 s4.0+2.0 s6.0+2.0 s8.0+2.0 s10.0+2.0", "s4.0+2.0 s6.0+2.0 s8.0+2.0"]);
    let apart = laid(&[seconds(&[0, 2]), seconds(&[10, 12, 14]), seconds(&[12])], Holes::Gap);
    assert_eq!(apart, ["", "s10.0+2.0 s12.0+2.0 s14.0+2.0", "s12.0+2.0"]);
}

#[test]
fn nothing_breaks_where_a_variant_begins() {
    // The second begins with what follows the break of the first.
    let cut = laid(&[seconds(&[0, 3, 5]), seconds(&[3, 5])], Holes::Discontinuity);
    assert_eq!(cut, ["s3.0+2.0 s5.0+2.0"; 2]);
}

/// Variants of segments of the same length in a grid, of which some are missing, all or in one variant.
fn grids() -> impl Strategy<Value = Vec<Vec<Entry<'static>>>> {
    let presence = prop::collection::vec(prop::collection::vec(prop::bool::weighted(0.8), 24), 1..4);
    presence.prop_map(|presence| {
        let starts = |there: &Vec<bool>| {
            let times = (0_i64..).map(|index| index * 2).zip(there);
            times.filter(|(_, there)| **there).map(|(start, _)| start).collect::<Vec<_>>()
        };
        presence.iter().map(|there| seconds(&starts(there))).collect()
    })
}

proptest! {
    #[test]
    fn the_same_moment_has_the_same_number_and_nothing_overlaps(
        variants in grids(),
        holes in prop::sample::select(vec![Holes::Discontinuity, Holes::Gap]),
    ) {
        let laid = align(variants.clone(), holes, 2);
        let mut numbers = std::collections::HashMap::new();
        for (items, entries) in laid.iter().zip(&variants) {
            let mut number = 0;
            let mut end = None;
            for (index, item) in items.iter().enumerate() {
                prop_assert!(index > 0 || !item.discontinuity);
                number += u32::from(item.discontinuity);
                let start = item.start.unwrap();
                // In time, without a seam but at discontinuities.
                prop_assert!(end.is_none_or(|end| end == start || (item.discontinuity && end < start)));
                end = Some(start + item.duration);
                prop_assert!(item.duration <= Span::from_secs(2) && item.duration > Span::ZERO);
                if item.entry.is_some() {
                    prop_assert_eq!(*numbers.entry(start).or_insert(number), number);
                }
            }
            // Only the ends are cut off.
            if let (Some(first), Some(last)) = (items.first(), items.last()) {
                let range = first.start.unwrap()..=last.start.unwrap();
                let inside = entries.iter().filter(|entry| range.contains(&entry.start.unwrap())).count();
                prop_assert_eq!(items.iter().filter(|item| item.entry.is_some()).count(), inside);
            }
        }
    }
}
