//! Playlists kept up to date: a look, what has changed is written, and then nothing until something appears.

use std::io::ErrorKind;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use anyhow::anyhow;
use tokio::sync::Notify;
use tokio::task::spawn_blocking;

use super::grow::Job;
use super::output::Output;
use super::{Write, advise, prepare, report};
use crate::archive::name::is_public;
use crate::cli::Context;
use crate::cli::cloud::until_signal;
use crate::exit::{Exit, Failure};
use crate::playlist::compose::{ComposeError, Composed};
use crate::playlist::follow::{Look, Watches};
use crate::playlist::source::{Source, SourceError};
use crate::time::Time;
use crate::ui::{Format, Wait};
use crate::watch::Watcher;

/// How often to look where nobody tells of what appears.
const POLL: Duration = Duration::from_millis(250);
/// How often to look where somebody does.
const LOOK: Duration = Duration::from_secs(2);

/// Who follows, and what was told so far.
struct Following<'a> {
    write: &'a Write,
    context: &'a Context,
    changed: Arc<Notify>,
    spinner: Wait,
    /// What was told of last, and is not told again before it is over.
    trouble: Option<String>,
    has_written: bool,
    /// What was written last.
    newest: Option<String>,
}

impl Write {
    /// Writes the playlists over and over, until a signal comes or nothing can change any more.
    pub(super) fn follow(&self, context: &Context) -> anyhow::Result<Exit> {
        let changed = Arc::<Notify>::default();
        let watches = Watches::new(Watcher::start(is_public), Arc::clone(&changed));
        let spinner = context.ui.wait(&self.source.display().to_string(), true);
        let following = Following {
            write: self,
            context,
            changed,
            spinner,
            trouble: None,
            has_written: false,
            newest: None,
        };
        until_signal(following.run(watches))
    }
}

