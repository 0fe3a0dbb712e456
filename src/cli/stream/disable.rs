//! `streamctl stream disable`.

use clap::Args;

use crate::cli::cloud::{self, Asks, Needs, Session, Streams};
use crate::cli::stream::{range, shape};
use crate::cli::{Context, usage, when};
use crate::exit::Exit;
use crate::pili::Operation;
use crate::time::Span;

/// Let nobody publish to streams
///
/// Without --until or --for it is for good, until they are enabled again.
#[derive(Debug, Args)]
pub(in crate::cli) struct Disable {
    #[command(flatten)]
    streams: Streams,
    /// Until this time, such as 2026-01-02T03:04:05Z, unix seconds, or +2h
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    until: Option<String>,
    /// For so long
    #[arg(
        long = "for",
        value_name = "DURATION",
        conflicts_with = "until",
        value_parser = when::whole_span
    )]
    length: Option<Span>,
}

impl Disable {
    pub(in crate::cli) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        let until = self.until(context)?;
        let names = self.streams.names()?;
        let end = until.map(|until| format!(" until {}", shape::moment(until))).unwrap_or_default();
        cloud::run(context, Needs::Keys, async |session: &Session<'_>| {
            let names = session.confirm(Asks::Protected, "disable", names).await?;
            cloud::each(session, names, &[], async |name: &str| {
                let id = session.stream(name).await?;
                if context.is_dry_run {
                    return Ok(session.preview(id.as_str(), &Operation::Disable(id.clone(), until)));
                }
                match session.client.disable(&id, until).await {
                    Ok(stream) => Ok(shape::changed(&stream, format!("{id} is disabled{end}"), context.now)),
                    Err(error) => Err(session.failed(&format!("cannot disable {id}"), &id, error).await),
                }
            })
            .await
        })
    }

    /// Until when, in unix seconds.
    fn until(&self, context: &Context) -> anyhow::Result<Option<i64>> {
        let until = match (&self.until, self.length) {
            (Some(text), _) => when::time("--until", text, context.now)?,
            (None, Some(length)) => context.now + length,
            (None, None) => return Ok(None),
        };
        // What is less than a second away rounds up: the cloud counts seconds.
        let seconds = range::ceil(until);
        if until <= context.now {
            return Err(usage(format!("--until: {} has passed", shape::moment(seconds))));
        }
        Ok(Some(seconds))
    }
}
