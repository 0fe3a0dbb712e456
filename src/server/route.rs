//! What a request's path asks for: a pure function from text to one value.
//!
//! A path is cut at its slashes first and decoded then, so that an encoded slash is a letter of a name (and
//! no file has one) and never leads anywhere.

use percent_encoding::percent_decode_str;

use crate::archive::name::CHAT;
use crate::playlist::PLAYLIST_ENDING;
use crate::playlist::gaps::GAP;

/// What is asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Route {
    /// The page, or a file that belongs to it.
    Page(String),
    /// Whether the server lives.
    Health,
    /// What it has counted.
    Metrics,
    /// The visible names in the directory at these names below the archive's root.
    Files(Vec<String>),
    /// A list of files that there cannot be.
    NoFiles,
    /// The master playlist of a stream.
    Master { stream: String },
    /// The media playlist of a variant.
    Media { stream: String, variant: String },
    /// The file behind gaps.
    Gap,
    /// What of a variant is recorded.
    Coverage { stream: String, variant: String },
    /// A file of an hour: stream, variant, hour, file.
    Segment([String; 4]),
}

/// Why a path asks for nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// A name begins with a period: hidden, or a way up.
    Hidden,
    /// There is no such thing here.
    Unknown,
}

/// The longest name a file can have, in bytes.
const LONGEST_NAME: usize = 255;

impl Route {
    /// Reads a request's path, as it was sent.
    pub(crate) fn parse(path: &str) -> Result<Self, Refusal> {
        let path = path.strip_prefix('/').ok_or(Refusal::Unknown)?;
        let (kind, rest) = match path.split_once('/') {
            Some((kind, rest)) => (kind, Some(rest)),
            None => (path, None),
        };
        match (kind, rest) {
            ("", None) => Ok(Self::Page(String::new())),
            ("page", Some(name)) => Ok(Self::Page(name.to_owned())),
            ("healthz", None) => Ok(Self::Health),
            ("metrics", None) => Ok(Self::Metrics),
            ("files", None) => Ok(Self::Files(Vec::new())),
            ("files", Some(rest)) => match names(rest) {
                Ok(names) if names.len() <= 3 => Ok(Self::Files(names)),
                Ok(_) => Err(Refusal::Unknown),
                // What cannot be a name is in no list.
                Err(Refusal::Unknown) if rest.split('/').count() <= 3 => Ok(Self::NoFiles),
                Err(refusal) => Err(refusal),
            },
            ("playlist", Some(rest)) => Self::playlist(names(rest)?),
            // Of one name where segments have four, so no stream can have it, and any may be called so.
            ("segments", Some(GAP)) => Ok(Self::Gap),
            ("coverage", Some(rest)) => match <[String; 2]>::try_from(names(rest)?) {
                Ok([stream, variant]) if variant != CHAT => Ok(Self::Coverage { stream, variant }),
                _ => Err(Refusal::Unknown),
            },
            ("segments", Some(rest)) => {
                Ok(Self::Segment(names(rest)?.try_into().map_err(|_| Refusal::Unknown)?))
            }
            _ => Err(Refusal::Unknown),
        }
    }

    fn playlist(mut names: Vec<String>) -> Result<Self, Refusal> {
        let last = names.pop().ok_or(Refusal::Unknown)?;
        let last = last.strip_suffix(PLAYLIST_ENDING).filter(|name| !name.is_empty());
        let last = last.ok_or(Refusal::Unknown)?.to_owned();
        match (names.pop(), names.pop()) {
            (None, _) => Ok(Self::Master { stream: last }),
            (Some(stream), None) if last != CHAT => Ok(Self::Media { stream, variant: last }),
            _ => Err(Refusal::Unknown),
        }
    }
}

