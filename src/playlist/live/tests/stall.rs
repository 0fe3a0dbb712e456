//! The rule for gaps, over recorders that are punctual, late, or bring what they have in bursts.

use proptest::prelude::*;

use crate::playlist::gaps::LEAST;
use crate::playlist::live::stall::{Arrival, LONGEST, Silence, is_lately, patience};
use crate::time::{Span, Time};

const SECOND: u64 = 1_000_000;
/// How often the list is looked at.
const LOOK: Span = Span::from_micros(100_000);

const fn at(micros: u64) -> Time {
    Time::from_micros(1_800_000_000_000_000 + micros.cast_signed())
}

/// A list that is told of segments as they arrive.
struct List {
    silence: Silence,
    arrived: Vec<Arrival>,
    /// Starts and ends; and whether it is a gap.
    entries: Vec<(Time, Time, bool)>,
    lost: usize,
}

impl List {
    /// A list of segments that will have appeared when they say, looked at until `until`, from the first's end on.
    fn follow(segments: &[Arrival], target: Span, until: Time) -> Self {
        let first = segments[0];
        let silence = Silence { began: first.end, listed_to: first.end, target };
        let (arrived, entries) = (vec![first], vec![(first.start, first.end, false)]);
        let mut list = Self { silence, arrived, entries, lost: 0 };
        let mut coming = segments[1..].iter().peekable();
        let mut now = first.end + first.late;
        while now < until {
            while let Some(segment) = coming.next_if(|segment| segment.end + segment.late <= now) {
                list.add(*segment);
            }
            list.fill(now);
            now = now + LOOK;
        }
        list
    }

    fn add(&mut self, segment: Arrival) {
        self.arrived.push(segment);
        let (start, _, is_gap) = self.entries[self.entries.len() - 1];
        if is_gap {
            if !self.silence.can_end_with(start, segment.start, segment.end) {
                self.lost += 1;
                return;
            }
            let rest: Vec<_> = self.silence.rest(segment.start).collect();
            self.entries.extend(rest.into_iter().map(|(start, length)| (start, start + length, true)));
        }
        self.entries.push((segment.start, segment.end, false));
        (self.silence.began, self.silence.listed_to) = (segment.end, segment.end);
    }

    fn patience(&self) -> Option<Span> {
        let newest = self.arrived[self.arrived.len() - 1].end;
        let lately = self.arrived.iter().rev().enumerate();
        let lately = lately.take_while(|(known, arrival)| is_lately(newest, arrival.end, *known));
        patience(&lately.map(|(_, arrival)| *arrival).collect::<Vec<_>>())
    }

    fn fill(&mut self, now: Time) {
        let Some(patience) = self.patience() else { return };
        while let Some((start, length)) = self.silence.next_gap(patience, now) {
            assert!(start + length + self.silence.target + patience <= now);
            self.entries.push((start, start + length, true));
        }
        if now.since(self.silence.began) < LONGEST {
            let target = self.silence.target;
            let most = target + Span::from_micros((target.micros() / 2).max(SECOND)) + patience;
            assert!(now.since(self.silence.listed_to) <= most, "it gains an entry in time");
        }
    }

    fn gaps(&self) -> usize {
        self.entries.iter().filter(|(.., is_gap)| *is_gap).count()
    }
}

/// Segments of one length, one after the other from `begin` on, each of them so late.
fn record(begin: Time, length: Span, late: impl IntoIterator<Item = Span>) -> Vec<Arrival> {
    let mut start = begin;
    let arrival = |late| {
        let arrival = Arrival { start, end: start + length, late };
        start = arrival.end;
        arrival
    };
    late.into_iter().map(arrival).collect()
}

/// Segments that arrive in bursts of these sizes, so long after the last of them has ended.
fn bursts(length: Span, delay: Span, sizes: &[u64]) -> Vec<Arrival> {
    let late = |size: u64| (0..size).rev().map(move |left| Span::from_micros(left * length.micros()) + delay);
    record(at(0), length, sizes.iter().flat_map(|size| late(*size)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, ..ProptestConfig::default() })]

    #[test]
    fn bursts_never_lose_a_segment(
        target in 1..8_u64,
        short in 0..400_000_u64,
        size in 1..90_u64,
        more in proptest::collection::vec(0..1_000_u64, 4..12),
        delay in 0..2 * SECOND,
    ) {
        let length = Span::from_micros(target * SECOND - short);
        let sizes: Vec<u64> = more.iter().map(|more| size + size * more / 4_000).collect();
        let segments = bursts(length, Span::from_micros(delay), &sizes);
        let last = segments[segments.len() - 1];
        let list = List::follow(&segments, Span::from_secs(target), last.end + last.late);
        prop_assert_eq!((list.lost, list.gaps()), (0, 0));
    }

    #[test]
    fn a_recorder_that_comes_back_loses_nothing(
        target in 1..12_u64,
        short in 0..400_000_u64,
        worst in 0..5 * SECOND,
        lateness in proptest::collection::vec((0..1_000_u64, 0..1_000_u64), 40),
        away in 0..20 * 60 * SECOND,
    ) {
        let length = Span::from_micros(target * SECOND - short);
        let late = |of: fn(&(u64, u64)) -> u64| lateness.iter().map(move |pair| {
            Span::from_micros(worst - worst / 3 * of(pair) / 1_000)
        });
        let mut segments = record(at(0), length, late(|pair| pair.0));
        let left = segments[segments.len() - 1].end;
        let back = left + Span::from_micros(away);
        segments.extend(record(back, length, late(|pair| pair.1)));
        let last = segments[segments.len() - 1];
        let list = List::follow(&segments, Span::from_secs(target), last.end + last.late + LOOK);
        prop_assert_eq!(list.lost, 0);
        let mut gaps = Span::ZERO;
        for pair in list.entries.windows(2) {
            let [(start, end, is_gap), (next, next_end, _)] = [pair[0], pair[1]];
            prop_assert!(start < next && end <= next && next < next_end, "they overlap");
            prop_assert!(next_end.since(next) <= Span::from_secs(target));
            gaps = gaps + if is_gap { end.since(start) } else { Span::ZERO };
            if is_gap && away <= LONGEST.micros() {
                prop_assert!(next.since(end) < LEAST, "the timeline is true");
            }
        }
        prop_assert!(gaps <= LONGEST);
    }
}

