//! `streamctl stream publish-url`.

use clap::Args;
use clap::builder::NonEmptyStringValueParser;
use serde_json::{Value, json};

use crate::cli::Context;
use crate::cli::cloud::{self, Needs, Session};
use crate::cli::stream::range::ceil;
use crate::cli::when;
use crate::exit::Exit;
use crate::pili::{PublishUrl as Url, publish_url};
use crate::time::Span;

/// For how long a URL is good unless told otherwise.
const DEFAULT_LIFE: Span = Span::from_secs(3_600);

/// Print the URL a stream is published to
///
/// It holds the publish key or a token made with it: whoever has it can publish. A token over a nonce is good
/// for nonces larger than the last one the cloud took; one that expires, until then.
#[derive(Debug, Args)]
pub(in crate::cli) struct PublishUrl {
    /// The stream: a whole id (z1.hub.title), or a title in the hub
    #[arg(value_name = "STREAM", value_parser = NonEmptyStringValueParser::new())]
    stream: String,
    /// Sign over this number, for dynamic publish security [default: unix seconds]
    #[arg(long, value_name = "N")]
    nonce: Option<u64>,
    /// The URL is good for so long, for publish security that expires [default: 1h]
    #[arg(long, value_name = "DURATION", value_parser = when::positive_span)]
    expires_in: Option<Span>,
}

impl PublishUrl {
    pub(in crate::cli) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        let seconds = u64::try_from(context.now.micros() / 1_000_000).unwrap_or(0);
        let nonce = self.nonce.unwrap_or(seconds);
        let expires = ceil(context.now + self.expires_in.unwrap_or(DEFAULT_LIFE));
        cloud::run(context, Needs::Keys, async |session: &Session<'_>| {
            let stream = session.find(&self.stream).await?;
            let url = publish_url(&stream, session.credentials(), nonce, expires)?;
            for (is_given, has, flag) in [
                (self.nonce.is_some(), url.nonce.is_some(), "--nonce"),
                (self.expires_in.is_some(), url.expires.is_some(), "--expires-in"),
            ] {
                if is_given && !has {
                    let (id, security) = (&stream.id, url.security);
                    context.ui.warn(format!("{flag} has no effect: {id} is published to with '{security}'"));
                }
            }
            context.ui.value(url.url.expose(), &json_of(stream.id.as_str(), &url))?;
            Ok(Exit::Done)
        })
    }
}

fn json_of(id: &str, url: &Url) -> Value {
    let mut json = json!({ "id": id, "url": url.url.expose(), "publishSecurity": url.security });
    if let Some(nonce) = url.nonce {
        json["nonce"] = json!(nonce);
    }
    if let Some(expires) = url.expires {
        json["expires"] = json!(expires);
    }
    json
}
