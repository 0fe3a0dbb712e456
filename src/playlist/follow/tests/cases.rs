//! What happens to lists, case by case.

use std::fs;

use super::{Setup, at, delete, media, wanted};
use crate::playlist::edition::{Growth, Window};
use crate::time::Span;

/// A recording of the variants, in step, from a second on.
fn record(setup: &Setup, variants: &[&str], from: u64, to: u64) {
    for second in (from..to).step_by(2) {
        for variant in variants {
            setup.put(variant, second, "2.0", "full", "AAAA");
        }
    }
}

#[test]
fn numbers_begin_at_the_clock_and_those_of_an_event_at_nothing() {
    for (growth, number, breaks) in [(Growth::Live, 1_772_359_206, 29_539_320), (Growth::Event, 0, 0)] {
        let mut setup = Setup::new(wanted(growth, None));
        assert!(!setup.look(0), "there is nothing yet");
        record(&setup, &["low"], 0, 10);
        setup.look(10);
        let list = media(&setup.text("low.m3u8"));
        assert_eq!((list.first_number(), list.first_discontinuity()), (number, breaks));
        assert_eq!((list.segments.len(), list.target_duration.unwrap().1), (5, 2));
    }
}

#[test]
fn a_window_slides_but_never_leaves_too_little() {
    let mut setup = Setup::new(wanted(Growth::Live, Some(Window::Count(1))));
    record(&setup, &["low"], 0, 10);
    setup.look(10);
    assert_eq!(media(&setup.text("low.m3u8")).segments.len(), 3, "three target durations");
    setup.wanted.window = Some(Window::Length(Span::from_secs(7)));
    setup.restart();
    record(&setup, &["low"], 10, 20);
    setup.look(20);
    let list = media(&setup.text("low.m3u8"));
    assert_eq!((list.segments.len(), list.first_number()), (4, 1_772_359_212));
}

#[test]
fn what_was_deleted_leaves_the_front() {
    let mut setup = Setup::new(wanted(Growth::Live, None));
    record(&setup, &["low"], 3_580, 3_620);
    setup.look(3_620);
    assert_eq!(media(&setup.text("low.m3u8")).segments.len(), 20);
    // One that is missing in the middle takes nothing with it.
    fs::remove_file(setup.path("rec/low/2026-03-01T11/00:04-2.0-full-AAAA.ts")).unwrap();
    assert!(!setup.look(3_620));
    delete(&setup.path("rec/low/2026-03-01T10"));
    assert!(setup.look(3_620));
    assert_eq!(media(&setup.text("low.m3u8")).segments.len(), 10);
    delete(&setup.path("rec/low"));
    assert!(!setup.look(3_620), "its disk may come back");
    setup.may_be_short = true;
    record(&setup, &["low"], 3_620, 3_624);
    setup.look(3_624);
    let list = media(&setup.text("low.m3u8"));
    assert_eq!((list.segments.len(), list.first_number()), (2, 1_772_362_820 + 1));
}

#[test]
fn a_list_that_was_spoilt_begins_anew_with_higher_numbers() {
    let whole = |setup: &Setup| setup.text("low.m3u8");
    for spoil in [
        (|_| String::new()) as fn(String) -> String,
        |text| text[..text.len() - 9].to_owned(),
        |text| text.replace("2.000,", "2.0,"),
        |text| text.replace("#EXT-X-MEDIA-SEQUENCE", "#EXT-X-PLAYLIST-TYPE:VOD\n#EXT-X-MEDIA-SEQUENCE"),
        |text| text.replace("rec/low/", "#"),
        |_| "\0\u{1}garbage".to_owned(),
    ] {
        let mut setup = Setup::new(wanted(Growth::Live, None));
        record(&setup, &["low"], 0, 20);
        setup.look(20);
        fs::write(setup.path("out/low.m3u8"), spoil(whole(&setup))).unwrap();
        setup.restart();
        setup.forget("low.m3u8");
        assert!(setup.look(60));
        let list = media(&whole(&setup));
        assert_eq!((list.first_number(), list.segments.len()), (1_772_359_251, 10));
        // While it is followed it is only written again.
        fs::write(setup.path("out/low.m3u8"), spoil(whole(&setup))).unwrap();
        assert!(setup.look(60));
        assert_eq!(media(&whole(&setup)), list);
        fs::remove_file(setup.path("out/low.m3u8")).unwrap();
        assert!(setup.look(60));
        assert_eq!(media(&whole(&setup)), list);
    }
}

