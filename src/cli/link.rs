//! `streamctl link`.

use std::path::PathBuf;

use clap::Args;
use serde_json::{Value, json};

use crate::cli::{Context, usage};
use crate::exit::{Exit, Failure};
use crate::server::{Address, link_keys};
use crate::time::{Span, Time};

/// Print a signed link to something that `serve` serves, which expires
///
/// Whoever has the link can see that stream without credentials, and nothing else: of a media playlist that variant, and
/// of a URL with start, end or window that part. It is printed alone. `serve` takes it if it has the same secret.
#[derive(Debug, Args)]
pub(super) struct Link {
    /// The URL of a playlist, of a coverage, or of a segment, as a player would open it
    #[arg(value_name = "URL")]
    url: String,
    /// How long the link is good, or until when: 2h, 7d, 2026-01-02T03:04:05Z
    #[arg(long, value_name = "DURATION|TIME", default_value = "24h", allow_hyphen_values = true)]
    expires: String,
    /// The file with the secret that signs [default: the configuration's]
    ///
    /// The one that `serve --link-secret-file` has. Of several lines the first signs. To make one:
    /// (umask 077; openssl rand -hex 32 > FILE)
    #[arg(long = "link-secret-file", value_name = "FILE")]
    secret_file: Option<PathBuf>,
}

impl Link {
    pub(super) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        let expires = self.expires(context.now)?;
        let configured = || Ok::<_, anyhow::Error>(context.config()?.link_secret_file.clone());
        let file = self.secret_file.clone().map_or_else(configured, |file| Ok(Some(file)))?;
        let Some(file) = file else {
            return Err(Failure::new(Exit::Config, "no secret to sign with is given")
                .hint("name the one of the server: --link-secret-file FILE, or link_secret_file in [serve]")
                .hint("to make one: (umask 077; openssl rand -hex 32 > FILE)")
                .into());
        };
        let keys = link_keys(&file).map_err(|message| Failure::new(Exit::Config, message))?;
        let address = Address::sign(&self.url, &keys, expires, context.now)
            .map_err(|error| usage(error.to_string()))?;
        if let Some(end) = address.link.end.filter(|end| *end > address.link.expires) {
            context.ui.warn(format!(
                "the link expires at {}, before the end of what it is for, {end}",
                address.link.expires
            ));
        }
        context.ui.value(&address.url, &json_of(&address))?;
        Ok(Exit::Done)
    }

    /// When it expires: so long from now, or then.
    fn expires(&self, now: Time) -> anyhow::Result<Time> {
        let text = &self.expires;
        let expires = match Span::parse(text) {
            Ok(span) => now + span,
            Err(_) => Time::parse(text, now).map_err(|_| {
                let message = format!("--expires: '{text}' is no length of time and no time");
                Failure::new(Exit::Usage, message)
                    .hint("write how long, with s, m, h or d: 90m, 2h, 7d; or a time: 2026-01-02T03:04:05Z")
            })?,
        };
        if expires <= now {
            return Err(usage(format!("--expires: {expires} has passed: links need a time to come")));
        }
        Ok(expires)
    }
}

fn json_of(address: &Address) -> Value {
    let link = &address.link;
    let mut json = json!({ "url": address.url, "expires": link.expires.to_string(), "stream": link.stream });
    for (name, value) in [
        ("variant", link.variant.clone()),
        ("start", link.start.map(|time| time.to_string())),
        ("end", link.end.map(|time| time.to_string())),
        ("window", link.window.map(|window| window.to_string())),
    ] {
        if let Some(value) = value {
            json[name] = value.into();
        }
    }
    json
}
