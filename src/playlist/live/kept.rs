//! A log and its journal: nothing is told before it is written down.

use std::io;
use std::time::{Duration, Instant};

use super::record::Restored;
use super::{Anchor, Edition, Log};
use crate::journal::{Journal, JournalError};
use crate::playlist::media::BuildError;
use crate::playlist::range::{Asked, Range};
use crate::time::{Span, Time};

/// How long to leave a disk alone that could not be written.
const PAUSE: Duration = Duration::from_secs(10);
/// A journal may have so many lines that are out of date, and besides as many as there are others.
const SLACK: usize = 1_000;

/// The log of a variant, which survives the process if it has a journal.
#[derive(Debug)]
pub struct Kept {
    log: Log,
    journal: Option<Journal>,
    /// When the journal was last found to be unwritable; none if it is whole.
    failed: Option<Instant>,
    /// The lines it had when it was last rewritten.
    written: usize,
}

/// What a journal had to say.
#[derive(Debug)]
pub(super) enum Found {
    /// A log to go on with.
    Log(Box<Kept>),
    /// None; but perhaps the target duration that its live playlists have.
    None(Journal, Option<u64>),
}

impl Kept {
    /// A log that begins now, and the journal it is to have.
    pub(crate) fn new(anchor: Anchor, max_range: Span, journal: Option<Journal>) -> Self {
        let mut kept = Self { log: Log::new(anchor, max_range), journal, failed: None, written: 0 };
        kept.rewrite();
        kept
    }

    /// What this journal has of a log.
    pub(super) fn find(mut journal: Journal, max_range: Span, now: Time) -> Found {
        let lines = match journal.read() {
            Ok(lines) if lines.is_empty() => return Found::None(journal, None),
            Ok(lines) => lines,
            Err(error) => {
                warn(&error);
                return Found::None(journal, None);
            }
        };
        match Log::restore(&lines, max_range, now) {
            Restored::Log(log) => {
                let written = lines.len();
                Found::Log(Box::new(Self { log: *log, journal: Some(journal), failed: None, written }))
            }
            Restored::Past(target_duration) => Found::None(journal, Some(target_duration)),
            Restored::Nothing => {
                warn(&JournalError::Damaged(journal.path().to_owned()));
                Found::None(journal, None)
            }
        }
    }

    /// The log, to be brought forward.
    pub fn log(&mut self) -> &mut Log {
        &mut self.log
    }

    /// As [`Log::edition`]; whatever it says has been written down.
    pub fn edition(
        &mut self,
        asked: Asked,
        range: Range,
        oldest: Option<Time>,
        now: Time,
        skips: bool,
    ) -> Result<Edition, BuildError> {
        let edition = self.log.edition(asked, range, oldest, now, skips);
        self.save();
        edition
    }

    fn save(&mut self) {
        let Some(journal) = &mut self.journal else { return };
        let lines = self.log.unsaved();
        if lines.is_empty() {
            return;
        }
        if let Some(failed) = self.failed {
            if failed.elapsed() > PAUSE {
                self.rewrite();
            }
            return;
        }
        if self.log.has_left_its_journal() {
            return self.rewrite();
        }
        match journal.append(&lines) {
            Ok(()) => {
                self.log.mark_saved();
                if journal.len() > 2 * self.written.max(self.log.entries.len()) + SLACK {
                    self.shorten();
                }
            }
            Err(error) => self.fail(&error),
        }
    }

    /// Writes the journal without what is out of date. If that fails, it is as good as before.
    fn shorten(&mut self) {
        let Some(journal) = &mut self.journal else { return };
        let lines = self.log.all();
        match journal.replace(&lines) {
            Ok(()) => self.written = lines.len(),
            Err(error) => {
                tracing::debug!("{} cannot be shortened: {error}", journal.path().display());
                // Not again before it has grown once more.
                self.written = journal.len();
            }
        }
    }

    /// Writes the journal anew, whole.
    fn rewrite(&mut self) {
        let Some(journal) = &mut self.journal else { return };
        let lines = self.log.all();
        match journal.replace(&lines) {
            Ok(()) => {
                if self.failed.take().is_some() {
                    tracing::info!("{} can be written again", journal.path().display());
                }
                self.written = lines.len();
                self.log.mark_saved();
            }
            Err(error) => self.fail(&error),
        }
    }

    /// A journal that does not have all that was said would contradict it: it is better lost.
    fn fail(&mut self, error: &io::Error) {
        let Some(journal) = &mut self.journal else { return };
        let is_gone = journal.discard();
        if self.failed.replace(Instant::now()).is_none() {
            tracing::warn!(
                "cannot write {}: {error}; a server that starts again will number live playlists anew",
                journal.path().display()
            );
            if let Err(error) = is_gone {
                tracing::warn!(
                    "{} cannot be removed either: {error}; remove it before the next start",
                    journal.path().display()
                );
            }
        }
    }
}

fn warn(error: &JournalError) {
    tracing::warn!("{error}: live playlists are numbered anew");
}
