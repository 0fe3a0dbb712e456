//! The same work on several streams at once, each one's result told in order.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::Args;
use clap::builder::NonEmptyStringValueParser;
use futures_util::{StreamExt, stream};
use serde_json::{Map, Value, json};

use crate::cli::cloud::lines::{MOST, names_in};
use crate::cli::cloud::told::untold;
use crate::cli::cloud::{Session, Told};
use crate::cli::usage;
use crate::exit::{Exit, Failure};
use crate::pili::{ErrorKind, PiliError};
use crate::ui::{Column, List, Ui, Unit, count, failure_json};

/// How many at once.
#[derive(Clone, Copy, Debug, Args)]
pub(in crate::cli) struct Jobs {
    /// Work on so many at once
    #[arg(
        long,
        value_name = "N",
        default_value_t = 4,
        value_parser = clap::value_parser!(u16).range(1..)
    )]
    jobs: u16,
}

impl Jobs {
    /// One after the other.
    pub(in crate::cli) const ONE: Self = Self { jobs: 1 };

    pub(in crate::cli) fn count(self) -> usize {
        usize::from(self.jobs)
    }
}

/// Streams as arguments, or in a file.
#[derive(Debug, Args)]
pub(in crate::cli) struct Streams {
    /// Streams: whole ids (z1.hub.title), or titles in the hub
    #[arg(
        value_name = "STREAM",
        required_unless_present = "from_file",
        value_parser = NonEmptyStringValueParser::new()
    )]
    typed: Vec<String>,
    /// Take the streams from this file, one a line; - is stdin
    #[arg(long, value_name = "FILE", conflicts_with = "typed")]
    from_file: Option<PathBuf>,
    #[command(flatten)]
    jobs: Jobs,
}

impl Streams {
    /// The streams as they were typed.
    pub(in crate::cli) fn names(&self) -> anyhow::Result<Names> {
        Names::of(&self.typed, self.from_file.as_deref(), self.jobs)
    }
}

/// What to work on.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Names {
    pub(in crate::cli) each: Vec<String>,
    /// Whether one was typed: then it is told by itself, and not as a list of one.
    pub(in crate::cli) is_one: bool,
    pub(in crate::cli) jobs: usize,
}

impl Names {
    /// What was typed, or else stands in a file.
    pub(in crate::cli) fn of(typed: &[String], file: Option<&Path>, jobs: Jobs) -> anyhow::Result<Self> {
        let names = match file {
            Some(file) => from_file(file)?,
            None => typed.to_vec(),
        };
        if let (true, Some(file)) = (names.is_empty(), file) {
            return Err(usage(format!("{} has no lines", name_of(file))));
        }
        let is_one = file.is_none() && names.len() == 1;
        Ok(Self { each: names, is_one, jobs: jobs.count() })
    }
}

fn name_of(file: &Path) -> String {
    if file == Path::new("-") { "stdin".to_owned() } else { file.display().to_string() }
}

/// The names in a file, or in stdin for `-`.
fn from_file(file: &Path) -> anyhow::Result<Vec<String>> {
    let name = name_of(file);
    if file == Path::new("-") {
        return names_in(std::io::stdin().lock(), &name, MOST);
    }
    let opened = File::open(file).with_context(|| format!("cannot read {name}"))?;
    names_in(BufReader::new(opened), &name, MOST)
}