#[test]
fn no_segment_gets_a_lower_number_when_a_list_was_lost() {
    let mut setup = Setup::new(wanted(Growth::Live, None));
    for second in (0..200).step_by(4) {
        record(&setup, &["low", "source"], second, second + 2);
    }
    setup.look(200);
    let (last, number) = (setup.last["low.m3u8"].clone(), setup.number("low.m3u8"));
    assert_eq!(last.first_number() + last.segments.len() as u64 - 1, 1_772_359_400);
    assert_eq!(number, 29_539_323);
    fs::remove_dir_all(setup.path("out")).unwrap();
    fs::create_dir(setup.path("out")).unwrap();
    setup.wanted.window = Some(Window::Count(4));
    setup.restart();
    setup.forget("low.m3u8");
    setup.forget("source.m3u8");
    record(&setup, &["low", "source"], 200, 202);
    setup.look(202);
    let next = &setup.last["low.m3u8"];
    let uri = &next.segments[0].uri;
    let at = last.segments.iter().position(|segment| segment.uri == *uri).unwrap();
    assert!(next.first_number() >= last.first_number() + at as u64, "{}", next.first_number());
    assert!(setup.number("low.m3u8") >= number, "breaks are four seconds apart, but all were read at once");
    assert_eq!(setup.number("low.m3u8"), setup.number("source.m3u8"));
}

#[test]
fn a_variant_that_comes_later_begins_with_the_others() {
    for growth in [Growth::Live, Growth::Event] {
        let mut setup = Setup::new(wanted(growth, None));
        record(&setup, &["source"], 0, 20);
        record(&setup, &["source"], 30, 40);
        setup.look(40);
        record(&setup, &["low", "source"], 40, 60);
        setup.look(60);
        let (low, source) = (media(&setup.text("low.m3u8")), media(&setup.text("source.m3u8")));
        assert_eq!(setup.number("low.m3u8"), setup.number("source.m3u8"));
        assert_eq!(low.segments.iter().filter(|segment| !segment.is_gap).count(), 10);
        assert_eq!(low.target_duration.unwrap().1, source.target_duration.unwrap().1);
        assert!(setup.text("master.m3u8").contains("low.m3u8"));
    }
}

#[test]
fn a_variant_that_has_stopped_does_not_hold_up_the_others() {
    let mut setup = Setup::new(wanted(Growth::Live, None));
    record(&setup, &["low", "source"], 0, 20);
    setup.look(20);
    record(&setup, &["source"], 20, 22);
    assert!(!setup.look(22), "it may still come");
    record(&setup, &["source"], 22, 30);
    assert!(setup.look(30));
    assert_eq!(media(&setup.text("source.m3u8")).segments.len(), 15);
    record(&setup, &["low", "source"], 30, 40);
    setup.look(40);
    let low = media(&setup.text("low.m3u8"));
    assert_eq!(low.segments.iter().filter(|segment| segment.is_gap).count(), 5, "of ten seconds");
    assert_eq!(setup.number("low.m3u8"), setup.number("source.m3u8"));
}

#[test]
fn a_variant_that_cannot_be_read_does_not_stop_lists_that_have_begun() {
    let mut setup = Setup::new(wanted(Growth::Live, None));
    record(&setup, &["source"], 0, 20);
    setup.look(20);
    let low = setup.path("rec/low");
    std::fs::create_dir(&low).unwrap();
    let hour = low.join("2026-03-01T10");
    std::os::unix::fs::symlink(&hour, &hour).unwrap();
    record(&setup, &["source"], 20, 30);
    assert!(setup.look(30));
    assert_eq!(media(&setup.text("source.m3u8")).segments.len(), 15);
    std::fs::remove_file(&hour).unwrap();
    record(&setup, &["low", "source"], 30, 40);
    setup.look(40);
    assert_eq!(setup.number("low.m3u8"), setup.number("source.m3u8"));
}

#[test]
fn an_event_waits_for_its_last_segment_and_then_never_changes() {
    let mut setup = Setup::new(super::Wanted { end: Some(at(20)), ..wanted(Growth::Event, None) });
    record(&setup, &["low"], 0, 18);
    setup.look(21);
    assert!(!setup.text("low.m3u8").contains("ENDLIST"));
    record(&setup, &["low"], 18, 30);
    setup.look(22);
    let text = setup.text("low.m3u8");
    assert!(text.ends_with("#EXT-X-ENDLIST\n"));
    assert_eq!(media(&text).segments.len(), 10);
    record(&setup, &["low"], 30, 40);
    setup.restart();
    assert!(!setup.look(60));
    assert_eq!(setup.text("low.m3u8"), text);
    // What lies wholly behind it is another event.
    setup.wanted = super::Wanted { start: Some(at(30)), end: None, ..setup.wanted };
    setup.restart();
    setup.forget("low.m3u8");
    setup.look(60);
    assert_eq!(media(&setup.text("low.m3u8")).segments.len(), 5);
}

#[test]
fn a_master_is_only_written_when_it_says_too_little() {
    let mut setup = Setup::new(wanted(Growth::Live, Some(Window::Count(5))));
    record(&setup, &["low"], 0, 40);
    setup.look(40);
    let first = setup.text("master.m3u8");
    for second in (40..80).step_by(2) {
        record(&setup, &["low"], second, second + 2);
        setup.look(second + 2);
        if second == 60 {
            setup.restart();
        }
    }
    assert_eq!(setup.text("master.m3u8"), first);
    fs::write(setup.path("rec/low/2026-03-01T10/01:20-2.0-full-AAAA.ts"), "x".repeat(1_000)).unwrap();
    setup.look(82);
    assert_ne!(setup.text("master.m3u8"), first);
}
