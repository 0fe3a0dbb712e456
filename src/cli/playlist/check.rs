//! `streamctl playlist check`.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::anyhow;
use clap::Args;
use serde_json::{Map, Value, json};

use crate::cli::{Context, cloud};
use crate::exit::{Exit, Failure};
use crate::fetch::FetchError;
use crate::hls::check::{Finding, Severity};
use crate::playlist::check::{Checker, Follower, Place, PlaceError, Seen, is_master, playlists};
use crate::ui::{Format, List, Row, Ui, count, visible};

/// Check playlists against RFC 8216
///
/// TARGET is a playlist's file or URL, or a directory, in which every .m3u8 and .m3u is checked. A master playlist is
/// checked with the playlists it names. Errors are breaches of RFC 8216 or of its successor draft and exit with 13;
/// warnings are advice that is not followed, and alone they don't.
#[derive(Debug, Args)]
pub(in crate::cli) struct Check {
    /// A playlist's file or URL, or a directory
    #[arg(value_name = "FILE|DIR|URL")]
    target: String,
    /// Open the segments too: are they there, and as long, as large and of such formats as is said?
    #[arg(long)]
    segments: bool,
    /// Follow a live playlist until it ends, and check how it changes
    #[arg(long)]
    watch: bool,
}

impl Check {
    pub(super) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        let told = RefCell::new(Told::new(context.ui));
        let checker = Checker::new(context.timeout, self.segments)?;
        let ended = cloud::until_signal(async {
            if self.watch { self.watch(&checker, &told).await } else { self.check(&checker, &told).await }
        });
        let told = told.into_inner();
        // What was found until somebody had enough is found.
        let has_errors = told.errors > 0;
        if let (Err(error), 0) = (&ended, told.playlists) {
            tracing::debug!("nothing was checked: {error}");
        } else {
            told.finish()?;
        }
        match ended? {
            Exit::Done | Exit::Some | Exit::Interrupted | Exit::Terminated if has_errors => Ok(Exit::Found),
            exit => Ok(exit),
        }
    }

    async fn check(&self, checker: &Checker, told: &RefCell<Told>) -> anyhow::Result<Exit> {
        let path = Path::new(&self.target);
        if path.is_dir() {
            return Self::check_all(checker, path, told).await;
        }
        Self::check_one(checker, &self.place()?, told, None).await?;
        Ok(Exit::Done)
    }

    async fn check_one(
        checker: &Checker,
        place: &Place,
        told: &RefCell<Told>,
        mut seen: Option<&mut Seen>,
    ) -> anyhow::Result<()> {
        let all = checker.check(place).await.map_err(|error| failed(&place.name(), &error))?;
        for checked in all {
            if let Some(seen) = &mut seen
                && !seen.is_new(Path::new(&checked.name))
            {
                continue;
            }
            let mut told = told.borrow_mut();
            told.playlists += 1;
            told.errors += checked.report.errors;
            told.warnings += checked.report.warnings;
            for finding in &checked.report.findings {
                told.tell(&checked.name, finding)?;
            }
        }
        Ok(())
    }

    /// Masters first, so that what they name is checked beside its like, and once.
    async fn check_all(checker: &Checker, path: &Path, told: &RefCell<Told>) -> anyhow::Result<Exit> {
        let cannot =
            |error: std::io::Error| anyhow!(error).context(format!("cannot look into {}", path.display()));
        let files = playlists(path).map_err(cannot)?;
        if files.is_empty() {
            let message = format!("there is no playlist in {}", path.display());
            return Err(Failure::new(Exit::State, message).into());
        }
        let (masters, others): (Vec<PathBuf>, Vec<PathBuf>) =
            files.into_iter().partition(|file| is_master(file));
        let (mut seen, mut exit) = (Seen::default(), Exit::Done);
        for file in masters.into_iter().chain(others) {
            if seen.has(&file) {
                continue;
            }
            let checked = Self::check_one(checker, &Place::File(file), told, Some(&mut seen)).await;
            match checked {
                Ok(()) => {}
                Err(error) if error.is::<Failure>() => {
                    told.borrow().ui.warn(format!("{error:#}"));
                    exit = Exit::Some;
                }
                Err(error) => return Err(error),
            }
        }
        Ok(exit)
    }

    async fn watch(&self, checker: &Checker, told: &RefCell<Told>) -> anyhow::Result<Exit> {
        let place = self.place()?;
        let places = checker.media_playlists(&place).await.map_err(|error| failed(&place.name(), &error))?;
        let mut followers: Vec<Follower> = places.into_iter().map(Follower::new).collect();
        let mut is_first = true;
        while !followers.is_empty() {
            let mut next: Option<Duration> = None;
            let mut going = Vec::new();
            for mut follower in followers {
                let name = follower.name();
                let look = follower.look(checker).await.map_err(|error| failed(&name, &error))?;
                // What is wrong with the first edition is told below, beside its like.
                for finding in look.findings.iter().filter(|_| !is_first) {
                    told.borrow_mut().count_and_tell(&name, finding)?;
                }
                if let Some(wait) = look.wait {
                    next = Some(next.map_or(wait, |next| next.min(wait)));
                    going.push(follower);
                }
            }
            if std::mem::replace(&mut is_first, false) {
                Self::check_one(checker, &place, told, None).await?;
            }
            followers = going;
            if let Some(wait) = next {
                tokio::time::sleep(wait).await;
            }
        }
        Ok(Exit::Done)
    }

    fn place(&self) -> anyhow::Result<Place> {
        Place::parse(&self.target).map_err(|error| failed(&self.target, &error))
    }
}

