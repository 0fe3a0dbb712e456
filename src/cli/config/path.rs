//! `streamctl config path`.

use clap::Args;
use serde_json::json;

use crate::cli::Context;
use crate::config::Config;
use crate::exit::Exit;

/// Print the name of the configuration file that is used, or of the one that would be
#[derive(Debug, Args)]
pub(in crate::cli) struct Path {}

impl Path {
    #[expect(clippy::unused_self, reason = "every command is run alike")]
    pub(super) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        let place = Config::place(context.config.as_deref());
        let file = place.file.display().to_string();
        context.ui.value(&file, &json!({ "file": file, "exists": place.exists }))?;
        if !place.exists {
            context.ui.note("there is no such file yet: streamctl config init makes one");
        }
        Ok(Exit::Done)
    }
}
