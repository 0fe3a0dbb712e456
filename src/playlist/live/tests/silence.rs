//! Lists of a recorder that stalls, and what they take for a stall.

use std::ops::Range;
use std::path::Path;

use super::{Setup, at, from, numbers, uris};
use crate::archive::name::format_hour;
use crate::hls::{MediaPlaylist, Segment};
use crate::playlist::range::Asked;
use crate::time::{Span, Time};

impl Setup {
    /// One whose recorder has brought everything in time, as has been seen.
    pub(super) fn punctual(seconds: impl Iterator<Item = u64> + Clone) -> Self {
        let mut setup = Self::new(seconds.clone());
        setup.late = Some(seconds.map(|second| (at(second), Span::ZERO)).collect());
        setup.has_seen_one_come = true;
        setup
    }
}

fn window(seconds: u64) -> Asked {
    Asked { window: Some(Span::from_secs(seconds)), ..Asked::default() }
}

/// The gaps of a playlist: their starts, in half seconds.
fn gaps(playlist: &MediaPlaylist) -> Vec<u64> {
    let gaps = playlist.segments().iter().filter(|segment| segment.gap);
    gaps.map(|gap| gap.program_date_time.unwrap().since(at(0)).micros() / 500_000).collect()
}

fn start(segment: &Segment) -> Time {
    segment.program_date_time.unwrap()
}

#[test]
fn a_list_goes_on_with_gaps_and_fills_up_to_what_comes() {
    let mut setup = Setup::punctual((0..100).step_by(2));
    let before = setup.ask(from(at(0)), at(102));
    assert!(gaps(&before).is_empty());
    // Two seconds and one more after its end.
    assert_eq!(gaps(&setup.ask(from(at(0)), at(103))), [200]);
    let stalled = setup.ask(from(at(0)), at(107));
    assert_eq!(gaps(&stalled), [200, 202, 204, 206, 208]);
    assert_eq!(stalled.version(), 8);
    setup.put(107, "2.0", "full", "BACK");
    setup.put(109, "2.0", "full", "BACK");
    let back = setup.ask(from(at(0)), at(109));
    assert_eq!(uris(&back)[..55], uris(&stalled)[..]);
    assert_eq!((gaps(&back), numbers(&back)), (vec![200, 202, 204, 206, 208, 210], numbers(&before)));
    let [.., last, first, second] = back.segments() else { panic!("{back}") };
    assert_eq!((last.duration, start(first)), (Span::from_secs(2), at(107)));
    assert!(first.discontinuity && !second.discontinuity && !last.discontinuity);
}

#[test]
fn a_window_slides_after_the_newest_segment_only() {
    let mut setup = Setup::punctual((0..100).step_by(2));
    let asked = [window(20), window(1), Asked::default()];
    let before = asked.map(|asked| setup.ask(asked, at(100)));
    for now in [103, 110, 150_usize] {
        for (asked, before) in asked.iter().zip(&before) {
            let stalled = setup.ask(*asked, at(now as u64));
            assert_eq!(numbers(&stalled), numbers(before));
            assert_eq!(stalled.segments().len(), before.segments().len() + (now - 102));
        }
    }
    setup.put(150, "2.0", "full", "BACK");
    let after = setup.ask(window(20), at(152));
    assert_eq!((start(&after.segments()[0]), after.duration()), (at(132), Span::from_secs(20)));
    assert_eq!(setup.ask(window(1), at(152)).duration(), Span::from_secs(6));
}

#[test]
fn a_range_ends_with_the_gaps_it_has_had() {
    let mut setup = Setup::punctual((0..100).step_by(2));
    let asked = Asked { start: Some(at(90)), end: Some(at(110)), window: None };
    let mut last = setup.ask(asked, at(100));
    for now in 101..130 {
        // Somebody follows the whole list, which goes on.
        setup.ask(Asked::default(), at(now));
        let next = setup.ask(asked, at(now));
        assert_eq!(next.kind().is_ended(), now >= 110);
        assert_eq!(uris(&next)[..last.segments().len()], uris(&last)[..]);
        assert!(now <= 110 || next.segments() == last.segments());
        last = next;
    }
    assert_eq!(gaps(&last), (200..216).step_by(2).collect::<Vec<_>>());
}

#[test]
fn a_restart_in_a_stall_goes_on_with_the_same_text() {
    let mut setup = Setup::punctual((0..3_596).step_by(2));
    setup.ask(from(at(0)), at(3_596));
    let stalled = setup.ask(from(at(0)), at(3_620));
    assert_eq!(gaps(&stalled).len(), 22, "across an hour");
    assert!(setup.restart(at(3_620)));
    assert_eq!(setup.ask(from(at(0)), at(3_620)).to_string(), stalled.to_string());
    setup.put(3_622, "2.0", "full", "BACK");
    let back = setup.ask(from(at(0)), at(3_624));
    assert_eq!(uris(&back)[..stalled.segments().len()], uris(&stalled)[..]);
    assert!(setup.restart(at(3_624)) && setup.ask(from(at(0)), at(3_624)) == back);
    assert_eq!(start(back.segments().last().unwrap()), at(3_622));
}

