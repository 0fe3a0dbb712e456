//! How much a live list shows.

use std::str::FromStr;

use crate::time::Span;

/// How much of the newest a live list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Window {
    /// So much time, counted back from the end of the newest segment.
    Length(Span),
    /// So many segments.
    Count(usize),
}

/// Why a text is no window.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ParseWindowError {
    /// It is neither.
    #[error("'{0}' is neither a duration, such as 30s or 2h, nor a number of segments")]
    Unknown(String),
    /// Nothing would be in it.
    #[error("a window must be longer than nothing")]
    Empty,
}

impl FromStr for Window {
    type Err = ParseWindowError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let window = match (text.parse(), Span::parse(text)) {
            (Ok(count), _) => Self::Count(count),
            (_, Ok(length)) => Self::Length(length),
            _ => return Err(ParseWindowError::Unknown(text.to_owned())),
        };
        if matches!(window, Self::Count(0) | Self::Length(Span::ZERO)) {
            return Err(ParseWindowError::Empty);
        }
        Ok(window)
    }
}

#[cfg(test)]
mod tests {
    use super::{ParseWindowError, Window};
    use crate::time::Span;

    #[test]
    fn it_is_a_duration_or_a_number() {
        assert_eq!("30s".parse(), Ok(Window::Length(Span::from_secs(30))));
        assert_eq!("12".parse(), Ok(Window::Count(12)));
        for text in ["0", "0s"] {
            assert_eq!(text.parse::<Window>(), Err(ParseWindowError::Empty));
        }
        for text in ["", "-1", "x", "1.5"] {
            assert!(matches!(text.parse::<Window>(), Err(ParseWindowError::Unknown(_))), "{text}");
        }
    }
}
