//! Editions of live playlists over random histories of an archive: what was said stays said.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use tempfile::TempDir;

use super::kept::Found;
use super::silence::Punctuality;
use super::{Anchor, Kept};
use crate::archive::{Archive, Variant};
use crate::hls::{Kind, MediaPlaylist};
use crate::journal::{Journal, Journals};
use crate::playlist::links::Links;
use crate::playlist::measure::Gauge;
use crate::playlist::media::BuildError;
use crate::playlist::range::{Asked, DEFAULT_MAX_RANGE};
use crate::playlist::sound;
use crate::time::{Span, Time};

mod away;
mod clock;
mod history;
mod lines;
mod measured;
mod restart;
mod silence;
mod stall;

const START: &str = "2026-03-01T10:00:00Z";

fn time(text: &str) -> Time {
    Time::parse(text, Time::MIN).unwrap()
}

fn at(second: u64) -> Time {
    time(START) + Span::from_secs(second)
}

/// A segment of an even second since [`START`], which goes on from that of another even second.
fn put(root: &Path, second: u64, duration: &str, kind: &str, hash: &str) {
    put_bytes(root, second, duration, kind, hash, &sound::segment(second * 1_000, 2_000));
}

fn put_bytes(root: &Path, second: u64, duration: &str, kind: &str, hash: &str, bytes: &[u8]) {
    let (hour, rest) = (10 + second / 3_600, second % 3_600);
    let hour = root.join(format!("2026-03-01T{hour:02}"));
    std::fs::create_dir_all(&hour).unwrap();
    let name = format!("{:02}:{:02}-{duration}-{kind}-{hash}.ts", rest / 60, rest % 60);
    std::fs::write(hour.join(name), bytes).unwrap();
}

struct Setup {
    directory: TempDir,
    archive: Archive,
    variant: Variant,
    kept: Kept,
    journals: Journals,
    /// How late segments have come, by their starts; none if the files tell.
    late: Option<BTreeMap<Time, Span>>,
    /// Whether it has been seen, of the numbers that there are, that a segment comes.
    has_seen_one_come: bool,
    /// What it measures with, if it does.
    gauge: Option<Arc<Gauge>>,
    /// The lines of each number since it was last begun.
    said: BTreeMap<u64, String>,
    _state: TempDir,
}

impl Setup {
    /// An archive of these seconds, first asked for when the last of them has been recorded.
    fn new(seconds: impl Iterator<Item = u64>) -> Self {
        let directory = TempDir::new().unwrap();
        let mut last = 0;
        for second in seconds {
            put(directory.path(), second, "2.0", "full", "AAAA");
            last = second + 2;
        }
        let archive = Archive::open(directory.path()).unwrap();
        let variant = archive.variant(&[]).unwrap().unwrap();
        let recent = archive.select(&variant, at(0), Time::MAX).unwrap();
        let state = TempDir::new().unwrap();
        let journals = Journals::open(state.path(), directory.path()).unwrap();
        let anchor = Anchor::new(at(last), &[recent], true, None);
        let kept = Kept::new(anchor, DEFAULT_MAX_RANGE, Some(journals.journal(&["source"])));
        Self {
            directory,
            archive,
            variant,
            kept,
            journals,
            gauge: None,
            said: BTreeMap::new(),
            late: None,
            has_seen_one_come: false,
            _state: state,
        }
    }

    /// The same, measured.
    fn measured(seconds: impl Iterator<Item = u64>) -> Self {
        let mut setup = Self::new(seconds);
        setup.measure(true);
        setup
    }

    /// Measures from now on, or does not.
    fn measure(&mut self, measures: bool) {
        self.gauge = measures.then(|| Arc::new(Gauge::new(None)));
        self.kept.log().measure_with(self.gauge.clone());
    }

    fn journal(&self) -> Journal {
        self.journals.journal(&["source"])
    }

    /// Goes on with what the journal has, as a new process would; whether that was anything.
    fn restart(&mut self, now: Time) -> bool {
        self.said.clear();
        match Kept::find(self.journal(), DEFAULT_MAX_RANGE, now) {
            Found::Log(kept) => {
                self.kept = *kept;
                self.kept.log().measure_with(self.gauge.clone());
                true
            }
            Found::None(journal, promised) => {
                let recent = self.archive.select(&self.variant, at(0), Time::MAX).unwrap();
                let mut anchor = Anchor::new(now, &[recent], true, None);
                anchor.target_duration = promised.unwrap_or(2);
                self.kept = Kept::new(anchor, DEFAULT_MAX_RANGE, Some(journal));
                self.has_seen_one_come = false;
                self.kept.log().measure_with(self.gauge.clone());
                false
            }
        }
    }

