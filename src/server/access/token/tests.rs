use proptest::option::of;
use proptest::prelude::*;

use super::*;

const NOW: Time = Time::from_micros(1_767_323_045_000_000);

fn keys(text: &str) -> LinkKeys {
    LinkKeys::parse(text.repeat(4).as_bytes()).unwrap()
}

fn ours() -> LinkKeys {
    keys("0123456789abcdef")
}

fn link() -> Link {
    Link {
        expires: NOW + Span::from_secs(3_600),
        stream: "cam".to_owned(),
        variant: Some("source".to_owned()),
        start: Some(NOW),
        end: None,
        window: Some(Span::from_secs(60)),
    }
}

#[test]
fn a_token_is_what_it_always_was() {
    // Links that are in the world must stay good.
    let link = Link { variant: None, start: None, window: None, ..link() };
    let token = link.token(&ours()).unwrap();
    let bytes = URL_SAFE_NO_PAD.decode(&token).unwrap();
    assert_eq!(bytes[..14], *b"\x01\x00\0\0\0\0\x69\x57\x43\xb5\x03cam");
    assert_eq!(bytes.len(), 14 + SIGNATURE);
    assert_eq!(Link::open(&token, &ours(), NOW), Ok(link));
}

#[test]
fn what_has_expired_or_was_signed_by_others_opens_nothing() {
    let token = link().token(&ours()).unwrap();
    let expires = link().expires;
    assert_eq!(Link::open(&token, &ours(), expires), Err(TokenError::Expired(expires)));
    assert_eq!(TokenError::Expired(expires).to_string(), "this link expired at 2026-01-02T04:04:05Z");
    let theirs = keys("0123456789abcdeF");
    assert_eq!(Link::open(&token, &theirs, NOW), Err(TokenError::Invalid));
    assert_eq!(Link::open(&token, &theirs, expires), Err(TokenError::Invalid), "it says nothing of when");
}

#[test]
fn signed_bytes_that_are_no_link_open_nothing() {
    let token = link().token(&ours()).unwrap();
    let bytes = URL_SAFE_NO_PAD.decode(token).unwrap();
    let bytes = &bytes[..bytes.len() - SIGNATURE];
    let open = |bytes: &[u8]| {
        let signature = ours().sign(&[PURPOSE, bytes].concat());
        Link::open(&URL_SAFE_NO_PAD.encode([bytes, &signature].concat()), &ours(), NOW)
    };
    assert_eq!(open(bytes), Ok(link()));
    for length in 0..bytes.len() {
        assert_eq!(open(&bytes[..length]), Err(TokenError::Invalid), "{length}");
    }
    assert_eq!(open(&[bytes, b"x"].concat()), Err(TokenError::Invalid));
    let with = |at: usize, byte: u8| {
        let mut bytes = bytes.to_vec();
        bytes[at] = byte;
        open(&bytes)
    };
    for (at, byte) in [(0, 0), (0, 2), (1, 31), (2, 0x7f), (11, 0xff)] {
        assert_eq!(with(at, byte), Err(TokenError::Invalid), "{at} {byte}");
    }
    assert_eq!(Link::open("", &ours(), NOW), Err(TokenError::Invalid));
    assert_eq!(Link::open(&"A".repeat(1_000_000), &ours(), NOW), Err(TokenError::Invalid));
}

#[test]
fn the_longest_names_fit() {
    let long = Link {
        stream: "s".repeat(255),
        variant: Some("v".repeat(255)),
        end: Some(Time::MAX),
        expires: to_second(Time::MAX),
        ..link()
    };
    let token = long.token(&ours()).unwrap();
    assert!(token.len() <= LONGEST);
    assert_eq!(Link::open(&token, &ours(), NOW), Ok(long.clone()));
    assert_eq!(Link { stream: "s".repeat(256), ..long }.token(&ours()), None);
}

fn to_second(time: Time) -> Time {
    Time::from_micros(time.micros().div_euclid(1_000_000) * 1_000_000)
}

prop_compose! {
    fn links()(
        secs in 1_i64..100_000_000,
        stream in "\\PC{1,20}",
        variant in of("\\PC{1,20}"),
        start in of(any::<i64>()),
        end in of(any::<i64>()),
        window in of(any::<u64>()),
    ) -> Link {
        let expires = to_second(NOW + Span::from_secs(secs.unsigned_abs()));
        let time = |micros: Option<i64>| micros.map(Time::from_micros);
        Link { expires, stream, variant, start: time(start), end: time(end), window: window.map(Span::from_micros) }
    }
}

proptest! {
    #[test]
    fn what_was_signed_is_read_back(link in links()) {
        let token = link.token(&ours()).unwrap();
        prop_assert!(token.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte)));
        prop_assert_eq!(Link::open(&token, &ours(), NOW), Ok(link));
    }

    #[test]
    fn any_change_is_refused(link in links(), at in any::<prop::sample::Index>(), to in "[A-Za-z0-9_=%/.-]", cut in 1_usize..8) {
        let token = link.token(&ours()).unwrap();
        let at = at.index(token.len());
        let changed = format!("{}{to}{}", &token[..at], &token[at + 1..]);
        if changed != token {
            prop_assert_eq!(Link::open(&changed, &ours(), NOW), Err(TokenError::Invalid));
        }
        for other in [&token[cut..], &token[..token.len() - cut], &format!("{token}{to}"), &format!("{to}{token}")] {
            prop_assert_eq!(Link::open(other, &ours(), NOW), Err(TokenError::Invalid));
        }
    }

    #[test]
    fn any_bit_counts(link in links(), at in any::<prop::sample::Index>(), bit in 0..8) {
        let mut bytes = URL_SAFE_NO_PAD.decode(link.token(&ours()).unwrap()).unwrap();
        let at = at.index(bytes.len());
        bytes[at] ^= 1_u8 << bit;
        prop_assert_eq!(Link::open(&URL_SAFE_NO_PAD.encode(bytes), &ours(), NOW), Err(TokenError::Invalid));
    }

    #[test]
    fn no_bytes_panic(text in ".{0,200}", bytes in prop::collection::vec(any::<u8>(), 0..100)) {
        prop_assert_eq!(Link::open(&text, &ours(), NOW), Err(TokenError::Invalid));
        let signature = ours().sign(&[PURPOSE, &bytes].concat());
        let token = URL_SAFE_NO_PAD.encode([&bytes[..], &signature].concat());
        let _ = Link::open(&token, &ours(), NOW);
    }
}
