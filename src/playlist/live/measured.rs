//! Segments that are measured before they are listed: what a list says of them then is so for good.
//!
//! Which segments are listed, names decide, as everywhere; how long they are and where they break, they
//! themselves. What comes next is not there yet, so each is as long as it measures by itself.

use std::sync::Arc;

use super::{Entry, Log};
use crate::archive::name::Completeness;
use crate::archive::select::is_hole;
use crate::archive::{Archive, ArchiveError, Hour, Segment, Variant};
use crate::media::Measured;
use crate::playlist::measure::{Gauge, Section};
use crate::playlist::range::Range;
use crate::playlist::seam;
use crate::time::{Span, Time};

/// What a log measures with.
#[derive(Debug, Default)]
pub(super) struct Measuring {
    /// None if names are believed.
    pub(super) gauge: Option<Arc<Gauge>>,
    /// When the segment began that was last looked into, and what is in it.
    last: Option<(Time, Option<Arc<Measured>>)>,
}

/// What was seen in a segment.
pub(super) struct Look {
    /// How long it plays.
    pub(super) length: Span,
    /// Whether it does not go on from the one before.
    pub(super) breaks: bool,
    pub(super) measured: Option<Arc<Measured>>,
}

impl Log {
    /// Measures segments with this from now on, or believes names.
    pub fn measure_with(&mut self, gauge: Option<Arc<Gauge>>) {
        self.measuring = Measuring { gauge, last: None };
    }

    /// How long a segment plays, and whether it breaks behind the last of these entries; `by_name` is whether there
    /// is a hole between them by their names.
    pub(super) fn look_into(
        &self,
        entries: &[Entry],
        hour: &Hour,
        segment: &Segment<'_>,
        by_name: bool,
    ) -> Look {
        let Some(gauge) = &self.measuring.gauge else {
            return Look { length: segment.duration, breaks: by_name, measured: None };
        };
        let measured = gauge.measure_one(hour, segment.name);
        let length = seam::length(measured.as_deref(), segment.duration);
        let breaks = entries.last().map_or(by_name, |last| {
            let known = self.measuring.last.as_ref().filter(|(start, _)| *start == last.start);
            let before = known.and_then(|(_, measured)| measured.as_deref());
            let ends = last.start + last.length;
            seam::is_broken((before, ends), (measured.as_deref(), segment.start), by_name)
        });
        Look { length, breaks, measured }
    }

    /// Remembers what was seen in a segment that is now the last.
    pub(super) fn remember(&mut self, start: Time, measured: Option<Arc<Measured>>) {
        self.measuring.last = Some((start, measured));
    }

    /// Looks into the last entry, so that what comes next can be held to it, unless that was done.
    pub(super) fn look_back(&mut self, archive: &Archive, variant: &Variant) -> Result<(), ArchiveError> {
        let Some(last) = self.entries.back() else { return Ok(()) };
        let is_known = self.measuring.last.as_ref().is_some_and(|(start, _)| *start == last.start);
        if self.measuring.gauge.is_some() && !is_known {
            self.remember(last.start, self.content(archive, variant, last)?);
        }
        Ok(())
    }

    /// Whether an entry would need a discontinuity behind another.
    pub(super) fn is_broken(
        &self,
        archive: &Archive,
        variant: &Variant,
        before: &Entry,
        entry: &Entry,
    ) -> Result<bool, ArchiveError> {
        // What was cut off needs no mark before a gap: what comes after it has one.
        let completeness = if entry.is_gap() { Completeness::Full } else { before.completeness };
        let by_name = is_hole(completeness, before.end(), entry.start);
        if self.measuring.gauge.is_none() || entry.is_gap() {
            return Ok(by_name);
        }
        let then = self.content(archive, variant, before)?;
        let now = self.content(archive, variant, entry)?;
        let ends = before.start + before.length;
        Ok(seam::is_broken((then.as_deref(), ends), (now.as_deref(), entry.start), by_name))
    }

    /// What is in a segment, if it is still there.
    fn content(
        &self,
        archive: &Archive,
        variant: &Variant,
        entry: &Entry,
    ) -> Result<Option<Arc<Measured>>, ArchiveError> {
        let Some(gauge) = self.measuring.gauge.as_ref().filter(|_| !entry.is_gap()) else { return Ok(None) };
        let hour = archive.hour(variant, entry.hour)?;
        Ok(hour.and_then(|hour| gauge.measure_one(&hour, &entry.name)))
    }

    /// The segments that [`Log::read`] would look into.
    pub fn unread(
        &self,
        archive: &Archive,
        variant: &Variant,
        range: Range,
        now: Time,
    ) -> Result<Vec<Section>, ArchiveError> {
        let recorded = archive.recorded(variant, now)?;
        let back_to = self.back_to(range, now);
        let is_short = self.is_short(back_to);
        let first = self.entries.get(self.unlisted).map(|first| first.start);
        let last = self.entries.back().map(|last| last.start).filter(|_| !is_short || first.is_some());
        let last = last.or(self.reaches_back_to.filter(|_| !is_short));
        let mut sections = Vec::new();
        for at in recorded.hours {
            let older = if is_short { back_to..first.unwrap_or(recorded.until) } else { back_to..back_to };
            let newer = last.unwrap_or(recorded.until)..recorded.until;
            for stretch in [older, newer] {
                if at < stretch.end
                    && at + Span::from_secs(3_600) > stretch.start
                    && let Some(hour) = archive.hour(variant, at)?
                {
                    sections.push(Section { hour, from: stretch.start, to: stretch.end });
                }
            }
        }
        Ok(sections)
    }
}
