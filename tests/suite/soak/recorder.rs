//! A recorder that is faster than time: it begins some hours ago and comes up to now while the soak runs, and does
//! all that recorders do on the way: late segments, better ones, some that are taken back, holes, and old hours
//! deleted.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use streamctl::time::{Span, Time};

use super::chance::Chance;
use super::ledger::{Ledger, Piece, Recipe};
use crate::support::archive::{Archive, segment_name};
use crate::support::clip;

/// How long a segment is by its name.
pub(super) const SEGMENT: Span = Span::from_secs(10);
/// How many whole hours are kept besides the one that is being recorded.
const KEPT: u64 = 2;
/// How many hours are recorded before anybody watches.
const BEFORE: u64 = 2;
/// How many segments of a variant are recorded in a second. Players know what went before for six target durations,
/// which pass in no time otherwise.
const PACE: u64 = 3;
/// How long to wait for the moment of the next segment at least.
const PAUSE: Duration = Duration::from_millis(5);

pub(super) const VARIANTS: [&str; 3] = ["show/low", "show/source", "talk/only"];

/// What is to be done once the recorder has come to a segment.
enum Later {
    Record(&'static str, u64, Kind),
    TakeBack(String),
}

#[derive(Clone, Copy)]
enum Kind {
    Full,
    /// Full, and larger than what is sent at once.
    Large,
    Partial,
    Suspect,
}

pub(super) struct Recorder {
    archive: Arc<Archive>,
    ledger: Arc<Ledger>,
    /// How long it takes to come up to now.
    length: Duration,
    /// The start of the hour it begins with.
    began: Time,
    /// How many segments an hour has: half of them at its beginning and half at its end.
    per_hour: u64,
    chance: Chance,
    serial: u64,
    later: Vec<(u64, Later)>,
    slot: u64,
    deleted: u64,
}

/// What a recorder has done.
pub(super) struct Done {
    pub(super) segments: u64,
    pub(super) hours: u64,
    /// How many hours of a variant.
    pub(super) deleted: u64,
}

impl Recorder {
    /// Records the first hours. The others, up to now, will take so long.
    pub(super) fn start(archive: Arc<Archive>, ledger: Arc<Ledger>, now: Time, length: Duration) -> Self {
        let hours = 3 + (length.as_secs() / 60).min(20);
        let began = now.hour() - Span::from_secs(3_600 * (BEFORE + hours));
        let per_hour = (length.as_secs() * PACE / (2 * hours + 1) * 2).clamp(16, 360);
        let chance = Chance::new(7);
        let (serial, slot, deleted) = (0, 0, 0);
        let later = Vec::new();
        let mut recorder =
            Self { archive, ledger, length, began, per_hour, chance, serial, later, slot, deleted };
        while recorder.slot < BEFORE * recorder.per_hour {
            recorder.record_slot();
        }
        recorder
    }

    /// The start of the recording.
    pub(super) fn began(&self) -> Time {
        self.began
    }

    fn at(&self, slot: u64) -> Time {
        let (hour, index) = (slot / self.per_hour, slot % self.per_hour);
        let is_late = index >= self.per_hour / 2;
        let left_out = if is_late { 3_600_000_000 - self.per_hour * SEGMENT.micros() } else { 0 };
        self.began + Span::from_secs(3_600 * hour) + Span::from_micros(index * SEGMENT.micros() + left_out)
    }

    /// Goes on until it has come up to now, at an even pace, and then with time, until told to stop.
    pub(super) fn run(mut self, is_over: &AtomicBool) -> Done {
        let clock = || Time::from_system(std::time::SystemTime::now());
        let (first, begun, now) = (self.slot, Instant::now(), clock());
        let mut all = 0;
        while self.at(first + all) + SEGMENT <= now {
            all += 1;
        }
        loop {
            let passed = begun.elapsed().min(self.length).as_millis();
            let due = first + u64::try_from(u128::from(all) * passed / self.length.as_millis()).unwrap();
            let has_come_up = self.slot >= first + all;
            // Segments appear when they have ended.
            if self.slot < due || has_come_up && self.at(self.slot) + SEGMENT <= clock() {
                self.record_slot();
            } else if has_come_up && is_over.load(Ordering::Relaxed) {
                break;
            } else {
                std::thread::sleep(PAUSE);
            }
        }
        Done { segments: self.serial, hours: self.slot / self.per_hour, deleted: self.deleted }
    }

