//! The terminal: the only room that prints.
//!
//! stdout carries the data that was asked for and nothing else; everything said about it goes to stderr.

mod look;

use std::fmt;
use std::io::{self, IsTerminal, Write};

use serde_json::{Value, json};

use crate::exit::Exit;

pub use look::Look;

/// How data is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// For people; may change.
    #[default]
    Table,
    /// Tab-separated, without a header.
    Plain,
    /// One JSON document.
    Json,
    /// One JSON object a line.
    Jsonl,
}

/// Whether messages are coloured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum ColorChoice {
    /// On a terminal that has colours, unless the environment says otherwise.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Where and how this run prints.
#[derive(Clone, Copy, Debug)]
pub struct Ui {
    format: Format,
    is_quiet: bool,
    color: ColorChoice,
    has_color: bool,
}

impl ColorChoice {
    /// Whether stderr is to be coloured, by the conventions of `NO_COLOR`, `CLICOLOR_FORCE` and `TERM=dumb`.
    #[must_use]
    pub fn for_stderr(self) -> bool {
        self.applies(io::stderr().is_terminal())
    }

    /// Whether something is to be coloured that is a terminal or is none.
    fn applies(self, is_terminal: bool) -> bool {
        let is_set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto if std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty()) => false,
            Self::Auto if is_set("CLICOLOR_FORCE") => true,
            Self::Auto => is_terminal && std::env::var_os("TERM").is_none_or(|term| term != "dumb"),
        }
    }
}

impl Ui {
    /// Prints in this format; quietly if asked.
    #[must_use]
    pub fn new(format: Format, is_quiet: bool, color: ColorChoice) -> Self {
        Self { format, is_quiet, color, has_color: color.for_stderr() }
    }

    /// The format that was asked for.
    #[must_use]
    pub const fn format(self) -> Format {
        self.format
    }

    /// Writes the result of a command to stdout, unless quiet was asked for and no format for programs.
    pub fn result(self, text: &str) -> io::Result<()> {
        if self.is_quiet && self.format == Format::Table { Ok(()) } else { self.data(text) }
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
    pub fn error(self, message: &str, exit: Exit, hints: &[String]) {
        if matches!(self.format, Format::Json | Format::Jsonl) {
            let error = json!({
                "message": message, "code": exit.code(), "status": null, "reqid": null, "hints": hints,
            });
            say(&json!({ "error": error }).to_string());
            return;
        }
        say(&format!("{} {}", self.paint("error:", "1;31"), visible(message)));
        for hint in hints {
            say(&format!("{} {}", self.paint("hint:", "36"), visible(hint)));
        }
    }

    fn paint(self, text: &str, code: &str) -> String {
        if self.has_color { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

/// A message in one line that does nothing to a terminal, whatever the names in it: control characters as
/// they are written in Rust.
#[must_use]
pub fn visible(message: &str) -> String {
    let show =
        |letter: char| if letter.is_control() { letter.escape_default().to_string() } else { letter.into() };
    message.chars().map(show).collect()
}

/// A line on stderr. Nobody can be told if that fails.
fn say(line: &str) {
    let _ = writeln!(io::stderr().lock(), "{line}");
}
