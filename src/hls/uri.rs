//! URIs in playlists: file and directory names made into references that every player resolves to the same
//! file (RFC 3986, and the quirks of players noted at each rule).

use std::fmt;

#[cfg(test)]
mod tests;

/// A URI or relative reference as it stands in a playlist: ASCII, and made only of characters that RFC 3986
/// allows, so that it can neither end its line, nor begin a comment or tag, nor end a quoted string, nor be
/// taken for a variable (`{$name}`, RFC 8216bis §4.3).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Uri(Box<str>);

/// Why there is no such URI.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UriError {
    /// There is nothing to point at.
    #[error("no file is named")]
    NoName,
    /// A name that can't be one file's or directory's: empty, `.`, `..`, or with a `/` or a NUL in it.
    #[error("{0:?} can't be the name of a file in a URI")]
    Name(String),
    /// A path that doesn't start at the root.
    #[error("{0:?} is not an absolute path")]
    Relative(String),
    /// A base that URIs can't start with.
    #[error("{base:?} can't stand before the names of files: {why}")]
    Base {
        /// What was given.
        base: String,
        /// What is wrong with it.
        why: &'static str,
    },
}

impl Uri {
    /// A reference relative to the playlist: `up` directories up, then down along `names`, the last being the
    /// file's.
    ///
    /// Names are percent-encoded where RFC 3986 §3.3 demands it and nowhere else: ffmpeg opens local files
    /// without decoding. A reference whose first name has a `:` starts with `./`, because up to the colon it
    /// would be a scheme (RFC 3986 §4.2); ffmpeg, hls.js and VLC fall for that even after a digit.
    pub fn relative(up: usize, names: &[&str]) -> Result<Self, UriError> {
        let has_colon_first = up == 0 && names.first().is_some_and(|name| name.contains(':'));
        let dots = if has_colon_first { "./" } else { "" };
        let mut text = with_room(dots.len() + 3 * up, names);
        text.push_str(dots);
        for _ in 0..up {
            text.push_str("../");
        }
        push_names(&mut text, names)?;
        Ok(Self(text.into_boxed_str()))
    }

    /// A URI that starts with `base`, an absolute URL or the beginning of a path just as somebody typed it, and
    /// goes on with `names`, with exactly one `/` between.
    ///
    /// Refuses a base with characters that no URI has, with a query or fragment, or whose `:` makes it neither
    /// a URL nor a path.
    pub fn below(base: &str, names: &[&str]) -> Result<Self, UriError> {
        let start = check_base(base).map_err(|why| UriError::Base { base: base.to_owned(), why })?;
        let mut text = with_room(start.len() + 1, names);
        text.push_str(start);
        text.push('/');
        push_names(&mut text, names)?;
        Ok(Self(text.into_boxed_str()))
    }

    /// The absolute path of a file, as a reference: percent-encoded like the names of [`Uri::relative`],
    /// without a scheme. Repeated slashes are one; two at the start would name a host (RFC 3986 §4.2).
    pub fn file(path: &str) -> Result<Self, UriError> {
        let below_root = path.strip_prefix('/').ok_or_else(|| UriError::Relative(path.to_owned()))?;
        let names: Vec<&str> = below_root.split('/').filter(|name| !name.is_empty()).collect();
        let mut text = with_room(1, &names);
        text.push('/');
        push_names(&mut text, &names)?;
        Ok(Self(text.into_boxed_str()))
    }

    /// The URI of the file of this name in the directory that this one is the URI of. A query stays behind.
    pub fn child(&self, name: &str) -> Result<Self, UriError> {
        let mut text = with_room(self.0.len() + 1, &[name]);
        self.push_child(&mut text, name)?;
        Ok(Self(text.into_boxed_str()))
    }

    /// Appends [`Uri::child`]. After an error there may be a part of it.
    pub(super) fn push_child(&self, out: &mut String, name: &str) -> Result<(), UriError> {
        let directory = self.0.split_once('?').map_or(&*self.0, |(path, _)| path).trim_end_matches('/');
        out.push_str(directory);
        out.push('/');
        push_name(out, name)
    }

    /// This URI with these names and values, unencoded, as its query, or added to the query it has.
    ///
    /// They come back the same from a server that decodes percent signs, whether or not it takes `+` for a
    /// space and `;` for `&`.
    #[must_use]
    pub fn with_query(self, pairs: &[(String, String)]) -> Self {
        let mut text = String::from(self.0);
        let mut separator = if text.contains('?') { '&' } else { '?' };
        for (name, value) in pairs {
            text.push(separator);
            push_encoded(&mut text, name, is_plain_in_query);
            text.push('=');
            push_encoded(&mut text, value, is_plain_in_query);
            separator = '&';
        }
        Self(text.into_boxed_str())
    }

