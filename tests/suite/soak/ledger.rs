//! What was recorded: every file with its bytes, since when it is there, and until when.
//!
//! It is written before the disk is where something goes, and after the disk where something comes, so that what it
//! says of a moment held at that moment.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard};
use std::time::{Duration, Instant};

use streamctl::time::Time;

use crate::support::clip::Clip;

/// How long after a file is gone it may still be answered with from memory, on a machine that is busy with other
/// things.
const BELIEF: Duration = Duration::from_secs(30);
/// The length of an MPEG-TS packet, in bytes.
const PACKET: usize = 188;

/// What a file's bytes are made of: a real segment, and packets that hold nothing but a number, so that no two files
/// are alike.
#[derive(Clone, Copy, Debug)]
pub(super) struct Recipe {
    pub(super) clip: fn() -> &'static Clip,
    pub(super) index: usize,
    pub(super) serial: u64,
    /// How many packets of padding there are.
    pub(super) padding: usize,
}

impl Recipe {
    pub(super) fn bytes(&self) -> Vec<u8> {
        let mut packet = [0xFF; PACKET];
        packet[..4].copy_from_slice(&[0x47, 0x1F, 0xFF, 0x10]);
        packet[4..12].copy_from_slice(&self.serial.to_be_bytes());
        let segments = &(self.clip)().segments;
        let mut bytes = segments[self.index % segments.len()].clone();
        bytes.extend(packet.repeat(self.padding + 1));
        bytes
    }
}

/// A file, and the moments of its life.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    pub(super) start: Time,
    pub(super) end: Time,
    pub(super) is_full: bool,
    pub(super) recipe: Recipe,
    /// Since when it is surely there.
    pub(super) came: Option<Instant>,
    /// From when on it may be gone, and since when it surely is.
    pub(super) going: Option<Instant>,
    pub(super) gone: Option<Instant>,
    /// The same of its being taken back.
    pub(super) withdrawing: Option<Instant>,
    pub(super) withdrawn: Option<Instant>,
}

/// When a request was sent, and when its answer had come.
#[derive(Clone, Copy, Debug)]
pub(super) struct Asked {
    pub(super) sent: Instant,
    pub(super) answered: Instant,
}

#[derive(Default)]
pub(super) struct Ledger(Mutex<Pages>);

/// Pieces by their path, such as `show/source/2024-05-01T09/59:58.5-2.0-full-x.ts`.
#[derive(Default)]
pub(super) struct Pages {
    pub(super) pieces: HashMap<String, Piece>,
    /// By variant and start.
    order: BTreeMap<(String, Time), Vec<String>>,
}

fn is_before(moment: Option<Instant>, other: Instant) -> bool {
    moment.is_some_and(|moment| moment < other)
}

impl Ledger {
    pub(super) fn open(&self) -> MutexGuard<'_, Pages> {
        self.0.lock().unwrap()
    }

    /// What is wrong with a status as the answer to a request for this file; nothing if it is right, and then the
    /// file's recipe if it was answered with.
    pub(super) fn weigh(&self, path: &str, status: u16, asked: Asked) -> Result<Option<Recipe>, String> {
        let pages = self.open();
        let Some(piece) = pages.pieces.get(path) else {
            return Err(format!("{path} was never recorded"));
        };
        match status {
            404 if is_before(piece.going, asked.answered) => Ok(None),
            404 => Err(format!("{path} is 404, and was not deleted")),
            200 | 206 | 304 | 416 if piece.gone.is_some_and(|gone| asked.sent > gone + BELIEF) => {
                Err(format!("{path} was answered with long after it was deleted"))
            }
            200 | 206 | 304 | 416 => Ok(Some(piece.recipe)),
            status => Err(format!("{path} is {status}")),
        }
    }

    /// What is wrong with a finished list of these files of a variant, from one moment to another.
    pub(super) fn weigh_list(
        &self,
        variant: &str,
        (start, end): (Time, Time),
        listed: &[String],
        asked: Asked,
    ) -> Result<(), String> {
        let pages = self.open();
        let mut starts = std::collections::BTreeSet::new();
        for path in listed {
            let Some(piece) = pages.pieces.get(path) else {
                return Err(format!("{path} is listed, and was never recorded"));
            };
            if is_before(piece.gone, asked.sent) || is_before(piece.withdrawn, asked.sent) {
                let ago = |moment: Option<Instant>| moment.map(|moment| asked.sent.duration_since(moment));
                let (count, gone, withdrawn) = (listed.len(), ago(piece.gone), ago(piece.withdrawn));
                return Err(format!(
                    "{path} is listed as one of {count}, and was gone {gone:?} or taken back {withdrawn:?} before"
                ));
            }
            if !piece.is_full {
                let better = pages.of(variant, piece.start, piece.end).find(|(_, other)| {
                    other.start == piece.start && other.is_full && other.is_there_throughout(asked)
                });
                if let Some((better, _)) = better {
                    return Err(format!("{path} is listed, and not {better}, which is better"));
                }
            }
            starts.insert(piece.start);
        }
        let missing = pages.of(variant, start, end).find(|(_, piece)| {
            piece.is_full
                && piece.end <= end
                && piece.is_there_throughout(asked)
                && !starts.contains(&piece.start)
        });
        missing.map_or(Ok(()), |(path, _)| Err(format!("{path} is not listed")))
    }
}

