//! `streamctl stream segments`.

use clap::Args;
use serde_json::{Map, Value};

use crate::cli::Context;
use crate::cli::cloud::{self, Needs, Session};
use crate::cli::stream::range::Range;
use crate::cli::stream::shape::moment;
use crate::exit::Exit;
use crate::pili::Piece;
use crate::time::Span;
use crate::ui::{Column, List, Row, count};

const COLUMNS: [Column; 3] = [Column::text("START"), Column::text("END"), Column::number("LENGTH")];

/// List what is recorded of a stream
///
/// What is being recorded now appears when it ends.
#[derive(Debug, Args)]
pub(in crate::cli) struct Segments {
    /// The stream: a whole id (z1.hub.title), or a title in the hub
    #[arg(value_name = "STREAM", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    stream: String,
    #[command(flatten)]
    range: Range,
    /// List so many at most
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    limit: Option<u32>,
}

impl Segments {
    pub(in crate::cli) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        let (start, end) = self.range.seconds(context.now)?;
        cloud::run(context, Needs::Keys, async |session: &Session<'_>| {
            let id = session.stream(&self.stream).await?;
            let found = match session.client.segments(&id, start, end, self.limit).await {
                Ok(found) => found,
                Err(error) => {
                    let what = format!("cannot list what is recorded of {id}");
                    return Err(session.failed(&what, &id, error).await);
                }
            };
            let mut list = List::new(context.ui, &COLUMNS);
            for piece in &found.pieces {
                list.push(row(piece))?;
            }
            let rest = found.fields.into_iter().filter(|(key, _)| key != "segments" && key != "items");
            let named = Map::from_iter([("id".to_owned(), Value::from(id.as_str()))]);
            list.finish(named.into_iter().chain(rest).collect())?;
            if found.pieces.is_empty() {
                context.ui.note(format!(
                    "nothing is recorded of {id}{} yet",
                    if (start, end) == (None, None) { "" } else { " in that range" }
                ));
            } else {
                let total: Span = found.pieces.iter().map(length).sum();
                context.ui.note(format!("{}, {total} in all", count(found.pieces.len(), "segment")));
            }
            Ok(Exit::Done)
        })
    }
}

fn length(piece: &Piece) -> Span {
    let seconds = piece.end.saturating_sub(piece.start);
    Span::from_secs(u64::try_from(seconds).unwrap_or(0))
}

fn row(piece: &Piece) -> Row {
    Row {
        cells: vec![moment(piece.start), moment(piece.end), length(piece).to_string()],
        plain: vec![piece.start.to_string(), piece.end.to_string()],
        json: serde_json::json!({ "start": piece.start, "end": piece.end }),
    }
}