    fn ask(&mut self, asked: Asked, now: Time) -> MediaPlaylist {
        if !self.kept.log().has_listed() {
            // There are no gaps before there was a segment.
            self.ask_for(asked, now, false);
        }
        let whole = self.ask_for(asked, now, false);
        let update = self.ask_for(asked, now, true);
        assert_eq!((whole.kind(), whole.skipped()), (update.kind(), 0));
        assert_eq!(whole.segments()[update.skipped()..], *update.segments());
        whole
    }

    fn ask_for(&mut self, asked: Asked, now: Time, skips: bool) -> MediaPlaylist {
        self.try_for(asked, now, skips).unwrap()
    }

    fn try_for(&mut self, asked: Asked, now: Time, skips: bool) -> Result<MediaPlaylist, BuildError> {
        let range = asked.resolve(&self.archive, &self.variant, now, DEFAULT_MAX_RANGE).unwrap();
        self.kept.log().read(&self.archive, &self.variant, range, now).unwrap();
        if range.is_live {
            // What the files cannot tell here, as they are made while the clock stands.
            if let Some(late) = &self.late {
                let log = self.kept.log();
                let has_come = log.newest_segment().is_some_and(|newest| newest.start >= log.anchor.split);
                self.has_seen_one_come |= has_come;
                let has_seen_one_come = self.has_seen_one_come;
                log.punctuality = Punctuality { late: late.clone(), has_seen_one_come, looked_at: None };
            }
            self.kept.log().fill_stall(&self.archive, &self.variant, now).unwrap();
        }
        let oldest = self.archive.hours(&self.variant).unwrap().first().copied();
        let links = Links::Relative { up: 0, names: Vec::new() };
        let edition = self.kept.edition(asked, range, oldest, now, skips)?;
        let playlist = self.kept.log().playlist(&edition, &links)?;
        self.compare_lines(&edition, &links, &playlist.to_string());
        Ok(playlist)
    }

    fn put(&self, second: u64, duration: &str, kind: &str, hash: &str) {
        put(self.directory.path(), second, duration, kind, hash);
    }
}

fn from(start: Time) -> Asked {
    Asked { start: Some(start), ..Asked::default() }
}

fn numbers(playlist: &MediaPlaylist) -> (u64, u64) {
    match playlist.kind() {
        Kind::Live { media_sequence, discontinuity_sequence, .. } => (media_sequence, discontinuity_sequence),
        kind => panic!("{kind:?} is not live"),
    }
}

fn uris(playlist: &MediaPlaylist) -> Vec<String> {
    playlist.segments().iter().map(|segment| segment.uri.to_string()).collect()
}

#[test]
fn a_list_grows_and_what_is_late_stays_out_of_it() {
    let mut setup = Setup::new([0, 2, 6, 8].into_iter());
    let first = setup.ask(from(at(0)), at(10));
    assert_eq!((first.segments().len(), first.target_duration()), (4, 6));
    assert!(first.segments()[2].discontinuity);
    // The missing one, a better one, and a new one.
    setup.put(4, "2.0", "full", "LATE");
    setup.put(8, "2.000001", "full", "LONG");
    setup.put(10, "2.0", "full", "AAAA");
    let second = setup.ask(from(at(0)), at(12));
    assert_eq!(numbers(&first), numbers(&second));
    assert_eq!(uris(&second)[..4], uris(&first)[..]);
    assert_eq!(second.segments().len(), 5);
    assert!(!second.segments()[4].discontinuity, "it joins the one that was listed");
}

