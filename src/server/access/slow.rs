//! Slow hashes of passwords: bcrypt, and argon2id in the PHC string format. Pure.
//!
//! What is not slow is refused, and so is what is so slow that a few clients would hold all the server.

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;

/// The costs of bcrypt that are taken. Each more doubles the time; 12 takes about a quarter of a second. `htpasswd`
/// takes 5 unless it is told otherwise.
const BCRYPT: std::ops::RangeInclusive<u32> = 5..=15;
/// Below this a cost is told to be low.
const BCRYPT_GOOD: u32 = 10;
/// The memory of argon2id that is taken, in KiB: at least the least that OWASP's cheat sheet knows.
const MEMORY: std::ops::RangeInclusive<u32> = 7_168..=131_072;
/// How much it may go through in all passes, in KiB.
const MOST_WORK: u32 = 1 << 20;
/// A password beyond this is as good as wrong, in bytes; no person has one.
pub(super) const LONGEST_PASSWORD: usize = 1_024;
/// How much of a password bcrypt looks at, in bytes, with the NUL after it.
const BCRYPT_PASSWORD: usize = 72;

/// How to make one, for those who have another.
const FIX: &str = "make a slow hash with `htpasswd -nB -C 12 NAME`, and write what it prints after the colon";

/// A slow hash.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Slow {
    Bcrypt { cost: u32, salt: [u8; 16], hash: [u8; 23] },
    Argon2 { params: Params, salt: Vec<u8>, hash: Vec<u8> },
}

impl Slow {
    /// Reads a hash as the tools print it; else a sentence that says why not and what to do, and nothing of the hash.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let kind = text.split('$').nth(1).filter(|_| text.starts_with('$'));
        match kind {
            Some("2a" | "2b" | "2y") => bcrypt(text),
            Some("2x") => Err(format!("$2x$ marks hashes of a bcrypt that had a flaw: {FIX}")),
            Some("argon2id") => argon2(text),
            Some("argon2i" | "argon2d") => Err(format!("of argon2 only argon2id is for passwords: {FIX}")),
            _ if text.contains(":$2") => {
                Err("that is the whole line of htpasswd: write what comes after the colon".to_owned())
            }
            _ => Err(format!("this is no bcrypt hash ($2y$…) and no argon2id hash ($argon2id$…): {FIX}")),
        }
    }

    /// Whether it is that of this password. Takes as long for every password.
    pub(super) fn matches(&self, password: &[u8]) -> bool {
        match self {
            Self::Bcrypt { cost, salt, hash } => {
                let length = password.len().min(BCRYPT_PASSWORD);
                let mut padded = [0; BCRYPT_PASSWORD];
                padded[..length].copy_from_slice(&password[..length]);
                let made = bcrypt::bcrypt(*cost, *salt, &padded[..(length + 1).min(BCRYPT_PASSWORD)]);
                is_same(&made[..hash.len()], hash)
            }
            Self::Argon2 { params, salt, hash } => {
                let mut made = vec![0; hash.len()];
                let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
                argon2.hash_password_into(password, salt, &mut made).is_ok() && is_same(&made, hash)
            }
        }
    }

    /// What is to be said of a hash that is not as slow as it should be.
    pub(super) fn weakness(&self) -> Option<String> {
        match self {
            Self::Bcrypt { cost, .. } if *cost < BCRYPT_GOOD => Some(format!(
                "its bcrypt cost of {cost} is low, and whoever gets the file can guess fast: {FIX}"
            )),
            _ => None,
        }
    }
}

/// Whether both are the same, in a time that does not tell where they differ.
pub(super) fn is_same(one: &[u8], other: &[u8]) -> bool {
    let differences = one.iter().zip(other).fold(0, |all, (one, other)| all | (one ^ other));
    one.len() == other.len() && std::hint::black_box(differences) == 0
}

/// `$2y$12$` with 22 characters of salt and 31 of hash.
fn bcrypt(text: &str) -> Result<Slow, String> {
    let broken = || format!("this bcrypt hash is cut or garbled: {FIX}");
    let fields: Vec<&str> = text.split('$').collect();
    let [_, _, cost, rest] = fields[..] else { return Err(broken()) };
    let cost =
        Some(cost).filter(|cost| cost.len() == 2).and_then(|cost| cost.parse().ok()).ok_or_else(broken)?;
    let (salt, hash) = rest.split_at_checked(22).ok_or_else(broken)?;
    let decode = |text| bcrypt::BASE_64.decode(text).map_err(|_| broken());
    let salt = decode(salt)?.try_into().map_err(|_| broken())?;
    let hash = decode(hash)?.try_into().map_err(|_| broken())?;
    if !BCRYPT.contains(&cost) {
        let (least, most) = BCRYPT.into_inner();
        return Err(format!("a bcrypt cost of {cost} is not taken, only {least} to {most}: {FIX}"));
    }
    Ok(Slow::Bcrypt { cost, salt, hash })
}

/// `$argon2id$v=19$m=19456,t=2,p=1$SALT$HASH`.
fn argon2(text: &str) -> Result<Slow, String> {
    let broken = || "this argon2id hash is cut or garbled: make another".to_owned();
    let fields: Vec<&str> = text.split('$').collect();
    let [_, _, "v=19", numbers, salt, hash] = fields[..] else { return Err(broken()) };
    let numbers: Vec<&str> = numbers.split(',').collect();
    let [memory, passes, lanes] = numbers[..] else { return Err(broken()) };
    let number = |field: &str, name: &str| field.strip_prefix(name)?.parse::<u32>().ok();
    let numbers = (number(memory, "m="), number(passes, "t="), number(lanes, "p="));
    let (Some(memory), Some(passes), Some(lanes)) = numbers else { return Err(broken()) };
    if !MEMORY.contains(&memory) || memory.saturating_mul(passes) > MOST_WORK || lanes > 16 {
        return Err(format!(
            "argon2id with m={memory},t={passes},p={lanes} is not taken: its memory must be m={} to m={}, m times t \
             no more than {MOST_WORK}, and p no more than 16",
            MEMORY.start(),
            MEMORY.end()
        ));
    }
    let decode = |text| STANDARD_NO_PAD.decode(text).map_err(|_| broken());
    let (salt, hash) = (decode(salt)?, decode(hash)?);
    if !(8..=64).contains(&salt.len()) || !(16..=64).contains(&hash.len()) {
        return Err(broken());
    }
    let params = Params::new(memory, passes, lanes, Some(hash.len())).map_err(|_| broken())?;
    Ok(Slow::Argon2 { params, salt, hash })
}

#[cfg(test)]
mod tests;
