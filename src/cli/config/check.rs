//! `streamctl config check`.

use clap::Args;
use serde_json::{Map, json};

use crate::cli::Context;
use crate::config::{Config, Environment, Finding};
use crate::exit::{Exit, Failure};
use crate::pili::Address;
use crate::ui::{Format, List, Row, visible};

/// Say all that is wrong with the configuration file and the files of its secrets
///
/// Looks at all profiles. Nothing is asked of the cloud, and no command that prints a secret is run.
#[derive(Debug, Args)]
pub(in crate::cli) struct Check {}

impl Check {
    pub(super) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        let flag = context.config.as_deref();
        let place = Config::place(flag);
        // A file that was named and is not there is told as everywhere.
        if !place.exists && Config::load(flag)?.file.is_none() {
            return self.without_file(context, &place.file.display().to_string());
        }
        let fault = |address: &str| Address::parse(address).err().map(|error| error.to_string());
        let findings = Config::check(&place.file, &Environment::of_process(), fault)?;
        print(context, &findings)?;
        if !findings.is_empty() {
            return Ok(Exit::Config);
        }
        context.ui.note(format!("ok: {}", place.file.display()));
        for profile in Config::load(flag)?.profiles() {
            for setting in [&profile.api, &profile.jobs_api].into_iter().flatten() {
                if Address::parse(&setting.value).is_ok_and(|address| address.is_exposed()) {
                    let line = format!(
                        "{}: what is sent to {} can be read on the way",
                        setting.origin, setting.value
                    );
                    context.ui.note(line);
                }
            }
        }
        Ok(Exit::Done)
    }

    /// Nothing can be wrong with what is not there; but somebody without anything wants to hear of it.
    #[expect(clippy::unused_self, reason = "it is a part of the command")]
    fn without_file(&self, context: &Context, file: &str) -> anyhow::Result<Exit> {
        let cloud = Config::default().cloud(&context.flags(), &Environment::of_process())?;
        if let Err(error) = cloud.keys() {
            let failure =
                Failure::new(Exit::Config, format!("there is no configuration: no {file}, and {error}"));
            return Err(failure.hint("streamctl config init makes one").into());
        }
        print(context, &[])?;
        context.ui.note(format!("ok: there is no {file}, and the environment has an account's keys"));
        Ok(Exit::Done)
    }
}

fn print(context: &Context, findings: &[Finding]) -> anyhow::Result<()> {
    if context.ui.format() == Format::Table {
        let lines: String =
            findings.iter().flat_map(|finding| [visible(&finding.to_string()), "\n".to_owned()]).collect();
        return Ok(context.ui.data(&lines)?);
    }
    let mut list = List::new(context.ui, &[]);
    for Finding { file, line, column, message } in findings {
        let file = file.display().to_string();
        let json = json!({ "file": file, "line": line, "column": column, "message": message });
        let plain = vec![file, line.to_string(), column.to_string(), message.clone()];
        list.push(Row { cells: Vec::new(), plain, json })?;
    }
    Ok(list.finish(Map::new())?)
}
