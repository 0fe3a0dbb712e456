//! What servers offer and answer: `EXT-X-SERVER-CONTROL`, deltas, partial segments (RFC 8216bis §4.4.3.8, §6.2.5).

use super::super::read::{Attributes, Document, Media, What};
use super::finding::{Findings, seconds, shown};
use super::rule;

pub(super) fn check(document: &Document<'_>, media: &Media, found: &mut Findings) {
    if let Some((line, text)) = &media.server_control {
        check_control(&Attributes::read(text).0, *line, media, found);
    } else if let Some((line, _)) = media.part_target {
        let message = "partial segments need #EXT-X-SERVER-CONTROL with PART-HOLD-BACK";
        found.add(rule::CONTROL, line, message);
    }
    check_skip(media, found);
    check_parts(document, media, found);
    for (line, _) in document.tags("EXT-X-PRELOAD-HINT") {
        if media.is_ended() {
            found.add(rule::HINT, line, "a playlist that has ended hints at what is to come");
        }
    }
    for (line, value) in document.tags("EXT-X-RENDITION-REPORT") {
        if Attributes::read(value).0.quoted("URI").is_some_and(|uri| uri.contains("://")) {
            let section = "RFC 8216bis 4.4.5.4";
            found.add_by(rule::CONTROL, section, line, "the URI of a rendition report is a relative one");
        }
    }
}

fn check_control(control: &Attributes<'_>, line: usize, media: &Media, found: &mut Findings) {
    let target = media.target_micros().filter(|target| *target > 0);
    for (name, times) in [("CAN-SKIP-UNTIL", 6), ("HOLD-BACK", 3)] {
        if let (Some(value), Some(target)) = (control.decimal(name), target) {
            let least = target.saturating_mul(times);
            if value < least {
                let message = format!(
                    "{name} is {}, less than {times} target durations ({})",
                    seconds(value),
                    seconds(least)
                );
                found.add(rule::BOUNDARY, line, message);
            }
        }
    }
    if let Some(value) = control.raw("CAN-BLOCK-RELOAD").filter(|value| *value != "YES") {
        let message = format!(
            "CAN-BLOCK-RELOAD is {}: only YES is defined, and some players take any value for it",
            shown(value)
        );
        found.add(rule::BLOCK_RELOAD, line, message);
    }
    if control.has("CAN-SKIP-DATERANGES") && !control.has("CAN-SKIP-UNTIL") {
        found.add(rule::CONTROL, line, "CAN-SKIP-DATERANGES needs CAN-SKIP-UNTIL");
    }
    let Some((_, part)) = media.part_target else { return };
    match control.decimal("PART-HOLD-BACK") {
        None if !control.has("PART-HOLD-BACK") => {
            found.add(rule::CONTROL, line, "partial segments need PART-HOLD-BACK");
        }
        Some(back) if back < part.saturating_mul(2) => {
            found.add(rule::BOUNDARY, line, "PART-HOLD-BACK is less than two part target durations");
        }
        Some(back) if back < part.saturating_mul(3) => {
            found.add(rule::HOLD_BACK_SHORT, line, "PART-HOLD-BACK is less than three part target durations");
        }
        _ => {}
    }
}

fn check_skip(media: &Media, found: &mut Findings) {
    let Some((line, _)) = media.skip else { return };
    if media.is_ended() {
        found.add(rule::SKIP, line, "a playlist that has ended is sent whole");
    }
    let control = media.server_control.as_ref().map(|(_, text)| Attributes::read(text).0);
    let boundary = control.as_ref().and_then(|control| control.decimal("CAN-SKIP-UNTIL"));
    let Some(boundary) = boundary else {
        if control.is_none_or(|control| !control.has("CAN-SKIP-UNTIL")) {
            found.add(rule::SKIP, line, "segments are skipped, but no CAN-SKIP-UNTIL offers that");
        }
        return;
    };
    // What is left reaches back to the boundary, or further. Durations may be rounded by whoever wrote them.
    let left = media.micros();
    if left.saturating_add(1_000) < boundary {
        let message = format!(
            "only {} are left, but what is nearer to the end than {} is not to be skipped",
            seconds(left),
            seconds(boundary)
        );
        found.add(rule::SKIP, line, message);
    }
    let first = media.segments.first().map_or(usize::MAX, |segment| segment.line);
    if line > first {
        found.add(rule::SKIP, line, "what is skipped comes before all segments that are left");
    }
}

fn check_parts(document: &Document<'_>, media: &Media, found: &mut Findings) {
    let mut has_told = false;
    // The part before, which may be short only if the segment ends with it.
    let mut short: Option<(usize, u64)> = None;
    for entry in document.entries() {
        let What::Tag { name: "EXT-X-PART", value } = entry.what else {
            if matches!(entry.what, What::Uri(_)) {
                short = None;
            }
            continue;
        };
        let (part, _) = Attributes::read(value.unwrap_or_default());
        if let (Some((line, micros)), false) = (short.take(), part.is_yes("GAP")) {
            let message = format!(
                "a part of {}, less than 85 % of the target, is not the last of its segment",
                seconds(micros)
            );
            found.add(rule::PART, line, message);
        }
        let Some((_, target)) = media.part_target else {
            if !std::mem::replace(&mut has_told, true) {
                found.add(rule::PART_INF, entry.line, "partial segments need #EXT-X-PART-INF");
            }
            continue;
        };
        let Some(micros) = part.decimal("DURATION") else { continue };
        if micros > target {
            let message =
                format!("a part of {}, longer than the target of {}", seconds(micros), seconds(target));
            found.add(rule::PART, entry.line, message);
        }
        let is_free = part.is_yes("INDEPENDENT") || part.is_yes("GAP");
        if !is_free && u128::from(micros) * 100 < u128::from(target) * 85 {
            short = Some((entry.line, micros));
        }
    }
}
