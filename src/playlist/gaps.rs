//! Holes made into what a playlist can say: a discontinuity, which leaves them out of the timeline, or gaps, which
//! keep them in (RFC 8216bis §4.4.4.3 and §4.4.4.7).

use crate::playlist::entry::Entry;
use crate::time::{Span, Time};

/// The name of the file behind gaps.
pub const GAP: &str = "gap.ts";

/// The shortest gap. What is shorter is left out of the timeline: the next program date time tells the time again.
pub(crate) const LEAST: Span = Span::from_micros(500_000);

/// What becomes of holes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Holes {
    /// They are left out of the timeline, behind a discontinuity, where all variants have them.
    #[default]
    Discontinuity,
    /// They are gaps.
    Gap,
}

/// A line of a playlist: a segment, or a gap.
#[derive(Clone, Debug)]
pub struct Item<'a> {
    /// The segment; none for a gap.
    pub entry: Option<Entry<'a>>,
    /// When it begins, if that is known.
    pub start: Option<Time>,
    /// How long it takes.
    pub duration: Span,
    /// Whether a discontinuity comes before it.
    pub discontinuity: bool,
}

/// A stretch of time, its end excluded.
pub(crate) type Stretch = (Time, Time);

/// The time that is missing in front of a segment, if there is enough of it for a gap and its place is known.
pub(crate) fn hole(entry: &Entry<'_>) -> Option<Stretch> {
    let start = entry.start?;
    (entry.missing >= LEAST).then(|| (start - entry.missing, start))
}

/// Lays out the segments of a variant. Holes become gaps, but for what is in `left_out`, which is sorted: there,
/// and where time is missing that is too short for a gap, is a discontinuity. No gap is longer than `longest`.
pub(crate) fn lay<'a>(
    entries: Vec<Entry<'a>>,
    holes: Holes,
    left_out: &[Stretch],
    longest: Span,
) -> Vec<Item<'a>> {
    let mut items: Vec<Item<'a>> = Vec::with_capacity(entries.len());
    let mut left_out = left_out.iter().peekable();
    for entry in entries {
        let mut breaks = entry.breaks;
        if items.is_empty() {
            breaks = false;
        } else if let Some((mut from, to)) = hole(&entry) {
            let (mut is_owed, mut is_paid) = (false, false);
            while left_out.next_if(|(_, end)| *end <= from).is_some() {}
            while let Some((begin, end)) = left_out.next_if(|(begin, _)| *begin < to) {
                is_paid |= fill(&mut items, from, *begin, is_owed, longest);
                (from, is_owed) = (*end, true);
            }
            if fill(&mut items, from, to, is_owed, longest) {
                (is_owed, is_paid) = (false, true);
            }
            // With no picture in a gap, its discontinuity is as good as one behind it.
            breaks = is_owed || (breaks && !is_paid);
        } else if holes == Holes::Gap && can_be_gap(&entry) {
            let gap = |duration| Item { entry: None, start: None, duration, discontinuity: false };
            items.extend(pieces(entry.missing, longest).map(gap));
        } else {
            breaks |= entry.missing > Span::ZERO;
        }
        let (start, duration) = (entry.start, entry.duration);
        items.push(Item { entry: Some(entry), start, duration, discontinuity: breaks });
    }
    items
}

/// Whether what is missing in front of a segment can be a gap where no clock tells when it was. The filler is of
/// MPEG-TS, and goes with nothing that needs an initialization section.
fn can_be_gap(entry: &Entry<'_>) -> bool {
    entry.start.is_none() && entry.missing >= LEAST && entry.init.is_none()
}

/// Adds gaps for a stretch, unless it is too short, and marks the first; whether it was marked.
fn fill(items: &mut Vec<Item<'_>>, from: Time, to: Time, mark: bool, longest: Span) -> bool {
    if to.since(from) < LEAST {
        return false;
    }
    let mut at = from;
    let mut is_first = true;
    for duration in pieces(to.since(from), longest) {
        let discontinuity = mark && std::mem::take(&mut is_first);
        items.push(Item { entry: None, start: Some(at), duration, discontinuity });
        at = at + duration;
    }
    mark
}

/// A length cut into as few equal pieces as are not longer than `longest`.
pub(crate) fn pieces(length: Span, longest: Span) -> impl Iterator<Item = Span> {
    let count = length.micros().div_ceil(longest.micros().max(1));
    let up_to = move |piece: u64| {
        let micros = u128::from(length.micros()) * u128::from(piece) / u128::from(count.max(1));
        u64::try_from(micros).unwrap_or(u64::MAX)
    };
    (0..count).map(move |piece| Span::from_micros(up_to(piece + 1) - up_to(piece)))
}
