//! Parts of playlists as text, plain and compressed, kept for whoever asks for what they are in: hours of the past, and
//! segments that live playlists have listed under their numbers.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hasher};
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, Weak};

use axum::body::Bytes;

use crate::archive::{Hour, Selection};
use crate::hls::{Lines, UriError};
use crate::playlist::block;
use crate::playlist::links::Links;
use crate::playlist::live::{Edition, Log};
use crate::server::cache::cut::{Cut, Piece};
use crate::server::cache::deflate::{Packed, pack};
use crate::server::load::budget::{Budget, Claim};
use crate::server::state::lock;
use crate::time::Time;

/// How much memory the parts kept may take together, in bytes: 40 hours of 2 s segments.
pub(in crate::server) const BUDGET: usize = 16 << 20;
/// How many segments are compressed together: what begins or ends between is compressed anew for each request.
const TOGETHER: usize = 128;
/// How many segments of live playlists are written together. Where a list begins or ends in between, that part is written
/// for its edition alone.
const PAGE: u64 = TOGETHER as u64;

/// A part of a variant's playlists.
#[derive(Debug)]
pub(in crate::server) struct Sheet {
    lines: Lines,
    /// The hour it was written from; none if it is of a live playlist, whose numbers stand for the same for good.
    hour: Option<Arc<Hour>>,
    /// Stands for its text.
    digest: u64,
    packed: OnceLock<Vec<Packed>>,
    /// Since somebody was answered with it.
    claim: OnceLock<Claim>,
}

/// The parts that were last asked for.
#[derive(Debug, Default)]
pub(in crate::server) struct Sheets {
    kept: Mutex<Kept>,
}

#[derive(Debug, Default)]
struct Kept {
    sheets: HashMap<Key, Entry>,
    weight: usize,
    uses: u64,
}

/// A stream, a variant, and what of it.
type Key = (String, String, Part);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Part {
    /// The hour that starts then.
    Hour(Time),
    /// The segments with these numbers in live playlists.
    Numbers(Range<u64>),
}

#[derive(Debug)]
struct Entry {
    /// Also those that others keep alive: answers under way share what is on its way.
    found: Weak<Sheet>,
    kept: Option<Arc<Sheet>>,
    last_use: u64,
}

impl Sheet {
    fn new(lines: Lines, hour: Option<Arc<Hour>>) -> Self {
        let mut hasher = DefaultHasher::new();
        hasher.write(lines.text().as_bytes());
        Self { lines, hour, digest: hasher.finish(), packed: OnceLock::new(), claim: OnceLock::new() }
    }

    /// A number that another text hardly has.
    pub(in crate::server) const fn digest(&self) -> u64 {
        self.digest
    }

    /// Counts it for as long as it is there; how many bytes that are which had not been counted.
    pub(in crate::server) fn count(&self, budget: &Arc<Budget>) -> usize {
        let mut new = 0;
        self.claim.get_or_init(|| {
            new = self.text().len();
            budget.count(new)
        });
        new
    }

    /// A part of its text, not copied.
    pub(in crate::server) fn bytes(self: &Arc<Self>, part: Range<usize>) -> Bytes {
        Bytes::from_owner(Text(Arc::clone(self))).slice(part)
    }

    pub(in crate::server) fn text(&self) -> &str {
        self.lines.text()
    }

    /// The parts of its text that are compressed already, in order and without holes; compressed now if this is
    /// the first time.
    pub(in crate::server) fn packed(&self) -> &[Packed] {
        self.packed.get_or_init(|| {
            let starts = (0..self.lines.count()).step_by(TOGETHER);
            let parts = starts.map(|start| self.lines.whole(&(start..start + TOGETHER)));
            let packed = parts.map(|part| pack(self.text()[part.clone()].as_bytes(), part));
            packed.map(|packed| packed.counted(self.claim.get())).collect()
        })
    }

    /// Whether that has been done.
    pub(in crate::server) fn is_packed(&self) -> bool {
        self.packed.get().is_some()
    }

    /// About how much memory it takes, compressed too.
    fn weight(&self) -> usize {
        self.text().len() + self.text().len() / 4 + self.lines.count() * size_of::<usize>()
    }
}

/// A sheet's text as bytes that keep it alive.
struct Text(Arc<Sheet>);

impl AsRef<[u8]> for Text {
    fn as_ref(&self) -> &[u8] {
        self.0.text().as_bytes()
    }
}

/// The numbers of the page from here on, in a list that ends before `end`. Where pages begin does not depend on where
/// a list begins.
fn page(from: u64, end: u64) -> Range<u64> {
    from..(from / PAGE * PAGE + PAGE).min(end)
}

impl Sheets {
    /// About how much memory they take.
    pub(in crate::server) fn bytes(&self) -> usize {
        lock(&self.kept).weight
    }

