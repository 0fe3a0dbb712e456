use super::*;
use crate::pili::transport::tests::client;
use crate::pili::transport::tests::server::{Server, answer};

/// Where a list is after pages of `(end, marker, is_empty)`: `next MARKER`, `end`, or why it is lost.
fn after(first: Option<&str>, pages: &[(Option<bool>, &str, bool)]) -> String {
    let mut place = Place::new(first.map(str::to_owned));
    for (end, marker, is_empty) in pages {
        assert!(!place.has_ended && place.lost.is_none(), "{place:?}");
        place.turn(*end, Some((*marker).to_owned()), *is_empty);
    }
    match (place.lost, place.marker) {
        (Some(why), _) => why.to_owned(),
        (None, Some(marker)) if !place.has_ended => format!("next {marker}"),
        (None, None) if place.has_ended => "end".to_owned(),
        odd => panic!("{odd:?}"),
    }
}

#[test]
fn lists_end_as_each_generation_of_servers_says() {
    const SAME: &str = "the server gave the same marker twice";
    let (on, end) = (Some(false), Some(true));
    for (first, pages, expected) in [
        (None, &[(end, "", false)][..], "end"),
        (None, &[(end, "5", false)], "end"),
        (None, &[(on, "2", false)], "next 2"),
        (None, &[(on, "2", true)], "next 2"),
        (None, &[(on, "2", false), (on, "4", false), (end, "", true)], "end"),
        (None, &[(None, "2", false)], "next 2"),
        (None, &[(None, "", false)], "end"),
        (None, &[(None, "2", false), (None, "4", true)], "end"),
        (None, &[(None, "2", false), (None, "2", true)], "end"),
        (None, &[(None, "2", false), (None, "2", false)], SAME),
        (None, &[(on, "2", false), (on, "2", true)], SAME),
        (None, &[(on, "2", false), (on, "4", false), (on, "2", false)], SAME),
        (None, &[(on, "2", false), (end, "2", false)], "end"),
        (Some("2"), &[(on, "2", false)], SAME),
        (Some("2"), &[(None, "2", true)], "end"),
        (Some(""), &[(None, "2", false)], "next 2"),
        (None, &[(on, "", false)], "the server says that the list goes on, but not where (no marker)"),
    ] {
        assert_eq!(after(first, pages), expected, "{first:?} {pages:?}");
    }
}

#[test]
fn empty_pages_are_not_turned_for_ever() {
    let mut place = Place::default();
    for number in 0..MOST_EMPTY * 3 {
        assert_eq!(place.lost, None, "{number}");
        // A page with something in it begins the count anew.
        place.turn(Some(false), Some(number.to_string()), number % (MOST_EMPTY - 1) > 0);
    }
    let mut place = Place::default();
    for number in 0..MOST_EMPTY {
        assert_eq!(place.lost, None, "{number}");
        place.turn(Some(false), Some(format!("x{number}")), true);
    }
    assert_eq!(place.lost, Some("the server gave nothing but empty pages, over and over"));
}

#[tokio::test]
async fn after_an_error_it_is_known_where_to_go_on() {
    let page = |rest: &str| answer("200 OK", "", &format!(r#"{{"items":[{{"id":"z1.demo.cam"}}],{rest}}}"#));
    let server = Server::start(vec![
        page(r#""marker":"2","end":false"#),
        answer("500 X", "", ""),
        page(r#""marker":"2","end":false"#),
    ]);
    let client = client(&server, 0);
    let filter = Filter { hub: "demo".to_owned(), prefix: None, is_live: false, ids_only: true };
    let mut pages = client.list(filter, None);
    assert_eq!(pages.marker(), None);
    assert_eq!(pages.next(1).await.unwrap().unwrap().streams.len(), 1);
    assert_eq!(pages.next(1).await.unwrap_err().kind, ErrorKind::Temporary);
    assert_eq!(pages.marker(), Some("2"));
    assert_eq!(pages.lost(), None);
    assert!(pages.next(1).await.unwrap().is_some());
    let lost = pages.lost();
    let error = pages.next(1).await.unwrap_err();
    assert_eq!(
        (error.kind, error.message.as_str()),
        (ErrorKind::Garbled, "the server gave the same marker twice")
    );
    assert_eq!(lost, Some(error));
    let requests = server.finish();
    assert!(!requests[0].contains("marker=") && requests[2].contains("&marker=2&"), "{requests:?}");
}
