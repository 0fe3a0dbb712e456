//! Random histories of an archive and its server: no edition of a live playlist contradicts another.

use std::collections::HashMap;

use proptest::prelude::*;

use super::{Setup, at, numbers, put_bytes};
use crate::hls::MediaPlaylist;
use crate::hls::check::{self, Finding, Severity, rule};
use crate::hls::read::Media;
use crate::playlist::range::Asked;
use crate::playlist::sound;
use crate::time::{Span, Time};

/// What happens to an archive, or is asked of it.
#[derive(Clone, Debug)]
enum Event {
    Record {
        skipped: u64,
        kind: &'static str,
        duration: &'static str,
        content: Content,
    },
    Late {
        back: u64,
    },
    Better {
        back: u64,
    },
    Tombstone {
        back: u64,
    },
    DeleteOldest,
    /// Nothing is recorded while so many editions are asked for, so many seconds apart.
    Stall {
        looks: u64,
        apart: u64,
    },
    /// So many segments come at once, when the last of them has ended.
    Burst {
        size: u64,
    },
    Ask(Option<u64>, Option<u64>),
    /// Of the server: with its journal, with one that a crash has torn, or without; and whether it measures then.
    Restart(Journaled, bool),
}

/// What is in a segment.
#[derive(Clone, Copy, Debug)]
enum Content {
    /// Sound of this run of the encoder, so many milliseconds of it.
    Sound { run: u64, millis: u64 },
    /// Nothing that could be read.
    Garbage,
}

impl Content {
    fn bytes(self, second: u64) -> Vec<u8> {
        match self {
            Self::Sound { run, millis } => sound::segment(run * 1_000_000 + second * 1_000, millis),
            Self::Garbage => b"no segment".to_vec(),
        }
    }
}

#[derive(Clone, Copy, Debug)]
enum Journaled {
    Whole,
    Torn,
    Lost,
    Garbled,
}

