//! Random histories of an archive and its server: no edition of a live playlist contradicts another.

use std::collections::HashMap;

use proptest::prelude::*;

use super::{Setup, at, numbers, put_bytes};
use crate::hls::MediaPlaylist;
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
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]
    #[test]
    fn no_edition_contradicts_another(history in events(), measures in any::<bool>()) {
        let mut setup = Setup::new((0..40).step_by(2));
        setup.measure(measures);
        let mut believes_names = !measures;
        let mut clock = 40_u64;
        // By number: the URI, the start, how long it plays, whether it has a tag, and how many discontinuities
        // precede it.
        let mut said: HashMap<u64, (String, Time, Span, bool, u64)> = HashMap::new();
        let mut fronts: HashMap<Asked, (u64, u64)> = HashMap::new();
        let mut newest_number = 0;
        let mut deleted = false;
        for event in history {
            match event {
                Event::Record { skipped, kind, duration, content } => {
                    clock += skipped * 2;
                    put_bytes(setup.directory.path(), clock, duration, kind, "AAAA", &content.bytes(clock));
                    clock += 2;
                }
                Event::Late { back } => setup.put(clock.saturating_sub(back) / 2 * 2, "2.0", "full", "LATE"),
                Event::Better { back } => {
                    setup.put(clock.saturating_sub(back) / 2 * 2, "2.004", "full", "BEST");
                }
                Event::Tombstone { back } => {
                    let second = clock.saturating_sub(back) / 2 * 2;
                    let (hour, rest) = (10 + second / 3_600, second % 3_600);
                    let name = format!("2026-03-01T{hour:02}/{:02}:{:02}-2.0-full-AAAA.tombstone", rest / 60, rest % 60);
                    // Not where the hour is gone.
                    let _ = std::fs::write(setup.directory.path().join(name), "");
                }
                Event::DeleteOldest => {
                    let hours = setup.archive.hours(&setup.variant).unwrap();
                    if hours.len() > 1 {
                        let oldest = crate::archive::name::format_hour(hours[0]);
                        std::fs::remove_dir_all(setup.directory.path().join(oldest)).unwrap();
                        deleted = true;
                    }
                }
                Event::Restart(journaled, measures) => {
                    setup.measure(measures);
                    believes_names &= !measures;
                    let is_kept = setup.restart_with(journaled, at(clock));
                    prop_assert_eq!(is_kept, matches!(journaled, Journaled::Whole | Journaled::Torn));
                    if !is_kept {
                        // Other numbers, but for what is newest no lower ones.
                        said.clear();
                        fronts.clear();
                    }
                }
                Event::Ask(start, window) => {
                    let asked = Asked { start: start.map(at), end: None, window: window.map(Span::from_secs) };
                    let playlist: MediaPlaylist = setup.ask(asked, at(clock));
                    prop_assert_eq!(playlist.target_duration(), 2);
                    let (msn, dsn) = numbers(&playlist);
                    let mut dsn_here = dsn;
                    let mut last_end = None;
                    for (number, segment) in (msn..).zip(playlist.segments()) {
                        dsn_here += u64::from(segment.discontinuity);
                        let (uri, start) = (segment.uri.to_string(), segment.program_date_time.unwrap());
                        let now = (uri, start, segment.duration, segment.discontinuity, dsn_here);
                        prop_assert_eq!(said.entry(number).or_insert_with(|| now.clone()), &now);
                        prop_assert!(segment.duration < Span::from_micros(2_500_000));
                        if let Some(end) = last_end.filter(|_| believes_names) {
                            let gap = start.micros() - Time::micros(end);
                            prop_assert!(gap >= -10_000, "they overlap");
                            prop_assert!(gap <= 10_000 || segment.discontinuity, "a hole is marked");
                        }
                        last_end = Some(start + segment.duration);
                    }
                    // The same question's front only ever moves on, and every edition ends with the newest.
                    let front = fronts.entry(asked).or_insert((msn, dsn));
                    prop_assert!(msn >= front.0 && dsn >= front.1, "{:?} after {front:?}", (msn, dsn));
                    *front = (msn, dsn);
                    let next = msn + playlist.segments().len() as u64;
                    if !playlist.segments().is_empty() {
                        prop_assert!(next >= newest_number, "nothing listed is lost at the end");
                        newest_number = next;
                    }
                    if start.is_some() && window.is_none() && !deleted {
                        prop_assert_eq!(*front, fronts[&asked]);
                    }
                }
            }
        }
    }
}

impl Setup {
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
