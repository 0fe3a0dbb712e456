//! The limit at given times: for one client, and for more than can be known.

use proptest::prelude::*;

use super::*;

fn rate(per_second: u32) -> (Rate, Instant) {
    let now = Instant::now();
    (Rate::new(NonZeroU32::new(per_second).unwrap(), now), now)
}

fn v4(number: u32) -> IpAddr {
    IpAddr::V4(number.into())
}

#[test]
fn a_burst_is_allowed_and_then_the_rate() {
    let (rate, now) = rate(2);
    for _ in 0..20 {
        assert_eq!(rate.take(v4(1), now), Ok(()));
    }
    assert_eq!(rate.take(v4(1), now), Err(Duration::from_millis(500)));
    assert_eq!(rate.take(v4(2), now), Ok(()), "others have their own");
    let later = now + Duration::from_millis(499);
    assert_eq!(rate.take(v4(1), later), Err(Duration::from_millis(1)), "what is refused costs nothing");
    assert_eq!(rate.take(v4(1), now + Duration::from_millis(500)), Ok(()));
    assert!(rate.take(v4(1), now + Duration::from_millis(500)).is_err());
    let much_later = now + Duration::from_secs(3_600);
    assert_eq!((0..100).filter(|_| rate.take(v4(1), much_later).is_ok()).count(), 20);
}

#[test]
fn one_client_is_one_whatever_its_addresses() {
    for (one, other, is_same) in [
        ("2001:db8::1", "2001:db8::ffff:ffff:ffff:ffff", true),
        ("2001:db8::1", "2001:db8:0:1::1", false),
        ("192.0.2.1", "::ffff:192.0.2.1", true),
        ("192.0.2.1", "192.0.2.2", false),
    ] {
        let (rate, now) = rate(1);
        while rate.take(one.parse().unwrap(), now).is_ok() {}
        assert_eq!(rate.take(other.parse().unwrap(), now).is_err(), is_same, "{one} {other}");
    }
}

#[test]
fn a_flood_of_addresses_neither_grows_it_nor_locks_others_out_nor_makes_it_void() {
    let now = Instant::now();
    let (tables, places) = (4, 64);
    let rate = Rate::sized(NonZeroU32::new(10).unwrap(), now, tables, places);
    let count = || rate.tables.iter().map(|table| lock(table).len()).sum::<usize>();
    while rate.take(v4(0), now).is_ok() {}
    for number in 1..5_000 {
        assert!(rate.take(v4(number), now).is_ok(), "a newcomer is locked out after {number}");
    }
    assert!(count() <= tables * places);
    assert!(rate.take(v4(0), now).is_err(), "the flood has washed away what was used up");
    let later = now + Duration::from_secs(60);
    for number in 0..1_000 {
        assert!(rate.take(v4(1 << 31 | number), later).is_ok());
    }
    assert!(count() <= tables * places, "what is full again is not kept");
}

#[test]
fn the_largest_and_the_smallest_limit_are_kept() {
    let (rate, now) = rate(u32::MAX);
    assert_eq!(rate.take(v4(1), now), Ok(()));
    let (rate, now) = self::rate(1);
    assert_eq!((0..1_000).filter(|_| rate.take(v4(1), now).is_ok()).count(), 10);
    assert_eq!(rate.take(v4(2), now + Duration::from_secs(1 << 40)), Ok(()));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    /// In any interval, however many others come, and although all share one small table.
    #[test]
    fn never_more_than_a_burst_and_the_rate(
        per_second in 1..50_u32,
        requests in prop::collection::vec((0..200_u64, 0..6_u32), 1..600),
        others in 0..40_u32,
    ) {
        let now = Instant::now();
        let rate = Rate::sized(NonZeroU32::new(per_second).unwrap(), now, 1, 8);
        let mut at = now;
        let mut allowed: Vec<Vec<Duration>> = vec![Vec::new(); 6];
        for (index, (millis, client)) in requests.iter().enumerate() {
            at += Duration::from_millis(*millis);
            if rate.take(v4(*client), at).is_ok() {
                allowed[*client as usize].push(at - now);
            }
            if index % 7 == 0 {
                // They take the places, and some of them use up what they have.
                for other in 0..others {
                    while rate.take(v4(1_000 + other), at).is_ok() && other % 3 == 0 {}
                }
            }
        }
        let burst = u128::from(per_second) * u128::from(BURST);
        for moments in allowed {
            for (first, from) in moments.iter().enumerate() {
                for (last, to) in moments.iter().enumerate().skip(first) {
                    let limit = burst + u128::from(per_second) * to.saturating_sub(*from).as_nanos() / 1_000_000_000;
                    prop_assert!((last - first + 1) as u128 <= limit, "{from:?} to {to:?}");
                }
            }
        }
    }
}
