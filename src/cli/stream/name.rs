//! Names of files in the cloud, with the moment they are made in them.

use std::fmt::Write as _;

use chrono::DateTime;
use chrono::format::{Item, StrftimeItems};

use crate::cli::usage;
use crate::time::Time;

/// Endings of names that say what kind of picture is meant.
const PICTURES: [&str; 8] = ["jpg", "jpeg", "png", "bmp", "gif", "tiff", "webp", "psd"];
/// Endings that say what kind of recording is meant.
const RECORDINGS: [&str; 6] = ["mp4", "flv", "m3u8", "ts", "mkv", "mov"];

/// A name with the fields of strftime filled in, in UTC.
pub(super) fn fill(name: &str, now: Time) -> anyhow::Result<String> {
    let items: Vec<Item<'_>> = StrftimeItems::new(name).collect();
    let moment = DateTime::from_timestamp_micros(now.micros()).unwrap_or_default();
    let mut filled = String::new();
    let is_known =
        !items.contains(&Item::Error) && write!(filled, "{}", moment.format_with_items(items.iter())).is_ok();
    if !is_known {
        return Err(usage(format!(
            "NAME: '{name}' has a % that begins no field of strftime, such as %Y, %m, %d or %H; %% is a %"
        )));
    }
    if filled.is_empty() {
        return Err(usage("NAME is empty"));
    }
    if filled.contains(char::is_control) {
        return Err(usage("NAME has control characters"));
    }
    Ok(filled)
}

/// A title that strftime leaves as it is.
pub(super) fn literal(title: &str) -> String {
    title.replace('%', "%%")
}

/// What kind of picture a name says; `None` if it says nothing.
pub(super) fn picture(name: &str) -> Option<String> {
    ending(name, &PICTURES)
}

/// The ending of a name, if it looks like a format and is none that is known.
pub(super) fn unknown_ending(name: &str) -> Option<&str> {
    let (stem, ending) = name.rsplit('/').next()?.rsplit_once('.')?;
    let is_word = format(ending).is_ok() && ending.bytes().any(|byte| byte.is_ascii_alphabetic());
    (!stem.is_empty() && is_word && recording(name).is_none()).then_some(ending)
}

/// What kind of recording a name says, likewise.
pub(super) fn recording(name: &str) -> Option<String> {
    ending(name, &RECORDINGS)
}

fn ending(name: &str, known: &[&str]) -> Option<String> {
    let (stem, ending) = name.rsplit_once('.')?;
    let ending = ending.to_ascii_lowercase();
    (!stem.is_empty() && known.contains(&ending.as_str())).then_some(ending)
}

/// Checks the name of a format: a few letters and digits; for clap.
pub(super) fn format(text: &str) -> Result<String, String> {
    let is_word = (1..=16).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if is_word {
        Ok(text.to_ascii_lowercase())
    } else {
        Err("a format is a word such as jpg or mp4".to_owned())
    }
}

/// Checks a URL that the cloud is to call; for clap.
pub(super) fn notify_url(text: &str) -> Result<String, String> {
    let lower = text.to_ascii_lowercase();
    let rest = lower.strip_prefix("http://").or_else(|| lower.strip_prefix("https://"));
    let host = rest.map(|rest| rest.split(['/', '?', '#']).next().unwrap_or_default());
    let is_url = host.is_some_and(|host| !host.is_empty() && !host.starts_with(':'))
        && text.bytes().all(|byte| byte.is_ascii_graphic());
    if is_url { Ok(text.to_owned()) } else { Err("write http://HOST/… or https://HOST/…".to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_filled_in_utc() {
        let now = Time::parse("2026-01-02T03:04:05Z", Time::MIN).unwrap();
        for (name, filled) in [
            ("cover.jpg", Some("cover.jpg")),
            ("cam1-%Y%m%dT%H%M%SZ.jpg", Some("cam1-20260102T030405Z.jpg")),
            ("%Y/%m/%d/a.jpg", Some("2026/01/02/a.jpg")),
            ("100%%", Some("100%")),
            ("50%", None),
            ("%Q", None),
            ("", None),
            ("a\nb", None),
            ("%n", None),
        ] {
            assert_eq!(fill(name, now).ok().as_deref(), filled, "{name:?}");
        }
    }

    #[test]
    fn endings_say_what_is_meant() {
        assert_eq!(picture("a.JPG").as_deref(), Some("jpg"));
        assert_eq!(picture("a.b.png").as_deref(), Some("png"));
        assert_eq!(picture("a.mp4"), None);
        assert_eq!(picture(".jpg"), None);
        assert_eq!(recording("talk.mp4").as_deref(), Some("mp4"));
        assert_eq!(recording("1700000000.123"), None);
        assert_eq!(unknown_ending("a/talk.xyz"), Some("xyz"));
        for name in ["talk.mp4", "talk.MP4", "talk", "a.b/talk", "1700000000.123", ".xyz", "talk."] {
            assert_eq!(unknown_ending(name), None, "{name}");
        }
    }

    #[test]
    fn only_what_the_cloud_can_call_is_a_url() {
        for (url, is_url) in [
            ("http://127.0.0.1:9000/done", true),
            ("HTTPS://a.example?x=1", true),
            ("ftp://a.example/", false),
            ("http://", false),
            ("http:///x", false),
            ("http://:80/", false),
            ("http://a b/", false),
            ("a.example", false),
        ] {
            assert_eq!(notify_url(url).is_ok(), is_url, "{url}");
        }
    }
}