#[test]
fn a_journal_with_impossible_gaps_is_damaged() {
    let mut setup = Setup::punctual((0..20).step_by(2));
    setup.ask(from(at(0)), at(30));
    let mut journal = setup.journal();
    let lines = journal.read().unwrap();
    let last = lines.iter().rposition(|line| line.starts_with("G ")).unwrap();
    let [letter, number, before, mark, start, length] = lines[last].split(' ').collect::<Vec<_>>()[..] else {
        panic!("{}", lines[last])
    };
    assert_eq!((mark, length), ("0", "1000000"));
    let mut restored = |line: String| {
        let mut lines = lines.clone();
        lines[last] = line;
        journal.replace(&lines).unwrap();
        setup.restart(at(30))
    };
    assert!(restored(lines[last].clone()));
    for fields in [
        [number, before, "1", start, length],
        [number, before, mark, start, "0"],
        [number, before, mark, start, "2500000"],
        [number, before, mark, start, "-1"],
        [number, before, mark, "0", length],
        [number, before, mark, "x", length],
        [number, "18446744073709551615", mark, start, length],
        ["18446744073709551615", before, mark, start, length],
    ] {
        assert!(!restored(format!("{letter} {}", fields.join(" "))), "{fields:?}");
    }
    assert!(!restored(format!("{} 0", lines[last])) && !restored("G".to_owned()));
}

#[test]
fn a_stall_outlives_the_segments_before_it() {
    let mut setup = Setup::punctual((0..100).step_by(2));
    setup.ask(from(at(0)), at(100));
    let stalled = setup.ask(from(at(0)), at(107));
    // Something that is too long to be listed is all there is.
    std::fs::remove_dir_all(setup.directory.path().join("2026-03-01T10")).unwrap();
    setup.put(110, "40.0", "full", "LONG");
    setup.kept.log().floor = at(110);
    let lines = setup.kept.log().all();
    setup.journal().replace(&lines).unwrap();
    assert!(setup.restart(at(112)));
    setup.put(112, "2.0", "full", "BACK");
    let back = setup.ask(Asked::default(), at(114));
    assert_eq!(start(back.segments().last().unwrap()), at(112));
    assert!(numbers(&back).0 >= numbers(&stalled).0 + 55);
    let gaps: Vec<String> = lines.into_iter().filter(|line| !line.starts_with('S')).collect();
    setup.journal().replace(&gaps).unwrap();
    assert!(!setup.restart(at(114)), "gaps alone come after nothing");
}

#[test]
fn nobody_has_gaps_of_what_nobody_followed() {
    let mut setup = Setup::punctual((0..100).step_by(2));
    setup.ask(from(at(0)), at(100));
    assert!(gaps(&setup.ask(from(at(0)), at(2_000))).is_empty());
    setup.put(2_000, "2.0", "full", "BACK");
    assert!(gaps(&setup.ask(from(at(0)), at(2_002))).is_empty());
}

/// Over a network, files that were made in time may be seen all at once, and late.
#[test]
fn what_is_seen_late_is_late_whatever_its_file_tells() {
    let mut setup = Setup::new(std::iter::empty());
    // Files are made now, so this is about now: they end after they were made.
    let now = Time::from_system(std::time::SystemTime::now());
    let put = |root: &Path, starts: Range<u64>| {
        for start in starts.step_by(2).map(|second| now + Span::from_secs(second)) {
            let hour = root.join(format_hour(start));
            std::fs::create_dir_all(&hour).unwrap();
            let (.., minute, second, micros) = start.civil();
            std::fs::write(hour.join(format!("{minute:02}:{second:02}.{micros:06}-2.0-full-AAAA.ts")), "")
                .unwrap();
        }
    };
    let root = setup.directory.path().to_owned();
    put(&root, 0..60);
    let mut count = |second| gaps(&setup.ask(Asked::default(), now + Span::from_secs(second))).len();
    // The target duration is ten seconds.
    assert_eq!((count(60), count(80)), (0, 0), "it is not known how soon files are seen");
    put(&root, 60..90);
    assert_eq!(count(90), 0);
    // The first of them was not there eighteen seconds after its end, and half as much is waited for besides.
    assert_eq!((count(90 + 15 + 26), count(90 + 15 + 27)), (0, 1));
}