/// Does the work on each, as many at once as was asked for, and tells the results in order. One that fails does
/// not stop the others, unless it says that they would fail too.
pub(in crate::cli) async fn each(
    session: &Session<'_>,
    names: Names,
    columns: &'static [Column],
    work: impl AsyncFn(&str) -> anyhow::Result<Told>,
) -> anyhow::Result<Exit> {
    let ui = session.ui();
    if names.is_one {
        for name in &names.each {
            work(name).await?.print(ui)?;
        }
        return Ok(Exit::Done);
    }
    let each = session.distinct(names.each).await;
    let total = each.len();
    let stop = Cell::new(None);
    let one = async |name: String| {
        if let Some(exit) = stop.get() {
            return (name, Err(Trouble::Untried(exit)));
        }
        let done = work(&name).await.map_err(|error| {
            if stops(&error) && stop.get().is_none() {
                stop.set(Some(Failure::of(&error).exit));
            }
            Trouble::Failed(Box::new(Failure::of(&error)))
        });
        (name, done)
    };
    let mut results = std::pin::pin!(stream::iter(each).map(one).buffered(names.jobs));
    let mut list = List::new(ui, columns);
    let mut progress = ui.progress("", Unit::Things);
    let (mut done, mut failed, mut untried) = (0, 0, 0);
    // The work goes on where nobody can be told of it any more.
    let mut unprinted: Option<io::Error> = None;
    let mut changed = Vec::new();
    while let Some((name, result)) = results.next().await {
        done += 1;
        progress.set(done, u64::try_from(total).ok());
        let printed = match result {
            Ok(told) => {
                changed.extend(told.done());
                if unprinted.is_some() {
                    Ok(())
                } else {
                    progress.suspend(|| {
                        let item = json!({ "id": told.id, "ok": true, "result": told.json });
                        told.add_to(&mut list, ui, item)
                    })
                }
            }
            Err(trouble) => {
                failed += 1;
                untried += usize::from(matches!(trouble, Trouble::Untried(_)));
                let list = if unprinted.is_none() { Some(&mut list) } else { None };
                progress.suspend(|| tell(ui, list, &name, trouble))
            }
        };
        unprinted = unprinted.or(printed.err());
    }
    drop(progress);
    if unprinted.is_none() {
        let extra = Map::from_iter([("failed".to_owned(), Value::from(failed))]);
        unprinted = list.finish(extra).err();
    }
    if untried > 0 && !ui.format().is_json() {
        let message = format!("{} not tried: they would fail likewise", count(untried, "stream"));
        ui.error_lines(&Failure::new(Exit::Some, message));
    }
    let exit = stop.get().or((failed > 0).then_some(Exit::Some));
    match (exit, unprinted) {
        (None, Some(error)) => Err(untold(error, hints(&changed))),
        (Some(exit), Some(error)) => {
            // The work's own failure decides how the run ends; a closed pipe is nobody's trouble.
            if error.kind() != io::ErrorKind::BrokenPipe {
                ui.warn(error);
            }
            Ok(exit)
        }
        (exit, None) => Ok(exit.unwrap_or(Exit::Done)),
    }
}

/// What is told of the work that was done though its results cannot be printed.
fn hints(changed: &[String]) -> Vec<String> {
    /// How many are told each by itself.
    const TOLD: usize = 10;
    let mut hints: Vec<String> = changed.iter().take(TOLD).cloned().collect();
    if changed.len() > TOLD {
        hints.push(format!("and {} more likewise", changed.len() - TOLD));
    }
    hints
}

/// Why there is no result.
enum Trouble {
    /// It failed.
    Failed(Box<Failure>),
    /// Another failed in a way that ends the run so.
    Untried(Exit),
}

/// Tells of a failure: programs in the list, if there still is one, people on stderr.
fn tell(ui: Ui, list: Option<&mut List>, name: &str, trouble: Trouble) -> io::Result<()> {
    let failure = match trouble {
        Trouble::Failed(failure) => *failure,
        // People are told once how many there are.
        Trouble::Untried(_) if !ui.format().is_json() => return Ok(()),
        Trouble::Untried(exit) => Failure::new(exit, "not tried: it would fail like one before"),
    };
    if let Some(list) = list.filter(|_| ui.format().is_json()) {
        let json = json!({ "id": name, "ok": false, "error": failure_json(&failure) });
        return Told::default().add_to(list, ui, json);
    }
    // Most messages say already what they are about.
    let is_named = failure.message.contains(name);
    let message = if is_named { failure.message } else { format!("{name}: {}", failure.message) };
    ui.error_lines(&Failure { message, ..failure });
    Ok(())
}

/// Whether an error says that all others would fail too: refused credentials, and a server that wants a rest.
pub(super) fn stops(error: &anyhow::Error) -> bool {
    let cause = error.chain().find_map(|cause| cause.downcast_ref::<PiliError>());
    cause.is_some_and(|cause| matches!(cause.kind, ErrorKind::Credentials | ErrorKind::TooMany))
}
