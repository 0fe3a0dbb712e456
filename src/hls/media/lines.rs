//! Segments written once, to be cut into the texts of many playlists.

use std::ops::Range;

use super::{DISCONTINUITY, ENDLIST, Kind, MediaPlaylist, push_date, push_duration};
use crate::hls::date::DateWriter;
use crate::hls::{Uri, UriError};
use crate::time::{Span, Time};

/// The lines of segments that follow one another, as a playlist of version 3 has them: what is between the head
/// and the tail of [`Lines::around`] is any stretches of such lines, in order of time.
#[derive(Debug, Default)]
pub struct Lines {
    text: String,
    /// Where the lines of each segment begin.
    starts: Vec<usize>,
    dates: DateWriter,
}

impl Lines {
    /// None yet, with room for so many segments whose names have so many bytes together, in this directory.
    #[must_use]
    pub fn with_room(segments: usize, names: usize, directory: &Uri) -> Self {
        const TAGS: usize =
            "#EXT-X-PROGRAM-DATE-TIME:2026-01-02T03:04:05.000000Z\n#EXTINF:10.000000,\n/\n".len();
        let text = String::with_capacity(names + segments * (TAGS + directory.as_str().len()));
        Self { text, starts: Vec::with_capacity(segments), dates: DateWriter::default() }
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
        let empty = MediaPlaylist {
            kind: Kind::Vod,
            target_duration,
            segments: Vec::new(),
            is_independent: false,
            takes_directives: false,
            skipped: 0,
        };
        let mut head = String::new();
        empty.write_header(&mut head);
        (head, ENDLIST)
    }
}
