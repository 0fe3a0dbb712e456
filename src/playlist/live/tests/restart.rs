//! A server that starts again: what it has said stays said, as far as its journal goes.

use std::sync::Arc;

use tempfile::TempDir;

use super::{Setup, at, from, numbers, put, uris};
use crate::archive::Archive;
use crate::journal::Journals;
use crate::playlist::links::Links;
use crate::playlist::live::Stream;
use crate::playlist::range::{Asked, DEFAULT_MAX_RANGE};
use crate::time::Span;

#[test]
fn the_same_list_goes_on_with_the_same_numbers() {
    let mut setup = Setup::new((0..1_000).step_by(2).filter(|second| !(500..520).contains(second)));
    let before = setup.ask(from(at(4)), at(1_000));
    assert!(setup.restart(at(1_100)));
    assert_eq!(setup.ask(from(at(4)), at(1_100)), before);
    setup.put(1_100, "2.0", "full", "AAAA");
    let after = setup.ask(from(at(4)), at(1_102));
    assert_eq!((numbers(&after), after.target_duration()), (numbers(&before), before.target_duration()));
    assert_eq!(uris(&after)[..before.segments().len()], uris(&before)[..]);
    assert_eq!(after.segments().len(), before.segments().len() + 1);
    assert!(setup.restart(at(1_102)) && setup.ask(from(at(4)), at(1_102)) == after);
}

#[test]
fn what_came_late_in_between_stays_out_before_the_list_and_in_it() {
    let mut setup = Setup::new([0, 2, 10, 12, 16].into_iter());
    let before = setup.ask(from(at(6)), at(20));
    for late in [6, 8, 14] {
        setup.put(late, "2.0", "full", "LATE");
    }
    assert!(setup.restart(at(20)));
    assert_eq!(setup.ask(from(at(6)), at(20)), before);
    let older = setup.ask(from(at(0)), at(20));
    assert_eq!(uris(&older)[older.segments().len() - 3..], uris(&before)[..]);
    assert_eq!(setup.ask(from(at(6)), at(20)), before);
    assert_eq!(older.segments().len(), 5, "{older}");
}

#[test]
fn hours_that_were_deleted_in_between_are_counted() {
    let mut setup = Setup::new((3_000..5_000).step_by(2));
    let before = setup.ask(from(at(0)), at(5_000));
    let hour = setup.directory.path().join("2026-03-01T10");
    let aside = setup.directory.path().join("aside");
    std::fs::rename(&hour, &aside).unwrap();
    assert!(setup.restart(at(5_000)));
    let after = setup.ask(from(at(0)), at(5_000));
    assert_eq!((numbers(&after).0, uris(&after)), (numbers(&before).0 + 300, uris(&before)[300..].to_vec()));
    // An hour that comes back does not come back into lists that have lost it, whoever tells them.
    std::fs::rename(aside, hour).unwrap();
    assert!(setup.restart(at(5_000)));
    assert_eq!(setup.ask(from(at(0)), at(5_000)), after);
}

#[test]
fn a_past_can_still_be_asked_for() {
    let mut setup = Setup::new((0..7_200).step_by(2));
    let mut other = Setup::new((0..7_200).step_by(2));
    setup.ask(from(at(7_000)), at(7_200));
    assert!(setup.restart(at(7_200)));
    assert_eq!(setup.ask(from(at(0)), at(7_200)), other.ask(from(at(0)), at(7_200)));
}

#[test]
fn one_that_nobody_has_asked_for_counts_from_the_same_anchor() {
    let seconds = || (0..100).step_by(2);
    let (mut asked, mut other) = (Setup::new(seconds()), Setup::new(seconds()));
    asked.ask(from(at(0)), at(100));
    for setup in [&asked, &other] {
        (200..9_000).step_by(2).for_each(|second| setup.put(second, "2.0", "full", "AAAA"));
    }
    let first = asked.ask(from(at(8_000)), at(9_000));
    assert!(other.restart(at(9_000)));
    assert_eq!(other.ask(from(at(8_000)), at(9_000)), first);
}

#[test]
fn a_variant_that_was_away_at_the_start_goes_on_too() {
    let (root, state, away) = (TempDir::new().unwrap(), TempDir::new().unwrap(), TempDir::new().unwrap());
    let low = root.path().join("show/low");
    for variant in [&low, &root.path().join("show/source")] {
        (0..20).step_by(2).for_each(|second| put(variant, second, "2.0", "full", "AAAA"));
    }
    let archive = Archive::open(root.path()).unwrap();
    let open = |second| {
        let journals = Some(Arc::new(Journals::open(state.path(), root.path()).unwrap()));
        Stream::open(&archive, "show", journals, None, DEFAULT_MAX_RANGE, at(second)).unwrap()
    };
    let ask = |stream: &Stream, second| {
        let variant = archive.variant(&["show", "low"]).unwrap().unwrap();
        let range = from(at(0)).resolve(&archive, &variant, at(second), DEFAULT_MAX_RANGE).unwrap();
        let (log, links) = (stream.log("low"), Links::Relative { up: 0, names: Vec::new() });
        let mut kept = log.lock().unwrap();
        kept.log().read(&archive, &variant, range, at(second)).unwrap();
        let edition = kept.edition(from(at(0)), range, Some(at(0)), at(second), false).unwrap();
        kept.log().playlist(&edition, &links).unwrap()
    };
    let before = ask(&open(20), 20);
    let aside = away.path().join("low");
    std::fs::rename(&low, &aside).unwrap();
    let stream = open(40);
    std::fs::rename(aside, &low).unwrap();
    assert_eq!(ask(&stream, 40), before);
}

