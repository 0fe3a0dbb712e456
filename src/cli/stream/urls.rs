//! `streamctl stream urls`.

use clap::builder::NonEmptyStringValueParser;
use clap::{Args, ValueEnum};
use serde_json::{Map, Value, json};

use crate::cli::Context;
use crate::cli::cloud::{self, Needs, Session};
use crate::exit::Exit;
use crate::pili::{PlayKind, PlayUrl, live_urls};
use crate::ui::{Column, List, Row};

const COLUMNS: [Column; 3] = [Column::text("KIND"), Column::text("PROFILE"), Column::text("URL")];

/// List the URLs a live stream is played from
///
/// One for every way and profile; ORIGIN is what was published, the others are transcoded.
#[derive(Debug, Args)]
pub(in crate::cli) struct Urls {
    /// The stream: a whole id (z1.hub.title), or a title in the hub
    #[arg(value_name = "STREAM", value_parser = NonEmptyStringValueParser::new())]
    stream: String,
    /// Only those of this kind: rtmp, hls or flv; may be repeated
    #[arg(long, value_name = "KIND", hide_possible_values = true)]
    kind: Vec<Kind>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    Rtmp,
    Hls,
    Flv,
}

impl Kind {
    const ALL: [Self; 3] = [Self::Rtmp, Self::Hls, Self::Flv];

    const fn word(self) -> &'static str {
        match self {
            Self::Rtmp => "rtmp",
            Self::Hls => "hls",
            Self::Flv => "flv",
        }
    }

    const fn play(self) -> PlayKind {
        match self {
            Self::Rtmp => PlayKind::Rtmp,
            Self::Hls => PlayKind::Hls,
            Self::Flv => PlayKind::Flv,
        }
    }
}

impl Urls {
    pub(in crate::cli) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        cloud::run(context, Needs::Keys, async |session: &Session<'_>| {
            let stream = session.find(&self.stream).await?;
            let mut found: Vec<(Kind, PlayUrl)> = Vec::new();
            let mut missing = Vec::new();
            for kind in self.kinds() {
                match live_urls(&stream, kind.play()) {
                    Ok(urls) => found.extend(urls.into_iter().map(|url| (kind, url))),
                    Err(error) if self.kind.is_empty() => missing.push(error),
                    Err(error) => return Err(error.into()),
                }
            }
            if found.is_empty() && !missing.is_empty() {
                return Err(missing.remove(0).into());
            }
            for error in missing {
                context.ui.warn(error);
            }
            let mut list = List::new(context.ui, &COLUMNS);
            for (kind, url) in found {
                list.push(row(kind, url))?;
            }
            list.finish(Map::from_iter([("id".to_owned(), Value::from(stream.id.as_str()))]))?;
            Ok(Exit::Done)
        })
    }

    /// The kinds that are asked for, each once.
    fn kinds(&self) -> Vec<Kind> {
        let is_asked = |kind: &Kind| self.kind.is_empty() || self.kind.contains(kind);
        Kind::ALL.into_iter().filter(is_asked).collect()
    }
}

fn row(kind: Kind, url: PlayUrl) -> Row {
    let json = json!({ "kind": kind.word(), "profile": url.profile, "url": url.url });
    let cells = vec![kind.word().to_owned(), url.profile, url.url];
    Row { plain: cells.clone(), cells, json }
}
