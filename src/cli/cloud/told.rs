//! What one piece of work has to tell, in every format.

use std::io::ErrorKind;

use serde_json::Value;

use crate::exit::{Exit, Failure};
use crate::ui::{Format, List, Record, Row, Ui};

/// What is told of one stream or job when the work on it is done.
#[derive(Clone, Debug, Default)]
pub(in crate::cli) struct Told {
    /// Its id.
    pub(in crate::cli) id: String,
    /// What was done, where the note does not say so: told if the result itself cannot be.
    pub(in crate::cli) done: Option<String>,
    /// What people are told on stderr.
    pub(in crate::cli) note: Option<String>,
    /// In a table, when it is the only one: names and values.
    pub(in crate::cli) lines: Vec<(&'static str, String)>,
    /// In a table of several: its row.
    pub(in crate::cli) cells: Vec<String>,
    /// In `plain`.
    pub(in crate::cli) plain: Vec<String>,
    /// In `table` and `plain` instead of all that: text as it is.
    pub(in crate::cli) text: Option<String>,
    /// In JSON.
    pub(in crate::cli) json: Value,
}

impl Told {
    /// Prints it as the only one.
    pub(in crate::cli) fn print(&self, ui: Ui) -> anyhow::Result<()> {
        self.write(ui).map_err(|error| untold(error, self.done()))
    }

    /// What was done, in a sentence.
    pub(super) fn done(&self) -> Option<String> {
        self.done.clone().or_else(|| self.note.clone())
    }

    fn write(&self, ui: Ui) -> std::io::Result<()> {
        if let Some(note) = &self.note {
            ui.note(note);
        }
        match (&self.text, ui.format()) {
            (Some(text), Format::Table | Format::Plain) => ui.result(text),
            (None, Format::Table) if self.lines.is_empty() => Ok(()),
            (None, Format::Plain) if self.plain.is_empty() => Ok(()),
            _ => ui.record(&Record {
                lines: self.lines.clone(),
                plain: self.plain.clone(),
                json: self.json.clone(),
            }),
        }
    }

    /// Adds it to a list; `json` is its item there.
    pub(super) fn add_to(self, list: &mut List, ui: Ui, json: Value) -> std::io::Result<()> {
        if let Some(note) = &self.note {
            ui.note(note);
        }
        match (self.text, ui.format()) {
            (Some(text), Format::Table | Format::Plain) => ui.result(&text),
            (None, Format::Table) if self.cells.is_empty() => Ok(()),
            (None, Format::Plain) if self.plain.is_empty() => Ok(()),
            _ => list.push(Row { cells: self.cells, plain: self.plain, json }),
        }
    }
}

/// A result that could not be printed: what was done for it is told all the same, for it must not be done again.
pub(in crate::cli) fn untold(error: std::io::Error, done: impl IntoIterator<Item = String>) -> anyhow::Error {
    // Whoever closed the pipe wants to hear no more.
    if error.kind() == ErrorKind::BrokenPipe {
        return error.into();
    }
    let mut failure = Failure::new(Exit::Local, error.to_string());
    failure.hints.extend(done);
    failure.into()
}
