//! Recordings that are not there, for a moment or for good.

use tempfile::TempDir;

use super::{Setup, at, from, numbers, uris};
use crate::playlist::media::BuildError;
use crate::playlist::range::Asked;

#[test]
fn what_is_away_for_a_moment_is_not_lost() {
    let mut setup = Setup::new((3_000..5_000).step_by(2));
    let tail = setup.ask(from(at(4_900)), at(5_000));
    let hours = ["2026-03-01T10", "2026-03-01T11"].map(|hour| setup.directory.path().join(hour));
    let away = TempDir::new().unwrap();
    let aside = ["10", "11"].map(|hour| away.path().join(hour));
    for restarts in [false, true] {
        hours.iter().zip(&aside).for_each(|(hour, aside)| std::fs::rename(hour, aside).unwrap());
        for asked in [from(at(4_900)), from(at(0)), Asked::default()] {
            let away = setup.try_for(asked, at(5_000), false);
            assert!(matches!(away, Err(BuildError::Away)), "{away:?}");
        }
        assert!(!restarts || setup.restart(at(5_000)));
        hours.iter().zip(&aside).for_each(|(hour, aside)| std::fs::rename(aside, hour).unwrap());
        assert_eq!(setup.ask(from(at(4_900)), at(5_000)), tail);
        assert_eq!(setup.ask(from(at(0)), at(5_000)).segments().len(), 1_000);
    }
    // If it is really lost, what comes next says so.
    for hour in &hours {
        std::fs::remove_dir_all(hour).unwrap();
    }
    assert!(setup.try_for(Asked::default(), at(5_000), false).is_err());
    setup.put(7_300, "2.0", "full", "AAAA");
    let after = setup.ask(Asked::default(), at(7_302));
    assert_eq!((numbers(&after).0, after.segments().len()), (numbers(&tail).0 + 50, 1));
}

#[test]
fn a_list_keeps_its_end_whatever_becomes_of_the_newest_hours() {
    let mut setup = Setup::new((0..100).step_by(2).chain((9_000..9_100).step_by(2)));
    let before = uris(&setup.ask(Asked::default(), at(9_100)));
    // By this clock the newest hour is still to come.
    assert_eq!(uris(&setup.ask(Asked::default(), at(300))), before);
    std::fs::remove_dir_all(setup.directory.path().join("2026-03-01T12")).unwrap();
    assert_eq!(uris(&setup.ask(Asked::default(), at(7_000))), before);
}
