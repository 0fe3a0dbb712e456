//! Arguments as a shell takes them, for what people are told to type.

/// A flag and its value.
pub(super) fn flag(name: &str, value: &str) -> String {
    // What begins like a flag is no value of its own.
    let gap = if value.starts_with('-') { "=" } else { " " };
    format!("{name}{gap}{}", quoted(value))
}

/// A word; in single quotes if a shell would see more in it.
fn quoted(word: &str) -> String {
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "/._-+:@%,=".contains(letter);
    if !word.is_empty() && word.chars().all(is_plain) {
        return word.to_owned();
    }
    // Nothing but the quote itself means anything between single quotes.
    format!("'{}'", word.replace('\'', r"'\''"))
}
