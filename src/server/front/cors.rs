//! Whose pages may read from here (the Fetch standard, §3.3).

use std::str::FromStr;

use axum::http::header::{
    ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS,
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, ACCESS_CONTROL_MAX_AGE, HeaderName,
    HeaderValue, ORIGIN, VARY,
};
use axum::http::{HeaderMap, Uri};

/// The methods that are allowed.
pub(in crate::server) const METHODS: &str = "GET, HEAD, OPTIONS";
/// What pages may read of an answer's head besides what they always may.
const EXPOSED: &str = "Date, Age, ETag, Content-Length, Content-Range, Content-Encoding, X-Request-Id";
/// For how long browsers may remember a preflight's answer, in seconds.
const AGE: &str = "86400";

/// Whose pages may read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Cors {
    /// Everybody's, but nothing that needs a login.
    #[default]
    Open,
    /// Those of these origins, as browsers write them; with their users' logins.
    Named(Vec<HeaderValue>),
    /// Only the server's own.
    Closed,
}

/// Why a text is no origin that a page can have.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CorsError {
    /// Not of that form.
    #[error("an origin is a scheme and a host, and a port if it has one: such as https://tv.example.org")]
    Form,
    /// `null`.
    #[error("'null' is the origin of any page in a file or a sandbox: name one, or * for all")]
    Null,
    /// With a path.
    #[error("an origin has no path, query or login: write {0}")]
    More(String),
    /// A star in a host.
    #[error("browsers know no origin with a star in it: name each, or * alone for all")]
    Star,
    /// A host of other letters.
    #[error("browsers write such a host in the letters of DNS, as xn--…: write it so")]
    Letters,
    /// `*` or `none` among others.
    #[error("'{0}' says it for all, so no other can be named")]
    Alone(&'static str),
}

impl Cors {
    /// Whose pages may read if these were named: each an origin, or `*` or `none` alone; everybody's if none was.
    pub fn of<'a>(named: impl IntoIterator<Item = &'a str>) -> Result<Self, CorsError> {
        let mut origins = Vec::new();
        let mut alone = None;
        let mut count = 0;
        for text in named {
            count += 1;
            match text {
                "*" => alone = Some(("*", Self::Open)),
                "none" => alone = Some(("none", Self::Closed)),
                text => origins.push(text.parse::<Origin>()?.0),
            }
        }
        match alone {
            Some((name, _)) if count > 1 => Err(CorsError::Alone(name)),
            Some((_, alone)) => Ok(alone),
            None if origins.is_empty() => Ok(Self::Open),
            None => Ok(Self::Named(origins)),
        }
    }

    /// What a request with these headers may know.
    pub(in crate::server) fn grant(&self, request: &HeaderMap) -> Grant {
        match self {
            Self::Open => Grant::All,
            Self::Closed => Grant::Nobody,
            Self::Named(origins) => {
                let mut asked = request.get_all(ORIGIN).iter();
                match (asked.next(), asked.next()) {
                    (Some(origin), None) if origins.contains(origin) => Grant::One(Some(origin.clone())),
                    _ => Grant::One(None),
                }
            }
        }
    }
}

/// An origin as browsers write it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Origin(HeaderValue);

impl FromStr for Origin {
    type Err = CorsError;

    fn from_str(text: &str) -> Result<Self, CorsError> {
        if text.eq_ignore_ascii_case("null") {
            return Err(CorsError::Null);
        }
        let (scheme, rest) = text.split_once("://").ok_or(CorsError::Form)?;
        let is_letter = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
        if !scheme.starts_with(|first: char| first.is_ascii_alphabetic()) || !scheme.bytes().all(is_letter) {
            return Err(CorsError::Form);
        }
        if rest.contains('*') {
            return Err(CorsError::Star);
        }
        let scheme = scheme.to_ascii_lowercase();
        let host = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
        let (login, host) = host.rsplit_once('@').map_or((None, host), |(login, host)| (Some(login), host));
        if !host.is_ascii() {
            return Err(CorsError::Letters);
        }
        let authority = format!("{}://{}/", scheme, host.to_ascii_lowercase());
        let authority = authority.parse::<Uri>().ok().and_then(|uri| uri.into_parts().authority);
        let authority = authority.ok_or(CorsError::Form)?;
        let (name, port) = (authority.host(), authority.port());
        let is_whole = name.len() + port.as_ref().map_or(0, |port| port.as_str().len() + 1) == host.len();
        let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_:[]".contains(&byte));
        if name.is_empty() || !is_whole || !is_name || name.starts_with('.') {
            return Err(CorsError::Form);
        }
        // Browsers leave out the port that goes without saying.
        let port = port
            .map(|port| port.as_u16())
            .filter(|port| !matches!((scheme.as_str(), port), ("http", 80) | ("https", 443)));
        let port = port.map(|port| format!(":{port}")).unwrap_or_default();
        let origin = format!("{scheme}://{name}{port}");
        if login.is_some() || !rest.ends_with(host) {
            return Err(CorsError::More(origin));
        }
        HeaderValue::try_from(origin).map(Self).map_err(|_| CorsError::Form)
    }
}

