//! `streamctl stream delete`.

use clap::Args;
use serde_json::json;

use crate::cli::Context;
use crate::cli::cloud::{self, Asks, Needs, Session, Streams, Told};
use crate::exit::{Exit, Failure};
use crate::pili::{ErrorKind, Operation};

/// Delete streams
///
/// It is asked first whether they are meant; --yes is for those who need not be asked.
#[derive(Debug, Args)]
pub(in crate::cli) struct Delete {
    #[command(flatten)]
    streams: Streams,
    /// Succeed if there is no such stream
    #[arg(long)]
    if_exists: bool,
}

impl Delete {
    pub(in crate::cli) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        let names = self.streams.names()?;
        cloud::run(context, Needs::Keys, async |session: &Session<'_>| {
            let names = session.confirm(Asks::Always, "delete", names).await?;
            cloud::each(session, names, &[], async |name: &str| self.delete(session, name).await).await
        })
    }

    async fn delete(&self, session: &Session<'_>, name: &str) -> anyhow::Result<Told> {
        let id = match session.stream(name).await {
            Ok(id) => id,
            Err(error) if self.if_exists && Failure::of(&error).exit == Exit::NotFound => {
                return Ok(told(name, false));
            }
            Err(error) => return Err(error),
        };
        if session.context.is_dry_run {
            return Ok(session.preview(id.as_str(), &Operation::Delete(id.clone())));
        }
        match session.client.delete(&id).await {
            Ok(()) => Ok(told(id.as_str(), true)),
            Err(error) if self.if_exists && error.kind == ErrorKind::NotFound => Ok(told(id.as_str(), false)),
            Err(error) => Err(session.failed(&format!("cannot delete {id}"), &id, error).await),
        }
    }
}

fn told(id: &str, is_deleted: bool) -> Told {
    let word = if is_deleted { "deleted" } else { "absent" };
    Told {
        id: id.to_owned(),
        note: Some(if is_deleted { format!("{id} is deleted") } else { format!("there is no stream {id}") }),
        plain: vec![id.to_owned(), word.to_owned()],
        json: json!({ "id": id, "deleted": is_deleted }),
        ..Told::default()
    }
}
