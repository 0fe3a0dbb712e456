//! What the server says on stderr: its warnings, and the access log, all through one queue, so that nobody waits for
//! whoever reads it.

use std::borrow::Cow;
use std::io::{self, Write};
use std::sync::{PoisonError, RwLock};

use clap::{Args, ValueEnum};

use crate::server::{AccessLog, Form, Lines, Operation, Reloads};

/// The queue of the server that runs, if one does.
static RUNNING: RwLock<Option<Lines>> = RwLock::new(None);

#[derive(Clone, Copy, Debug, Args)]
pub(super) struct Flags {
    /// Write a line for each answer to stderr, once it was sent or given up: in the common log format, or as JSON
    #[arg(long, value_name = "FORMAT", value_enum)]
    access_log: Option<Format>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Format {
    /// NCSA's common log format, as tools read it
    Common,
    /// An object with all that is known
    Json,
}

/// The queue, for as long as this lives.
pub(super) struct Log(Lines);

impl Log {
    /// Takes over what is said on stderr.
    pub(super) fn start() -> io::Result<Self> {
        let lines = Lines::start(io::stderr())?;
        *RUNNING.write().unwrap_or_else(PoisonError::into_inner) = Some(lines.clone());
        Ok(Self(lines))
    }

    /// What the server is told of it.
    pub(super) fn operation(&self, flags: Flags, reloads: Reloads) -> Operation {
        let access_log = flags.access_log.map(|format| AccessLog {
            form: match format {
                Format::Common => Form::Common,
                Format::Json => Form::Json,
            },
            lines: self.0.clone(),
        });
        Operation { access_log, lines: Some(self.0.clone()), reloads: Some(reloads) }
    }
}

impl Drop for Log {
    /// Lets all be written that was said, and what follows go to stderr as before.
    fn drop(&mut self) {
        self.0.finish();
        *RUNNING.write().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

/// Where the program's log goes.
pub(in crate::cli) fn writer() -> impl Write {
    Voice(RUNNING.read().unwrap_or_else(PoisonError::into_inner).clone())
}

/// The queue of the server that runs, else stderr.
struct Voice(Option<Lines>);

impl Write for Voice {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        match &self.0 {
            Some(lines) => lines.push(&in_one(line)),
            None => return io::stderr().write(line),
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// A line in which nothing ends it before its end: what is told may have been chosen by a stranger, as the name of a file
/// that cannot be read. What steers a terminal the log has escaped already, and has colours of its own.
fn in_one(line: &[u8]) -> Cow<'_, [u8]> {
    const ESCAPE: u8 = 0x1b;
    let told = line.strip_suffix(b"\n").unwrap_or(line);
    let is_odd = |byte: &u8| byte.is_ascii_control() && *byte != ESCAPE;
    if !told.iter().any(is_odd) {
        return Cow::Borrowed(line);
    }
    let letters = told.iter().flat_map(|byte| {
        let escaped: Vec<u8> = if is_odd(byte) { byte.escape_ascii().collect() } else { vec![*byte] };
        escaped
    });
    Cow::Owned(letters.chain(line[told.len()..].iter().copied()).collect())
}
