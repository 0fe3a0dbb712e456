//! How far long work has come: a bar on stderr that appears after a second, if stderr is a terminal.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::ui::Ui;
use crate::ui::text::visible;

/// Work that is done sooner needs no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often a spinner turns.
const TICK: Duration = Duration::from_millis(200);

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Bytes.
    Bytes,
    /// Things.
    Things,
}

/// A bar; without effect where nobody would see it.
#[derive(Debug)]
pub struct Progress {
    what: String,
    unit: Unit,
    begun: Instant,
    is_shown: bool,
    bar: Option<ProgressBar>,
}

/// Something that takes as long as it takes, with what it is at and for how long; without effect where nobody
/// would see it.
#[derive(Debug)]
pub struct Wait {
    what: String,
    begun: Instant,
    is_shown: bool,
    spinner: Option<ProgressBar>,
}

impl Ui {
    /// A spinner for something of this name; `is_shown` is whether it is the only one there.
    #[must_use]
    pub fn wait(self, what: &str, is_shown: bool) -> Wait {
        let is_shown = is_shown && !self.is_quiet && console::user_attended_stderr();
        Wait { what: visible(what), begun: Instant::now(), is_shown, spinner: None }
    }

    /// A bar for work of this name.
    #[must_use]
    pub fn progress(self, what: &str, unit: Unit) -> Progress {
        let is_shown = !self.is_quiet && console::user_attended_stderr();
        Progress { what: visible(what), unit, begun: Instant::now(), is_shown, bar: None }
    }
}

impl Progress {
    /// Tells how much is done, of how much in all.
    pub fn set(&mut self, done: u64, total: Option<u64>) {
        if self.bar.is_none() {
            if !self.is_shown || self.begun.elapsed() < PATIENCE {
                return;
            }
            let bar = ProgressBar::with_draw_target(total, ProgressDrawTarget::stderr()).with_position(done);
            // A style that is not understood leaves the usual one.
            if let Ok(style) = ProgressStyle::with_template(template(self.unit, total.is_some())) {
                bar.set_style(style);
            }
            bar.set_message(self.what.clone());
            self.bar = Some(bar);
        }
        if let Some(bar) = &self.bar {
            bar.set_position(done);
        }
    }

    /// Prints something without the bar in between.
    pub fn suspend<T>(&self, print: impl FnOnce() -> T) -> T {
        match &self.bar {
            Some(bar) => bar.suspend(print),
            None => print(),
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

impl Wait {
    /// Tells what it is at.
    pub fn set(&mut self, state: &str) {
        if !self.is_shown || self.begun.elapsed() < PATIENCE {
            return;
        }
        let spinner = self.spinner.get_or_insert_with(|| {
            let spinner = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
            // A style that is not understood leaves the usual one.
            if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
                spinner.set_style(style);
            }
            let spinner = spinner.with_elapsed(self.begun.elapsed());
            spinner.enable_steady_tick(TICK);
            spinner
        });
        spinner.set_message(format!("{}: {}", self.what, visible(state)));
    }

    /// Prints something without the spinner in between.
    pub fn suspend<T>(&self, print: impl FnOnce() -> T) -> T {
        match &self.spinner {
            Some(spinner) => spinner.suspend(print),
            None => print(),
        }
    }
}

impl Drop for Wait {
    fn drop(&mut self) {
        if let Some(spinner) = &self.spinner {
            spinner.finish_and_clear();
        }
    }
}

const fn template(unit: Unit, has_total: bool) -> &'static str {
    match (unit, has_total) {
        (Unit::Bytes, true) => "{msg} [{wide_bar}] {bytes}/{total_bytes} {bytes_per_sec} {eta}",
        (Unit::Bytes, false) => "{msg} {bytes} {bytes_per_sec}",
        (Unit::Things, true) => "{msg} [{wide_bar}] {pos}/{len} {eta}",
        (Unit::Things, false) => "{msg} {pos}",
    }
}
