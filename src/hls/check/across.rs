//! What the playlists of one master must have in common (RFC 8216 §6.2.4).

use std::collections::BTreeSet;

use super::super::read::{Attributes, Master, Media, Role};
use super::finding::{Findings, Report, seconds, shown};
use super::rule;

/// A playlist that a master names, and what for.
#[derive(Clone, Copy, Debug)]
pub struct Member<'a> {
    /// What for.
    pub role: Role,
    /// How messages call it.
    pub name: &'a str,
    /// What it says.
    pub media: &'a Media,
}

/// What is wrong with each playlist of a master beside the others: a report for each, in order. They are held
/// against the first variant.
#[must_use]
pub fn across(master: &Master, members: &[Member<'_>]) -> Vec<Report> {
    let first = members.iter().position(|member| member.role == Role::Variant).unwrap_or(0);
    let any_dates = members.iter().find(|member| has_dates(member.media)).map(|member| member.name);
    let any_control = members.iter().position(|member| member.media.server_control.is_some());
    let with_ranges = members.iter().find(|member| !member.media.date_ranges.is_empty());
    let mut reports = Vec::new();
    for (index, member) in members.iter().enumerate() {
        let mut found = Findings::default();
        let media = member.media;
        if index != first {
            beside(&members[first], member, &mut found);
        }
        if let Some(other) = any_dates.filter(|_| !has_dates(media) && !media.segments.is_empty()) {
            let message = format!("no #EXT-X-PROGRAM-DATE-TIME, though {} has it", shown(other));
            found.add(rule::DATES_DIFFER, 0, message);
        }
        if let Some(other) = any_control.filter(|other| *other != index) {
            same_control(&members[other], member, &mut found);
        }
        if let Some(other) = with_ranges
            && !media.date_ranges.is_empty()
            && ids(media) != ids(other.media)
        {
            let line = media.date_ranges.first().map_or(0, |(line, _)| *line);
            found.add(rule::RANGES_DIFFER, line, format!("other date ranges than in {}", shown(other.name)));
        }
        if member.role == Role::IFrames && !media.is_iframes_only {
            let message = "a playlist of #EXT-X-I-FRAME-STREAM-INF without #EXT-X-I-FRAMES-ONLY";
            found.add(rule::NOT_IFRAMES, 0, message);
        }
        if master.is_independent && media.is_independent {
            let message = "#EXT-X-INDEPENDENT-SEGMENTS is in the master playlist already";
            found.add(rule::REPEATED_BELOW, 0, message);
        }
        for (line, name) in &media.imports {
            if !master.variables.contains(name) {
                let message = format!("the master playlist does not define the variable {}", shown(name));
                found.add(rule::DEFINITION, *line, message);
            }
        }
        reports.push(found.finish());
    }
    reports
}

fn has_dates(media: &Media) -> bool {
    media.segments.iter().any(|segment| segment.date.is_some())
}

fn ids(media: &Media) -> BTreeSet<&str> {
    media.date_ranges.iter().filter_map(|(_, text)| Attributes::read(text).0.quoted("ID")).collect()
}

fn beside(first: &Member<'_>, member: &Member<'_>, found: &mut Findings) {
    let (one, other) = (first.media, member.media);
    let may_differ = matches!(member.role, Role::Subtitles | Role::IFrames)
        && matches!(other.playlist_type, Some((_, super::super::read::Type::Vod)));
    if let (Some((_, target)), Some((line, own))) = (one.target_duration, other.target_duration)
        && target != own
        && !may_differ
    {
        let message = format!("the target duration is {own}, but {target} in {}", shown(first.name));
        found.add(rule::TARGETS_DIFFER, line, message);
    }
    if one.playlist_type.map(|(_, kind)| kind) != other.playlist_type.map(|(_, kind)| kind) {
        let line = other.playlist_type.map_or(0, |(line, _)| line);
        found.add(
            rule::TYPES_DIFFER,
            line,
            format!("#EXT-X-PLAYLIST-TYPE is not that of {}", shown(first.name)),
        );
    }
    if member.role != Role::Subtitles {
        same_breaks(first, member, found);
        same_length(first, member, found);
    }
}

/// A stretch of a playlist: from when to when in microseconds, by which discontinuity number, on which line.
type Stretch = (i64, i64, u64, usize);

/// The segments on a clock: by their dates if there are some, else counted from the beginning of a playlist that
/// has it.
fn stretches(media: &Media, by_date: bool) -> Vec<Stretch> {
    let mut clock = (!by_date).then_some(0_i64);
    let mut number = media.first_discontinuity();
    let mut stretches = Vec::new();
    for segment in &media.segments {
        number = number.saturating_add(segment.discontinuities.into());
        if let (true, Some((_, date))) = (by_date, segment.date) {
            clock = Some(date.time.micros());
        }
        let Some(start) = clock else { continue };
        let end = start.saturating_add(i64::try_from(segment.micros()).unwrap_or(i64::MAX));
        stretches.push((start, end, number, segment.line));
        clock = Some(end);
    }
    stretches
}

/// Whether both can be put on one clock, and by which.
fn clock(one: &Media, other: &Media) -> Option<bool> {
    let whole = |media: &Media| media.first_number() == 0 && media.skip.is_none();
    let has_no_holes = |media: &Media| media.segments.iter().all(|segment| segment.discontinuities == 0);
    if has_dates(one) && has_dates(other) {
        Some(true)
    } else if whole(one) && whole(other) && (one.is_ended() == other.is_ended()) {
        Some(false).filter(|_| one.is_ended() || has_no_holes(one))
    } else {
        None
    }
}

fn same_breaks(first: &Member<'_>, member: &Member<'_>, found: &mut Findings) {
    let Some(by_date) = clock(first.media, member.media) else { return };
    let (theirs, own) = (stretches(first.media, by_date), stretches(member.media, by_date));
    let mut at = 0;
    for (start, end, number, line) in own {
        let middle = start / 2 + end / 2;
        while theirs.get(at).is_some_and(|(_, end, ..)| *end <= middle) {
            at += 1;
        }
        let Some((from, _, other, other_line)) = theirs.get(at) else { return };
        if *from <= middle && *other != number {
            let message = format!(
                "the discontinuity number here is {number}, but {other} at the same time in {} (line {other_line})",
                shown(first.name)
            );
            found.add(rule::BREAKS_DIFFER, line, message);
            return;
        }
    }
}

/// What only one has is at its ends, and no longer than a target duration.
fn same_length(first: &Member<'_>, member: &Member<'_>, found: &mut Findings) {
    let (one, other) = (first.media, member.media);
    let targets = [one.target_micros(), other.target_micros()];
    let Some(most) = targets.into_iter().flatten().min().and_then(|most| i64::try_from(most).ok()) else {
        return;
    };
    if !one.is_ended() || !other.is_ended() {
        return;
    }
    let Some(by_date) = clock(one, other) else { return };
    let ends = |media: &Media| {
        let all = stretches(media, by_date);
        Some((all.first()?.0, all.last()?.1))
    };
    let (Some((start, end)), Some((own_start, own_end))) = (ends(one), ends(other)) else { return };
    for (what, more) in [("begins", start.abs_diff(own_start)), ("ends", end.abs_diff(own_end))] {
        if more > most.unsigned_abs() {
            let message = format!(
                "it {what} {} apart from {}, more than a target duration",
                seconds(more),
                shown(first.name)
            );
            found.add(rule::LENGTHS_DIFFER, 0, message);
        }
    }
}

fn same_control(first: &Member<'_>, member: &Member<'_>, found: &mut Findings) {
    let attributes = |media: &Media| {
        let text = media.server_control.as_ref().map(|(_, text)| text.to_string())?;
        let list: BTreeSet<(String, String)> =
            Attributes::read(&text).0.iter().map(|(name, value)| (name.into(), value.into())).collect();
        Some(list)
    };
    if attributes(first.media) != attributes(member.media) {
        let line = member.media.server_control.as_ref().map_or(0, |(line, _)| *line);
        found.add(
            rule::CONTROLS_DIFFER,
            line,
            format!("#EXT-X-SERVER-CONTROL is not that of {}", shown(first.name)),
        );
    }
}
