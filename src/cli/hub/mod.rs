//! `streamctl hub`.

mod check;
mod list;
mod status;

use clap::Subcommand;

use crate::cli::{Context, stream};
use crate::exit::Exit;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    List(list::List),
    Status(status::Status),
    Check(check::Check),
    /// Make a stream; the same as `stream create`
    CreateStream(stream::Create),
    /// Show streams; the same as `stream get`
    GetStream(stream::Get),
    /// List the streams of the hub; the same as `stream list`
    ListStreams(stream::List),
}

impl Command {
    pub(super) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        match self {
            Self::List(command) => command.run(context),
            Self::Status(command) => command.run(context),
            Self::Check(command) => command.run(context),
            Self::CreateStream(command) => command.run(context),
            Self::GetStream(command) => command.run(context),
            Self::ListStreams(command) => command.run(context),
        }
    }
}
