//! A reader sees the old playlist or the new one, never a part of one, whoever else writes.

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};

use super::fixture::{Fixture, at, done};
use crate::support::archive::TWO_SECONDS;

#[test]
fn writers_and_readers_never_meet_half_a_file() {
    let fixture = Fixture::new();
    for index in 0..500 {
        fixture.archive.record("show/long", at(2 * index), TWO_SECONDS, "full", b"");
    }
    let long = fixture.variant("long");
    let ends = ["2024-05-01T10:10:00Z", "2024-05-01T10:16:40Z"];
    let texts = ends.map(|end| {
        let run = fixture.write(&long, &["--end", end]);
        assert_eq!(run.code, Some(0), "{}", run.stderr);
        run.stdout
    });
    assert!(texts[0].len() > 40_000 && texts[1].len() > texts[0].len() + 20_000);
    let path = fixture.out.path().join("list.m3u8");
    fs::write(&path, &texts[0]).unwrap();

    let is_over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let mut seen = [0, 0];
            while !is_over.load(Ordering::Relaxed) {
                let text = fs::read_to_string(&path).unwrap();
                let which = texts.iter().position(|known| *known == text);
                seen[which.unwrap_or_else(|| panic!("{} bytes of neither", text.len()))] += 1;
            }
            seen
        });
        let writers = ends.map(|end| {
            scope.spawn({
                let (fixture, long) = (&fixture, &long);
                move || {
                    for _ in 0..15 {
                        assert_eq!(fixture.write(long, &["--end", end, "-qo", "list.m3u8"]), done("", ""));
                    }
                }
            })
        });
        let ended = writers.map(std::thread::ScopedJoinHandle::join);
        is_over.store(true, Ordering::Relaxed);
        let seen = reader.join().unwrap();
        assert!(ended.iter().all(Result::is_ok));
        assert!(seen.iter().all(|&count| count > 0), "the reader saw {seen:?} of each");
    });
    assert_eq!(fixture.written(), ["list.m3u8"], "nothing is left behind");
}
