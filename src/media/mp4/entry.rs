//! Sample entries: what a track's frames are encoded with (ISO/IEC 14496-12 §8.5.2, 14496-15).

use super::boxes::{Atom, Atoms, Fields, find};
use super::esds;
use crate::media::measured::{Parameters, VideoRange};
use crate::media::picture::Codec;
use crate::media::{ac3, av1, h265, measured::Media};

/// Bytes of a visual and of a sound entry before the boxes in it.
const VISUAL: usize = 78;
const SOUND: usize = 28;

/// As many units as are looked at in one list of parameter sets.
const MOST_UNITS: usize = 64;

/// What a sample entry says.
#[derive(Clone, Debug, Default)]
pub(super) struct Entry {
    pub parameters: Parameters,
    /// How pictures are encoded, and how many bytes the length of a unit has in them.
    pub units: Option<(Codec, usize)>,
    pub has_fields: bool,
    pub is_encrypted: bool,
}

/// Reads a sample entry.
pub(super) fn read(atom: &Atom<'_>, media: Media) -> Entry {
    let mut entry = match media {
        Media::Video => video(atom),
        Media::Audio => audio(atom),
    }
    .unwrap_or_default();
    entry.parameters.written = atom.kind.iter().chain(atom.body).copied().collect();
    entry
}

/// The kind of an entry before it was encrypted.
fn original(atom: &Atom<'_>, inside: &[u8]) -> ([u8; 4], bool) {
    let is_encrypted = matches!(&atom.kind, b"encv" | b"enca");
    let frma = find(inside, *b"sinf").and_then(|sinf| find(sinf, *b"frma"));
    let before = frma.and_then(|frma| frma.first_chunk()).copied().filter(|_| is_encrypted);
    (before.unwrap_or(atom.kind), is_encrypted)
}

fn video(atom: &Atom<'_>) -> Option<Entry> {
    let mut fields = Fields(atom.body);
    fields.slice(24)?;
    let (width, height) = (fields.u16()?, fields.u16()?);
    let inside = atom.body.get(VISUAL..)?;
    let (kind, is_encrypted) = original(atom, inside);
    let size = Some((u32::from(width), u32::from(height))).filter(|_| width > 0 && height > 0);
    let video_range = find(inside, *b"colr").and_then(colour);
    let named = |codec: Option<String>| Entry {
        parameters: Parameters { codec, resolution: size, video_range, ..Parameters::default() },
        ..Entry::default()
    };
    let entry = match &kind {
        b"avc1" | b"avc3" => avc(kind, find(inside, *b"avcC")?, named(None)),
        b"hvc1" | b"hev1" => hevc(kind, find(inside, *b"hvcC")?, named(None)),
        b"av01" => Some(named(find(inside, *b"av1C").and_then(av1::name))),
        b"vp09" => Some(named(find(inside, *b"vpcC").and_then(vp9))),
        _ => Some(named(None)),
    };
    Some(Entry { is_encrypted, ..entry.unwrap_or_else(|| named(None)) })
}

/// Reads an `AVCDecoderConfigurationRecord` (ISO/IEC 14496-15 §5.3.3).
fn avc(kind: [u8; 4], record: &[u8], mut entry: Entry) -> Option<Entry> {
    let mut fields = Fields(record);
    let [_, profile, constraints, level] = fields.take()?;
    let tag = String::from_utf8_lossy(&kind).into_owned();
    entry.units = Some((Codec::H264, usize::from(fields.u8()? & 3) + 1));
    entry.parameters.codec = Some(format!("{tag}.{profile:02x}{constraints:02x}{level:02x}"));
    let count = fields.u8()? & 0x1f;
    for _ in 0..count {
        let length = fields.u16()?;
        add(&mut entry, Codec::H264, fields.slice(length.into())?);
    }
    Some(entry)
}

/// Reads an `HEVCDecoderConfigurationRecord` (ISO/IEC 14496-15 §8.3.3).
fn hevc(kind: [u8; 4], record: &[u8], mut entry: Entry) -> Option<Entry> {
    let mut fields = Fields(record);
    fields.u8()?;
    let general = fields.take()?;
    let tag = String::from_utf8_lossy(&kind).into_owned();
    entry.parameters.codec = Some(h265::name(&general).replacen("hvc1", &tag, 1));
    fields.slice(8)?;
    entry.units = Some((Codec::H265, usize::from(fields.u8()? & 3) + 1));
    let arrays = fields.u8()?;
    for _ in 0..arrays {
        let Some((_, count)) = fields.u8().zip(fields.u16()) else { break };
        for _ in 0..usize::from(count).min(MOST_UNITS) {
            let Some(unit) = fields.u16().and_then(|length| fields.slice(length.into())) else { break };
            add(&mut entry, Codec::H265, unit);
        }
    }
    Some(entry)
}

