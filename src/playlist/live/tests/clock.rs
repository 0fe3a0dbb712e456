//! Clocks that are set while a list is followed: it gains nothing wrong, loses nothing, and goes on when they are
//! right again.

use super::{Setup, at, from, numbers, uris};
use crate::hls::{Kind, MediaPlaylist};
use crate::playlist::range::Asked;
use crate::time::{Span, Time};

const TWO_HOURS: Span = Span::from_secs(7_200);
/// When the recording begins, and when it is first asked for.
const BEGIN: u64 = 8_000;
const FIRST: u64 = 8_100;

/// The lists that are asked for: open, of a range that lasts, and a window.
fn asked() -> [Asked; 4] {
    let window = Some(Span::from_secs(60));
    let range = Asked { end: Some(at(90_000)), ..from(at(BEGIN)) };
    [Asked::default(), from(at(BEGIN)), range, Asked { window, ..Asked::default() }]
}

/// A recording that is being followed.
fn followed() -> (Setup, [MediaPlaylist; 4]) {
    let mut setup = Setup::punctual((BEGIN..FIRST).step_by(2));
    let lists = asked().map(|asked| setup.ask(asked, at(FIRST)));
    (setup, lists)
}

fn is_ended(list: &MediaPlaylist) -> bool {
    matches!(list.kind(), Kind::Live { ended: true, .. })
}

/// Whether `after` goes on where `before` was: all of it that is still there has its number.
fn assert_goes_on(before: &MediaPlaylist, after: &MediaPlaylist, what: &str) {
    let gone = usize::try_from(numbers(after).0.checked_sub(numbers(before).0).expect(what)).unwrap();
    assert!(after.segments().len() + gone >= before.segments().len(), "{what}: some are gone from the end");
    let (old, new) = (&before.segments()[gone..], after.segments());
    for (old, new) in old.iter().zip(new) {
        assert_eq!((&old.uri, old.gap, old.duration), (&new.uri, new.gap, new.duration), "{what}");
    }
    let breaks = before.segments()[..gone].iter().filter(|segment| segment.discontinuity).count() as u64;
    assert_eq!(numbers(after).1, numbers(before).1 + breaks, "{what}");
}

#[test]
fn one_that_is_two_hours_off_takes_nothing_from_a_list() {
    for restarts in [false, true] {
        for (what, wrong) in [("behind", at(FIRST) - TWO_HOURS), ("ahead", at(FIRST) + TWO_HOURS)] {
            let (mut setup, before) = followed();
            let during = asked().map(|asked| setup.ask(asked, wrong));
            for (before, during) in before.iter().zip(&during) {
                assert_goes_on(before, during, what);
                assert_eq!(uris(during).last(), uris(before).last(), "{what}: no gaps either");
            }
            // Only who asked for no end may be told one, and only by a clock that says it has passed.
            let ended = during.each_ref().map(is_ended);
            assert_eq!(ended, [what == "ahead", what == "ahead", false, what == "ahead"]);
            if restarts {
                assert!(setup.restart(wrong), "{what}");
            }
            // The recorder goes on by the right clock.
            for second in (FIRST..FIRST + 20).step_by(2) {
                setup.put(second, "2.0", "full", "AAAA");
            }
            let still = asked().map(|asked| setup.ask(asked, wrong));
            let after = asked().map(|asked| setup.ask(asked, at(FIRST + 20)));
            for index in 0..4 {
                assert_goes_on(&during[index], &still[index], what);
                assert_goes_on(&still[index], &after[index], what);
                assert!(!is_ended(&after[index]), "{what}");
                let last = after[index].segments().last().and_then(|last| last.program_date_time);
                assert_eq!(last, Some(at(FIRST + 18)), "{what}");
                assert!(after[index].segments().iter().all(|segment| !segment.discontinuity), "{what}");
            }
        }
    }
}

#[test]
fn one_that_was_minutes_ahead_leaves_gaps_and_the_list_goes_on_behind_them() {
    let (mut setup, before) = followed();
    let minutes = Span::from_secs(120);
    let gaps = asked().map(|asked| setup.ask(asked, at(FIRST) + minutes));
    let mut last: Option<Time> = None;
    for (before, gaps) in before.iter().zip(&gaps) {
        assert_goes_on(before, gaps, "ahead");
        let newest = gaps.segments().last().unwrap();
        assert!(newest.gap);
        last = last.max(newest.program_date_time);
    }
    // What is recorded in their time is left out, and what comes after it is not.
    for second in (FIRST..FIRST + 140).step_by(2) {
        setup.put(second, "2.0", "full", "AAAA");
        let now = at(second + 2);
        for (asked, gaps) in asked().into_iter().zip(&gaps) {
            assert_goes_on(gaps, &setup.ask(asked, now), "right again");
        }
    }
    for asked in asked() {
        let after = setup.ask(asked, at(FIRST + 140));
        let newest = after.segments().last().unwrap();
        assert_eq!((newest.gap, newest.program_date_time), (false, Some(at(FIRST + 138))));
        let first = after.segments().iter().find(|segment| !segment.gap && segment.program_date_time > last);
        assert!(first.is_some_and(|first| first.discontinuity));
    }
}
