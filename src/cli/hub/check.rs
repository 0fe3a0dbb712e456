//! `streamctl hub check`.

use clap::Args;
use serde_json::{Map, json};

use crate::cli::Context;
use crate::cli::cloud::{self, NO_HUB, Needs, Session};
use crate::exit::{Exit, Failure};
use crate::pili::{ErrorKind, PiliError, Probe};
use crate::time::{Span, Time};
use crate::ui::{Column, Format, List, Row};

const COLUMNS: [Column; 3] = [Column::text("CHECK"), Column::text("RESULT"), Column::prose("DETAILS")];

/// Clocks that differ by more than this are told as a warning.
const TOLERANCE: Span = Span::from_secs(60);

/// Check that everything is in order to work in a hub
///
/// Configuration, connection, TLS, credentials and hub, one after the other; what fails is told with what to do,
/// and the exit code is the first failure's. The clock is told too, and never fails.
#[derive(Debug, Args)]
pub(in crate::cli) struct Check {}

/// What became of one of the things to check.
enum Finding {
    Fine(String),
    Bad(Failure),
    Untried,
}

impl Check {
    #[expect(clippy::unused_self, reason = "commands are run alike")]
    pub(super) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        let session = match open(context) {
            Ok(session) => session,
            Err(error) => {
                let names = ["connection", "tls", "credentials and hub", "clock"];
                let mut findings = vec![("configuration", Finding::Bad(Failure::of(&error)))];
                findings.extend(names.map(|name| (name, Finding::Untried)));
                return tell(context, findings);
            }
        };
        cloud::until_signal(async {
            let mut findings = vec![("configuration", Finding::Fine(configuration(&session)?))];
            let probe = session.client.probe(session.hub()?).await;
            findings.extend(judge(&session, probe)?);
            tell(context, findings)
        })
    }
}

/// A session with all that a hub's commands need.
fn open(context: &Context) -> anyhow::Result<Session<'_>> {
    let session = Session::open(context, Needs::Keys)?;
    session.hub()?;
    Ok(session)
}

fn configuration(session: &Session<'_>) -> anyhow::Result<String> {
    let cloud = &session.cloud;
    let profile = cloud.profile.as_ref().map_or_else(String::new, |profile| format!("profile {profile}, "));
    Ok(format!("{profile}hub {}, {}", session.hub()?, cloud.api.value))
}

/// What an answer, or that there is none, says of connection, TLS, credentials, hub and clock.
fn judge(session: &Session<'_>, probe: Probe) -> anyhow::Result<Vec<(&'static str, Finding)>> {
    let hub = session.hub()?;
    let is_encrypted = probe.is_encrypted;
    let tls = if is_encrypted { "in use" } else { "not used" };
    let clock = match probe.date {
        Some(date) => Finding::Fine(drift(date, Time::from_system(std::time::SystemTime::now()))),
        None => Finding::Untried,
    };
    let fine = |text: &str| Finding::Fine(text.to_owned());
    Ok(match probe.listed {
        Ok(()) => vec![
            ("connection", fine("the API answers")),
            ("tls", fine(tls)),
            ("credentials and hub", Finding::Fine(format!("hub {hub} can be listed"))),
            ("clock", clock),
        ],
        // It answered, whatever it said.
        Err(error) if error.status.is_some() => vec![
            ("connection", fine("the API answers")),
            ("tls", fine(tls)),
            ("credentials and hub", Finding::Bad(refused(hub, error))),
            ("clock", clock),
        ],
        Err(error) => {
            let is_tls = probe.is_tls_trouble;
            let api = &session.cloud.api.value;
            let failure = Failure::of(&error.into());
            let (connection, tls) = if is_tls {
                let hint =
                    "is the address right, the system's list of authorities up to date, and its clock?";
                (fine("there is a server"), Finding::Bad(failure.hint(hint)))
            } else {
                let hint =
                    format!("can {api} be reached from here? HTTPS_PROXY and --timeout may have a say");
                (Finding::Bad(failure.hint(hint)), Finding::Untried)
            };
            vec![
                ("connection", connection),
                ("tls", tls),
                ("credentials and hub", Finding::Untried),
                ("clock", clock),
            ]
        }
    })
}

fn refused(hub: &str, error: PiliError) -> Failure {
    let hint = match error.kind {
        ErrorKind::Credentials => {
            "are access key and secret key those of the hub's account? streamctl config show tells where they come from"
        }
        ErrorKind::NotFound => NO_HUB,
        ErrorKind::TooMany | ErrorKind::Temporary => "try again later",
        _ => "is it the cloud's API that answers there? see the profile's api",
    };
    let mut failure = Failure::of(&anyhow::Error::new(error).context(format!("cannot list hub {hub}")));
    // Nothing looks closer than this.
    failure.hints = vec![hint.to_owned()];
    failure
}

/// How far this machine's clock is from the server's.
fn drift(server: Time, here: Time) -> String {
    let (ahead, behind) = (here.since(server), server.since(here));
    let seconds = |span: Span| Span::from_secs(span.micros() / 1_000_000);
    match (ahead, behind) {
        (ahead, _) if ahead > TOLERANCE => format!("{} ahead of the server's", seconds(ahead)),
        (_, behind) if behind > TOLERANCE => format!("{} behind the server's", seconds(behind)),
        _ => "the server's, within a minute".to_owned(),
    }
}

fn tell(context: &Context, findings: Vec<(&'static str, Finding)>) -> anyhow::Result<Exit> {
    let ui = context.ui;
    let mut list = List::new(ui, &COLUMNS);
    let mut exit = Exit::Done;
    let mut failures = Vec::new();
    for (name, finding) in findings {
        let (word, details, failure) = match finding {
            Finding::Fine(details) => ("ok", details, None),
            Finding::Bad(failure) => ("failed", failure.message.clone(), Some(failure)),
            Finding::Untried => ("not tried", String::new(), None),
        };
        let cells = [name, word, &details].map(str::to_owned).to_vec();
        let mut json = json!({ "check": name, "result": word, "details": details });
        if let Some(failure) = failure {
            json["error"] = crate::ui::failure_json(&failure);
            if exit == Exit::Done {
                exit = failure.exit;
            }
            failures.push(failure);
        }
        list.push(Row { plain: cells.clone(), cells, json })?;
    }
    list.finish(Map::from_iter([("ok".to_owned(), json!(exit == Exit::Done))]))?;
    if matches!(ui.format(), Format::Table | Format::Plain) {
        for failure in failures {
            ui.error_lines(&failure);
        }
    }
    Ok(exit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clocks_are_compared_to_the_minute() {
        let server = Time::from_micros(1_700_000_000_000_000);
        for (here, told) in [
            (server, "the server's, within a minute"),
            (server + Span::from_secs(3_700), "1h1m40s ahead of the server's"),
            (server - Span::from_secs(61), "1m1s behind the server's"),
        ] {
            assert_eq!(drift(server, here), told);
        }
    }
}
