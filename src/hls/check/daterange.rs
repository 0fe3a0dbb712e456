//! `EXT-X-DATERANGE` (RFC 8216 §4.3.2.7, RFC 8216bis §4.4.5.1).

use std::collections::HashMap;

use super::super::read::{self, Attributes, Document};
use super::finding::{Findings, shown};
use super::rule;

pub(super) fn check(document: &Document<'_>, found: &mut Findings) {
    let mut ranges: HashMap<&str, HashMap<&str, &str>> = HashMap::new();
    let mut first = None;
    for (line, value) in document.tags("EXT-X-DATERANGE") {
        first = first.or(Some(line));
        let (attributes, _) = Attributes::read(value);
        let known =
            attributes.quoted("ID").filter(|id| !id.is_empty()).map(|id| ranges.entry(id).or_default());
        let has_start = known.as_ref().is_some_and(|known| known.contains_key("START-DATE"));
        if !attributes.has("START-DATE") && !has_start {
            found.add(rule::RANGE_START, line, "a date range without a START-DATE");
        }
        check_forms(&attributes, line, found);
        if let Some(known) = known {
            for (name, value) in attributes.iter() {
                let earlier = *known.entry(name).or_insert(value);
                if earlier != value {
                    let message =
                        format!("{} is {}, but {} above", shown(name), shown(value), shown(earlier));
                    found.add(rule::RANGE_CONFLICT, line, message);
                }
            }
            check_length(known, line, found);
        }
    }
    if let (Some(line), None) = (first, document.tags("EXT-X-PROGRAM-DATE-TIME").next()) {
        found.add(rule::RANGE_DATES, line, "a date range, but no #EXT-X-PROGRAM-DATE-TIME in the playlist");
    }
    check_overlap(document, found);
}

fn check_forms(attributes: &Attributes<'_>, line: usize, found: &mut Findings) {
    for name in ["START-DATE", "END-DATE"] {
        if let Some(text) = attributes.quoted(name).filter(|text| !text.is_empty() && !text.contains("{$")) {
            match read::date(text) {
                None => {
                    let message = format!("{name} is {}, no date and time of ISO 8601", shown(text));
                    found.add(rule::RANGE_DATE, line, message);
                }
                Some(date) if !date.has_zone || !date.has_millis => {
                    let message = format!("{name} lacks its time zone or its milliseconds");
                    found.add_by(rule::VAGUE_DATE, "RFC 8216bis 4.4.5.1", line, message);
                }
                Some(_) => {}
            }
        }
    }
    if attributes.is_yes("END-ON-NEXT") {
        if !attributes.has("CLASS") {
            found.add(rule::RANGE_NEXT, line, "END-ON-NEXT without a CLASS");
        }
        if attributes.has("DURATION") || attributes.has("END-DATE") {
            found.add(rule::RANGE_NEXT, line, "END-ON-NEXT beside a DURATION or an END-DATE");
        }
    }
    if let Some(cue) = attributes.quoted("CUE") {
        let has = |word: &str| cue.split(',').any(|part| part == word);
        if has("PRE") && has("POST") {
            found.add(rule::RANGE_CUE, line, "a CUE that is both PRE and POST");
        }
    }
    for (name, value) in attributes.iter().filter(|(name, _)| name.starts_with("X-")) {
        let is_value =
            value.contains('"') || read::hexadecimal(value).is_some() || read::signed(value).is_some();
        if !is_value {
            let message = format!("{} is {}, no quoted string and no number", shown(name), shown(value));
            found.add(rule::RANGE_EXTENSION, line, message);
        }
    }
}

/// Microseconds from the epoch, of a date in quotes.
fn moment(text: &str) -> Option<i64> {
    Some(read::date(text.trim_matches('"'))?.time.micros())
}

fn check_length(range: &HashMap<&str, &str>, line: usize, found: &mut Findings) {
    let date = |name| range.get(name).and_then(|text| moment(text));
    let (Some(start), Some(end)) = (date("START-DATE"), date("END-DATE")) else { return };
    if end < start {
        found.add(rule::RANGE_LENGTH, line, "END-DATE is before START-DATE");
        return;
    }
    let duration = range.get("DURATION").and_then(|text| read::decimal(text));
    // Dates are written in milliseconds.
    if let Some(duration) = duration.and_then(|micros| i64::try_from(micros).ok())
        && (end - start).abs_diff(duration) > 1_000
    {
        found.add(rule::RANGE_LENGTH, line, "END-DATE is not START-DATE and DURATION together");
    }
}

/// From when to when in microseconds, and on which line.
type Stretch = (i64, i64, usize);

/// Ranges of a class in which one ends with the next don't overlap.
fn check_overlap(document: &Document<'_>, found: &mut Findings) {
    let mut classes: HashMap<&str, (bool, Vec<Stretch>)> = HashMap::new();
    for (line, value) in document.tags("EXT-X-DATERANGE") {
        let (attributes, _) = Attributes::read(value);
        let (Some(class), Some(start)) =
            (attributes.quoted("CLASS"), attributes.raw("START-DATE").and_then(moment))
        else {
            continue;
        };
        let duration = attributes.decimal("DURATION").and_then(|micros| i64::try_from(micros).ok());
        let by_duration = duration.map(|micros| start.saturating_add(micros));
        let end = attributes.raw("END-DATE").and_then(moment).or(by_duration).unwrap_or(start);
        let known = classes.entry(class).or_default();
        known.0 |= attributes.is_yes("END-ON-NEXT");
        known.1.push((start, end, line));
    }
    for (_, mut ranges) in classes.into_values().filter(|(ends_on_next, _)| *ends_on_next) {
        ranges.sort_unstable();
        for pair in ranges.windows(2) {
            if pair[1].0 < pair[0].1 {
                let message = format!("this date range overlaps the one of line {}", pair[0].2);
                found.add(rule::RANGE_OVERLAP, pair[1].2, message);
            }
        }
    }
}