#[test]
fn numbers_count_from_the_anchor_both_ways_and_do_not_depend_on_who_asked_first() {
    let seconds = || (0..7_200).step_by(2).filter(|second| !(600..640).contains(second));
    let newest = at(7_200);
    let (mut early, mut late) = (Setup::new(seconds()), Setup::new(seconds()));
    let whole = early.ask(from(at(0)), newest);
    let tail = late.ask(from(at(7_000)), newest);
    let grown = late.ask(from(at(0)), newest);
    assert_eq!(whole, grown);
    let (msn, dsn) = numbers(&whole);
    assert_eq!(msn + whole.segments().len() as u64, newest.micros().unsigned_abs() / 1_000_000);
    assert_eq!(numbers(&tail), (msn + 3_480, newest.micros().unsigned_abs() / 60_000_000));
    assert_eq!(dsn + 1, numbers(&tail).1, "there is one hole");
    assert!(!whole.segments()[0].discontinuity, "nothing precedes it");
}

#[test]
fn a_window_slides_and_counts_what_leaves_it() {
    let mut setup = Setup::new((0..1_000).step_by(2).filter(|second| *second != 500));
    let asked = Asked { window: Some(Span::from_secs(497)), ..Asked::default() };
    let before = setup.ask(asked, at(1_000));
    assert_eq!(before.segments()[0].program_date_time, Some(at(502)));
    assert!(before.segments()[0].discontinuity, "its tag is still there");
    setup.put(1_000, "2.0", "full", "AAAA");
    let after = setup.ask(asked, at(1_002));
    let ((msn, dsn), (next_msn, next_dsn)) = (numbers(&before), numbers(&after));
    assert_eq!((next_msn, next_dsn), (msn + 1, dsn + 1));
    assert_eq!(uris(&before)[1..], uris(&after)[..after.segments().len() - 1]);
}

#[test]
fn a_window_is_never_shorter_than_three_target_durations() {
    let mut setup = Setup::new((0..100).step_by(2));
    let asked = Asked { window: Some(Span::from_secs(1)), ..Asked::default() };
    assert_eq!(setup.ask(asked, at(100)).duration(), Span::from_secs(6));
}

#[test]
fn the_target_duration_is_kept_and_what_exceeds_it_left_out() {
    let mut setup = Setup::new((0..20).step_by(2));
    assert_eq!(setup.ask(from(at(0)), at(20)).target_duration(), 2);
    setup.put(20, "9.5", "full", "AAAA");
    setup.put(30, "2.0", "full", "AAAA");
    let after = setup.ask(from(at(0)), at(32));
    assert_eq!(after.target_duration(), 2);
    assert_eq!(after.segments().last().and_then(|last| last.program_date_time), Some(at(30)));
    assert!(after.segments().last().unwrap().discontinuity);
}

#[test]
fn an_hour_that_is_deleted_leaves_the_list() {
    let mut setup = Setup::new((3_000..5_000).step_by(2));
    let before = setup.ask(from(at(0)), at(5_000));
    std::fs::remove_dir_all(setup.directory.path().join("2026-03-01T10")).unwrap();
    let after = setup.ask(from(at(0)), at(5_000));
    assert_eq!(numbers(&after).0, numbers(&before).0 + 300);
    assert_eq!(uris(&after), uris(&before)[300..]);
}

#[test]
fn before_the_first_segment_there_is_an_empty_list_whose_numbers_go_on() {
    let mut setup = Setup::new(std::iter::empty());
    let empty = setup.ask(Asked::default(), at(0));
    assert!(empty.segments().is_empty());
    setup.put(0, "2.0", "full", "AAAA");
    let first = setup.ask(Asked::default(), at(2));
    assert_eq!(first.segments().len(), 1);
    assert_eq!(numbers(&first).0, numbers(&empty).0);
    assert_eq!(first.target_duration(), empty.target_duration());
}

#[test]
fn what_follows_a_hole_of_hours_says_so_and_what_begins_a_recording_does_not() {
    let mut setup = Setup::new((0..100).step_by(2).chain((9_000..9_100).step_by(2)));
    let late = setup.ask(from(at(8_000)), at(9_100));
    assert!(late.segments()[0].discontinuity);
    let whole = setup.ask(from(at(0)), at(9_100));
    assert!(!whole.segments()[0].discontinuity);
    assert_eq!(whole.segments()[50..], late.segments()[..]);

    let mut setup = Setup::new((9_000..9_100).step_by(2));
    let before = setup.ask(from(at(0)), at(9_100));
    setup.put(0, "2.0", "full", "LATE");
    assert_eq!(setup.ask(from(at(0)), at(9_100)), before);
    let far = setup.ask(from(at(0) - Span::from_secs(3_000)), at(9_100));
    assert_eq!(far, before, "a past that comes late stays out of live lists");
}