fn events() -> impl Strategy<Value = Vec<Event>> {
    let kind = prop_oneof![8 => Just("full"), 1 => Just("partial"), 1 => Just("suspect")];
    let duration =
        prop_oneof![6 => Just("2.0"), 1 => Just("1.995"), 1 => Just("3.0"), 1 => Just("0"), 1 => Just("40")];
    let skipped = prop_oneof![6 => Just(0_u64), 1 => 1..5_u64, 1 => Just(900)];
    let back = || 0..2_000_u64;
    let millis = prop_oneof![6 => Just(2_000_u64), 1 => Just(1_600), 1 => Just(2_400), 1 => Just(4_000)];
    let content = prop_oneof![
        9 => (0..2_u64, millis).prop_map(|(run, millis)| Content::Sound { run, millis }),
        1 => Just(Content::Garbage),
    ];
    let event = prop_oneof![
        6 => (skipped, kind, duration, content).prop_map(|(skipped, kind, duration, content)| {
            Event::Record { skipped, kind, duration, content }
        }),
        1 => back().prop_map(|back| Event::Late { back }),
        1 => back().prop_map(|back| Event::Better { back }),
        1 => back().prop_map(|back| Event::Tombstone { back }),
        1 => Just(Event::DeleteOldest),
        2 => (1..6_u64, prop_oneof![8 => Just(2), 1 => Just(60)])
            .prop_map(|(looks, apart)| Event::Stall { looks, apart }),
        1 => (2..8_u64).prop_map(|size| Event::Burst { size }),
        2 => (
            prop_oneof![
                4 => Just(Journaled::Whole),
                2 => Just(Journaled::Torn),
                1 => Just(Journaled::Lost),
                1 => Just(Journaled::Garbled)
            ],
            any::<bool>()
        )
            .prop_map(|(journaled, measures)| Event::Restart(journaled, measures)),
        5 => (proptest::option::of(0..8_000_u64), proptest::option::of(1..4_000_u64))
            .prop_map(|(start, window)| Event::Ask(start, window)),
    ];
    proptest::collection::vec(event, 1..80)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]
    #[test]
    fn no_edition_contradicts_another(history in events(), measures in any::<bool>()) {
        let mut setup = Setup::new((0..40).step_by(2));
        setup.measure(measures);
        let mut clock = 40_u64;
        let mut told = Told { is_measured: measures, ..Told::default() };
        // The first forty seconds were recorded in time.
        setup.late = Some((0..40).step_by(2).map(|second| (at(second), Span::ZERO)).collect());
        setup.has_seen_one_come = true;
        for event in history {
            match event {
                Event::Record { skipped, kind, duration, content } => {
                    clock += skipped * 2;
                    put_bytes(setup.directory.path(), clock, duration, kind, "AAAA", &content.bytes(clock));
                    setup.came(clock, Span::ZERO);
                    clock += 2;
                }
                Event::Burst { size } => {
                    for left in (0..size).rev() {
                        setup.put(clock, "2.0", "full", "AAAA");
                        setup.came(clock, Span::from_secs(2 * left));
                        clock += 2;
                    }
                }
                Event::Late { back } => {
                    let second = clock.saturating_sub(back) / 2 * 2;
                    setup.put(second, "2.0", "full", "LATE");
                    setup.came(second, Span::from_secs(back));
                }
                Event::Better { back } => {
                    setup.put(clock.saturating_sub(back) / 2 * 2, "2.004", "full", "BEST");
                }
                Event::Tombstone { back } => {
                    told.has_lost = true;
                    let second = clock.saturating_sub(back) / 2 * 2;
                    let (hour, rest) = (10 + second / 3_600, second % 3_600);
                    let name = format!("2026-03-01T{hour:02}/{:02}:{:02}-2.0-full-AAAA.tombstone", rest / 60, rest % 60);
                    // Not where the hour is gone.
                    let _ = std::fs::write(setup.directory.path().join(name), "");
                }
                Event::DeleteOldest => {
                    told.has_lost = true;
                    let hours = setup.archive.hours(&setup.variant).unwrap();
                    if hours.len() > 1 {
                        let oldest = crate::archive::name::format_hour(hours[0]);
                        std::fs::remove_dir_all(setup.directory.path().join(oldest)).unwrap();
                    }
                }
                Event::Restart(journaled, measures) => {
                    setup.measure(measures);
                    told.is_measured |= measures;
                    let is_kept = setup.restart_with(journaled, at(clock));
                    prop_assert_eq!(is_kept, matches!(journaled, Journaled::Whole | Journaled::Torn));
                    if !is_kept {
                        // Other numbers, but for what is newest no lower ones.
                        let Told { newest_number, has_lost, is_measured, .. } = told;
                        told = Told { newest_number, has_lost, is_measured, ..Told::default() };
                    }
                }
                Event::Stall { looks, apart } => {
                    for _ in 0..looks {
                        clock += apart;
                        told.ask(&mut setup, Asked::default(), at(clock))?;
                    }
                }
                Event::Ask(start, window) => {
                    let asked = Asked { start: start.map(at), end: None, window: window.map(Span::from_secs) };
                    told.ask(&mut setup, asked, at(clock))?;
                }
            }
        }
    }
}

/// What playlists have said.
#[derive(Default)]
struct Told {
    /// By number: the URI, the start, how long it plays, whether it has a tag, and how many discontinuities precede it.
    said: HashMap<u64, (String, Time, Span, bool, u64)>,
    fronts: HashMap<Asked, (u64, u64)>,
    /// The last edition of each.
    editions: HashMap<Asked, Media>,
    newest_number: u64,
    /// Whether the oldest may have been taken away, however little that leaves.
    has_lost: bool,
    /// Whether a segment was measured, so that its length need not be that of its name.
    is_measured: bool,
}

