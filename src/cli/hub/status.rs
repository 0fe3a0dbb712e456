//! `streamctl hub status`.

use std::time::SystemTime;

use clap::Args;
use futures_util::{StreamExt, TryStreamExt, stream::iter};
use serde_json::{Map, Value, json};
use tokio::time::MissedTickBehavior;

use crate::cli::cloud::{self, Jobs, Needs, PAGE, Session, cannot_list, is_passing};
use crate::cli::stream::shape::seconds;
use crate::cli::stream::{interval, live, watch};
use crate::cli::{Context, usage, when};
use crate::exit::Exit;
use crate::pili::{ErrorKind, Filter, FrameRates, PiliError, Status as Answer, StreamId};
use crate::time::{Span, Time};
use crate::ui::{Format, List, Row, Screen, count};

/// Show who is on air
///
/// A line for every stream that somebody is publishing to.
#[derive(Debug, Args)]
pub(in crate::cli) struct Status {
    /// Go on: in a terminal the table is drawn anew, elsewhere every change is a line
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
            print(session, &on_air)?;
            context.ui.note(summary(session.hub()?, &on_air));
            Ok(Exit::Done)
        })
    }

    /// Shows them until a signal comes.
    async fn watch(&self, session: &Session<'_>) -> anyhow::Result<Exit> {
        let ui = session.ui();
        let mut screen = Screen::open(ui);
        let mut ticks = tokio::time::interval(when::duration(self.interval));
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut before = OnAir::new();
        loop {
            ticks.tick().await;
            let on_air = match self.ask(session).await {
                Ok(on_air) => on_air,
                Err(error) if is_passing(&error) => {
                    watch::warn(ui, &mut screen, &format!("{error:#}"))?;
                    continue;
                }
                Err(error) => return Err(error),
            };
            let now = Time::from_system(SystemTime::now());
            if let Some(screen) = &mut screen {
                let summary = summary(session.hub()?, &on_air);
                let rows: Vec<Vec<String>> =
                    on_air.iter().map(|(id, status)| live::cells(id, status)).collect();
                screen.draw(&format!("{}  {summary}", seconds(Some(now))), &live::COLUMNS, &rows)?;
            } else {
                for (id, status) in changes(&before, &on_air) {
                    ui.result(&watch::line(ui.format(), now, &id, &status))?;
                }
            }
            before = on_air;
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

/// Those that are on air and were not, or are in another way; and those that are no longer.
fn changes(before: &OnAir, after: &OnAir) -> OnAir {
    let find = |all: &OnAir, id: &StreamId| all.iter().find(|(other, _)| other == id).cloned();
    let is_new = |(id, status): &&(StreamId, Answer)| {
        find(before, id).is_none_or(|(_, old)| watch::known_of(&old) != watch::known_of(status))
    };
    let mut changes: OnAir = after.iter().filter(is_new).cloned().collect();
    let gone = before.iter().filter(|(id, _)| find(after, id).is_none());
    changes.extend(gone.map(|(id, _)| (id.clone(), off_air())));
    changes
}

/// What is known of a stream that is not on air.
fn off_air() -> Answer {
    Answer {
        is_connected: false,
        address: None,
        since: None,
        bytes_per_second: None,
        frames: FrameRates::default(),
        fields: Map::from_iter([("status".to_owned(), json!("disconnected"))]),
    }
}

fn total(on_air: &OnAir) -> f64 {
    // The sum of no floats at all is -0.
    on_air.iter().filter_map(|(_, status)| status.bytes_per_second).fold(0.0, |sum, rate| sum + rate)
}

fn summary(hub: &str, on_air: &OnAir) -> String {
    let rate = live::kilobits(total(on_air));
    format!("hub {hub}: {} on air, {rate} kbit/s", count(on_air.len(), "stream"))
}

/// Prints who is on air.
fn print(session: &Session<'_>, on_air: &OnAir) -> std::io::Result<()> {
    let mut list = List::new(session.ui(), &live::COLUMNS);
    for (id, status) in on_air {
        let row = Row {
            cells: live::cells(id, status),
            plain: live::plain(id, status),
            json: live::json(id, status),
        };
        list.push(row)?;
    }
    list.finish(Map::from_iter([
        ("live".to_owned(), Value::from(on_air.len())),
        ("bytesPerSecond".to_owned(), json!(total(on_air))),
    ]))
}
