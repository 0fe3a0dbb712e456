//! `streamctl config`: the configuration, for those who make one and those who wonder.

mod check;
mod init;
mod path;
mod show;

use clap::Subcommand;

use crate::cli::Context;
use crate::exit::Exit;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Init(init::Init),
    Path(path::Path),
    Show(show::Show),
    Check(check::Check),
}

impl Command {
    pub(super) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        match self {
            Self::Init(command) => command.run(context),
            Self::Path(command) => command.run(context),
            Self::Show(command) => command.run(context),
            Self::Check(command) => command.run(context),
        }
    }
}
