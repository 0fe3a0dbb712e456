//! `streamctl stream job`.

use std::path::PathBuf;

use clap::Args;
use clap::builder::NonEmptyStringValueParser;
use serde_json::{Value, json};

use crate::cli::cloud::{self, Jobs, Names, Needs, Session, Told};
use crate::cli::stream::wait;
use crate::cli::{Context, when};
use crate::exit::Exit;
use crate::pili::Job as Answer;
use crate::time::Span;
use crate::ui::Column;

const COLUMNS: [Column; 3] = [Column::text("ID"), Column::text("STATE"), Column::prose("DETAILS")];

/// Tell how far the cloud's jobs are
///
/// Snapshots and conversions are jobs; the command that begins one tells its id. It takes no credentials to ask.
#[derive(Debug, Args)]
pub(in crate::cli) struct Job {
    /// Ids of jobs
    #[arg(
        value_name = "ID",
        required_unless_present = "from_file",
        value_parser = NonEmptyStringValueParser::new()
    )]
    ids: Vec<String>,
    /// Take the ids from this file, one a line; - is stdin
    #[arg(long, value_name = "FILE", conflicts_with = "ids")]
    from_file: Option<PathBuf>,
    #[command(flatten)]
    jobs: Jobs,
    /// Wait until they have ended
    #[arg(long)]
    wait: bool,
    /// Wait so long at most for each; exit 9 when that has passed
    #[arg(
        long,
        value_name = "DURATION",
        default_value = "10m",
        value_parser = when::positive_span,
        requires = "wait"
    )]
    wait_timeout: Span,
}

impl Job {
    pub(in crate::cli) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        let names = Names::of(&self.ids, self.from_file.as_deref(), self.jobs)?;
        let is_one = names.is_one;
        cloud::run(context, Needs::Nothing, async |session: &Session<'_>| {
            cloud::each(session, names, &COLUMNS, async |id: &str| {
                let job = if self.wait {
                    wait::job(session, id, self.wait_timeout, is_one).await?
                } else {
                    wait::succeeded(wait::ask(session, id).await?)?
                };
                Ok(told(job))
            })
            .await
        })
    }
}

/// A job in full.
fn told(job: Answer) -> Told {
    let state = job.state.word();
    let keys = job.items.iter().filter_map(|item| item.key.clone()).collect::<Vec<_>>();
    let mut lines = vec![
        ("id", job.id.clone()),
        ("state", state.to_owned()),
        ("details", job.description.clone()),
        ("files", keys.join(", ")),
    ];
    lines.retain(|(_, value)| !value.is_empty());
    let row = vec![job.id.clone(), state.to_owned(), job.description.clone()];
    let mut json = Value::Object(job.fields);
    json["id"] = json!(job.id);
    json["state"] = json!(state);
    Told { id: job.id, lines, cells: row.clone(), plain: row, json, ..Told::default() }
}
