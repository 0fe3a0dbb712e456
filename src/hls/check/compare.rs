//! What may change from one edition of a playlist to the next (RFC 8216 §6.2.1, §6.2.2).

use super::super::read::{self, Attributes, Media, Segment, Type};
use super::finding::{Finding, Findings, seconds, shown};
use super::rule;
use crate::time::Span;

/// The playlist that a delta (RFC 8216bis §6.2.5.1) stands for, for whoever has the edition before; a playlist that
/// is none comes back as it is. Fails if what is skipped was not in that edition.
pub fn merge(previous: &Media, next: Media) -> Result<Media, Finding> {
    let Some((line, skipped)) = next.skip else { return Ok(next) };
    let from = next.first_number().checked_sub(previous.first_number());
    let range = from.and_then(|from| {
        let from = usize::try_from(from).ok()?;
        Some(from..from.checked_add(usize::try_from(skipped).ok()?)?)
    });
    let Some(known) = range.and_then(|range| previous.segments.get(range)) else {
        let mut found = Findings::default();
        let message = format!("it skips {skipped} segments, not all of which were in the edition before");
        found.add(rule::DELTA, line, message);
        return Err(found.finish().findings.remove(0));
    };
    let (maps, keys) = (previous.maps.len(), previous.keys.len());
    let last = known.last().map_or((None, None), |segment| (segment.map, segment.key));
    let renumbered = next.segments.into_iter().map(|segment| Segment {
        map: segment.map.map(|map| map + maps).or(last.0),
        key: segment.key.map(|key| key + keys).or(last.1),
        ..segment
    });
    Ok(Media {
        segments: known.iter().cloned().chain(renumbered).collect(),
        maps: previous.maps.iter().cloned().chain(next.maps).collect(),
        keys: previous.keys.iter().cloned().chain(next.keys).collect(),
        skip: None,
        ..next
    })
}

/// What the next edition of a playlist breaks that was read so long after the previous one had its last new segment.
/// Deltas are [merged](merge) before.
#[must_use]
pub fn compare(previous: &Media, next: &Media, elapsed: Span) -> Vec<Finding> {
    let mut found = Findings::default();
    let editions = Editions { old: previous, new: next };
    editions.check_header(&mut found);
    editions.check_segments(&mut found);
    editions.check_removal(&mut found);
    editions.check_ranges(&mut found);
    editions.check_pace(elapsed, &mut found);
    found.finish().findings
}

/// Whether the next edition has segments that the previous one had not.
#[must_use]
pub fn has_grown(previous: &Media, next: &Media) -> bool {
    end(next) > end(previous)
}

/// The number after that of the last segment.
fn end(media: &Media) -> u64 {
    media.first_listed().saturating_add(media.segments.len() as u64)
}

struct Editions<'a> {
    old: &'a Media,
    new: &'a Media,
}

