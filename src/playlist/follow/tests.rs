//! Lists on disk over random histories of a recording: what was said stays said, and nothing is forgotten.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::{Follower, Wanted};
use crate::hls::check::{Member, Severity, across, check, compare, rule};
use crate::hls::read::{Document, Media, Playlist, Role};
use crate::hls::{Uri, UriError};
use crate::playlist::compose::{ComposeError, MASTER, Ways};
use crate::playlist::edition::{Growth, Window};
use crate::playlist::gaps::{GAP, Holes};
use crate::playlist::links::Links;
use crate::playlist::source::Source;
use crate::time::{Span, Time};

mod cases;
mod history;

const START: &str = "2026-03-01T10:00:00Z";

fn at(second: u64) -> Time {
    Time::parse(START, Time::MIN).unwrap() + Span::from_secs(second)
}

/// What is wanted of live lists, or of events.
fn wanted(growth: Growth, window: Option<Window>) -> Wanted {
    Wanted {
        growth,
        start: None,
        end: None,
        window,
        holes: Holes::Discontinuity,
        settle: Span::ZERO,
        is_following: true,
    }
}

struct Here;

impl Ways for Here {
    fn to(&self, variant: &str) -> Links {
        Links::Relative { up: 1, names: vec!["rec".to_owned(), variant.to_owned()] }
    }

    fn to_gap(&self) -> Result<Uri, UriError> {
        Uri::relative(0, &[GAP])
    }
}

/// A stream in `rec`, its lists in `out`, and what they have said.
struct Setup {
    directory: TempDir,
    wanted: Wanted,
    follower: Follower,
    source: Option<Source>,
    last: HashMap<String, Media>,
    /// Whether so much may be deleted that too little is left.
    may_be_short: bool,
    /// By list and number: the URI.
    said: HashMap<(String, u64), String>,
}

impl Setup {
    fn new(wanted: Wanted) -> Self {
        let directory = TempDir::new().unwrap();
        fs::create_dir(directory.path().join("out")).unwrap();
        let follower = Follower::new(wanted, None);
        Self {
            directory,
            wanted,
            follower,
            source: None,
            last: HashMap::new(),
            may_be_short: false,
            said: HashMap::new(),
        }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    /// Records a segment that begins so many seconds after [`START`].
    fn put(&self, variant: &str, second: u64, duration: &str, kind: &str, hash: &str) {
        let (hour, rest) = (10 + second / 3_600, second % 3_600);
        let hour = self.path(&format!("rec/{variant}/2026-03-01T{hour:02}"));
        fs::create_dir_all(&hour).unwrap();
        let name = format!("{:02}:{:02}-{duration}-{kind}-{hash}.ts", rest / 60, rest % 60);
        fs::write(hour.join(name), "x".repeat(100)).unwrap();
    }

    /// Goes on as another process would.
    fn restart(&mut self) {
        self.follower = Follower::new(self.wanted, None);
        self.source = None;
    }

    /// Forgets what a list has said, as it begins anew.
    fn forget(&mut self, name: &str) {
        self.last.remove(name);
        self.said.retain(|(list, _), _| list != name);
    }

    /// Looks at the recording and writes what has changed, each edition of which must go on from the one before;
    /// whether anything has.
    fn look(&mut self, second: u64) -> bool {
        if self.source.is_none() {
            let Ok(source) = Source::open_unread(&self.path("rec")) else { return false };
            self.source = Some(source);
        }
        let source = self.source.as_mut().unwrap();
        source.renew().unwrap();
        let out = self.directory.path().join("out");
        let looked = self.follower.look(source, &Here, &|name| Some(out.join(name)), at(second));
        let look = match looked {
            Err(ComposeError::Nothing) => return false,
            look => look.unwrap(),
        };
        for file in &look.files {
            let path = out.join(&file.name);
            fs::write(&path, &file.text).unwrap();
            self.follower.was_written(file, &path);
            let errors = errors(&check(file.text.as_bytes()).report.findings);
            assert!(errors.is_empty(), "{}: {errors:?}\n{}", file.name, file.text);
            if file.variant.is_some() {
                self.compare(&file.name, media(&file.text), &file.text);
            }
        }
        if !look.files.is_empty() {
            self.side_by_side();
        }
        !look.files.is_empty()
    }

    fn compare(&mut self, name: &str, next: Media, text: &str) {
        for (number, segment) in (next.first_number()..).zip(&next.segments) {
            let said = self.said.entry((name.to_owned(), number)).or_insert_with(|| segment.uri.to_string());
            assert_eq!(*said, *segment.uri, "{name}: segment {number}\n{text}");
        }
        if let Some(previous) = self.last.get(name) {
            let mut found = compare(previous, &next, Span::ZERO);
            found.retain(|finding| !(self.may_be_short && finding.rule == rule::CUT_SHORT.id));
            let found = errors(&found);
            assert!(found.is_empty(), "{name}: {found:?}\n{text}");
        }
        self.last.insert(name.to_owned(), next);
    }

    /// What the lists of a master must have in common they have.
    fn side_by_side(&self) {
        let master = fs::read(self.path("out").join(MASTER)).unwrap();
        let master = Playlist::read(&Document::new(&master)).master;
        let members = master.named.iter().map(|named| Member {
            role: Role::Variant,
            name: &named.uri,
            media: &self.last[&*named.uri],
        });
        let members: Vec<Member<'_>> = members.collect();
        for (member, report) in members.iter().zip(across(&master, &members)) {
            // One that was late makes up for a break at its next segment, and not before.
            let findings =
                report.findings.into_iter().filter(|finding| finding.rule != rule::BREAKS_DIFFER.id);
            let found = errors(&findings.collect::<Vec<_>>());
            assert!(found.is_empty(), "{}: {found:?}", member.name);
        }
    }

    /// The URIs that a list has ever had, in the order of their numbers, without gaps.
    fn listed(&self, name: &str) -> Vec<String> {
        let mut all: Vec<_> =
            self.said.iter().filter(|((list, _), uri)| list == name && *uri != GAP).collect();
        all.sort();
        all.into_iter().map(|(_, uri)| uri.clone()).collect()
    }

    /// The discontinuity number that a list has come to.
    fn number(&self, name: &str) -> u64 {
        let media = &self.last[name];
        let breaks = media.segments.iter().map(|segment| u64::from(segment.discontinuities));
        media.first_discontinuity() + breaks.sum::<u64>()
    }

    /// The text of a list.
    fn text(&self, name: &str) -> String {
        fs::read_to_string(self.path("out").join(name)).unwrap()
    }
}

fn media(text: &str) -> Media {
    Media::read(&Document::new(text.as_bytes()))
}

fn errors(findings: &[crate::hls::check::Finding]) -> Vec<String> {
    let errors = findings.iter().filter(|finding| finding.severity == Severity::Error);
    errors.map(|finding| format!("{}: {}", finding.line, finding.message)).collect()
}

/// Empties the directory of an hour.
fn delete(hour: &Path) {
    let _ = fs::remove_dir_all(hour);
}