#[test]
fn days_that_come_at_once_are_in_the_journal_as_far_as_they_are_known() {
    let mut setup = Setup::new((0..20).step_by(2));
    setup.kept.log().kept = Span::from_secs(3_600);
    setup.ask(Asked::default(), at(20));
    (20..9_000).step_by(2).for_each(|second| setup.put(second, "2.0", "full", "AAAA"));
    let before = setup.ask(Asked::default(), at(9_000));
    assert!(before.segments().len() < 2_000);
    assert!(setup.restart(at(9_000)));
    let asked = Asked { window: Some(Span::from_secs(1_000)), ..Asked::default() };
    let after = setup.ask(asked, at(9_000));
    assert_eq!(numbers(&after).0 + 500, numbers(&before).0 + before.segments().len() as u64);
}

#[test]
fn a_list_that_ended_meanwhile_ends_as_it_was() {
    let mut setup = Setup::new((0..20).step_by(2));
    let asked = Asked { start: Some(at(4)), end: Some(at(30)), window: None };
    let live = setup.ask(asked, at(20));
    setup.put(1, "0.5", "full", "LATE");
    assert!(setup.restart(at(40)));
    let range = asked.resolve(&setup.archive, &setup.variant, at(40), Span::from_secs(3_600)).unwrap();
    assert!(setup.kept.log().was_live(&asked, range));
    let ended = setup.ask(asked, at(40));
    assert!(ended.kind().is_ended());
    assert_eq!((numbers(&ended), uris(&ended)), (numbers(&live), uris(&live)));
    let later = crate::playlist::range::Range { start: at(30), end: at(36), is_live: false };
    assert!(!setup.kept.log().was_live(&asked, later), "nobody can have seen that one");
}

#[test]
fn what_is_too_old_to_be_asked_for_is_begun_anew_with_the_promise_kept() {
    let mut setup = Setup::new((0..20).step_by(2));
    let before = setup.ask(from(at(0)), at(20));
    let later = at(20) + Span::from_secs(30 * 86_400);
    assert!(!setup.restart(later));
    setup.put(20, "2.0", "full", "AAAA");
    let after = setup.ask(Asked::default(), later);
    assert_eq!(after.target_duration(), before.target_duration());
    assert!(numbers(&after).0 > numbers(&before).0 + 20);
}

#[test]
fn a_journal_is_rewritten_when_most_of_it_is_out_of_date() {
    let mut setup = Setup::new((0..3_600).step_by(2));
    setup.ask(from(at(0)), at(3_600));
    let whole = std::fs::metadata(setup.journal().path()).unwrap().len();
    let links = crate::playlist::links::Links::Relative { up: 0, names: Vec::new() };
    let asked = from(at(0));
    let range = asked.resolve(&setup.archive, &setup.variant, at(3_600), Span::from_secs(86_400)).unwrap();
    for millis in 0..3_000 {
        let oldest = at(3_000) + Span::from_micros(millis * 1_000);
        setup.kept.edition(asked, range, Some(oldest), at(3_600), false).unwrap();
    }
    let rewritten = std::fs::metadata(setup.journal().path()).unwrap().len();
    assert!(rewritten < whole, "{rewritten} of {whole}");
    let ask = |setup: &mut Setup| {
        let edition = setup.kept.edition(asked, range, Some(at(3_010)), at(3_600), false).unwrap();
        setup.kept.log().playlist(&edition, &links).unwrap()
    };
    let before = ask(&mut setup);
    assert!(setup.restart(at(3_600)));
    assert_eq!(ask(&mut setup), before);
}

#[test]
fn without_a_disk_it_goes_on_and_forgets_what_would_be_behind() {
    let mut setup = Setup::new((0..20).step_by(2));
    let before = setup.ask(from(at(0)), at(20));
    let path = setup.journal().path().to_owned();
    // As a full disk would: nothing can be added, nor put in its place.
    std::fs::write(&path, "").unwrap();
    std::fs::create_dir(path.with_extension("new")).unwrap();
    setup.put(20, "2.0", "full", "AAAA");
    let after = setup.ask(from(at(0)), at(22));
    assert_eq!((numbers(&after), after.segments().len()), (numbers(&before), 11));
    assert!(!path.exists());
    std::fs::remove_dir(path.with_extension("new")).unwrap();
    assert!(!setup.restart(at(100)));
    assert!(numbers(&setup.ask(from(at(0)), at(100))).0 > numbers(&after).0);
}
