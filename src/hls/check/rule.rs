//! The rules, each with the name it is reported by and the section it stands in. Names are for machines to rely on:
//! they stay, and a rule that goes takes its name with it.

use super::finding::Severity;

/// A rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name, such as `D3`.
    pub id: &'static str,
    /// How bad a breach is.
    pub severity: Severity,
    /// Where it is written; the tag it is about may have a section of its own.
    pub section: &'static str,
}

const fn must(id: &'static str, section: &'static str) -> Rule {
    Rule { id, severity: Severity::Error, section }
}

const fn should(id: &'static str, section: &'static str) -> Rule {
    Rule { id, severity: Severity::Warning, section }
}

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident = $level:ident($id:literal, $section:literal);)*) => {
        $($(#[$doc])* pub(crate) const $name: Rule = $level($id, $section);)*
        /// All of them.
        #[cfg(test)]
        pub(super) const ALL: &[Rule] = &[$($name),*];
    };
}

rules! {
    // Text and syntax.
    TEXT = must("S1", "RFC 8216 4.1");
    HEADER = must("S2", "RFC 8216 4.3.1.1");
    IDENTITY = should("S3", "RFC 8216 4");
    MIXED = must("S4", "RFC 8216 4.1");
    ATTRIBUTES = must("S5", "RFC 8216 4.2");
    QUOTED = must("S6", "RFC 8216 4.2");
    TYPE = must("S7", "RFC 8216 4.2");
    VARIABLE = must("S8", "RFC 8216bis 4.3");
    TWICE = must("S9", "RFC 8216 4.3");
    NO_LINE_END = should("S11", "RFC 8216 4.1");
    TOO_LONG = should("S12", "RFC 8216 4.1");
    LOOKALIKE = should("S13", "RFC 8216 4.1");
    MISSING_ATTRIBUTE = must("S14", "RFC 8216 4.3");
    TAG_VALUE = must("S15", "RFC 8216 4.3");
    HEX_CASE = should("S16", "RFC 8216 4.2");
    NO_KIND = should("S17", "RFC 8216bis 4.1");
    REMOVED = should("S18", "RFC 8216 7");
    DEFINITION = must("S19", "RFC 8216bis 4.4.2.3");

    // EXT-X-VERSION.
    VERSION_LOW = must("V1", "RFC 8216 7");
    VERSION_MISSING = must("V2", "RFC 8216 4.3.1.2");
    VERSION_HIGH = should("V3", "RFC 8216bis 6.2.1");

    // Durations.
    NO_TARGET = must("D1", "RFC 8216 4.3.3.1");
    ZERO_TARGET = must("D2", "RFC 8216 4.3.3.1");
    OVER_TARGET = must("D3", "RFC 8216 4.3.3.1");
    ZERO_DURATION = should("D4", "RFC 8216 4.3.2.1");
    NO_DURATION = must("D5", "RFC 8216 4.3.2.1");
    NO_SEGMENT = must("D6", "RFC 8216 4.3.2.1");
    BAD_DURATION = must("D7", "RFC 8216 4.3.2.1");
    LOOSE_TAG = should("D8", "RFC 8216 4.3.2");

    // Numbers and kinds.
    SEQUENCE_LATE = must("Q1", "RFC 8216 4.3.3.2");
    DISCONTINUITY_SEQUENCE_LATE = must("Q2", "RFC 8216 4.3.3.3");
    SEQUENCE_OVERFLOW = must("Q3", "RFC 8216 6.2.2");
    NO_DISCONTINUITY_SEQUENCE = should("Q4", "RFC 8216 6.2.2");
    NO_SEQUENCE = should("Q5", "RFC 8216 6.2.2");
    VOD_WITHOUT_END = must("P1", "RFC 8216 6.2.1");
    TYPED_AND_REMOVED = should("P2", "RFC 8216 6.2.2");
    END_WITHOUT_TYPE = should("P4", "Apple");
    EMPTY_AND_ENDED = should("P5", "RFC 8216 6.2.1");

    // Time.
    BAD_DATE = must("T1", "RFC 8216 4.3.2.6");
    VAGUE_DATE = should("T2", "RFC 8216 4.3.2.6");
    AMBIGUOUS_DATE = must("T3", "RFC 8216bis 6.2.1");
    DATE_JUMP = should("T4", "RFC 8216bis 6.2.1");
    BREAK_WITHOUT_DATE = should("T5", "RFC 8216 6.2.1");
    LATE_DATE = should("T6", "RFC 8216 4.3.2.6");
    LIVE_WITHOUT_DATE = should("T7", "Apple 8.4");
    REPEATED = must("T8", "RFC 8216 4.3.2");
    REPEATED_BREAK = should("T9", "RFC 8216 4.3.2.3");

    // Segments.
    BYTE_RANGE = must("B1", "RFC 8216 4.3.2.2");
    KEY = must("K1", "RFC 8216 4.3.2.4");
    MAP_IV = must("K2", "RFC 8216 4.3.2.5");
    MAP_BEFORE_KEY = should("K3", "RFC 8216 4.3.2.4");
    NO_MAP = must("K4", "RFC 8216 3.3");
    MAP_RANGE = should("K5", "RFC 8216bis 4.4.4.5");
    BITRATE = should("R1", "RFC 8216bis 4.4.4.8");
    IFRAME_RANGE = should("R2", "RFC 8216 4.3.3.6");
    START_OUTSIDE = should("X1", "RFC 8216 4.3.5.2");
    START_NEAR_END = should("X2", "RFC 8216 4.3.5.2");

    // Date ranges.
    RANGE_START = must("E1", "RFC 8216 4.3.2.7");
    RANGE_DATES = must("E2", "RFC 8216 4.3.2.7");
    RANGE_LENGTH = must("E3", "RFC 8216 4.3.2.7");
    RANGE_NEXT = must("E4", "RFC 8216 4.3.2.7");
    RANGE_DATE = must("E5", "RFC 8216 4.3.2.7");
    RANGE_CONFLICT = must("E6", "RFC 8216 4.3.2.7");
    RANGE_CUE = must("E7", "RFC 8216bis 4.4.5.1");
    RANGE_EXTENSION = must("E8", "RFC 8216 4.3.2.7");
    RANGE_OVERLAP = must("E9", "RFC 8216 4.3.2.7");

    // Delivery: EXT-X-SERVER-CONTROL, EXT-X-SKIP, parts.
    BOUNDARY = must("N1", "RFC 8216bis 4.4.3.8");
    SKIP = must("N2", "RFC 8216bis 6.2.5.1");
    BLOCK_RELOAD = must("N3", "RFC 8216bis 4.4.3.8");
    CONTROL = must("N4", "RFC 8216bis 4.4.3.8");
    HOLD_BACK_SHORT = should("N5", "RFC 8216bis 4.4.3.8");
    PART_INF = must("N6", "RFC 8216bis 4.4.3.7");
    PART = must("N7", "RFC 8216bis 4.4.4.9");
    HINT = must("N8", "RFC 8216bis 4.4.5.3");

    // Master playlists.
    NO_VARIANT_URI = must("M1", "RFC 8216 4.3.4.2");
    NO_VARIANT = must("M2", "RFC 8216 4.3.4.2");
    NO_GROUP = must("M3", "RFC 8216 4.3.4.2");
    CAPTIONS = must("M4", "RFC 8216 4.3.4.2");
    NO_CODECS = should("M5", "RFC 8216 4.3.4.2");
    NO_PICTURE = should("M6", "RFC 8216 4.3.4.2");
    BANDWIDTH = should("M7", "RFC 8216 4.3.4.2");
    SCORE = should("M8", "RFC 8216bis 4.4.6.2");
    CODECS = must("M9", "RFC 8216 4.3.4.2");
    STRANGE_ATTRIBUTE = should("M10", "RFC 8216 4.3.4");
    SESSION_DATA = must("M11", "RFC 8216 4.3.4.4");
    SESSION_KEY = must("M12", "RFC 8216 4.3.4.5");
    STEERING = must("M13", "RFC 8216bis 4.4.6.6");
    MISPLACED_ATTRIBUTE = should("M14", "RFC 8216 4.3.4.3");
    RENDITION = must("M15", "RFC 8216 4.3.4.1");
    GROUP = must("M16", "RFC 8216 4.3.4.1.1");
    GROUPS_DIFFER = must("M17", "RFC 8216 4.3.4.1.1");
    ALIKE = should("M18", "RFC 8216 4.3.4.1.1");
    NO_URI = must("M20", "RFC 8216 4.3.4.2.1");

    // URIs.
    URI = must("U1", "RFC 3986 2");
    URI_COLON = must("U2", "RFC 3986 4.2");
    URI_SCHEME = should("U3", "RFC 3986 4.2");

    // The playlists of a master.
    NO_PLAYLIST = must("C1", "RFC 8216 4.3.4.2");
    NOT_MEDIA = must("C2", "RFC 8216 4.3.4.2");
    TARGETS_DIFFER = must("C3", "RFC 8216 6.2.4");
    TYPES_DIFFER = must("C4", "RFC 8216 6.2.4");
    DATES_DIFFER = must("C5", "RFC 8216 6.2.4");
    BREAKS_DIFFER = must("C6", "RFC 8216 6.2.4");
    LENGTHS_DIFFER = must("C7", "RFC 8216 6.2.4");
    CONTROLS_DIFFER = must("C8", "RFC 8216bis 6.2.4");
    RANGES_DIFFER = must("C9", "RFC 8216 6.2.4");
    NOT_IFRAMES = must("C10", "RFC 8216 4.3.4.3");
    REPEATED_BELOW = should("C11", "RFC 8216bis 4.4.2.1");
    NOT_FETCHED = should("C12", "RFC 8216 4.3.4.2");

    // Segments against what is said of them.
    SEGMENT_MISSING = must("F1", "RFC 8216 6.2.1");
    SEGMENT_RANGE = must("F2", "RFC 8216 4.3.2.2");
    SEGMENT_DURATION = should("F3", "RFC 8216 4.3.2.1");
    SEGMENT_BREAK = must("F4", "RFC 8216 4.3.2.3");
    SEGMENT_CODECS = must("F5", "RFC 8216 6.2.4");
    PEAK = must("F6", "RFC 8216 4.3.4.2");
    AVERAGE = should("F7", "RFC 8216 4.3.4.2");
    SEGMENT_BITRATE = must("F8", "RFC 8216bis 4.4.4.8");
    SEGMENT_UNREADABLE = should("F9", "RFC 8216 3");
    SEGMENT_OVER_TARGET = must("F10", "RFC 8216 6.2.1");
    SEGMENT_START = must("F11", "RFC 8216 4.3.5.1");
    SEGMENT_EMPTY = must("F12", "RFC 8216 3");
    SEGMENT_SEAM = should("F13", "RFC 8216 4.3.2.3");
    SEGMENT_PICTURE = should("F14", "RFC 8216 4.3.4.2");
    SEGMENT_DURATION_FAR = must("F15", "RFC 8216 4.3.2.1");
    NO_BREAK = should("F16", "RFC 8216 4.3.2.3");
    SEGMENT_HEADLESS = must("F17", "RFC 8216 3");
    CLOCKS_DIFFER = must("F18", "RFC 8216 6.2.4");

    // From one edition of a live playlist to the next.
    NUMBER_BACK = must("W1", "RFC 8216 6.2.2");
    SEGMENT_CHANGED = must("W2", "RFC 8216 6.2.1");
    TARGET_CHANGED = must("W3", "RFC 8216 6.2.1");
    BREAK_NUMBER = must("W4", "RFC 8216 6.2.2");
    VOD_CHANGED = must("W5", "RFC 8216 6.2.1");
    EVENT_LOST = must("W6", "RFC 8216 6.2.1");
    CUT_SHORT = must("W7", "RFC 8216 6.2.2");
    STALLED = must("W8", "RFC 8216 6.2.1");
    CHANGED_AFTER_END = must("W9", "RFC 8216 4.3.3.4");
    TYPE_CHANGED = must("W10", "RFC 8216 6.2.1");
    DELTA = must("W11", "RFC 8216bis 6.2.5.1");
    JUMPED = should("W12", "RFC 8216 6.2.2");
    RANGE_GONE = must("W13", "RFC 8216 6.2.1");
    DETAIL_CHANGED = must("W14", "RFC 8216 6.2.1");
    UNREADABLE = should("W15", "RFC 8216 6.2.1");

    // HTTP.
    CORS = should("H1", "Apple");
    REDIRECTED = should("H2", "Apple 8.18");
    STALE = should("H3", "Apple 8.24");
    NO_DATE = should("H4", "Apple 8.24");
}
