//! `streamctl stream list`.

use clap::Args;
use serde_json::{Map, json};

use crate::cli::Context;
use crate::cli::cloud::{self, Needs, PAGE, Session, cannot_list};
use crate::cli::shell::flag;
use crate::cli::stream::shape;
use crate::exit::{Exit, Failure};
use crate::pili::{Filter, PiliError};
use crate::ui::{Format, List as Listing, Ui, count};

/// List the streams of a hub
///
/// Without --all the first 100 are listed, and it is said how to go on.
#[derive(Debug, Args)]
pub(in crate::cli) struct List {
    /// Only those whose titles begin with this
    #[arg(long, value_name = "TEXT")]
    prefix: Option<String>,
    /// Only those that somebody is publishing to
    #[arg(long)]
    live: bool,
    /// List so many in all
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..))]
    limit: u32,
    /// Go on from here: what a list that was cut gave
    #[arg(long, value_name = "MARKER")]
    marker: Option<String>,
    /// List them all
    #[arg(long, conflicts_with = "limit")]
    all: bool,
    /// List their ids and nothing else
    #[arg(long)]
    ids: bool,
}

impl List {
    pub(in crate::cli) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        cloud::run(context, Needs::Keys, async |session: &Session<'_>| self.list(session).await)
    }

    async fn list(&self, session: &Session<'_>) -> anyhow::Result<Exit> {
        let ui = session.ui();
        let hub = session.hub()?;
        let filter = Filter {
            hub: hub.to_owned(),
            prefix: self.prefix.clone().filter(|prefix| !prefix.is_empty()),
            is_live: self.live,
            ids_only: self.ids,
        };
        let marker = self.marker.clone().filter(|marker| !marker.is_empty());
        let mut pages = session.client.list(filter, marker);
        let mut listing = Listing::new(ui, shape::columns(false));
        let mut shown = 0;
        while let Some(limit) = self.page(shown) {
            let from = pages.marker().map(str::to_owned).or_else(|| self.marker.clone());
            match pages.next(limit).await {
                Ok(Some(page)) => {
                    // A page that came larger than was asked for is shown whole: its marker leads behind it.
                    for stream in page.streams {
                        shown += 1;
                        if self.ids && matches!(ui.format(), Format::Table | Format::Plain) {
                            ui.result(&format!("{}\n", stream.id))?;
                        } else {
                            let mut row = shape::row(&stream, false, session.context.now);
                            if self.ids {
                                row.json = json!({ "id": stream.id.as_str() });
                            }
                            listing.push(row)?;
                        }
                    }
                }
                Ok(None) => break,
                Err(error) => {
                    let printed = if self.prints_at_once(ui) { shown } else { 0 };
                    if pages.lost().is_some() {
                        return Err(explain_lost(hub, printed, error));
                    }
                    return Err(self.explain(hub, printed, from.as_deref(), error));
                }
            }
        }
        if let Some(error) = pages.lost() {
            // That there are more is known, but not how to come to them.
            let printed = if self.prints_at_once(ui) { shown } else { 0 };
            return Err(explain_lost(hub, printed, error));
        }
        let marker = if self.page(shown).is_none() { pages.marker().map(str::to_owned) } else { None };
        // A text also where there is none, so that `--marker "$(jq -r .marker)"` means what it says.
        let extra = [
            ("marker", json!(marker.as_deref().unwrap_or_default())),
            ("truncated", json!(marker.is_some())),
        ];
        listing.finish(Map::from_iter(extra.map(|(key, value)| (key.to_owned(), value))))?;
        if let Some(marker) = marker {
            let shown = count(shown, "stream");
            let again = self.again(&marker);
            ui.note(format!("{shown} shown, and there are more: --all lists them all, {again} goes on"));
        } else if shown == 0 {
            ui.note(format!(
                "no streams in hub {hub}{}",
                if self.is_filtered() { " are like that" } else { "" }
            ));
        }
        Ok(Exit::Done)
    }

    /// Whether a stream is printed as soon as it comes.
    fn prints_at_once(&self, ui: Ui) -> bool {
        match ui.format() {
            Format::Plain | Format::Jsonl => true,
            Format::Table => self.ids,
            Format::Json => false,
        }
    }

    fn is_filtered(&self) -> bool {
        self.live || self.prefix.is_some() || self.marker.is_some()
    }

    /// What to type to go on from a marker.
    fn again(&self, marker: &str) -> String {
        let prefix = self.prefix.as_deref().filter(|prefix| !prefix.is_empty());
        let mut flags: Vec<String> = prefix.map(|prefix| flag("--prefix", prefix)).into_iter().collect();
        flags.extend(self.live.then(|| "--live".to_owned()));
        flags.extend(self.ids.then(|| "--ids".to_owned()));
        flags.push(flag("--marker", marker));
        flags.join(" ")
    }

    /// A list that failed; where some of it is printed already, with how to go on.
    fn explain(&self, hub: &str, printed: usize, from: Option<&str>, error: PiliError) -> anyhow::Error {
        let error = cannot_list(error, format!("cannot list the streams of hub {hub}"));
        let Some(from) = from.filter(|_| printed > 0) else { return error };
        let (shown, again) = (count(printed, "stream"), self.again(from));
        Failure::of(&error).hint(format!("{shown} shown; {again} goes on from there")).into()
    }

    /// How many streams the next page is to have; `None` when enough are shown.
    fn page(&self, shown: usize) -> Option<u32> {
        if self.all {
            return Some(PAGE);
        }
        let left = usize::try_from(self.limit).unwrap_or(usize::MAX).saturating_sub(shown);
        u32::try_from(left).ok().filter(|left| *left > 0).map(|left| left.min(PAGE))
    }
}

/// A list that cannot go on, though there is more of it.
fn explain_lost(hub: &str, printed: usize, error: PiliError) -> anyhow::Error {
    let what = format!("cannot list the streams of hub {hub}");
    let failure = Failure::of(&anyhow::Error::new(error).context(what));
    if printed == 0 {
        failure.into()
    } else {
        failure.hint(format!("{} shown", count(printed, "stream"))).into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_to_go_on_lists_the_same() {
        let list = |prefix: Option<&str>, live, ids| List {
            prefix: prefix.map(str::to_owned),
            live,
            limit: 1,
            marker: None,
            all: false,
            ids,
        };
        for (list, marker, typed) in [
            (list(None, false, false), "10", "--marker 10"),
            (list(Some("a b"), true, true), "10", "--prefix 'a b' --live --ids --marker 10"),
            (list(Some(""), false, false), "a'$(b)", r"--marker 'a'\''$(b)'"),
            (list(None, false, true), "-x", "--ids --marker=-x"),
        ] {
            assert_eq!(list.again(marker), typed);
        }
    }

    #[test]
    fn pages_are_as_large_as_what_is_left() {
        let list = |limit, all| List { prefix: None, live: false, limit, marker: None, all, ids: false };
        for (limit, all, shown, page) in [
            (100, false, 0, Some(100)),
            (2_500, false, 0, Some(1_000)),
            (2_500, false, 2_000, Some(500)),
            (100, false, 100, None),
            (100, false, 130, None),
            (100, true, 100_000, Some(1_000)),
        ] {
            assert_eq!(list(limit, all).page(shown), page);
        }
    }
}
