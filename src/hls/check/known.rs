//! The tags and attributes there are, and what their values look like: RFC 8216 §4.3 and RFC 8216bis §4.4 as a
//! table.

use super::super::read::Class;

/// What a value is (RFC 8216 §4.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Integer,
    Decimal,
    Signed,
    Hex,
    Resolution,
    Quoted,
    /// A quoted string that may be empty.
    Text,
    Enum(&'static [&'static str]),
    /// A quoted string, or one of these words.
    QuotedOr(&'static [&'static str]),
}

/// An attribute of a tag.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attribute {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) is_required: bool,
}

/// What follows a tag's colon.
#[derive(Clone, Copy, Debug)]
pub(super) enum Form {
    /// Nothing, and no colon.
    Nothing,
    Integer,
    /// Something with rules of its own.
    Own,
    List(&'static [Attribute]),
}

/// A tag.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tag {
    pub(super) name: &'static str,
    /// Where it is described.
    pub(super) section: &'static str,
    /// Which kind of playlist it belongs to; both if none.
    pub(super) class: Option<Class>,
    pub(super) form: Form,
    /// Whether a playlist has it only once.
    pub(super) is_single: bool,
}

/// The tag of this name.
pub(super) fn tag(name: &str) -> Option<&'static Tag> {
    TAGS.iter().find(|tag| tag.name == name)
}

/// The tag of which this is a misspelling by case alone.
pub(super) fn tag_of_other_case(name: &str) -> Option<&'static Tag> {
    TAGS.iter().find(|tag| tag.name != name && tag.name.eq_ignore_ascii_case(name))
}

const fn need(name: &'static str, kind: Kind) -> Attribute {
    Attribute { name, kind, is_required: true }
}

const fn may(name: &'static str, kind: Kind) -> Attribute {
    Attribute { name, kind, is_required: false }
}

const YES: Kind = Kind::Enum(&["YES"]);
const YES_NO: Kind = Kind::Enum(&["YES", "NO"]);
const METHODS: &[&str] = &["NONE", "AES-128", "SAMPLE-AES", "SAMPLE-AES-CTR", "AES-256-GCM"];

const KEY: &[Attribute] = &[
    need("METHOD", Kind::Enum(METHODS)),
    may("URI", Kind::Quoted),
    may("IV", Kind::Hex),
    may("KEYFORMAT", Kind::Quoted),
    may("KEYFORMATVERSIONS", Kind::Quoted),
];

const START: &[Attribute] = &[need("TIME-OFFSET", Kind::Signed), may("PRECISE", YES_NO)];

const DEFINE: &[Attribute] = &[
    may("NAME", Kind::Quoted),
    may("VALUE", Kind::Text),
    may("IMPORT", Kind::Quoted),
    may("QUERYPARAM", Kind::Quoted),
];

const SERVER_CONTROL: &[Attribute] = &[
    may("CAN-SKIP-UNTIL", Kind::Decimal),
    may("CAN-SKIP-DATERANGES", YES),
    may("HOLD-BACK", Kind::Decimal),
    may("PART-HOLD-BACK", Kind::Decimal),
    // CAN-BLOCK-RELOAD has a rule of its own.
];

const PART: &[Attribute] = &[
    need("URI", Kind::Quoted),
    need("DURATION", Kind::Decimal),
    may("INDEPENDENT", YES),
    may("BYTERANGE", Kind::Quoted),
    may("GAP", YES),
];

const DATERANGE: &[Attribute] = &[
    need("ID", Kind::Quoted),
    may("CLASS", Kind::Quoted),
    may("START-DATE", Kind::Quoted),
    may("CUE", Kind::Quoted),
    may("END-DATE", Kind::Quoted),
    may("DURATION", Kind::Decimal),
    may("PLANNED-DURATION", Kind::Decimal),
    may("SCTE35-CMD", Kind::Hex),
    may("SCTE35-OUT", Kind::Hex),
    may("SCTE35-IN", Kind::Hex),
    may("END-ON-NEXT", YES),
];

const SKIP: &[Attribute] =
    &[need("SKIPPED-SEGMENTS", Kind::Integer), may("RECENTLY-REMOVED-DATERANGES", Kind::Text)];

const HINT: &[Attribute] = &[
    need("TYPE", Kind::Enum(&["PART", "MAP"])),
    need("URI", Kind::Quoted),
    may("BYTERANGE-START", Kind::Integer),
    may("BYTERANGE-LENGTH", Kind::Integer),
];