impl Told {
    /// Asks for another edition, which may contradict none there was.
    fn ask(&mut self, setup: &mut Setup, asked: Asked, now: Time) -> Result<(), TestCaseError> {
        let playlist: MediaPlaylist = setup.ask(asked, now);
        prop_assert_eq!(playlist.target_duration(), 2);
        let (msn, dsn) = numbers(&playlist);
        let mut dsn_here = dsn;
        let mut last: Option<(Time, bool)> = None;
        for (number, segment) in (msn..).zip(playlist.segments()) {
            dsn_here += u64::from(segment.discontinuity);
            let (uri, start) = (segment.uri.to_string(), segment.program_date_time.unwrap());
            prop_assert_eq!(segment.gap, uri == "gap.ts");
            let now = (uri, start, segment.duration, segment.discontinuity, dsn_here);
            prop_assert_eq!(self.said.entry(number).or_insert_with(|| now.clone()), &now);
            prop_assert!(segment.duration < Span::from_micros(2_500_000));
            if let Some((end, is_gap)) = last.filter(|_| !self.is_measured) {
                let missing = start.micros() - Time::micros(end);
                let overlap = if is_gap { -999_999 } else { -10_000 };
                prop_assert!(missing >= overlap, "they overlap");
                prop_assert!(missing <= 10_000 || segment.discontinuity, "a hole is marked");
                prop_assert_eq!(segment.discontinuity && segment.gap, false);
                prop_assert!(!is_gap || segment.gap || segment.discontinuity, "a come-back is marked");
            }
            last = Some((start + segment.duration, segment.gap));
        }
        prop_assert!(
            last.is_none_or(|(end, is_gap)| !is_gap || end < now),
            "a gap is not ahead of the clock"
        );
        // The same question's front only ever moves on, and every edition ends with the newest.
        let front = self.fronts.entry(asked).or_insert((msn, dsn));
        prop_assert!(msn >= front.0 && dsn >= front.1, "{:?} after {front:?}", (msn, dsn));
        *front = (msn, dsn);
        let next = msn + playlist.segments().len() as u64;
        if !playlist.segments().is_empty() {
            prop_assert!(next >= self.newest_number, "nothing listed is lost at the end");
            self.newest_number = next;
        }
        let checked = check::check(playlist.to_string().as_bytes());
        let errors = |findings: Vec<Finding>| {
            let is_error = |finding: &Finding| {
                let is_of_names = self.is_measured && finding.rule == rule::AMBIGUOUS_DATE.id;
                !is_of_names
                    && finding.severity == Severity::Error
                    && !(self.has_lost && finding.rule == rule::CUT_SHORT.id)
            };
            findings.into_iter().filter(is_error).collect::<Vec<_>>()
        };
        prop_assert_eq!(errors(checked.report.findings), vec![]);
        let media = checked.playlist.media;
        if let Some(previous) = self.editions.get(&asked) {
            prop_assert_eq!(errors(check::compare(previous, &media, Span::ZERO)), vec![]);
        }
        self.editions.insert(asked, media);
        Ok(())
    }
}

impl Setup {
    /// A segment of this second came so late, unless there was one already.
    fn came(&mut self, second: u64, late: Span) {
        self.late.get_or_insert_default().entry(at(second)).or_insert(late);
    }

    /// Restarts after something has happened to the journal; whether it was of use.
    fn restart_with(&mut self, journaled: Journaled, now: Time) -> bool {
        let path = self.journal().path().to_owned();
        let mut bytes = std::fs::read(&path).unwrap();
        match journaled {
            Journaled::Whole => {}
            // A batch that nobody was told of, half written.
            Journaled::Torn => bytes.extend(b"12345678 S 1772359\n0 0 1 2026-03\0\0\0"),
            Journaled::Lost => bytes.clear(),
            Journaled::Garbled => {
                let middle = bytes.len() / 3;
                bytes[middle] ^= 1;
                // With something good behind it, however short it is.
                let line = bytes.split_inclusive(|byte| *byte == b'\n').next_back().unwrap().to_vec();
                bytes.extend(line);
            }
        }
        if matches!(journaled, Journaled::Lost) {
            std::fs::remove_file(&path).unwrap();
        } else {
            std::fs::write(&path, bytes).unwrap();
        }
        self.restart(now)
    }
}
