//! A path below which all of the server is, for a proxy that passes requests on as they came.

use std::fmt;
use std::str::FromStr;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What needs a percent sign in a name of a path: all but RFC 3986 §2.3's unreserved letters, and those of §3.3 that no
/// shell, page or header takes for anything else.
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'@')
    .remove(b'+')
    .remove(b':');

/// A path without its last slash; by default the empty one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prefix {
    /// As it is written in a URL.
    written: String,
    /// Its names, as they are meant.
    names: Vec<String>,
}

/// Why a text is no prefix.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PrefixError {
    /// No slash in front.
    #[error("a path begins with a slash: write /{0}")]
    Slash(String),
    /// More than a path.
    #[error("it is a path alone, without '{0}' and what follows: write {1}")]
    More(char, String),
    /// A name of `.` or `..`.
    #[error("it has a '.' or '..' in it, which clients resolve before they ask: leave it out")]
    Dots,
    /// Nothing between two slashes.
    #[error("there is nothing between two of its slashes: write one")]
    Empty,
    /// A percent sign without two digits, or bytes that are no text.
    #[error("'{0}' is no percent-encoded text: write a percent sign itself as %25")]
    Encoding(String),
    /// A letter that can be in no name.
    #[error("'{0}' has a slash or a control character in it: choose another name")]
    Letter(String),
}

/// Where a path is, seen from a prefix.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::server) enum Place<'a> {
    /// Below it: the rest, which begins with a slash.
    Below(&'a str),
    /// Where its slash is missing.
    Bare,
    /// Somewhere else.
    Elsewhere,
}

impl Prefix {
    /// Where a request's path is, as it was sent. Names may be encoded in other ways than here.
    pub(in crate::server) fn place<'a>(&self, path: &'a str) -> Place<'a> {
        let mut rest = path;
        for name in &self.names {
            let Some(after) = rest.strip_prefix('/') else { return Place::Elsewhere };
            let end = after.find('/').unwrap_or(after.len());
            if !percent_decode_str(&after[..end]).eq(name.bytes()) {
                return Place::Elsewhere;
            }
            rest = &after[end..];
        }
        if rest.is_empty() && !self.names.is_empty() { Place::Bare } else { Place::Below(rest) }
    }

    /// Where the prefix's own page is, seen from a path where only its slash is missing. Relative, so that it is right
    /// behind a proxy that adds a path too; the period keeps a colon from making a scheme of it (RFC 3986 §4.2).
    pub(in crate::server) fn missing_slash(&self) -> String {
        format!("./{}/", self.written.rsplit('/').next().unwrap_or_default())
    }
}

impl fmt::Display for Prefix {
    /// As a path that ends with a slash.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/", self.written)
    }
}

impl FromStr for Prefix {
    type Err = PrefixError;

