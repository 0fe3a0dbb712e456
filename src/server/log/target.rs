//! Addresses as a log may hold them: without what opens something to whoever reads it.
//!
//! A signed link's token is a name in a path, behind `link`, whatever is in front of that: a prefix that a proxy takes
//! away, or a whole address in a `Referer`. A stream that is itself called `link` pays for it: what is in it is
//! not told by the log.

use axum::http::Uri;
use percent_encoding::percent_decode_str;

/// What stands where something was left out.
pub(super) const LEFT_OUT: &str = "…";

/// Behind which name a token stands.
const LINK: &str = "link";
/// The longest path, query or header that is told, in bytes. No path of a file is longer.
const LONGEST: usize = 4_096;

/// What a request asks for: path and query, or the host of one that wants a tunnel.
pub(crate) fn target(uri: &Uri) -> String {
    match (path(uri), query(uri)) {
        (path, Some(query)) => format!("{path}?{query}"),
        (path, None) => path,
    }
}

/// The path; or the host of a request without one.
pub(super) fn path(uri: &Uri) -> String {
    let authority = uri.authority().map(|authority| format!("{}{}", authority.host(), port(authority)));
    match (uri.path(), authority) {
        ("", authority) => authority.unwrap_or_default(),
        (path, _) => shorten(without_tokens(path).as_bytes()),
    }
}

/// The query, if there is one.
pub(super) fn query(uri: &Uri) -> Option<String> {
    uri.query().map(|query| shorten(without_tokens(query).as_bytes()))
}

/// A `Referer`, which is any text.
pub(super) fn referer(address: &[u8]) -> String {
    let address = String::from_utf8_lossy(address);
    // A password goes before the host, which ends at the first slash.
    let (scheme, rest) = address.split_once("://").unwrap_or(("", &address));
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let rest = host.rfind('@').map_or(rest, |at| &rest[at + 1..]);
    let scheme = if scheme.is_empty() { String::new() } else { format!("{scheme}://") };
    shorten(without_tokens(&format!("{scheme}{rest}")).as_bytes())
}

/// A text of which not too much is told, letters that are none replaced.
pub(super) fn shorten(text: &[u8]) -> String {
    if text.len() <= LONGEST {
        return String::from_utf8_lossy(text).into_owned();
    }
    String::from_utf8_lossy(&text[..LONGEST]).into_owned() + LEFT_OUT
}

fn port(authority: &axum::http::uri::Authority) -> String {
    authority.port().map(|port| format!(":{port}")).unwrap_or_default()
}

/// A path, query or address without the names behind each `link`, also where it stands encoded within another.
fn without_tokens(path: &str) -> String {
    let mut told = String::with_capacity(path.len());
    let mut is_token_next = false;
    let mut rest = path;
    while !rest.is_empty() {
        let end = (0..rest.len()).find(|at| separator(&rest.as_bytes()[*at..]) > 0).unwrap_or(rest.len());
        let after = end + separator(&rest.as_bytes()[end..]);
        let (bare, separator) = (&rest[..end], &rest[end..after]);
        // No link is in other letters, but whoever writes it so has its token.
        let is_link = percent_decode_str(bare).map(|byte| byte.to_ascii_lowercase()).eq(LINK.bytes());
        let is_token = is_token_next && !bare.is_empty() && !is_link;
        told.push_str(if is_token { LEFT_OUT } else { bare });
        told.push_str(separator);
        is_token_next = is_link || (is_token_next && !is_token);
        rest = &rest[after..];
    }
    told
}

/// How long what ends a name is at the beginning of a text, as it is or percent-encoded however often; 0 if there is
/// none.
fn separator(text: &[u8]) -> usize {
    let is_separator = |byte: u8| b"/?#&=".contains(&byte);
    let Some((b'%', mut rest)) = text.split_first().map(|(first, rest)| (*first, rest)) else {
        return usize::from(text.first().is_some_and(|byte| is_separator(*byte)));
    };
    while let Some(encoded) = rest.strip_prefix(b"25") {
        rest = encoded;
    }
    let digit = |at: usize| rest.get(at).and_then(|digit| char::from(*digit).to_digit(16));
    let byte = digit(0).zip(digit(1)).and_then(|(high, low)| u8::try_from(high << 4 | low).ok());
    if byte.is_some_and(is_separator) { text.len() - rest.len() + 2 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_left_out_wherever_links_are() {
        for (target, told) in [
            ("/", "/"),
            ("/files/a/b?x=y", "/files/a/b?x=y"),
            ("/link/abc.def/playlist/a.m3u8?start=-1h", "/link/…/playlist/a.m3u8?start=-1h"),
            ("/video/live/link/abc/", "/video/live/link/…/"),
            ("/link/abc", "/link/…"),
            ("/link//abc/x", "/link//…/x"),
            ("/?open=/link/abc/x", "/?open=/link/…/x"),
            ("/%6Cink/abc/x", "/%6Cink/…/x"),
            ("/link/link/abc/x", "/link/link/…/x"),
            ("/link/", "/link/"),
            ("/LINK/abc/x", "/LINK/…/x"),
            ("/linked/abc", "/linked/abc"),
            ("/link%2Fabc/x", "/link%2F…/x"),
            ("/?u=%2flink%2fabc%2fx%3Fy", "/?u=%2flink%2f…%2fx%3Fy"),
            ("/?u=%252Flink%25252Fabc%252Fx", "/?u=%252Flink%25252F…%252Fx"),
            ("/?u=link/abc&v=w", "/?u=link/…&v=w"),
            ("/%link%2/abc%", "/%link%2/abc%"),
            ("http://user:secret@host/link/abc/x?y", "/link/…/x?y"),
            ("host:443", "host:443"),
            ("*", "*"),
        ] {
            let uri: Uri = target.parse().unwrap();
            assert_eq!(super::target(&uri), told, "{target}");
        }
    }

    #[test]
    fn referers_keep_no_secret_either() {
        for (sent, told) in [
            (&b"https://tv.example/link/abc/?x"[..], "https://tv.example/link/…/?x"),
            (b"https://user:p@ss@tv.example:8000/a@b", "https://tv.example:8000/a@b"),
            (b"https://tv.example/?q=/link/abc#x", "https://tv.example/?q=/link/…#x"),
            (b"https://a/?u=https%3A%2F%2Ftv%2Flink%2Fabc%2F", "https://a/?u=https%3A%2F%2Ftv%2Flink%2F…%2F"),
            (b"user:p@host/x", "host/x"),
            (b"\xFFlink/\xFF", "\u{FFFD}link/\u{FFFD}"),
            (b"", ""),
        ] {
            assert_eq!(referer(sent), told);
        }
        assert_eq!(shorten(&[b'x'; LONGEST + 1]).len(), LONGEST + LEFT_OUT.len());
    }
}