    /// A URI as it was read from a playlist that this program wrote; none if it could not have written it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut rest = text.as_bytes();
        while let [byte, tail @ ..] = rest {
            rest = match (byte, tail) {
                (b'%', [high, low, tail @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => tail,
                (b'/' | b'?' | b'[' | b']', _) => tail,
                _ if is_plain_in_name(*byte) => tail,
                _ => return None,
            };
        }
        (!text.is_empty()).then(|| Self(text.into()))
    }

    /// The last names of its path, decoded, as many as there may be: of a segment its file's name, and before it
    /// those of the directories. None if there are not so many, or one could be no file's.
    #[must_use]
    pub fn names<const N: usize>(&self) -> Option<[String; N]> {
        let path = self.0.split_once('?').map_or(&*self.0, |(path, _)| path);
        let mut names: Vec<String> = Vec::with_capacity(N);
        for name in path.rsplit('/').take(N) {
            let name = percent_encoding::percent_decode_str(name).decode_utf8().ok()?;
            if matches!(&*name, "" | "." | "..") || name.contains(['/', '\0']) {
                return None;
            }
            names.insert(0, name.into_owned());
        }
        names.try_into().ok()
    }

    /// The URI as it stands in a playlist.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether there is a percent-encoded character before the query. Over HTTP that is nothing special, but
    /// ffmpeg's `file` protocol doesn't decode: it won't find a file by such a URI.
    #[must_use]
    pub fn is_percent_encoded(&self) -> bool {
        self.0.bytes().take_while(|&byte| byte != b'?').any(|byte| byte == b'%')
    }
}

impl fmt::Display for Uri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a name in a path may hold this byte as it is: `pchar` of RFC 3986 §3.3, without the percent sign.
const fn is_plain_in_name(byte: u8) -> bool {
    matches!(byte,
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'&'..=b'.' | b'!' | b'$' | b':' | b';' | b'=' | b'@' | b'_' | b'~')
}

/// Whether a query's names and values may hold this byte as it is: less than RFC 3986 §3.4 allows, for the
/// sake of those who read queries as HTML forms.
const fn is_plain_in_query(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b',' | b'-' | b'.' | b'/' | b':' | b'@' | b'_' | b'~')
}

/// An empty text with room for a prefix of so many bytes and for the names, if nothing has to be encoded.
fn with_room(prefix: usize, names: &[&str]) -> String {
    String::with_capacity(prefix + names.iter().map(|name| name.len() + 1).sum::<usize>().saturating_sub(1))
}

/// Appends the names, encoded, with slashes between; an error if there is none, or one is no name.
fn push_names(out: &mut String, names: &[&str]) -> Result<(), UriError> {
    let (first, rest) = names.split_first().ok_or(UriError::NoName)?;
    push_name(out, first)?;
    for name in rest {
        out.push('/');
        push_name(out, name)?;
    }
    Ok(())
}

fn push_name(out: &mut String, name: &str) -> Result<(), UriError> {
    if matches!(name, "" | "." | "..") {
        return Err(UriError::Name(name.to_owned()));
    }
    // Most names are plain. Looking at all bytes, without stopping at the first that isn't, lets the compiler
    // look at many at once.
    if name.bytes().fold(true, |all, byte| all & is_plain_in_name(byte)) {
        out.push_str(name);
    } else if name.contains(['/', '\0']) {
        return Err(UriError::Name(name.to_owned()));
    } else {
        push_encoded(out, name, is_plain_in_name);
    }
    Ok(())
}

/// Appends `text` with every byte that isn't plain as `%XX`.
fn push_encoded(out: &mut String, text: &str, is_plain: impl Fn(u8) -> bool) {
    const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'A', 'B', 'C', 'D', 'E', 'F'];
    for byte in text.bytes() {
        if is_plain(byte) {
            out.push(char::from(byte));
        } else {
            out.extend(['%', HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 15)]]);
        }
    }
}

/// The base without the slashes at its end, or what is wrong with it.
fn check_base(base: &str) -> Result<&str, &'static str> {
    if base.is_empty() {
        return Err("it is empty");
    }
    if base.contains(['?', '#']) {
        return Err("it has a query or a fragment");
    }
    // Where the path begins: after `scheme://host` or `//host`.
    let scheme = base.find(':').filter(|&colon| !base[..colon].contains('/'));
    let authority = match scheme {
        Some(colon) if !is_scheme(&base[..colon]) || !base[colon..].starts_with("://") => {
            return Err("it has a ':' before its first '/' and is no URL (a path may start with './')");
        }
        Some(colon) => Some(colon + 3),
        None => base.starts_with("//").then_some(2),
    };
    let path = authority.map_or(0, |from| base[from..].find('/').map_or(base.len(), |slash| from + slash));
    if authority == Some(path) && !base.starts_with("file:") {
        return Err("it names no host");
    }
    let mut rest = base.as_bytes();
    while let [byte, tail @ ..] = rest {
        let offset = base.len() - rest.len();
        rest = match (byte, tail) {
            (b'%', [high, low, tail @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => tail,
            (b'[' | b']', _) if offset < path => tail,
            (b'/', _) => tail,
            _ if is_plain_in_name(*byte) => tail,
            _ => return Err("it has a character in it that must be percent-encoded"),
        };
    }
    Ok(&base[..path + base[path..].trim_end_matches('/').len()])
}

/// Whether this is the name of a scheme (RFC 3986 §3.1).
fn is_scheme(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_alphabetic())
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
}
