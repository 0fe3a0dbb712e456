use super::*;

const NOW: Time = Time::from_micros(1_767_323_045_000_000);

fn at(text: &str) -> Time {
    Time::parse(text, NOW).unwrap()
}

fn link(start: &str, end: &str, window: u64) -> Link {
    let time = |text: &str| (!text.is_empty()).then(|| at(text));
    Link {
        expires: Time::MAX,
        stream: "cam".to_owned(),
        variant: None,
        start: time(start),
        end: time(end),
        window: (window > 0).then(|| Span::from_secs(window)),
    }
}

fn asked(start: &str, end: &str, window: u64) -> Asked {
    let Link { start, end, window, .. } = link(start, end, window);
    Asked { start, end, window }
}

#[test]
fn a_link_shows_its_stream_its_variant_and_the_segments_of_its_range() {
    let all = link("", "", 0);
    let one = Link { variant: Some("low".to_owned()), ..all.clone() };
    for (names, of_all, of_one) in [
        (&[][..], true, true),
        (&["cam"], true, true),
        (&["Cam"], false, false),
        (&["cam2"], false, false),
        (&["cam", "low"], true, true),
        (&["cam", "source"], true, false),
        (&["cam", "low", "x", "y"], true, true),
        (&["no", "low", "2026-01-02T03", "y"], false, false),
    ] {
        assert_eq!((all.shows(names, NOW), one.shows(names, NOW)), (of_all, of_one), "{names:?}");
    }
    let part = link("2026-01-02T03:10:00Z", "2026-01-02T03:20:00Z", 0);
    for (hour, file, is_shown) in [
        ("2026-01-02T03", "09:57.0-2.0-full-AAAA.ts", false),
        ("2026-01-02T03", "09:58.0-2.0-full-AAAA.ts", false),
        ("2026-01-02T03", "09:58.5-2.0-full-AAAA.ts", true),
        ("2026-01-02T03", "10:00.0-0-full-AAAA.ts", true),
        ("2026-01-02T03", "19:59.9-2.0-full-AAAA.ts", true),
        ("2026-01-02T03", "20:00.0-2.0-full-AAAA.ts", false),
        ("2026-01-02T02", "59:00.0-900-full-AAAA.ts", true),
        ("2026-01-02T02", "59:00.0-60-full-AAAA.ts", false),
        ("2026-01-02T04", "15:00.0-2.0-full-AAAA.ts", false),
        ("2026-01-02T03", "init.mp4", true),
        ("2026-01-02T02", "init.mp4", false),
        ("notes", "15:00.0-2.0-full-AAAA.ts", false),
        ("2026-01-02t03", "15:00.0-2.0-full-AAAA.ts", false),
    ] {
        assert_eq!(part.shows(&["cam", "low", hour, file], NOW), is_shown, "{hour}/{file}");
    }
    for (hour, is_shown) in [("2026-01-02T01", false), ("2026-01-02T02", true), ("2026-01-02T04", false)] {
        assert_eq!(part.shows(&["cam", "low", hour], NOW), is_shown, "{hour}");
    }
    // Now is 03:04:05.
    let sliding = link("", "", 60);
    let shows = |file| sliding.shows(&["cam", "low", "2026-01-02T02", file], NOW);
    assert!(shows("53:04.0-2.0-full-AAAA.ts") && !shows("53:03.0-2.0-full-AAAA.ts"));
    assert!(
        sliding.shows(&["cam", "low", "2026-01-02T09", "53:03.0-2.0-full-AAAA.ts"], NOW),
        "clocks differ"
    );
    let end = link("", "2026-01-02T03:00:00Z", 0);
    assert!(
        !end.shows(&["cam", "low", "2026-01-01T14", "59:00.0-2.0-full-AAAA.ts"], NOW),
        "12 h are implied"
    );
}

