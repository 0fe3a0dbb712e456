//! Attribute lists (RFC 8216 §4.2): `NAME=value` after `NAME=value`, commas between, no spaces.

use super::decimal::push_integer;
use super::picture::{FrameRate, Resolution, VideoRange};

/// The text of a `quoted-string`. There is no way to escape anything in one, so what it can't hold is refused:
/// the quote, control characters (line ends among them), and `{$`, which would start a variable (RFC 8216bis
/// §4.3). It isn't empty either, as no attribute written here may be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct QuotedString(Box<str>);

/// Why a text can't be a quoted string.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QuotedStringError {
    /// There is no text.
    #[error("a quoted value can't be empty")]
    Empty,
    /// It holds a quote, a control character or the start of a variable.
    #[error("{0:?} can't be quoted: a quote, a control character or '{{$' is in it")]
    Forbidden(String),
}

impl QuotedString {
    /// The quoted string with this text in it.
    pub fn new(text: &str) -> Result<Self, QuotedStringError> {
        if text.is_empty() {
            Err(QuotedStringError::Empty)
        } else if text.contains(|c: char| c == '"' || c.is_control()) || text.contains("{$") {
            Err(QuotedStringError::Forbidden(text.to_owned()))
        } else {
            Ok(Self(text.into()))
        }
    }

    /// The text between the quotes.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Appends an attribute list to a text, one attribute at a time.
pub(super) struct AttributeWriter<'a> {
    out: &'a mut String,
    started: bool,
}

impl<'a> AttributeWriter<'a> {
    /// A list that starts at the end of `out`, which ends with the tag's colon.
    pub(super) fn new(out: &'a mut String) -> Self {
        Self { out, started: false }
    }

    /// Appends `NAME=123`.
    pub(super) fn integer(&mut self, name: &str, value: u64) {
        push_integer(self.name(name), value);
    }

    /// Appends `NAME="text"`.
    pub(super) fn quoted(&mut self, name: &str, value: &QuotedString) {
        let out = self.name(name);
        out.push('"');
        out.push_str(value.as_str());
        out.push('"');
    }

    /// Appends `NAME=1280x720`.
    pub(super) fn resolution(&mut self, name: &str, value: Resolution) {
        value.push(self.name(name));
    }

    /// Appends `NAME=29.970`.
    pub(super) fn frame_rate(&mut self, name: &str, value: FrameRate) {
        value.push(self.name(name));
    }

    /// Appends `NAME=PQ`.
    pub(super) fn video_range(&mut self, name: &str, value: VideoRange) {
        self.name(name).push_str(value.as_str());
    }

    fn name(&mut self, name: &str) -> &mut String {
        if self.started {
            self.out.push(',');
        }
        self.started = true;
        self.out.push_str(name);
        self.out.push('=');
        self.out
    }
}

#[cfg(test)]
mod tests {
    use super::{QuotedString, QuotedStringError};

    #[test]
    fn a_quoted_string_holds_what_can_be_quoted() {
        for text in ["a", "avc1.640028,mp4a.40.2", "a=b, c", "Größe", "{a}", "$x", "'"] {
            assert_eq!(QuotedString::new(text).expect(text).as_str(), text);
        }
        assert_eq!(QuotedString::new(""), Err(QuotedStringError::Empty));
        for text in ["\"", "a\nb", "a\r", "\0", "\u{7f}", "\u{85}", "{$x}", "a{$"] {
            assert_eq!(QuotedString::new(text), Err(QuotedStringError::Forbidden(text.to_owned())));
        }
    }
}
