//! Ranges of time in arguments, in the unix seconds of the cloud.

use clap::Args;

use crate::cli::{usage, when};
use crate::time::{Span, Time};

/// A range that need have no ends.
#[derive(Debug, Args)]
pub(super) struct Range {
    /// From this time on, such as 2026-01-02T03:04:05Z, unix seconds, or -10m
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    start: Option<String>,
    /// Up to this time
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    end: Option<String>,
    /// The last so long until now
    #[arg(
        long,
        value_name = "DURATION",
        conflicts_with_all = ["start", "end"],
        value_parser = when::positive_span
    )]
    last: Option<Span>,
}

impl Range {
    /// Start and end in unix seconds.
    pub(super) fn seconds(&self, now: Time) -> anyhow::Result<(Option<i64>, Option<i64>)> {
        if let Some(last) = self.last {
            let (start, end) = whole(now - last, now)?;
            return Ok((Some(start), Some(end)));
        }
        let time =
            |flag, text: &Option<String>| text.as_deref().map(|text| when::time(flag, text, now)).transpose();
        let (start, end) = (time("--start", &self.start)?, time("--end", &self.end)?);
        if let (Some(start), Some(end)) = (start, end) {
            whole(start, end)?;
        }
        Ok((start.map(floor), end.map(ceil)))
    }
}

/// A range with both ends.
#[derive(Debug, Args)]
pub(super) struct FullRange {
    /// From this time on, such as 2026-01-02T03:04:05Z, unix seconds, or -10m
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    start: String,
    /// Up to this time
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    end: String,
}

impl FullRange {
    /// Start and end in unix seconds.
    pub(super) fn seconds(&self, now: Time) -> anyhow::Result<(i64, i64)> {
        whole(when::time("--start", &self.start, now)?, when::time("--end", &self.end, now)?)
    }
}

/// The whole seconds that a range lies in. The cloud knows no time before 1970.
fn whole(start: Time, end: Time) -> anyhow::Result<(i64, i64)> {
    if end <= start {
        return Err(usage(format!("the range's end ({end}) is not after its start ({start})")));
    }
    Ok((floor(start), ceil(end)))
}

/// The second that a moment lies in.
pub(super) fn floor(time: Time) -> i64 {
    time.micros().div_euclid(1_000_000).max(0)
}

/// The first whole second that is not before a moment.
pub(super) fn ceil(time: Time) -> i64 {
    (-(-time.micros()).div_euclid(1_000_000)).max(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(start: Option<&str>, end: Option<&str>, last: Option<u64>) -> Range {
        let text = |text: Option<&str>| text.map(str::to_owned);
        Range { start: text(start), end: text(end), last: last.map(Span::from_secs) }
    }

    #[test]
    fn ranges_are_whole_seconds() {
        let now = Time::from_micros(1_700_000_000_500_000);
        for (range, seconds) in [
            (range(None, None, None), Some((None, None))),
            (range(Some("100"), None, None), Some((Some(100), None))),
            (range(Some("100"), Some("200"), None), Some((Some(100), Some(200)))),
            (range(Some("-10s"), Some("now"), None), Some((Some(1_699_999_990), Some(1_700_000_001)))),
            (range(None, None, Some(60)), Some((Some(1_699_999_940), Some(1_700_000_001)))),
            (range(Some("200"), Some("200"), None), None),
            (range(Some("200"), Some("100"), None), None),
            (range(Some("never"), None, None), None),
        ] {
            assert_eq!(range.seconds(now).ok(), seconds, "{range:?}");
        }
    }
}
