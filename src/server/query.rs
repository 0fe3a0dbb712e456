//! What a playlist request's query says.

use percent_encoding::percent_decode_str;

use crate::playlist::range::Asked;
use crate::time::{Span, Time};

/// Directives of a player to the server (RFC 8216bis §6.2.5): they are of one request, are not passed on, and
/// have no say in which playlist is meant.
const DIRECTIVES: &str = "_HLS_";

/// How many parameters a request may have. Each is looked for among those before it, and a master playlist repeats all
/// of them for each variant.
const MAX_PAIRS: usize = 100;

/// How a player wants a live playlist.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Directives {
    msn: Option<String>,
    has_part: bool,
    /// Whether it has the older part of it.
    pub(crate) skips: bool,
}

impl Directives {
    /// The media sequence number that the answer is to wait for, if any; or a sentence that says what is wrong.
    /// Where there are no parts, they are as good as there with their segment.
    pub(crate) fn awaited(&self) -> Result<Option<u64>, String> {
        let Some(msn) = &self.msn else {
            return if self.has_part { Err("_HLS_part needs an _HLS_msn".to_owned()) } else { Ok(None) };
        };
        let is_number = !msn.is_empty() && msn.bytes().all(|byte| byte.is_ascii_digit());
        let number = msn.parse().ok().filter(|_| is_number);
        number.map(Some).ok_or_else(|| format!("_HLS_msn: '{msn}' is no media sequence number"))
    }

    fn read(&mut self, name: &str, value: String) {
        match name {
            "_HLS_msn" => self.msn = Some(self.msn.take().unwrap_or(value)),
            "_HLS_part" => self.has_part = true,
            "_HLS_skip" => self.skips |= value == "YES" || value == "v2",
            _ => {}
        }
    }
}

/// The parameters of a request, the first of each name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Query {
    /// The part of the recording asked for.
    pub(crate) asked: Asked,
    /// All parameters, to be repeated in the URIs of a master playlist, with times that cannot shift
    /// between the playlists of one player.
    pub(crate) pairs: Vec<(String, String)>,
    /// How it is to be answered.
    pub(crate) directives: Directives,
}

impl Query {
    /// Reads a query, or says in a sentence which parameter is wrong.
    ///
    /// A `+` stands for itself, as it does in a time zone, and not for a space.
    pub(crate) fn parse(query: &str, now: Time) -> Result<Self, String> {
        let mut parsed = Self::default();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let decode = |text: &str| {
                let decoded = percent_decode_str(text).decode_utf8();
                decoded.map(String::from).map_err(|_| "the query is not UTF-8".to_owned())
            };
            let (name, mut value) = (decode(name)?, decode(value)?);
            if name.starts_with(DIRECTIVES) {
                parsed.directives.read(&name, value);
                continue;
            }
            if parsed.pairs.iter().any(|(known, _)| *known == name) {
                continue;
            }
            if parsed.pairs.len() == MAX_PAIRS {
                return Err(format!("the query has more than {MAX_PAIRS} parameters"));
            }
            let time = |value: &str| Time::parse(value, now).map_err(|error| format!("{name}: {error}"));
            match name.as_str() {
                "start" => parsed.asked.start = Some(time(&value)?),
                "end" => parsed.asked.end = Some(time(&value)?),
                "window" => {
                    let window = Span::parse(&value).map_err(|error| format!("window: {error}"))?;
                    parsed.asked.window = Some(window);
                }
                _ => {}
            }
            let is_time = name == "start" || name == "end";
            if is_time && (value == "now" || value.starts_with(['-', '+'])) {
                value = time(&value)?.to_string();
            }
            parsed.pairs.push((name, value));
        }
        Ok(parsed)
    }

    /// The parameters, but with this range.
    pub(crate) fn pairs_of(&self, (start, end): (Time, Time)) -> Vec<(String, String)> {
        let mut pairs = self.pairs.clone();
        for (name, value) in [("start", start.to_string()), ("end", end.to_string())] {
            match pairs.iter_mut().find(|(known, _)| known == name) {
                Some((_, known)) => *known = value,
                None => pairs.push((name.to_owned(), value)),
            }
        }
        pairs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Time = Time::from_micros(1_767_323_045_000_000);

    #[test]
    fn times_and_windows_are_read_and_everything_is_passed_on() {
        let query = Query::parse(
            "start=2026-01-02T05:04:05+02:00&end=-1s&x=%22a%20b&_HLS_msn=3&start=zzz&&window",
            NOW,
        );
        assert!(query.unwrap_err().starts_with("window: ''"));
        let query =
            Query::parse("start=2026-01-02T05:04:05+02:00&end=now&x=%22a+b&_HLS_msn=3&start=zzz", NOW)
                .unwrap();
        assert_eq!(query.asked, Asked { start: Some(NOW), end: Some(NOW), window: None });
        let pairs: Vec<(&str, &str)> =
            query.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(
            pairs,
            [("start", "2026-01-02T05:04:05+02:00"), ("end", "2026-01-02T03:04:05.000Z"), ("x", "\"a+b")]
        );
        let query = Query::parse("window=1h&START=zzz", NOW).unwrap();
        assert_eq!(query.asked.window, Some(Span::from_secs(3_600)));
    }

    #[test]
    fn directives_are_read_and_are_no_part_of_what_is_asked_for() {
        let read = |query: &str| {
            let query = Query::parse(query, NOW).unwrap();
            assert!(query.pairs.is_empty() && query.asked.is_default());
            (query.directives.awaited(), query.directives.skips)
        };
        assert_eq!(read("_HLS_msn=7&_HLS_skip=YES"), (Ok(Some(7)), true));
        assert_eq!(read("_HLS_msn=7&_HLS_part=3&_HLS_msn=9&_HLS_skip=v2"), (Ok(Some(7)), true));
        assert_eq!(read("_HLS_skip=NO&_HLS_x=1&_HLS_="), (Ok(None), false));
        assert!(read("_HLS_part=0").0.unwrap_err().contains("_HLS_msn"));
        for wrong in ["", "x", "-1", "+1", "1.5", "18446744073709551616"] {
            assert!(read(&format!("_HLS_msn={wrong}")).0.is_err(), "{wrong}");
        }
    }

    #[test]
    fn what_is_wrong_is_named() {
        let many = |count: usize| (0..count).map(|number| format!("{number}&")).collect::<Vec<_>>().concat();
        for (query, told) in [
            ("start=", "start: ''"),
            ("start", "start: ''"),
            ("end=zzz", "end: 'zzz'"),
            ("start=2024", ""),
            ("window=5", "window: '5'"),
            ("x=%ff", "the query is not UTF-8"),
            (&many(100), ""),
            (&many(101), "the query has more than 100"),
        ] {
            match Query::parse(query, NOW) {
                Ok(_) => assert_eq!(told, "", "{query}"),
                Err(error) => assert!(!told.is_empty() && error.starts_with(told), "{query}: {error}"),
            }
        }
    }
}
