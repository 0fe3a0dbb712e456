//! A recording as the field makes them: real segments across an hour's end, in two variants, with everything
//! that goes wrong.

use std::path::PathBuf;

use streamctl::time::Time;

use super::archive::{Archive, time};
use super::clip::{self, Clip, SEGMENT};

/// An archive with one stream, [`STREAM`], of the variants `source` and `low`.
///
/// Both are [`clip::SEGMENTS`] segments long, begin at [`START`] and reach across ten o'clock. In both nothing
/// is to be had of the segment [`MISSING`]. All else that is wrong is in `source`.
pub(crate) struct Recording {
    pub(crate) archive: Archive,
    stream: String,
    pub(crate) source: Vec<Chosen>,
    pub(crate) low: Vec<Chosen>,
}

/// The segment that playlists should list for a moment.
#[derive(Clone, Debug)]
pub(crate) struct Chosen {
    /// Below the variant: `HOUR/FILE`.
    pub(crate) name: String,
    pub(crate) start: Time,
    pub(crate) size: usize,
    /// Whether something is missing before it.
    pub(crate) after_hole: bool,
}

pub(crate) const STREAM: &str = "show";
/// When the recording begins.
pub(crate) const START: &str = "2024-05-01T09:59:48Z";
/// The index of the segment that is missing: it begins two seconds after the hour.
pub(crate) const MISSING: usize = 7;

/// The length of an MPEG-TS packet, in bytes.
const PACKET: usize = 188;

impl Recording {
    pub(crate) fn new() -> Self {
        Self::of(STREAM)
    }

    /// The same with another name for the stream.
    pub(crate) fn of(stream: &str) -> Self {
        let archive = Archive::new();
        let mut source =
            Recorder { archive: &archive, variant: format!("{stream}/source"), clip: clip::source() };
        let source = source.make(&[
            Kept::Full,
            Kept::Longest,
            Kept::Largest,
            Kept::Suspect,
            Kept::Full,
            Kept::Partial,
            Kept::Full,
            Kept::Nothing,
            Kept::Full,
            Kept::Suspect,
            Kept::Full,
            Kept::Full,
        ]);
        let mut low = Recorder { archive: &archive, variant: format!("{stream}/low"), clip: clip::low() };
        let mut kept = [Kept::Full; clip::SEGMENTS];
        kept[MISSING] = Kept::Nothing;
        let low = low.make(&kept);
        Self { archive, stream: stream.to_owned(), source, low }
    }

    /// The directory of a variant.
    pub(crate) fn directory(&self, variant: &str) -> PathBuf {
        self.archive.path(&self.stream).join(variant)
    }

    /// The segments of a variant that begin from one of them on, up to without another.
    pub(crate) fn between(&self, variant: &str, from: usize, to: usize) -> Vec<Chosen> {
        let range = start_of(from)..start_of(to);
        self.variant(variant).iter().filter(|segment| range.contains(&segment.start)).cloned().collect()
    }

    /// The segments of a variant.
    pub(crate) fn variant(&self, name: &str) -> &[Chosen] {
        match name {
            "source" => &self.source,
            "low" => &self.low,
            name => panic!("there is no variant {name}"),
        }
    }
}

/// When a segment of the recording begins.
pub(crate) fn start_of(index: usize) -> Time {
    (0..index).fold(time(START), |start, _| start + SEGMENT)
}

/// Which version of a segment is kept of those that there are.
#[derive(Clone, Copy)]
enum Kept {
    /// The only one.
    Full,
    /// The longest of the full ones, among a larger shorter one, a larger cut off one, and a doubtful one.
    Longest,
    /// The largest of two full ones of one length.
    Largest,
    /// A doubtful one, among a larger one that was cut off; it is followed by a hole.
    Suspect,
    /// One that was cut off; it is followed by a hole.
    Partial,
    /// None: one is still being written, another was taken back.
    Nothing,
}

struct Recorder<'a> {
    archive: &'a Archive,
    variant: String,
    clip: &'a Clip,
}

impl Recorder<'_> {
    fn make(&mut self, kept: &[Kept]) -> Vec<Chosen> {
        let mut chosen = Vec::new();
        let mut after_hole = false;
        for (index, &kept) in kept.iter().enumerate() {
            match self.make_one(index, kept) {
                Some((name, size)) => {
                    chosen.push(Chosen { name, start: start_of(index), size, after_hole });
                    after_hole = matches!(kept, Kept::Suspect | Kept::Partial);
                }
                None => after_hole = true,
            }
        }
        chosen
    }

    /// Records all versions of a segment; the name and size of the best.
    fn make_one(&self, index: usize, kept: Kept) -> Option<(String, usize)> {
        let whole = self.clip.segments[index].clone();
        let half = whole[..whole.len() / PACKET / 2 * PACKET].to_vec();
        let padded = [whole.clone(), padding(whole.len())].concat();
        let record = |duration, kind: &str, bytes: &[u8]| {
            let name = self.archive.record(&self.variant, start_of(index), duration, kind, bytes);
            (name, bytes.len())
        };
        let shorter = streamctl::time::Span::from_secs(1);
        match kept {
            Kept::Full => Some(record(SEGMENT, "full", &whole)),
            Kept::Longest => {
                record(shorter, "full", &padded);
                record(SEGMENT, "partial", &padded);
                record(SEGMENT, "suspect", &half);
                Some(record(SEGMENT, "full", &whole))
            }
            Kept::Largest => {
                record(SEGMENT, "full", &half);
                Some(record(SEGMENT, "full", &whole))
            }
            Kept::Suspect => {
                record(SEGMENT, "partial", &padded);
                Some(record(SEGMENT, "suspect", &whole))
            }
            Kept::Partial => Some(record(shorter, "partial", &half)),
            Kept::Nothing => {
                let (gone, _) = record(SEGMENT, "full", &whole);
                let tombstone = gone.replace(".ts", ".tombstone");
                self.archive.put(format!("{}/{tombstone}", self.variant), b"");
                record(SEGMENT, "temp", &half);
                None
            }
        }
    }
}

/// About so many bytes of packets that hold nothing.
fn padding(bytes: usize) -> Vec<u8> {
    let mut packet = [0xFF; PACKET];
    packet[..4].copy_from_slice(&[0x47, 0x1F, 0xFF, 0x10]);
    packet.repeat(bytes / PACKET)
}
