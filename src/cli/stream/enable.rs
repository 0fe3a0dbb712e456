//! `streamctl stream enable`.

use clap::Args;

use crate::cli::Context;
use crate::cli::cloud::{self, Needs, Session, Streams};
use crate::cli::stream::shape;
use crate::exit::Exit;
use crate::pili::Operation;

/// Let streams be published to again
#[derive(Debug, Args)]
pub(in crate::cli) struct Enable {
    #[command(flatten)]
    streams: Streams,
}

impl Enable {
    pub(in crate::cli) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        let names = self.streams.names()?;
        cloud::run(context, Needs::Keys, async |session: &Session<'_>| {
            cloud::each(session, names, &[], async |name: &str| {
                let id = session.stream(name).await?;
                if context.is_dry_run {
                    return Ok(session.preview(id.as_str(), &Operation::Enable(id.clone())));
                }
                match session.client.enable(&id).await {
                    Ok(stream) => Ok(shape::changed(&stream, format!("{id} is enabled"), context.now)),
                    Err(error) => Err(session.failed(&format!("cannot enable {id}"), &id, error).await),
                }
            })
            .await
        })
    }
}