const REPORT: &[Attribute] =
    &[need("URI", Kind::Quoted), may("LAST-MSN", Kind::Integer), may("LAST-PART", Kind::Integer)];

const MEDIA: &[Attribute] = &[
    need("TYPE", Kind::Enum(&["AUDIO", "VIDEO", "SUBTITLES", "CLOSED-CAPTIONS"])),
    may("URI", Kind::Quoted),
    need("GROUP-ID", Kind::Quoted),
    may("LANGUAGE", Kind::Quoted),
    may("ASSOC-LANGUAGE", Kind::Quoted),
    need("NAME", Kind::Quoted),
    may("STABLE-RENDITION-ID", Kind::Quoted),
    may("DEFAULT", YES_NO),
    may("AUTOSELECT", YES_NO),
    may("FORCED", YES_NO),
    may("INSTREAM-ID", Kind::Quoted),
    may("BIT-DEPTH", Kind::Integer),
    may("SAMPLE-RATE", Kind::Integer),
    may("CHARACTERISTICS", Kind::Quoted),
    may("CHANNELS", Kind::Quoted),
];

const STREAM_INF: &[Attribute] = &[
    need("BANDWIDTH", Kind::Integer),
    may("AVERAGE-BANDWIDTH", Kind::Integer),
    may("SCORE", Kind::Decimal),
    may("CODECS", Kind::Quoted),
    may("SUPPLEMENTAL-CODECS", Kind::Quoted),
    may("RESOLUTION", Kind::Resolution),
    may("FRAME-RATE", Kind::Decimal),
    may("HDCP-LEVEL", HDCP),
    may("ALLOWED-CPC", Kind::Text),
    may("VIDEO-RANGE", RANGE),
    may("REQ-VIDEO-LAYOUT", Kind::Quoted),
    may("STABLE-VARIANT-ID", Kind::Quoted),
    may("AUDIO", Kind::Quoted),
    may("VIDEO", Kind::Quoted),
    may("SUBTITLES", Kind::Quoted),
    may("CLOSED-CAPTIONS", Kind::QuotedOr(&["NONE"])),
    may("PATHWAY-ID", Kind::Quoted),
];

const HDCP: Kind = Kind::Enum(&["NONE", "TYPE-0", "TYPE-1"]);
const RANGE: Kind = Kind::Enum(&["SDR", "HLG", "PQ"]);

const IFRAME_STREAM_INF: &[Attribute] = &[
    need("BANDWIDTH", Kind::Integer),
    need("URI", Kind::Quoted),
    may("AVERAGE-BANDWIDTH", Kind::Integer),
    may("SCORE", Kind::Decimal),
    may("CODECS", Kind::Quoted),
    may("SUPPLEMENTAL-CODECS", Kind::Quoted),
    may("RESOLUTION", Kind::Resolution),
    may("HDCP-LEVEL", HDCP),
    may("ALLOWED-CPC", Kind::Text),
    may("VIDEO-RANGE", RANGE),
    may("REQ-VIDEO-LAYOUT", Kind::Quoted),
    may("STABLE-VARIANT-ID", Kind::Quoted),
    may("VIDEO", Kind::Quoted),
    may("PATHWAY-ID", Kind::Quoted),
];

const SESSION_DATA: &[Attribute] = &[
    need("DATA-ID", Kind::Quoted),
    may("VALUE", Kind::Text),
    may("URI", Kind::Quoted),
    may("FORMAT", Kind::Enum(&["JSON", "RAW"])),
    may("LANGUAGE", Kind::Quoted),
];

const STEERING: &[Attribute] = &[need("SERVER-URI", Kind::Quoted), may("PATHWAY-ID", Kind::Quoted)];

const MAP: &[Attribute] = &[need("URI", Kind::Quoted), may("BYTERANGE", Kind::Quoted)];

const PART_INF: &[Attribute] = &[need("PART-TARGET", Kind::Decimal)];

const fn once(name: &'static str, section: &'static str, class: Option<Class>, form: Form) -> Tag {
    Tag { name, section, class, form, is_single: true }
}

const fn many(name: &'static str, section: &'static str, class: Option<Class>, form: Form) -> Tag {
    Tag { name, section, class, form, is_single: false }
}

