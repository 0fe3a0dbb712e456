//! Moments for `EXT-X-PROGRAM-DATE-TIME`, in the form [`Time`] displays itself, written fast: the segments of
//! a playlist follow each other, so the calendar is asked once an hour and not once a segment.

use std::fmt::Write as _;

use super::decimal::{push_pair, push_triple};
use crate::time::Time;

/// Writes moments, and remembers the hour of the last one.
#[derive(Debug, Default)]
pub(super) struct DateWriter {
    hour: Option<Time>,
    /// The moment's text up to its minutes: `2026-01-02T03:`.
    prefix: String,
}

impl DateWriter {
    /// Appends `time` in RFC 3339 with milliseconds, or microseconds where milliseconds would lose some.
    pub(super) fn push(&mut self, out: &mut String, time: Time) {
        let hour = time.hour();
        if self.hour != Some(hour) {
            let (year, month, day, hours, ..) = time.civil();
            self.prefix.clear();
            // Writing into a String cannot fail.
            let _ = write!(self.prefix, "{year:04}-{month:02}-{day:02}T{hours:02}:");
            self.hour = Some(hour);
        }
        let micros = time.since(hour).micros();
        let seconds = micros / 1_000_000;
        out.push_str(&self.prefix);
        push_pair(out, seconds / 60);
        out.push(':');
        push_pair(out, seconds % 60);
        out.push('.');
        push_triple(out, micros % 1_000_000 / 1_000);
        if !micros.is_multiple_of(1_000) {
            push_triple(out, micros % 1_000);
        }
        out.push('Z');
    }
}

#[cfg(test)]
mod tests {
    use super::DateWriter;
    use crate::time::Time;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn dates_are_what_time_displays(
            start in Time::MIN.micros()..=Time::MAX.micros(),
            steps in prop::collection::vec(-5_000_000_000_i64..5_000_000_000, 0..20),
            grain in prop::sample::select(vec![1_i64, 1_000, 1_000_000, 3_600_000_000]),
        ) {
            let mut dates = DateWriter::default();
            let mut micros = start;
            for step in [0].into_iter().chain(steps) {
                micros = micros.saturating_add(step) / grain * grain;
                let time = Time::from_micros(micros);
                let mut out = String::new();
                dates.push(&mut out, time);
                prop_assert_eq!(out, time.to_string());
            }
        }
    }

    #[test]
    fn the_ends_of_the_calendar_are_written() {
        let mut dates = DateWriter::default();
        let mut out = String::new();
        for time in [Time::MIN, Time::MAX, Time::from_micros(-1)] {
            dates.push(&mut out, time);
            out.push(' ');
        }
        assert_eq!(out, "0000-01-01T00:00:00.000Z 9999-12-31T23:59:59.999999Z 1969-12-31T23:59:59.999999Z ");
    }
}
