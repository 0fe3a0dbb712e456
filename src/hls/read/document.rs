//! A playlist's lines: tags, URIs, and what is neither (RFC 8216 §4.1).

use std::borrow::Cow;

/// A playlist's text.
#[derive(Clone, Debug)]
pub struct Document<'a> {
    bytes: &'a [u8],
    text: Cow<'a, str>,
}

/// A line that says something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry<'a> {
    /// The number of the line, counted from 1.
    pub line: usize,
    /// What is in it.
    pub what: What<'a>,
}

/// What a line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What<'a> {
    /// A tag, known or not.
    Tag {
        /// Its name, without the `#`: what comes before the colon.
        name: &'a str,
        /// What comes after the colon, if there is one.
        value: Option<&'a str>,
    },
    /// A URI.
    Uri(&'a str),
}

impl<'a> Document<'a> {
    /// The text of these bytes. What is no UTF-8 is replaced (U+FFFD); a byte order mark is left out.
    #[must_use]
    pub fn new(bytes: &'a [u8]) -> Self {
        const MARK: &[u8] = "\u{feff}".as_bytes();
        Self { bytes, text: String::from_utf8_lossy(bytes.strip_prefix(MARK).unwrap_or(bytes)) }
    }

    /// The bytes as they came.
    #[must_use]
    pub const fn bytes(&self) -> &'a [u8] {
        self.bytes
    }

    /// All lines with their numbers, counted from 1, without their ends (LF, or CR and LF).
    pub fn lines(&self) -> impl Iterator<Item = (usize, &str)> {
        let text = self.text.strip_suffix('\n').unwrap_or(&self.text);
        let lines = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
        // A text of nothing has no line.
        lines.zip(1..).map(|(line, number)| (number, line)).take(if self.text.is_empty() {
            0
        } else {
            usize::MAX
        })
    }

    /// The lines that are tags or URIs, without space around them.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        self.lines().filter_map(|(line, text)| {
            let text = text.trim_matches(|c: char| c.is_ascii_whitespace());
            let what = if text.starts_with("#EXT") {
                let (name, value) = match text[1..].split_once(':') {
                    Some((name, value)) => (name, Some(value)),
                    None => (&text[1..], None),
                };
                What::Tag { name, value }
            } else if text.is_empty() || text.starts_with('#') {
                return None;
            } else {
                What::Uri(text)
            };
            Some(Entry { line, what })
        })
    }

    /// The tags of this name: their lines and values, empty where there is none.
    pub fn tags<'d>(&'d self, wanted: &'d str) -> impl Iterator<Item = (usize, &'d str)> {
        self.entries().filter_map(move |entry| match entry.what {
            What::Tag { name, value } if name == wanted => Some((entry.line, value.unwrap_or_default())),
            _ => None,
        })
    }
}