/// Why a playlist could not be checked at all.
fn failed(name: &str, error: &PlaceError) -> anyhow::Error {
    let exit = match error {
        PlaceError::NoUrl(_) | PlaceError::Scheme(_) => Exit::Usage,
        PlaceError::Web(FetchError::Status(401 | 403)) => Exit::Credentials,
        PlaceError::Web(error) if error.is_missing() => Exit::NotFound,
        PlaceError::Web(error) if error.is_temporary() => Exit::Temporary,
        PlaceError::Web(_) => Exit::Other,
        PlaceError::Disk(_) | PlaceError::NoFile | PlaceError::TooLarge(_) => Exit::Local,
    };
    Failure::new(exit, format!("cannot check {name}: {error}")).into()
}

/// What has been told.
struct Told {
    ui: Ui,
    list: List,
    playlists: usize,
    errors: usize,
    warnings: usize,
}

impl Told {
    fn new(ui: Ui) -> Self {
        Self { ui, list: List::new(ui, &[]), playlists: 0, errors: 0, warnings: 0 }
    }

    fn count_and_tell(&mut self, name: &str, finding: &Finding) -> std::io::Result<()> {
        match finding.severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
        }
        self.tell(name, finding)
    }

    fn tell(&mut self, name: &str, finding: &Finding) -> std::io::Result<()> {
        let Finding { rule, section, severity, line, message } = finding;
        let severity = severity.name();
        if self.ui.format() == Format::Table {
            let place = if *line > 0 { format!("{name}:{line}") } else { name.to_owned() };
            let text = visible(&format!("{place}: {severity}: {message} [{section}]")) + "\n";
            // Quiet is silent on success, which an error is none of.
            return if finding.severity == Severity::Error {
                self.ui.data(&text)
            } else {
                self.ui.result(&text)
            };
        }
        let number = if *line > 0 { json!(line) } else { Value::Null };
        self.list.push(Row {
            cells: Vec::new(),
            plain: vec![
                name.to_owned(),
                if *line > 0 { line.to_string() } else { String::new() },
                severity.to_owned(),
                (*rule).to_owned(),
                (*section).to_owned(),
                message.clone(),
            ],
            json: json!({
                "file": name, "line": number, "severity": severity, "rule": rule, "section": section,
                "message": message,
            }),
        })
    }

    fn finish(self) -> std::io::Result<()> {
        let Self { ui, list, playlists, errors, warnings } = self;
        if ui.format() != Format::Table {
            let extra = [("errors".to_owned(), json!(errors)), ("warnings".to_owned(), json!(warnings))];
            list.finish(Map::from_iter(extra))?;
        }
        if playlists > 0 {
            let (checked, wrong) = (count(playlists, "playlist"), count(errors, "error"));
            ui.note(format!("{checked} checked: {wrong}, {}", count(warnings, "warning")));
        }
        Ok(())
    }
}
