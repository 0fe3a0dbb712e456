//! `streamctl stream snapshot`.

use std::path::PathBuf;

use clap::{ArgGroup, Args, ValueEnum};
use serde_json::json;

use crate::cli::cloud::{self, Needs, Session, Told};
use crate::cli::stream::range::floor;
use crate::cli::stream::saved::Order;
use crate::cli::stream::{name, target};
use crate::cli::{Context, when};
use crate::exit::{Exit, Failure};
use crate::pili::{ErrorKind, Operation, Picture, PiliError, StreamId};
use crate::time::{Span, Time};

/// Take a picture of a live stream
///
/// The cloud takes it and keeps it under NAME; -o fetches it when it is there. NAME may hold the fields of
/// strftime, which are filled in with the picture's moment, in UTC: cam1-%Y%m%dT%H%M%SZ.jpg.
#[derive(Debug, Args)]
#[command(group = ArgGroup::new("waits").args(["wait", "output"]).multiple(true))]
pub(in crate::cli) struct Snapshot {
    /// The stream: a whole id (z1.hub.title), or a title in the hub
    #[arg(value_name = "STREAM", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    stream: String,
    /// The picture's name in the cloud [default: TITLE-%Y%m%dT%H%M%SZ.jpg]
    #[arg(value_name = "NAME")]
    name: Option<String>,
    /// Take it of this time, such as 2026-01-02T03:04:05Z, unix seconds, or -10m [default: now]
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    time: Option<String>,
    /// The kind of picture, such as jpg or png [default: from NAME's ending, else jpg]
    #[arg(long, value_name = "FORMAT", value_parser = name::format)]
    image: Option<String>,
    /// The cloud calls this URL when the picture is there
    #[arg(long, value_name = "URL", value_parser = name::notify_url)]
    notify_url: Option<String>,
    /// Wait until the picture is there
    #[arg(long)]
    wait: bool,
    /// Wait so long at most; exit 9 when that has passed
    #[arg(
        long,
        value_name = "DURATION",
        default_value = "10m",
        value_parser = when::positive_span,
        requires = "waits"
    )]
    wait_timeout: Span,
    /// Wait, and fetch the picture to this file; or into a directory, with / at the end if it is new
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// When nobody is publishing: fail (exit 7), or skip, which is a success that says so
    #[arg(long, value_name = "HOW", default_value = "fail", hide_possible_values = true)]
    if_offline: IfOffline,
}

/// A time that is no longer ago than this means what is on air now.
const JUST_NOW: Span = Span::from_secs(60);

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum IfOffline {
    Fail,
    Skip,
}

impl Snapshot {
    pub(in crate::cli) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        let time = self.time.as_deref().map(|text| when::time("--time", text, context.now)).transpose()?;
        let moment = time.unwrap_or(context.now);
        // What is wrong with a name that was given is told before anything else.
        let given = self.name.as_deref().map(|name| name::fill(name, moment)).transpose()?;
        let format = self.image.clone().or_else(|| given.as_deref().and_then(name::picture));
        let format = format.unwrap_or_else(|| "jpg".to_owned());
        let path = |name: &str| self.output.as_deref().map(|output| target::path(output, name)).transpose();
        let known_path = given.as_deref().map(path).transpose()?;
        cloud::run(context, Needs::Keys, async |session: &Session<'_>| {
            let id = session.stream(&self.stream).await?;
            let (name, path) = if let (Some(name), Some(known)) = (&given, &known_path) {
                (name.clone(), known.clone())
            } else {
                let name = format!("{}-%Y%m%dT%H%M%SZ.{format}", name::literal(id.title()));
                let name = name::fill(&name, moment)?;
                let path = path(&name)?;
                (name, path)
            };
            let picture = Picture {
                name: name.clone(),
                format: format.clone(),
                time: time.map(floor),
                notify_url: self.notify_url.clone(),
            };
            if context.is_dry_run {
                session.preview(id.as_str(), &Operation::Snapshot(id.clone(), picture)).print(context.ui)?;
                return Ok(Exit::Done);
            }
            let wait = (self.wait || self.output.is_some()).then_some(self.wait_timeout);
            let told = match session.client.snapshot(&id, &picture).await {
                Ok(saved) => {
                    let order = Order { id: &id, name: &name, is_converted: true, wait, path };
                    order.fill(session, saved).await?
                }
                Err(error) => self.refused(session, &id, moment, error).await?,
            };
            told.print(context.ui)?;
            Ok(Exit::Done)
        })
    }

    /// A picture that the cloud did not take; perhaps because there is nothing to be seen.
    async fn refused(
        &self,
        session: &Session<'_>,
        id: &StreamId,
        moment: Time,
        error: PiliError,
    ) -> anyhow::Result<Told> {
        // Of a time that has clearly passed there may be a picture whoever is publishing now.
        let may_be_offline = moment > session.context.now - JUST_NOW
            && match error.kind {
                ErrorKind::NotFound | ErrorKind::NoData => true,
                ErrorKind::Refused => error.status == Some(400),
                _ => false,
            };
        let is_offline =
            may_be_offline && session.client.status(id).await.is_ok_and(|status| !status.is_connected);
        if is_offline && self.if_offline == IfOffline::Skip {
            return Ok(skipped(id));
        }
        let what = format!("cannot take a picture of {id}");
        if is_offline {
            let mut failure =
                Failure::new(Exit::State, format!("{what}: it is offline, nobody is publishing to it"));
            (failure.status, failure.reqid) = (error.status, error.reqid);
            return Err(failure.hint("--if-offline skip makes that a success").into());
        }
        if error.kind == ErrorKind::OutcomeUnknown {
            let failure = Failure::of(&anyhow::Error::new(error).context(what));
            return Err(failure.hint("the picture may be taken nevertheless").into());
        }
        Err(session.failed(&what, id, error).await)
    }
}

fn skipped(id: &StreamId) -> Told {
    Told {
        id: id.to_string(),
        note: Some(format!("skipped {id}: it is offline")),
        json: json!({ "id": id.as_str(), "skipped": "offline" }),
        ..Told::default()
    }
}
