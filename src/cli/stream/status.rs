//! `streamctl stream status`.

use clap::{Args, ValueEnum};

use crate::cli::cloud::{self, Names, Needs, Session, Streams, Told};
use crate::cli::stream::live;
use crate::cli::stream::watch::Watch;
use crate::cli::{Context, usage, when};
use crate::exit::Exit;
use crate::pili::Status as Answer;
use crate::time::Span;
use crate::ui::Format;

/// Tell whether somebody is publishing to streams
///
/// That nobody is publishing is an answer like another: the exit code is 0.
#[derive(Debug, Args)]
pub(in crate::cli) struct Status {
    #[command(flatten)]
    streams: Streams,
    /// Go on: in a terminal the table is drawn anew, elsewhere every change is a line
    #[arg(long, conflicts_with = "wait_for")]
    watch: bool,
    /// Ask every so often
    #[arg(long, value_name = "DURATION", default_value = "5s", value_parser = interval)]
    interval: Span,
    /// Wait until all are connected, or disconnected
    #[arg(long, value_name = "STATE", hide_possible_values = true)]
    wait_for: Option<Wanted>,
    /// Wait so long at most; exit 9 when that has passed
    #[arg(
        long,
        value_name = "DURATION",
        default_value = "10m",
        value_parser = when::positive_span,
        requires = "wait_for"
    )]
    wait_timeout: Span,
}

/// What is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Wanted {
    Connected,
    Disconnected,
}

impl Wanted {
    pub(super) fn is(self, answer: &Answer) -> bool {
        answer.is_connected == (self == Self::Connected)
    }

    pub(super) const fn word(self) -> &'static str {
        match self {
            Self::Connected => "connected",
            Self::Disconnected => "disconnected",
        }
    }
}

/// How often to ask: not more than once a second.
pub(in crate::cli) fn interval(text: &str) -> Result<Span, String> {
    match Span::parse(text) {
        Ok(span) if span < Span::from_secs(1) => Err("once a second is the most".to_owned()),
        Ok(span) => Ok(span),
        Err(error) => Err(error.to_string()),
    }
}

impl Status {
    pub(in crate::cli) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        if self.watch && context.ui.format() == Format::Json {
            return Err(usage("--watch has no end, and a JSON document needs one: use --format jsonl"));
        }
        let names = self.streams.names()?;
        cloud::run(context, Needs::Keys, async |session: &Session<'_>| {
            if self.watch {
                let mut watch = Watch::of(session, &names, when::duration(self.interval)).await?;
                return watch.run().await;
            }
            let names = match self.wait_for {
                Some(wanted) => self.wait(session, names, wanted).await?,
                None => names,
            };
            cloud::each(session, names, &live::COLUMNS, async |name: &str| status(session, name).await).await
        })
    }

    /// Waits until all are as is wanted.
    async fn wait(&self, session: &Session<'_>, names: Names, wanted: Wanted) -> anyhow::Result<Names> {
        let mut watch = Watch::of(session, &names, when::duration(self.interval)).await?;
        watch.wait_for(wanted, when::duration(self.wait_timeout)).await?;
        Ok(Names { each: watch.ids(), ..names })
    }
}

async fn status(session: &Session<'_>, name: &str) -> anyhow::Result<Told> {
    let id = session.stream(name).await?;
    match session.client.status(&id).await {
        Ok(answer) => Ok(live::told(&id, &answer)),
        Err(error) => Err(session.failed(&format!("cannot get the status of {id}"), &id, error).await),
    }
}
