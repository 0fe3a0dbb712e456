//! Names of streams: `<zone>.<hub>.<title>`.

use std::fmt;

use crate::pili::quote::quote;

/// A stream's id as the cloud gives it: opaque, but for being safe to put in a path and naming its hub and title.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StreamId(String);

/// Why a text is no id, hub or title.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("'{text}' is not a {what}: {reason}")]
pub struct IdError {
    /// The text, shortened if it is long.
    pub text: String,
    /// `stream id`, `hub` or `title`.
    pub what: &'static str,
    /// The rule it breaks.
    pub reason: &'static str,
}

/// The rule of hubs and titles.
const LETTERS: &str = "only letters, digits, '_' and '-' are allowed";

impl StreamId {
    /// Reads an id: three or more non-empty parts of `[A-Za-z0-9_-]` with periods between.
    pub fn parse(text: &str) -> Result<Self, IdError> {
        let error = |reason| Err(IdError { text: quote(text), what: "stream id", reason });
        let mut parts = 0;
        for part in text.split('.') {
            if part.is_empty() {
                return error("it has the form <zone>.<hub>.<title>, and no part of it is empty");
            }
            if !part.bytes().all(is_allowed) {
                return error("only letters, digits, '_', '-' and the periods between its parts are allowed");
            }
            parts += 1;
        }
        if parts < 3 {
            return error("it has the form <zone>.<hub>.<title>");
        }
        Ok(Self(text.to_owned()))
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The hub: the second part.
    #[must_use]
    pub fn hub(&self) -> &str {
        self.parts().0
    }

    /// The title: all that follows the hub.
    #[must_use]
    pub fn title(&self) -> &str {
        self.parts().1
    }

    fn parts(&self) -> (&str, &str) {
        let in_zone = self.0.split_once('.').map_or("", |(_zone, in_zone)| in_zone);
        in_zone.split_once('.').unwrap_or_default()
    }
}

impl fmt::Display for StreamId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

/// Checks the name of a hub: one or more of `[A-Za-z0-9_-]`.
pub fn check_hub(hub: &str) -> Result<(), IdError> {
    let error = |reason| Err(IdError { text: quote(hub), what: "hub", reason });
    match hub {
        "" => error("it is empty"),
        _ if !hub.bytes().all(is_allowed) => error(LETTERS),
        _ => Ok(()),
    }
}

/// Checks the title of a stream that is to be: 4 to 200 of `[A-Za-z0-9_-]` (pili.kb "API V1"; the server has the
/// last word). A title to look up is only held to the alphabet: `is_new` false.
pub fn check_title(title: &str, is_new: bool) -> Result<(), IdError> {
    let error = |reason| Err(IdError { text: quote(title), what: "title", reason });
    match title {
        "" => error("it is empty"),
        _ if !title.bytes().all(is_allowed) => error(LETTERS),
        _ if is_new && !(4..=200).contains(&title.len()) => error("it has 4 to 200 characters"),
        _ => Ok(()),
    }
}

const fn is_allowed(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_name_their_hub_and_title() {
        for (text, hub, title) in [
            ("z1.demo.morning-show", "demo", "morning-show"),
            ("z0.a_b.C-9", "a_b", "C-9"),
            ("z1.demo.with.periods", "demo", "with.periods"),
        ] {
            let id = StreamId::parse(text).unwrap();
            assert_eq!((id.hub(), id.title(), id.as_str()), (hub, title, text));
            assert_eq!(id.to_string(), text);
        }
    }

    #[test]
    fn what_is_no_id_is_refused() {
        for text in [
            "",
            "title",
            "z1.demo",
            "z1..title",
            ".demo.title",
            "z1.demo.",
            "z1.demo.a/b",
            "z1.demo.a b",
            "z1.demo.a\n",
            "z1.demo.早间",
            "z1.demo.a?b",
            "z1.demo.%2e",
            "../../etc",
        ] {
            let error = StreamId::parse(text).unwrap_err();
            assert_eq!(error.what, "stream id", "{text:?}");
            assert!(!error.to_string().contains('\n'), "{error}");
        }
        let long = StreamId::parse(&"x".repeat(10_000)).unwrap_err().to_string();
        assert!(long.len() < 300, "{long}");
    }

    #[test]
    fn hubs_and_titles_keep_to_their_letters() {
        for (text, is_hub, is_title, is_new) in [
            ("demo", true, true, true),
            ("abc", true, true, false),
            ("A_b-9", true, true, true),
            ("", false, false, false),
            ("a.b.c.d", false, false, false),
            ("with space", false, false, false),
            ("früh", false, false, false),
            ("new\nline", false, false, false),
        ] {
            assert_eq!(check_hub(text).is_ok(), is_hub, "{text:?}");
            assert_eq!(check_title(text, false).is_ok(), is_title, "{text:?}");
            assert_eq!(check_title(text, true).is_ok(), is_new, "{text:?}");
        }
        assert!(check_title(&"t".repeat(200), true).is_ok());
        assert!(check_title(&"t".repeat(201), true).is_err());
        assert_eq!(
            check_title("abc", true).unwrap_err().to_string(),
            "'abc' is not a title: it has 4 to 200 characters"
        );
    }
}
