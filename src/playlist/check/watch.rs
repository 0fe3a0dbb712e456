//! A live playlist followed from edition to edition.

use std::collections::HashSet;
use std::time::{Duration, Instant};

use super::{Checker, Place, PlaceError};
use crate::hls::check::{Finding, Findings, compare, has_grown, merge, rule};
use crate::hls::read::{Attributes, Media};
use crate::time::Span;

/// The shortest and the longest wait between two looks at a playlist.
const WAIT: (Duration, Duration) = (Duration::from_millis(250), Duration::from_secs(10));
/// How long a playlist may be unreadable before nobody waits for it any more.
const PATIENCE: Duration = Duration::from_secs(60);
/// As many findings as are remembered so as not to be told twice.
const MOST_TOLD: usize = 10_000;

/// One playlist that is followed.
#[derive(Debug)]
pub struct Follower {
    place: Place,
    previous: Option<Media>,
    /// When a new segment was last seen, or the playlist for the first time.
    grown: Instant,
    /// Since when it cannot be read.
    unreadable: Option<Instant>,
    /// Whether it was told already that it does not grow.
    is_stalled: bool,
    /// How often it was looked at.
    looks: usize,
    told: HashSet<(&'static str, String)>,
}

/// What a look at a playlist gave.
#[derive(Debug)]
pub struct Look {
    /// What is wrong with it, or with how it changed, that was not told before.
    pub findings: Vec<Finding>,
    /// How long to wait before the next look; nothing if it has ended.
    pub wait: Option<Duration>,
}

impl Follower {
    /// A follower of the playlist here.
    #[must_use]
    pub fn new(place: Place) -> Self {
        Self {
            place,
            previous: None,
            grown: Instant::now(),
            unreadable: None,
            is_stalled: false,
            looks: 0,
            told: HashSet::new(),
        }
    }

    /// Its path or URL.
    #[must_use]
    pub fn name(&self) -> String {
        self.place.name()
    }

    /// Reads it anew. Fails if it could not be read for a minute, or never.
    pub async fn look(&mut self, checker: &Checker) -> Result<Look, PlaceError> {
        self.looks += 1;
        let read = match checker.read(&self.source()).await {
            Ok(read) => read,
            Err(error) => return self.missed(error),
        };
        self.unreadable = None;
        let mut findings = read.report.findings;
        let now = Instant::now();
        let next = match (&self.previous, read.playlist.media) {
            (None, media) => media,
            (Some(previous), media) => match merge(previous, media) {
                Err(finding) => {
                    findings.push(finding);
                    return Ok(self.seen(findings, WAIT.0));
                }
                Ok(media) => media,
            },
        };
        let has_grown = self.previous.as_ref().is_none_or(|previous| has_grown(previous, &next));
        if let Some(previous) = &self.previous {
            let elapsed = u64::try_from((now - self.grown).as_micros()).unwrap_or(u64::MAX);
            let mut changes = compare(previous, &next, Span::from_micros(elapsed));
            let is_stall = |finding: &Finding| finding.rule == rule::STALLED.id;
            // One that goes on is one, however often it is looked at.
            changes.retain(|finding| !(self.is_stalled && is_stall(finding)));
            self.is_stalled |= changes.iter().any(is_stall);
            findings.extend(changes);
        }
        if has_grown {
            (self.grown, self.is_stalled) = (now, false);
        }
        let has_ended = next.is_ended();
        let target = Duration::from_secs(next.target_duration.map_or(1, |(_, seconds)| seconds.min(60)));
        self.previous = Some(next);
        let mut look = self.seen(findings, (target / 2).clamp(WAIT.0, WAIT.1));
        if has_ended {
            look.wait = None;
        }
        Ok(look)
    }

    /// What to ask for: every other time a delta, where one is offered, so that deltas and whole editions are held
    /// against each other.
    fn source(&self) -> Place {
        let control = self.previous.as_ref().and_then(|previous| previous.server_control.as_ref());
        let offers = control.is_some_and(|(_, text)| Attributes::read(text).0.has("CAN-SKIP-UNTIL"));
        match &self.place {
            Place::Url(url) if offers && self.looks.is_multiple_of(2) => {
                let mut url = url.clone();
                url.query_pairs_mut().append_pair("_HLS_skip", "YES");
                Place::Url(url)
            }
            place => place.clone(),
        }
    }

    fn seen(&mut self, findings: Vec<Finding>, wait: Duration) -> Look {
        let told = &mut self.told;
        let is_new = |finding: &Finding| {
            let is_change = finding.rule.starts_with('W');
            is_change || (told.len() < MOST_TOLD && told.insert((finding.rule, finding.message.clone())))
        };
        Look { findings: findings.into_iter().filter(is_new).collect(), wait: Some(wait) }
    }

    fn missed(&mut self, error: PlaceError) -> Result<Look, PlaceError> {
        let now = Instant::now();
        let since = *self.unreadable.get_or_insert(now);
        if self.previous.is_none() || now - since > PATIENCE {
            return Err(error);
        }
        let mut found = Findings::default();
        if since == now {
            found.add(rule::UNREADABLE, 0, format!("it cannot be read: {error}"));
        }
        Ok(Look { findings: found.finish().findings, wait: Some(WAIT.0 * 2) })
    }
}
