//! URIs, on lines of their own and in attributes (RFC 3986).

use super::super::read::{Attributes, Class, Document, What};
use super::finding::{Findings, shown};
use super::known::{self, Form};
use super::rule;

pub(super) fn check(document: &Document<'_>, class: Class, found: &mut Findings) {
    for entry in document.entries() {
        match entry.what {
            What::Uri(uri) => check_uri(uri, entry.line, class != Class::Unknown, found),
            What::Tag { name, value: Some(value) } => {
                let Some(Form::List(attributes)) = known::tag(name).map(|tag| tag.form) else { continue };
                let is_named = |uri: &str| attributes.iter().any(|attribute| attribute.name == uri);
                let (values, _) = Attributes::read(value);
                for name in ["URI", "SERVER-URI"].into_iter().filter(|name| is_named(name)) {
                    if let Some(uri) = values.quoted(name).filter(|uri| !uri.is_empty()) {
                        // A key may be named by any scheme.
                        check_uri(uri, entry.line, false, found);
                    }
                }
            }
            What::Tag { .. } => {}
        }
    }
}

fn check_uri(uri: &str, line: usize, is_fetched: bool, found: &mut Findings) {
    // What variables stand for is not known here.
    let plain = without_variables(uri);
    let bytes = plain.as_bytes();
    let is_forbidden = |c: char| {
        c.is_ascii_control() || matches!(c, ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}')
    };
    if let Some(forbidden) = plain.chars().find(|c| is_forbidden(*c)) {
        let code = u32::from(forbidden);
        let message =
            format!("{} has {} in it, which must be %{code:02X}", shown(uri), shown(&forbidden.to_string()));
        found.add(rule::URI, line, message);
    } else if !plain.is_ascii() {
        found.add(rule::URI, line, format!("{} has letters that must be percent-encoded", shown(uri)));
    }
    let is_hex = |index: usize| bytes.get(index).is_some_and(u8::is_ascii_hexdigit);
    let is_broken = |(index, byte): (usize, &u8)| *byte == b'%' && !(is_hex(index + 1) && is_hex(index + 2));
    if bytes.iter().enumerate().any(is_broken) {
        found.add(rule::URI, line, format!("a percent sign in {} encodes nothing", shown(uri)));
    }
    let first = plain.split(['/', '?', '#']).next().unwrap_or_default();
    let Some((scheme, _)) = first.split_once(':') else { return };
    if !is_scheme(scheme) {
        let message =
            format!("the ':' in the first part of {} makes it no relative URI: begin it with ./", shown(uri));
        found.add(rule::URI_COLON, line, message);
    } else if is_fetched && !plain[scheme.len()..].starts_with("://") && !scheme.eq_ignore_ascii_case("data")
    {
        let message = format!("up to its ':' {} is read as a scheme: begin it with ./", shown(uri));
        found.add(rule::URI_SCHEME, line, message);
    }
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}

/// The text with a letter for each `{$name}`.
fn without_variables(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains("{$") {
        return text.into();
    }
    let mut plain = String::new();
    let mut rest = text;
    while let Some((before, variable)) = rest.split_once("{$") {
        plain.push_str(before);
        plain.push('x');
        rest = variable.split_once('}').map_or("", |(_, after)| after);
    }
    plain.push_str(rest);
    plain.into()
}