    /// Reads a path, with a slash at its end or without.
    fn from_str(text: &str) -> Result<Self, PrefixError> {
        if let Some(at) = text.find(['?', '#']) {
            let more = text[at..].chars().next().unwrap_or('?');
            return Err(PrefixError::More(more, text[..at].to_owned()));
        }
        let path = text.strip_prefix('/').ok_or_else(|| PrefixError::Slash(text.to_owned()))?;
        let path = path.strip_suffix('/').unwrap_or(path);
        let mut prefix = Self::default();
        if path.is_empty() {
            return if text.len() > 1 { Err(PrefixError::Empty) } else { Ok(prefix) };
        }
        for written in path.split('/') {
            let wrong = || PrefixError::Encoding(written.to_owned());
            let mut parts = written.split('%').skip(1);
            let is_digit = |byte: &u8| byte.is_ascii_hexdigit();
            if !parts.all(|part| part.as_bytes().get(..2).is_some_and(|digits| digits.iter().all(is_digit))) {
                return Err(wrong());
            }
            let name = percent_decode_str(written).decode_utf8().map_err(|_| wrong())?;
            match &*name {
                "" => return Err(PrefixError::Empty),
                "." | ".." => return Err(PrefixError::Dots),
                name if name.contains(['/', '\\']) || name.contains(char::is_control) => {
                    return Err(PrefixError::Letter(written.to_owned()));
                }
                name => {
                    prefix.written.push('/');
                    prefix.written.extend(utf8_percent_encode(name, ENCODED));
                    prefix.names.push(name.to_owned());
                }
            }
        }
        Ok(prefix)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn prefix(text: &str) -> Prefix {
        text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    #[test]
    fn prefixes_are_written_in_one_way() {
        for (text, written) in [
            ("/", "/"),
            ("/tv", "/tv/"),
            ("/tv/", "/tv/"),
            ("/a/b.c/", "/a/b.c/"),
            ("/mein fernsehen", "/mein%20fernsehen/"),
            ("/%6dein%20Fernsehen/\u{e4}", "/mein%20Fernsehen/%C3%A4/"),
            ("/a:b@c/...", "/a:b@c/.../"),
            ("/%25", "/%25/"),
        ] {
            assert_eq!(prefix(text).to_string(), written, "{text}");
            assert_eq!(prefix(written), prefix(text), "{text}");
        }
        assert_eq!(prefix("/"), Prefix::default());
        for (text, told) in [
            ("", "begins with a slash: write /"),
            ("tv/x", "write /tv/x"),
            ("http://a.example/tv", "begins with a slash"),
            ("/tv?x=1", "without '?' and what follows: write /tv"),
            ("/tv#x", "without '#'"),
            ("/..", "'..' in it"),
            ("/tv/../x", "'..' in it"),
            ("/tv/%2e%2E/x", "'..' in it"),
            ("/./tv", "'.' or"),
            ("//", "nothing between"),
            ("//tv", "nothing between"),
            ("/tv//", "nothing between"),
            ("/tv%2fx", "has a slash"),
            ("/tv%00", "control character"),
            ("/tv\n", "control character"),
            ("/100%", "'100%' is no percent-encoded text"),
            ("/%zz", "%25"),
            ("/%ff", "is no percent-encoded text"),
            ("/%+1", "is no percent-encoded text"),
        ] {
            let error = text.parse::<Prefix>().unwrap_err().to_string();
            assert!(error.contains(told), "{text}: {error}");
        }
    }

    #[test]
    fn paths_are_below_it_or_not() {
        for (of, path, place) in [
            ("/", "/", Place::Below("/")),
            ("/", "/files", Place::Below("/files")),
            ("/", "", Place::Below("")),
            ("/", "*", Place::Below("*")),
            ("/tv", "/tv/", Place::Below("/")),
            ("/tv", "/tv/files/a", Place::Below("/files/a")),
            ("/tv", "/tv//files", Place::Below("//files")),
            ("/tv", "/tv", Place::Bare),
            ("/tv", "/%74%76/x", Place::Below("/x")),
            ("/tv", "/tvx/", Place::Elsewhere),
            ("/tv", "/t", Place::Elsewhere),
            ("/tv", "/", Place::Elsewhere),
            ("/tv", "/TV/", Place::Elsewhere),
            ("/tv", "//tv/", Place::Elsewhere),
            ("/tv", "/x/../tv/", Place::Elsewhere),
            ("/tv", "", Place::Elsewhere),
            ("/tv", "*", Place::Elsewhere),
            ("/a/b c", "/a/b%20c/files", Place::Below("/files")),
            ("/a/b c", "/a/b%20c", Place::Bare),
            ("/a/b c", "/a", Place::Elsewhere),
            ("/a/b", "/a%2fb/", Place::Elsewhere),
        ] {
            assert_eq!(prefix(of).place(path), place, "{path} of {of}");
        }
        assert_eq!(prefix("/a/b:c").missing_slash(), "./b:c/");
    }
}