impl Editions<'_> {
    fn check_header(&self, found: &mut Findings) {
        let (old, new) = (self.old, self.new);
        if let (Some((_, before)), Some((line, after))) = (old.target_duration, new.target_duration)
            && before != after
        {
            let message = format!("the target duration was {before} and is {after} now");
            found.add(rule::TARGET_CHANGED, line, message);
        }
        let kinds = [old, new].map(|media| media.playlist_type.map(|(_, kind)| kind));
        if kinds[0] != kinds[1] {
            let line = new.playlist_type.map_or(0, |(line, _)| line);
            found.add(rule::TYPE_CHANGED, line, "#EXT-X-PLAYLIST-TYPE has changed");
        }
        if old.is_ended() && !new.is_ended() {
            found.add(rule::CHANGED_AFTER_END, 0, "#EXT-X-ENDLIST was there and is gone");
        } else if old.is_ended() && end(new) > end(old) {
            found.add(rule::CHANGED_AFTER_END, 0, "segments were added after #EXT-X-ENDLIST");
        }
        if kinds[0] == Some(Type::Vod) && (end(new) != end(old) || new.first_number() != old.first_number()) {
            found.add(rule::VOD_CHANGED, 0, "a VOD playlist has other segments now");
        }
    }

    /// The segments that both have are the same.
    fn check_segments(&self, found: &mut Findings) {
        let (old, new) = (self.old, self.new);
        let line = new.media_sequence.map_or(0, |(line, _)| line);
        if new.first_number() < old.first_number() {
            let message = format!(
                "the number of the first segment went back from {} to {}",
                old.first_number(),
                new.first_number()
            );
            found.add(rule::NUMBER_BACK, line, message);
            // With other numbers all segments are others.
            return;
        }
        if new.first_discontinuity() < old.first_discontinuity() {
            let line = new.discontinuity_sequence.map_or(0, |(line, _)| line);
            let (before, after) = (old.first_discontinuity(), new.first_discontinuity());
            let message = format!("the discontinuity number went back from {before} to {after}");
            found.add(rule::BREAK_NUMBER, line, message);
        }
        if end(new) < end(old) {
            let message = format!("{} segments are gone from the end", end(old) - end(new));
            found.add(rule::SEGMENT_CHANGED, 0, message);
        } else if new.first_listed() > end(old) && !old.segments.is_empty() {
            let missed = new.first_listed() - end(old);
            let message =
                format!("{missed} segments came and went since the last edition, or were never listed");
            found.add(rule::JUMPED, line, message);
        }
        let mut has_told_number = false;
        let mut numbers = [old.first_discontinuity(), new.first_discontinuity()];
        let mut after = new.segments.iter().zip(new.first_listed()..).peekable();
        for (before, number) in old.segments.iter().zip(old.first_listed()..) {
            numbers[0] = numbers[0].saturating_add(before.discontinuities.into());
            // Those that are only in the new edition, at its front, which is told above.
            while let Some((segment, _)) = after.next_if(|(_, other)| *other < number) {
                numbers[1] = numbers[1].saturating_add(segment.discontinuities.into());
            }
            let Some((segment, _)) = after.next_if(|(_, other)| *other == number) else { continue };
            numbers[1] = numbers[1].saturating_add(segment.discontinuities.into());
            same_segment(before, segment, number, found);
            if numbers[0] != numbers[1] && !std::mem::replace(&mut has_told_number, true) {
                let message = format!(
                    "segment {number} had the discontinuity number {} and has {} now",
                    numbers[0], numbers[1]
                );
                let line = new.discontinuity_sequence.map_or(segment.line, |(line, _)| line);
                found.add(rule::BREAK_NUMBER, line, message);
            }
        }
    }

    fn check_removal(&self, found: &mut Findings) {
        let (old, new) = (self.old, self.new);
        if new.first_number() <= old.first_number() {
            return;
        }
        let line = new.media_sequence.map_or(0, |(line, _)| line);
        if matches!(old.playlist_type, Some((_, Type::Event))) {
            found.add(rule::EVENT_LOST, line, "an EVENT playlist has lost segments");
        }
        if let (Some(target), false) = (new.target_micros(), new.is_ended())
            && new.micros() < target.saturating_mul(3)
        {
            let message = format!(
                "segments were removed, which leaves {}, less than three target durations",
                seconds(new.micros())
            );
            found.add(rule::CUT_SHORT, line, message);
        }
    }

    /// A date range stays while a listed segment is in it.
    fn check_ranges(&self, found: &mut Findings) {
        let moment = |text: &str| read::date(text).map(|date| date.time.micros());
        let first =
            self.new.segments.iter().find_map(|segment| segment.date).map(|(_, date)| date.time.micros());
        let Some(first) = first else { return };
        let last = first.saturating_add(i64::try_from(self.new.micros()).unwrap_or(i64::MAX));
        let ids: Vec<Attributes<'_>> =
            self.new.date_ranges.iter().map(|(_, text)| Attributes::read(text).0).collect();
        for (_, text) in &self.old.date_ranges {
            let (range, _) = Attributes::read(text);
            let (Some(id), Some(start)) = (range.quoted("ID"), range.quoted("START-DATE").and_then(moment))
            else {
                continue;
            };
            let length = range.decimal("DURATION").and_then(|micros| i64::try_from(micros).ok()).unwrap_or(0);
            let end = range.quoted("END-DATE").and_then(moment).unwrap_or(start.saturating_add(length));
            let is_there = ids.iter().any(|other| other.quoted("ID") == Some(id));
            if !is_there && start < last && end > first {
                let message = format!("the date range {} is gone, but a segment in it is not", shown(id));
                found.add(rule::RANGE_GONE, 0, message);
            }
        }
    }

    fn check_pace(&self, elapsed: Span, found: &mut Findings) {
        let (old, new) = (self.old, self.new);
        let Some(target) = new.target_micros().filter(|_| !new.is_ended() && !old.is_ended()) else { return };
        let most = target.saturating_add(target / 2);
        if !has_grown(old, new) && elapsed.micros() > most {
            let message = format!(
                "no new segment for {elapsed}, more than one and a half target durations ({})",
                seconds(most)
            );
            found.add(rule::STALLED, 0, message);
        }
    }
}

fn same_segment(before: &Segment, after: &Segment, number: u64, found: &mut Findings) {
    if before.uri != after.uri || before.byte_range != after.byte_range {
        let message = format!("segment {number} was {} and is {} now", shown(&before.uri), shown(&after.uri));
        found.add(rule::SEGMENT_CHANGED, after.line, message);
        return;
    }
    let date = |segment: &Segment| segment.date.map(|(_, date)| date.time);
    let duration = |segment: &Segment| segment.duration.map(|(_, micros)| micros);
    let details = [
        ("duration", duration(before) != duration(after)),
        // One that the list begins with may be told anew.
        ("date", date(before).is_some() && date(after).is_some() && date(before) != date(after)),
        ("#EXT-X-GAP", before.is_gap != after.is_gap),
    ];
    for (what, _) in details.iter().filter(|(_, differs)| *differs) {
        found.add(rule::DETAIL_CHANGED, after.line, format!("the {what} of segment {number} has changed"));
    }
}
