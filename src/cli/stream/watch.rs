//! Streams asked about over and over: to show what changes, or until they are as somebody wants them.

use std::io;
use std::time::Duration;

use futures_util::{StreamExt, TryStreamExt, stream};
use serde_json::json;
use tokio::time::{Instant, MissedTickBehavior, interval, sleep};

use crate::cli::cloud::{Names, Session};
use crate::cli::stream::live;
use crate::cli::stream::shape::seconds;
use crate::cli::stream::status::Wanted;
use crate::exit::{Exit, Failure};
use crate::pili::{Status, StreamId};
use crate::time::Time;
use crate::ui::{Format, Screen, Ui};

/// What is watched.
pub(super) struct Watch<'a> {
    session: &'a Session<'a>,
    ids: Vec<StreamId>,
    jobs: usize,
    interval: Duration,
}

/// What a change is told by: a bit rate changes always, and is none.
pub(in crate::cli) type Known = (bool, Option<Time>, Option<String>);

/// What is to be compared of a status.
pub(in crate::cli) fn known_of(status: &Status) -> Known {
    (status.is_connected, status.since, status.address.clone())
}

/// Warns people; what is drawn goes away first, and is drawn below that then.
pub(in crate::cli) fn warn(ui: Ui, screen: &mut Option<Screen>, warning: &str) -> io::Result<()> {
    if let Some(screen) = screen {
        screen.clear()?;
    }
    ui.warn(warning);
    Ok(())
}

impl<'a> Watch<'a> {
    /// Finds the streams; none may be missing.
    pub(super) async fn of(
        session: &'a Session<'a>,
        names: &Names,
        interval: Duration,
    ) -> anyhow::Result<Self> {
        let find = |name: String| async move { session.stream(&name).await };
        let names_of = stream::iter(names.each.clone()).map(find);
        let ids = names_of.buffered(names.jobs).try_collect().await?;
        Ok(Self { session, ids, jobs: names.jobs, interval })
    }

    pub(super) fn ids(&self) -> Vec<String> {
        self.ids.iter().map(StreamId::to_string).collect()
    }

    /// All statuses; for those that could not be had this time a warning.
    async fn ask(&self) -> anyhow::Result<Vec<Result<Status, String>>> {
        let ask = |id: StreamId| async move {
            match self.session.client.status(&id).await {
                Ok(status) => Ok(Ok(status)),
                Err(error) if error.is_passing() => {
                    Ok(Err(format!("cannot get the status of {id} for now: {error}")))
                }
                Err(error) => {
                    Err(self.session.failed(&format!("cannot get the status of {id}"), &id, error).await)
                }
            }
        };
        stream::iter(self.ids.clone()).map(ask).buffered(self.jobs).try_collect().await
    }

    /// Shows them until a signal comes.
    pub(super) async fn run(&mut self) -> anyhow::Result<Exit> {
        let ui = self.session.ui();
        let mut screen = Screen::open(ui);
        let mut ticks = interval(self.interval);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut known: Vec<Option<Known>> = vec![None; self.ids.len()];
        let mut rows: Vec<Vec<String>> = self.ids.iter().map(unasked).collect();
        loop {
            ticks.tick().await;
            let now = Time::from_system(std::time::SystemTime::now());
            for (index, status) in self.ask().await?.into_iter().enumerate() {
                let status = match status {
                    Ok(status) => status,
                    Err(trouble) => {
                        warn(ui, &mut screen, &trouble)?;
                        continue;
                    }
                };
                let id = &self.ids[index];
                rows[index] = live::cells(id, &status);
                let seen = Some(known_of(&status));
                if screen.is_none() && known[index] != seen {
                    known[index] = seen;
                    ui.result(&line(ui.format(), now, id, &status))?;
                }
            }
            if let Some(screen) = &mut screen {
                screen.draw(
                    &format!("{}, every {}s", seconds(Some(now)), self.interval.as_secs()),
                    &live::COLUMNS,
                    &rows,
                )?;
            }
        }
    }

    /// Waits until all are as is wanted, but not for longer than that.
    pub(super) async fn wait_for(&mut self, wanted: Wanted, at_most: Duration) -> anyhow::Result<()> {
        // Further off than anybody waits, should it be more than the clock can count.
        let end = Instant::now().checked_add(at_most);
        let late = async {
            match end {
                Some(end) => tokio::time::sleep_until(end).await,
                None => std::future::pending().await,
            }
        };
        let waiting = async {
            loop {
                let statuses = self.ask().await?;
                for trouble in statuses.iter().filter_map(|status| status.as_ref().err()) {
                    self.session.ui().warn(trouble);
                }
                if statuses.iter().all(|status| status.as_ref().is_ok_and(|status| wanted.is(status))) {
                    return Ok(());
                }
                sleep(self.interval).await;
            }
        };
        tokio::select! {
            biased;
            done = waiting => done,
            () = late => {
                let ids = self.ids().join(", ");
                let message = format!("waited for {ids} to be {}, in vain", wanted.word());
                Err(Failure::new(Exit::Unknown, message).hint("--wait-timeout DURATION waits longer").into())
            }
        }
    }
}

fn unasked(id: &StreamId) -> Vec<String> {
    let mut cells = vec![id.to_string(), "?".to_owned()];
    cells.resize(live::COLUMNS.len(), String::new());
    cells
}

/// A change in a line.
pub(in crate::cli) fn line(format: Format, now: Time, id: &StreamId, status: &Status) -> String {
    match format {
        Format::Json | Format::Jsonl => {
            let mut json = live::json(id, status);
            json["time"] = json!(now.to_string());
            format!("{json}\n")
        }
        Format::Table | Format::Plain => {
            let plain: Vec<String> =
                live::plain(id, status).iter().map(|field| crate::ui::visible(field)).collect();
            format!("{now}\t{}\n", plain.join("\t"))
        }
    }
}
