//! The `Forwarded` header (RFC 7239), and the host and port of its `for` (§6), which `X-Forwarded-For` has too. Pure, and
//! linear in the header's length.

use std::borrow::Cow;
use std::net::{IpAddr, Ipv6Addr};

/// What one proxy says of the request that it was sent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Element<'a> {
    /// Who sent it.
    pub(crate) client: Option<Cow<'a, str>>,
    /// Under which host.
    pub(crate) host: Option<Cow<'a, str>>,
    /// By which protocol.
    pub(crate) protocol: Option<Cow<'a, str>>,
}

/// The elements of one header, the last proxy's last; none if it is not as its grammar demands (§4).
pub(crate) fn parse(header: &str) -> Option<Vec<Element<'_>>> {
    let mut elements = Vec::new();
    let mut rest = blank(header);
    loop {
        // A list may have empty elements (RFC 9110 §5.6.1.2).
        if let Some(after) = rest.strip_prefix(',') {
            rest = blank(after);
            continue;
        }
        if rest.is_empty() {
            return Some(elements);
        }
        let element;
        (element, rest) = read_element(rest)?;
        elements.push(element);
        rest = blank(rest);
        if !rest.is_empty() && !rest.starts_with(',') {
            return None;
        }
    }
}

/// Reads `pair *( ";" pair )`, of which each may be missing.
fn read_element(mut rest: &str) -> Option<(Element<'_>, &str)> {
    let mut element = Element::default();
    loop {
        if !rest.starts_with([';', ',']) && !rest.is_empty() {
            let (name, after) = token(rest)?;
            let (value, after) = read_value(after.strip_prefix('=')?)?;
            let place = match name {
                _ if name.eq_ignore_ascii_case("for") => Some(&mut element.client),
                _ if name.eq_ignore_ascii_case("host") => Some(&mut element.host),
                _ if name.eq_ignore_ascii_case("proto") => Some(&mut element.protocol),
                _ => None,
            };
            // Each may be there once (§4).
            if let Some(place) = place
                && place.replace(value).is_some()
            {
                return None;
            }
            rest = blank(after);
        }
        match rest.strip_prefix(';') {
            // The grammar has no blanks here, and some write them.
            Some(after) => rest = blank(after),
            None => return Some((element, rest)),
        }
    }
}

/// Reads a token or a quoted string (RFC 9110 §5.6.4).
fn read_value(text: &str) -> Option<(Cow<'_, str>, &str)> {
    let Some(quoted) = text.strip_prefix('"') else {
        return token(text).map(|(token, rest)| (Cow::Borrowed(token), rest));
    };
    let end = quoted.find(['"', '\\'])?;
    if let Some(rest) = quoted[end..].strip_prefix('"') {
        return Some((Cow::Borrowed(&quoted[..end]), rest));
    }
    let mut value = String::new();
    let mut letters = quoted.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return Some((Cow::Owned(value), &quoted[at + 1..])),
            '\\' => value.push(letters.next()?.1),
            letter => value.push(letter),
        }
    }
    None
}

