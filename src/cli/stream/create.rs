//! `streamctl stream create`.

use clap::Args;
use clap::builder::NonEmptyStringValueParser;

use crate::cli::cloud::{self, Needs, Session};
use crate::cli::stream::key::Publishing;
use crate::cli::stream::shape;
use crate::cli::{Context, usage};
use crate::exit::{Exit, Failure};
use crate::pili::{ErrorKind, NewStream, Operation, PiliError, Stream, check_title};

/// Make a stream
///
/// The cloud makes up what is not given: a title of 24 digits and letters, a publish key, and dynamic publish
/// security.
#[derive(Debug, Args)]
pub(in crate::cli) struct Create {
    /// Its title: 4 to 200 letters, digits, - and _
    #[arg(value_name = "TITLE", value_parser = NonEmptyStringValueParser::new())]
    title: Option<String>,
    #[command(flatten)]
    publishing: Publishing,
    /// If there is a stream of that title already, tell that one and succeed
    #[arg(long, requires = "title")]
    if_not_exists: bool,
    /// Show the publish key too
    #[arg(long)]
    reveal: bool,
}

impl Create {
    pub(in crate::cli) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        if let Some(title) = &self.title {
            check_title(title, true).map_err(|error| usage(error.to_string()))?;
        }
        let publish_key = self.publishing.key()?;
        cloud::run(context, Needs::Keys, async |session: &Session<'_>| {
            let stream = NewStream {
                hub: session.hub()?.to_owned(),
                title: self.title.clone(),
                publish_key: publish_key.clone(),
                publish_security: self.publishing.security(),
            };
            if context.is_dry_run {
                let title = self.title.clone().unwrap_or_default();
                session.preview(&title, &Operation::Create(stream)).print(context.ui)?;
                return Ok(Exit::Done);
            }
            let (stream, done, note) = match session.client.create(&stream).await {
                Ok(made) => {
                    let done = format!("{} was created", made.id);
                    (made, Some(done), None)
                }
                Err(error) if error.kind == ErrorKind::Conflict && self.if_not_exists => {
                    let there = self.existing(session, &stream.hub, error).await?;
                    let note = format!("{} was there already, and is as it was", there.id);
                    (there, None, Some(note))
                }
                Err(error) => return Err(self.explain(&stream.hub, error)),
            };
            let mut told = shape::told(&stream, self.reveal, context.now);
            (told.done, told.note) = (done, note);
            told.print(context.ui)?;
            Ok(Exit::Done)
        })
    }

    /// The stream that has the title already.
    async fn existing(&self, session: &Session<'_>, hub: &str, taken: PiliError) -> anyhow::Result<Stream> {
        let title = self.title.as_deref().unwrap_or_default();
        session.find(title).await.map_err(|error| {
            // An account may be refused titles that it cannot see.
            let failure = Failure::of(&error);
            if failure.exit == Exit::NotFound { self.explain(hub, taken) } else { error }
        })
    }

    fn explain(&self, hub: &str, error: PiliError) -> anyhow::Error {
        let what = match &self.title {
            Some(title) => format!("cannot create '{title}' in hub {hub}"),
            None => format!("cannot create a stream in hub {hub}"),
        };
        let kind = error.kind;
        let mut failure = Failure::of(&anyhow::Error::new(error).context(what));
        let hint = match (kind, &self.title) {
            (ErrorKind::Conflict, Some(title)) => {
                Some(format!("--if-not-exists takes the one there is; see streamctl stream get {title}"))
            }
            (ErrorKind::OutcomeUnknown, Some(title)) => Some(format!(
                "streamctl stream get {title} tells whether it was made; or run it again with --if-not-exists"
            )),
            (ErrorKind::OutcomeUnknown, None) => {
                Some("streamctl stream list --all tells whether one was made".to_owned())
            }
            (ErrorKind::NotFound, _) => {
                Some("a hub has to be made in the cloud's console first; see streamctl hub check".to_owned())
            }
            _ => None,
        };
        failure.hints.extend(hint);
        failure.into()
    }
}
