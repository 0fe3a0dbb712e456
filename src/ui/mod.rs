//! The terminal: the only room that prints.
//!
//! stdout carries the data that was asked for and nothing else; everything said about it goes to stderr.

mod color;
mod format;
mod list;
mod look;
mod progress;
mod prompt;
mod screen;
mod table;
mod text;

use std::fmt;
use std::io::{self, Write};

use serde_json::{Value, json};

use crate::exit::Failure;

pub use color::ColorChoice;
pub use format::Format;
pub use list::{List, Record, Row};
pub use look::Look;
pub use progress::{Progress, Unit, Wait};
pub use prompt::Settings;
pub use screen::Screen;
pub use table::Column;
pub use text::{count, visible};

/// Where and how this run prints.
#[derive(Clone, Copy, Debug)]
pub struct Ui {
    format: Format,
    /// Whether somebody asked for that format.
    is_format_asked: bool,
    is_quiet: bool,
    color: ColorChoice,
    has_color: bool,
}

/// A failure as programs are told it.
#[must_use]
pub fn failure_json(failure: &Failure) -> Value {
    json!({
        "message": failure.message, "code": failure.exit.code(), "status": failure.status,
        "reqid": failure.reqid, "hints": failure.hints,
    })
}

/// A failure in one line.
fn failure_line(failure: &Failure) -> String {
    match &failure.reqid {
        Some(reqid) => format!("{} (reqid {})", visible(&failure.message), visible(reqid)),
        None => visible(&failure.message),
    }
}

impl Ui {
    /// Prints in the format that somebody asked for, else as a table; quietly if asked.
    #[must_use]
    pub fn new(format: Option<Format>, is_quiet: bool, color: ColorChoice) -> Self {
        Self {
            format: format.unwrap_or_default(),
            is_format_asked: format.is_some(),
            is_quiet,
            color,
            has_color: color.for_stderr(),
        }
    }

    /// The format that was asked for.
    #[must_use]
    pub const fn format(self) -> Format {
        self.format
    }

    /// Whether data is printed: always, but for quiet runs that nobody asked for a format.
    #[must_use]
    pub const fn shows_results(self) -> bool {
        self.is_format_asked || !self.is_quiet
    }

    /// Writes the result of a command to stdout, unless quiet was asked for and no format.
    pub fn result(self, text: &str) -> io::Result<()> {
        if self.shows_results() { self.data(text) } else { Ok(()) }
    }

    /// What stdout can show.
    #[must_use]
    pub fn look(self) -> Look {
        Look::of_stdout(self.color)
    }

    /// Writes data to stdout, as it is.
    pub fn data(self, text: &str) -> io::Result<()> {
        let mut stdout = io::stdout().lock();
        let written = stdout.write_all(text.as_bytes()).and_then(|()| stdout.flush());
        written.map_err(|error| io::Error::new(error.kind(), format!("cannot write to stdout: {error}")))
    }

    /// Writes a list to stdout: in `json` one document `{"items":[…]}`, in `jsonl` an item a line, in `plain`
    /// the columns that `plain` makes of an item; nothing in `table`, which is for what people are told.
    pub fn items(self, items: &[Value], plain: impl Fn(&Value) -> Vec<String>) -> io::Result<()> {
        let lines: Vec<String> = match self.format {
            Format::Table => return Ok(()),
            Format::Plain => items.iter().map(|item| plain(item).join("\t")).collect(),
            Format::Json => vec![json!({ "items": items }).to_string()],
            Format::Jsonl => items.iter().map(Value::to_string).collect(),
        };
        self.data(&lines.iter().flat_map(|line| [line, "\n"]).collect::<String>())
    }

    /// Tells people something, unless they wanted quiet.
    pub fn note(self, message: impl fmt::Display) {
        if !self.is_quiet {
            say(&visible(&message.to_string()));
        }
    }

    /// Warns people, unless they wanted quiet.
    pub fn warn(self, message: impl fmt::Display) {
        if !self.is_quiet {
            say(&format!("{} {}", self.paint("warning:", "33"), visible(&message.to_string())));
        }
    }

    /// Tells why a run failed: one line and its hints, or for machines one JSON object.
    pub fn error(self, failure: &Failure) {
        if self.format.is_json() {
            say(&json!({ "error": failure_json(failure) }).to_string());
        } else {
            self.error_lines(failure);
        }
    }

    /// Tells people why something failed.
    pub fn error_lines(self, failure: &Failure) {
        say(&format!("{} {}", self.paint("error:", "1;31"), failure_line(failure)));
        for hint in &failure.hints {
            say(&format!("{} {}", self.paint("hint:", "36"), visible(hint)));
        }
    }

    fn paint(self, text: &str, code: &str) -> String {
        if self.has_color { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

/// A line on stderr. Nobody can be told if that fails.
fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}