impl Following<'_> {
    async fn run(mut self, mut watches: Watches) -> anyhow::Result<Exit> {
        // Asked for before there is anything, so that what is wrong with the flags is told at once.
        self.write.request(self.context.now)?;
        let source = loop {
            // First the watches, then a look: nothing can appear unnoticed in between.
            let is_told = watches.wait_for(&self.write.source);
            match Source::open_unread(&self.write.source) {
                Ok(source) => break source,
                Err(error) if is_early(&error) => {
                    self.tell_once(&format!("waiting for a recording: {}", chain(error.into())));
                }
                Err(error) => return Err(advise(error)),
            }
            self.pause(if is_told { LOOK } else { POLL }).await;
        };
        self.trouble = None;
        let mut job = self.write.job(self.context, source, true)?;
        if let Some(target) = &job.target {
            prepare(self.context, target)?;
        }
        loop {
            let now = Time::from_system(SystemTime::now());
            let is_told = watches.follow(&job.source, now);
            // Signals are heard also while many segments are opened.
            let looked = spawn_blocking(move || {
                let look = job.source.renew().map_err(ComposeError::from).and_then(|()| job.look(now));
                (job, look)
            });
            let look;
            (job, look) = looked.await?;
            let mut wait = if is_told { LOOK } else { POLL };
            match look {
                Ok(look) => {
                    if let Some((path, settles)) = &look.unsettled {
                        tracing::debug!("{} may still be written to", path.display());
                        wait = wait.min(*settles);
                        if !self.has_written && look.files.is_empty() {
                            self.tell_once_of(
                                "settling",
                                &format!("waiting until {} has settled", path.display()),
                            );
                        }
                    }
                    let is_ended = look.is_ended;
                    if look.had_ended && !self.has_written {
                        self.say(
                            "nothing was added, as the playlist had ended before: remove it to begin another",
                        );
                    }
                    if self.write(&mut job, look)? && is_ended {
                        self.say("the playlists have their end");
                        return Ok(Exit::Done);
                    }
                }
                Err(ComposeError::Nothing) => {
                    self.tell_once("waiting for the first segment");
                }
                Err(error @ (ComposeError::Archive(_) | ComposeError::Unreadable)) => {
                    let why = chain(error.into());
                    self.warn_once(&why, &why);
                }
                Err(error) => return Err(error.into()),
            }
            self.pause(wait).await;
        }
    }

    /// Writes what has changed; whether all of it could be written.
    fn write(&mut self, job: &mut Job, look: Look) -> anyhow::Result<bool> {
        self.write.check_found(self.context, &job.source, &look.files, false)?;
        if look.files.is_empty() {
            return Ok(true);
        }
        let Some(target) = &job.target else { return Ok(true) };
        let mut told = Vec::with_capacity(look.files.len());
        let written = Output::new(target, look.files).and_then(|output| {
            report::put_gap(self.context, &output)?;
            for (path, file) in output.playlists {
                report::put(&path, &file)?;
                job.was_written(&file, &path);
                told.push((path, file));
            }
            Ok(())
        });
        // Unlike room on a disk, somebody who reads stdout and has gone does not come back.
        told.iter().try_for_each(|(path, file)| self.report(path, file))?;
        match written {
            Ok(()) => {
                if self.trouble.take().is_some() && self.has_written {
                    self.say("the playlists are up to date again");
                }
                self.has_written = true;
                Ok(true)
            }
            // What is wrong from the beginning is a mistake; later, a disk may have room again.
            Err(error) if self.has_written || is_full(&error) => {
                self.warn_once("writing", &chain(error));
                Ok(false)
            }
            Err(error) => Err(error),
        }
    }

    /// Tells of a playlist that was written: machines each time, people the first time and in the spinner.
    fn report(&mut self, path: &Path, file: &Composed) -> anyhow::Result<()> {
        let ui = self.context.ui;
        let told = report::told("wrote", path, file);
        self.spinner.suspend(|| {
            if self.has_written {
                tracing::info!("{told}");
            } else {
                ui.note(&told);
            }
        });
        if file.variant.is_some() {
            self.newest = Some(told);
        }
        let item = report::describe_at(path, file);
        match ui.format() {
            Format::Json | Format::Jsonl => ui.data(&format!("{item}\n"))?,
            Format::Table | Format::Plain => ui.items(&[item], report::columns)?,
        }
        Ok(())
    }

    async fn pause(&mut self, at_most: Duration) {
        self.spinner.set(self.newest.as_deref().unwrap_or("waiting"));
        tokio::select! {
            () = self.changed.notified() => {}
            () = tokio::time::sleep(at_most) => {}
        }
    }

    fn say(&self, message: &str) {
        self.spinner.suspend(|| self.context.ui.note(message));
    }

    fn tell_once(&mut self, message: &str) {
        self.tell_once_of(message, message);
    }

    fn tell_once_of(&mut self, about: &str, message: &str) {
        if self.trouble.as_deref() != Some(about) {
            self.say(message);
            self.trouble = Some(about.to_owned());
        }
    }

    fn warn_once(&mut self, about: &str, message: &str) {
        if self.trouble.as_deref() != Some(about) {
            self.spinner.suspend(|| self.context.ui.warn(message));
            self.trouble = Some(about.to_owned());
        }
    }
}

/// Whether a recording may still appear there.
fn is_early(error: &SourceError) -> bool {
    match error {
        SourceError::Archive(error) => error.source.kind() == ErrorKind::NotFound,
        SourceError::Empty(_) | SourceError::Unknown(_) => true,
        SourceError::Root { .. } | SourceError::Name(_) => false,
    }
}

fn is_full(error: &anyhow::Error) -> bool {
    let of = |cause: &(dyn std::error::Error + 'static)| {
        cause.downcast_ref::<std::io::Error>().map(std::io::Error::kind)
    };
    error
        .chain()
        .find_map(of)
        .is_some_and(|kind| matches!(kind, ErrorKind::StorageFull | ErrorKind::QuotaExceeded))
}

/// An error with its causes, in a line.
fn chain(error: anyhow::Error) -> String {
    Failure::of(&anyhow!(error)).message
}