    fn record_slot(&mut self) {
        let slot = self.slot;
        self.slot += 1;
        if slot.is_multiple_of(self.per_hour) && slot / self.per_hour > KEPT {
            self.delete(slot / self.per_hour - KEPT - 1);
        }
        let waiting = std::mem::take(&mut self.later).into_iter();
        let (due, later): (Vec<_>, Vec<_>) = waiting.partition(|(due, _)| *due <= slot);
        self.later = later;
        for (_, action) in due {
            match action {
                Later::Record(variant, slot, kind) => drop(self.record(variant, slot, kind)),
                Later::TakeBack(path) => self.take_back(&path),
            }
        }
        for variant in VARIANTS {
            match self.chance.below(100) {
                0..2 => {}
                2..6 => self.later.push((slot + 10, Later::Record(variant, slot, Kind::Full))),
                6..10 => {
                    self.record(variant, slot, Kind::Partial);
                    self.later.push((slot + 5, Later::Record(variant, slot, Kind::Full)));
                }
                10..12 => drop(self.record(variant, slot, Kind::Suspect)),
                12..14 => {
                    let path = self.record(variant, slot, Kind::Full);
                    self.later.push((slot + 3, Later::TakeBack(path)));
                }
                14..18 => drop(self.record(variant, slot, Kind::Large)),
                _ => drop(self.record(variant, slot, Kind::Full)),
            }
        }
    }

    fn record(&mut self, variant: &'static str, slot: u64, kind: Kind) -> String {
        self.serial += 1;
        let clip = if variant == "show/source" { clip::source } else { clip::low };
        let padding = if matches!(kind, Kind::Large) { 3_500 } else { 0 };
        let index = usize::try_from(slot % 1_000).unwrap();
        let recipe = Recipe { clip, index, serial: self.serial, padding };
        let bytes = recipe.bytes();
        let (length, word) = match kind {
            Kind::Full | Kind::Large => (SEGMENT, "full"),
            Kind::Partial => (Span::from_secs(6), "partial"),
            Kind::Suspect => (SEGMENT, "suspect"),
        };
        let start = self.at(slot);
        let path = format!("{variant}/{}", segment_name(start, length, word, &bytes));
        let piece = Piece {
            start,
            end: start + length,
            is_full: word == "full",
            recipe,
            came: None,
            going: None,
            gone: None,
            withdrawing: None,
            withdrawn: None,
        };
        self.ledger.open().add(variant, &path, piece);
        let unfinished = format!("{variant}/{}", segment_name(start, length, "temp", &bytes));
        let unfinished = self.archive.path(unfinished);
        fs::create_dir_all(unfinished.parent().unwrap()).unwrap();
        fs::write(&unfinished, &bytes).unwrap();
        fs::rename(unfinished, self.archive.path(&path)).unwrap();
        self.mark(&path, |piece| piece.came = Some(Instant::now()));
        path
    }

    fn mark(&self, path: &str, mark: impl FnOnce(&mut Piece)) {
        if let Some(piece) = self.ledger.open().pieces.get_mut(path) {
            mark(piece);
        }
    }

    fn take_back(&mut self, path: &str) {
        self.mark(path, |piece| piece.withdrawing = Some(Instant::now()));
        self.archive.put(path.replace(".ts", ".tombstone"), b"");
        self.mark(path, |piece| piece.withdrawn = Some(Instant::now()));
    }

    /// Deletes an hour of all variants, a file at a time, as `rm -r` does.
    fn delete(&mut self, hour: u64) {
        let (start, end) = (self.at(hour * self.per_hour), self.at((hour + 1) * self.per_hour));
        for variant in VARIANTS {
            let paths = self.ledger.open().paths(variant, start, end);
            for path in &paths {
                self.mark(path, |piece| piece.going = Some(Instant::now()));
            }
            let Some(directory) = paths.first().and_then(|path| Path::new(path).parent()) else { continue };
            fs::remove_dir_all(self.archive.path(directory)).unwrap();
            for path in &paths {
                self.mark(path, |piece| piece.gone = Some(Instant::now()));
            }
            self.deleted += 1;
        }
    }
}