#[test]
fn nobody_gets_more_than_the_link_is_for() {
    let (one, two, three, four) =
        ("2026-01-02T01:00:00Z", "2026-01-02T02:00:00Z", "2026-01-02T03:00:00Z", "2026-01-02T04:00:00Z");
    let past = link(two, three, 0);
    let from = link(two, "", 0);
    let sliding = link("", "", 600);
    let both = link(three, "", 600);
    for (link, wanted, got) in [
        (link("", "", 0), asked(one, "", 0), Some(asked(one, "", 0))),
        (link("", "", 0), asked("", "", 0), Some(asked("", "", 0))),
        (past.clone(), asked("", "", 0), Some(asked(two, three, 0))),
        (past.clone(), asked(two, "", 0), Some(asked(two, three, 0))),
        (past.clone(), asked("2026-01-02T02:30:00Z", "", 0), Some(asked("2026-01-02T02:30:00Z", three, 0))),
        (past.clone(), asked("", "2026-01-02T02:30:00Z", 0), Some(asked(two, "2026-01-02T02:30:00Z", 0))),
        (past.clone(), asked(one, "", 0), None),
        (past.clone(), asked(one, three, 0), None),
        (past.clone(), asked(two, four, 0), None),
        (past.clone(), asked("", four, 0), None),
        (past.clone(), asked("", "", 60), None),
        (past, asked("2026-01-02T01:59:59.999999Z", "", 0), None),
        (from.clone(), asked("", "", 0), Some(asked(two, "", 0))),
        (from.clone(), asked("", "", 60), Some(asked(two, "", 60))),
        (from.clone(), asked("", four, 0), Some(asked(two, four, 0))),
        (from.clone(), asked(three, "", 0), Some(asked(three, "", 0))),
        (from, asked(one, "", 60), None),
        (sliding.clone(), asked("", "", 0), Some(asked("", "", 600))),
        (sliding.clone(), asked("", "", 60), Some(asked("", "", 60))),
        (sliding.clone(), asked("", "", 601), None),
        (sliding.clone(), asked(one, "", 0), Some(asked(one, "", 600))),
        (sliding.clone(), asked(one, "", 900), None),
        (sliding.clone(), asked("", three, 0), None),
        (sliding.clone(), asked(one, three, 0), None),
        (sliding, asked("2026-01-02T03:00:00Z", four, 0), Some(asked("2026-01-02T03:00:00Z", four, 0))),
        (both.clone(), asked("", "", 0), Some(asked(three, "", 600))),
        (both, asked(two, "", 60), None),
    ] {
        assert_eq!(link.narrow(&wanted, NOW).ok(), got, "{wanted:?} under {}", link.refusal());
    }
}

#[test]
fn a_refusal_says_what_the_link_is_for() {
    let one =
        Link { variant: Some("low".to_owned()), ..link("2026-01-02T03:00:00Z", "2026-01-02T03:00:00.5Z", 0) };
    assert_eq!(
        one.refusal(),
        "this link is for the variant 'low' of the stream 'cam' alone, from 2026-01-02T03:00:00Z to \
         2026-01-02T03:00:00.500Z"
    );
    assert_eq!(link("", "", 3_600).refusal(), "this link is for the stream 'cam' alone, the last 1h");
    assert_eq!(link("", "", 0).refusal(), "this link is for the stream 'cam' alone");
}

proptest::proptest! {
    /// Whatever is asked for, what is given lies in the link's part: all that a playlist of it can list can be had.
    #[test]
    fn what_is_narrowed_lies_within(
        own in (proptest::option::of(-50_i64..50), proptest::option::of(-50_i64..50), proptest::option::of(1_u64..60)),
        wanted in (proptest::option::of(-50_i64..50), proptest::option::of(-50_i64..50), proptest::option::of(1_u64..60)),
    ) {
        let time = |minutes: Option<i64>| minutes.map(|minutes| Time::from_micros(NOW.micros() + minutes * 60_000_000));
        let span = |minutes: Option<u64>| minutes.map(|minutes| Span::from_secs(minutes * 60));
        let link = Link { start: time(own.0), end: time(own.1), window: span(own.2).filter(|_| own.1.is_none()), ..link("", "", 0) };
        let asked = Asked { start: time(wanted.0), end: time(wanted.1), window: span(wanted.2) };
        if let Ok(narrowed) = link.narrow(&asked, NOW)
            && let Ok(range) = narrowed.resolve_at(Some((NOW.hour(), NOW)), NOW)
            && narrowed.check(Span::from_secs(1_000_000)).is_ok()
            && link.start.is_none_or(|start| start <= NOW)
        {
            let (from, to) = link.bounds(NOW);
            proptest::prop_assert!(range.start >= from || range.start >= NOW, "{range:?} {link:?}");
            proptest::prop_assert!(link.end.is_none() || range.end <= to, "{range:?} {link:?}");
        }
    }
}
