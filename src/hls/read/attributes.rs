//! Attribute lists as others write them (RFC 8216 §4.2).

use std::collections::HashSet;

use super::value;

/// The attributes of a tag, in order, with their values as they stand there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Attributes<'a> {
    list: Vec<(&'a str, &'a str)>,
}

/// What is wrong with a list's form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw<'a> {
    /// A part that is no `NAME=value`.
    NoPair(&'a str),
    /// A name with other characters than `A-Z`, `0-9` and `-`.
    Name(&'a str),
    /// A name that was there before.
    Twice(&'a str),
    /// An attribute without a value.
    NoValue(&'a str),
    /// A value with space in it, or around it.
    Space(&'a str),
    /// A quote that is not closed, or that more follows.
    Quote(&'a str),
    /// A comma that nothing follows or precedes.
    Comma,
}

impl<'a> Attributes<'a> {
    /// Reads a list, and tells what is wrong with its form.
    #[must_use]
    pub fn read(text: &'a str) -> (Self, Vec<Flaw<'a>>) {
        /// As many flaws as anybody wants to hear of.
        const MOST: usize = 16;
        let (mut list, mut flaws, mut names) = (Vec::new(), Vec::new(), HashSet::new());
        let mut rest = Some(text).filter(|text| !text.is_empty());
        while let Some(text) = rest {
            let (pair, after) = cut(text);
            rest = after;
            let before = flaws.len();
            match pair.split_once('=') {
                None if pair.trim().is_empty() => flaws.push(Flaw::Comma),
                None => flaws.push(Flaw::NoPair(pair)),
                Some((name, value)) => {
                    let (bare_name, bare_value) = (name.trim(), value.trim());
                    if (bare_name, bare_value) != (name, value) || has_space(bare_value) {
                        flaws.push(Flaw::Space(pair));
                    }
                    let is_name = |c: u8| c.is_ascii_uppercase() || c.is_ascii_digit() || c == b'-';
                    if bare_name.is_empty() || !bare_name.bytes().all(is_name) {
                        flaws.push(Flaw::Name(bare_name));
                    }
                    if bare_value.is_empty() {
                        flaws.push(Flaw::NoValue(bare_name));
                    } else if bare_value.contains('"') && unquoted(bare_value).is_none() {
                        flaws.push(Flaw::Quote(bare_name));
                    }
                    if !names.insert(bare_name) {
                        flaws.push(Flaw::Twice(bare_name));
                    }
                    list.push((bare_name, bare_value));
                }
            }
            if before >= MOST {
                flaws.truncate(MOST);
            }
        }
        (Self { list }, flaws)
    }

    /// The value of this name as it stands there, with its quotes if it has some; the first if there are more.
    #[must_use]
    pub fn raw(&self, name: &str) -> Option<&'a str> {
        self.list.iter().find(|(other, _)| *other == name).map(|(_, value)| *value)
    }

    /// Whether there is such an attribute.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.raw(name).is_some()
    }

    /// The text between the quotes of a `quoted-string`; nothing if it is none.
    #[must_use]
    pub fn quoted(&self, name: &str) -> Option<&'a str> {
        self.raw(name).and_then(unquoted)
    }

    /// A `decimal-integer`.
    #[must_use]
    pub fn integer(&self, name: &str) -> Option<u64> {
        self.raw(name).and_then(value::integer)
    }

    /// A `decimal-floating-point`, in millionths.
    #[must_use]
    pub fn decimal(&self, name: &str) -> Option<u64> {
        self.raw(name).and_then(value::decimal)
    }

    /// Whether it is `YES`.
    #[must_use]
    pub fn is_yes(&self, name: &str) -> bool {
        self.raw(name) == Some("YES")
    }

    /// Names and values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&'a str, &'a str)> {
        self.list.iter().copied()
    }
}

/// The text up to the next comma outside quotes, and what follows that comma.
fn cut(text: &str) -> (&str, Option<&str>) {
    let mut is_quoted = false;
    for (index, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b',' if !is_quoted => return (&text[..index], Some(&text[index + 1..])),
            _ => {}
        }
    }
    (text, None)
}

/// What is between quotes, if the text begins and ends with them and has none between.
fn unquoted(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('"')?.strip_suffix('"')?;
    (!inner.contains('"')).then_some(inner)
}

/// Whether there is space outside of quotes.
fn has_space(value: &str) -> bool {
    !value.starts_with('"') && value.contains(char::is_whitespace)
}
