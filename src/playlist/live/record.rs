//! A log as lines of a journal, and back.
//!
//! `A` is the anchor, `S` a segment with its numbers, `M` one that plays longer or shorter than its name says, `G` a gap,
//! `L` the moment from which on playlists have listed everything, `F` the floor. Segments and gaps come in any order; of
//! `L` and `F` the last counts.

use std::collections::BTreeMap;
use std::ops::Range;

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use super::anchor::LONGEST;
use super::{Anchor, Entry, Log};
use crate::archive::name::{SegmentName, format_hour, parse_hour};
use crate::time::{Span, Time};

/// What cannot stand in a line as it is.
const ESCAPED: &AsciiSet = &CONTROLS.add(b'%');
/// No number goes further: what counts on from here still fits into what players count with.
const HIGHEST: u64 = 1 << 52;

/// What of a log is in its journal.
#[derive(Clone, Debug, Default)]
pub(super) struct Saved {
    /// The segments, by number.
    sequence: Range<u64>,
    listed_from: Option<Time>,
    floor: Option<Time>,
}

/// What a journal has come to.
#[derive(Debug)]
pub(super) enum Restored {
    /// A log that goes on.
    Log(Box<Log>),
    /// Nothing of it can be asked for any more; but this is the target duration that was promised.
    Past(u64),
    /// It contradicts itself.
    Nothing,
}

impl Log {
    /// The log of these lines, for live playlists that reach back `max_range` at most.
    pub(super) fn restore(lines: &[String], max_range: Span, now: Time) -> Restored {
        let Some(mut log) = read(lines, max_range) else { return Restored::Nothing };
        let newest = log.entries.back().map_or(log.anchor.at, Entry::end);
        if newest < now - log.kept {
            return Restored::Past(log.anchor.target_duration);
        }
        log.mark_saved();
        Restored::Log(Box::new(log))
    }

    /// Whether numbers were given and given up before the journal had them: those that follow do not go on from it.
    pub(super) fn has_left_its_journal(&self) -> bool {
        let saved = &self.saved.sequence;
        !saved.is_empty() && self.listed().start > saved.end
    }

    /// What is to be said and is not in the journal yet.
    pub(super) fn unsaved(&self) -> Vec<String> {
        let (saved, listed) = (&self.saved.sequence, self.listed());
        let mut lines = Vec::new();
        if saved.is_empty() {
            self.push_segments(&mut lines, listed);
        } else if self.has_listed() {
            self.push_segments(&mut lines, saved.end.max(listed.start)..listed.end);
            // From what is known backwards, so that a part of them has no hole.
            let from = lines.len();
            self.push_segments(&mut lines, listed.start..saved.start.max(listed.start));
            lines[from..].reverse();
        }
        // Only now: it says that all before it is there.
        if self.has_listed() && self.saved.listed_from != Some(self.listed_from) {
            lines.push(format!("L {}", self.listed_from.micros()));
        }
        if self.saved.floor != Some(self.floor) {
            lines.push(format!("F {}", self.floor.micros()));
        }
        lines
    }

    /// All that a journal must have, without what was deleted and is never listed again.
    pub(super) fn all(&self) -> Vec<String> {
        let Anchor { at, split, target_duration } = self.anchor;
        let mut lines = vec![format!("A {} {} {target_duration}", at.micros(), split.micros())];
        if self.has_listed() {
            let gone = self.entries.partition_point(|entry| entry.start < self.floor);
            // The last one is where the numbers go on from, and the last segment what gaps come after.
            let last = self.entries.iter().rposition(|entry| !entry.is_gap()).unwrap_or_default();
            let first = gone.min(last).max(self.unlisted) as u64;
            self.push_segments(&mut lines, self.first_sequence + first..self.next_sequence());
            lines.push(format!("L {}", self.listed_from.micros()));
        }
        // Lists without a segment have numbers too, and those count what was deleted.
        lines.push(format!("F {}", self.floor.micros()));
        lines
    }

    /// Everything is in the journal now.
    pub(super) fn mark_saved(&mut self) {
        if self.has_listed() {
            self.saved.sequence = self.listed();
            self.saved.listed_from = Some(self.listed_from);
        }
        self.saved.floor = Some(self.floor);
    }

    /// The numbers that have been given for good.
    fn listed(&self) -> Range<u64> {
        self.first_sequence + self.unlisted as u64..self.next_sequence()
    }