#[test]
fn a_segment_of_the_future_takes_nothing_over() {
    let mut setup = Setup::new((0..20).step_by(2));
    setup.put(7_300, "2.0", "full", "AAAA");
    let asked = Asked::default();
    let before = setup.ask(asked, at(20));
    assert_eq!(before.segments().len(), 10);
    setup.put(20, "2.0", "full", "AAAA");
    assert_eq!(setup.ask(asked, at(22)).segments().len(), 11);
    // Once it can be, it is there.
    assert_eq!(setup.ask(asked, at(7_310)).segments().len(), 12);
}

#[test]
fn a_first_segment_that_is_short_or_alone_promises_little() {
    let setup = Setup::new(std::iter::empty());
    setup.put(0, "0.9", "full", "AAAA");
    let recent = setup.archive.select(&setup.variant, at(0), Time::MAX).unwrap();
    let target_duration =
        |is_all| Anchor::new(at(1), std::slice::from_ref(&recent), is_all, None).target_duration();
    assert_eq!((target_duration(true), target_duration(false)), (6, 10));
    let setup = Setup::new(std::iter::empty());
    setup.put(0, "3600.0", "full", "AAAA");
    let recent = setup.archive.select(&setup.variant, at(0), Time::MAX).unwrap();
    assert_eq!(Anchor::new(at(3_600), &[recent], true, None).target_duration(), 3_600, "none is longer");
    let mut setup = Setup::new((0..20).step_by(2));
    let known = setup.archive.select(&setup.variant, at(0), Time::MAX).unwrap();
    assert_eq!(Anchor::new(at(20), std::slice::from_ref(&known), true, None).target_duration(), 2);
    assert_eq!(
        Anchor::new(at(20), &[known], false, None).target_duration(),
        10,
        "another variant is unknown"
    );
    assert_eq!(setup.ask(from(at(0)), at(20)).segments().len(), 10);
}

#[test]
fn a_window_never_slides_back() {
    let mut setup = Setup::new((0..100).step_by(2));
    setup.put(100, "2.0", "partial", "AAAA");
    let asked = Asked { window: Some(Span::from_secs(20)), ..Asked::default() };
    let before = setup.ask(asked, at(102));
    // The better version is shorter, so that the archive's newest moment is now earlier.
    setup.put(100, "0.5", "full", "BBBB");
    assert_eq!(setup.ask(asked, at(103)), before);
}

#[test]
fn variants_count_the_same_whenever_they_are_asked_for() {
    let seconds = || (0..100).step_by(2);
    let (mut early, mut late) = (Setup::new(seconds()), Setup::new(seconds()));
    early.ask(from(at(0)), at(140));
    for setup in [&early, &late] {
        setup.put(130, "2.0", "full", "AAAA");
    }
    assert_eq!(early.ask(from(at(0)), at(140)), late.ask(from(at(0)), at(140)));
}

#[test]
fn a_segment_that_is_ahead_of_the_clock_stops_nothing() {
    let mut setup = Setup::new((0..20).step_by(2));
    setup.put(1_800, "2.0", "full", "AAAA");
    assert_eq!(setup.ask(Asked::default(), at(20)).segments().len(), 10);
    setup.put(20, "2.0", "full", "AAAA");
    assert_eq!(setup.ask(Asked::default(), at(22)).segments().len(), 11);
}

#[test]
fn a_range_that_ends_ends_with_the_numbers_it_had() {
    let mut setup = Setup::new((0..20).step_by(2));
    let asked = Asked { start: Some(at(4)), end: Some(at(30)), window: None };
    let live = setup.ask(asked, at(20));
    let range = asked.resolve(&setup.archive, &setup.variant, at(30), DEFAULT_MAX_RANGE).unwrap();
    assert!(setup.kept.log().was_live(&asked, range) && !live.kind().is_ended());
    setup.put(20, "2.0", "full", "AAAA");
    setup.put(32, "2.0", "full", "AAAA");
    let ended = setup.ask(asked, at(30));
    assert!(ended.kind().is_ended());
    assert_eq!(numbers(&ended), numbers(&live));
    assert_eq!(uris(&ended)[..live.segments().len()], uris(&live)[..]);
    assert_eq!(ended.segments().last().and_then(|last| last.program_date_time), Some(at(20)));
}
