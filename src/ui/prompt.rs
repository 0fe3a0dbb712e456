//! Questions, asked only where somebody can answer: both stdin and stderr are a terminal.

use std::io::{self, BufRead, IsTerminal, Write};

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
    /// Whether somebody is there to answer.
    #[must_use]
    pub fn can_ask() -> bool {
        io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// Asks something that is answered with yes or no; anything but a yes is a no, and so is the end of input.
    /// Waits as long as it takes.
    pub fn confirm(self, question: &str) -> io::Result<bool> {
        let answer = self.ask(&format!("{question} [y/N]"))?;
        Ok(matches!(answer.to_ascii_lowercase().as_str(), "y" | "yes"))
    }

    /// Asks for a line and returns it without the spaces around it; empty at the end of input.
    pub fn ask(self, question: &str) -> io::Result<String> {
        let mut stderr = io::stderr().lock();
        write!(stderr, "{} ", visible(question))?;
        stderr.flush()?;
        drop(stderr);
        let mut line = String::new();
        io::stdin().lock().read_line(&mut line)?;
        Ok(line.trim().to_owned())
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
