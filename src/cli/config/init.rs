//! `streamctl config init`.

use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context as _, anyhow};
use clap::Args;
use serde_json::json;

use crate::cli::{Context, cloud, usage};
use crate::config::{Config, ConfigError, Draft, Environment};
use crate::exit::{Exit, Failure};
use crate::pili::Address;
use crate::secret::Secret;
use crate::ui::{Format, Settings, Ui};

/// The profile's name unless another is given.
const DEFAULT_PROFILE: &str = "default";

/// Make a configuration
///
/// In a terminal it asks for what --profile, --hub, STREAMCTL_ACCESS_KEY, and STREAMCTL_SECRET_KEY or
/// STREAMCTL_SECRET_KEY_FILE have not said; elsewhere, and with --yes, it leaves that to be filled in. The secret
/// key goes to a file of its own, beside the configuration, that only you can read. Nothing is overwritten.
#[expect(clippy::doc_markdown, reason = "it is read in a terminal")]
#[derive(Debug, Args)]
pub(in crate::cli) struct Init {}

impl Init {
    pub(super) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        let file = Config::home(context.config.as_deref()).ok_or_else(|| {
            Failure::new(Exit::Config, "there is no home directory to put a configuration into")
                .hint("name a file: streamctl config init --config FILE")
        })?;
        refuse_existing(&file)?;
        let mut draft = given(context)?;
        if Ui::can_ask() && !context.is_yes {
            // A signal ends the asking, too; the terminal may show nothing of what is typed just then.
            let terminal = Settings::of_terminal();
            let mut asked = None;
            let ended = cloud::until_signal(async {
                let ui = context.ui;
                let asking = tokio::task::spawn_blocking(move || ask(ui, &mut draft).map(|()| draft));
                asked = Some(asking.await.context("cannot ask")??);
                Ok(Exit::Done)
            });
            drop(terminal);
            match (ended?, asked) {
                (Exit::Done, Some(asked)) => draft = asked,
                (exit, _) => return Ok(exit),
            }
        }
        if draft.profile.is_empty() {
            DEFAULT_PROFILE.clone_into(&mut draft.profile);
        }
        if draft.secret_key.is_some() && draft.access_key.is_none() {
            let hints = vec!["set STREAMCTL_ACCESS_KEY too".to_owned()];
            return Err(ConfigError::Missing { what: "access key", profile: None, hints }.into());
        }
        let secret_file = draft.secret_file(&file);
        if let Some(secret_file) = &secret_file {
            refuse_existing(secret_file)?;
        }
        if !context.is_dry_run {
            draft.write(&file)?;
        }
        self.tell(context, &draft, &file, secret_file.as_deref())
    }

    #[expect(clippy::unused_self, reason = "it is a part of the command")]
    fn tell(
        &self,
        context: &Context,
        draft: &Draft,
        file: &Path,
        secret_file: Option<&Path>,
    ) -> anyhow::Result<Exit> {
        let ui = context.ui;
        let [file, secret_file] =
            [Some(file), secret_file].map(|path| path.map(|path| path.display().to_string()));
        let file = file.unwrap_or_default();
        let wrote = if context.is_dry_run { "would write" } else { "wrote" };
        ui.note(format!("{wrote} {file}"));
        if let Some(secret_file) = &secret_file {
            ui.note(format!("{wrote} {secret_file} (mode 0600)"));
        }
        match draft.unknown().as_slice() {
            [] => {}
            unknown => ui.note(format!("fill in what is commented out there: {}", unknown.join(", "))),
        }
        match ui.format() {
            Format::Table if context.is_dry_run => ui.data(&draft.text())?,
            Format::Table => {}
            Format::Plain => {
                ui.result(&format!("{file}\t{}\n", secret_file.unwrap_or_default()))?;
            }
            Format::Json | Format::Jsonl => {
                ui.result(&format!("{}\n", json!({ "file": file, "secret_file": secret_file })))?;
            }
        }
        Ok(Exit::Done)
    }
}

/// What the command line and the environment say. The profile's name is empty if they don't.
fn given(context: &Context) -> anyhow::Result<Draft> {
    let environment = Environment::of_process();
    let [profile, hub, api] = environment.names()?;
    let (access_key, secret_key) = environment.keys()?;
    let profile = context.profile.clone().or(profile);
    let hub = context.hub.clone().or(hub);
    let api = context.api.clone().or(api);
    let check = |value: &Option<String>, check: fn(&str) -> Result<(), String>| match value {
        Some(value) => check(value).map_err(usage),
        None => Ok(()),
    };
    check(&profile, Draft::check_profile)?;
    check(&hub, Draft::check_hub)?;
    check(&api, |api| Address::parse(api).map(drop).map_err(|error| error.to_string()))?;
    Ok(Draft { profile: profile.unwrap_or_default(), hub, access_key, secret_key, api })
}

/// Asks for what is not known. An empty answer leaves it to be filled in.
fn ask(ui: Ui, draft: &mut Draft) -> anyhow::Result<()> {
    if draft.profile.is_empty() {
        let question = format!("Profile [{DEFAULT_PROFILE}]:");
        draft.profile = answer(ui, || ui.ask(&question), Draft::check_profile)?.unwrap_or_default();
    }
    if draft.hub.is_none() {
        draft.hub = answer(ui, || ui.ask("Hub:"), Draft::check_hub)?;
    }
    if draft.access_key.is_none() {
        draft.access_key = answer(ui, || ui.ask("Access key:"), Draft::check_access_key)?;
    }
    if draft.secret_key.is_none() && draft.access_key.is_some() {
        let ask = || ui.password("Secret key (not shown):");
        draft.secret_key = answer(ui, ask, Draft::check_secret_key)?.map(Secret::new);
    }
    Ok(())
}

/// The first answer that is right, or none if it is empty. Whoever ends the input wants nothing of it.
fn answer(
    ui: Ui,
    ask: impl Fn() -> std::io::Result<String>,
    check: fn(&str) -> Result<(), String>,
) -> anyhow::Result<Option<String>> {
    loop {
        let answer = match ask() {
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => {
                return Err(Failure::new(Exit::Other, "the input ended: nothing was written").into());
            }
            answer => answer?,
        };
        match check(&answer) {
            _ if answer.is_empty() => return Ok(None),
            Ok(()) => return Ok(Some(answer)),
            Err(reason) => ui.warn(reason),
        }
    }
}

fn refuse_existing(file: &Path) -> anyhow::Result<()> {
    if file.symlink_metadata().is_err() {
        return Ok(());
    }
    let failure = Failure::new(Exit::Local, format!("{} exists, and is not overwritten", file.display()));
    Err(anyhow!(failure.hint("write another with --config FILE, or move that one away")))
}
