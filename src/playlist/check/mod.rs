//! Playlists checked where they lie: a file, all files of a directory, or a URL; a master with the playlists it
//! names, and with their segments if that is asked for.
//!
//! The rules are those of [`crate::hls::check`]; here is what it takes to bring bytes to them. Playlists and segments
//! may be anybody's: sizes are bounded, what is no regular file is not opened for them, and a playlist from the web
//! never names a local file.

mod clock;
mod http;
mod place;
mod segments;
mod tree;
mod variant;
mod watch;

use std::fs::File;
use std::io::Read as _;
use std::path::Path;
use std::time::Duration;

use crate::fetch::{FetchError, Fetcher};
use crate::hls::check::{Findings, Member, Report, across, check, rule};
use crate::hls::read::{Class, Document, Named, Playlist, Role};

pub use place::{Place, PlaceError};
pub use tree::{Seen, playlists};
pub use watch::{Follower, Look};

/// What was found in a playlist.
#[derive(Clone, Debug)]
pub struct Checked {
    /// Its path or URL.
    pub name: String,
    /// The breaches.
    pub report: Report,
}

/// Checks playlists.
#[derive(Clone, Debug)]
pub struct Checker {
    fetcher: Fetcher,
    has_segments: bool,
}

/// A playlist that was read: the first of its kind, or one that a master names.
struct Read {
    place: Place,
    playlist: Playlist,
    report: Report,
}

impl Checker {
    /// A checker whose fetches take this long to connect at most, and bear as long a silence; it opens segments too
    /// if `has_segments`. Fails if the system's TLS cannot be set up.
    pub fn new(timeout: Duration, has_segments: bool) -> Result<Self, FetchError> {
        Ok(Self { fetcher: Fetcher::new(timeout)?, has_segments })
    }

    /// Checks a playlist and, if it is a master, those it names. Its own findings come first. Fails if it cannot be
    /// read at all.
    pub async fn check(&self, place: &Place) -> Result<Vec<Checked>, PlaceError> {
        let first = self.read(place).await?;
        if first.playlist.class == Class::Master {
            return Ok(self.check_master(first).await);
        }
        let mut found = Findings::default();
        if self.has_segments {
            segments::check(&self.fetcher, &first.place, &first.playlist.media, &mut found).await;
        }
        Ok(vec![first.checked(found.finish())])
    }

    /// The playlists of a master, by what they are named for, that can be read; a playlist of segments is its own.
    /// Fails if the first cannot be read.
    pub async fn media_playlists(&self, place: &Place) -> Result<Vec<Place>, PlaceError> {
        let first = self.read(place).await?;
        if first.playlist.class != Class::Master {
            return Ok(vec![place.clone()]);
        }
        let mut places: Vec<Place> = Vec::new();
        for named in &first.playlist.master.named {
            if let Some(place) = first.place.resolve(&named.uri).filter(|place| !places.contains(place)) {
                places.push(place);
            }
        }
        Ok(places)
    }

    async fn read(&self, place: &Place) -> Result<Read, PlaceError> {
        let read = place.read(&self.fetcher).await?;
        let checked = check(&read.bytes);
        let mut found = Findings::default();
        http::check(&read, &checked.playlist, &mut found);
        let report = joined(checked.report, found.finish());
        Ok(Read { place: read.place, playlist: checked.playlist, report })
    }

    async fn check_master(&self, master: Read) -> Vec<Checked> {
        let mut found = Findings::default();
        let mut members: Vec<(&Named, Read)> = Vec::new();
        for named in &master.playlist.master.named {
            let Some(place) = master.place.resolve(&named.uri) else {
                found.add(
                    rule::NO_PLAYLIST,
                    named.line,
                    "the URI leads to nothing that can be read from here",
                );
                continue;
            };
            // One playlist may be a variant several times, with other renditions.
            if members.iter().any(|(_, member)| member.place == place) {
                continue;
            }
            match self.read(&place).await {
                Ok(read) if read.playlist.class == Class::Master => {
                    found.add(
                        rule::NOT_MEDIA,
                        named.line,
                        format!("{} is a master playlist itself", place.name()),
                    );
                }
                Ok(read) => members.push((named, read)),
                Err(error) => {
                    let rule = if error.is_missing() { rule::NO_PLAYLIST } else { rule::NOT_FETCHED };
                    found.add(rule, named.line, format!("{} cannot be read: {error}", place.name()));
                }
            }
        }
        let names: Vec<String> = members.iter().map(|(_, member)| member.place.name()).collect();
        let together: Vec<Member<'_>> = members
            .iter()
            .zip(&names)
            .map(|((named, read), name)| Member { role: named.role, name, media: &read.playlist.media })
            .collect();
        let mut reports = across(&master.playlist.master, &together);
        if self.has_segments {
            let mut held = Vec::new();
            for ((named, read), report) in members.iter().zip(&mut reports) {
                let mut own = Findings::default();
                let measured =
                    segments::check(&self.fetcher, &read.place, &read.playlist.media, &mut own).await;
                if matches!(named.role, Role::Variant | Role::IFrames) {
                    variant::check(named, &read.playlist.media, &measured, &mut found);
                }
                *report = joined(std::mem::take(report), own.finish());
                held.push(measured);
            }
            let clocks = members.iter().zip(&names).zip(&held);
            let clocks = clocks.filter(|(((named, _), _), _)| named.role == Role::Variant);
            let clocks = clocks.map(|(((named, _), name), measured)| (name.as_str(), named.line, measured));
            clock::check(clocks, &mut found);
        }
        let more: Vec<Checked> =
            members.into_iter().zip(reports).map(|((_, read), report)| read.checked(report)).collect();
        std::iter::once(master.checked(found.finish())).chain(more).collect()
    }
}

impl Read {
    fn checked(self, more: Report) -> Checked {
        Checked { name: self.place.name(), report: joined(self.report, more) }
    }
}

/// Both reports in one.
fn joined(mut report: Report, more: Report) -> Report {
    report.errors += more.errors;
    report.warnings += more.warnings;
    report.findings.extend(more.findings);
    report.findings.sort_by_key(|finding| finding.line);
    report
}

/// Whether a file is a master playlist, as far as its beginning tells; what cannot be read is none.
#[must_use]
pub fn is_master(file: &Path) -> bool {
    // Whatever comes before the first tag that tells is not this long.
    const BEGINNING: u64 = 1 << 20;
    let mut bytes = Vec::new();
    let read = File::open(file).and_then(|file| file.take(BEGINNING).read_to_end(&mut bytes));
    read.is_ok() && Playlist::read(&Document::new(&bytes)).class == Class::Master
}
