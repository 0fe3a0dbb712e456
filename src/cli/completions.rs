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
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut definition(), "streamctl", &mut script);
        context.ui.data(&String::from_utf8(script)?)?;
        Ok(Exit::Done)
    }
}