impl Piece {
    /// Whether it was there, to be listed, all the while that a request was being answered.
    fn is_there_throughout(&self, asked: Asked) -> bool {
        is_before(self.came, asked.sent)
            && !is_before(self.going, asked.answered)
            && !is_before(self.withdrawing, asked.answered)
    }
}

impl Pages {
    pub(super) fn add(&mut self, variant: &str, path: &str, piece: Piece) {
        self.order.entry((variant.to_owned(), piece.start)).or_default().push(path.to_owned());
        self.pieces.insert(path.to_owned(), piece);
    }

    /// The pieces of a variant that begin in a range.
    fn of<'a>(&'a self, variant: &str, start: Time, end: Time) -> impl Iterator<Item = (&'a str, &'a Piece)> {
        let paths = self.order.range((variant.to_owned(), start)..(variant.to_owned(), end));
        paths.flat_map(|(_, paths)| paths).map(|path| (path.as_str(), &self.pieces[path]))
    }

    /// The paths of a variant's pieces that begin in a range.
    pub(super) fn paths(&self, variant: &str, start: Time, end: Time) -> Vec<String> {
        self.of(variant, start, end).map(|(path, _)| path.to_owned()).collect()
    }
}

#[test]
fn what_is_wrong_is_noticed() {
    use streamctl::time::Span;
    let ledger = Ledger::default();
    let start = crate::support::archive::time("2024-05-01T09:00:00Z");
    let at = |second: u64| start + Span::from_secs(second);
    let recipe = Recipe { clip: crate::support::clip::low, index: 0, serial: 0, padding: 0 };
    let came = Instant::now();
    let add = |path: &str, second: u64, is_full: bool| {
        let (start, end, came) = (at(second), at(second + 10), Some(came));
        let (going, gone, withdrawing, withdrawn) = (None, None, None, None);
        let piece = Piece { start, end, is_full, recipe, came, going, gone, withdrawing, withdrawn };
        ledger.open().add("v", path, piece);
    };
    add("a", 0, true);
    add("b-", 10, false);
    add("b", 10, true);
    add("c", 20, true);
    let asked = |seconds: u64| {
        let sent = came + Duration::from_secs(seconds);
        Asked { sent, answered: sent + Duration::from_secs(1) }
    };
    let list = |listed: &[&str], asked: Asked| {
        let listed: Vec<String> = listed.iter().map(ToString::to_string).collect();
        ledger.weigh_list("v", (at(0), at(30)), &listed, asked).is_ok()
    };
    assert!(list(&["a", "b", "c"], asked(1)));
    for wrong in [&["a", "b"][..], &["a", "b-", "c"], &["a", "b", "c", "d"], &[]] {
        assert!(!list(wrong, asked(1)), "{wrong:?}");
    }
    assert!(ledger.weigh("a", 404, asked(1)).is_err() && ledger.weigh("a", 500, asked(1)).is_err());
    assert!(ledger.weigh("a", 200, asked(1)).is_ok() && ledger.weigh("d", 200, asked(1)).is_err());

    let (going, gone) = (came + Duration::from_secs(10), came + Duration::from_secs(20));
    let mark = |path: &str, mark: &dyn Fn(&mut Piece)| mark(ledger.open().pieces.get_mut(path).unwrap());
    mark("a", &|piece| (piece.going, piece.gone) = (Some(going), Some(gone)));
    mark("c", &|piece| (piece.withdrawing, piece.withdrawn) = (Some(going), Some(gone)));
    assert!(!list(&["b"], asked(1)) && list(&["b"], asked(15)) && list(&["b"], asked(25)));
    assert!(
        list(&["a", "b", "c"], asked(15)) && !list(&["a", "b"], asked(25)) && !list(&["b", "c"], asked(25))
    );
    assert!(ledger.weigh("a", 404, asked(15)).is_ok() && ledger.weigh("a", 200, asked(25)).is_ok());
    assert!(ledger.weigh("a", 200, asked(100)).is_err() && ledger.weigh("c", 404, asked(100)).is_err());
}
