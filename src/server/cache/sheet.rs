//! Hours of playlists as text, plain and compressed, kept for whoever asks for a range that touches them.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hasher};
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, Weak};

use axum::body::Bytes;

use crate::archive::{Hour, Selection};
use crate::hls::{Lines, UriError};
use crate::playlist::block::Block;
use crate::playlist::links::Links;
use crate::server::cache::cut::{Cut, Piece};
use crate::server::cache::deflate::{Packed, pack};
use crate::server::state::lock;
use crate::time::Time;

/// How much memory the hours kept may take together, in bytes: 40 of 2 s segments.
const BUDGET: usize = 16 << 20;
/// How many segments are compressed together: what begins or ends between is compressed anew for each request.
const TOGETHER: usize = 128;

/// An hour's part of a variant's playlists.
#[derive(Debug)]
pub(in crate::server) struct Sheet {
    block: Block,
    /// Stands for its text.
    digest: u64,
    packed: OnceLock<Vec<Packed>>,
}

/// The hours that were last asked for.
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

/// A stream, a variant, and the start of an hour.
type Key = (String, String, Time);

#[derive(Debug)]
struct Entry {
    /// Also those that others keep alive: answers under way share what is on its way.
    found: Weak<Sheet>,
    kept: Option<Arc<Sheet>>,
    last_use: u64,
}

impl Sheet {
    fn write(hour: &Arc<Hour>, links: &Links) -> Result<Self, UriError> {
        let block = Block::write(hour, links)?;
        let mut hasher = DefaultHasher::new();
        hasher.write(block.text().as_bytes());
        Ok(Self { block, digest: hasher.finish(), packed: OnceLock::new() })
    }

    /// A number that another text hardly has.
    pub(in crate::server) const fn digest(&self) -> u64 {
        self.digest
    }

    /// A part of its text, not copied.
    pub(in crate::server) fn bytes(self: &Arc<Self>, part: Range<usize>) -> Bytes {
        Bytes::from_owner(Text(Arc::clone(self))).slice(part)
    }

    pub(in crate::server) fn text(&self) -> &str {
        self.block.text()
    }

    /// The parts of its text that are compressed already, in order and without holes; compressed now if this is
    /// the first time.
    pub(in crate::server) fn packed(&self) -> &[Packed] {
        self.packed.get_or_init(|| {
            let starts = (0..self.block.count()).step_by(TOGETHER);
            let parts = starts.map(|start| self.block.whole(&(start..start + TOGETHER)));
            parts.map(|part| pack(self.text()[part.clone()].as_bytes(), part)).collect()
        })
    }

    /// About how much memory it takes, compressed too.
    fn weight(&self) -> usize {
        self.text().len() + self.text().len() / 4 + self.block.count() * size_of::<usize>()
    }
}

/// A sheet's text as bytes that keep it alive.
struct Text(Arc<Sheet>);

impl AsRef<[u8]> for Text {
    fn as_ref(&self) -> &[u8] {
        self.0.text().as_bytes()
    }
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
            let sheet = self.sheet(names, stretch.hour, links)?;
            let part = sheet.block.cut(&stretch.places);
            cut.push(Piece { sheet, part, is_marked: stretch.after_hole });
        }
        Ok(cut)
    }

    /// An hour's sheet, written now if it is not here as the hour is now.
    fn sheet(
        &self,
        [stream, variant]: [&str; 2],
        hour: &Arc<Hour>,
        links: &Links,
    ) -> Result<Arc<Sheet>, UriError> {
        let key = (stream.to_owned(), variant.to_owned(), hour.start());
        if let Some(found) = lock(&self.kept).find(&key, hour) {
            return Ok(found);
        }
        let sheet = Arc::new(Sheet::write(hour, links)?);
        lock(&self.kept).keep(key, &sheet);
        Ok(sheet)
    }
}

impl Kept {
    fn find(&mut self, key: &Key, hour: &Arc<Hour>) -> Option<Arc<Sheet>> {
        self.uses += 1;
        let entry = self.sheets.get_mut(key)?;
        let sheet = entry.found.upgrade().filter(|sheet| sheet.block.is_of(hour))?;
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
