//! Questions before something is lost.

use anyhow::Context as _;
use futures_util::{StreamExt, stream};

use crate::cli::cloud::distinct::distinct;
use crate::cli::cloud::several::stops;
use crate::cli::cloud::{Names, Session};
use crate::exit::{Exit, Failure};
use crate::ui::{Ui, count};

/// How many streams a question names.
const NAMED: usize = 10;

/// When a command has to be confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Asks {
    /// Always.
    Always,
    /// On a protected profile.
    Protected,
}

impl Session<'_> {
    /// Asks whether these streams are really meant, if that has to be asked; `verb` says what becomes of them.
    /// Returns them by their ids as they were named in the question, so that it is these and no others; those that
    /// cannot be found come last, and stay unknown.
    pub(in crate::cli) async fn confirm(
        &self,
        asks: Asks,
        verb: &str,
        mut names: Names,
    ) -> anyhow::Result<Names> {
        let is_asked = asks == Asks::Always || self.cloud.is_protected;
        if !is_asked || self.context.is_yes || self.context.is_dry_run || names.each.is_empty() {
            return Ok(names);
        }
        if !Ui::can_confirm() {
            let what = count(names.each.len(), "stream");
            let why = if self.cloud.is_protected { " (the profile is protected)" } else { "" };
            let message = format!("to {verb} {what} has to be confirmed{why}, and there is no terminal");
            return Err(Failure::new(Exit::Confirm, message).hint("--yes does it without asking").into());
        }
        let (meant, unknown) = self.meant(&names).await?;
        names.each = distinct(meant.iter().cloned().chain(unknown));
        if meant.is_empty() {
            // There is nothing to ask about; why, is told of each.
            return Ok(names);
        }
        let question = self.question(verb, &distinct(meant.into_iter()));
        let ui = self.ui();
        let answer = tokio::task::spawn_blocking(move || ui.confirm(&question)).await;
        if answer.context("cannot ask")?.context("cannot ask")? {
            return Ok(names);
        }
        Err(Failure::new(Exit::Other, "nothing was changed").into())
    }

    /// The ids of those that are there, and those that cannot be found, which stay unknown: nothing is done to a
    /// stream that was not in the question.
    async fn meant(&self, names: &Names) -> anyhow::Result<(Vec<String>, Vec<String>)> {
        let settle = async |name: String| (self.settle(&name).await, name);
        let mut found = std::pin::pin!(stream::iter(names.each.clone()).map(settle).buffered(names.jobs));
        let (mut meant, mut unknown) = (Vec::new(), Vec::new());
        while let Some((id, name)) = found.next().await {
            match id {
                Ok(id) => meant.push(id.to_string()),
                Err(error) if stops(&error) => return Err(error),
                Err(_) => unknown.push(name),
            }
        }
        Ok((meant, unknown))
    }

    fn question(&self, verb: &str, names: &[String]) -> String {
        let mut shown = names.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
        if names.len() > NAMED {
            shown = format!("{shown} and {} more", names.len() - NAMED);
        }
        let what =
            if names.len() == 1 { String::new() } else { format!("{}: ", count(names.len(), "stream")) };
        format!("{verb} {what}{shown} ({})?", self.place())
    }
}
