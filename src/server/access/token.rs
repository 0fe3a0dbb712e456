//! The token of a link: all that the link is for, and a signature. Pure; whatever the bytes are, they are refused or
//! read, and nothing of them is looked at before the signature is right.
//!
//! ```text
//! base64url, without padding, of
//!   version (1)  flags  expiry (unix s, 8)  stream  variant?  start? end? (µs since 1970, 8)  window? (µs, 8)
//!   HMAC-SHA256 of all that (32)
//! ```
//!
//! A name has its length in a byte before it, and numbers begin with their highest byte.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::keys::{LinkKeys, SIGNATURE};
use crate::time::{Span, Time};

const VERSION: u8 = 1;
const VARIANT: u8 = 1;
const START: u8 = 2;
const END: u8 = 4;
const WINDOW: u8 = 8;

/// Signed before the rest, so that no other use of the same secret makes a token.
pub(crate) const PURPOSE: &[u8] = b"streamctl link\0";

/// The longest token, in characters: with two names of 255 bytes.
pub(crate) const LONGEST: usize = (10 + 2 * 256 + 3 * 8 + SIGNATURE).div_ceil(3) * 4;

/// What a link is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// From then on it is no longer good; whole seconds.
    pub expires: Time,
    /// Of this stream alone.
    pub stream: String,
    /// Of this variant alone.
    pub variant: Option<String>,
    /// From here on.
    pub start: Option<Time>,
    /// Up to here.
    pub end: Option<Time>,
    /// The newest so much, at any time.
    pub window: Option<Span>,
}

/// Why a token opens nothing. One that is not right does not say what is wrong with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// Nobody here signed it.
    #[error("this link is not valid: it was changed, cut, or made with another secret")]
    Invalid,
    /// It was good until then.
    #[error("this link expired at {}", to_seconds(*.0))]
    Expired(Time),
}

/// A moment to the second.
pub(crate) fn to_seconds(time: Time) -> String {
    let (year, month, day, hour, minute, second, _) = time.civil();
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
}

impl Link {
    /// The token of this link; none if a name is longer than a file's can be.
    #[must_use]
    pub fn token(&self, keys: &LinkKeys) -> Option<String> {
        let flags = [
            (self.variant.is_some(), VARIANT),
            (self.start.is_some(), START),
            (self.end.is_some(), END),
            (self.window.is_some(), WINDOW),
        ];
        let flags = flags.iter().filter(|(is, _)| *is).fold(0, |flags, (_, flag)| flags | flag);
        let mut bytes = vec![VERSION, flags];
        bytes.extend(self.expires.micros().div_euclid(1_000_000).to_be_bytes());
        for name in [Some(&self.stream), self.variant.as_ref()].into_iter().flatten() {
            bytes.push(u8::try_from(name.len()).ok()?);
            bytes.extend(name.as_bytes());
        }
        for time in [self.start, self.end].into_iter().flatten() {
            bytes.extend(time.micros().to_be_bytes());
        }
        bytes.extend(self.window.into_iter().flat_map(|window| window.micros().to_be_bytes()));
        let signature = keys.sign(&[PURPOSE, &bytes].concat());
        bytes.extend(signature);
        Some(URL_SAFE_NO_PAD.encode(bytes))
    }

    /// The link of a token that one of these keys signed and that has not expired.
    pub fn open(token: &str, keys: &LinkKeys, now: Time) -> Result<Self, TokenError> {
        if token.len() > LONGEST {
            return Err(TokenError::Invalid);
        }
        let bytes = URL_SAFE_NO_PAD.decode(token).map_err(|_| TokenError::Invalid)?;
        let length = bytes.len().checked_sub(SIGNATURE).ok_or(TokenError::Invalid)?;
        let (signed, signature) = bytes.split_at(length);
        if !keys.verify(&[PURPOSE, signed].concat(), signature) {
            return Err(TokenError::Invalid);
        }
        let link = Reader(signed).link().ok_or(TokenError::Invalid)?;
        if link.expires <= now { Err(TokenError::Expired(link.expires)) } else { Ok(link) }
    }
}

/// What is still to be read.
struct Reader<'a>(&'a [u8]);

impl Reader<'_> {
    fn link(mut self) -> Option<Link> {
        let [version, flags] = self.array()?;
        if version != VERSION || flags & !(VARIANT | START | END | WINDOW) != 0 {
            return None;
        }
        let has = |flag| flags & flag != 0;
        let expires = Time::from_micros(self.number()?.checked_mul(1_000_000)?);
        let stream = self.name()?;
        let variant = if has(VARIANT) { Some(self.name()?) } else { None };
        let start = if has(START) { Some(Time::from_micros(self.number()?)) } else { None };
        let end = if has(END) { Some(Time::from_micros(self.number()?)) } else { None };
        let window =
            if has(WINDOW) { Some(Span::from_micros(u64::from_be_bytes(self.array()?))) } else { None };
        self.0.is_empty().then_some(Link { expires, stream, variant, start, end, window })
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (array, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*array)
    }

    fn number(&mut self) -> Option<i64> {
        self.array().map(i64::from_be_bytes)
    }

    fn name(&mut self) -> Option<String> {
        let [length] = self.array()?;
        let (name, rest) = self.0.split_at_checked(length.into())?;
        self.0 = rest;
        String::from_utf8(name.to_vec()).ok()
    }
}

#[cfg(test)]
mod tests;
