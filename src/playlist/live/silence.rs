//! How a log goes on while its archive does not: by gaps, as [`stall`](super::stall) rules.

use std::collections::BTreeMap;

use super::stall::{Arrival, Silence, is_lately, patience};
use super::{Entry, Log};
use crate::archive::name::Completeness;
use crate::archive::{Archive, ArchiveError, Variant};
use crate::playlist::media::is_listable;
use crate::time::{Span, Time};

const HOUR: Span = Span::from_secs(3_600);

/// What is known of how late a variant's recorder is.
#[derive(Clone, Debug, Default)]
pub(super) struct Punctuality {
    /// How long after their ends the last segments in the archive appeared, by their starts.
    pub(super) late: BTreeMap<Time, Span>,
    /// Whether one has come between two looks, the second soon after the first. Before that it is not known how long a file that is there takes to be
    /// seen here: over a network, half a minute and more.
    pub(super) has_seen_one_come: bool,
    /// When the archive was last looked at.
    pub(super) looked_at: Option<Time>,
}

impl Entry {
    /// A gap.
    pub(super) fn gap(start: Time, duration: Span) -> Self {
        let hour = start.hour();
        Self {
            hour,
            name: "".into(),
            start,
            duration,
            length: duration,
            completeness: Completeness::Full,
            discontinuity: false,
        }
    }

    /// Whether it is no segment, but stands for what was not recorded.
    pub(super) fn is_gap(&self) -> bool {
        self.name.is_empty()
    }
}

impl Log {
    /// Adds the gaps that are due because nothing is being recorded; tells when it should be looked again, if
    /// nothing comes until then. The log must be [read](Log::read_on) before, and nobody gets a gap who has not
    /// been given a segment.
    pub fn fill_stall(
        &mut self,
        archive: &Archive,
        variant: &Variant,
        now: Time,
    ) -> Result<Option<Time>, ArchiveError> {
        let Some(mut silence) = self.silence().filter(|_| self.has_listed()) else { return Ok(None) };
        let arrivals = self.arrivals(archive, variant, now)?;
        self.punctuality.looked_at = Some(now);
        if now < silence.suspect_from() {
            return Ok(Some(silence.suspect_from()));
        }
        let Some(patience) = patience(&arrivals).filter(|_| self.punctuality.has_seen_one_come) else {
            return Ok(None);
        };
        while let Some((start, duration)) = silence.next_gap(patience, now) {
            self.entries.push_back(Entry::gap(start, duration));
            self.breaks.extend([false]);
        }
        Ok(silence.due(patience).filter(|due| *due > now))
    }

    /// What there has been since the newest segment; none if there is no segment.
    pub(super) fn silence(&self) -> Option<Silence> {
        let target = Span::from_secs(self.anchor.target_duration);
        Some(Silence { began: self.newest_segment()?.end(), listed_to: self.entries.back()?.end(), target })
    }

    /// The newest entry that is no gap.
    pub(super) fn newest_segment(&self) -> Option<&Entry> {
        self.entries.iter().rev().find(|entry| !entry.is_gap())
    }

    /// The last segments in the archive, the newest first, listed or not: a recorder whose segments all come too late
    /// for the list is a late one.
    fn arrivals(
        &mut self,
        archive: &Archive,
        variant: &Variant,
        now: Time,
    ) -> Result<Vec<Arrival>, ArchiveError> {
        let (Some(newest), Some(last)) = (self.newest_segment(), self.entries.back()) else {
            return Ok(Vec::new());
        };
        let (first, last) = (newest.hour - HOUR, last.hour + HOUR);
        let hours = std::iter::successors(Some(last), |at| (*at > first).then(|| *at - HOUR));
        // One that is further ahead is a recorder's clock gone wrong.
        let until = now.max(newest.start);
        let target = Span::from_secs(self.anchor.target_duration);
        let Punctuality { late: known, has_seen_one_come, looked_at } = &mut self.punctuality;
        let is_watched = looked_at.is_some_and(|looked_at| now.since(looked_at) <= target + target);
        let mut arrivals: Vec<Arrival> = Vec::new();
        'hours: for at in hours {
            let Some(hour) = archive.hour(variant, at)? else { continue };
            let segments = hour.segments().rev().filter(|segment| segment.start <= until);
            for segment in segments.filter(|segment| is_listable(segment.duration)) {
                let (start, end) = (segment.start, segment.end());
                if arrivals.first().is_some_and(|newest| !is_lately(newest.end, end, arrivals.len())) {
                    break 'hours;
                }
                if let Some(late) = known.get(&start).copied() {
                    arrivals.push(Arrival { start, end, late });
                    continue;
                }
                // It may have been deleted meanwhile.
                let Some(appeared) = hour.appeared(segment.name) else { continue };
                // What was not there at the last look was not there for anybody, whenever the file was made.
                let late = looked_at.map_or(appeared, |looked_at| looked_at.max(appeared)).since(end);
                *has_seen_one_come |= is_watched;
                arrivals.push(Arrival { start, end, late });
            }
        }
        *known = arrivals.iter().map(|arrival| (arrival.start, arrival.late)).collect();
        Ok(arrivals)
    }
}
