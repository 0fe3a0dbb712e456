use super::*;
use crate::pili::transport::tests::Log;

#[test]
fn a_write_is_repeated_only_when_it_surely_did_not_run() {
    use ErrorKind::{Conflict, Credentials, Garbled, NoData, NotFound, OutcomeUnknown, Refused, TooMany};
    let temporary = ErrorKind::Temporary;
    let table = [
        (Trouble::Unconnected, (true, temporary), (true, temporary)),
        (Trouble::Tls, (true, temporary), (true, temporary)),
        (Trouble::Untrusted, (false, ErrorKind::Other), (false, ErrorKind::Other)),
        (Trouble::Unanswered, (true, temporary), (false, OutcomeUnknown)),
        (Trouble::CutOff, (true, temporary), (false, OutcomeUnknown)),
        (Trouble::Garbled, (false, Garbled), (false, OutcomeUnknown)),
        (Trouble::Status(301), (false, Refused), (false, Refused)),
        (Trouble::Status(400), (false, Refused), (false, Refused)),
        (Trouble::Status(401), (false, Credentials), (false, Credentials)),
        (Trouble::Status(403), (false, Credentials), (false, Credentials)),
        (Trouble::Status(404), (false, NotFound), (false, NotFound)),
        (Trouble::Status(409), (false, Conflict), (false, Conflict)),
        (Trouble::Status(429), (true, TooMany), (true, TooMany)),
        (Trouble::Status(500), (true, temporary), (false, OutcomeUnknown)),
        (Trouble::Status(502), (true, temporary), (false, OutcomeUnknown)),
        (Trouble::Status(503), (true, temporary), (true, temporary)),
        (Trouble::Status(599), (true, temporary), (false, OutcomeUnknown)),
        (Trouble::Status(600), (false, Refused), (false, Refused)),
        (Trouble::Status(612), (false, NotFound), (false, NotFound)),
        (Trouble::Status(614), (false, Conflict), (false, Conflict)),
        (Trouble::Status(619), (false, NoData), (false, NoData)),
        (Trouble::Status(999), (false, Refused), (false, Refused)),
    ];
    for (trouble, read, write) in table {
        assert_eq!(judge(Method::Get, trouble), read, "GET {trouble:?}");
        assert_eq!(judge(Method::Delete, trouble), read, "DELETE {trouble:?}");
        assert_eq!(judge(Method::Post, trouble), write, "POST {trouble:?}");
    }
}

#[test]
fn waits_double_and_are_random_and_no_shorter_than_asked() {
    let most = |made| next(true, None, (made, 99), u64::MAX);
    for (made, millis) in [(0, 199), (1, 399), (2, 799), (5, 6_399), (6, 9_999), (31, 9_999), (98, 9_999)] {
        let Next::Wait(wait) = most(made) else { panic!("{made}") };
        assert_eq!(wait.as_millis(), millis, "{made}");
    }
    assert_eq!(next(true, None, (3, 4), 0), Next::Wait(Duration::ZERO));
    assert_eq!(next(true, Some(Duration::from_secs(7)), (0, 1), 0), Next::Wait(Duration::from_secs(7)));
    let long = Duration::from_secs(301);
    assert_eq!(next(true, Some(long), (0, 1), 0), Next::TooLong(long));
    assert_eq!(next(true, Some(long), (1, 1), 0), Next::GiveUp);
    assert_eq!(next(true, None, (0, 0), 0), Next::GiveUp);
    assert_eq!(next(false, None, (0, 3), 0), Next::GiveUp);
}

#[test]
fn waits_are_asked_for_in_seconds_or_up_to_a_date() {
    let now = httpdate::parse_http_date("Fri, 02 Jan 2026 03:04:05 GMT").unwrap();
    for (value, seconds) in [
        ("0", Some(0)),
        (" 120 ", Some(120)),
        ("99999999999999999999999", Some(u64::MAX)),
        ("Fri, 02 Jan 2026 03:05:05 GMT", Some(60)),
        ("Fri, 02 Jan 2026 03:00:00 GMT", Some(0)),
        ("", None),
        ("-1", None),
        ("soon", None),
        ("1.5", None),
    ] {
        assert_eq!(asked_wait(value, now), seconds.map(Duration::from_secs), "{value}");
    }
}

#[tokio::test(start_paused = true)]
async fn long_waits_are_told_to_everybody() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt().with_ansi(false).with_writer(move || writer.clone()).finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let mut waits = [None, Some(Duration::from_secs(3))].into_iter();
    let attempt = async || {
        let error = PiliError::new(ErrorKind::TooMany, "busy");
        let failed = |asks_to_wait| Failed { trouble: Trouble::Status(429), asks_to_wait, error };
        waits.next().map_or(Ok(()), |asked| Err(failed(asked)))
    };
    repeat(Method::Get, 3, attempt).await.unwrap();
    let text = log.text();
    let lines: Vec<_> = text.lines().collect();
    assert!(lines.len() == 2, "{text}");
    assert!(lines[0].contains(" INFO ") && lines[0].contains("busy; retry 1 of 3 in "), "{text}");
    assert!(lines[1].contains(" WARN ") && lines[1].contains("busy; retry 2 of 3 in 3"), "{text}");
}