const SEGMENTS: Option<Class> = Some(Class::Media);
const PLAYLISTS: Option<Class> = Some(Class::Master);

const TAGS: &[Tag] = &[
    many("EXTINF", "RFC 8216 4.3.2.1", SEGMENTS, Form::Own),
    many("EXT-X-PROGRAM-DATE-TIME", "RFC 8216 4.3.2.6", SEGMENTS, Form::Own),
    many("EXT-X-BYTERANGE", "RFC 8216 4.3.2.2", SEGMENTS, Form::Own),
    many("EXT-X-DISCONTINUITY", "RFC 8216 4.3.2.3", SEGMENTS, Form::Nothing),
    many("EXT-X-GAP", "RFC 8216bis 4.4.4.7", SEGMENTS, Form::Nothing),
    many("EXT-X-KEY", "RFC 8216 4.3.2.4", SEGMENTS, Form::List(KEY)),
    many("EXT-X-MAP", "RFC 8216 4.3.2.5", SEGMENTS, Form::List(MAP)),
    many("EXT-X-BITRATE", "RFC 8216bis 4.4.4.8", SEGMENTS, Form::Integer),
    many("EXT-X-PART", "RFC 8216bis 4.4.4.9", SEGMENTS, Form::List(PART)),
    many("EXT-X-DATERANGE", "RFC 8216 4.3.2.7", SEGMENTS, Form::List(DATERANGE)),
    once("EXTM3U", "RFC 8216 4.3.1.1", None, Form::Nothing),
    once("EXT-X-VERSION", "RFC 8216 4.3.1.2", None, Form::Integer),
    once("EXT-X-INDEPENDENT-SEGMENTS", "RFC 8216 4.3.5.1", None, Form::Nothing),
    once("EXT-X-START", "RFC 8216 4.3.5.2", None, Form::List(START)),
    many("EXT-X-DEFINE", "RFC 8216bis 4.4.2.3", None, Form::List(DEFINE)),
    once("EXT-X-TARGETDURATION", "RFC 8216 4.3.3.1", SEGMENTS, Form::Integer),
    once("EXT-X-MEDIA-SEQUENCE", "RFC 8216 4.3.3.2", SEGMENTS, Form::Integer),
    once("EXT-X-DISCONTINUITY-SEQUENCE", "RFC 8216 4.3.3.3", SEGMENTS, Form::Integer),
    once("EXT-X-ENDLIST", "RFC 8216 4.3.3.4", SEGMENTS, Form::Nothing),
    once("EXT-X-PLAYLIST-TYPE", "RFC 8216 4.3.3.5", SEGMENTS, Form::Own),
    once("EXT-X-I-FRAMES-ONLY", "RFC 8216 4.3.3.6", SEGMENTS, Form::Nothing),
    once("EXT-X-PART-INF", "RFC 8216bis 4.4.3.7", SEGMENTS, Form::List(PART_INF)),
    once("EXT-X-SERVER-CONTROL", "RFC 8216bis 4.4.3.8", SEGMENTS, Form::List(SERVER_CONTROL)),
    once("EXT-X-SKIP", "RFC 8216bis 4.4.5.2", SEGMENTS, Form::List(SKIP)),
    many("EXT-X-PRELOAD-HINT", "RFC 8216bis 4.4.5.3", SEGMENTS, Form::List(HINT)),
    many("EXT-X-RENDITION-REPORT", "RFC 8216bis 4.4.5.4", SEGMENTS, Form::List(REPORT)),
    many("EXT-X-MEDIA", "RFC 8216 4.3.4.1", PLAYLISTS, Form::List(MEDIA)),
    many("EXT-X-STREAM-INF", "RFC 8216 4.3.4.2", PLAYLISTS, Form::List(STREAM_INF)),
    many("EXT-X-I-FRAME-STREAM-INF", "RFC 8216 4.3.4.3", PLAYLISTS, Form::List(IFRAME_STREAM_INF)),
    many("EXT-X-SESSION-DATA", "RFC 8216 4.3.4.4", PLAYLISTS, Form::List(SESSION_DATA)),
    many("EXT-X-SESSION-KEY", "RFC 8216 4.3.4.5", PLAYLISTS, Form::List(KEY)),
    once("EXT-X-CONTENT-STEERING", "RFC 8216bis 4.4.6.6", PLAYLISTS, Form::List(STEERING)),
];
