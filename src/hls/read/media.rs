//! What a media playlist says: its segments, and what holds for all of them.

use super::Attributes;
use super::document::{Document, What};
use super::value::{self, Date};

/// As many segments as are kept: more than three weeks of two seconds each.
const MOST_SEGMENTS: usize = 1_000_000;

/// The value of `EXT-X-PLAYLIST-TYPE`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Type {
    /// It only grows.
    Event,
    /// It does not change.
    Vod,
}

/// A part of a resource.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ByteRange {
    /// How many bytes.
    pub length: u64,
    /// From which byte on; nothing if it isn't said and doesn't follow from the segment before.
    pub offset: Option<u64>,
}

/// An `EXT-X-MAP`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Map {
    /// Its line.
    pub line: usize,
    /// Where the initialization section is.
    pub uri: Box<str>,
    /// The part of it.
    pub byte_range: Option<ByteRange>,
}

/// An `EXT-X-KEY`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Key {
    /// Its line.
    pub line: usize,
    /// `AES-128` and so on; `NONE` if it isn't said.
    pub method: Box<str>,
    /// The rest, as it was written.
    pub text: Box<str>,
}

/// A segment and the tags that apply to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment {
    /// The line of its URI.
    pub line: usize,
    /// Where it is.
    pub uri: Box<str>,
    /// The line of its `EXTINF`, and how long it plays in microseconds, if that is a number.
    pub duration: Option<(usize, Option<u64>)>,
    /// The part of the resource that it is.
    pub byte_range: Option<ByteRange>,
    /// How many `EXT-X-DISCONTINUITY` stand before it.
    pub discontinuities: u32,
    /// Whether it has an `EXT-X-GAP`.
    pub is_gap: bool,
    /// The line of its date, and the date.
    pub date: Option<(usize, Date)>,
    /// Which of [`Media::maps`] applies.
    pub map: Option<usize>,
    /// Which of [`Media::keys`] applies.
    pub key: Option<usize>,
    /// Its bit rate, if one is told: the line, and kbit/s.
    pub bitrate: Option<(usize, u64)>,
}

impl Segment {
    /// How long it plays, in microseconds; nothing if it isn't said.
    #[must_use]
    pub fn micros(&self) -> u64 {
        self.duration.and_then(|(_, micros)| micros).unwrap_or(0)
    }
}

/// A media playlist.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Media {
    /// The line of `EXT-X-TARGETDURATION`, and its value in seconds.
    pub target_duration: Option<(usize, u64)>,
    /// The line of `EXT-X-MEDIA-SEQUENCE`, and its value.
    pub media_sequence: Option<(usize, u64)>,
    /// The line of `EXT-X-DISCONTINUITY-SEQUENCE`, and its value.
    pub discontinuity_sequence: Option<(usize, u64)>,
    /// The line of `EXT-X-PLAYLIST-TYPE`, and its value.
    pub playlist_type: Option<(usize, Type)>,
    /// The line of `EXT-X-ENDLIST`.
    pub endlist: Option<usize>,
    /// Whether it is an I-frame playlist.
    pub is_iframes_only: bool,
    /// Whether it says that each segment can be decoded by itself.
    pub is_independent: bool,
    /// The line of `EXT-X-SERVER-CONTROL`, and its attributes.
    pub server_control: Option<(usize, Box<str>)>,
    /// The line of `EXT-X-SKIP`, and how many segments it stands for.
    pub skip: Option<(usize, u64)>,
    /// The line of `EXT-X-PART-INF`, and its target in microseconds.
    pub part_target: Option<(usize, u64)>,
    /// The segments, in order.
    pub segments: Vec<Segment>,
    /// How many more there are.
    pub left_off: usize,
    /// The initialization sections.
    pub maps: Vec<Map>,
    /// The keys.
    pub keys: Vec<Key>,
    /// Its `EXT-X-DATERANGE`: line and attributes.
    pub date_ranges: Vec<(usize, Box<str>)>,
    /// The variables it has from its master: line and name.
    pub imports: Vec<(usize, Box<str>)>,
}

impl Media {
    /// Reads all there is of a media playlist in a document.
    #[must_use]
    pub fn read(document: &Document<'_>) -> Self {
        let mut media = Self::default();
        let mut next = Pending::default();
        for entry in document.entries() {
            match entry.what {
                What::Tag { name, value } => {
                    let value = value.unwrap_or_default();
                    media.read_tag(entry.line, name, value);
                    next.read_tag(entry.line, name, value, &mut media);
                }
                What::Uri(uri) => {
                    if std::mem::take(&mut next.is_variant) {
                        continue;
                    }
                    let segment = next.segment(entry.line, uri, media.segments.last());
                    if media.segments.len() < MOST_SEGMENTS {
                        media.segments.push(segment);
                    } else {
                        media.left_off += 1;
                    }
                }
            }
        }
        media
    }

