//! How long segments are, and how long they may be (RFC 8216 §4.3.2.1, §4.3.3.1).

use super::super::read::{self, Document, Playlist};
use super::finding::{Findings, seconds, shown};
use super::rule;

pub(super) fn check(document: &Document<'_>, playlist: &Playlist, found: &mut Findings) {
    let media = &playlist.media;
    for (line, value) in document.tags("EXTINF").filter(|(_, value)| !value.is_empty()) {
        check_value(value, line, found);
    }
    let has_target = document.tags("EXT-X-TARGETDURATION").next().is_some();
    if !has_target {
        found.add(rule::NO_TARGET, 0, "there is no #EXT-X-TARGETDURATION");
    }
    let Some((line, target)) = media.target_duration else { return };
    if target == 0 {
        found.add(rule::ZERO_TARGET, line, "the target duration is 0; it is at least 1");
        return;
    }
    for segment in &media.segments {
        let Some((line, Some(micros))) = segment.duration else { continue };
        let rounded = micros / 1_000_000 + u64::from(micros % 1_000_000 >= 500_000);
        if rounded > target {
            let message =
                format!("a segment of {} is longer than the target duration of {target} s", seconds(micros));
            found.add(rule::OVER_TARGET, line, message);
        } else if micros == 0 {
            found.add(rule::ZERO_DURATION, line, "a segment of no duration, at which some players stop");
        }
    }
}

fn check_value(value: &str, line: usize, found: &mut Findings) {
    let (number, title) = match value.split_once(',') {
        Some((number, title)) => (number, Some(title)),
        None => (value, None),
    };
    if read::decimal(number).is_none() {
        let is_negative = number.strip_prefix('-').is_some_and(|rest| read::decimal(rest).is_some());
        let what = if is_negative { "negative" } else { "not a decimal number" };
        found.add(rule::BAD_DURATION, line, format!("the duration {} is {what}", shown(number)));
    } else if title.is_none() {
        found.add(rule::BAD_DURATION, line, "a comma is missing after the duration");
    }
}
