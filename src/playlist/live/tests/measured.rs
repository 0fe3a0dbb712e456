//! Live playlists of segments that are measured before they are listed.

use super::{Setup, at, from, numbers, put_bytes, uris};
use crate::hls::MediaPlaylist;
use crate::playlist::range::Asked;
use crate::playlist::sound;

/// Durations in milliseconds, and whether each comes after a discontinuity.
fn told(playlist: &MediaPlaylist) -> Vec<(u64, bool)> {
    let segments = playlist.segments().iter();
    segments.map(|segment| (segment.duration.micros() / 1_000, segment.discontinuity)).collect()
}

impl Setup {
    /// Records a segment whose bytes say that it begins and plays so many milliseconds.
    fn put_sound(&self, second: u64, duration: &str, begins: u64, millis: u64) {
        put_bytes(self.directory.path(), second, duration, "full", "AAAA", &sound::segment(begins, millis));
    }
}

#[test]
fn timestamps_tell_where_it_breaks_and_how_long_it_is() {
    let mut setup = Setup::measured([0, 2].into_iter());
    assert_eq!(told(&setup.ask(from(at(0)), at(4))), [(2_000, false); 2]);
    // Another run without a hole; a hole whose times go on; a name that is wrong; a hole that is one; no segment.
    setup.put_sound(4, "2.0", 900_000, 2_000);
    setup.put_sound(7, "2.0", 902_000, 2_000);
    setup.put_sound(9, "1.5", 904_000, 2_000);
    setup.put_sound(15, "2.0", 910_000, 2_000);
    put_bytes(setup.directory.path(), 17, "2.0", "full", "AAAA", b"no segment");
    setup.put_sound(19, "2.004", 7_000, 2_000);
    let tail = [(2_000, true), (2_000, false), (2_000, false), (2_000, true), (2_000, false), (2_004, false)];
    let whole = setup.ask(from(at(0)), at(22));
    assert_eq!(told(&whole)[2..], tail);
    // Once they are all there, it is still said that way, and so it is by a server that starts again, whether it
    // measures or not.
    for measures in [true, false, true] {
        setup.measure(measures);
        assert!(setup.restart(at(22)));
        assert_eq!(setup.ask(from(at(0)), at(22)), whole, "{measures}");
    }
    setup.put_sound(21, "2.0", 9_000, 2_000);
    setup.measure(false);
    assert!(setup.restart(at(24)));
    let next = setup.ask(from(at(0)), at(24));
    assert_eq!((numbers(&next), uris(&next).len()), (numbers(&whole), uris(&whole).len() + 1));
}

#[test]
fn one_by_one_is_as_all_at_once() {
    let content =
        [(0, 0, 2_000), (2, 2_000, 2_000), (4, 50_000, 2_400), (6, 52_400, 1_600), (9, 54_000, 2_000)];
    let (mut early, mut late) = (Setup::measured(0..0), Setup::measured(0..0));
    for (second, begins, millis) in content {
        early.put_sound(second, "2.0", begins, millis);
        early.ask(from(at(0)), at(second + 2));
        late.put_sound(second, "2.0", begins, millis);
    }
    let (early, late) = (early.ask(from(at(0)), at(12)), late.ask(from(at(0)), at(12)));
    let expected = [(2_000, false), (2_000, false), (2_400, true), (1_600, false), (2_000, false)];
    assert_eq!((told(&early), told(&late)), (expected.to_vec(), expected.to_vec()));
}

#[test]
fn what_measures_longer_than_promised_is_left_out() {
    let mut setup = Setup::measured((0..20).step_by(2));
    assert_eq!(setup.ask(from(at(0)), at(20)).target_duration(), 2);
    setup.put_sound(20, "2.0", 20_000, 4_000);
    setup.put_sound(24, "2.0", 24_000, 2_000);
    // Its name says too much.
    setup.put_sound(26, "40.0", 26_000, 2_000);
    let playlist = setup.ask(from(at(0)), at(30));
    assert_eq!(told(&playlist)[9..], [(2_000, false), (2_000, true), (2_000, false)]);
    assert_eq!(playlist.segments()[10].program_date_time, Some(at(24)));
    assert!(setup.restart(at(30)));
    assert_eq!(setup.ask(from(at(0)), at(30)), playlist);
}

#[test]
fn what_was_listed_before_the_server_measured_stays() {
    let mut setup = Setup::new((0..20).step_by(2));
    setup.put_sound(20, "2.0", 900_000, 1_600);
    let before = setup.ask(from(at(10)), at(22));
    setup.measure(true);
    assert!(setup.restart(at(22)));
    assert_eq!(setup.ask(from(at(10)), at(22)), before);
    setup.put_sound(22, "2.0", 901_600, 2_000);
    let after = setup.ask(Asked::default(), at(24));
    assert_eq!(told(&after)[9..], [(2_000, false), (2_000, false), (2_000, false)]);
    assert_eq!(after.segments().len(), 12, "and what is older comes in front of it");
    assert!(setup.restart(at(24)));
    setup.put_sound(24, "2.0", 5_000, 2_000);
    assert_eq!(
        told(&setup.ask(Asked::default(), at(26)))[12],
        (2_000, true),
        "held to what was listed before"
    );
}

#[test]
fn a_past_that_breaks_unmarked_stays_out() {
    // Nobody can see any more that it breaks where the list began.
    let mut setup = Setup::new((0..20).step_by(2));
    setup.put_sound(20, "2.0", 900_000, 2_000);
    setup.put_sound(22, "2.0", 902_000, 2_000);
    let before = setup.ask(from(at(20)), at(24));
    assert_eq!(told(&before), [(2_000, false); 2]);
    setup.measure(true);
    assert!(setup.restart(at(24)));
    assert_eq!(setup.ask(from(at(0)), at(24)), before);
}
