//! Foreign texts in messages: short, on one line, and unable to move a terminal's cursor.

/// The first 64 characters of a text, with an ellipsis if that is not all; what cannot be printed is escaped.
pub(super) fn quote(text: &str) -> String {
    /// Longer ones fill a screen rather than explain anything.
    const LONGEST: usize = 64;
    let mut short = one_line(text.chars().take(LONGEST));
    if text.chars().nth(LONGEST).is_some() {
        short.push('…');
    }
    short
}

/// Characters on one line; those that cannot be printed are escaped.
pub(super) fn one_line(text: impl IntoIterator<Item = char>) -> String {
    let mut line = String::new();
    for letter in text {
        match letter {
            '\'' | '"' | '\\' => line.push(letter),
            _ => line.extend(letter.escape_debug()),
        }
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_short_and_on_one_line() {
        assert_eq!(quote("plain 'text' \"早间\" \\"), "plain 'text' \"早间\" \\");
        assert_eq!(quote("a\r\nb\u{1b}[2J\u{202e}\0"), "a\\r\\nb\\u{1b}[2J\\u{202e}\\0");
        assert_eq!(quote(&"x".repeat(64)), "x".repeat(64));
        assert_eq!(quote(&"é".repeat(65)), format!("{}…", "é".repeat(64)));
    }
}