#[test]
fn a_recorder_that_has_become_late_is_waited_for() {
    let length = Span::from_secs(2);
    // At once by ten seconds, for good.
    let late = (0..200).map(|index| Span::from_micros(if index < 40 { 100_000 } else { 10 * SECOND }));
    let segments = record(at(0), length, late);
    let list = List::follow(&segments, length, at(400 * SECOND));
    assert!((1..=6).contains(&list.lost), "{} are lost, and no more", list.lost);
    assert!(list.entries[list.entries.len() - 100..].iter().all(|(.., is_gap)| !is_gap));
}

#[test]
fn what_tells_nothing_gives_no_patience() {
    let of = |count, late: u64| {
        let late = std::iter::repeat_n(Span::from_micros(late), count);
        patience(&record(at(0), Span::from_secs(2), late)).map(Span::micros)
    };
    assert_eq!([of(0, 0), of(2, 0), of(3, 0)], [None, None, Some(0)]);
    assert_eq!([of(10, 9_000_000), of(10, 10_000_000)], [Some(13_500_000), None]);
    // All at once, the last of them in time; hours later, as what was restored.
    let restored = |size| patience(&bursts(Span::from_secs(2), Span::ZERO, &[size]));
    assert!([2, 3, 10, 70, 1_000].into_iter().all(|size| restored(size).is_none()));
}

#[test]
fn a_stall_has_gaps_for_ten_minutes_and_only_while_it_may_be_followed() {
    let target = Span::from_secs(2);
    let silent = || Silence { began: at(0), listed_to: at(0), target };
    let fill =
        |silence: &mut Silence, now| std::iter::from_fn(|| silence.next_gap(Span::from_secs(1), now)).count();
    let mut silence = silent();
    assert_eq!(silence.due(Span::ZERO), Some(silence.suspect_from()));
    assert_eq!(fill(&mut silence, at(4 * SECOND - 1)), 0);
    assert_eq!(fill(&mut silence, at(4 * SECOND)), 1);
    assert_eq!(fill(&mut silence, at(603 * SECOND)), 599);
    assert_eq!((silence.due(Span::ZERO), silence.listed_to), (None, at(600 * SECOND)));
    assert_eq!(fill(&mut silent(), at(605 * SECOND)), 600);
    assert_eq!(fill(&mut silent(), at(606 * SECOND)), 0);
    // Numbers go no faster than seconds, however short segments are.
    let mut short = Silence { target: Span::from_secs(1), ..silent() };
    assert_eq!(short.due(Span::ZERO), Some(short.suspect_from()));
    assert_eq!((fill(&mut short, at(603 * SECOND)), short.listed_to), (600, at(600 * SECOND)));
}

#[test]
fn what_lies_over_the_last_gap_by_less_than_a_second_follows_it() {
    let silence = Silence { began: at(0), listed_to: at(9 * SECOND), target: Span::from_secs(6) };
    let can = |start, end| silence.can_end_with(at(6 * SECOND), at(start), at(end));
    assert!(can(9 * SECOND, 10 * SECOND) && can(8 * SECOND + 1, 9 * SECOND + 1));
    assert!(!can(8 * SECOND, 14 * SECOND) && !can(6 * SECOND, 12 * SECOND) && !can(8_500_000, 9 * SECOND));
    let rest = |start| silence.rest(at(start)).collect::<Vec<_>>();
    assert_eq!(rest(9_400_000), []);
    let three = Span::from_secs(5);
    assert_eq!(rest(19 * SECOND), [(at(9 * SECOND), three), (at(14 * SECOND), three)]);
    assert_eq!((rest(600 * SECOND).len(), rest(601 * SECOND).len()), (99, 0));
}
