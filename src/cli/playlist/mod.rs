//! `streamctl playlist`.

mod check;
mod coverage;
mod target;
mod write;

use clap::Subcommand;

use crate::cli::Context;
use crate::exit::Exit;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Check(check::Check),
    Write(write::Write),
    Coverage(coverage::Coverage),
}

impl Command {
    pub(super) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        match self {
            Self::Check(command) => command.run(context),
            Self::Write(command) => command.run(context),
            Self::Coverage(command) => command.run(context),
        }
    }
}
