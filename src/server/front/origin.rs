//! Where a request comes from, as far as those between are to be believed.
//!
//! Anybody can write `Forwarded` or `X-Forwarded-For`. They are read only on connections from a proxy that was named, from
//! the right, where that proxy wrote, and up to the first address that is no such proxy: what is left of it that client
//! may have written itself. Most proxies set one kind of header and pass on the other as it came, so where both are, only
//! what both say is believed; else whoever is behind such a proxy could choose what is thought of him.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Once;

use axum::http::header::{FORWARDED, HeaderName};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue};

use crate::server::client::Client;
use crate::server::front::Network;
use crate::server::front::forwarded;

#[cfg(test)]
mod tests;

const FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const PROTOCOL: HeaderName = HeaderName::from_static("x-forwarded-proto");
const HOST: HeaderName = HeaderName::from_static("x-forwarded-host");

/// The longest host and port there can be, in bytes (RFC 1035 §2.3.4).
const LONGEST_HOST: usize = 253 + ":65535".len();

/// Where a request comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::server) struct Origin {
    /// The client's address; that of the outermost trusted proxy if it does not say.
    pub(in crate::server) address: IpAddr,
    /// Whether a trusted proxy says that its client came by TLS.
    pub(in crate::server) is_secure: bool,
    /// The host that the client asked, if a trusted proxy says so.
    pub(in crate::server) host: Option<String>,
}

impl Origin {
    /// Where a request comes from: what was found out when it arrived, and else who is at the other end of its connection.
    pub(in crate::server) fn of(request: &Parts) -> Self {
        let told = request.extensions.get::<Self>();
        told.cloned().unwrap_or_else(|| Self { address: peer(request), is_secure: false, host: None })
    }

    /// Finds out where a request comes from, for [`Origin::of`] to tell. Nothing is read unless it is from a trusted proxy.
    pub(in crate::server) fn find(request: &mut Parts, trusted: &[Network]) {
        let peer = peer(request);
        if !is_trusted(trusted, peer) {
            return;
        }
        if let Some(Claim { address, is_secure, host }) = Claim::read(&request.headers, peer, trusted) {
            let (address, is_secure) = (address.unwrap_or(peer), is_secure.unwrap_or(false));
            request.extensions.insert(Self { address, is_secure, host });
        }
    }
}

/// Who is at the other end of a request's connection.
fn peer(request: &Parts) -> IpAddr {
    let client = request.extensions.get::<Client>();
    client.map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |client| client.address.ip().to_canonical())
}

fn is_trusted(trusted: &[Network], address: IpAddr) -> bool {
    trusted.iter().any(|network| network.contains(address))
}

/// What one kind of header says.
#[derive(Debug, Default, PartialEq, Eq)]
struct Claim {
    address: Option<IpAddr>,
    is_secure: Option<bool>,
    host: Option<String>,
}

impl Claim {
    fn read(headers: &HeaderMap, peer: IpAddr, trusted: &[Network]) -> Option<Self> {
        let standard = headers.contains_key(FORWARDED).then(|| Self::standard(headers, peer, trusted));
        let has_customary = [FOR, PROTOCOL, HOST].iter().any(|name| headers.contains_key(name));
        let customary = has_customary.then(|| Self::customary(headers, peer, trusted));
        match (standard, customary) {
            (Some(one), Some(other)) => Some(one.common(&other)),
            (one, other) => one.or(other),
        }
    }

    /// What `Forwarded` says (RFC 7239).
    fn standard(headers: &HeaderMap, peer: IpAddr, trusted: &[Network]) -> Self {
        let mut claim = Self { address: Some(peer), ..Self::default() };
        let mut address = peer;
        for line in headers.get_all(FORWARDED).iter().rev() {
            // What is further left may as well be a client's as a proxy's.
            let Some(elements) = line.to_str().ok().and_then(forwarded::parse) else { return claim };
            for element in elements.into_iter().rev() {
                if !is_trusted(trusted, address) {
                    return claim;
                }
                claim.is_secure = element.protocol.as_deref().and_then(is_secure);
                claim.host = element.host.as_deref().and_then(host);
                let Some(told) = element.client.as_deref().and_then(forwarded::address) else { return claim };
                address = told;
                claim.address = Some(told);
            }
        }
        claim
    }

    /// What the headers say that were there before.
    fn customary(headers: &HeaderMap, peer: IpAddr, trusted: &[Network]) -> Self {
        let (mut address, mut steps) = (peer, 0);
        for node in from_the_right(headers, &FOR) {
            if !is_trusted(trusted, address) {
                break;
            }
            steps += 1;
            let Some(told) = node.and_then(forwarded::address) else { break };
            address = told;
        }
        // Some proxies append to these too, and some replace them: no more than was believed of the addresses.
        let outermost = |name| from_the_right(headers, name).take(steps.max(1)).last().flatten();
        Self {
            address: headers.contains_key(FOR).then_some(address),
            is_secure: outermost(&PROTOCOL).and_then(is_secure),
            host: outermost(&HOST).and_then(host),
        }
    }

    /// What both say.
    fn common(self, other: &Self) -> Self {
        if self != *other {
            static TOLD: Once = Once::new();
            TOLD.call_once(|| {
                tracing::warn!(
                    "a trusted proxy sends Forwarded and X-Forwarded-* that do not agree, so only what both say is \
                     believed: let it delete the one that it does not set itself"
                );
            });
        }
        Self {
            address: self.address.filter(|address| other.address == Some(*address)),
            is_secure: self.is_secure.filter(|is_secure| other.is_secure == Some(*is_secure)),
            host: self.host.filter(|host| other.host.as_ref() == Some(host)),
        }
    }
}

/// The values of a header with commas between them, the last first; none for what is no text.
fn from_the_right<'a>(headers: &'a HeaderMap, name: &HeaderName) -> impl Iterator<Item = Option<&'a str>> {
    let lines = headers.get_all(name).iter().rev().map(HeaderValue::to_str);
    lines.flat_map(|line| {
        let values = line.as_ref().map_or("", |line| *line).rsplit(',');
        let is_text = line.is_ok();
        values.map(move |value| is_text.then(|| value.trim_matches([' ', '\t'])))
    })
}

fn is_secure(protocol: &str) -> Option<bool> {
    match protocol.to_ascii_lowercase().as_str() {
        "https" => Some(true),
        "http" => Some(false),
        _ => None,
    }
}

/// A host, perhaps with a port, of letters that can do no harm wherever it is written.
fn host(text: &str) -> Option<String> {
    let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || b".-_:[]".contains(&byte);
    let is_host = !text.is_empty() && text.len() <= LONGEST_HOST && text.bytes().all(is_letter);
    is_host.then(|| text.to_ascii_lowercase())
}
