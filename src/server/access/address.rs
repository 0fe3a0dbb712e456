//! The URL of something that is served, made into a link to it. Pure.

use axum::http::Uri;
use percent_encoding::percent_decode_str;

use crate::archive::name::{SegmentName, parse_hour};
use crate::playlist::range::{Asked, IMPLIED_SPAN};
use crate::server::access::keys::LinkKeys;
use crate::server::access::token::Link;
use crate::server::access::{LINK, token};
use crate::server::query::Query;
use crate::server::route::Route;
use crate::time::{Span, Time};

/// A URL that opens what a link is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The whole URL, with its token: whoever has it can see what it is for.
    pub url: String,
    /// What it is for.
    pub link: Link,
}

/// Why no link can be made.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// It is no whole URL.
    #[error(
        "this is no whole URL: write one such as http://HOST/playlist/STREAM.m3u8, and %20 \
             for a space"
    )]
    NoUrl,
    /// It has a user in it.
    #[error("the URL holds a user: leave out what is before the '@', since links need none")]
    User,
    /// It is a link.
    #[error("the URL is a link already: take the one that it was made of")]
    Linked,
    /// It leads to nothing of one stream.
    #[error(
        "there can be no link to {0}: links lead to /playlist/STREAM.m3u8, /playlist/STREAM/VARIANT.m3u8, \
         /coverage/STREAM/VARIANT or a segment"
    )]
    Path(String),
    /// Its parameters are wrong, by this sentence.
    #[error("{0}")]
    Query(String),
}

impl Address {
    /// Makes a link that is good until `expires`, which is cut to whole seconds, out of the URL of a playlist, a
    /// coverage or a segment as a server prints it, or a proxy with a path of its own in front. The link is for the
    /// stream, for the variant if the URL names one, and for the part of it that the URL's parameters name; they are
    /// kept, but times that are relative to now become what they are now.
    pub fn sign(url: &str, keys: &LinkKeys, expires: Time, now: Time) -> Result<Self, AddressError> {
        let uri: Uri = url.parse().map_err(|_| AddressError::NoUrl)?;
        let (Some("http" | "https"), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
            return Err(AddressError::NoUrl);
        };
        if authority.as_str().contains('@') {
            return Err(AddressError::User);
        }
        let path = uri.path();
        let (at, mut link) = slashes(path)
            .find_map(|at| Some((at, linked(&Route::parse(&path[at..]).ok()?)?)))
            .ok_or_else(|| AddressError::Path(path.chars().take(100).collect()))?;
        let (prefix, rest) = path.split_at(at);
        if is_link(prefix) {
            return Err(AddressError::Linked);
        }
        // Whole seconds are counted, up.
        link.expires = Time::from_micros(-(-expires.micros()).div_euclid(1_000_000) * 1_000_000);
        let query = uri.query().unwrap_or_default();
        let asked = Query::parse(query, now).map_err(AddressError::Query)?.asked;
        asked.check(Span::from_secs(u64::MAX)).map_err(|error| AddressError::Query(error.to_string()))?;
        // A segment is its own range.
        if link.end.is_none() {
            link.start = asked.start.or_else(|| Some(asked.end? - IMPLIED_SPAN));
            (link.end, link.window) = (asked.end, asked.window);
        }
        let token = link.token(keys).ok_or_else(|| AddressError::Path("a name that long".to_owned()))?;
        let scheme = uri.scheme_str().unwrap_or_default();
        let query = pinned(query, &asked);
        let mark = if query.is_empty() { "" } else { "?" };
        let url = format!("{scheme}://{authority}{prefix}{LINK}{token}{rest}{mark}{query}");
        Ok(Self { url, link })
    }
}

/// Where the slashes of a path are.
fn slashes(path: &str) -> impl Iterator<Item = usize> {
    path.match_indices('/').map(|(at, _)| at)
}

/// What a route is a link to, for any time; none if there can be none.
fn linked(route: &Route) -> Option<Link> {
    let link = |stream: &String, variant: Option<&String>| Link {
        expires: Time::MIN,
        stream: stream.clone(),
        variant: variant.cloned(),
        start: None,
        end: None,
        window: None,
    };
    match route {
        Route::Master { stream } => Some(link(stream, None)),
        Route::Media { stream, variant } | Route::Coverage { stream, variant } => {
            Some(link(stream, Some(variant)))
        }
        Route::Segment([stream, variant, hour, file]) => {
            let segment = SegmentName::parse(file).ok()?;
            let start = parse_hour(hour)? + segment.offset;
            // One without length lasts for a moment.
            let end = start + segment.duration.max(Span::from_micros(1));
            Some(Link { start: Some(start), end: Some(end), ..link(stream, Some(variant)) })
        }
        _ => None,
    }
}

/// Whether a prefix ends with what a link has in front.
fn is_link(prefix: &str) -> bool {
    // The shortest has a name of one letter.
    const SHORTEST: usize = 58;
    let Some(at) = prefix.rfind('/') else { return false };
    let (before, last) = prefix.split_at(at + 1);
    before.ends_with(LINK) && (SHORTEST..=token::LONGEST).contains(&last.len())
}

/// The query with the times that were meant.
fn pinned(query: &str, asked: &Asked) -> String {
    let pin = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let name = percent_decode_str(name).decode_utf8_lossy().into_owned();
        let time = match name.as_str() {
            "start" => asked.start,
            "end" => asked.end,
            _ => None,
        };
        let value = percent_decode_str(value).decode_utf8_lossy();
        let is_relative = value == "now" || value.starts_with(['-', '+']);
        time.filter(|_| is_relative).map_or_else(|| pair.to_owned(), |time| format!("{name}={time}"))
    };
    query.split('&').filter(|pair| !pair.is_empty()).map(pin).collect::<Vec<_>>().join("&")
}

#[cfg(test)]
mod tests;