/// The names between the slashes, decoded. A hidden one is refused as such wherever it stands, before
/// anything else is said.
fn names(path: &str) -> Result<Vec<String>, Refusal> {
    let names: Vec<Result<String, Refusal>> = path
        .split('/')
        .map(|name| {
            let name = percent_decode_str(name).decode_utf8().map_err(|_| Refusal::Unknown)?;
            if name.starts_with('.') {
                return Err(Refusal::Hidden);
            }
            let is_possible = !name.is_empty() && name.len() <= LONGEST_NAME && !name.contains(['/', '\0']);
            if is_possible { Ok(name.into_owned()) } else { Err(Refusal::Unknown) }
        })
        .collect();
    if names.contains(&Err(Refusal::Hidden)) {
        return Err(Refusal::Hidden);
    }
    names.into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(names: &[&str]) -> Route {
        Route::Files(names.iter().map(ToString::to_string).collect())
    }

    fn segment(names: [&str; 4]) -> Route {
        Route::Segment(names.map(str::to_owned))
    }

    #[test]
    fn every_path_asks_for_one_thing() {
        let (hidden, unknown) = (Err(Refusal::Hidden), Err(Refusal::Unknown));
        let media = |stream: &str, variant: &str| {
            Ok(Route::Media { stream: stream.to_owned(), variant: variant.to_owned() })
        };
        let coverage = |stream: &str, variant: &str| {
            Ok(Route::Coverage { stream: stream.to_owned(), variant: variant.to_owned() })
        };
        let long = format!("/files/{}", "x".repeat(256));
        for (path, route) in [
            ("/", Ok(Route::Page(String::new()))),
            ("/page/app.js", Ok(Route::Page("app.js".to_owned()))),
            ("/healthz", Ok(Route::Health)),
            ("/healthz/", unknown.clone()),
            ("/metrics", Ok(Route::Metrics)),
            ("/metrics/x", unknown.clone()),
            ("/files", Ok(files(&[]))),
            ("/files/a", Ok(files(&["a"]))),
            ("/files/a/b/c", Ok(files(&["a", "b", "c"]))),
            ("/files/a/b/c/d", unknown.clone()),
            ("/files/a%2Fb", Ok(Route::NoFiles)),
            ("/files/a%00", Ok(Route::NoFiles)),
            ("/files/%ff", Ok(Route::NoFiles)),
            ("/files/", Ok(Route::NoFiles)),
            ("/files//a", Ok(Route::NoFiles)),
            (&long, Ok(Route::NoFiles)),
            ("/files/%zz", Ok(files(&["%zz"]))),
            ("/files/..", hidden.clone()),
            ("/files/%2e%2e/etc", hidden.clone()),
            ("/files/..%2f..%2fetc", hidden.clone()),
            ("/files/..%5c..", hidden.clone()),
            ("/files/a/.git", hidden.clone()),
            ("/playlist/a.m3u8", Ok(Route::Master { stream: "a".to_owned() })),
            ("/playlist/a.b.m3u8", Ok(Route::Master { stream: "a.b".to_owned() })),
            ("/playlist/a/b.m3u8", media("a", "b")),
            ("/playlist/a%20b/c%22.m3u8", media("a b", "c\"")),
            ("/playlist/a/chat.m3u8", unknown.clone()),
            ("/playlist/a/b/c.m3u8", unknown.clone()),
            ("/playlist/a", unknown.clone()),
            ("/playlist/.m3u8", hidden.clone()),
            ("/playlist/..%2fa.m3u8", hidden.clone()),
            ("/playlist/a%2fb.m3u8", unknown.clone()),
            ("/coverage/a/b", coverage("a", "b")),
            ("/coverage/a%20b/c.m3u8", coverage("a b", "c.m3u8")),
            ("/coverage/a/chat", unknown.clone()),
            ("/coverage/a", unknown.clone()),
            ("/coverage/a/b/c", unknown.clone()),
            ("/coverage/a/b/", unknown.clone()),
            ("/coverage/a/..", hidden.clone()),
            ("/coverage", unknown.clone()),
            ("/segments/a/b/c/d.ts", Ok(segment(["a", "b", "c", "d.ts"]))),
            ("/segments/a/b/c/57%3A01-2.0-full-A.ts", Ok(segment(["a", "b", "c", "57:01-2.0-full-A.ts"]))),
            ("/segments/gap.ts", Ok(Route::Gap)),
            ("/segments/gap.ts/b/c/gap.ts", Ok(segment(["gap.ts", "b", "c", "gap.ts"]))),
            ("/segments/gap.ts/", unknown.clone()),
            ("/segments/a/b/c", unknown.clone()),
            ("/segments/a/b/c/", unknown.clone()),
            ("/segments/a/b/../b/c/d.ts", hidden.clone()),
            ("/segments/a//b/c/d.ts", unknown.clone()),
            ("//files", unknown.clone()),
            ("/FILES", unknown.clone()),
            ("", unknown.clone()),
            ("*", unknown.clone()),
        ] {
            assert_eq!(Route::parse(path), route, "{path}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_path_panics_or_leads_up(path in "/(files|segments|playlist|coverage)(/(\\.|%2e|%2F|/|[a-z%\\\\]){0,8}){0,6}") {
            if let Ok(Route::Files(names)) = Route::parse(&path) {
                proptest::prop_assert!(names.iter().all(|name| !name.starts_with('.') && !name.contains('/')));
            }
        }
    }
}
