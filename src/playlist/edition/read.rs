//! An edition as it was written, read again.

use std::sync::Arc;

use super::{Edition, Growth};
use crate::hls::read::{Document, Media, Segment as Read, Type};
use crate::hls::{Map, Segment, Uri};
use crate::time::Span;

/// Why a file is no edition that could be continued.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// There is nothing in it.
    #[error("it is empty")]
    Empty,
    /// It is another type of playlist.
    #[error("it is no playlist of --type {0}")]
    Type(&'static str),
    /// It is not as this program would have written it: damaged, or somebody else's.
    #[error("line {0} is not what streamctl has written: it is damaged, or another program's")]
    Foreign(usize),
}

impl Edition {
    /// The edition in these bytes. What is not, byte for byte, what this program writes is refused: to go on from a
    /// list that was cut off, or that another program changes as well, would contradict what players have seen.
    pub fn read(bytes: &[u8], growth: Growth) -> Result<Self, Unreadable> {
        if bytes.is_empty() {
            return Err(Unreadable::Empty);
        }
        let media = Media::read(&Document::new(bytes));
        if media.target_duration.is_none() {
            return Err(Unreadable::Foreign(1));
        }
        let found = match media.playlist_type {
            Some((_, Type::Event)) => Some(Growth::Event),
            None => Some(Growth::Live),
            Some((_, Type::Vod)) => None,
        };
        if found != Some(growth) {
            return Err(Unreadable::Type(if growth == Growth::Event { "event" } else { "live" }));
        }
        let mut edition = Self {
            growth,
            target_duration: media.target_duration.map_or(0, |(_, seconds)| seconds),
            media_sequence: media.first_number(),
            discontinuity_sequence: media.first_discontinuity(),
            is_ended: media.is_ended(),
            is_independent: media.is_independent,
            segments: segments(&media)?,
        };
        let text = edition.text().map_err(|_| Unreadable::Foreign(1))?;
        if text.as_bytes() == bytes {
            Ok(edition)
        } else {
            Err(Unreadable::Foreign(differs_at(&text, bytes)))
        }
    }
}

fn segments(media: &Media) -> Result<Vec<Segment>, Unreadable> {
    let maps: Option<Vec<Arc<Map>>> = media
        .maps
        .iter()
        .map(|map| {
            let length = map.byte_range.map(|range| range.length);
            Some(Arc::new(Map { uri: Uri::parse(&map.uri)?, length }))
        })
        .collect();
    let maps = maps.ok_or(Unreadable::Foreign(1))?;
    let segment = |read: &Read| {
        Some(Segment {
            uri: Uri::parse(&read.uri)?,
            duration: Span::from_micros(read.micros()),
            program_date_time: read.date.map(|(_, date)| date.time),
            discontinuity: read.discontinuities > 0,
            gap: read.is_gap,
            map: read.map.and_then(|map| maps.get(map).cloned()),
        })
    };
    media.segments.iter().map(|read| segment(read).ok_or(Unreadable::Foreign(read.line))).collect()
}

/// The first line that is another.
fn differs_at(text: &str, bytes: &[u8]) -> usize {
    let lines = text.as_bytes().split(|byte| *byte == b'\n').zip(bytes.split(|byte| *byte == b'\n'));
    1 + lines.take_while(|(one, other)| one == other).count()
}
