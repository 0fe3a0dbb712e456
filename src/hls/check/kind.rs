//! What a playlist promises of its later editions, and whether it agrees with itself: its type, its numbers, its
//! end, where to start (RFC 8216 §4.3.3, §4.3.5.2, §6.2).

use super::super::read::{self, Attributes, Document, Playlist, Type};
use super::finding::{Findings, seconds, shown};
use super::rule;

pub(super) fn check(document: &Document<'_>, playlist: &Playlist, found: &mut Findings) {
    let media = &playlist.media;
    for (line, value) in document.tags("EXT-X-PLAYLIST-TYPE") {
        if !matches!(value, "" | "VOD" | "EVENT") {
            let message = format!("the playlist type {} is neither VOD nor EVENT", shown(value));
            found.add(rule::TYPE, line, message);
        }
    }
    let has_lost = media.first_number() > 0 || media.first_discontinuity() > 0;
    let is_live = !media.is_ended() && media.playlist_type.is_none();
    match media.playlist_type {
        Some((line, kind)) => {
            if kind == Type::Vod && !media.is_ended() {
                found.add(
                    rule::VOD_WITHOUT_END,
                    line,
                    "a VOD playlist can't grow, but has no #EXT-X-ENDLIST",
                );
            }
            if has_lost {
                let name = if kind == Type::Vod { "VOD" } else { "EVENT" };
                let message = format!("segments seem to be gone before the first, which {name} rules out");
                found.add(rule::TYPED_AND_REMOVED, line, message);
            }
        }
        None if media.endlist.is_some() && !has_lost => {
            let line = media.endlist.unwrap_or(0);
            let message = "a finished playlist that has all its segments should say #EXT-X-PLAYLIST-TYPE";
            found.add(rule::END_WITHOUT_TYPE, line, message);
        }
        None => {}
    }
    if let (Some(line), true, None) = (media.endlist, media.segments.is_empty(), media.skip) {
        found.add(rule::EMPTY_AND_ENDED, line, "the playlist has ended and has no segment");
    }
    if is_live {
        check_live(document, playlist, found);
    }
    if media.left_off > 0 {
        let message = format!("of {} more segments not all is checked", media.left_off);
        found.add(rule::TOO_LONG, 0, message);
    }
    check_numbers(playlist, found);
    check_start(document, playlist, found);
}

fn check_live(document: &Document<'_>, playlist: &Playlist, found: &mut Findings) {
    let media = &playlist.media;
    if document.tags("EXT-X-MEDIA-SEQUENCE").next().is_none() {
        let message = "a live playlist needs #EXT-X-MEDIA-SEQUENCE as soon as a segment leaves it";
        found.add(rule::NO_SEQUENCE, 0, message);
    }
    if media.first_number() == 0 {
        return;
    }
    let broken = media.segments.iter().find(|segment| segment.discontinuities > 0);
    let has_number = document.tags("EXT-X-DISCONTINUITY-SEQUENCE").next().is_some();
    if let (Some(segment), false) = (broken, has_number) {
        let message =
            "without #EXT-X-DISCONTINUITY-SEQUENCE nobody can count the discontinuities that have left";
        found.add(rule::NO_DISCONTINUITY_SEQUENCE, segment.line, message);
    }
}

fn check_numbers(playlist: &Playlist, found: &mut Findings) {
    let media = &playlist.media;
    let count = (media.segments.len() + media.left_off) as u64;
    let breaks = media.segments.iter().map(|segment| u64::from(segment.discontinuities)).sum::<u64>();
    let numbers = [(media.media_sequence, count), (media.discontinuity_sequence, breaks)];
    for (number, more) in numbers {
        if let Some((line, first)) = number
            && first.checked_add(more).is_none()
        {
            found.add(rule::SEQUENCE_OVERFLOW, line, "the numbers go beyond 64 bits and would wrap");
        }
    }
}

/// `EXT-X-START` within the playlist, and not too near to the end of one that grows.
fn check_start(document: &Document<'_>, playlist: &Playlist, found: &mut Findings) {
    let media = &playlist.media;
    let Some((line, value)) = document.tags("EXT-X-START").next() else { return };
    let Some(offset) = Attributes::read(value).0.raw("TIME-OFFSET").and_then(read::signed) else { return };
    if media.segments.is_empty() || media.skip.is_some() {
        return;
    }
    let (length, from_edge) = (media.micros(), offset.unsigned_abs());
    if from_edge > length {
        let message = format!("TIME-OFFSET is beyond the playlist's {}", seconds(length));
        found.add(rule::START_OUTSIDE, line, message);
    } else if let (false, Some(target)) = (media.is_ended(), media.target_micros()) {
        let from_end = if offset < 0 { from_edge } else { length - from_edge };
        if from_end < target.saturating_mul(3) {
            let message = "TIME-OFFSET is within three target durations of the end of a playlist that grows";
            found.add(rule::START_NEAR_END, line, message);
        }
    }
}
