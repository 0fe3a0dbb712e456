//! The URLs a stream is played from.

use std::net::Ipv6Addr;

use crate::pili::model::Stream;
use crate::pili::query::encoded;
use crate::pili::quote::quote;

#[cfg(test)]
mod tests;

/// What the URL without a profile is called, as in the SDKs.
const ORIGIN: &str = "ORIGIN";

/// A way to play.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlayKind {
    /// RTMP.
    Rtmp,
    /// HLS.
    Hls,
    /// FLV over HTTP.
    Flv,
}

/// A URL and what it is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlayUrl {
    /// The way.
    pub kind: PlayKind,
    /// The transcoding; `ORIGIN` for what was published.
    pub profile: String,
    /// The URL.
    pub url: String,
}

/// Why a URL cannot be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UrlError {
    /// The server gave no host for it.
    #[error("the server gives {stream} no host for {what}: {looked_for}")]
    Host {
        /// The stream.
        stream: String,
        /// What for: `RTMP`, `HLS`, `FLV`, `publishing`.
        what: &'static str,
        /// The fields that are missing or empty, such as `hosts.live.hls, hosts.live.http`.
        looked_for: &'static str,
    },
    /// The server's host is not one.
    #[error("the server's host for {what} of {stream} is no host name: '{host}'")]
    Odd {
        /// The stream.
        stream: String,
        /// What for.
        what: &'static str,
        /// What the server said.
        host: String,
    },
}

/// The live URLs of one kind: `ORIGIN` first, then a profile each.
pub fn live_urls(stream: &Stream, kind: PlayKind) -> Result<Vec<PlayUrl>, UrlError> {
    let hosts = &stream.hosts;
    let (scheme, ending, what, host, looked_for) = match kind {
        PlayKind::Rtmp => ("rtmp", "", "RTMP", &hosts.rtmp, "hosts.live.rtmp, hosts.play.rtmp"),
        PlayKind::Hls => (
            "http",
            ".m3u8",
            "HLS",
            &hosts.hls,
            "hosts.live.hls, hosts.live.http, hosts.play.http, hosts.play.hls",
        ),
        PlayKind::Flv => ("http", ".flv", "FLV", &hosts.flv, "hosts.live.hdl, hosts.live.http"),
    };
    let host = checked_host(stream, what, host.as_deref(), looked_for)?;
    let base = format!("{scheme}://{host}{}", path(stream));
    let origin = PlayUrl { kind, profile: ORIGIN.to_owned(), url: format!("{base}{ending}") };
    let profiles = stream.profiles.iter().map(|profile| PlayUrl {
        kind,
        profile: profile.clone(),
        url: format!("{base}@{}{ending}", encoded(profile)),
    });
    Ok(std::iter::once(origin).chain(profiles).collect())
}

/// The path of a stream in all of its URLs; in publish tokens it is signed.
pub(super) fn path(stream: &Stream) -> String {
    format!("/{}/{}", stream.id.hub(), stream.id.title())
}

/// The host that the server gave for something, if it can be nothing else in a URL.
pub(super) fn checked_host<'a>(
    stream: &Stream,
    what: &'static str,
    host: Option<&'a str>,
    looked_for: &'static str,
) -> Result<&'a str, UrlError> {
    let name = || stream.id.to_string();
    match host {
        None | Some("") => Err(UrlError::Host { stream: name(), what, looked_for }),
        Some(host) if is_host(host) => Ok(host),
        Some(host) => Err(UrlError::Odd { stream: name(), what, host: quote(host) }),
    }
}

/// Whether a text is `host` or `host:port`: a name or an address in numbers, IPv6 in brackets.
fn is_host(text: &str) -> bool {
    let (host, port) = match text.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (text, None),
    };
    let is_port = port.is_none_or(|port| {
        port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|port| port != 0)
    });
    if let Some(number) = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        return is_port && number.parse::<Ipv6Addr>().is_ok();
    }
    let is_label = |label: &str| {
        let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        !label.is_empty() && label.bytes().all(is_allowed)
    };
    // DNS names have at most 253 characters (RFC 1035, section 2.3.4).
    is_port && host.len() <= 253 && host.split('.').all(is_label)
}
