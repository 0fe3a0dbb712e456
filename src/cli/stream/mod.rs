//! `streamctl stream`.

mod create;
mod delete;
mod disable;
mod enable;
mod get;
mod job;
mod key;
mod list;
pub(super) mod live;
mod name;
mod playback_url;
mod publish_url;
mod range;
mod save_as;
mod saved;
mod segments;
pub(super) mod shape;
mod snapshot;
mod status;
mod target;
mod update;
mod urls;
mod wait;
pub(super) mod watch;

use clap::Subcommand;

use crate::cli::Context;
use crate::exit::Exit;

pub(super) use create::Create;
pub(super) use get::Get;
pub(super) use list::List;
pub(super) use status::interval;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Create(create::Create),
    List(list::List),
    Get(get::Get),
    Update(update::Update),
    Enable(enable::Enable),
    Disable(disable::Disable),
    Delete(delete::Delete),
    Status(status::Status),
    Segments(segments::Segments),
    Urls(urls::Urls),
    PublishUrl(publish_url::PublishUrl),
    PlaybackUrl(playback_url::PlaybackUrl),
    Snapshot(snapshot::Snapshot),
    SaveAs(save_as::SaveAs),
    Job(job::Job),
}

impl Command {
    pub(super) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        match self {
            Self::Create(command) => command.run(context),
            Self::List(command) => command.run(context),
            Self::Get(command) => command.run(context),
            Self::Update(command) => command.run(context),
            Self::Enable(command) => command.run(context),
            Self::Disable(command) => command.run(context),
            Self::Delete(command) => command.run(context),
            Self::Status(command) => command.run(context),
            Self::Segments(command) => command.run(context),
            Self::Urls(command) => command.run(context),
            Self::PublishUrl(command) => command.run(context),
            Self::PlaybackUrl(command) => command.run(context),
            Self::Snapshot(command) => command.run(context),
            Self::SaveAs(command) => command.run(context),
            Self::Job(command) => command.run(context),
        }
    }
}
