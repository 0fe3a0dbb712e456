//! Times and lengths of time in arguments.

use std::time::Duration;

use crate::cli::usage;
use crate::time::{Span, Time};

/// Reads a length of time that is more than nothing; for clap.
pub(super) fn positive_span(text: &str) -> Result<Span, String> {
    match Span::parse(text) {
        Ok(Span::ZERO) => Err("it must be more than nothing".to_owned()),
        Ok(span) => Ok(span),
        Err(error) => Err(error.to_string()),
    }
}

/// Reads a length of time of a second or more, for what the cloud counts in whole seconds; for clap.
pub(super) fn whole_span(text: &str) -> Result<Span, String> {
    match Span::parse(text) {
        Ok(span) if span < Span::from_secs(1) => Err("it must be a second or more".to_owned()),
        Ok(span) => Ok(span),
        Err(error) => Err(error.to_string()),
    }
}

/// A span as the standard library counts it.
pub(super) const fn duration(span: Span) -> Duration {
    Duration::from_micros(span.micros())
}

/// The moment that a flag's text means; wrong ones are wrong arguments.
pub(super) fn time(flag: &str, text: &str, now: Time) -> anyhow::Result<Time> {
    Time::parse(text, now).map_err(|error| usage(format!("{flag}: {error}")))
}
