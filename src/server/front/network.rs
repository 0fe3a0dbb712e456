//! Blocks of addresses (RFC 4632), of IPv4 and IPv6.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr};
use std::str::FromStr;

/// How many bits of an IPv6 address come before an IPv4 address in it (RFC 4291 §2.5.5.2).
const MAPPED: u8 = 96;

/// All addresses that begin with the same bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network {
    /// The first of them.
    first: IpAddr,
    /// How many bits they have in common.
    length: u8,
}

/// Why a text names no block of addresses.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NetworkError {
    /// No address.
    #[error(
        "it is no IP address and no block of them, such as 10.0.0.1, 10.0.0.0/8 or fd00::/8 (names are not looked up)"
    )]
    Address,
    /// A number of bits that an address has not got.
    #[error("the number behind the slash is from 0 to {0} for such an address")]
    Length(u8),
    /// An address inside the block in place of its first.
    #[error("the block begins at another address: write {0}")]
    Inside(Network),
}

impl Network {
    /// Whether an address is one of these. An IPv4 address in the clothes of IPv6 is an IPv4 address.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.first, address.to_canonical()) {
            (IpAddr::V4(first), IpAddr::V4(address)) => {
                (first.to_bits() ^ address.to_bits()).checked_shr(32 - u32::from(self.length)).unwrap_or(0)
                    == 0
            }
            (IpAddr::V6(first), IpAddr::V6(address)) => {
                (first.to_bits() ^ address.to_bits()).checked_shr(128 - u32::from(self.length)).unwrap_or(0)
                    == 0
            }
            _ => false,
        }
    }

    /// Whether all there is belongs to it.
    #[must_use]
    pub const fn is_everybody(&self) -> bool {
        self.length == 0
    }
}

/// The first address of the block of so many bits that this one is in.
pub(super) fn first(address: IpAddr, length: u8) -> IpAddr {
    match address {
        IpAddr::V4(address) => {
            let mask = u32::MAX.checked_shl(32 - u32::from(length)).unwrap_or(0);
            IpAddr::V4((address.to_bits() & mask).into())
        }
        IpAddr::V6(address) => {
            let mask = u128::MAX.checked_shl(128 - u32::from(length)).unwrap_or(0);
            IpAddr::V6((address.to_bits() & mask).into())
        }
    }
}

impl FromStr for Network {
    type Err = NetworkError;

    /// Reads `ADDRESS` or `ADDRESS/BITS`.
    fn from_str(text: &str) -> Result<Self, NetworkError> {
        let (address, length) = match text.split_once('/') {
            Some((address, length)) => (address, Some(length)),
            None => (text, None),
        };
        let address: IpAddr = address.parse().map_err(|_| NetworkError::Address)?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let length = match length {
            None => most,
            Some(length) => {
                let is_number = !length.is_empty() && length.bytes().all(|byte| byte.is_ascii_digit());
                let length = length.parse::<u8>().ok().filter(|length| is_number && *length <= most);
                length.ok_or(NetworkError::Length(most))?
            }
        };
        let network = match address {
            IpAddr::V6(mapped) if length >= MAPPED && is_mapped(mapped) => {
                Self { first: address.to_canonical(), length: length - MAPPED }
            }
            first => Self { first, length },
        };
        let begins = Self { first: first(network.first, network.length), ..network };
        if begins == network { Ok(network) } else { Err(NetworkError::Inside(begins)) }
    }
}

fn is_mapped(address: Ipv6Addr) -> bool {
    address.to_ipv4_mapped().is_some()
}

impl fmt::Display for Network {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/{}", self.first, self.length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_read_and_hold_what_is_theirs() {
        for (text, inside, outside) in [
            ("10.0.0.1", "10.0.0.1", "10.0.0.2"),
            ("10.0.0.0/8", "10.255.255.255", "11.0.0.0"),
            ("0.0.0.0/0", "255.255.255.255", "::1"),
            ("::/0", "::1", "1.2.3.4"),
            ("::1", "::1", "::2"),
            ("fd00::/8", "fdff::1", "fe00::"),
            ("2001:db8::/33", "2001:db8:7fff::", "2001:db8:8000::"),
            ("::ffff:10.0.0.0/104", "10.1.2.3", "11.0.0.0"),
            ("::ffff:10.0.0.1", "::ffff:10.0.0.1", "10.0.0.2"),
            ("192.168.0.0/16", "::ffff:192.168.7.7", "::192.168.7.7"),
        ] {
            let network: Network = text.parse().unwrap();
            assert!(network.contains(inside.parse().unwrap()), "{text} {inside}");
            assert!(!network.contains(outside.parse().unwrap()), "{text} {outside}");
            assert_eq!(network.to_string().parse(), Ok(network), "{text}");
        }
    }

    #[test]
    fn what_is_no_block_is_told_with_what_to_write() {
        for (text, told) in [
            ("", "no IP address"),
            ("localhost", "not looked up"),
            ("unix:", "no IP address"),
            ("10.0.0", "no IP address"),
            ("10.0.0.1:80", "no IP address"),
            ("fe80::1%eth0", "no IP address"),
            ("[::1]", "no IP address"),
            ("10.0.0.0/33", "from 0 to 32"),
            ("10.0.0.0/", "from 0 to 32"),
            ("10.0.0.0/+8", "from 0 to 32"),
            ("::/129", "from 0 to 128"),
            ("10.1.2.3/8", "write 10.0.0.0/8"),
            ("2001:db8::1/32", "write 2001:db8::/32"),
        ] {
            let error = text.parse::<Network>().unwrap_err().to_string();
            assert!(error.contains(told), "{text}: {error}");
        }
    }
}
