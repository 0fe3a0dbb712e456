//! One pass over a fragmented MP4 segment (ISO/IEC 14496-12 §8.8).

mod boxes;
mod entry;
mod esds;
mod init;
mod run;
mod track;

use self::boxes::{Atom, Atoms, Fields, find};
use self::init::Defaults;
use self::run::Run;
use self::track::Track;
use super::measure::MeasureError;
use super::measured::{Faults, Format, Measured};

/// The boxes a segment or an initialization segment may begin with.
const FIRST: [&[u8; 4]; 13] = [
    b"ftyp", b"styp", b"moov", b"moof", b"sidx", b"ssix", b"emsg", b"prft", b"mdat", b"free", b"skip",
    b"uuid", b"pdin",
];

/// As many tracks as are read of all `moov` boxes together.
const MOST: usize = 64;

/// Whether these bytes begin as MP4 does.
pub(crate) fn is_mp4(bytes: &[u8]) -> bool {
    bytes.get(4..8).and_then(<[u8]>::first_chunk).is_some_and(|kind| FIRST.contains(&kind))
}

/// Reads all fragments; the `moov` box may be in the initialization segment, or in front of them.
pub(crate) fn read(init: &[u8], bytes: &[u8]) -> Result<Measured, MeasureError> {
    let mut reader = Reader::default();
    if let Some(moov) = find(init, *b"moov") {
        reader.begin(moov);
    }
    let mut atoms = Atoms::new(bytes);
    for atom in atoms.by_ref() {
        reader.faults.truncated |= atom.is_cut;
        match &atom.kind {
            b"moov" => reader.begin(atom.body),
            b"moof" => {
                reader.has_fragments = true;
                reader.fragment(&atom, bytes);
            }
            _ => {}
        }
    }
    reader.faults.truncated |= atoms.is_cut;
    reader.faults.damaged += u64::from(atoms.is_damaged);
    match (&reader.moov, reader.has_fragments) {
        (None, _) => Err(MeasureError::NoInit),
        (_, false) => Err(MeasureError::NoFragments),
        _ => Ok(reader.finish()),
    }
}

#[derive(Default)]
struct Reader<'a> {
    moov: Option<&'a [u8]>,
    tables_changed: bool,
    tracks: Vec<Track>,
    /// Where the tracks of the `moov` in force begin among all.
    current: usize,
    has_fragments: bool,
    faults: Faults,
}

impl<'a> Reader<'a> {
    /// Takes a `moov` box. Nothing changes if it is the one in force once more.
    fn begin(&mut self, moov: &'a [u8]) {
        if self.moov == Some(moov) {
            return;
        }
        if self.has_fragments {
            self.tables_changed = true;
            self.current = self.tracks.len();
        } else {
            self.tracks.clear();
        }
        self.moov = Some(moov);
        let room = MOST - self.tracks.len().min(MOST);
        self.tracks.extend(init::read(moov).into_iter().take(room).map(Track::new));
    }

    /// Takes a `moof` box.
    fn fragment(&mut self, moof: &Atom<'_>, bytes: &[u8]) {
        let mut end = moof.position as u64;
        let mut atoms = Atoms::new(moof.body);
        for traf in atoms.by_ref().filter(|atom| &atom.kind == b"traf") {
            match self.traf(traf.body, moof.position as u64, end, bytes) {
                Some(after) => end = after,
                None => self.faults.damaged += 1,
            }
        }
        self.faults.damaged += u64::from(atoms.is_damaged);
    }

    /// Takes a `traf` box; where its samples end. Nothing if it contradicts itself; one of a track that is
    /// neither audio nor video is left out.
    fn traf(&mut self, traf: &[u8], moof: u64, end: u64, bytes: &[u8]) -> Option<u64> {
        let mut header = Fields(find(traf, *b"tfhd")?);
        let (_, flags) = header.full()?;
        let id = header.u32()?;
        let Some(track) = self.tracks[self.current..].iter_mut().find(|track| track.trak.id == id) else {
            return Some(end);
        };
        let base = if flags & 1 == 0 { None } else { Some(header.u64()?) };
        let base = base.unwrap_or(if flags & 0x2_0000 == 0 { end } else { moof });
        let mut field =
            |flag: u32, default: u32| if flags & flag == 0 { Some(default) } else { header.u32() };
        let known = track.trak.defaults;
        let defaults = Defaults {
            entry: field(0x02, known.entry)?,
            duration: field(0x08, known.duration)?,
            size: field(0x10, known.size)?,
            flags: field(0x20, known.flags)?,
        };
        track.enter(defaults.entry.max(1));
        if let Some(time) = find(traf, *b"tfdt") {
            let mut time = Fields(time);
            let (version, _) = time.full()?;
            track.clock = i64::try_from(time.versioned(version)?).ok()?;
        }
        let mut position = base;
        for trun in Atoms::new(traf).filter(|atom| &atom.kind == b"trun") {
            let run = Run::parse(trun.body, defaults)?;
            if let Some(offset) = run.offset {
                position = base.checked_add_signed(offset.into())?;
            }
            position = track.take(run, position, bytes);
        }
        Some(position)
    }

    fn finish(mut self) -> Measured {
        let mut tracks = Vec::with_capacity(self.tracks.len());
        for track in self.tracks {
            tracks.push(track.finish(&mut self.faults));
        }
        Measured { format: Format::Mp4, tracks, tables_changed: self.tables_changed, faults: self.faults }
    }
}