    fn read_tag(&mut self, line: usize, name: &str, text: &str) {
        let number = || value::integer(text).map(|number| (line, number));
        match name {
            "EXT-X-TARGETDURATION" => self.target_duration = self.target_duration.or_else(number),
            "EXT-X-MEDIA-SEQUENCE" => self.media_sequence = self.media_sequence.or_else(number),
            "EXT-X-DISCONTINUITY-SEQUENCE" => {
                self.discontinuity_sequence = self.discontinuity_sequence.or_else(number);
            }
            "EXT-X-PLAYLIST-TYPE" if self.playlist_type.is_none() => {
                self.playlist_type = match text {
                    "VOD" => Some((line, Type::Vod)),
                    "EVENT" => Some((line, Type::Event)),
                    _ => None,
                };
            }
            "EXT-X-ENDLIST" => self.endlist = self.endlist.or(Some(line)),
            "EXT-X-I-FRAMES-ONLY" => self.is_iframes_only = true,
            "EXT-X-INDEPENDENT-SEGMENTS" => self.is_independent = true,
            "EXT-X-SERVER-CONTROL" if self.server_control.is_none() => {
                self.server_control = Some((line, text.into()));
            }
            "EXT-X-SKIP" if self.skip.is_none() => {
                let skipped = Attributes::read(text).0.integer("SKIPPED-SEGMENTS");
                self.skip = Some((line, skipped.unwrap_or(0)));
            }
            "EXT-X-PART-INF" if self.part_target.is_none() => {
                let target = Attributes::read(text).0.decimal("PART-TARGET");
                self.part_target = target.map(|micros| (line, micros));
            }
            "EXT-X-DEFINE" if self.imports.len() < MOST_SEGMENTS => {
                let name = Attributes::read(text).0.quoted("IMPORT");
                self.imports.extend(name.map(|name| (line, name.into())));
            }
            "EXT-X-DATERANGE" if self.date_ranges.len() < MOST_SEGMENTS => {
                self.date_ranges.push((line, text.into()));
            }
            _ => {}
        }
    }

    /// The number of the first segment that the list has, or stands for by its skip.
    #[must_use]
    pub fn first_number(&self) -> u64 {
        self.media_sequence.map_or(0, |(_, number)| number)
    }

    /// The number of the first segment that is listed.
    #[must_use]
    pub fn first_listed(&self) -> u64 {
        self.first_number().saturating_add(self.skip.map_or(0, |(_, skipped)| skipped))
    }

    /// The discontinuity number that its segments count from.
    #[must_use]
    pub fn first_discontinuity(&self) -> u64 {
        self.discontinuity_sequence.map_or(0, |(_, number)| number)
    }

    /// The target duration in microseconds, if it is told.
    #[must_use]
    pub fn target_micros(&self) -> Option<u64> {
        self.target_duration.map(|(_, seconds)| seconds.saturating_mul(1_000_000))
    }

    /// How long all listed segments play, in microseconds.
    #[must_use]
    pub fn micros(&self) -> u64 {
        self.segments.iter().fold(0, |sum, segment| sum.saturating_add(segment.micros()))
    }

    /// Whether no segment will follow.
    #[must_use]
    pub const fn is_ended(&self) -> bool {
        self.endlist.is_some()
    }
}

/// What has been said of the segment that is to come, and of all from here on.
#[derive(Default)]
struct Pending {
    duration: Option<(usize, Option<u64>)>,
    byte_range: Option<ByteRange>,
    discontinuities: u32,
    is_gap: bool,
    date: Option<(usize, Date)>,
    map: Option<usize>,
    key: Option<usize>,
    bitrate: Option<(usize, u64)>,
    /// The next URI is a variant's.
    is_variant: bool,
}

impl Pending {
    fn read_tag(&mut self, line: usize, name: &str, text: &str, media: &mut Media) {
        match name {
            "EXTINF" => {
                let number = text.split_once(',').map_or(text, |(number, _)| number);
                self.duration = Some((line, value::decimal(number)));
            }
            "EXT-X-BYTERANGE" => {
                self.byte_range =
                    value::byte_range(text).map(|(length, offset)| ByteRange { length, offset });
            }
            "EXT-X-DISCONTINUITY" => self.discontinuities = self.discontinuities.saturating_add(1),
            "EXT-X-GAP" => self.is_gap = true,
            "EXT-X-PROGRAM-DATE-TIME" => self.date = value::date(text).map(|date| (line, date)),
            "EXT-X-BITRATE" => self.bitrate = value::integer(text).map(|rate| (line, rate)),
            "EXT-X-STREAM-INF" => self.is_variant = true,
            "EXT-X-MAP" if media.maps.len() < MOST_SEGMENTS => {
                let (attributes, _) = Attributes::read(text);
                let byte_range = attributes.quoted("BYTERANGE").and_then(value::byte_range);
                self.map = Some(media.maps.len());
                media.maps.push(Map {
                    line,
                    uri: attributes.quoted("URI").unwrap_or_default().into(),
                    byte_range: byte_range
                        .map(|(length, offset)| ByteRange { length, offset: offset.or(Some(0)) }),
                });
            }
            "EXT-X-KEY" if media.keys.len() < MOST_SEGMENTS => {
                let method = Attributes::read(text).0.raw("METHOD").unwrap_or("NONE");
                self.key = Some(media.keys.len());
                media.keys.push(Key { line, method: method.into(), text: text.into() });
            }
            _ => {}
        }
    }

    /// The segment of this URI; what applied to it alone is forgotten.
    fn segment(&mut self, line: usize, uri: &str, previous: Option<&Segment>) -> Segment {
        let follows = |previous: &Segment| {
            let range = previous.byte_range.filter(|_| *previous.uri == *uri)?;
            range.offset?.checked_add(range.length)
        };
        let byte_range = self
            .byte_range
            .take()
            .map(|range| ByteRange { offset: range.offset.or_else(|| previous.and_then(follows)), ..range });
        Segment {
            line,
            uri: uri.into(),
            duration: self.duration.take(),
            bitrate: self.bitrate.filter(|_| byte_range.is_none()),
            byte_range,
            discontinuities: std::mem::take(&mut self.discontinuities),
            is_gap: std::mem::take(&mut self.is_gap),
            date: self.date.take(),
            map: self.map,
            key: self.key,
        }
    }
}
