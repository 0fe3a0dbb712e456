//! When segments are from: `EXT-X-PROGRAM-DATE-TIME`, and breaks (RFC 8216 §4.3.2.6, RFC 8216bis §6.2.1).

use super::super::read::{self, Document, Playlist, Segment};
use super::finding::{Findings, seconds, shown};
use super::rule;

/// What may overlap for want of a better clock (RFC 8216bis §6.2.1), and what a hole may have without a tag.
const TOLERANCE: i64 = 1_000_000;

pub(super) fn check(document: &Document<'_>, playlist: &Playlist, found: &mut Findings) {
    let mut has_told = [false; 3];
    for (line, value) in document.tags("EXT-X-PROGRAM-DATE-TIME").filter(|(_, value)| !value.is_empty()) {
        let Some(date) = read::date(value) else {
            found.add(rule::BAD_DATE, line, format!("{} is no date and time of ISO 8601", shown(value)));
            continue;
        };
        let vague = [
            (date.has_zone, "says no time zone"),
            (date.is_plain, "has a time zone that some players can't read: write it as +01:00"),
            (date.has_millis, "has no milliseconds"),
        ];
        for ((_, what), has_told) in vague.iter().zip(&mut has_told).filter(|((is_fine, _), _)| !is_fine) {
            // It is mostly all of them, by one habit.
            if std::mem::replace(has_told, true) {
                continue;
            }
            found.add(rule::VAGUE_DATE, line, format!("the date {what}"));
        }
    }
    let segments = &playlist.media.segments;
    check_clock(segments, found);
    let dated = segments.iter().position(|segment| segment.date.is_some());
    let Some(dated) = dated else {
        let is_live = !playlist.media.is_ended() && playlist.media.playlist_type.is_none();
        let has_no_date = document.tags("EXT-X-PROGRAM-DATE-TIME").next().is_none();
        if is_live && !segments.is_empty() && has_no_date {
            found.add(rule::LIVE_WITHOUT_DATE, 0, "a live playlist should say when its segments are from");
        }
        return;
    };
    if dated > 0 && playlist.media.skip.is_none() {
        let line = segments[dated].date.map_or(0, |(line, _)| line);
        found.add(
            rule::LATE_DATE,
            line,
            "the first date stands before a later segment, not before the first",
        );
    }
    for segment in segments.iter().skip(dated) {
        if segment.discontinuities > 0 && segment.date.is_none() {
            let message = "a discontinuity without a date, in a playlist that has dates";
            found.add(rule::BREAK_WITHOUT_DATE, segment.line, message);
        }
    }
}

/// Whether each moment belongs to one segment.
fn check_clock(segments: &[Segment], found: &mut Findings) {
    // When the segment before began, and when it ended.
    let mut before: Option<(i64, i64)> = None;
    for segment in segments {
        if let (Some((line, date)), Some((began, ended))) = (segment.date, before) {
            let start = date.time.micros();
            let overlap = ended.saturating_sub(start);
            if overlap >= TOLERANCE || start <= began.min(ended - 1) {
                let message = format!(
                    "the date is {} before the end of the segment before it",
                    seconds(overlap.unsigned_abs())
                );
                found.add(rule::AMBIGUOUS_DATE, line, message);
            } else if overlap <= -TOLERANCE && segment.discontinuities == 0 {
                let hole = seconds(overlap.unsigned_abs());
                let message = format!(
                    "the date is {hole} after the segment before it: a hole without #EXT-X-DISCONTINUITY or #EXT-X-GAP"
                );
                found.add(rule::DATE_JUMP, line, message);
            }
        }
        // Without a length, what comes after it has no time of its own.
        let Some((_, Some(micros))) = segment.duration else {
            before = None;
            continue;
        };
        let length = i64::try_from(micros).unwrap_or(i64::MAX);
        let began = segment.date.map(|(_, date)| date.time.micros()).or(before.map(|(_, ended)| ended));
        before = began.map(|began| (began, began.saturating_add(length)));
    }
}
