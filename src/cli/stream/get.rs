//! `streamctl stream get`.

use clap::Args;

use crate::cli::Context;
use crate::cli::cloud::{self, Needs, Session, Streams};
use crate::cli::stream::shape;
use crate::exit::Exit;

/// Show streams
#[derive(Debug, Args)]
pub(in crate::cli) struct Get {
    #[command(flatten)]
    streams: Streams,
    /// Show their publish keys too
    #[arg(long)]
    reveal: bool,
}

impl Get {
    pub(in crate::cli) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        let names = self.streams.names()?;
        cloud::run(context, Needs::Keys, async |session: &Session<'_>| {
            cloud::each(session, names, shape::columns(self.reveal), async |name: &str| {
                let stream = session.find(name).await?;
                Ok(shape::told(&stream, self.reveal, context.now))
            })
            .await
        })
    }
}
