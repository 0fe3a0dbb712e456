//! Questions, asked only where somebody can answer: stderr is a terminal, and so is stdin, or else there is a
//! terminal that controls the process.

use std::fs::File;
use std::io::{self, BufRead, BufReader, ErrorKind, IsTerminal, Write};

use rustix::termios::{LocalModes, OptionalActions, Termios, tcgetattr, tcsetattr};

use crate::ui::Ui;
use crate::ui::text::visible;

/// How the terminal is set now, which it is again when this is dropped: whoever stops waiting for a password
/// leaves it as it was.
#[derive(Debug)]
pub struct Settings(Option<Termios>);

impl Settings {
    /// Those of stdin's terminal, if it is one.
    #[must_use]
    pub fn of_terminal() -> Self {
        Self(tcgetattr(io::stdin()).ok())
    }
}

impl Drop for Settings {
    fn drop(&mut self) {
        if let Some(settings) = &self.0 {
            // Nothing else could be done about it.
            let _ = tcsetattr(io::stdin(), OptionalActions::Now, settings);
        }
    }
}

impl Ui {
    /// Whether somebody is there to answer on stdin.
    #[must_use]
    pub fn can_ask() -> bool {
        io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// Whether somebody is there to say yes or no; perhaps not on stdin, which may bring what is asked about.
    #[must_use]
    pub fn can_confirm() -> bool {
        io::stderr().is_terminal() && (io::stdin().is_terminal() || terminal().is_ok())
    }

    /// Asks something that is answered with yes or no; anything but a yes is a no, and so is the end of input.
    /// Waits as long as it takes.
    pub fn confirm(self, question: &str) -> io::Result<bool> {
        let question = format!("{question} [y/N]");
        let answer = if io::stdin().is_terminal() {
            self.ask(&question)
        } else {
            // Only a line of it is read, and nobody else reads there.
            ask(&question, BufReader::new(terminal()?))
        };
        let answer = match answer {
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(false),
            answer => answer?,
        };
        Ok(matches!(answer.to_ascii_lowercase().as_str(), "y" | "yes"))
    }

    /// Asks for a line and returns it without the spaces around it; the end of input is an error.
    pub fn ask(self, question: &str) -> io::Result<String> {
        ask(question, io::stdin().lock())
    }

    /// Asks for a secret, which is not shown while it is typed.
    pub fn password(self, question: &str) -> io::Result<String> {
        let settings = Settings::of_terminal();
        if let Some(mut hiding) = settings.0.clone() {
            // Before the question is seen: whoever answers at once is not to be shown either.
            hiding.local_modes.remove(LocalModes::ECHO);
            tcsetattr(io::stdin(), OptionalActions::Now, &hiding)?;
        }
        rpassword::prompt_password(format!("{} ", visible(question)))
    }
}

/// Asks on stderr, and reads the answer from there.
fn ask(question: &str, mut input: impl BufRead) -> io::Result<String> {
    let mut stderr = io::stderr().lock();
    write!(stderr, "{} ", visible(question))?;
    stderr.flush()?;
    drop(stderr);
    let mut line = String::new();
    if input.read_line(&mut line)? == 0 {
        // What is said next begins a line of its own.
        writeln!(io::stderr().lock())?;
        return Err(ErrorKind::UnexpectedEof.into());
    }
    Ok(line.trim().to_owned())
}

/// The terminal that controls the process; an error where none does, as under cron.
fn terminal() -> io::Result<File> {
    File::open("/dev/tty")
}
