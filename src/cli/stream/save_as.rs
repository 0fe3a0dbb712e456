//! `streamctl stream save-as`.

use std::path::PathBuf;

use clap::builder::NonEmptyStringValueParser;
use clap::{ArgGroup, Args};

use crate::cli::cloud::{self, Needs, Session};
use crate::cli::stream::range::FullRange;
use crate::cli::stream::saved::Order;
use crate::cli::stream::{name, target};
use crate::cli::{Context, when};
use crate::exit::{Exit, Failure};
use crate::pili::{ErrorKind, Operation, PiliError, Recording, Saved, StreamId};
use crate::time::Span;

/// Save what is recorded of a stream as a file
///
/// The cloud makes the file and keeps it under NAME; -o fetches it when it is there. NAME may hold the fields of
/// strftime, which are filled in with the moment the command began, in UTC.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("waits").args(["wait", "output"]).multiple(true))]
pub(in crate::cli) struct SaveAs {
    /// The stream: a whole id (z1.hub.title), or a title in the hub
    #[arg(value_name = "STREAM", value_parser = NonEmptyStringValueParser::new())]
    stream: String,
    /// The file's name in the cloud
    #[arg(value_name = "NAME")]
    name: String,
    #[command(flatten)]
    range: FullRange,
    /// What to convert it to, such as mp4 or flv; m3u8 converts nothing [default: from NAME's ending, else m3u8]
    #[arg(long, value_name = "FORMAT", value_parser = name::format)]
    media: Option<String>,
    /// The cloud calls this URL when the file is there
    #[arg(long, value_name = "URL", value_parser = name::notify_url)]
    notify_url: Option<String>,
    /// Convert it in this private queue of the account
    #[arg(long, value_name = "NAME")]
    pipeline: Option<String>,
    /// Wait until the file is there
    #[arg(long)]
    wait: bool,
    /// Wait so long at most; exit 9 when that has passed
    #[arg(
        long,
        value_name = "DURATION",
        default_value = "1h",
        value_parser = when::positive_span,
        requires = "waits"
    )]
    wait_timeout: Span,
    /// Wait, and fetch the file to this one; or into a directory, with / at the end if it is new
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl SaveAs {
    pub(in crate::cli) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        let (start, end) = self.range.seconds(context.now)?;
        let name = name::fill(&self.name, context.now)?;
        let format = self.media.clone().or_else(|| name::recording(&name));
        if let (None, Some(ending)) = (&format, name::unknown_ending(&name)) {
            context.ui.warn(format!(
                "NAME ends in .{ending}, which is no known format: a playlist (m3u8) is saved; --media says otherwise"
            ));
        }
        let recording = Recording {
            name: name.clone(),
            start,
            end,
            // The cloud writes a playlist anyway, and converts only if it is told to what.
            format: format.filter(|format| format != "m3u8"),
            notify_url: self.notify_url.clone(),
            pipeline: self.pipeline.clone(),
        };
        let output = self.output.as_deref();
        let path = output.map(|output| target::path(output, &name)).transpose()?;
        cloud::run(context, Needs::Keys, async |session: &Session<'_>| {
            let id = session.stream(&self.stream).await?;
            let Some(saved) = save(session, &id, &recording).await? else { return Ok(Exit::Done) };
            let wait = (self.wait || path.is_some()).then_some(self.wait_timeout);
            let is_converted = recording.format.is_some();
            Order { id: &id, name: &name, is_converted, wait, path: path.clone() }
                .fill(session, saved)
                .await?
                .print(context.ui)?;
            Ok(Exit::Done)
        })
    }
}

/// Asks for a recording to be saved. A dry run prints the request instead, and there is nothing.
pub(super) async fn save(
    session: &Session<'_>,
    id: &StreamId,
    recording: &Recording,
) -> anyhow::Result<Option<Saved>> {
    if session.context.is_dry_run {
        let operation = Operation::SaveAs(id.clone(), recording.clone());
        session.preview(id.as_str(), &operation).print(session.ui())?;
        return Ok(None);
    }
    match session.client.save_as(id, recording).await {
        Ok(saved) => Ok(Some(saved)),
        Err(error) => Err(refused(session, id, error).await),
    }
}

/// A recording that the cloud did not save.
async fn refused(session: &Session<'_>, id: &StreamId, error: PiliError) -> anyhow::Error {
    let what = format!("cannot save the recording of {id}");
    let hint = match error.kind {
        ErrorKind::NoData => format!("nothing is recorded in that range; see streamctl stream segments {id}"),
        ErrorKind::OutcomeUnknown => "the file may be made nevertheless".to_owned(),
        _ => return session.failed(&what, id, error).await,
    };
    Failure::of(&anyhow::Error::new(error).context(what)).hint(hint).into()
}
