//! `streamctl hub list`.

use clap::Args;
use serde_json::{Map, json};

use crate::cli::Context;
use crate::config::{Config, Environment, shown_address};
use crate::exit::Exit;
use crate::ui::{Column, List as Listing, Row};

const COLUMNS: [Column; 4] =
    [Column::text("PROFILE"), Column::text("HUB"), Column::text("API"), Column::text("DEFAULT")];

/// List the hubs of the configured profiles
///
/// The cloud does not tell which hubs an account has: these are those that the configuration names.
#[derive(Debug, Args)]
pub(in crate::cli) struct List {}

impl List {
    #[expect(clippy::unused_self, reason = "it is a command like the others, but takes no arguments")]
    pub(super) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        let config = context.config()?;
        let environment = Environment::of_process();
        let chosen = config.cloud(&context.flags(), &environment).ok();
        let mut list = Listing::new(context.ui, &COLUMNS);
        let mut is_empty = true;
        for (profile, hub, api) in hubs(config) {
            is_empty = false;
            let is_default = chosen.as_ref().is_some_and(|cloud| cloud.profile.as_deref() == Some(profile));
            list.push(row(profile, hub, api, is_default))?;
        }
        // The environment alone can name one.
        if let Some(cloud) = chosen.filter(|cloud| cloud.profile.is_none())
            && let Some(hub) = &cloud.hub
        {
            is_empty = false;
            list.push(row("", Some(&hub.value), &cloud.api.value, true))?;
        }
        list.finish(Map::new())?;
        if is_empty {
            context.ui.note("no profiles are configured: streamctl config init makes one");
        }
        Ok(Exit::Done)
    }
}

fn hubs(config: &Config) -> impl Iterator<Item = (&str, Option<&str>, &str)> {
    config.profiles().iter().map(|profile| {
        let api = profile.api.as_ref().map_or(crate::config::DEFAULT_API, |api| &api.value);
        (profile.name.as_str(), profile.hub.as_ref().map(|hub| hub.value.as_str()), api)
    })
}

fn row(profile: &str, hub: Option<&str>, api: &str, is_default: bool) -> Row {
    let api = &shown_address(api);
    let mark = if is_default { "default" } else { "" };
    let cells = [profile, hub.unwrap_or_default(), api, mark].map(str::to_owned).to_vec();
    let profile = if profile.is_empty() { None } else { Some(profile) };
    Row {
        plain: cells.clone(),
        cells,
        json: json!({ "profile": profile, "hub": hub, "api": api, "default": is_default }),
    }
}
