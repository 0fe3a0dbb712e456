//! `streamctl stream update`.

use clap::Args;
use clap::builder::NonEmptyStringValueParser;

use crate::cli::cloud::{self, Asks, Jobs, Names, Needs, Session};
use crate::cli::stream::key::Publishing;
use crate::cli::stream::shape;
use crate::cli::{Context, usage};
use crate::exit::Exit;
use crate::pili::{Changes, Operation};

/// Change a stream
///
/// Only what is given is sent: nothing else changes.
#[derive(Debug, Args)]
pub(in crate::cli) struct Update {
    /// The stream: a whole id (z1.hub.title), or a title in the hub
    #[arg(value_name = "STREAM", value_parser = NonEmptyStringValueParser::new())]
    stream: String,
    #[command(flatten)]
    publishing: Publishing,
    /// Whether nobody may publish: true or false
    #[arg(long, value_name = "BOOL", hide_possible_values = true)]
    disabled: Option<bool>,
}

impl Update {
    pub(in crate::cli) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        let changes = Changes {
            publish_key: self.publishing.key()?,
            publish_security: self.publishing.security(),
            disabled: self.disabled,
        };
        if changes == Changes::default() {
            return Err(usage(
                "nothing to change: give --publish-key-file, --publish-security or --disabled",
            ));
        }
        let names = Names::of(std::slice::from_ref(&self.stream), None, Jobs::ONE)?;
        cloud::run(context, Needs::Keys, async |session: &Session<'_>| {
            let names = session.confirm(Asks::Protected, "update", names).await?;
            cloud::each(session, names, shape::columns(false), async |name: &str| {
                let id = session.stream(name).await?;
                if context.is_dry_run {
                    return Ok(session.preview(id.as_str(), &Operation::Update(id.clone(), changes.clone())));
                }
                match session.client.update(&id, &changes).await {
                    Ok(stream) => Ok(shape::told(&stream, false, context.now)),
                    Err(error) => Err(session.failed(&format!("cannot update {id}"), &id, error).await),
                }
            })
            .await
        })
    }
}
