//! The `moov` box: which tracks there are, and what holds for all their fragments (ISO/IEC 14496-12 §8.2).

use super::boxes::{Atoms, Fields, descend, find};
use super::entry::{self, Entry};
use crate::media::measured::Media;

/// As many tracks and sample entries as are read; there are far fewer.
const MOST: usize = 64;

/// A track of audio or video.
#[derive(Clone, Debug)]
pub(super) struct Trak {
    pub id: u32,
    pub media: Media,
    pub timescale: u32,
    pub entries: Vec<Entry>,
    /// What the edit list adds to every presentation time, in ticks.
    pub shift: i64,
    pub defaults: Defaults,
}

/// What holds for samples whose fragment does not say otherwise (§8.8.3).
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Defaults {
    pub entry: u32,
    pub duration: u32,
    pub size: u32,
    pub flags: u32,
}

/// The tracks of audio and video in a `moov` box, in order.
pub(super) fn read(moov: &[u8]) -> Vec<Trak> {
    let movie = find(moov, *b"mvhd").and_then(timescale).unwrap_or_default();
    let traks = Atoms::new(moov).filter(|atom| &atom.kind == b"trak");
    let mut traks: Vec<Trak> = traks.filter_map(|atom| trak(atom.body, movie)).take(MOST).collect();
    for atom in find(moov, *b"mvex").into_iter().flat_map(Atoms::new).filter(|atom| &atom.kind == b"trex") {
        if let Some((id, defaults)) = trex(atom.body)
            && let Some(trak) = traks.iter_mut().find(|trak| trak.id == id)
        {
            trak.defaults = defaults;
        }
    }
    traks
}

fn trak(trak: &[u8], movie: u32) -> Option<Trak> {
    let mut tkhd = Fields(find(trak, *b"tkhd")?);
    let (version, _) = tkhd.full()?;
    tkhd.versioned(version)?;
    tkhd.versioned(version)?;
    let id = tkhd.u32()?;
    let mdia = find(trak, *b"mdia")?;
    let timescale = find(mdia, *b"mdhd").and_then(timescale).filter(|scale| *scale > 0)?;
    let mut handler = Fields(find(mdia, *b"hdlr")?);
    handler.u64()?;
    let media = match &handler.take::<4>()? {
        b"vide" => Media::Video,
        b"soun" => Media::Audio,
        _ => return None,
    };
    let mut stsd = Fields(descend(mdia, &[*b"minf", *b"stbl", *b"stsd"])?);
    stsd.u64()?;
    let entries = Atoms::new(stsd.0).take(MOST).map(|atom| entry::read(&atom, media)).collect();
    let shift = descend(trak, &[*b"edts", *b"elst"]).and_then(|elst| edits(elst, movie, timescale));
    let shift = shift.unwrap_or_default();
    Some(Trak { id, media, timescale, entries, shift, defaults: Defaults::default() })
}

/// The timescale of an `mvhd` or `mdhd` box, which begin alike.
fn timescale(body: &[u8]) -> Option<u32> {
    let mut fields = Fields(body);
    let (version, _) = fields.full()?;
    fields.versioned(version)?;
    fields.versioned(version)?;
    fields.u32()
}

/// How much later than its own time the first real edit shows what it shows (§8.6.6): the empty ones before it
/// delay it, and it begins inside the track.
fn edits(elst: &[u8], movie: u32, timescale: u32) -> Option<i64> {
    let mut fields = Fields(elst);
    let (version, _) = fields.full()?;
    let count = fields.u32()?;
    let mut delay = 0_i64;
    for _ in 0..count {
        let duration = fields.versioned(version)?;
        let time = match version {
            0 => i64::from(fields.u32()?.cast_signed()),
            _ => fields.u64()?.cast_signed(),
        };
        fields.u32()?;
        if time >= 0 {
            return Some(delay.saturating_sub(time));
        }
        let ticks = u128::from(duration) * u128::from(timescale) / u128::from(movie.max(1));
        delay = delay.saturating_add(i64::try_from(ticks).unwrap_or(i64::MAX));
    }
    None
}

fn trex(body: &[u8]) -> Option<(u32, Defaults)> {
    let mut fields = Fields(body);
    fields.full()?;
    let id = fields.u32()?;
    let [entry, duration, size, flags] = [fields.u32()?, fields.u32()?, fields.u32()?, fields.u32()?];
    Some((id, Defaults { entry, duration, size, flags }))
}
