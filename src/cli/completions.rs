//! `streamctl completions`: made from the one definition of the command line.

use clap::Args;
use clap_complete::Shell;

use crate::cli::{Context, definition};
use crate::exit::Exit;

/// Print the completions for a shell
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

impl Completions {
    pub(super) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        context.ui.data(&script(self.shell)?)?;
        Ok(Exit::Done)
    }
}

/// What makes a shell complete the program's arguments.
pub(super) fn script(shell: Shell) -> anyhow::Result<String> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut definition(), "streamctl", &mut script);
    Ok(String::from_utf8(script)?)
}
