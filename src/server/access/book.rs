//! The file of those who may come in: TOML, read whole or refused with the place, the reason and the fix. Pure.

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::path::Path;
use std::sync::Arc;

use serde::Deserialize;
use sha2::{Digest as _, Sha256};
use toml::Spanned;

use crate::config::Finding;
use crate::server::access::slow::{Slow, is_same};
use crate::server::access::view::View;

/// Who may come in, and what each may see.
pub(super) struct Book {
    tokens: Vec<Token>,
    users: Vec<User>,
    by_name: HashMap<String, usize>,
}

struct Token {
    name: String,
    digest: [u8; 32],
    view: View,
}

/// Somebody with a password.
pub(super) struct User {
    pub(super) slow: Slow,
    pub(super) view: View,
}

/// A file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(default)]
    token: Vec<TokenEntry>,
    #[serde(default)]
    user: Vec<UserEntry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TokenEntry {
    name: Spanned<String>,
    sha256: Spanned<String>,
    streams: Option<Spanned<Vec<Spanned<String>>>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UserEntry {
    name: Spanned<String>,
    password: Spanned<String>,
    streams: Option<Spanned<Vec<Spanned<String>>>>,
}

impl Book {
    /// Reads a file's text. With it come warnings of what is weak.
    pub(super) fn parse(text: &str, file: &Path) -> Result<(Self, Vec<Finding>), Finding> {
        let at = |byte: usize, message: String| Finding::at(file, text, byte, message);
        let document: Document = toml::from_str(text)
            .map_err(|error| at(error.span().map_or(0, |span| span.start), without_value(error.message())))?;
        if document.token.is_empty() && document.user.is_empty() {
            let message = "this lets nobody in: write a [[token]] with name and sha256, or a [[user]] with name and \
                           password";
            return Err(at(0, message.to_owned()));
        }
        let find = |key: &Spanned<String>, message: String| at(key.span().start, message);
        let mut book = Self { tokens: Vec::new(), users: Vec::new(), by_name: HashMap::new() };
        let mut names = BTreeSet::new();
        for TokenEntry { name, sha256, streams } in &document.token {
            check_name(name.get_ref()).map_err(|message| find(name, message))?;
            if !names.insert(name.get_ref()) {
                return Err(find(name, format!("there are two tokens of the name '{}'", name.get_ref())));
            }
            let digest = digest(sha256.get_ref()).map_err(|message| find(sha256, message))?;
            if book.tokens.iter().any(|token| token.digest == digest) {
                return Err(find(sha256, "another [[token]] has the same sha256".to_owned()));
            }
            let view = view(streams.as_ref()).map_err(|(byte, message)| at(byte, message))?;
            book.tokens.push(Token { name: name.get_ref().clone(), digest, view });
        }
        let mut warnings = Vec::new();
        for UserEntry { name, password, streams } in &document.user {
            check_user(name.get_ref()).map_err(|message| find(name, message))?;
            let slow = Slow::parse(password.get_ref()).map_err(|message| find(password, message))?;
            let weakness = slow.weakness();
            warnings.extend(weakness.map(|weakness| {
                find(password, format!("the password of '{}' is weakly kept: {weakness}", name.get_ref()))
            }));
            let view = view(streams.as_ref()).map_err(|(byte, message)| at(byte, message))?;
            if book.by_name.insert(name.get_ref().clone(), book.users.len()).is_some() {
                return Err(find(name, format!("there are two users of the name '{}'", name.get_ref())));
            }
            book.users.push(User { slow, view });
        }
        Ok((book, warnings))
    }

    /// What whoever has this token may see, and its name; none if nobody has. It takes as long for every token of its
    /// length.
    pub(super) fn of_token(&self, token: &[u8]) -> Option<(&View, &str)> {
        let digest = Sha256::digest(token);
        // All of them, so that the time does not tell which it was.
        let is_its = |token: &&Token| is_same(&token.digest, &digest);
        self.tokens.iter().filter(is_its).map(|token| (&token.view, token.name.as_str())).next_back()
    }

    /// The user of this name; else, to be checked all the same, one that `other` picks, and whether it is the right
    /// one. None if there are no users.
    pub(super) fn user(&self, name: &[u8], other: u64) -> Option<(&User, bool)> {
        let known = std::str::from_utf8(name).ok().and_then(|name| self.by_name.get(name));
        let count = u64::try_from(self.users.len()).ok()?;
        let other = usize::try_from(other.checked_rem(count)?).ok()?;
        self.users.get(*known.unwrap_or(&other)).map(|user| (user, known.is_some()))
    }

    /// Whether there are users, and whether there are tokens.
    pub(super) fn kinds(&self) -> (bool, bool) {
        (!self.users.is_empty(), !self.tokens.is_empty())
    }
}

/// Tells how many there are.
impl fmt::Debug for Book {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Book({} tokens, {} users)", self.tokens.len(), self.users.len())
    }
}

/// A message of the parser without the value that it found: that may be a password.
fn without_value(message: &str) -> String {
    let message = message.replace('\n', " ");
    if !message.starts_with("invalid") {
        return message;
    }
    match (message.find(['`', '"']), message.find(", expected")) {
        (Some(from), Some(to)) if from < to => format!("{}{}", message[..from].trim_end(), &message[to..]),
        _ => message,
    }
}

fn check_name(name: &str) -> Result<(), String> {
    if name.is_empty() || name.chars().any(char::is_control) {
        return Err("a token needs a name that people can read".to_owned());
    }
    Ok(())
}

/// A name that can be sent (RFC 7617 §2: the first colon ends it).
fn check_user(name: &str) -> Result<(), String> {
    if name.is_empty() || name.contains(':') || name.chars().any(char::is_control) {
        return Err("a user's name is not empty and has no colon and no control characters in it".to_owned());
    }
    Ok(())
}

fn digest(text: &str) -> Result<[u8; 32], String> {
    const FIX: &str = "printf %s TOKEN | sha256sum";
    let is_hex = text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if text.len() != 64 || !is_hex {
        return Err(format!("a sha256 is 64 hexadecimal digits, not the token itself: {FIX}"));
    }
    let mut digest = [0; 32];
    for (byte, pair) in digest.iter_mut().zip(text.as_bytes().chunks(2)) {
        let digit = |digit: u8| char::from(digit).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        let [high, low] = [pair[0], pair[1]].map(|pair| digit(pair).unwrap_or_default());
        *byte = high << 4 | low;
    }
    for (nothing, what) in [(&b""[..], "an empty token"), (b"\n", "a line end"), (b"TOKEN", "the word TOKEN")]
    {
        if Sha256::digest(nothing)[..] == digest {
            return Err(format!("this is the sha256 of {what}: {FIX}"));
        }
    }
    Ok(digest)
}

fn view(streams: Option<&Spanned<Vec<Spanned<String>>>>) -> Result<View, (usize, String)> {
    let Some(streams) = streams else { return Ok(View::All) };
    if streams.get_ref().is_empty() {
        let message = "an empty list allows nothing: leave `streams` out for all of them";
        return Err((streams.span().start, message.to_owned()));
    }
    for stream in streams.get_ref() {
        let name = stream.get_ref();
        if name.is_empty() || name.starts_with('.') || name.len() > 255 || name.contains(['/', '\0']) {
            let message = "no stream can have this name: write that of a directory in ROOT, or leave `streams` out \
                           for all of them";
            return Err((stream.span().start, message.to_owned()));
        }
    }
    Ok(View::Streams(Arc::new(streams.get_ref().iter().map(|stream| stream.get_ref().clone()).collect())))
}

#[cfg(test)]
mod tests;
