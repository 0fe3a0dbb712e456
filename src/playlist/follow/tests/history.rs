//! Random histories of a recording and of who follows it.

use proptest::prelude::*;

use super::{Setup, delete, wanted};
use crate::playlist::edition::{Growth, Window};
use crate::playlist::gaps::Holes;
use crate::time::Span;

/// What happens.
#[derive(Clone, Debug)]
enum Event {
    /// In both variants, or in one.
    Record {
        skipped: u64,
        kind: &'static str,
        duration: &'static str,
        whose: usize,
    },
    Late(u64),
    Better(u64),
    Tombstone(u64),
    DeleteOldest,
    Restart,
    Look,
}

const VARIANTS: [&str; 2] = ["low", "source"];

fn events() -> impl Strategy<Value = Vec<Event>> {
    let kind = prop_oneof![10 => Just("full"), 1 => Just("partial"), 1 => Just("suspect")];
    let duration =
        prop_oneof![9 => Just("2.0"), 1 => Just("1.995"), 1 => Just("3.0"), 1 => Just("0"), 1 => Just("40")];
    let skipped = prop_oneof![8 => Just(0_u64), 1 => 1..5_u64, 1 => Just(150)];
    let whose = prop_oneof![6 => Just(2_usize), 1 => 0..2_usize];
    let back = || 0..2_000_u64;
    let event = prop_oneof![
        12 => (skipped, kind, duration, whose)
            .prop_map(|(skipped, kind, duration, whose)| Event::Record { skipped, kind, duration, whose }),
        1 => back().prop_map(Event::Late),
        1 => back().prop_map(Event::Better),
        1 => back().prop_map(Event::Tombstone),
        1 => Just(Event::DeleteOldest),
        1 => Just(Event::Restart),
        8 => Just(Event::Look),
    ];
    proptest::collection::vec(event, 1..50)
}

fn lists() -> impl Strategy<Value = (Growth, Option<Window>, Holes)> {
    let windows = prop_oneof![
        1 => Just(None),
        1 => (1..200_usize).prop_map(|count| Some(Window::Count(count))),
        1 => (1..4_000_u64).prop_map(|secs| Some(Window::Length(Span::from_secs(secs)))),
    ];
    let live = windows.prop_map(|window| (Growth::Live, window));
    let event = Just((Growth::Event, None));
    let holes = prop_oneof![3 => Just(Holes::Discontinuity), 1 => Just(Holes::Gap)];
    (prop_oneof![3 => live, 1 => event], holes).prop_map(|((growth, window), holes)| (growth, window, holes))
}

/// The second that a URI's segment begins at, and its kind.
fn second_of(uri: &str) -> u64 {
    let (hour, name) = uri.rsplit_once('/').unwrap();
    let number = |text: &str| text.parse::<u64>().unwrap();
    (number(&hour[hour.len() - 2..]) - 10) * 3_600 + number(&name[..2]) * 60 + number(&name[3..5])
}

fn play(history: Vec<Event>, lists: (Growth, Option<Window>, Holes), variants: usize) {
    let (growth, window, holes) = lists;
    let mut setup = Setup::new(super::Wanted { holes, ..wanted(growth, window) });
    // Hours end soon, so that old ones can go.
    let mut clock = 3_200;
    for _ in 0..8 {
        for variant in &VARIANTS[..variants] {
            setup.put(variant, clock, "2.0", "full", "AAAA");
        }
        clock += 2;
    }
    setup.look(clock);
    // The seconds of each that were recorded behind everything else, and were there at the next look.
    let mut in_time: [Vec<u64>; 2] = std::array::from_fn(|_| (0..8).map(|at| 3_200 + at * 2).collect());
    let mut has_looked = true;
    for event in history {
        match event {
            Event::Record { skipped, kind, duration, whose } => {
                clock += skipped * 2;
                for (index, variant) in VARIANTS[..variants].iter().enumerate() {
                    if whose == 2 || whose == index || variants == 1 {
                        setup.put(variant, clock, duration, kind, "AAAA");
                        if matches!(duration, "2.0" | "1.995") {
                            in_time[index].push(clock);
                        }
                    }
                }
                clock += if duration == "3.0" { 4 } else { 2 };
                has_looked = false;
            }
            Event::Late(back) => {
                setup.put(VARIANTS[0], clock.saturating_sub(back) / 2 * 2, "2.0", "full", "LATE");
            }
            Event::Better(back) => {
                setup.put(VARIANTS[0], clock.saturating_sub(back) / 2 * 2, "2.004", "full", "BEST");
            }
            Event::Tombstone(back) => {
                // What was never listed is not expected any more.
                let second = clock.saturating_sub(back) / 2 * 2;
                let name = format!("{:02}:{:02}-2.0-full-AAAA.tombstone", second % 3_600 / 60, second % 60);
                let hour = format!("rec/{}/2026-03-01T{:02}", VARIANTS[0], 10 + second / 3_600);
                if has_looked {
                    let _ = std::fs::write(setup.path(&hour).join(name), "");
                }
            }
            Event::DeleteOldest if has_looked => {
                for variant in &VARIANTS[..variants] {
                    let hours = std::fs::read_dir(setup.path("rec").join(variant)).unwrap();
                    let mut hours: Vec<_> = hours.map(|hour| hour.unwrap().path()).collect();
                    hours.sort();
                    if hours.len() > 1 {
                        delete(&hours[0]);
                    }
                }
                setup.may_be_short = true;
            }
            Event::DeleteOldest => {}
            Event::Restart => setup.restart(),
            Event::Look => {
                setup.look(clock);
                has_looked = true;
            }
        }
    }
    setup.look(clock);
    assert!(!setup.look(clock), "nothing has changed");
    for _ in 0..12 {
        for variant in &VARIANTS[..variants] {
            setup.put(variant, clock, "2.0", "full", "AAAA");
        }
        clock += 2;
        setup.look(clock);
    }
    if variants == 2 {
        assert_eq!(setup.number("low.m3u8"), setup.number("source.m3u8"), "they are in step again");
    }
    for (index, variant) in VARIANTS[..variants].iter().enumerate() {
        let listed = setup.listed(&format!("{variant}.m3u8"));
        let seconds: Vec<u64> = listed.iter().map(|uri| second_of(uri)).collect();
        assert!(seconds.is_sorted_by(|one, other| one < other), "each once and in order: {seconds:?}");
        // What was recorded since the last look may be outside of the window already.
        if variants == 1 && window.is_none() {
            let forgotten: Vec<&u64> =
                in_time[index].iter().filter(|second| !seconds.contains(second)).collect();
            assert!(forgotten.is_empty(), "{variant} has not {forgotten:?} but {seconds:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 20, ..ProptestConfig::default() })]

    #[test]
    fn a_variant_keeps_its_word(history in events(), lists in lists()) {
        play(history, lists, 1);
    }

    #[test]
    fn variants_keep_step(history in events(), lists in lists()) {
        play(history, lists, 2);
    }
}
