//! Segments written once, to be cut into the texts of many playlists.

use std::ops::Range;

use super::{DISCONTINUITY, ENDLIST, GAP, GAP_VERSION, Kind, MediaPlaylist, push_date, push_duration};
use crate::hls::date::DateWriter;
use crate::hls::{Uri, UriError};
use crate::time::{Span, Time};

/// The lines of segments that follow one another, as a playlist without initialization sections has them: what is
/// between the head and the tail of [`Lines::around`] is any stretches of such lines, in order of time.
#[derive(Debug, Default)]
pub struct Lines {
    text: String,
    /// Where the lines of each segment begin.
    starts: Vec<usize>,
    dates: DateWriter,
    has_gap: bool,
}

impl Lines {
    /// None yet, with room for so many segments whose names have so many bytes together, in this directory.
    #[must_use]
    pub fn with_room(segments: usize, names: usize, directory: &Uri) -> Self {
        const TAGS: usize =
            "#EXT-X-PROGRAM-DATE-TIME:2026-01-02T03:04:05.000000Z\n#EXTINF:10.000000,\n/\n".len();
        let text = String::with_capacity(names + segments * (TAGS + directory.as_str().len()));
        Self { text, starts: Vec::with_capacity(segments), ..Self::default() }
    }

    /// Appends the segment that is the file of this name in that directory. It must take some time: iOS stops at
    /// one that takes none.
    pub fn push(
        &mut self,
        directory: &Uri,
        name: &str,
        start: Time,
        duration: Span,
        discontinuity: bool,
    ) -> Result<(), UriError> {
        let at = self.text.len();
        if discontinuity {
            self.text.push_str(DISCONTINUITY);
        }
        push_date(&mut self.text, &mut self.dates, start);
        push_duration(&mut self.text, duration);
        if let Err(error) = directory.push_child(&mut self.text, name) {
            self.text.truncate(at);
            return Err(error);
        }
        self.text.push('\n');
        self.starts.push(at);
        Ok(())
    }

    /// Appends a gap, whose URI is this.
    pub fn push_gap(&mut self, uri: &Uri, start: Time, duration: Span, discontinuity: bool) {
        self.starts.push(self.text.len());
        if discontinuity {
            self.text.push_str(DISCONTINUITY);
        }
        push_date(&mut self.text, &mut self.dates, start);
        self.text.push_str(GAP);
        push_duration(&mut self.text, duration);
        self.text.push_str(uri.as_str());
        self.text.push('\n');
        self.has_gap = true;
    }

    /// How many segments and gaps there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// Whether a gap is among them.
    #[must_use]
    pub const fn has_gap(&self) -> bool {
        self.has_gap
    }

    /// All of it.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where in the text a stretch of segments is, a discontinuity in front of the first among them.
    #[must_use]
    pub fn whole(&self, segments: &Range<usize>) -> Range<usize> {
        let at = |segment: usize| self.starts.get(segment).copied().unwrap_or(self.text.len());
        at(segments.start)..at(segments.end)
    }

    /// The same without that discontinuity.
    #[must_use]
    pub fn cut(&self, segments: &Range<usize>) -> Range<usize> {
        let Range { start, end } = self.whole(segments);
        let has_mark = start < end && self.text[start..end].starts_with(DISCONTINUITY);
        if has_mark { start + DISCONTINUITY.len()..end } else { start..end }
    }

    /// What stands between two stretches where something is missing.
    #[must_use]
    pub const fn mark() -> &'static str {
        DISCONTINUITY
    }

    /// The head and the tail of a complete playlist with this target duration, in seconds. No segment of it may
    /// take longer, rounded: see [`super::target_duration`].
    #[must_use]
    pub fn around(target_duration: u64) -> (String, &'static str) {
        let empty = empty(Kind::Vod, target_duration);
        let mut head = String::new();
        empty.write_head(empty.version(), &mut head);
        (head, ENDLIST)
    }

    /// The same of a list of this kind, for clients that may send directives; whether there are gaps in it, and how
    /// many segments an update leaves out.
    #[must_use]
    pub fn around_live(
        kind: Kind,
        target_duration: u64,
        has_gap: bool,
        skipped: usize,
    ) -> (String, &'static str) {
        let empty = empty(kind, target_duration).after_skipped(skipped);
        let least = if has_gap { GAP_VERSION } else { 0 };
        let mut head = String::new();
        empty.write_head(empty.version().max(least), &mut head);
        (head, if kind.is_ended() { ENDLIST } else { "" })
    }
}

fn empty(kind: Kind, target_duration: u64) -> MediaPlaylist {
    MediaPlaylist {
        kind,
        target_duration,
        segments: Vec::new(),
        is_independent: false,
        takes_directives: false,
        skipped: 0,
    }
}
