//! What a link lets through: its stream, its variant, its part of the recording. Pure.

use crate::archive::name::{SegmentName, parse_hour};
use crate::playlist::range::{Asked, IMPLIED_SPAN};
use crate::server::access::token::{Link, to_seconds};
use crate::time::{Span, Time};

/// How much longer than it is listed a segment of a sliding window can be had: players and caches are that late.
const SLACK: Span = Span::from_secs(10 * 60);
/// How long an hour is, and so the longest segment.
const HOUR: Span = Span::from_secs(3_600);

impl Link {
    /// Whether it lets through what these names lead to, as far as they go: stream, variant, hour, file.
    pub(super) fn shows(&self, names: &[&str], now: Time) -> bool {
        let is_of = |index: usize, wanted: Option<&str>| {
            names.get(index).is_none_or(|name| wanted.is_none_or(|wanted| *name == wanted))
        };
        is_of(0, Some(&self.stream)) && is_of(1, self.variant.as_deref()) && self.shows_time(names, now)
    }

    fn shows_time(&self, names: &[&str], now: Time) -> bool {
        let (start, end) = self.bounds(now);
        if (start, end) == (Time::MIN, Time::MAX) {
            return true;
        }
        let Some(name) = names.get(2) else { return true };
        let Some(hour) = parse_hour(name) else { return false };
        let (from, to) = match names.get(3).map(|file| SegmentName::parse(file)) {
            Some(Ok(segment)) => (hour + segment.offset, hour + segment.offset + segment.duration),
            Some(Err(_)) => (hour, hour + HOUR),
            // One that begins at its end lasts well into the next.
            None => (hour, hour + HOUR + HOUR),
        };
        from < end && (to > start || from == start)
    }

    /// The part of the recording it is for at this moment.
    fn bounds(&self, now: Time) -> (Time, Time) {
        let start = self.start.unwrap_or(match self.end {
            Some(end) => end - IMPLIED_SPAN,
            None => Time::MIN,
        });
        let slid = self.window.map_or(Time::MIN, |window| now - window - SLACK);
        (start.max(slid), self.end.unwrap_or(Time::MAX))
    }

    /// What a playlist is asked for under this link: as asked, and where nothing is said, what the link says. A
    /// sentence if that is more than the link is for.
    pub(super) fn narrow(&self, asked: &Asked, now: Time) -> Result<Asked, String> {
        let (from, to) = self.bounds(now);
        let mut narrowed = *asked;
        let is_in = match (self.end, self.window) {
            (Some(end), _) => {
                narrowed.start = asked.start.or(Some(from));
                narrowed.end = asked.end.or(Some(end));
                asked.window.is_none() && narrowed.start >= Some(from) && narrowed.end <= Some(to)
            }
            // A part of what is in the window now.
            (None, Some(_)) if asked.end.is_some() => asked.start.is_some_and(|start| start >= from),
            (None, Some(window)) => {
                narrowed.start = asked.start.or(self.start);
                narrowed.window = asked.window.or(Some(window));
                narrowed.window <= Some(window) && (self.start.is_none() || narrowed.start >= self.start)
            }
            (None, None) => {
                narrowed.start = asked.start.or(self.start);
                self.start.is_none() || narrowed.start >= self.start
            }
        };
        if is_in { Ok(narrowed) } else { Err(self.refusal()) }
    }

    /// Says what it is for.
    pub(super) fn refusal(&self) -> String {
        let window = self.window.map(|window| format!("the last {window}"));
        let bounds = [(self.start, "from"), (self.end, "to")].map(|(time, word)| {
            // Times that a person wrote are whole seconds as a rule.
            time.map(|time| {
                let is_whole = time.micros().rem_euclid(1_000_000) == 0;
                let time = if is_whole { to_seconds(time) } else { time.to_string() };
                format!("{word} {time}")
            })
        });
        let what = match &self.variant {
            Some(variant) => format!("the variant '{variant}' of the stream '{}'", self.stream),
            None => format!("the stream '{}'", self.stream),
        };
        let parts: Vec<String> = window.into_iter().chain(bounds.into_iter().flatten()).collect();
        let comma = if parts.is_empty() { "" } else { ", " };
        format!("this link is for {what} alone{comma}{}", parts.join(" "))
    }
}

#[cfg(test)]
mod tests;
