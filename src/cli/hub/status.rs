//! `streamctl hub status`.

use std::time::SystemTime;

use clap::Args;
use futures_util::{StreamExt, TryStreamExt, stream::iter};
use serde_json::{Map, Value, json};
use tokio::time::MissedTickBehavior;

use crate::cli::cloud::{self, Jobs, Needs, PAGE, Session};
use crate::cli::hub::cannot_list;
use crate::cli::stream::shape::seconds;
use crate::cli::stream::{interval, live};
use crate::cli::{Context, usage, when};
use crate::exit::Exit;
use crate::pili::{ErrorKind, Filter, PiliError, Status as Answer, StreamId};
use crate::time::{Span, Time};
use crate::ui::{Format, List, Row, Screen, count};

/// Show who is on air
///
/// A line for every stream that somebody is publishing to.
#[derive(Debug, Args)]
pub(in crate::cli) struct Status {
    /// Go on: in a terminal the table is drawn anew, elsewhere a list follows the other
    #[arg(long)]
    watch: bool,
    /// Ask every so often
    #[arg(long, value_name = "DURATION", default_value = "5s", value_parser = interval)]
    interval: Span,
    #[command(flatten)]
    jobs: Jobs,
}

/// Who is on air.
type OnAir = Vec<(StreamId, Answer)>;

impl Status {
    pub(super) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        if self.watch && context.ui.format() == Format::Json {
            return Err(usage("--watch has no end, and a JSON document needs one: use --format jsonl"));
        }
        cloud::run(context, Needs::Keys, async |session: &Session<'_>| {
            if self.watch {
                return self.watch(session).await;
            }
            let on_air = self.ask(session).await?;
            print(session, &on_air, None)?;
            context.ui.note(summary(session.hub()?, &on_air));
            Ok(Exit::Done)
        })
    }

    /// Shows them until a signal comes.
    async fn watch(&self, session: &Session<'_>) -> anyhow::Result<Exit> {
        let ui = session.ui();
        let mut screen = if ui.format() == Format::Table { Screen::open() } else { None };
        let mut ticks = tokio::time::interval(when::duration(self.interval));
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            ticks.tick().await;
            let on_air = match self.ask(session).await {
                Ok(on_air) => on_air,
                Err(error) if is_passing(&error) => {
                    ui.warn(format!("{error:#}"));
                    continue;
                }
                Err(error) => return Err(error),
            };
            let now = Time::from_system(SystemTime::now());
            let summary = summary(session.hub()?, &on_air);
            match &mut screen {
                Some(screen) => {
                    let rows: Vec<Vec<String>> =
                        on_air.iter().map(|(id, status)| live::cells(id, status)).collect();
                    screen.draw(&format!("{}  {summary}", seconds(Some(now))), &live::COLUMNS, &rows)?;
                }
                None => print(session, &on_air, Some(now))?,
            }
        }
    }

    /// Lists the streams that are live and asks for the status of each.
    async fn ask(&self, session: &Session<'_>) -> anyhow::Result<OnAir> {
        let hub = session.hub()?;
        let filter = Filter { hub: hub.to_owned(), prefix: None, is_live: true, ids_only: false };
        let mut pages = session.client.list(filter, None);
        let mut ids: Vec<StreamId> = Vec::new();
        let cannot = |error: PiliError, what: String| anyhow::Error::new(error).context(what);
        while let Some(page) = pages
            .next(PAGE)
            .await
            .map_err(|error| cannot_list(error, format!("cannot list the live streams of hub {hub}")))?
        {
            ids.extend(page.streams.into_iter().map(|stream| stream.id));
        }
        let ask = |id: StreamId| async move {
            match session.client.status(&id).await {
                Ok(status) => Ok(Some((id, status))),
                // Deleted since it was listed.
                Err(error) if error.kind == ErrorKind::NotFound => Ok(None),
                Err(error) => Err(cannot(error, format!("cannot get the status of {id}"))),
            }
        };
        let answers = iter(ids).map(ask).buffered(self.jobs.count());
        let all: Vec<Option<(StreamId, Answer)>> = answers.try_collect().await?;
        // One that went off air since it was listed is not on air.
        Ok(all.into_iter().flatten().filter(|(_, status)| status.is_connected).collect())
    }
}

fn is_passing(error: &anyhow::Error) -> bool {
    let cause = error.chain().find_map(|cause| cause.downcast_ref::<PiliError>());
    cause.is_some_and(|cause| matches!(cause.kind, ErrorKind::Temporary | ErrorKind::TooMany))
}

fn total(on_air: &OnAir) -> f64 {
    // The sum of no floats at all is -0.
    on_air.iter().filter_map(|(_, status)| status.bytes_per_second).fold(0.0, |sum, rate| sum + rate)
}

fn summary(hub: &str, on_air: &OnAir) -> String {
    let rate = live::kilobits(total(on_air));
    format!("hub {hub}: {} on air, {rate} kbit/s", count(on_air.len(), "stream"))
}

/// Prints who is on air; in `jsonl` and `plain` with the time if it is one list of many.
fn print(session: &Session<'_>, on_air: &OnAir, now: Option<Time>) -> std::io::Result<()> {
    let mut list = List::new(session.ui(), &live::COLUMNS);
    for (id, status) in on_air {
        let mut row = Row {
            cells: live::cells(id, status),
            plain: live::plain(id, status),
            json: live::json(id, status),
        };
        if let Some(now) = now {
            row.json["time"] = json!(now.to_string());
            row.plain.insert(0, now.to_string());
        }
        list.push(row)?;
    }
    list.finish(Map::from_iter([
        ("live".to_owned(), Value::from(on_air.len())),
        ("bytesPerSecond".to_owned(), json!(total(on_air))),
    ]))
}
