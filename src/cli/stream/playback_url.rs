//! `streamctl stream playback-url`.

use clap::Args;
use clap::builder::NonEmptyStringValueParser;
use serde_json::{Value, json};

use crate::cli::Context;
use crate::cli::cloud::{self, Needs, Session, untold};
use crate::cli::stream::range::FullRange;
use crate::cli::stream::save_as::save;
use crate::exit::{Exit, Failure};
use crate::pili::Recording;

/// Print the URL that plays what is recorded of a stream
///
/// For this the cloud writes a playlist of the range into the account's storage.
#[derive(Debug, Args)]
pub(in crate::cli) struct PlaybackUrl {
    /// The stream: a whole id (z1.hub.title), or a title in the hub
    #[arg(value_name = "STREAM", value_parser = NonEmptyStringValueParser::new())]
    stream: String,
    #[command(flatten)]
    range: FullRange,
}

impl PlaybackUrl {
    pub(in crate::cli) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        let (start, end) = self.range.seconds(context.now)?;
        // Another call must never write over the file of this one.
        let name = format!("playback-{start}-{end}-{}", context.now.micros() / 1_000);
        let recording =
            Recording { name: name.clone(), start, end, format: None, notify_url: None, pipeline: None };
        cloud::run(context, Needs::Keys, async |session: &Session<'_>| {
            let id = session.stream(&self.stream).await?;
            let Some(saved) = save(session, &id, &recording).await? else { return Ok(Exit::Done) };
            context.ui.note(format!("wrote {name} in the cloud"));
            let Some(url) = &saved.url else {
                let message = format!("the cloud's answer for {id} does not say where {name} is");
                return Err(Failure::new(Exit::Other, message).into());
            };
            let mut json = Value::Object(saved.fields.clone());
            json["id"] = json!(id.as_str());
            json["name"] = json!(name);
            let printed = context.ui.value(url, &json);
            printed.map_err(|error| untold(error, [format!("{name} was written in the cloud")]))?;
            Ok(Exit::Done)
        })
    }
}