/// The range that a `colr` box tells (ISO/IEC 14496-12 §12.1.5).
fn colour(body: &[u8]) -> Option<VideoRange> {
    let mut fields = Fields(body);
    if !matches!(&fields.take()?, b"nclx" | b"nclc") {
        return None;
    }
    let (_, transfer) = (fields.u16()?, fields.u16()?);
    Some(VideoRange::of(u8::try_from(transfer).ok()))
}

/// Takes what a parameter set knows better than the entry: the size after cropping, and the clock.
fn add(entry: &mut Entry, codec: Codec, unit: &[u8]) {
    use crate::media::picture::Unit;
    if unit.first().is_some_and(|header| codec.unit(*header) == Unit::Parameters)
        && let Some((parameters, has_fields)) = codec.parameters(unit)
    {
        entry.parameters.resolution = parameters.resolution.or(entry.parameters.resolution);
        entry.parameters.video_range = entry.parameters.video_range.max(parameters.video_range);
        // That of HEVC may be any clock, and here all frames have durations.
        let rate = parameters.frame_rate.filter(|_| codec == Codec::H264);
        entry.parameters.frame_rate = rate.or(entry.parameters.frame_rate);
        entry.has_fields |= has_fields;
    }
}

/// The name of a `VPCodecConfigurationRecord` (VP codec in ISOBMFF).
fn vp9(record: &[u8]) -> Option<String> {
    let mut fields = Fields(record);
    fields.full()?;
    let [profile, level, depth] = fields.take()?;
    Some(format!("vp09.{profile:02}.{level:02}.{:02}", depth >> 4))
}

fn audio(atom: &Atom<'_>) -> Option<Entry> {
    let mut fields = Fields(atom.body);
    fields.slice(8)?;
    let version = fields.u16()?;
    fields.slice(6)?;
    let channels = u8::try_from(fields.u16()?).ok();
    fields.slice(6)?;
    let rate = fields.u32()? >> 16;
    // QuickTime's first version has 16 bytes more.
    let inside = atom.body.get(SOUND + if version == 1 { 16 } else { 0 }..)?;
    let (kind, is_encrypted) = original(atom, inside);
    let mut parameters =
        Parameters { sample_rate: Some(rate).filter(|rate| *rate > 0), channels, ..Parameters::default() };
    parameters.codec = match &kind {
        b"mp4a" => {
            let esds = Atoms::new(inside).find(|atom| &atom.kind == b"esds");
            let sound = esds.and_then(|esds| esds::read(esds.body)).unwrap_or_default();
            parameters.sample_rate = sound.sample_rate.or(parameters.sample_rate);
            parameters.channels = sound.channels.or(parameters.channels);
            sound.codec
        }
        b"ac-3" | b"ec-3" | b"Opus" | b"fLaC" => Some(String::from_utf8_lossy(&kind).into_owned()),
        b".mp3" => Some("mp4a.40.34".to_owned()),
        _ => None,
    };
    parameters.channels = channels_of(kind, inside).or(parameters.channels);
    Some(Entry { parameters, is_encrypted, ..Entry::default() })
}

/// Channels, by the boxes that know better than the entry (ETSI TS 102 366 §F, Opus in ISOBMFF §4.3.2).
fn channels_of(kind: [u8; 4], inside: &[u8]) -> Option<u8> {
    match &kind {
        b"ac-3" => {
            let [_, modes, _] = *find(inside, *b"dac3")?.first_chunk()?;
            Some(ac3::CHANNELS[usize::from(modes >> 3 & 7)] + (modes >> 2 & 1))
        }
        b"ec-3" => {
            let [_, _, _, modes] = *find(inside, *b"dec3")?.first_chunk()?;
            Some(ac3::CHANNELS[usize::from(modes >> 1 & 7)] + (modes & 1))
        }
        b"Opus" => find(inside, *b"dOps")?.get(1).copied(),
        _ => None,
    }
}
