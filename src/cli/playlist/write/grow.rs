//! Playlists that grow: written once as they are now, or kept up to date.

use std::path::Path;

use anyhow::anyhow;

use super::output::Output;
use super::report::count;
use super::{Missing, Type, Write, advise, cache, difference, origin, prepare, report, ways};
use crate::cli::playlist::target::Target;
use crate::cli::{Context, usage};
use crate::exit::{Exit, Failure};
use crate::file;
use crate::playlist::compose::{ComposeError, Composed};
use crate::playlist::edition::Growth;
use crate::playlist::follow::{Follower, Look, Wanted};
use crate::playlist::measure::Gauge;
use crate::playlist::source::{Layout, Source};
use crate::time::{Span, Time};

/// How long a file of a flat directory must have been as it is, as whoever writes it may not rename it.
const SETTLE: Span = Span::from_secs(2);

/// A recording, and the lists that follow it.
pub(super) struct Job {
    pub(super) source: Source,
    follower: Follower,
    ways: ways::From,
    /// Where the lists go; none for stdout.
    pub(super) target: Option<Target>,
    settle: Span,
}

impl Write {
    /// What is wrong with the flags, whatever the source is.
    pub(super) fn check_growth(&self) -> anyhow::Result<()> {
        let wrong = match self.kind {
            Type::Vod if self.follow => Some(
                "a vod playlist never changes, so there is nothing to --follow: add --type event or --type live",
            ),
            Type::Vod if self.settle.is_some() => {
                Some("--settle is for playlists that grow: --type event or --type live")
            }
            Type::Vod | Type::Event if self.window.is_some() => {
                Some("--window is what a list of --type live shows; other types have all there is")
            }
            Type::Live if self.end.is_some() => {
                Some("a live playlist has no end, so --end is for --type event or --type vod")
            }
            _ if self.follow && self.file().is_none() => {
                Some("--follow keeps files up to date: name them with -o OUT")
            }
            // To open a pipe may wait for somebody for ever, and nothing can be read from it to go on from.
            _ if self.follow
                && self.file().is_some_and(|output| matches!(file::special(output), Ok(Some(_)))) =>
            {
                Some("--follow goes on from what OUT says, so OUT must be a regular file or a directory")
            }
            _ => None,
        };
        wrong.map_or(Ok(()), |wrong| Err(usage(wrong)))
    }

    /// Writes the playlists as they are now.
    pub(super) fn write_growing(&self, context: &Context) -> anyhow::Result<Exit> {
        let source = Source::open_unread(&self.source).map_err(advise)?;
        let mut job = self.job(context, source, false)?;
        let look = job.look(context.now).map_err(|error| self.nothing(error))?;
        if let Some((path, _)) = &look.unsettled {
            context.ui.note(format!(
                "{} was written to within the last {} (--settle), and is left out, with what follows it",
                path.display(),
                job.settle
            ));
        }
        if look.files.is_empty() {
            return Err(self.nothing(ComposeError::Nothing));
        }
        self.check_found(context, &job.source, &look.files, true)?;
        if look.had_ended {
            context.ui.warn(
                "nothing was added, as the playlist has ended and stays as it is: remove it to begin another",
            );
        }
        let Some(target) = &job.target else { return report::print(context, &look.files) };
        let (had_ended, output) = (look.had_ended, Output::new(target, look.files)?);
        if self.check {
            return difference::check(context, &output);
        }
        prepare(context, target)?;
        let verb = if had_ended { "kept" } else { report::verb(context) };
        report::write(context, &output, verb)
    }

    /// Everything that looking needs.
    pub(super) fn job(&self, context: &Context, source: Source, is_following: bool) -> anyhow::Result<Job> {
        let request = self.request(context.now)?;
        self.check_source(&source)?;
        let is_flat = matches!(source.layout, Layout::Flat { .. });
        let settle = self.settle.unwrap_or(if is_flat { SETTLE } else { Span::ZERO });
        let wanted = Wanted {
            growth: if self.kind == Type::Live { Growth::Live } else { Growth::Event },
            start: request.start,
            end: request.end,
            window: self.window,
            holes: request.holes,
            settle,
            is_following,
        };
        let gauge = (self.measure || is_flat).then(|| Gauge::new(cache::directory()));
        let target = self.file().map(|output| Target::new(output, &source)).transpose()?;
        let directory = target.as_ref().map_or(Path::new("."), |target| &target.directory);
        let ways = self.ways(context, &source, directory)?;
        if let Some(target) = &target {
            origin::check(context, &source, target, &ways, self.kind)?;
        }
        Ok(Job { source, follower: Follower::new(wanted, gauge), ways, target, settle })
    }

    /// With `--holes fail`, an error if there are any.
    pub(super) fn check_found(
        &self,
        context: &Context,
        source: &Source,
        files: &[Composed],
        are_all: bool,
    ) -> anyhow::Result<()> {
        if self.holes != Missing::Fail {
            return Ok(());
        }
        let mut holes = 0;
        let is_listed = |name: &str| files.iter().any(|file| file.variant.as_deref() == Some(name));
        for (name, _) in source.variants().filter(|(name, _)| are_all && !is_listed(name)) {
            context.ui.note(format!("{name}: nothing at all"));
            holes += 1;
        }
        for file in files {
            for hole in &file.holes {
                context
                    .ui
                    .note(format!("{}: nothing from {hole}", file.variant.as_deref().unwrap_or_default()));
            }
            for (name, lost) in &file.losses {
                context.ui.note(format!("nothing for {lost} before {name}"));
            }
            holes += file.holes.len() + file.losses.len();
        }
        if holes == 0 {
            return Ok(());
        }
        let what = if are_all { "so nothing was written" } else { "so no more is written" };
        let message = format!("{} in the range, {what}", count(holes, "hole"));
        Err(Failure::new(Exit::Found, message)
            .hint("--holes discontinuity writes the playlist and marks them in it")
            .into())
    }

    pub(super) fn nothing(&self, error: ComposeError) -> anyhow::Error {
        match error {
            // Without a range there is nothing at all.
            ComposeError::Nothing if self.start.is_none() && self.end.is_none() => {
                let message = format!("{}: there is no segment", self.source.display());
                Failure::new(Exit::State, message).into()
            }
            ComposeError::Nothing | ComposeError::Unreadable => {
                anyhow!(error).context(self.source.display().to_string())
            }
            error => error.into(),
        }
    }
}

impl Job {
    pub(super) fn look(&mut self, now: Time) -> Result<Look, ComposeError> {
        let target = self.target.as_ref();
        let place = |name: &str| target.map(|target| target.path(name));
        self.follower.look(&self.source, &self.ways, &place, now)
    }

    /// Takes it that a playlist was written.
    pub(super) fn was_written(&mut self, file: &Composed, path: &Path) {
        self.follower.was_written(file, path);
    }
}
