//! Texts made harmless: whatever is in a name, it does nothing to a terminal and breaks no line.

/// A text in one line that does nothing to a terminal: control characters as they are written in Rust. So are
/// those that turn the direction of what is read, by which a name could pass for another.
#[must_use]
pub fn visible(text: &str) -> String {
    let is_odd = |letter: char| {
        letter.is_control() || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    if !text.contains(is_odd) {
        return text.to_owned();
    }
    text.chars().flat_map(|letter| if is_odd(letter) { shown(letter) } else { vec![letter] }).collect()
}

fn shown(letter: char) -> Vec<char> {
    letter.escape_default().collect()
}

/// So many things, in words: `1 stream`, `2 streams`.
#[must_use]
pub fn count(number: usize, thing: &str) -> String {
    format!("{number} {thing}{}", if number == 1 { "" } else { "s" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_odd_is_left() {
        for (text, seen) in [
            ("plain é 直播", "plain é 直播"),
            ("a\tb\nc", "a\\tb\\nc"),
            ("\x1b[31mred", "\\u{1b}[31mred"),
            ("a\u{202e}gpj", "a\\u{202e}gpj"),
        ] {
            assert_eq!(visible(text), seen);
        }
    }
}