    fn push_segments(&self, lines: &mut Vec<String>, numbers: Range<u64>) {
        if numbers.is_empty() {
            return;
        }
        let index = |number: u64| usize::try_from(number - self.first_sequence).unwrap_or(usize::MAX);
        let (first, end) = (index(numbers.start), index(numbers.end));
        let mut discontinuity = self.first_discontinuity + self.discontinuities(0..first);
        for (number, entry) in numbers.zip(self.entries.range(first..end)) {
            if entry.is_gap() {
                let (start, duration) = (entry.start.micros(), entry.duration.micros());
                lines.push(format!("G {number} {discontinuity} 0 {start} {duration}"));
                continue;
            }
            let (hour, name) = (format_hour(entry.hour), utf8_percent_encode(&entry.name, ESCAPED));
            let mark = u8::from(entry.discontinuity);
            lines.push(if entry.length == entry.duration {
                format!("S {number} {discontinuity} {mark} {hour} {name}")
            } else {
                format!("M {number} {discontinuity} {mark} {} {hour} {name}", entry.length.micros())
            });
            discontinuity += u64::from(entry.discontinuity);
        }
    }
}

/// The log of these lines; none if they make none.
fn read(lines: &[String], max_range: Span) -> Option<Log> {
    let (first, rest) = lines.split_first()?;
    let mut fields = first.strip_prefix("A ")?.split(' ');
    let (at, split) = (time(fields.next()?)?, time(fields.next()?)?);
    let target_duration = fields.next()?.parse().ok()?;
    if fields.next().is_some() || !(1..=LONGEST).contains(&target_duration) || at < Time::from_micros(0) {
        return None;
    }
    let mut log = Log::new(Anchor { at, split, target_duration }, max_range);
    let mut segments = BTreeMap::new();
    for line in rest {
        match line.split_once(' ')? {
            (kind @ ("S" | "M" | "G"), rest) => {
                let (number, discontinuity, entry) =
                    if kind == "G" { read_gap(rest) } else { read_segment(rest, kind == "M") }?;
                if segments.insert(number, (discontinuity, entry)).is_some() {
                    return None;
                }
            }
            ("L", from) => log.listed_from = time(from)?,
            ("F", floor) => log.floor = time(floor)?,
            _ => return None,
        }
    }
    let target = Span::from_micros(target_duration * 1_000_000 + 499_999);
    let mut expected = 0;
    for (number, (discontinuity, entry)) in segments {
        if let Some(last) = log.entries.back() {
            if number != log.next_sequence() || discontinuity != expected || entry.start <= last.start {
                return None;
            }
        } else {
            (log.first_sequence, log.first_discontinuity) = (number, discontinuity);
        }
        if entry.length > target || entry.length == Span::ZERO || entry.duration == Span::ZERO {
            return None;
        }
        expected = discontinuity + u64::from(entry.discontinuity);
        log.breaks.extend([entry.discontinuity]);
        log.entries.push_back(entry);
    }
    if let (Some(first), Some(last)) = (log.entries.front(), log.entries.back()) {
        if log.entries.iter().all(Entry::is_gap) {
            return None;
        }
        // Whoever wrote a gap has seen segments come.
        log.punctuality.has_seen_one_come = last.is_gap();
        // Of the hour of the first it is not known what came before.
        log.reaches_back_to = Some(first.start.hour() + Span::from_secs(3_600));
        log.before = Some((first.start, last.start));
        if log.listed_from == Time::MAX {
            // It was torn off before anybody was told.
            log.listed_from = first.end();
        }
        let segments = log.entries.iter().filter(|entry| !entry.is_gap());
        log.newest_end = segments.map(Entry::end).max().unwrap_or(Time::MIN);
    } else {
        log.listed_from = Time::MAX;
    }
    Some(log)
}

/// A segment, its number, and the discontinuity sequence number before it. If it was measured there is one field
/// more, its length.
fn read_segment(text: &str, is_measured: bool) -> Option<(u64, u64, Entry)> {
    let mut fields = text.splitn(if is_measured { 6 } else { 5 }, ' ');
    let mut field = || fields.next();
    let (number, before): (u64, u64) = (field()?.parse().ok()?, field()?.parse().ok()?);
    let discontinuity = match field()? {
        "0" => false,
        "1" => true,
        _ => return None,
    };
    let length = if is_measured { Some(Span::from_micros(field()?.parse().ok()?)) } else { None };
    let hour = parse_hour(field()?)?;
    let name = percent_decode_str(field()?).decode_utf8().ok()?;
    let SegmentName { offset, duration, completeness, .. } = SegmentName::parse(&name).ok()?;
    let start = hour + offset;
    let length = length.unwrap_or(duration);
    let name = name.as_ref().into();
    let entry = Entry { hour, name, start, duration, length, completeness, discontinuity };
    (number.max(before) <= HIGHEST).then_some((number, before, entry))
}

/// The same of a gap.
fn read_gap(text: &str) -> Option<(u64, u64, Entry)> {
    let fields: Vec<&str> = text.split(' ').collect();
    let [number, before, "0", start, duration] = fields[..] else { return None };
    let (number, before): (u64, u64) = (number.parse().ok()?, before.parse().ok()?);
    let entry = Entry::gap(time(start)?, Span::from_micros(duration.parse().ok()?));
    (number.max(before) <= HIGHEST).then_some((number, before, entry))
}

fn time(text: &str) -> Option<Time> {
    text.parse().ok().map(Time::from_micros)
}