/// What an answer says of who may read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::server) enum Grant {
    /// Everybody.
    All,
    /// This origin, with logins; or not the one that asked. Others are told something else, and caches know it.
    One(Option<HeaderValue>),
    /// Nobody.
    Nobody,
}

impl Grant {
    /// Says it in an answer's head, one to OPTIONS or to another method.
    pub(in crate::server) fn sign(self, headers: &mut HeaderMap, is_preflight: bool) {
        let mut say = |name: HeaderName, value| headers.insert(name, HeaderValue::from_static(value));
        let allowed = match &self {
            Self::All => {
                say(ACCESS_CONTROL_ALLOW_ORIGIN, "*");
                // A star does not stand for credentials.
                "*, Authorization, Range, If-Range, If-None-Match"
            }
            Self::One(Some(_)) => {
                say(ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
                // With logins, a star is a name like any other.
                "Authorization, Range, If-Range, If-None-Match"
            }
            Self::One(None) => return vary(headers),
            Self::Nobody => return,
        };
        say(ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
        if is_preflight {
            say(ACCESS_CONTROL_ALLOW_METHODS, METHODS);
            say(ACCESS_CONTROL_ALLOW_HEADERS, allowed);
            say(ACCESS_CONTROL_MAX_AGE, AGE);
        }
        if let Self::One(Some(origin)) = self {
            headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            vary(headers);
        }
    }
}

/// Says that the answer depends on who asks, besides on what it does already.
fn vary(headers: &mut HeaderMap) {
    let known = headers.get(VARY).and_then(|known| known.to_str().ok());
    let all = known.map_or_else(|| "Origin".to_owned(), |known| format!("{known}, Origin"));
    if let Ok(all) = HeaderValue::try_from(all) {
        headers.insert(VARY, all);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_as_browsers_write_them() {
        for (text, origin) in [
            ("https://tv.example.org", "https://tv.example.org"),
            ("HTTPS://TV.Example.org:443", "https://tv.example.org"),
            ("http://a.example:80", "http://a.example"),
            ("https://a.example:80", "https://a.example:80"),
            ("http://localhost:3000", "http://localhost:3000"),
            ("http://[2001:DB8::1]:8080", "http://[2001:db8::1]:8080"),
            ("http://192.0.2.1", "http://192.0.2.1"),
            ("capacitor://localhost", "capacitor://localhost"),
        ] {
            let named = Cors::Named(vec![HeaderValue::from_static(origin)]);
            assert_eq!(Cors::of([text]), Ok(named), "{text}");
        }
        assert_eq!(Cors::of([]), Ok(Cors::Open));
        assert_eq!(Cors::of(["*"]), Ok(Cors::Open));
        assert_eq!(Cors::of(["none"]), Ok(Cors::Closed));
        for (named, told) in [
            (&["tv.example.org"][..], "such as https://"),
            (&["https://"], "such as https://"),
            (&["https://:80"], "such as https://"),
            (&["https://a b"], "such as https://"),
            (&["https://a.example:x"], "such as https://"),
            (&["https://a.example:99999"], "such as https://"),
            (&["://a.example"], "such as https://"),
            (&["NONE"], "such as https://"),
            (&[""], "such as https://"),
            (&["null"], "sandbox"),
            (&["https://a.example/"], "write https://a.example"),
            (&["https://A.example:443/x?y"], "write https://a.example"),
            (&["https://me:secret@a.example"], "write https://a.example"),
            (&["https://*.example.org"], "star"),
            (&["https://m\u{fc}nchen.example"], "xn--"),
            (&["*", "https://a.example"], "'*' says it for all"),
            (&["https://a.example", "none"], "'none' says it for all"),
        ] {
            let error = Cors::of(named.iter().copied()).unwrap_err().to_string();
            assert!(error.contains(told) && !error.contains("secret"), "{named:?}: {error}");
        }
    }

    #[test]
    fn only_those_named_are_told_more_than_that_it_depends() {
        let cors = Cors::of(["https://a.example", "https://b.example"]).unwrap();
        let asking = |origins: &[&'static str]| {
            let mut request = HeaderMap::new();
            for origin in origins {
                request.append(ORIGIN, HeaderValue::from_static(origin));
            }
            let mut answer = HeaderMap::new();
            answer.insert(VARY, HeaderValue::from_static("accept-encoding"));
            cors.grant(&request).sign(&mut answer, true);
            assert_eq!(answer[VARY], "accept-encoding, Origin");
            answer
        };
        let told = asking(&["https://b.example"]);
        assert_eq!(told[ACCESS_CONTROL_ALLOW_ORIGIN], "https://b.example");
        assert_eq!(told[ACCESS_CONTROL_ALLOW_CREDENTIALS], "true");
        assert!(told[ACCESS_CONTROL_ALLOW_HEADERS].to_str().unwrap().starts_with("Authorization, "));
        for others in
            [&[][..], &["https://c.example"], &["null"], &["https://a.example", "https://a.example"]]
        {
            assert_eq!(asking(others).len(), 1, "{others:?}");
        }
        let mut answer = HeaderMap::new();
        Cors::Closed.grant(&HeaderMap::new()).sign(&mut answer, true);
        assert!(answer.is_empty());
    }
}
