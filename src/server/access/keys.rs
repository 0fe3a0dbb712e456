//! The secrets that links are signed with. Pure: whoever has the file's bytes gets the keys.

use std::fmt;

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// How many bytes of randomness a secret needs: as many as the signature has, since a guess at either would do.
const LEAST: usize = 32;
/// How many secrets there may be. Each is tried for every request.
const MOST: usize = 8;
/// How many different bytes a random secret has at least: 64 random hexadecimal digits all but always have more.
const LEAST_DIFFERENT: usize = 8;

/// How long a signature is, in bytes.
pub(crate) const SIGNATURE: usize = 32;

/// The secrets of links: the first signs, and all verify, so that a new one can be put before an old one until the
/// links of the old have expired.
#[derive(Clone)]
pub struct LinkKeys(Vec<Hmac<Sha256>>);

/// Why bytes are no secrets. None of them is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LinkKeysError {
    /// There are none.
    #[error("there is no secret in it")]
    Empty,
    /// One is too short; its line, counted from 1.
    #[error("the secret in line {0} is too short to be safe: it needs {LEAST} random bytes")]
    Short(usize),
    /// One cannot be random; its line, counted from 1.
    #[error("the secret in line {0} is hardly random: it is made of a few characters")]
    Plain(usize),
    /// There are too many.
    #[error("there are more than {MOST} secrets in it: leave out those whose links have expired")]
    TooMany,
}

impl LinkKeys {
    /// The secrets of a file: one a line if it is text, else all of it is one, but for a line end after it.
    pub fn parse(bytes: &[u8]) -> Result<Self, LinkKeysError> {
        let mut keys = Vec::new();
        if let Ok(text) = std::str::from_utf8(bytes) {
            let lines = (1..).zip(text.lines().map(str::trim));
            for (line, secret) in lines.filter(|(_, secret)| !secret.is_empty()) {
                keys.push(key(secret.as_bytes(), randomness(secret), line)?);
            }
        } else {
            let secret = bytes.strip_suffix(b"\n").unwrap_or(bytes);
            keys.push(key(secret, secret.len(), 1)?);
        }
        match keys.len() {
            0 => Err(LinkKeysError::Empty),
            1..=MOST => Ok(Self(keys)),
            _ => Err(LinkKeysError::TooMany),
        }
    }

    /// The first secret's signature of a message.
    pub(crate) fn sign(&self, message: &[u8]) -> [u8; SIGNATURE] {
        self.0[0].clone().chain_update(message).finalize().into_bytes().into()
    }

    /// Whether one of the secrets signed a message so. It takes the same time wherever a signature is wrong.
    pub(crate) fn verify(&self, message: &[u8], signature: &[u8]) -> bool {
        let verifies = |key: &Hmac<Sha256>| key.clone().chain_update(message).verify_slice(signature).is_ok();
        // All of them, whichever it is.
        self.0.iter().filter(|key| verifies(key)).count() > 0
    }
}

/// How many bytes of randomness a text can hold: half a byte a digit if it is hexadecimal, else six bits a letter.
fn randomness(text: &str) -> usize {
    if text.bytes().all(|byte| byte.is_ascii_hexdigit()) { text.len() / 2 } else { text.len() * 3 / 4 }
}

fn key(secret: &[u8], randomness: usize, line: usize) -> Result<Hmac<Sha256>, LinkKeysError> {
    if randomness < LEAST {
        return Err(LinkKeysError::Short(line));
    }
    let different: std::collections::BTreeSet<&u8> = secret.iter().collect();
    if different.len() < LEAST_DIFFERENT {
        return Err(LinkKeysError::Plain(line));
    }
    Ok(Hmac::new_from_slice(secret).expect("HMAC takes keys of any length"))
}

/// Tells how many there are.
impl fmt::Debug for LinkKeys {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "LinkKeys({} [hidden])", self.0.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEX: &str = "00112233445566778899aabbccddeeff0123456789abcdeffedcba9876543210";
    const BASE64: &str = "q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA=";

    #[test]
    fn secrets_are_lines_of_text_or_bytes() {
        let count = |bytes: &[u8]| LinkKeys::parse(bytes).map(|keys| keys.0.len());
        assert_eq!(count(HEX.as_bytes()), Ok(1));
        assert_eq!(count(format!("{BASE64}\r\n\n  {HEX}\n").as_bytes()), Ok(2));
        let raw: Vec<u8> = (0..32).map(|byte| byte * 7 + 3).collect();
        assert_eq!(count(&raw), Ok(1), "32 bytes as they come");
        assert_eq!(count(&[&raw[..], b"\n"].concat()), Ok(1));
    }

    #[test]
    fn what_could_be_guessed_is_refused() {
        for (bytes, why) in [
            (String::new(), LinkKeysError::Empty),
            ("\n \r\n".to_owned(), LinkKeysError::Empty),
            ("hunter2\n".to_owned(), LinkKeysError::Short(1)),
            (format!("{HEX}\n{}", &HEX[..62]), LinkKeysError::Short(2)),
            (format!("\n{}", "ab".repeat(40)), LinkKeysError::Plain(2)),
            (format!("{HEX}\n").repeat(9), LinkKeysError::TooMany),
        ] {
            assert_eq!(LinkKeys::parse(bytes.as_bytes()).unwrap_err(), why);
        }
        assert_eq!(LinkKeys::parse(&[0xff; 31]).unwrap_err(), LinkKeysError::Short(1));
        assert_eq!(LinkKeys::parse(&[0xff; 64]).unwrap_err(), LinkKeysError::Plain(1));
    }

    #[test]
    fn the_first_signs_all_verify_and_none_is_shown() {
        let (old, new) = (HEX, BASE64);
        let keys = |text: &str| LinkKeys::parse(text.as_bytes()).unwrap();
        let signature = keys(old).sign(b"message");
        let both = keys(&format!("{new}\n{old}"));
        assert!(both.verify(b"message", &signature));
        assert!(!both.verify(b"messagE", &signature) && !both.verify(b"message", &signature[1..]));
        assert!(!keys(new).verify(b"message", &signature));
        assert_eq!(both.sign(b"message"), keys(new).sign(b"message"));
        assert_eq!(format!("{both:?}"), "LinkKeys(2 [hidden])");
    }
}