    /// The playlist of what was selected of a variant; its target duration, in seconds, must be that of
    /// [`crate::playlist::block::target_duration`].
    pub(in crate::server) fn cut(
        &self,
        names: [&str; 2],
        selection: &Selection,
        links: &Links,
        target_duration: u64,
    ) -> Result<Cut, UriError> {
        let (head, tail) = Lines::around(target_duration);
        let mut cut = Cut::new(head, tail);
        for stretch in selection.stretches() {
            let part = Part::Hour(stretch.hour.start());
            let write = || block::lines(stretch.hour, links);
            let sheet = self.sheet(names, part, Some(stretch.hour), write)?;
            let part = sheet.lines.cut(&stretch.places);
            cut.push(Piece { sheet, part, is_marked: stretch.after_hole });
        }
        Ok(cut)
    }

    /// The text of an edition of the live playlist of a variant, whose log this is.
    pub(in crate::server) fn cut_live(
        &self,
        names: [&str; 2],
        edition: &Edition,
        log: &Log,
        links: &Links,
    ) -> Result<Cut, UriError> {
        let Range { start, end } = edition.numbers;
        let mut sheets = Vec::new();
        let mut from = start;
        while from < end {
            from = self.find_pages(names, from..end, &mut sheets);
            if from < end {
                let part = page(from, end);
                let lines = || log.lines(&part, links);
                sheets.push(self.sheet(names, Part::Numbers(part.clone()), None, lines)?);
                from = part.end;
            }
        }
        let has_gap = sheets.iter().any(|sheet| sheet.lines.has_gap());
        let (head, tail) =
            Lines::around_live(edition.kind, edition.target_duration, has_gap, edition.skipped);
        let mut cut = Cut::new(head, tail);
        for sheet in sheets {
            let part = 0..sheet.text().len();
            cut.push(Piece { sheet, part, is_marked: false });
        }
        Ok(cut)
    }

    /// The pages of these numbers up to the first that is not here; the number that this begins with. A list of a day
    /// has hundreds of them.
    fn find_pages(
        &self,
        [stream, variant]: [&str; 2],
        numbers: Range<u64>,
        pages: &mut Vec<Arc<Sheet>>,
    ) -> u64 {
        let Range { start: mut from, end } = numbers;
        let mut key = (stream.to_owned(), variant.to_owned(), Part::Numbers(0..0));
        let mut kept = lock(&self.kept);
        while from < end {
            let part = page(from, end);
            let to = part.end;
            key.2 = Part::Numbers(part);
            let Some(found) = kept.find(&key, None) else { break };
            pages.push(found);
            from = to;
        }
        from
    }

    /// A sheet, written now if it is not here as it would be now.
    fn sheet(
        &self,
        [stream, variant]: [&str; 2],
        part: Part,
        hour: Option<&Arc<Hour>>,
        write: impl FnOnce() -> Result<Lines, UriError>,
    ) -> Result<Arc<Sheet>, UriError> {
        let key = (stream.to_owned(), variant.to_owned(), part);
        if let Some(found) = lock(&self.kept).find(&key, hour) {
            return Ok(found);
        }
        let sheet = Arc::new(Sheet::new(write()?, hour.map(Arc::clone)));
        lock(&self.kept).keep(key, &sheet);
        Ok(sheet)
    }
}

impl Kept {
    fn find(&mut self, key: &Key, hour: Option<&Arc<Hour>>) -> Option<Arc<Sheet>> {
        self.uses += 1;
        let entry = self.sheets.get_mut(key)?;
        let sheet = entry
            .found
            .upgrade()
            .filter(|sheet| sheet.hour.as_ref().map(Arc::as_ptr) == hour.map(Arc::as_ptr))?;
        entry.last_use = self.uses;
        if entry.kept.is_none() {
            entry.kept = Some(Arc::clone(&sheet));
            self.weight += sheet.weight();
            self.drop_the_oldest();
        }
        Some(sheet)
    }

    fn keep(&mut self, key: Key, sheet: &Arc<Sheet>) {
        self.uses += 1;
        let (found, kept) = (Arc::downgrade(sheet), Some(Arc::clone(sheet)));
        let entry = Entry { found, kept, last_use: self.uses };
        self.weight += sheet.weight();
        let old = self.sheets.insert(key, entry).and_then(|old| old.kept);
        self.weight -= old.map_or(0, |old| old.weight());
        self.drop_the_oldest();
    }

    /// Keeps to the budget, but for the last one used.
    fn drop_the_oldest(&mut self) {
        while self.weight > BUDGET {
            let kept = self.sheets.values_mut().filter(|entry| entry.kept.is_some());
            let Some(oldest) = kept.min_by_key(|entry| entry.last_use) else { break };
            if oldest.last_use == self.uses {
                break;
            }
            self.weight -= oldest.kept.take().map_or(0, |sheet| sheet.weight());
            self.sheets.retain(|_, entry| entry.found.strong_count() > 0);
        }
    }
}