/// Reads a token (RFC 9110 §5.6.2).
fn token(text: &str) -> Option<(&str, &str)> {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    let end = text.bytes().position(|byte| !is_letter(byte)).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

fn blank(text: &str) -> &str {
    text.trim_start_matches([' ', '\t'])
}

/// The address of a node, `ADDRESS`, `ADDRESS:PORT`, `[ADDRESS]` or `[ADDRESS]:PORT` (§6); of IPv6 without brackets too,
/// as `X-Forwarded-For` has it. None of `unknown` and of names made up (§6.3).
pub(crate) fn address(node: &str) -> Option<IpAddr> {
    let address = if let Some(bracketed) = node.strip_prefix('[') {
        let (address, port) = bracketed.split_once(']')?;
        if !port.is_empty() && !is_port(port.strip_prefix(':')?) {
            return None;
        }
        IpAddr::V6(address.parse::<Ipv6Addr>().ok()?)
    } else {
        match node.split_once(':') {
            Some((address, port)) if !port.contains(':') => {
                IpAddr::V4(address.parse().ok().filter(|_| is_port(port))?)
            }
            _ => node.parse().ok()?,
        }
    };
    Some(address.to_canonical())
}

/// Whether it is a port, or one made up (§6).
fn is_port(text: &str) -> bool {
    let is_number = (1..=5).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_made_up = |name: &str| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-".contains(&byte))
    };
    is_number || text.strip_prefix('_').is_some_and(is_made_up)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(header: &str) -> Option<Vec<[String; 3]>> {
        let text = |value: Option<Cow<'_, str>>| value.map(Cow::into_owned).unwrap_or_default();
        let elements = parse(header)?.into_iter();
        Some(elements.map(|element| [element.client, element.host, element.protocol].map(text)).collect())
    }

    /// Those of RFC 7239 §4, §6 and §7, and what else the grammar allows.
    #[test]
    fn headers_are_read() {
        for (header, elements) in [
            ("for=\"_gazonk\"", &[["_gazonk", "", ""]][..]),
            ("For=\"[2001:db8:cafe::17]:4711\"", &[["[2001:db8:cafe::17]:4711", "", ""]]),
            ("for=192.0.2.60;proto=http;by=203.0.113.43", &[["192.0.2.60", "", "http"]]),
            ("for=192.0.2.43, for=198.51.100.17", &[["192.0.2.43", "", ""], ["198.51.100.17", "", ""]]),
            ("for=192.0.2.43,for=\"[2001:db8::17]\"", &[["192.0.2.43", "", ""], ["[2001:db8::17]", "", ""]]),
            ("for=unknown", &[["unknown", "", ""]]),
            (
                "for=_SEVKISEK;host=\"a.example:8080\" ; PROTO=https",
                &[["_SEVKISEK", "a.example:8080", "https"]],
            ),
            ("secret=x;for=\"a\\\"b\\\\c, for=d\"", &[["a\"b\\c, for=d", "", ""]]),
            ("for=\"\"", &[["", "", ""]]),
            ("", &[]),
            (" , ,\t", &[]),
            (";;for=a;", &[["a", "", ""]]),
        ] {
            let expected: Vec<[String; 3]> = elements.iter().map(|texts| texts.map(str::to_owned)).collect();
            assert_eq!(read(header), Some(expected), "{header}");
        }
        for wrong in [
            "for=[2001:db8::17]",
            "for=192.0.2.43:80",
            "for",
            "for=",
            "=a",
            "for =a",
            "for= a",
            "for=a for=b",
            "for=a;for=b",
            "for=\"a",
            "for=\"a\\",
            "for=\"a\"b",
            "for=\", for=\"[2001:db8::17]\"",
            "for=a, \"",
            "for=\u{e4}",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn nodes_have_addresses_or_none() {
        for (node, expected) in [
            ("192.0.2.43", "192.0.2.43"),
            ("192.0.2.43:47011", "192.0.2.43"),
            ("192.0.2.43:_secret", "192.0.2.43"),
            ("[2001:db8::17]", "2001:db8::17"),
            ("[2001:db8::17]:4711", "2001:db8::17"),
            ("2001:db8::17", "2001:db8::17"),
            ("::ffff:192.0.2.43", "192.0.2.43"),
            ("[::ffff:192.0.2.43]:80", "192.0.2.43"),
        ] {
            assert_eq!(address(node), expected.parse().ok(), "{node}");
        }
        for node in [
            "",
            "unknown",
            "_hidden",
            "a.example",
            "192.0.2.43:",
            "192.0.2.43:123456",
            "192.0.2.43:x",
            "192.0.2",
            "192.0.2.43:_",
            "[192.0.2.43]",
            "[::1",
            "[::1]80",
            "[::1]:",
            "::1]",
            "[]",
            ":80",
            " ::1",
        ] {
            assert_eq!(address(node), None, "{node}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_was_written_is_read(values in proptest::collection::vec("[ -~]{0,12}", 0..6)) {
            let quote = |value: &String| format!("for=\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""));
            let header = values.iter().map(quote).collect::<Vec<_>>().join(", ");
            let found: Vec<String> = read(&header).unwrap().into_iter().map(|[client, ..]| client).collect();
            proptest::prop_assert_eq!(found, values);
        }
    }
}
