//! A playlist of either kind: of segments, or of other playlists.

use super::Attributes;
use super::document::{Document, What};
use super::media::Media;
use super::value;

/// As many playlists as are kept of those that a master names.
const MOST_NAMED: usize = 10_000;

/// The tags that are kept of a master playlist.
const MASTER_TAGS: [&str; 6] = [
    "EXT-X-STREAM-INF",
    "EXT-X-I-FRAME-STREAM-INF",
    "EXT-X-MEDIA",
    "EXT-X-INDEPENDENT-SEGMENTS",
    "EXT-X-START",
    "EXT-X-DEFINE",
];

/// What a playlist is, by the first of its tags that tells (RFC 8216 §4.1).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// A playlist of segments.
    Media,
    /// A playlist of playlists.
    Master,
    /// No tag tells.
    Unknown,
}

/// What a master playlist names another playlist for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A variant: `EXT-X-STREAM-INF`.
    Variant,
    /// A variant of I-frames: `EXT-X-I-FRAME-STREAM-INF`.
    IFrames,
    /// Subtitles: `EXT-X-MEDIA` of that type.
    Subtitles,
    /// Any other `EXT-X-MEDIA` with a URI.
    Rendition,
}

/// A playlist that a master playlist names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The line of the tag.
    pub line: usize,
    /// What for.
    pub role: Role,
    /// Where it is.
    pub uri: Box<str>,
    /// `BANDWIDTH`, in bit/s.
    pub bandwidth: Option<u64>,
    /// `AVERAGE-BANDWIDTH`, in bit/s.
    pub average_bandwidth: Option<u64>,
    /// `CODECS`, as it was written between its quotes.
    pub codecs: Option<Box<str>>,
    /// `RESOLUTION`.
    pub resolution: Option<(u64, u64)>,
    /// `VIDEO-RANGE`.
    pub video_range: Option<Box<str>>,
    /// `FRAME-RATE`, in millionths of a picture a second.
    pub frame_rate: Option<u64>,
    /// Whether it belongs together with renditions, so that its bandwidth is not its own alone.
    pub has_groups: bool,
}

/// A master playlist.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Master {
    /// The playlists it names, in order.
    pub named: Vec<Named>,
    /// Whether it says that each segment can be decoded by itself.
    pub is_independent: bool,
    /// Whether it says where to start.
    pub has_start: bool,
    /// The names of the variables it defines.
    pub variables: Vec<Box<str>>,
}

/// A playlist.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Playlist {
    /// What it is.
    pub class: Class,
    /// The line of `EXT-X-VERSION`, and its value.
    pub version: Option<(usize, u64)>,
    /// What it says of segments.
    pub media: Media,
    /// What it says of other playlists.
    pub master: Master,
}

impl Playlist {
    /// Reads all there is in a document.
    #[must_use]
    pub fn read(document: &Document<'_>) -> Self {
        let mut class = Class::Unknown;
        let mut version = None;
        for entry in document.entries() {
            if let What::Tag { name, value } = entry.what {
                if class == Class::Unknown {
                    class = class_of(name);
                }
                if name == "EXT-X-VERSION" && version.is_none() {
                    version = value.and_then(value::integer).map(|number| (entry.line, number));
                }
            }
        }
        Self { class, version, media: Media::read(document), master: Master::read(document) }
    }
}

impl Master {
    fn read(document: &Document<'_>) -> Self {
        let mut master = Self::default();
        let mut variant: Option<Named> = None;
        for entry in document.entries() {
            let line = entry.line;
            let (name, attributes) = match entry.what {
                What::Tag { name, value } if MASTER_TAGS.contains(&name) => {
                    (name, Attributes::read(value.unwrap_or_default()).0)
                }
                What::Tag { .. } => continue,
                What::Uri(uri) => {
                    if let Some(mut named) = variant.take() {
                        named.uri = uri.into();
                        master.push(named);
                    }
                    continue;
                }
            };
            let uri = attributes.quoted("URI");
            match name {
                "EXT-X-STREAM-INF" => variant = Some(named(line, Role::Variant, "", &attributes)),
                "EXT-X-I-FRAME-STREAM-INF" => {
                    let uri = uri.unwrap_or_default();
                    master.push(named(line, Role::IFrames, uri, &attributes));
                }
                "EXT-X-MEDIA" => {
                    let is_text = attributes.raw("TYPE") == Some("SUBTITLES");
                    let role = if is_text { Role::Subtitles } else { Role::Rendition };
                    if let Some(uri) = uri {
                        master.push(named(line, role, uri, &attributes));
                    }
                }
                "EXT-X-INDEPENDENT-SEGMENTS" => master.is_independent = true,
                "EXT-X-START" => master.has_start = true,
                "EXT-X-DEFINE" if master.variables.len() < MOST_NAMED => {
                    let name = attributes.quoted("NAME").or_else(|| attributes.quoted("QUERYPARAM"));
                    master.variables.extend(name.map(Box::from));
                }
                _ => {}
            }
        }
        master
    }

    fn push(&mut self, named: Named) {
        if self.named.len() < MOST_NAMED {
            self.named.push(named);
        }
    }
}

fn named(line: usize, role: Role, uri: &str, attributes: &Attributes<'_>) -> Named {
    let groups = ["AUDIO", "VIDEO", "SUBTITLES"];
    Named {
        line,
        role,
        uri: uri.into(),
        bandwidth: attributes.integer("BANDWIDTH"),
        average_bandwidth: attributes.integer("AVERAGE-BANDWIDTH"),
        codecs: attributes.quoted("CODECS").map(Box::from),
        resolution: attributes.raw("RESOLUTION").and_then(value::resolution),
        video_range: attributes.raw("VIDEO-RANGE").map(Box::from),
        frame_rate: attributes.decimal("FRAME-RATE"),
        has_groups: groups.iter().any(|group| attributes.has(group)),
    }
}

/// What a playlist with this tag is.
fn class_of(name: &str) -> Class {
    match name {
        "EXT-X-STREAM-INF"
        | "EXT-X-I-FRAME-STREAM-INF"
        | "EXT-X-MEDIA"
        | "EXT-X-SESSION-DATA"
        | "EXT-X-SESSION-KEY"
        | "EXT-X-CONTENT-STEERING" => Class::Master,
        "EXTINF"
        | "EXT-X-TARGETDURATION"
        | "EXT-X-MEDIA-SEQUENCE"
        | "EXT-X-DISCONTINUITY-SEQUENCE"
        | "EXT-X-ENDLIST"
        | "EXT-X-PLAYLIST-TYPE"
        | "EXT-X-I-FRAMES-ONLY"
        | "EXT-X-PART-INF"
        | "EXT-X-SERVER-CONTROL"
        | "EXT-X-BYTERANGE"
        | "EXT-X-DISCONTINUITY"
        | "EXT-X-KEY"
        | "EXT-X-MAP"
        | "EXT-X-PROGRAM-DATE-TIME"
        | "EXT-X-GAP"
        | "EXT-X-BITRATE"
        | "EXT-X-PART"
        | "EXT-X-DATERANGE"
        | "EXT-X-SKIP"
        | "EXT-X-PRELOAD-HINT"
        | "EXT-X-RENDITION-REPORT" => Class::Media,
        _ => Class::Unknown,
    }
}
