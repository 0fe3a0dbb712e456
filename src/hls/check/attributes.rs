//! Attribute lists: their form, the types of their values, and what may not be missing (RFC 8216 §4.2).

use super::super::read::{self, Attributes, Document, Flaw, What};
use super::finding::{Findings, shown};
use super::known::{self, Attribute, Form, Kind, Tag};
use super::rule;

pub(super) fn check(document: &Document<'_>, found: &mut Findings) {
    for entry in document.entries() {
        if let What::Tag { name, value: Some(value) } = entry.what
            && !value.is_empty()
            && let Some(tag) = known::tag(name)
            && let Form::List(known) = tag.form
        {
            let (attributes, flaws) = Attributes::read(value);
            for flaw in flaws {
                tell(&flaw, entry.line, found);
            }
            for attribute in known {
                check_attribute(tag, attribute, &attributes, entry.line, found);
            }
        }
    }
}

fn tell(flaw: &Flaw<'_>, line: usize, found: &mut Findings) {
    let (rule, message) = match flaw {
        Flaw::NoPair(part) => (rule::ATTRIBUTES, format!("{} is no NAME=value", shown(part))),
        Flaw::Name(name) => {
            let message = format!("{} is no name of an attribute: A-Z, 0-9 and - make one", shown(name));
            (rule::ATTRIBUTES, message)
        }
        Flaw::Twice(name) => (rule::ATTRIBUTES, format!("the attribute {} is there twice", shown(name))),
        Flaw::NoValue(name) => (rule::ATTRIBUTES, format!("the attribute {} has no value", shown(name))),
        Flaw::Space(pair) => (rule::ATTRIBUTES, format!("there is space in {}", shown(pair))),
        Flaw::Quote(name) => (rule::QUOTED, format!("the quotes of {} don't match", shown(name))),
        Flaw::Comma => (rule::ATTRIBUTES, "a comma stands where an attribute should".to_owned()),
    };
    found.add(rule, line, message);
}

fn check_attribute(
    tag: &Tag,
    attribute: &Attribute,
    all: &Attributes<'_>,
    line: usize,
    found: &mut Findings,
) {
    let name = attribute.name;
    let Some(value) = all.raw(name) else {
        if attribute.is_required {
            let message = format!("#{} lacks the attribute {name}", tag.name);
            found.add_by(rule::MISSING_ATTRIBUTE, tag.section, line, message);
        }
        return;
    };
    // Said already, or a variable that may be anything.
    if value.is_empty() || (!value.starts_with('"') && value.contains("{$")) {
        return;
    }
    let is_quoted = all.quoted(name).is_some();
    if is_quoted && all.quoted(name) == Some("") && attribute.kind != Kind::Text {
        found.add(rule::QUOTED, line, format!("{name} is an empty string"));
        return;
    }
    let (is_right, expected) = match attribute.kind {
        Kind::Integer => (read::integer(value).is_some(), "a decimal integer".to_owned()),
        Kind::Decimal => (read::decimal(value).is_some(), "a number that is not negative".to_owned()),
        Kind::Signed => (read::signed(value).is_some(), "a number".to_owned()),
        Kind::Hex => (read::hexadecimal(value).is_some(), "hexadecimal digits after 0x".to_owned()),
        Kind::Resolution => (read::resolution(value).is_some(), "a width, an 'x' and a height".to_owned()),
        // A quote that is not closed has been told.
        Kind::Quoted | Kind::Text => (value.contains('"'), "a quoted string".to_owned()),
        Kind::Enum(words) => (words.contains(&value), format!("one of {}", words.join(", "))),
        Kind::QuotedOr(words) => {
            let expected = format!("a quoted string or {}", words.join(", "));
            (value.contains('"') || words.contains(&value), expected)
        }
    };
    if !is_right {
        found.add(rule::TYPE, line, format!("{name} is {}, not {expected}", shown(value)));
    } else if attribute.kind == Kind::Hex && value.bytes().skip(2).any(|byte| byte.is_ascii_lowercase()) {
        found.add(rule::HEX_CASE, line, format!("the digits of {name} should be capital letters"));
    }
}
