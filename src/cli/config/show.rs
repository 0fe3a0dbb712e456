//! `streamctl config show`.

use clap::Args;
use serde_json::{Map, json};

use crate::cli::Context;
use crate::config::Environment;
use crate::exit::Exit;
use crate::ui::{Column, List, Row};

const COLUMNS: [Column; 3] = [Column::text("KEY"), Column::text("VALUE"), Column::text("ORIGIN")];

/// Show every setting that counts here, and where it came from
///
/// Secrets are not shown, and not read: of a secret key it says where it is.
#[derive(Debug, Args)]
pub(in crate::cli) struct Show {}

impl Show {
    #[expect(clippy::unused_self, reason = "every command is run alike")]
    pub(super) fn run(&self, context: &Context) -> anyhow::Result<Exit> {
        let config = context.config()?;
        let cloud = config.cloud(&context.flags(), &Environment::of_process())?;
        let mut list = List::new(context.ui, &COLUMNS);
        for setting in config.shown(&cloud) {
            let cells = vec![
                setting.key.to_owned(),
                setting.value.clone().unwrap_or_default(),
                setting.origin.clone(),
            ];
            let json = json!({ "key": setting.key, "value": setting.value, "origin": setting.origin });
            list.push(Row { plain: cells.clone(), cells, json })?;
        }
        list.finish(Map::new())?;
        if let Err(error) = cloud.keys() {
            context.ui.warn(error);
        }
        Ok(Exit::Done)
    }
}
